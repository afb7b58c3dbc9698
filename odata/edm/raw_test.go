package edm

import (
	"encoding/json"
	"fmt"
	"testing"
)

// encoding/json writes a Raw as it is, wherever it stands, and reads one of every kind.
func TestRawIsJSONForEncodingJSON(t *testing.T) {
	type holder struct {
		A Raw            `json:"a"`
		B []Raw          `json:"b"`
		C map[string]Raw `json:"c"`
		D *Raw           `json:"d"`
	}
	const text = `{"a":{"x":1.00},"b":["s",null,[]],"c":{"k":true},"d":1e2}`
	data := []byte(text)
	var h holder
	if err := json.Unmarshal(data, &h); err != nil {
		t.Fatal(err)
	}
	clear(data) // what was read is a copy
	if out, err := json.Marshal(h); err != nil || string(out) != text {
		t.Errorf("%s %v", out, err)
	}
	out, err := json.Marshal(holder{B: []Raw{{}}})
	if err != nil || string(out) != `{"a":null,"b":[null],"c":null,"d":null}` {
		t.Errorf("%s %v", out, err)
	}
	if _, err := json.Marshal(Raw("{")); err == nil {
		t.Error("what is not JSON is written")
	}
}

// What is read into a Raw does not change those that were made of it before.
func TestRawIsReadIntoMemoryOfItsOwn(t *testing.T) {
	r := Raw(`{"a":1}`)
	copied := r
	if err := r.UnmarshalJSON([]byte(`[2]`)); err != nil || string(copied) != `{"a":1}` || string(r) != `[2]` {
		t.Errorf("%s %s %v", r, copied, err)
	}
}

func TestRawTellsItsKind(t *testing.T) {
	for text, want := range map[string]byte{
		"": 0, " \t\r\n": 0, "x": 0, "]": 0, "}": 0, ",": 0, "null": 'n', "true": 't', "false": 'f', ` "a"`: '"', "-1": '0', "0": '0', "9": '0', "\n{}": '{', "[": '[',
	} {
		if got := Raw(text).Kind(); got != want {
			t.Errorf("%q is of kind %q, not %q", text, got, want)
		}
	}
	if got := fmt.Sprint(Raw(nil), Raw{}, Raw("1")); got != "null  1" {
		t.Errorf("%q", got)
	}
}
