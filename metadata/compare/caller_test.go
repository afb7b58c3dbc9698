package compare_test

// This file proves what the rules say of Go: it generates packages from the schema before and after a change, writes a
// program that uses all that the first one exports, and compiles it against both.

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/typecheck"
)

// prover generates and compiles.
type prover struct {
	checker *typecheck.Checker
	dir     string
	// known are the packages by schema: most cases share one of the two. parsed are files by their text: packages share
	// most of them.
	known  map[string]*compiled
	fset   *token.FileSet
	parsed map[string]*ast.File
}

// compiled is a package, and the caller that uses all of it, which compiles.
type compiled struct {
	files  map[string][]byte
	caller string
}

func newProver(t *testing.T) *prover {
	t.Helper()
	checker, err := typecheck.New(".")
	if err != nil {
		t.Fatal(err)
	}
	return &prover{checker: checker, dir: t.TempDir(), known: map[string]*compiled{}, fset: token.NewFileSet(), parsed: map[string]*ast.File{}}
}

// generate makes the package for a schema, with all its types and all that requests lead to.
func (p *prover) generate(t *testing.T, schema string) *compiled {
	t.Helper()
	if c := p.known[schema]; c != nil {
		return c
	}
	file := filepath.Join(p.dir, fmt.Sprintf("%d.xml", len(p.known)))
	if err := os.WriteFile(file, []byte(schema), 0o644); err != nil {
		t.Fatal(err)
	}
	config := &generator.Config{File: "csdlgen.yaml", Metadata: generator.Text{Text: file}, Package: generator.Text{Text: "shop"}, Types: []generator.Text{{Text: "s.*"}}}
	for _, name := range []string{"things", "owners", "best", "extras", "reset", "first", "lamps"} {
		if strings.Contains(schema, "<EntityContainer") && strings.Contains(schema, ` Name="`+name+`"`) {
			config.Select = append(config.Select, generator.Text{Text: "* /" + name + "/**"})
		}
	}
	result, err := generator.Generate(t.Context(), config)
	if err != nil {
		t.Fatalf("%v\n%s", err, schema)
	}
	c := &compiled{files: result.Files}
	pkg, err := p.compile(c.files, "")
	if err != nil {
		t.Fatal(err)
	}
	c.caller = caller(pkg)
	if _, err := p.compile(c.files, c.caller); err != nil {
		t.Fatalf("the caller does not compile before the change: %v\n%s", err, c.caller)
	}
	p.known[schema] = c
	return c
}

// compile type-checks a package together with a caller.
func (p *prover) compile(texts map[string][]byte, caller string) (*types.Package, error) {
	var files []*ast.File
	var errs []error
	parse := func(name, text string) {
		f := p.parsed[text]
		if f == nil {
			var err error
			if f, err = parser.ParseFile(p.fset, name, text, parser.SkipObjectResolution); err != nil {
				errs = append(errs, err)
				return
			}
			p.parsed[text] = f
		}
		files = append(files, f)
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		parse(name, string(texts[name]))
	}
	if caller != "" {
		parse("caller.go", caller)
	}
	config := types.Config{Importer: p.checker, Error: func(err error) { errs = append(errs, err) }}
	pkg, _ := config.Check("shop", p.fset, files, nil) // the errors are in errs
	return pkg, errors.Join(errs...)
}

// caller writes a program that uses every exported declaration of a package: constants and functions with their types,
// fields, methods with their signatures, and the interfaces that types implement.
func caller(pkg *types.Package) string {
	w := &callerWriter{pkg: pkg, imports: map[string]bool{}}
	scope := pkg.Scope()
	var interfaces []*types.TypeName
	for _, name := range scope.Names() {
		if t, ok := scope.Lookup(name).(*types.TypeName); ok && types.IsInterface(t.Type()) && t.Exported() {
			interfaces = append(interfaces, t)
		}
	}
	for _, name := range scope.Names() {
		switch o := scope.Lookup(name).(type) {
		case *types.Const, *types.Func, *types.Var:
			if o.Exported() {
				w.linef("var _ %s = %s", w.typeOf(o.Type()), name)
			}
		case *types.TypeName:
			if o.Exported() {
				w.declared(o, interfaces)
			}
		}
	}
	var b strings.Builder
	b.WriteString("package shop\n")
	for _, path := range slices.Sorted(maps.Keys(w.imports)) {
		fmt.Fprintf(&b, "import %q\n", path)
	}
	return b.String() + w.text.String()
}

type callerWriter struct {
	pkg     *types.Package
	imports map[string]bool
	text    strings.Builder
}

func (w *callerWriter) linef(format string, args ...any) { fmt.Fprintf(&w.text, format+"\n", args...) }

// typeOf is a type as the caller writes it.
func (w *callerWriter) typeOf(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == w.pkg {
			return ""
		}
		w.imports[p.Path()] = true
		return p.Name()
	})
}

func (w *callerWriter) declared(o *types.TypeName, interfaces []*types.TypeName) {
	name := o.Name()
	w.linef("var _ *%s", name)
	if o.IsAlias() {
		w.linef("var _ *%s = (*%s)(nil)", w.typeOf(types.Unalias(o.Type())), name)
		return
	}
	switch u := o.Type().Underlying().(type) {
	case *types.Basic:
		zero := "0"
		if u.Info()&types.IsString != 0 {
			zero = `""`
		} else if u.Info()&types.IsBoolean != 0 {
			zero = "false"
		}
		w.linef("const _ %s = %s", name, zero)
		w.linef("func _(v %s) %s { return %[2]s(v) }", name, u.Name())
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() {
				w.linef("func _(v *%s) %s { return v.%s }", name, w.typeOf(f.Type()), f.Name())
			}
		}
	}
	named := o.Type().(*types.Named)
	for m := range named.Methods() {
		if m.Exported() && m.Name() != "CheckOData" { // which only the runtime calls
			s := m.Type().(*types.Signature)
			w.linef("func _(v *%s) %s { return v.%s }", name, w.typeOf(types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic())), m.Name())
		}
	}
	for _, i := range interfaces {
		if pointer := types.NewPointer(named); i != o && types.Implements(pointer, i.Type().Underlying().(*types.Interface)) {
			w.linef("var _ %s = (*%s)(nil)", i.Name(), name)
		}
	}
}

// breaks compiles a caller of the package before against the package after; nil says that it compiles.
func (p *prover) breaks(before, after *compiled) error {
	_, err := p.compile(after.files, before.caller)
	return err
}
