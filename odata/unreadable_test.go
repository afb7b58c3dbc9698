package odata

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// spoiled are objects of which some members cannot be read, with the paths of those. The rest can: text is "a" in all
// of them.
var spoiled = []struct {
	in    string
	paths []string
}{
	{`{"int":"1","text":"a"}`, []string{"int"}},
	{`{"date":"2020-01-02T00:00:00Z","text":"a","when":"yesterday","clock":"","span":{},"guid":7}`, []string{"date", "when", "clock", "span", "guid"}},
	{`{"date":"","when":"","decimal":"","double":"","flag":"","binary":"?","text":"a"}`, []string{"date", "when", "decimal", "double", "flag", "binary"}},
	{`{"text":"a","texts":"x","nested":[],"list":{},"longs":[1,"x",2,{}]}`, []string{"texts", "nested", "list", "longs[1]", "longs[3]"}},
	{`{"text":"a","nested":{"nested":{"int":[1],"text":"b"},"flag":1}}`, []string{"nested.nested.int", "nested.flag"}},
	{`{"text":"a","list":[{"int":1},5,{"int":"x","text":"b"},null,"s"]}`, []string{"list[1]", "list[2].int", "list[4]"}},
	{`{"text":"a","nullable":["x",5,null,"y"]}`, []string{"nullable[1]"}},
	{`{"text":"a","status":{"x":1.0},"statuses":["failed",true]}`, []string{"status", "statuses[1]"}},
	{`{"text":"a","unknown":1,"state":{"lastScanDateTime":"0001-13-01T00:00:00Z","id":"1"}}`, []string{"state.lastScanDateTime"}},
	{`{"text":"a","decimal":1e9999999,"int":99999999999999}`, []string{"decimal", "int"}},
	{`{"text":"a","long":"0x10","byte":-1,"single":"Infinity"}`, []string{"long", "byte", "single"}},
}

// paths are the paths of an error about members.
func paths(err error) (all []string) {
	for _, m := range unreadableIn(err).Members {
		all = append(all, m.Path)
	}
	return all
}

func TestOneBadMemberCostsNothingElse(t *testing.T) {
	for _, c := range spoiled {
		var m everything
		err := Unmarshal([]byte(c.in), &m)
		var some *UnreadableError
		var one *DecodeError
		if !errors.As(err, &some) || !errors.As(err, &one) || one.Path != c.paths[0] || !slices.Equal(paths(err), c.paths) {
			t.Errorf("%s\n%v", c.in, err)
			continue
		}
		if m.Text.Or("") != "a" {
			t.Errorf("%s: the rest is not read: %v", c.in, m.Text)
		}
		out, err := Marshal(&m)
		if err != nil || !sameJSON(t, string(out), c.in) {
			t.Errorf("in  %s\nout %s %v", c.in, out, err)
		}
		if std, err := json.Marshal(m); err != nil || string(std) != string(out) {
			t.Errorf("in  %s\nencoding/json out %s %v", c.in, std, err)
		}
		copied, err := Clone(&m)
		if err != nil {
			t.Fatal(err)
		}
		patch, err := Changes(&m, copied)
		if out, err2 := Marshal(patch); err != nil || err2 != nil || string(out) != "{}" {
			t.Errorf("%s: the changes are %s, %v %v", c.in, out, err, err2)
		}
	}
}

// sameJSON says whether two objects have the same members, in whatever order.
func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var values [2]any
	for i, text := range []string{a, b} {
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&values[i]); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	return reflect.DeepEqual(values[0], values[1])
}

