// Package templates prints a ir.Plan as Go files with jennifer: one function per artefact, in the order of the output.
// Nothing is decided here - names, types, order and comments are the plan's - and nothing is read or written.
package templates

// This file is the way from a plan to files: what goes into which file, the header, imports, rendering.

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"
	"golang.org/x/sync/errgroup"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/gofmt"
)

// Render prints every file of the plan, by its slash-separated path below the output folder. The texts are formatted by
// gofmt. An error names the file and the line that is not Go; it is a bug of csdlgen, not of its input.
func Render(p *ir.Plan) (map[string][]byte, error) {
	files := layOut(p)
	names := slices.Sorted(maps.Keys(files))
	texts := make([][]byte, len(names))
	errs := make([]error, len(names))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			texts[i], errs[i] = render(p, name, files[name])
			return nil // all of them are told, and in the same order always
		})
	}
	_ = group.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	out := make(map[string][]byte, len(names))
	for i, name := range names {
		out[name] = texts[i]
	}
	return out, nil
}

// file is a file while it is printed, with the plan and the package that it belongs to.
type file struct {
	*jen.File
	plan *ir.Plan
	pkg  *ir.Package
}

// artefact prints one part of a file.
type artefact func(*file)

// layOut says which artefacts a file holds, in order: what every package has, then the client, types, builders,
// and the service in memory.
func layOut(p *ir.Plan) map[string][]artefact {
	files := map[string][]artefact{}
	add := func(file string, a artefact) { files[file] = append(files[file], a) }
	for _, pkg := range p.Packages {
		add(pkg.File, handshake)
	}
	if p.Client != nil {
		add(p.Client.File, func(f *file) { client(f, p.Client) })
	}
	for _, t := range p.Types {
		add(t.File, func(f *file) { typ(f, t) })
	}
	for _, t := range p.Parameters {
		add(t.File, func(f *file) { parameters(f, t) })
	}
	for _, b := range p.Builders {
		add(b.File, func(f *file) { builder(f, b) })
	}
	if p.Fake != nil {
		add(p.Fake.File, func(f *file) { fake(f, p.Fake) })
		add(p.Fake.SchemaFile, func(f *file) { fakeSchema(f, p.Fake) })
	}
	return files
}

// typ prints a type of the schema.
func typ(f *file, t *ir.Type) {
	switch t.Kind {
	case ir.Enum:
		enum(f, t)
	case ir.TypeDef:
		typeDefinition(f, t)
	default:
		model(f, t)
		conversions(f, t)
		validator(f, t)
		if len(t.QueryProperties) > 0 {
			queryProperties(f, t)
		}
	}
}

func render(p *ir.Plan, name string, artefacts []artefact) ([]byte, error) {
	pkg := p.PackageOf(name)
	if pkg == nil {
		return nil, fmt.Errorf("rendering %s: the plan has no package in the folder %s", name, path.Dir(name))
	}
	f := &file{File: jen.NewFile(pkg.Name), plan: p, pkg: pkg}
	f.NoFormat = true // gofmt.Source does it
	f.HeaderComment(pkg.Header())
	if name == pkg.File && pkg.Config != "" {
		f.HeaderComment(pkg.ConfigLine())
	}
	for _, p := range slices.Concat(ir.RuntimePackages(), ir.TestingPackages()) {
		f.ImportName(p.Path, path.Base(p.Path))
	}
	if main := p.Packages[0]; main.ImportPath != "" {
		f.ImportName(main.ImportPath, main.Name)
	}
	for _, a := range artefacts {
		a(f)
	}
	var out bytes.Buffer
	if err := f.Render(&out); err != nil {
		return nil, fmt.Errorf("rendering %s: %w", name, err)
	}
	text, err := gofmt.Source(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("rendering %s: %w\n%s", name, err, numbered(out.String()))
	}
	return text, nil
}

// numbered numbers the lines of a source.
func numbered(source string) string {
	lines := strings.Split(source, "\n")
	for i, line := range lines {
		lines[i] = fmt.Sprintf("%5d  %s", i+1, line)
	}
	return strings.Join(lines, "\n")
}
