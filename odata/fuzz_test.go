package odata

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzUnmarshal: whatever comes in is an error, or is written so that it reads the same again, by encoding/json as
// well. Members that do not fit are written as they came.
func FuzzUnmarshal(f *testing.F) {
	for _, in := range lossless {
		f.Add([]byte(in))
	}
	for _, c := range spoiled {
		f.Add([]byte(c.in))
	}
	f.Add([]byte("\ufeff{\"text\":\"\xff\",\"\\ud800\":\"\xff\",\"int\":\"\\ud800\"}"))
	f.Add([]byte(`{"text":"a","text":"b"}`))
	f.Add([]byte(`{"list":[{"list":[]}],"\u0074ext":"\ud83d\ude00"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first everything
		if err := Unmarshal(data, &first); err != nil && unreadableIn(err) == nil {
			return
		}
		out, err := Marshal(&first)
		if err != nil {
			t.Fatalf("%s is read and cannot be written: %v", data, err)
		}
		std, err := json.Marshal(first)
		if err != nil || !bytes.Equal(out, std) {
			t.Fatalf("odata %s\nencoding/json %s %v", out, std, err)
		}
		var second everything
		if err := Unmarshal(out, &second); err != nil && unreadableIn(err) == nil {
			t.Fatalf("%s is written and cannot be read: %v", out, err)
		}
		if again, err := Marshal(&second); err != nil || !bytes.Equal(out, again) {
			t.Fatalf("written first %s, then %s %v", out, again, err)
		}
		_ = Validate(&first)
	})
}