func TestUnreadableMembersKeepTheirText(t *testing.T) {
	var m everything
	err := Unmarshal([]byte(`{"when": "0000-00-00", "nested": [ 1 ], "texts": [ "a", 2 ], "int": 1, "flag": null}`), &m)
	if err == nil || !strings.HasPrefix(err.Error(), `odata: when: found "0000-00-00" where`) || strings.Count(err.Error(), "; ") != 2 {
		t.Errorf("%v", err)
	}
	for _, c := range []struct {
		member Field
		raw    string
	}{{&m.When, `"0000-00-00"`}, {&m.Nested, `[1]`}, {&m.Texts, `["a",2]`}, {&m.Int, ``}, {&m.Flag, ``}, {&m.Text, ``}} {
		raw, why := Unreadable(c.member)
		if string(raw) != c.raw || (why == nil) != (c.raw == "") {
			t.Errorf("%s: %s %v", c.raw, raw, why)
		}
	}
	if _, ok := m.When.Get(); ok || m.When.IsNull() || m.When.State.IsAbsent() || m.When.State.String() != "unreadable" || m.Texts.Or(nil) != nil {
		t.Error("what cannot be read has a value")
	}
	var again everything
	_ = Unmarshal([]byte(`{"when":"0000-00-00"}`), &again)
	if !m.When.State.Equal(again.When.State) || m.When.State.Equal(Null[time.Time]().State) || m.When.State.Equal(Some(time.Time{}).State) {
		t.Error("Equal")
	}
	if err := Validate(&m); err != nil {
		t.Errorf("what came is judged: %v", err)
	}
	m.When, m.Nested, m.Texts = Opt[time.Time]{}, Some(&everything{}), Null[[]string]()
	if out, err := Marshal(&m); err != nil || string(out) != `{"int":1,"flag":null,"texts":null,"nested":{}}` && string(out) != `{"flag":null,"int":1,"texts":null,"nested":{}}` {
		t.Errorf("after they were set: %s %v", out, err)
	}
}

// An item that is not an object keeps its text until the program sets a member of it.
func TestUnreadableItems(t *testing.T) {
	var m everything
	_ = Unmarshal([]byte(`{"list":[1,"x",{"text":"a"}]}`), &m)
	list, ok := m.List.Get()
	if !ok || len(list) != 3 || string(list[1].Extra.Whole()) != `"x"` || list[2].Text.Or("") != "a" {
		t.Fatalf("%v %v", list, ok)
	}
	list[0].Text = Some("set")
	list[1], list[2] = list[2], list[1]
	if out, err := Marshal(&m); err != nil || string(out) != `{"list":[{"text":"set"},{"text":"a"},"x"]}` {
		t.Errorf("%s %v", out, err)
	}
}

