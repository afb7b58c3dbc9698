package object

import (
	"strings"
	"testing"
)

func TestMembersKeepTheirOrderAndText(t *testing.T) {
	o, err := Parse([]byte(` { "b" : 1.0 , "a\u0062" : "x", "c" : {"d": [1, 2]} } `))
	if err != nil {
		t.Fatal(err)
	}
	o.Set("b", Int(2))
	o.Set("z", String("<"))
	o.Delete("ab")
	if got, want := string(o.JSON()), `{"b":2,"c":{"d": [1, 2]},"z":"<"}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWhatIsNotAnObject(t *testing.T) {
	for text, want := range map[string]string{
		``: "", `{`: "cut off", `[1]`: "where an object is expected", `{"a":1,"b":2,"a":3}`: `"a" is there twice`, `{"a":1} x`: "", `{"a" 1}`: "",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	if _, err := Items([]byte(`{"a":1}`)); err == nil {
		t.Error("an object passes for an array")
	}
}

func TestMerge(t *testing.T) {
	for _, test := range [][3]string{
		{`{"a":1,"b":2}`, `{"a":null,"c":3}`, `{"a":null,"b":2,"c":3}`},
		{`{"a":{"x":1,"y":2}}`, `{"a":{"y":null}}`, `{"a":{"x":1,"y":null}}`},
		{`{"a":[1,2]}`, `{"a":[3]}`, `{"a":[3]}`},
		{`{"a":{"x":1}}`, `{"a":null}`, `{"a":null}`},
		{`{"a":null}`, `{"a":{"x":1}}`, `{"a":{"x":1}}`},
	} {
		o, _ := Parse([]byte(test[0]))
		change, _ := Parse([]byte(test[1]))
		if err := o.Merge(change); err != nil || string(o.JSON()) != test[2] {
			t.Errorf("%s with %s: %s %v, want %s", test[0], test[1], o.JSON(), err, test[2])
		}
	}
}

func TestEntities(t *testing.T) {
	for text, want := range map[string]int{`{"id":1}`: 1, `[{"id":1},{"id":2}]`: 2, `{"@odata.context":"x","value":[{}]}`: 1, `{"id":1,"value":[1,2]}`: 1, `[]`: 0} {
		if got, err := Entities([]byte(text)); err != nil || len(got) != want {
			t.Errorf("%s: %v %v, want %d", text, got, err, want)
		}
	}
}
