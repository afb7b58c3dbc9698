package rawjson

import (
	"bytes"
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// texts are JSON, nearly JSON and not JSON at all.
var texts = []string{
	``, ` `, `0`, `-0`, `01`, `-`, `1.`, `.5`, `1.5e`, `1e+`, `1e5`, `-1.25E-10`, `1x`, `+1`, `--1`, `null`, `nul`, `nulls`, `true`, `false`, `tru`, `"`, `""`, `"a`, `"\"`,
	`"\""`, `"\\"`, `"\u00e4"`, `"\u00e"`, `"\x"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83dx"`, `"\ude00\ud83d"`, "\"\x1f\"", "\"\xff\"", "\"\xed\xa0\x80\"", `"ä"`,
	`"12345678"`, `"1234567\""`, `"12345678\\"`, `"aaaaaaaaaaaaaaaä"`, "\"aaaaaaaaaaaaaa\x00\"", `[]`, `[ ]`, `[1]`, `[1,]`, `[,1]`, `[1 2]`, `[1,2`, `]`, `[}`, `{]`, `[[],[]]`,
	`{}`, `{ }`, `{"a"}`, `{"a":}`, `{"a":1}`, `{"a":1,}`, `{,}`, `{"a":1 "b":2}`, `{"a" : [ 1 , { "b" : null } ] }`, `{"a":1,"a":2}`, `{1:2}`, `{"a":1}}`, "\x00", "[\x00]",
	"\ufeff{}", `{"a":1} x`, `[[[[[[[[[[]]]]]]]]]]`, `{"a":{"b":{"c":[{"d":{}}]}}}`, "[1,\v2]", "\t\r\n 1 \t\r\n", `"\/\b\f\n\r\t"`,
}

// jsontextSays is whether jsontext takes the text.
func jsontextSays(text []byte, strict bool) bool {
	d := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(!strict))
	if _, err := d.ReadValue(); err != nil {
		return false
	}
	_, err := d.ReadToken()
	return err != nil && err.Error() == "EOF"
}

// judge compares the scanner with jsontext, and what it makes of strings with encoding/json.
func judge(t *testing.T, text []byte) {
	t.Helper()
	for _, strict := range []bool{false, true} {
		s := Scanner{Text: text, Strict: strict}
		value, err := s.Value()
		if err == nil {
			err = s.End()
		}
		if valid := jsontextSays(text, strict); (err == nil) != valid {
			t.Fatalf("%q, strict %v: %v, but jsontext says %v", text, strict, err, valid)
		}
		if err != nil {
			judgeSyntax(t, text, strict, err)
			continue
		}
		compact, err := Compact(text)
		want := jsontext.Value(bytes.Clone(text))
		if fault := want.Compact(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)); err != nil || fault != nil || string(compact) != string(want) {
			t.Fatalf("%q is compact as %s %v, jsontext has %s %v", text, compact, err, want, fault)
		}
		if value[0] == '"' {
			var std string
			if err := stdjson.Unmarshal(text, &std); err != nil {
				t.Fatalf("%q: encoding/json: %v", text, err)
			}
			got, err := Unquote(value, "")
			if err != nil || got != std {
				t.Fatalf("%q is %q %v, encoding/json has %q", text, got, err, std)
			}
			if s.Exact != jsontextSays(text, true) || s.Plain && got != string(value[1:len(value)-1]) {
				t.Fatalf("%q: exact %v, plain %v", text, s.Exact, s.Plain)
			}
		}
	}
}

func TestScannerReadsWhatJSONIs(t *testing.T) {
	for _, text := range texts {
		for pad := range 9 { // strings are read eight bytes at a time
			judge(t, []byte(strings.Repeat(" ", pad)+text))
			judge(t, []byte(text+strings.Repeat(" ", pad)))
			judge(t, []byte(`["`+strings.Repeat("x", pad)+`",`+text+`]`))
		}
	}
}

func FuzzScanner(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		judge(t, text)
		if len(text) > 0 && text[0] == '"' {
			judgeBeginning(t, text)
		}
	})
}

