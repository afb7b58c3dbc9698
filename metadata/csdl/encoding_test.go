package csdl

// This file tests that a document means the same in whatever encoding of Unicode it comes.

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestEncodings(t *testing.T) {
	const xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\r\n" +
		"<Schema Namespace=\"größe\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"/></edmx:DataServices></edmx:Edmx>"
	const json = "{\"$Version\": \"4.01\", \"größe\": {}}"
	for _, text := range []string{xml, json} {
		var little, big bytes.Buffer
		units := utf16.Encode([]rune("\ufeff" + text))
		_ = binary.Write(&little, binary.LittleEndian, units) // to memory
		_ = binary.Write(&big, binary.BigEndian, units)
		for name, data := range map[string][]byte{
			"UTF-8": []byte(text), "UTF-8 with a mark": []byte("\ufeff" + text), "little endian": little.Bytes(), "big endian": big.Bytes(),
			"little endian without a mark": little.Bytes()[2:], "big endian without a mark": big.Bytes()[2:],
		} {
			doc, err := Parse(Source{Name: "m", Data: data})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			namespace := ""
			for _, e := range doc.Root.Children {
				for _, s := range e.Children {
					namespace = s.Get("Namespace")
				}
			}
			if namespace != "größe" {
				t.Errorf("%s: the namespace is %q in %.20q", name, namespace, strings.TrimSpace(text))
			}
		}
	}
}
