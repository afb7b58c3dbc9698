package csdl_test

// This file fuzzes writing. Whatever document is read, what is written is read again and written the same, or an error
// says why it cannot be written.

import (
	"errors"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
)

func FuzzWrite(f *testing.F) {
	for line := range strings.Lines(expressions) {
		f.Add(corpus.Compact(corpus.InSchema(`<ComplexType Name="c">` + line + `</ComplexType>`)))
	}
	f.Add(corpus.Compact(`{"$Version": "4.01", "s": {"e": {"$Kind": "EnumType", "a": 1, "a@x.y": [true, {"$Path": "b"}]}}}`))
	f.Add(`<a xmlns="urn:x" xmlns:b="urn:y" b:c="d"><b:e xml:lang="f">&lt;</b:e></a>`)
	f.Fuzz(func(t *testing.T, short string) {
		text := corpus.Expand(short)
		d, err := csdl.Parse(csdl.Source{Name: "f", Data: []byte(text)})
		if err != nil {
			return
		}
		for name, write := range map[string]func(*csdl.Document) ([]byte, error){"XML": csdl.XML, "JSON": csdl.JSON} {
			first, err := write(d)
			if problem := (*csdl.WriteError)(nil); err != nil && (!errors.As(err, &problem) || problem.Problem == "") {
				t.Fatalf("%s: %v", name, err)
			} else if err != nil {
				continue
			}
			again, err := csdl.Parse(csdl.Source{Name: "again", Data: first})
			if err != nil {
				continue // Such as names that the other syntax does not have; load complains about them.
			}
			if second, err := write(again); err != nil || string(second) != string(first) {
				t.Errorf("%s, written again (%v):\n%s\n%s", name, err, first, second)
			}
		}
	})
}
