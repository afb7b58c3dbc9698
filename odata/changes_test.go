package odata

// This file tests read, change, update: by cases, and by properties that hold for all documents.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func readThing(t testing.TB, text string) *everything {
	t.Helper()
	var e everything
	if err := Unmarshal([]byte(text), &e); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return &e
}

func marshaled(t testing.TB, v any) string {
	t.Helper()
	text, err := Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// An update says what has changed in value, and how what is gone is taken away.
func TestChangesOfValues(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"escapes", `{"text":"a&b","x":"a&b<>","y":{"k":"\u0061"}}`, `{"text":"a\u0026b","x":"a\u0026b\u003c>","y":{"k":"a"}}`, `{}`},
		{"numbers", `{"double":1.50,"longs":[1,2.0],"x":1.0,"y":[1e1,{"z":-0.0}]}`, `{"double":1.5,"longs":[1.0,2],"x":1,"y":[10,{"z":0}]}`, `{}`},
		{"members have no order", `{"x":{"a":1,"b":[{"c":1,"d":2}]}}`, `{"x":{"b":[{"d":2,"c":1}],"a":1}}`, `{}`},
		{"times", `{"times":["2020-01-01T00:00:00.0Z"],"when":"2020-01-01T00:00:00Z"}`, `{"times":["2020-01-01T00:00:00Z"],"when":"2020-01-01T00:00:00.000Z"}`, `{}`},
		{"durations and decimals", `{"span":"PT60M","decimal":1.0}`, `{"span":"PT1H","decimal":1.00}`, `{}`},
		{"items still have an order", `{"x":[1,2]}`, `{"x":[2,1]}`, `{"x":[2,1]}`},
		{"null items", `{"texts":["a",null]}`, `{"texts":["a",""]}`, `{"texts":["a",""]}`},
		{"nested undeclared", `{"state":{"deviceId":"d","ext":5,"list":[1],"o@odata.type":"#x"}}`, `{"state":{"deviceId":"d"}}`, `{"state":{"deviceId":"d","ext":null,"list":[]}}`},
		{"nested in undeclared", `{"x":{"a":1,"b":{"c":1,"d":[2]},"@odata.etag":"e"}}`, `{"x":{"b":{"e":3}}}`, `{"x":{"b":{"e":3,"c":null,"d":[]},"a":null}}`},
		{"deeper", `{"nested":{"nested":{"text":"a","texts":["b"]},"flag":true}}`, `{"nested":{"nested":{"int":1}}}`,
			`{"nested":{"flag":null,"nested":{"text":null,"int":1,"texts":[]}}}`},
		{"collections", `{"texts":["a"],"list":[{}],"x":[1],"blobs":["AQ=="]}`, `{}`, `{"texts":[],"blobs":[],"list":[],"x":[]}`},
		{"binary is not a collection", `{"binary":"AQ=="}`, `{}`, `{"binary":null}`},
		{"nothing stays nothing", `{"text":null,"texts":null,"x":null,"nested":{"text":null}}`, `{"nested":{}}`, `{}`},
		{"null is set", `{}`, `{"text":null,"x":null}`, `{"text":null,"x":null}`},
		{"another type replaces", `{"nested":{"@odata.type":"#a.b","text":"a"}}`, `{"nested":{"@odata.type":"#a.c"}}`, `{"nested":{"@odata.type":"#a.c"}}`},
		{"another type of a dynamic property", `{"x@odata.type":"#Date","x":"2020-01-01"}`, `{"x@odata.type":"#Duration","x":"PT1S"}`, `{"x@odata.type":"#Duration","x":"PT1S"}`},
		{"huge numbers", `{"x":1e999999}`, `{"x":1e999998}`, `{"x":1e999998}`},
	} {
		before, after := readThing(t, c.before), readThing(t, c.after)
		was := [...]string{marshaled(t, before), marshaled(t, after)}
		patch, err := Changes(before, after)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got, err := Marshal(patch); err != nil || string(got) != c.want {
			t.Errorf("%s\ngot  %s %v\nwant %s", c.name, got, err, c.want)
		}
		if is := [...]string{marshaled(t, before), marshaled(t, after)}; is != was {
			t.Errorf("%s: Changes has changed %s to %s", c.name, was, is)
		}
	}
}

