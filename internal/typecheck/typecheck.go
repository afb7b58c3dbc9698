// Package typecheck tells tests whether generated files are Go: it type-checks them in memory against the real runtime,
// without a go command for each package, so that whole schemas and fuzzed ones can be checked.
package typecheck

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// Checker type-checks packages that import the runtime and the standard library. It is safe for concurrent use.
type Checker struct {
	imports map[string]*types.Package
}

// imported is what generated code may import: the runtime, and a little of the standard library.
func imported() []string {
	paths := []string{"io", "slices", "time"}
	for _, p := range ir.RuntimePackages() {
		paths = append(paths, p.Path)
	}
	return paths
}

// New loads what generated code imports. Dir is a folder of the module.
func New(dir string) (*Checker, error) {
	// Without NeedDeps what these import comes from the build cache: type-checking net/http from its source takes
	// seconds.
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedTypes | packages.NeedImports | packages.NeedName, Dir: dir}, imported()...)
	if err != nil {
		return nil, err
	}
	c := &Checker{imports: map[string]*types.Package{}}
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("loading %s: %w", p.PkgPath, p.Errors[0])
		}
		c.imports[p.PkgPath] = p.Types
	}
	return c, nil
}

// Import implements types.Importer.
func (c *Checker) Import(path string) (*types.Package, error) {
	if p := c.imports[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("generated code must not import %s", path)
}

var _ types.Importer = (*Checker)(nil)

// Check parses and type-checks the files of a package and returns every error.
func (c *Checker) Check(files map[string][]byte) error {
	fset := token.NewFileSet()
	var parsed []*ast.File
	var errs []error
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		parsed = append(parsed, f)
	}
	config := types.Config{Importer: c, Error: func(err error) { errs = append(errs, err) }}
	_, _ = config.Check("generated", fset, parsed, nil) // the errors are in errs
	return errors.Join(errs...)
}
