package odata

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzUnmarshal: whatever comes in is an error, or is written so that it reads the same again, by encoding/json as well.
func FuzzUnmarshal(f *testing.F) {
	for _, in := range lossless {
		f.Add([]byte(in))
	}
	f.Add([]byte(`{"text":"a","text":"b"}`))
	f.Add([]byte(`{"list":[{"list":[]}],"\u0074ext":"\ud83d\ude00"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first everything
		if err := Unmarshal(data, &first); err != nil {
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
		if err := Unmarshal(out, &second); err != nil {
			t.Fatalf("%s is written and cannot be read: %v", out, err)
		}
		if again, err := Marshal(&second); err != nil || !bytes.Equal(out, again) {
			t.Fatalf("written first %s, then %s %v", out, again, err)
		}
		_ = Validate(&first)
	})
}

// FuzzLiterals: the texts of the primitive types that are read are written as they came, or equal.
func FuzzLiterals(f *testing.F) {
	for _, s := range []string{"2020-01-02", "-0001-01-01", "03:04:05.5", "P1DT2H", "-PT0.1S", "1.50", "1e3", "2020-01-02T03:04:05.1Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if x, err := ParseDate(s); err == nil {
			if y, err := ParseDate(x.String()); err != nil || x != y {
				t.Errorf("date %s is written %s", s, x)
			}
		}
		if x, err := ParseTimeOfDay(s); err == nil {
			if y, err := ParseTimeOfDay(x.String()); err != nil || x != y {
				t.Errorf("time %s is written %s", s, x)
			}
		}
		if x, err := ParseDuration(s); err == nil {
			std, err := x.Std()
			if y, err2 := DurationOf(std).Std(); err == nil && (err2 != nil || std != y) {
				t.Errorf("duration %s is %v, and then %v %v", s, std, y, err2)
			}
		}
		if x, err := ParseDecimal(s); err == nil && x.Compare(x) != 0 {
			t.Errorf("decimal %s", s)
		}
		if x, err := parseTime(s); err == nil {
			out, err := appendTime(nil, x)
			if err == nil {
				if y, err := parseTime(string(out[1 : len(out)-1])); err != nil || !x.Equal(y) {
					t.Errorf("time %s is written %s %v", s, out, err)
				}
			}
		}
	})
}
