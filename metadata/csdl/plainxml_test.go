package csdl

// This file holds what is read of plain documents to what encoding/xml says of them.

import (
	"bytes"
	"encoding/xml"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// same fails where a plain document has other elements, or other complaints, than encoding/xml makes of it.
func same(t *testing.T, data []byte) (plain bool) {
	t.Helper()
	got, plain := readPlain(Source{Name: "f", Data: data})
	if !plain {
		return false
	}
	s := scanner{builder: builder{name: "f"}, data: data, decoder: xml.NewDecoder(bytes.NewReader(data))}
	s.decoder.CharsetReader = utf8Only
	s.scan()
	if s.diags.Err() != nil {
		t.Fatalf("this is read, and is not XML: %v\n%s", s.diags.Err(), data)
	}
	if !reflect.DeepEqual(s.root, got.root) {
		t.Fatalf("not what encoding/xml reads (-encoding/xml +here):\n%s", cmp.Diff(s.root, got.root))
	}
	if diff := cmp.Diff(text(s.found.Done("f")), text(got.found.Done("f"))); diff != "" {
		t.Fatalf("other complaints (-encoding/xml +here):\n%s", diff)
	}
	return true
}

func text(found diag.List) (texts []string) {
	for _, d := range found {
		texts = append(texts, d.Error())
	}
	return texts
}

func TestPlainXML(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		plain bool
	}{
		"declaration":            {"<?xml version='1.0' encoding=\"UTF-8\" standalone=\"yes\"?>\n<a/>", true},
		"lines":                  {"<a\r\n b=\"c\"\r\n>\r\n <d/> <e/></a >\n<!-- - -->\n", true},
		"references":             {"<a b='&lt;&gt;&amp;&quot;&apos;&#65;&#x41;&#xA;\r\n\t'>&lt; \r &#13;</a>", true},
		"text between elements":  {"<a>b<c/>d<e/></a>", true},
		"text between comments":  {"<a>b<!--c--> <!--d-->e<!----></a>", true},
		"text of references":     {"<a>&#10;<!--a-->&#32;b</a>", true},
		"namespaces":             {"<a xmlns='u' xmlns:b='v' b:c='d' e='f' xml:lang='g' h:i='j'><b:k xmlns='w' xmlns:b='x'/><l:m/></a>", true},
		"others' elements":       {"<Schema xmlns='" + EdmSpace + "' xmlns:b='v'>a<b:c>d</b:c>e</Schema>", true},
		"letters of others":      {"<a b='gr\u00f6\u00dfe'>\u00a0</a>", true},
		"names of letters":       {"<\u00e4/>", false},
		"two colons":             {"<a:b:c/>", false},
		"CDATA":                  {"<a><![CDATA[ ]]></a>", false},
		"a document type":        {"<!DOCTYPE a><a/>", false},
		"an instruction":         {"<?a b?><a/>", false},
		"another encoding":       {"<?xml version='1.0' encoding='latin-1'?><a/>", false},
		"two roots":              {"<a/><b/>", false},
		"no root":                {" ", false},
		"an unknown reference":   {"<a>&b;</a>", false},
		"no reference":           {"<a>&</a>", false},
		"a reference to nothing": {"<a>&#0;</a>", false},
		"half a pair":            {"<a>&#xD800;</a>", false},
		"an attribute twice":     {"<a b='c' b='d'/>", false},
		"no space":               {"<a b='c'd='e'/>", false},
		"a sign in a value":      {"<a b='<'/>", false},
		"an end of CDATA":        {"<a>]]></a>", false},
		"dashes in a comment":    {"<a><!-- -- --></a>", false},
		"three dashes":           {"<a><!-- ---></a>", false},
		"another end":            {"<a></b>", false},
		"no end":                 {"<a>", false},
		"text at the end":        {"<a/>b", false},
		"a control character":    {"<a>\x01</a>", false},
		"no character":           {"<a>\uFFFE</a>", false},
		"not UTF-8":              {"<a>\xff</a>", false},
	} {
		t.Run(name, func(t *testing.T) {
			if plain := same(t, []byte(c.text)); plain != c.plain {
				t.Errorf("plain: %v, want %v", plain, c.plain)
			}
		})
	}
}

// Real documents are plain.
func TestRealDocumentsArePlain(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/csdl/*")
	own, _ := filepath.Glob("../../generated/*/*.xml")
	for _, file := range append(files, own...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) && !same(t, data) {
			t.Errorf("%s is not plain", file)
		}
	}
}

// FuzzPlainXML reads whatever there is.
func FuzzPlainXML(f *testing.F) {
	for _, text := range []string{
		"<?xml version='1.0' encoding='utf-8'?>\n<a xmlns='b' xmlns:c='d'>\r\n<c:e f='&lt;&#xA;'>g&amp;</c:e><!-- h --></a>",
		"<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"" + EdmxSpace + "\"><edmx:DataServices><Schema Namespace=\"s\" xmlns=\"" + EdmSpace + "\"><x:y xmlns:x=\"z\">a</x:y></Schema></edmx:DataServices></edmx:Edmx>",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { same(t, data) })
}
