package odata

// This file tests Opt as a program has it in its hands: what packages that look into structs make of it, and what
// becomes of a Value that is assigned without Some.

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// A struct of a program's own that consists of Opts is read and written as models are; encoding/json refuses it.
func TestOptByHand(t *testing.T) {
	type inner struct {
		Text Opt[string] `json:"text,omitzero"`
	}
	type own struct {
		A     Opt[string]   `json:"a,omitzero"`
		B     Opt[float64]  `json:"b,omitzero"`
		C     Opt[int32]    `json:"c,omitzero"`
		Inner Opt[*inner]   `json:"inner,omitzero"`
		List  Opt[[]*inner] `json:"list,omitzero"`
		Skip  int           `json:"-"`
		Named Opt[int32]    `json:",omitzero"`
	}
	var o own
	const text = `{"a":null,"b":1.0,"inner":{"text":"x"},"list":[{"text":null},null],"Named":1}`
	if err := Unmarshal([]byte(text[:len(text)-1]+`,"more":1,"@odata.etag":"1"}`), &o); err != nil {
		t.Fatal(err)
	}
	if !o.A.IsNull() || !o.C.State.IsAbsent() || o.B.Or(0) != 1 || o.Inner.Value.Text.Or("") != "x" {
		t.Errorf("read %+v", o)
	}
	for _, v := range []any{o, &o} {
		if got, err := Marshal(v); err != nil || string(got) != text {
			t.Errorf("%s %v", got, err)
		}
		if got, err := json.Marshal(v); err == nil || !strings.Contains(err.Error(), "use odata.Marshal") {
			t.Errorf("encoding/json writes %s", got)
		}
	}
	if err := json.Unmarshal([]byte(`{"a":"x"}`), &o); err == nil {
		t.Error("encoding/json reads it")
	}
	o = own{B: Some(math.Inf(1))}
	if got, err := Marshal([]*own{&o, nil}); err != nil || string(got) != `[{"b":"INF"},null]` {
		t.Errorf("%s %v", got, err)
	}
	for _, alone := range []struct {
		field Field
		text  string
	}{{&o.B, `"INF"`}, {&o.C, `null`}} {
		if got, err := Marshal(alone.field); err != nil || string(got) != alone.text {
			t.Errorf("%s %v", got, err)
		}
		if err := Unmarshal([]byte(`7`), alone.field); err != nil {
			t.Error(err)
		}
	}
	if o.B.Value != 7 || o.C.Value != 7 {
		t.Errorf("read %+v", o)
	}
}

// A struct with other fields beside Opts is refused: encoding/json, which reads those, knows nothing of these.
func TestOptBesideOthers(t *testing.T) {
	type mixed struct {
		Plain string      `json:"plain"`
		Text  Opt[string] `json:"text,omitzero"`
	}
	const says = "mixed has fields of type Opt beside others"
	m := mixed{Plain: "a"}
	if out, err := Marshal(&m); err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("%s %v", out, err)
	}
	if err := Unmarshal([]byte(`{"plain":"a","text":null}`), &m); err == nil || !strings.Contains(err.Error(), says) {
		t.Error(err)
	}
	type own struct{ Nested Opt[*everything] }
	type recursive []recursive
	for _, holder := range []any{
		&struct{ Own own }{}, &struct {
			N     int
			Items []map[string]*own
		}{}, &map[string]own{}, &map[string]Opt[int]{}, &[1]Opt[int]{}, &struct{ own }{},
	} {
		if out, err := Marshal(holder); err == nil || !strings.Contains(err.Error(), "does not know the Opts") {
			t.Errorf("%T: %s %v", holder, out, err)
		}
		if err := Unmarshal([]byte(`{"Own":{"Nested":{"text":"a"}},"x":null}`), holder); err == nil || !strings.Contains(err.Error(), "does not know the Opts") || strings.Contains(err.Error(), "odata: odata:") {
			t.Errorf("%T: %v", holder, err)
		}
	}
	for _, plain := range []any{
		&struct {
			N    int
			Left Opt[int] `json:"-"`
			Self *everything
			More []recursive
		}{}, &byItself{}, &struct{ Self byItself }{}, &map[string]everything{},
	} {
		if err := Unmarshal([]byte(`{}`), plain); err != nil {
			t.Errorf("%T: %v", plain, err)
		}
		if out, err := Marshal(plain); err != nil {
			t.Errorf("%T: %s %v", plain, out, err)
		}
	}
	type model struct {
		Undeclared
		mixed2 int
		Text   Opt[string] `json:"text,omitzero"`
	}
	other := model{mixed2: 1}
	if err := Unmarshal([]byte(`{"plain":"a","text":null}`), &other); err != nil || !other.Text.IsNull() || other.mixed2 != 1 {
		t.Errorf("%+v %v", other, err)
	}
}

