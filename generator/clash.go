package generator

// This file finds what hand-written Go files in the output folder and generated ones would both declare.

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// clashes complains about declarations in hand-written files that the package declares too, and about another package
// in the folder. Files that do not parse are the Go compiler's to complain about.
func (r *Result) clashes(f folder, diags *diag.List) {
	planned := planned{files: r.Files, declared: map[string]map[string]bool{}}
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
				d := diags.Report(at(file.Name.Pos()), complaint.PackageClash, "this file is in package %s, but the generated files are in package %s", file.Name.Name, pkg.Name).
					Fixf("write package: %s in the configuration, or choose another output folder", file.Name.Name)
				if file.Name.Name == "main" { // which nobody can import
					d.Fixf("choose another output folder")
				}
			}
			continue
		}
		for _, id := range declarations(file) {
			if planned.has(path.Dir(name), id) {
				diags.Report(at(id.ident.Pos()), complaint.DeclarationClash, "%s is declared here, and csdlgen would declare it too", id).
					Fixf("rename this declaration, or set another name under names: in the configuration")
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

// planned are the generated files, with what those declare that have been asked for it. Parsing all of them takes
// longer than printing them, and what people write beside them is in few.
type planned struct {
	files    map[string][]byte
	declared map[string]map[string]bool // by file
}

// has says whether the generated files of a folder make a declaration.
func (p planned) has(folder string, d declaration) bool {
	for name, text := range p.files {
		if path.Dir(name) == folder && bytes.Contains(text, []byte(d.ident.Name)) && p.declaredIn(name, text)[key(d)] {
			return true
		}
	}
	return false
}

// declaredIn are the package-level names and methods of a file.
func (p planned) declaredIn(name string, text []byte) map[string]bool {
	all, known := p.declared[name]
	if known {
		return all
	}
	all = map[string]bool{}
	if file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution); err == nil {
		for _, d := range declarations(file) {
			all[key(d)] = true
		}
	}
	p.declared[name] = all
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
