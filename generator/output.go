package generator

// This file compares a Result with what folder.go has found on the disk, and refuses what must not be touched.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// Changes say what Write did, or would do. Names are sorted.
type Changes struct {
	Written []string // created or changed
	Deleted []string // own files that the plan no longer has
	Same    []string // unchanged and not touched
}

// Any says whether there is anything to do.
func (c Changes) Any() bool { return len(c.Written)+len(c.Deleted) > 0 }

// compare says what would change. What must not be touched is an error.
func (r *Result) compare(f folder) (Changes, error) {
	var c Changes
	var diags diag.List
	for _, name := range r.names() {
		if !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || path.Ext(name) != ".go" {
			return c, fmt.Errorf("the plan has the file %q, which is not a Go file below the output folder", name)
		}
		if inTheWay := f.inTheWay(name); inTheWay != "" {
			diags.Errorf(Pos{File: r.path(inTheWay), Line: 1, Col: 1}, "foreign-file", "this file is in the way: csdlgen would write it, but did not generate it").
				Fixf("move it, or choose another output folder")
			continue
		}
		if have, ok := f.own[name]; ok && bytes.Equal(have, r.Files[name]) {
			c.Same = append(c.Same, name)
		} else {
			c.Written = append(c.Written, name)
		}
	}
	for name := range f.own {
		if _, planned := r.Files[name]; !planned {
			c.Deleted = append(c.Deleted, name)
		}
	}
	slices.Sort(c.Deleted)
	r.clashes(f, &diags)
	return c, diags.Err()
}

// path is where a file is, or would be.
func (r *Result) path(name string) string { return filepath.Join(r.Dir, filepath.FromSlash(name)) }

// folders are the folders that the files are in, sorted.
func (r *Result) folders() []string {
	var all []string
	for _, name := range r.names() {
		all = append(all, path.Dir(name))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// names are the names of the files, sorted.
func (r *Result) names() []string {
	names := make([]string, 0, len(r.Files))
	for name := range r.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// clashes complains about declarations in hand-written files that the package declares too, and about another package in
// the folder. Files that do not parse are the Go compiler's to complain about.
func (r *Result) clashes(f folder, diags *diag.List) {
	if len(f.foreign) == 0 {
		return
	}
	planned := r.declared()
	for name, data := range f.foreign {
		pkg := r.Plan.PackageOf(name)
		if pkg == nil {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, r.path(name), data, parser.SkipObjectResolution)
		if err != nil || strings.HasSuffix(name, "_test.go") && file.Name.Name == pkg.Name+"_test" {
			continue
		}
		at := func(p token.Pos) Pos {
			position := fset.Position(p)
			return Pos{File: position.Filename, Line: position.Line, Col: position.Column}
		}
		if file.Name.Name != pkg.Name {
			if file.Name.Name != "main" || !ignored(file) {
				diags.Errorf(at(file.Name.Pos()), "package-clash", "this file is of package %s, the generated ones are of package %s", file.Name.Name, pkg.Name).
					Fixf("write package: %s in the configuration, or choose another output folder", file.Name.Name)
			}
			continue
		}
		for _, id := range declarations(file) {
			if planned[path.Dir(name)][key(id)] {
				diags.Errorf(at(id.ident.Pos()), "declaration-clash", "%s is declared here and would be declared by csdlgen too", id).
					Fixf("rename this one, or fix another name under names: in the configuration")
			}
		}
	}
}

// ignored says whether a build constraint keeps the file out of the package.
func ignored(f *ast.File) bool {
	for _, g := range f.Comments {
		for _, c := range g.List {
			if strings.HasPrefix(c.Text, "//go:build ignore") {
				return true
			}
		}
	}
	return false
}

// declared are the package-level names and methods of the generated files, by folder.
func (r *Result) declared() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for name, text := range r.Files {
		folder := path.Dir(name)
		if all[folder] == nil {
			all[folder] = map[string]bool{}
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		for _, d := range declarations(file) {
			all[folder][key(d)] = true
		}
	}
	return all
}

// declaration is a package-level name, or a method of Of.
type declaration struct {
	of    string
	ident *ast.Ident
}

func (d declaration) String() string { return key(d) }

func key(d declaration) string {
	if d.of == "" {
		return d.ident.Name
	}
	return d.of + "." + d.ident.Name
}

// declarations lists what a file declares, init functions and blank names left out.
func declarations(file *ast.File) []declaration {
	var all []declaration
	add := func(of string, id *ast.Ident) {
		if id.Name != "_" && (of != "" || id.Name != "init") {
			all = append(all, declaration{of, id})
		}
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			add(receiver(d), d.Name)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					add("", s.Name)
				case *ast.ValueSpec:
					for _, id := range s.Names {
						add("", id)
					}
				}
			}
		}
	}
	return all
}

// receiver is the name of a method's type, or "".
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) != 1 {
		return ""
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}