// What fmt prints says what the state is, at any depth.
func TestOptPrinted(t *testing.T) {
	m := everything{Text: Some("a"), Int: Null[int32]()}
	if err := Unmarshal([]byte(`{"when":"never"}`), &m); err == nil {
		t.Fatal("no error")
	}
	got := fmt.Sprintf("%v %+v %v", m.Text, m.Int, m.Flag)
	if want := "{a present} {Value:0 State:null} {false absent}"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, want := range []string{"Text:{Value:a State:present}", "Int:{Value:0 State:null}", "Long:{Value:0 State:absent}", "State:unreadable}"} {
		if text := fmt.Sprintf("%+v", m); !strings.Contains(text, want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
}

// What go-cmp finds is what a program means by equal.
func TestOptCompared(t *testing.T) {
	read := func(text string) (m everything) {
		_ = Unmarshal([]byte(text), &m)
		return m
	}
	when := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, c := range []struct {
		a, b everything
		same bool
	}{
		{everything{Text: Some("a")}, read(`{"@odata.type":"#x","text":"a"}`), false},
		{everything{Text: Some("a")}, everything{Text: Some("a")}, true},
		{everything{Text: Some("a")}, everything{Text: Some("b")}, false},
		{everything{Text: Some("")}, everything{}, false},
		{everything{Text: Some("")}, everything{Text: Null[string]()}, false},
		{everything{Text: Null[string]()}, everything{}, false},
		{read(`{"text":null}`), read(`{"text":null}`), true},
		{read(`{"when":"2020-01-02T03:04:05Z"}`), read(`{"when":"2020-01-02T03:04:05.0Z"}`), false},
		{read(`{"when":"never"}`), read(`{"when":"never"}`), true},
		{read(`{"when":"never"}`), read(`{"when":"ever"}`), false},
		{everything{When: Some(when)}, everything{When: Some(when)}, true},
		{read(`{"decimal":1.0}`), read(`{"decimal":1.0}`), true},
		{read(`{"decimal":1.0}`), read(`{"decimal":2.0}`), false},
		{read(`{"nested":{"text":"a"}}`), read(`{"nested":{"text":"a"}}`), true},
		{read(`{"nested":{"text":"a"}}`), read(`{"nested":{"text":"b"}}`), false},
		{read(`{"texts":["a","b"]}`), read(`{"texts":["a","b"]}`), true},
		{read(`{"texts":["a","b"]}`), read(`{"texts":["a"]}`), false},
	} {
		if diff := cmp.Diff(c.a, c.b); (diff == "") != c.same {
			t.Errorf("%+v and %+v: %s", c.a, c.b, diff)
		}
	}
}

// A Value that is assigned without Some is sent, or is an error: it is never left out without a word.
func TestOptAssigned(t *testing.T) {
	for _, text := range []string{
		`{}`, `{"text":null,"int":null,"when":null,"decimal":null,"nested":null,"texts":null,"guid":null,"flag":null,"short":null}`,
	} {
		for name, assign := range map[string]func(*everything){
			"text":    func(m *everything) { m.Text.Value = "x" },
			"int":     func(m *everything) { m.Int.Value = 1 },
			"short":   func(m *everything) { m.Short.Value = 1 },
			"flag":    func(m *everything) { m.Flag.Value = true },
			"when":    func(m *everything) { m.When.Value = time.Now() },
			"guid":    func(m *everything) { m.GUID.Value[15] = 1 },
			"nested":  func(m *everything) { m.Nested.Value = &everything{} },
			"texts":   func(m *everything) { m.Texts.Value = []string{"x"} },
			"decimal": func(m *everything) { m.Decimal.Value = edm.DecimalOf(1, 0) },
		} {
			var m everything
			if err := Unmarshal([]byte(text), &m); err != nil {
				t.Fatal(err)
			}
			assign(&m)
			says := name + ": odata: a Value was assigned"
			if out, err := Marshal(&m); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%s after %s: %s, %v", name, text, out, err)
			}
			var before everything
			if err := Unmarshal([]byte(text), &before); err != nil {
				t.Fatal(err)
			}
			patch, err := Changes(&before, &m)
			if err != nil {
				t.Fatal(err)
			}
			if out, err := Marshal(patch); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("the change of %s after %s: %s, %v", name, text, out, err)
			}
			deep, err := Changes(&everything{Nested: Some(&before)}, &everything{Nested: Some(&m)})
			if err != nil {
				t.Fatal(err)
			}
			if out, err := Marshal(deep); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("the nested change of %s after %s: %s, %v", name, text, out, err)
			}
			if copied, err := Clone(&m); err == nil {
				if out, err := Marshal(copied); err == nil {
					t.Errorf("the copy of %s after %s: %s", name, text, out)
				}
			}
			var base *anything
			AsBase(&m, &base)
			if out, err := Marshal(base); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("the base of %s after %s: %s, %v", name, text, out, err)
			}
		}
	}
	for _, c := range []struct{ text, want string }{
		{`{"text":"a"}`, `{"text":"x"}`},
		{`{"text":"\u0061"}`, `{"text":"x"}`},
		{`{"int":1.0}`, `{"int":7}`},
		{`{"long":"1"}`, `{"long":7}`},
		{`{"decimal":1.50}`, `{"decimal":7}`},
	} {
		var m everything
		if err := Unmarshal([]byte(c.text), &m); err != nil {
			t.Fatal(err)
		}
		switch {
		case strings.Contains(c.text, "text"):
			m.Text.Value = "x"
		case strings.Contains(c.text, "int"):
			m.Int.Value = 7
		case strings.Contains(c.text, "long"):
			m.Long.Value = 7
		default:
			m.Decimal.Value = edm.DecimalOf(7, 0)
		}
		if out, err := Marshal(&m); err != nil || string(out) != c.want {
			t.Errorf("%s: %s, %v, want %s", c.text, out, err, c.want)
		}
	}
}

