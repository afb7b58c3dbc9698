package rules

// This file holds the methods of the runtime's generic types to the directive that keeps them from being inlined. Every
// package that mentions such a type compiles all of its methods, used or not, and twice as much where the bodies are
// inlined into the wrappers that the compiler makes.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMethodsOfGenericTypesAreNotInlined(t *testing.T) {
	checked := 0
	for _, pattern := range []string{"../../odata/*.go", "../../odata/filter/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || !isGenericMethod(f) || f.Name.Name == "Get" && strings.HasSuffix(name, "/opt.go") || f.Name.Name == "IsZero" {
					continue // the two of Opt are shorter than a call
				}
				checked++
				if f.Doc == nil || !strings.Contains(f.Doc.List[len(f.Doc.List)-1].Text, "go:noinline") {
					t.Errorf("%s: %s lacks //go:noinline", set.Position(f.Pos()), f.Name.Name)
				}
			}
		}
	}
	if checked < 100 {
		t.Errorf("found %d methods of generic types only", checked)
	}
}

// TestErrorsAreMadeByErrorf: fmt.Errorf is inlined wherever it is called, so package odata calls it once.
func TestErrorsAreMadeByErrorf(t *testing.T) {
	files, err := filepath.Glob("../../odata/*.go")
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), "fmt.Errorf("); n > 0 {
			if calls += n; !strings.HasSuffix(name, "/error.go") {
				t.Errorf("%s calls fmt.Errorf: call errorf", name)
			}
		}
	}
	if calls != 1 {
		t.Errorf("fmt.Errorf is called %d times, and not by errorf alone", calls)
	}
}

// isGenericMethod says whether a function is a method of a generic type.
func isGenericMethod(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return false
	}
	of := f.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	switch of.(type) {
	case *ast.IndexExpr, *ast.IndexListExpr:
		return true
	}
	return false
}
