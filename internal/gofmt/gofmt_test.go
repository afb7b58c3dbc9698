package gofmt

// This file holds what the package writes to what go/format writes, for any text.

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// same fails where a text that the package knows comes out in another way than go/format has it.
func same(t *testing.T, src []byte) (known bool) {
	t.Helper()
	got, known := layOut(src)
	if !known {
		return false
	}
	want, err := format.Source(src)
	if err != nil {
		t.Fatalf("this is laid out, and is not Go: %v\n%s", err, src)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Fatalf("not what gofmt writes (-gofmt +here):\n%s\nof:\n%s", diff, src)
	}
	return true
}

// ragged is a text as jennifer prints it: without indentation, with spaces and lines in odd places.
func ragged(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, "\t")
		if !strings.ContainsAny(line, "/\"") {
			line = strings.NewReplacer("...", "...", "(", " (", "[", " [", ".", " . ", "*", "* ", ", ", ",").Replace(line)
		}
		out.WriteString(line)
	}
	return out.String()
}

// generated are the Go files of generated packages.
func generated(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../generated/*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no generated files: %v", err)
	}
	return files
}

// foreign are what generated files have that the package leaves to go/format: it is rare.
var foreign = []string{"Restrict(", "...odata.Option", "EnforceVersion(", "//go:generate ", "import \"testing\"", "\t\"testing\"\n"}

// Generated files come out as go/format has them, and nearly all without it.
func TestGenerated(t *testing.T) {
	for _, file := range generated(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rare := slices.ContainsFunc(foreign, func(part string) bool { return strings.Contains(string(text), part) })
		for _, src := range []string{string(text), ragged(string(text))} {
			if known := same(t, []byte(src)); known == rare {
				t.Errorf("%s: laid out here: %v, want %v", file, known, !rare)
			}
			if got, err := Source([]byte(src)); err != nil || !bytes.Equal(got, text) {
				t.Errorf("%s comes out in another way: %v", file, err)
			}
		}
	}
}

// What looks like Go that the package knows and is something else goes to go/format.
func TestForeign(t *testing.T) {
	for name, body := range map[string]string{
		"fields to align":      "type T struct {\nA int `a`\nLong string `b`\n}\n",
		"constants to align":   "const (\nA T = 1 // a\nLong T = 2 // b\n)\n",
		"a keyword for a name": "type func string\n",
		"two names":            "type no name string\n",
		"an operator":          "func f() int {\nreturn a+b\n}\n",
		"imports in disorder":  "import (\n\"b\"\n\"a\"\n)\n",
		"an import twice":      "import (\n\"a\"\n\"a\"\n)\n",
		"a directive":          "//go:noinline\nfunc f() {\ng()\n}\n",
		"a number with zeros":  "const A int = 08\n",
		"a wrong escape":       "const A string = \"\\q\"\n",
		"an unfinished string": "const A string = \"a\n\"\n",
		"keys in a column":     "func f() T {\nreturn T{\nA: 1,\nLong: 2,\n}\n}\n",
		"a comment alone":      "// a\n\ntype T int\n",
		"a variable in parts":  "func f() {\na : = 1\n}\n",
		"an empty line first":  "func f() {\n\ng()\n}\n",
		"two variables":        "func f() {\na, b := g(), 1\n}\n",
		"a value of a value":   "func f() {\na := b := 1\n}\n",
		"one result":           "func f() (int) {\nreturn 1\n}\n",
		"results half named":   "func f() (a, b int) {\nreturn 1, 2\n}\n",
		"an empty column":      "func f() int {\nreturn g(1,\n)\n}\n",
		"a variable and no =":  "var a int\n",
	} {
		t.Run(name, func(t *testing.T) {
			if same(t, []byte("// Code generated\n\npackage p\n\n"+body)) {
				t.Error("this is laid out here")
			}
		})
	}
}

// Comments come out as gofmt writes doc comments.
func TestComments(t *testing.T) {
	for _, doc := range []string{
		"// One line.", "// One line,   \n // and another", "// A.\n// \n//\tGET /a\n//\n//\tPUT /b", "// A.\n//\n//\tfirst()\n//\t\tsecond()",
		"// A.\n//\n//  - one\n//  - two", "// A.\n//\n// Heading\n//\n// B.", "// A.\n//\n// Not a heading.\n//\n// B.", "// # Heading", "// See [a].\n//\n// [a]: https://example.com",
		"// ``quoted''", "//\n// A.\n//", "// A.\n//\n//\n// B.", "//   indented", "//\tcode", "// A:\n//\tcode\n// B", "// \u00e9\u00a0",
	} {
		if !same(t, []byte("// Code generated\n\n"+doc+"\npackage p\n"+doc+"\ntype T struct{\n"+doc+"\nA int\n}\n")) {
			t.Errorf("%q goes to go/format", doc)
		}
	}
}

// FuzzSource lays out whatever there is: what is known comes out as gofmt has it.
func FuzzSource(f *testing.F) {
	for _, file := range generated(f) {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if len(text) < 4000 {
			f.Add(text)
			f.Add([]byte(ragged(string(text))))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		same(t, src)
		same(t, append([]byte("// Code generated\n\n"), bytes.TrimSpace(src)...))
	})
}
