package ir_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// What the table says of the runtime is true: each identifier is declared in the package that it names.
func TestRuntimeHasWhatTheTableSays(t *testing.T) {
	for _, p := range slices.Concat(ir.RuntimePackages(), ir.TestingPackages()) {
		declared := declaredIn(t, filepath.Join("..", "..", filepath.FromSlash(strings.TrimPrefix(p.Path, "github.com/csdlgen/csdlgen/"))))
		for _, identifier := range p.Identifiers {
			if !declared[identifier] {
				t.Errorf("%s does not declare %s", p.Path, identifier)
			}
			if got := ir.RuntimePath(identifier); got != p.Path && !strings.HasPrefix(p.Path, ir.Testing) {
				t.Errorf("%s is said to be in %s and in %s", identifier, p.Path, got)
			}
		}
	}
	if got := ir.RuntimePath("NoSuchThing"); got != "" {
		t.Errorf("NoSuchThing is said to be in %s", got)
	}
}

// What the table of requests says of their methods is true.
func TestRequestsHaveTheirMethods(t *testing.T) {
	declared := declaredIn(t, filepath.Join("..", "..", "odata"))
	for k := ir.GetRequest; k <= ir.MediaResource; k++ {
		if len(k.Ends()) == 0 || k.Ends()[0] != "Do" {
			t.Errorf("%s ends in %v, Do is not the first", k, k.Ends())
		}
		if k.IsResource() {
			continue
		}
		for _, method := range append(k.Options(), k.Ends()...) {
			if !declared[k.Type()+"."+method] {
				t.Errorf("%s has no method %s", k.Type(), method)
			}
		}
	}
}

// declaredIn are the package-level names of a folder's Go files, and their methods as Type.Method.
func declaredIn(t *testing.T, dir string) map[string]bool {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, e.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					names[d.Name.Name] = true
				} else if id, ok := indirect(d.Recv.List[0].Type).(*ast.Ident); ok {
					names[id.Name+"."+d.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					declare(names, spec)
				}
			}
		}
	}
	return names
}

// declare adds the names of a declaration; of an interface also its methods.
func declare(names map[string]bool, spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		names[s.Name.Name] = true
		if of, ok := s.Type.(*ast.InterfaceType); ok {
			for _, m := range of.Methods.List {
				for _, id := range m.Names {
					names[s.Name.Name+"."+id.Name] = true
				}
			}
		}
	case *ast.ValueSpec:
		for _, id := range s.Names {
			names[id.Name] = true
		}
	}
}

func indirect(e ast.Expr) ast.Expr {
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if generic, ok := e.(*ast.IndexExpr); ok {
		e = generic.X
	}
	return e
}