// What is not quite JSON is read as encoding/json reads it, and written back as it came. Strict reading refuses it.
func TestNotQuiteJSON(t *testing.T) {
	for _, text := range []string{
		"{\"text\":\"\xff\"}", "{\"text\":\"a\xe4\xf6b\"}", `{"text":"\ud83d"}`, `{"text":"x\udc00\ud83d"}`, `{"text":"\ud83d\u0041"}`, "{\"text\":\"\xed\xa0\x80\"}",
		"{\"text\":\"a\",\"unknown\":\"\xff\"}", "{\"text\":\"a\",\"\xff\":1}", "{\"status\":\"\xff\"}", "{\"texts\":[\"a\",\"\xff\"]}", "{\"raw\":{\"a\":\"\xff\"}}", `{"nested":{"text":"\udead"}}`,
		"{\"nullable\":[\"\xff\",null]}", `{"raw":"\ud800"}`, `{"unknown":["\ud800"]}`,
	} {
		var m everything
		if err := Unmarshal([]byte(text), &m); err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		var std struct {
			Text     *string
			Status   *string
			Texts    []string
			Nullable []*string
		}
		if err := json.Unmarshal([]byte(text), &std); err != nil {
			t.Fatal(err)
		}
		if std.Text != nil && m.Text.Or("") != *std.Text || std.Status != nil && string(m.Status.Or("")) != *std.Status || !slices.Equal(std.Texts, m.Texts.Or(nil)) {
			t.Errorf("%q is read as %q %q %q", text, m.Text.Or(""), m.Status.Or(""), m.Texts.Or(nil))
		}
		if out, err := Marshal(&m); err != nil || string(out) != text {
			t.Errorf("%q is written as %q, %v", text, out, err)
		}
		var none everything
		var located *DecodeError
		if err := UnmarshalStrict([]byte(text), &none); !errors.As(err, &located) {
			t.Errorf("%q is read strictly: %v", text, err)
		}
		m.Text, m.Status, m.Texts, m.Nullable = Some("a"), Opt[updateStatus]{}, Opt[[]string]{}, Opt[[]Opt[string]]{}
		if out, err := Marshal(&m); err != nil || !strings.Contains(string(out), `"text":"a"`) {
			t.Errorf("%q, changed, is written as %q, %v", text, out, err)
		}
	}
	marked := "\ufeff" + `{"text":"a"}`
	var m everything
	if err := Unmarshal([]byte(marked), &m); err != nil || m.Text.Or("") != "a" {
		t.Errorf("a byte order mark: %v", err)
	}
	if err := UnmarshalStrict([]byte(marked), &m); err == nil {
		t.Error("a byte order mark is read strictly")
	}
	for _, text := range []string{"{\"text\":\"a\x01\"}", `{'text':"a"}`, `{"text":"a",}`, `{"text":NaN}`, `{"text":"a"} // x`, "\ufeff\ufeff{}"} {
		if err := Unmarshal([]byte(text), &m); err == nil || unreadableIn(err) != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestTwice(t *testing.T) {
	var m everything
	err := Unmarshal([]byte(`{"text":"a","u":1,"text":"b","u":2,"int":3}`), &m)
	if !slices.Equal(paths(err), []string{"text", "u"}) || m.Text.Or("") != "b" || m.Int.Or(0) != 3 {
		t.Errorf("%v %v", m, err)
	}
	err = Unmarshal([]byte(`{"nested":{"text":"a","int":1},"nested":{"text":"b"}}`), &m)
	if nested := m.Nested.Or(nil); !slices.Equal(paths(err), []string{"nested"}) || nested.Text.Or("") != "b" || !nested.Int.State.IsAbsent() {
		t.Errorf("%v %v", m, err)
	}
}

// spoiledPage has items of which the first and the last can be read completely.
const spoiledPage = `{"@odata.context":"c","value":[{"text":"a"},{"text":"b","date":"","int":"1"},7,{"text":"d","nested":{"flag":0}},null,{"text":"f"}]}`

func TestPagesWithBadMembers(t *testing.T) {
	client := testClient(t, answers(200, "application/json", spoiledPage))
	things := List[*everything](client, "/things")
	page, err := things.Do(t.Context())
	var answer *AnswerError
	if !errors.As(err, &answer) || answer.StatusCode != 200 || page == nil || len(page.Items) != 6 {
		t.Fatalf("%v %v", page, err)
	}
	if want := []string{"value[1].date", "value[1].int", "value[2]", "value[3].nested.flag"}; !slices.Equal(paths(err), want) {
		t.Errorf("%v", paths(err))
	}
	if page.Items[3].Text.Or("") != "d" || page.Items[5].Text.Or("") != "f" || page.Items[4] != nil || string(page.Items[2].Extra.Whole()) != "7" {
		t.Errorf("%v", page.Items)
	}
	var got []string
	for item, err := range things.All(t.Context()) {
		text := "null"
		if item != nil {
			text = item.Text.Or("-")
		}
		if err != nil {
			if !errors.As(err, &answer) {
				t.Errorf("%v", err)
			}
			text += fmt.Sprint(paths(err))
		}
		got = append(got, text)
	}
	want := []string{"a", "b[value[1].date value[1].int]", "-[value[2]]", "d[value[3].nested.flag]", "null", "f"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for range things.All(t.Context()) {
		break
	}
	n := 0
	for page, err := range things.Pages(t.Context()) {
		if n++; page == nil || err == nil {
			t.Errorf("%v %v", page, err)
		}
	}
	if n != 1 {
		t.Errorf("%d pages", n)
	}
}

// A page that leads on is followed past its bad members; one that cannot be read at all ends the sequence.
func TestPagesGoOn(t *testing.T) {
	first := `{"value":["2020-01-01","",5,"2020-01-04"],"@odata.nextLink":"things?page=2"}`
	client := testClient(t, sequence(first, `{"value":["2020-02-01"],"@odata.nextLink":"things?page=3"}`, `{"value":[`))
	var got []string
	for day, err := range List[edm.Date](client, "/things").All(t.Context()) {
		switch some := (*UnreadableError)(nil); {
		case errors.As(err, &some):
			got = append(got, some.Members[0].Path+" "+day.String())
		case err != nil:
			got = append(got, "end")
		default:
			got = append(got, day.String())
		}
	}
	want := []string{"2020-01-01", "value[1] " + edm.Date{}.String(), "value[2] " + edm.Date{}.String(), "2020-01-04", "2020-02-01", "end"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestResultsBesideErrors(t *testing.T) {
	client := testClient(t, answers(200, "application/json", `{"text":"a","int":"1"}`))
	m, err := Get[*everything](t.Context(), client, "/things(1)")
	if unreadableIn(err) == nil || m == nil || m.Text.Or("") != "a" {
		t.Errorf("%v %v", m, err)
	}
	client = testClient(t, answers(200, "application/json", `{"value":[1,"x",3]}`))
	numbers, err := NewFunctionRequest[[]int32](request.Get(At(client, "/f"))).Do(t.Context())
	if !slices.Equal(paths(err), []string{"value[1]"}) || !slices.Equal(numbers, []int32{1, 0, 3}) {
		t.Errorf("%v %v", numbers, err)
	}
	client = testClient(t, answers(200, "application/json", `{"value":"x"}`))
	value, err := newValueRequest[int32](request.Get(At(client, "/n"))).Do(t.Context())
	if raw, _ := Unreadable(&value); unreadableIn(err) == nil || string(raw) != `"x"` {
		t.Errorf("%v %v", value, err)
	}
	var batch Batch
	client = testClient(t, answers(200, "application/json", `{"responses":[{"id":"1","status":200,"headers":{"ETag":"\"7\""},"body":{"text":"a","int":"1"}}]}`))
	answer := Add(&batch, NewGetRequest[*everything](request.Get(At(client, "/things(1)"))))
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if m, err := answer.Result(); unreadableIn(err) == nil || m == nil || m.Text.Or("") != "a" || m.Extra.ETag() != `"7"` {
		t.Errorf("%v %v", m, err)
	}
}

func TestStrictClients(t *testing.T) {
	for _, body := range []string{"\ufeff{}", "{\"text\":\"\xe4\"}", `{"text":"\ud800"}`, "{\x00}\x00"} {
		loose := testClient(t, answers(200, "application/json; charset=iso-8859-1", body))
		if _, err := Get[*everything](t.Context(), loose, "/things(1)"); err != nil {
			t.Errorf("%q: %v", body, err)
		}
		strict := testClient(t, answers(200, "application/json; charset=iso-8859-1", body), WithStrictJSON())
		if _, err := Get[*everything](t.Context(), strict, "/things(1)"); err == nil {
			t.Errorf("%q is read strictly", body)
		}
	}
	latin := testClient(t, answers(200, "application/json; charset=iso-8859-1", "{\"text\":\"Gr\xfc\xdfe\"}"))
	if m, err := Get[*everything](t.Context(), latin, "/things(1)"); err != nil || m.Text.Or("") != "Grüße" {
		t.Errorf("%v %v", m, err)
	}
}

// sequence answers each request with the next body.
func sequence(bodies ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, bodies[0])
		bodies = bodies[1:]
	}
}

func ExampleUnreadable() {
	var state updateState
	err := Unmarshal([]byte(`{"id":"1","lastScanDateTime":"never"}`), &state)
	var some *UnreadableError
	if errors.As(err, &some) {
		raw, _ := Unreadable(&state.LastScanDateTime)
		fmt.Println(state.ID.Value, raw, some.Members[0].Path)
	}
	// Output: 1 "never" lastScanDateTime
}
