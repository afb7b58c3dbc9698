package generator

// This file tests in which encodings a configuration is read.

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestEncodingsOfConfigurations(t *testing.T) {
	const text = "version: 1\r\nmetadata: größe.xml\r\nselect:\r\n  - GET /users\r\n"
	want, err := ParseConfig("c.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var little, big []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	for name, data := range map[string][]byte{
		"UTF-8 with a mark": []byte("\ufeff" + text), "little endian": little, "big endian": big, "little endian without a mark": little[2:], "big endian without a mark": big[2:],
	} {
		if got, err := ParseConfig("c.yaml", data); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
	if _, err := ParseConfig("c.yaml", little[:len(little)-1]); err == nil || !strings.HasPrefix(err.Error(), "c.yaml: this begins as text in UTF-16 and is not valid UTF-16; ") {
		t.Errorf("%v", err)
	}
}
