package rawjson

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// jsontextReason is what jsontext says of a text whose first value is not JSON: the path to the fault, and what it is.
func jsontextReason(text []byte, strict bool) (path []string, reason error) {
	d := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(!strict))
	_, err := d.ReadValue()
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return nil, io.ErrUnexpectedEOF
	case errors.As(err, &syntactic):
		for step := range syntactic.JSONPointer.Tokens() {
			path = append(path, step)
		}
		return path, syntactic.Err
	}
	return nil, nil
}

// judgeSyntax compares what is said of a fault with what jsontext says.
func judgeSyntax(t *testing.T, text []byte, strict bool, fault error) {
	t.Helper()
	path, said := Syntax(text, strict, fault)
	wantPath, reason := jsontextReason(text, strict)
	want := errMore.Error()
	switch {
	case reason == io.ErrUnexpectedEOF:
		want = "the JSON is cut off: unexpected EOF"
	case reason != nil:
		want = "this is not valid JSON: " + reason.Error()
	}
	if said.Error() != want || strings.Join(path, "/") != strings.Join(wantPath, "/") {
		t.Fatalf("%q, strict %v:\n got %q %v\nwant %q %v", text, strict, path, said, wantPath, want)
	}
	if errors.Is(said, io.ErrUnexpectedEOF) != (reason == io.ErrUnexpectedEOF) {
		t.Fatalf("%q: %v does not tell whether it is cut off", text, said)
	}
}

func TestSyntaxLeadsToTheFault(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":[1,{"b/c":tru}]}`: "a 1 b/c: this is not valid JSON: invalid character '}' in literal true (expecting 'e')",
		`{"a":[1,2 3]}`:         "a: this is not valid JSON: invalid character '3' after array element (expecting ',' or ']')",
		`{"a":1,"b" 2}`:         "b: this is not valid JSON: invalid character '2' after object name (expecting ':')",
		`[["\x"]]`:              "0 0: this is not valid JSON: invalid escape sequence `\\x` in string",
		`{"a":01}`:              ": this is not valid JSON: invalid character '1' after object value (expecting ',' or '}')",
		`{"a":1}}`:              ": there is more text after the end of the value",
		`{"a":`:                 ": the JSON is cut off: unexpected EOF",
	} {
		s := Scanner{Text: []byte(text)}
		_, err := s.Value()
		if err == nil {
			err = s.End()
		}
		path, said := Syntax([]byte(text), false, err)
		if got := strings.Join(path, " ") + ": " + said.Error(); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// What one has to go into to find is found, however deep it is, and the time is in proportion to the text.
func TestSyntaxOfDeepText(t *testing.T) {
	const deep = 9_000
	text := []byte(strings.Repeat(`[{"a":`, deep/2) + `x` + strings.Repeat(`}]`, deep/2))
	path, err := Syntax(text, false, ErrSyntax)
	if len(path) != deep || err == nil {
		t.Errorf("%d steps, %v", len(path), err)
	}
	text = []byte(strings.Repeat(`[`, 1_000_000))
	if _, err := Syntax(text, false, ErrSyntax); err == nil || !strings.Contains(err.Error(), "10000") {
		t.Errorf("%v", err)
	}
}

func TestValidIsWhatJSONTextCallsValid(t *testing.T) {
	for _, text := range append([]string{`{"a":1,"b":{"a":2}}`, `{"a":1,"\u0061":2}`, `[{"a":{"b":1,"b":2}}]`, `{"a":{},"a":{}}`, `[{"a":1},{"a":1}] `, `{"\ud83d":1}`}, texts...) {
		if got, want := Valid([]byte(text)), jsontext.Value(text).IsValid(); got != want {
			t.Errorf("%q: valid is %v, jsontext says %v", text, got, want)
		}
	}
	deep := strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999)
	if !Valid([]byte(deep)) || Valid([]byte("["+deep+"]"+"]")) || Valid([]byte(strings.Repeat("[", 1_000_000))) {
		t.Error("nesting has no end, or an early one")
	}
}

func TestInsideGoesThroughEveryValue(t *testing.T) {
	for _, text := range texts {
		s := Scanner{Text: []byte(text)}
		var walk func() error
		walk = func() error {
			if c := s.Next(); c == '{' || c == '[' {
				return s.Inside(func([]byte) error { return walk() })
			}
			_, err := s.Value()
			return err
		}
		err := walk()
		if err == nil {
			err = s.End()
		}
		if valid := jsontextSays([]byte(text), false); (err == nil) != valid {
			t.Errorf("%q: %v, valid %v", text, err, valid)
		}
	}
}

// The text of a string that is cut off, or goes on after its end, is as far as jsontext reads it.
func judgeBeginning(t *testing.T, text []byte) {
	t.Helper()
	want, _ := jsontext.AppendUnquote(nil, text)
	if got := Beginning(text); got != string(want) {
		t.Fatalf("%q begins with %q, jsontext has %q", text, got, want)
	}
}

func TestBeginningOfAString(t *testing.T) {
	for _, text := range texts {
		if Kind([]byte(text)) == '"' {
			for n := 1; n <= len(text); n++ {
				judgeBeginning(t, []byte(text[:n]))
				judgeBeginning(t, []byte(text[:n]+"ä"))
			}
		}
	}
}

func TestKindIsThatOfJSONText(t *testing.T) {
	for _, text := range texts {
		want := byte(jsontext.Value(text).Kind())
		if want == '}' || want == ']' { // no value begins so
			want = 0
		}
		if want >= '1' && want <= '9' || want == '-' {
			want = '0'
		}
		if got := Kind([]byte(text)); got != want {
			t.Errorf("%q is of kind %q, jsontext has %q", text, got, want)
		}
	}
}