// A State that is copied from a member of another type says nothing of how the value is spelled.
func TestStateOfAnotherType(t *testing.T) {
	var came everything
	if err := Unmarshal([]byte(`{"long":"1","longs":["1",null],"when":"2020-01-02T03:04:05.0Z","binary":"AQ"}`), &came); err != nil {
		t.Fatal(err)
	}
	for _, state := range []State{came.Long.State, came.Longs.State, came.When.State, came.Binary.State, Some(1).State} {
		m := everything{Text: Some("a"), Long: Some(int64(5)), Double: Some(0.5), Nested: Some(&everything{}), Texts: Some([]string{"b"}), Binary: Some([]byte{2})}
		want, err := Marshal(&m)
		if err != nil {
			t.Fatal(err)
		}
		m.Text.State, m.Long.State, m.Double.State, m.Nested.State, m.Texts.State, m.Binary.State = state, state, state, state, state, state
		if got, err := Marshal(&m); err != nil || string(got) != string(want) {
			t.Errorf("got  %s %v\nwant %s", got, err, want)
		}
		if _, err := Changes(&came, &m); err != nil {
			t.Error(err)
		}
		if err := Validate(&m); err != nil {
			t.Error(err)
		}
	}
}

// byItself is a struct that knows how to read and write its Opts.
type byItself struct {
	N    int
	Text Opt[string]
}

func (b byItself) MarshalJSON() ([]byte, error) { return Marshal(&b.Text) }
func (b *byItself) UnmarshalJSON([]byte) error  { return nil }