// What cannot be read differs where its text does.
func TestChangesOfWhatCannotBeRead(t *testing.T) {
	read := func(text string) *everything {
		var e everything
		if err := Unmarshal([]byte(text), &e); err == nil {
			t.Fatalf("%s is read", text)
		}
		return &e
	}
	before := read(`{"int":"1.0 ","nested":[1.0],"text":"a"}`)
	for after, want := range map[string]string{
		`{"int":"1.0 ","nested":[1],"text":"a"}`: `{}`,
		`{"int":"x","nested":[1],"text":"b"}`:    `{"text":"b","int":"x"}`,
		`{"int":"1.0 ","text":"a"}`:              `{"nested":null}`,
	} {
		patch, err := Changes(before, read(after))
		if err != nil {
			t.Fatal(err)
		}
		if got := marshaled(t, patch); got != want {
			t.Errorf("%s: got %s, want %s", after, got, want)
		}
	}
}

// A collection cannot be null, unless the service says so itself.
func TestNullCollectionsAreRefused(t *testing.T) {
	m := &everything{Texts: Null[[]string](), Nested: Some(&everything{List: Null[[]*everything]()}), Binary: Null[[]byte]()}
	want := []string{
		"texts: is a collection and must not be null; a collection without items is empty",
		"nested.list: is a collection and must not be null; a collection without items is empty",
	}
	if got := violations(Validate(m)); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if err := Validate(readThing(t, `{"texts":null,"nested":{"list":null}}`)); err != nil {
		t.Errorf("what was read may go back: %v", err)
	}
}

// document is a random object, as a service could send it, with declared and undeclared members.
func document(r *rand.Rand, depth int) map[string]any {
	text := func() any { return [...]string{"", "a", "b&<", "\u2028\"\\", "é😀"}[r.IntN(5)] }
	number := func() any {
		return json.Number([...]string{"0", "1", "-2", "1.5", "1e2", "100", "12345678901234567890"}[r.IntN(7)])
	}
	list := func(item func() any) any {
		all := make([]any, r.IntN(3))
		for i := range all {
			all[i] = item()
		}
		return all
	}
	object := func() any { return document(r, depth+1) }
	out := map[string]any{}
	put := func(name string, value func() any) {
		switch n := r.IntN(6); {
		case n == 0:
			out[name] = nil
		case n < 4:
			out[name] = value()
		}
	}
	put("text", text)
	put("flag", func() any { return r.IntN(2) == 1 })
	put("double", func() any { return json.Number([...]string{"0", "1", "1.5", "-2"}[r.IntN(4)]) })
	put("date", func() any { return [...]string{"2020-01-01", "2020-02-29"}[r.IntN(2)] })
	if out["texts"] = list(text); r.IntN(2) == 1 {
		delete(out, "texts")
	}
	put("ext", func() any { return [...]func() any{text, number, func() any { return list(number) }}[r.IntN(3)]() })
	if depth < 3 {
		put("nested", object)
		put("open", object)
		if r.IntN(3) == 0 {
			out["list"] = list(object)
		}
	}
	return out
}

func encoded(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// respelled writes a value otherwise: members in another order, letters as escapes, numbers with an exponent.
func respelled(r *rand.Rand, b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		b.WriteByte('{')
		for i, name := range names {
			if i > 0 {
				b.WriteString(" , ")
			}
			respelled(r, b, name)
			b.WriteByte(':')
			respelled(r, b, v[name])
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			respelled(r, b, item)
		}
		b.WriteByte(']')
	case string:
		b.WriteByte('"')
		for _, c := range v {
			if c < 0x10000 && (r.IntN(2) == 0 || c < ' ' || c == '"' || c == '\\') {
				fmt.Fprintf(b, `\u%04x`, c)
			} else {
				b.WriteRune(c)
			}
		}
		b.WriteByte('"')
	case json.Number:
		b.WriteString(string(v))
		if r.IntN(2) == 0 && !strings.ContainsAny(string(v), ".e") {
			b.WriteString(".0")
		}
	case bool:
		b.WriteString(strconv.FormatBool(v))
	default:
		b.WriteString("null")
	}
}