// What reads members and items one by one takes what Value takes.
func TestMembersOneByOne(t *testing.T) {
	for _, text := range texts {
		s := Scanner{Text: []byte(text)}
		err := visit(&s)
		if err == nil {
			err = s.End()
		}
		if valid := jsontextSays([]byte(text), false); (err == nil) != valid {
			t.Errorf("%q: %v, valid %v", text, err, valid)
		}
	}
}

func visit(s *Scanner) error {
	open := s.Next()
	if open != '{' && open != '[' {
		_, err := s.Value()
		return err
	}
	s.At++
	for first := true; ; first = false {
		more, err := s.Another(open+2, first)
		if err != nil || !more {
			return err
		}
		if open == '{' {
			if _, err := s.Name(); err != nil {
				return err
			}
		}
		if err := visit(s); err != nil {
			return err
		}
	}
}

func TestNestingHasAnEnd(t *testing.T) {
	for _, open := range []string{"[", `{"a":`, "[[", `[{"a":`} {
		s := Scanner{Text: []byte(strings.Repeat(open, 1_000_000))}
		if _, err := s.Value(); err == nil || !strings.Contains(err.Error(), "10000") {
			t.Errorf("%s: %v", open, err)
		}
	}
	deep := strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999)
	s := Scanner{Text: []byte(deep)}
	if value, err := s.Value(); err != nil || len(value) != len(deep) {
		t.Errorf("%d of %d bytes, %v", len(value), len(deep), err)
	}
}

func TestContextEndsTheScan(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := Scanner{Text: []byte("[" + strings.Repeat(`{"a":[1,2,3]},`, 1<<20) + "1]"), Context: ctx}
	s.At++
	items := 0
	for {
		if items == 1000 {
			cancel()
		}
		_, err := s.Another(']', items == 0)
		if err == nil {
			_, err = s.Value()
		}
		if errors.Is(err, context.Canceled) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if items++; items > 20_000 {
			t.Fatal("the scan goes on after the end of the context")
		}
	}
	if _, err := s.Value(); !errors.Is(err, context.Canceled) {
		t.Errorf("the error does not stay: %v", err)
	}
}

func TestUTF8(t *testing.T) {
	for _, c := range []struct{ body, mediaType, want string }{
		{`{"a":"ä"}`, "application/json; charset=iso-8859-1", `{"a":"ä"}`}, // the charset is wrong: the body is UTF-8
		{"{\"a\":\"\xe4\x80\"}", "application/json; charset=ISO-8859-1", `{"a":"ä€"}`},
		{"{\"a\":\"\xe4\"}", "application/json; charset=utf-8", "{\"a\":\"\xe4\"}"},
		{"{\"a\":\"\xe4\"}", "", "{\"a\":\"\xe4\"}"},
		{"\xff\xfe{\x00}\x00", "application/json", "\ufeff{}"},
		{"\xfe\xff\x00\"\xd8\x3d\xde\x00\x00\"", "application/json", "\ufeff\"😀\""},
		{"{\x00}\x00", "application/json; charset=utf-16", "{}"},
		{"\x00\"\xd8\x3d\x00\"", "application/json; charset=utf-16", "\"\ufffd\""},
		{"", "text/plain", ""},
		{"1", "text/plain", "1"},
	} {
		if got := UTF8([]byte(c.body), c.mediaType); string(got) != c.want {
			t.Errorf("%q as %s is %q, not %q", c.body, c.mediaType, got, c.want)
		}
	}
	all := []byte(`"`)
	for i := range 256 {
		all = append(all, byte(255-i))
	}
	if out := UTF8(all, "text/plain; charset=windows-1252"); !utf8.Valid(out) || utf8.RuneCount(out) != len(all) {
		t.Errorf("%q", out)
	}
}

func BenchmarkScan(b *testing.B) {
	for name, item := range map[string]string{"plain": `{"name":"some text","n":12.5,"list":[true,null]},`, "escaped": `{"name":"\u0441\u0442\u0440\n\"x\""},`} {
		text := []byte("[" + strings.Repeat(item, 1000) + "0]")
		b.Run(fmt.Sprint(name), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				s := Scanner{Text: text}
				if _, err := s.Value(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
