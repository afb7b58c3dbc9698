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
	"maps"
	"path"
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
	paths := []string{"context", "io", "regexp", "slices", "time"}
	for _, p := range slices.Concat(ir.RuntimePackages(), ir.TestingPackages()) {
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

// Check parses and type-checks generated files, by their slash-separated path below the output folder, and returns
// every error. The files of a folder below are a package that imports the one of the output folder.
func (c *Checker) Check(files map[string][]byte) error {
	folders := map[string][]string{}
	for name := range files {
		folders[path.Dir(name)] = append(folders[path.Dir(name)], name)
	}
	var errs []error
	var main *types.Package
	for _, folder := range slices.Sorted(maps.Keys(folders)) { // "." is the first
		slices.Sort(folders[folder])
		checked, err := c.check(files, folders[folder], main)
		errs = append(errs, err)
		if folder == "." {
			main = checked
		}
	}
	return errors.Join(errs...)
}

// check checks the files of one package.
func (c *Checker) check(files map[string][]byte, names []string, main *types.Package) (*types.Package, error) {
	fset := token.NewFileSet()
	var parsed []*ast.File
	var errs []error
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		parsed = append(parsed, f)
	}
	config := types.Config{Importer: below{c, main}, Error: func(err error) { errs = append(errs, err) }}
	checked, _ := config.Check("generated", fset, parsed, nil) // the errors are in errs
	return checked, errors.Join(errs...)
}

// below imports what generated code may import, and the main package, by whatever path.
type below struct {
	*Checker
	main *types.Package
}

func (b below) Import(path string) (*types.Package, error) {
	if p := b.imports[path]; p != nil || b.main == nil {
		return b.Checker.Import(path)
	}
	return b.main, nil
}