// applied is what a service makes of an update: objects are merged, all else is replaced, null is nothing.
func applied(before, patch map[string]any) map[string]any {
	out := map[string]any{}
	for name, value := range before {
		out[name] = value
	}
	for name, value := range patch {
		was, isObject := out[name].(map[string]any)
		if changes, ok := value.(map[string]any); ok && isObject {
			value = applied(was, changes)
		}
		out[name] = value
	}
	return out
}

// meant is a value as the service keeps it: without what is null or a collection without items, and numbers as they
// are.
func meant(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, value := range v {
			if items, isList := value.([]any); value != nil && (!isList || len(items) > 0) {
				out[name] = meant(value)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = meant(item)
		}
		return out
	case json.Number:
		n, _ := new(big.Rat).SetString(string(v))
		return n.RatString()
	}
	return v
}

func parsed(t testing.TB, text []byte) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var out map[string]any
	if err := d.Decode(&out); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return out
}

// checkChanges holds two random documents against what Changes promises.
func checkChanges(t *testing.T, seed1, seed2 uint64) {
	r := rand.New(rand.NewPCG(seed1, seed2))
	first, second := document(r, 0), document(r, 0)
	if r.IntN(2) == 0 { // mostly the same
		second = parsed(t, []byte(encoded(t, first)))
		for name, value := range document(r, 2) {
			second[name] = value
		}
	}
	before, after := readThing(t, encoded(t, first)), readThing(t, encoded(t, second))
	patch, err := Changes(before, after)
	if err != nil {
		t.Fatal(err)
	}
	text, err := Marshal(patch)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := meant(applied(first, parsed(t, text))), meant(second); !reflect.DeepEqual(got, want) {
		t.Errorf("before %s\nafter  %s\nupdate %s\nmakes  %s", encoded(t, first), encoded(t, second), text, encoded(t, got))
	}
	copied, err := Clone(before)
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	respelled(r, &again, any(first))
	for how, same := range map[string]*everything{"a copy": copied, "another spelling": readThing(t, again.String())} {
		patch, err := Changes(before, same)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := Marshal(patch); err != nil || string(text) != "{}" {
			t.Errorf("%s of %s (%s) is an update: %s %v", how, encoded(t, first), &again, text, err)
		}
	}
}

func TestChangesMakeAfterOfBefore(t *testing.T) {
	for seed := range uint64(1000) {
		if checkChanges(t, seed, 1); t.Failed() {
			t.Fatalf("the seed is %d", seed)
		}
	}
}

// FuzzChanges holds Changes to its promises for any pair of documents.
func FuzzChanges(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, seed*7)
	}
	f.Fuzz(func(t *testing.T, a, b uint64) { checkChanges(t, a, b) })
}

// What is read in any spelling does not differ from its copy.
func TestCopiesHaveNoChanges(t *testing.T) {
	for _, text := range lossless {
		before := readThing(t, text)
		after, err := Clone(before)
		if err != nil {
			t.Fatal(err)
		}
		patch, err := Changes(before, after)
		if err != nil {
			t.Fatal(err)
		}
		for i := range shapeOf(reflect.TypeFor[everything]()).fields {
			if !shapeOf(reflect.TypeFor[everything]()).absent(reflect.ValueOf(patch).Elem(), i) {
				t.Errorf("%s has changes", text)
			}
		}
		for name := range patch.Extra.Members() {
			if name != "@odata.type" && name != "@type" {
				t.Errorf("%s has the change %s", text, name)
			}
		}
	}
}
