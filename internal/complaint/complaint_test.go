package complaint_test

// This file holds the declarations together with what uses, documents and tests them.

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

var update = flag.Bool("update", false, "write the tables of the documentation anew")

// declared are the names of the complaints that the files of this package declare.
func declared(t *testing.T) []string {
	t.Helper()
	var names []string
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR || strings.HasSuffix(path, "_test.go") {
				continue
			}
			for _, spec := range g.Specs {
				names = append(names, spec.(*ast.ValueSpec).Names[0].Name)
			}
		}
	}
	return names
}

var kebab = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

func TestDeclarations(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range complaint.All() {
		key := string(c.Severity) + " " + c.Code
		if seen[key] {
			t.Errorf("%s is listed twice", key)
		}
		seen[key] = true
		if !kebab.MatchString(c.Code) || c.Severity != diag.Error && c.Severity != diag.Warning || c.Meaning == "" || c.Example == "" || strings.ContainsAny(c.Meaning, "|\n") {
			t.Errorf("%s is not complete: %+v", key, c)
		}
	}
	const collectors = 2 // which package diag declares
	if names := declared(t); len(names)+collectors != len(seen) {
		t.Errorf("%d complaints are declared, %d are listed", len(names)+collectors, len(seen))
	}
}

// source is the text of all Go files that are not tests, this package left out.
func source(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	root := os.DirFS("../..")
	for _, dir := range []string{"metadata", "generator", "internal"} {
		err := fs.WalkDir(root, dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "internal/complaint/") {
				return err
			}
			text, err := fs.ReadFile(root, path)
			all.Write(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func TestEveryComplaintIsMade(t *testing.T) {
	text := source(t)
	for _, name := range declared(t) {
		if !regexp.MustCompile(`\bcomplaint\.` + name + `\b`).MatchString(text) {
			t.Errorf("nothing makes the complaint %s", name)
		}
	}
}

// The examples of complaints about metadata are those of testdata/broken.
func TestExamples(t *testing.T) {
	var all strings.Builder
	root := os.DirFS("../../testdata/broken")
	err := fs.WalkDir(root, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, path)
		all.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append(complaint.Syntax(), complaint.Metadata()...) {
		if c.Code != diag.TooMany.Code && !strings.Contains(all.String(), ": "+c.Example) {
			t.Errorf("no document of testdata/broken leads to the example of %s: %s", c.Code, c.Example)
		}
	}
}

func TestWarnings(t *testing.T) {
	codes := complaint.Warnings()
	for i, code := range codes {
		if i > 0 && codes[i-1] >= code {
			t.Errorf("%s is out of order", code)
		}
	}
	if len(codes) < 100 {
		t.Errorf("only %d warnings", len(codes))
	}
}

// tableHead begins a table of complaints.
const tableHead = "| code | severity | meaning |\n|---|---|---|\n"

func table(complaints []diag.Complaint) string {
	var b strings.Builder
	b.WriteString(tableHead)
	for _, c := range complaints {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Code, c.Severity, c.Meaning)
	}
	return b.String()
}

// inOrder sorts two lists that are sorted by code into one.
func inOrder(a, b []diag.Complaint) []diag.Complaint {
	var all []diag.Complaint
	for len(a) > 0 && len(b) > 0 {
		if a[0].Code <= b[0].Code {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// The tables of the documentation are the declarations.
func TestDocumentation(t *testing.T) {
	holds(t, "../../docs/metadata.md", inOrder(complaint.Syntax(), complaint.Metadata()))
	holds(t, "../../docs/complaints.md", complaint.Configuration(), complaint.Selection(), complaint.Plan(), complaint.Output(), complaint.Diff(), complaint.Pull(), complaint.Asked(), complaint.Init())
}

// holds compares the tables of a page, in their order, or writes them.
func holds(t *testing.T, path string, tables ...[]diag.Complaint) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(data), tableHead)
	if len(parts) != len(tables)+1 {
		t.Fatalf("%s has %d tables of complaints, %d are expected", path, len(parts)-1, len(tables))
	}
	page := parts[0]
	for i, complaints := range tables {
		rest := parts[i+1]
		for strings.HasPrefix(rest, "|") {
			_, rest, _ = strings.Cut(rest, "\n")
		}
		page += table(complaints) + rest
	}
	if page == string(data) {
		return
	}
	if !*update {
		t.Errorf("the tables of %s are not the declarations: go test ./internal/complaint -update writes them", path)
	} else if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
}
