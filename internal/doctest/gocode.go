package doctest

// This file compiles the Go blocks of documentation, which are mostly pieces: statements without the function around
// them, with variables that the text has introduced, and "..." for what does not matter.

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Compiler compiles pieces of Go. It is safe for concurrent use.
type Compiler struct {
	imports map[string]*types.Package
}

// NewCompiler makes a Compiler for pieces that use the packages by the last element of their paths; internal ones are
// for those only. dir is a folder of the module that they are loaded from.
func NewCompiler(dir string, imports ...string) (*Compiler, error) {
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedTypes | packages.NeedImports | packages.NeedName, Dir: dir}, imports...)
	if err != nil {
		return nil, err
	}
	c := &Compiler{imports: map[string]*types.Package{}}
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("loading %s: %w", p.PkgPath, p.Errors[0])
		}
		c.imports[p.PkgPath] = p.Types
	}
	return c, nil
}

// Add adds a package that is generated and not on the disk, by the path that pieces may import it by.
func (c *Compiler) Add(path string, files map[string][]byte) error {
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		parsed = append(parsed, f)
	}
	p, err := (&types.Config{Importer: c}).Check(path, fset, parsed, nil)
	if err != nil {
		return err
	}
	c.imports[path] = p
	return nil
}

// With is a Compiler that knows one more package, which is generated and not on the disk, by the path that pieces may
// import it by.
func (c *Compiler) With(path string, files map[string][]byte) (*Compiler, error) {
	more := &Compiler{imports: maps.Clone(c.imports)}
	return more, more.Add(path, files)
}

// Without is a Compiler that does not know the package of a path.
func (c *Compiler) Without(path string) *Compiler {
	less := &Compiler{imports: maps.Clone(c.imports)}
	delete(less.imports, path)
	return less
}

// File makes a Go file of blocks that are declarations: the package clause, the imports that they use, and the blocks,
// whose lines are those of the Markdown file.
func (c *Compiler) File(name string, blocks []Block) (Block, error) {
	var body strings.Builder
	for _, b := range blocks {
		fmt.Fprintf(&body, "\n//line %s\n%s", b.Place(), b.Text)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), "piece.go", "package "+name+"\n"+body.String(), 0)
	if err != nil {
		return Block{}, err
	}
	var f strings.Builder
	fmt.Fprintf(&f, "package %s\n", name)
	for _, p := range slices.Sorted(maps.Keys(c.imports)) {
		isUsed := slices.ContainsFunc(parsed.Unresolved, func(i *ast.Ident) bool { return i.Name == path.Base(p) })
		if isUsed && !strings.Contains(p, "/internal/") {
			fmt.Fprintf(&f, "import %q\n", p)
		}
	}
	return Block{File: blocks[0].File, Line: 1, Language: "go", Text: f.String() + body.String()}, nil
}

// Import implements types.Importer.
func (c *Compiler) Import(path string) (*types.Package, error) {
	if p := c.imports[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("the test of the documentation does not load %s", path)
}

// Elisions: a line of dots, a block of dots, and what a comment stands for at the end of a piece.
var (
	dots     = regexp.MustCompile(`(?m)^\s*\.\.\.\s*$`)
	dotBlock = regexp.MustCompile(`\{ \.\.\. \}`)
)

// Compile type-checks a block: a whole file, where it has a package clause, else statements of a function. given
// declares the variables that the statements may use, as parameters of a function: "ctx context.Context, id string".
// What a reader does not mind - a variable that is not used, an import that is not - is no error.
func (c *Compiler) Compile(b Block, given string) error {
	source := dotBlock.ReplaceAllString(dots.ReplaceAllString(b.Text, ""), "{ }")
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "piece.go", "//line "+b.Place()+"\n"+source, parser.SkipObjectResolution)
	if err != nil { // a piece
		file, err = parser.ParseFile(fset, "piece.go", c.function(b, source, given), parser.SkipObjectResolution)
		if err != nil {
			return err
		}
	}
	var errs []error
	config := types.Config{Importer: c, Error: func(err error) {
		var e types.Error
		if !errors.As(err, &e) || !e.Soft {
			errs = append(errs, err)
		}
	}}
	_, _ = config.Check("docs", fset, []*ast.File{file}, nil) // the errors are in errs
	return errors.Join(errs...)
}

// function is a file with a function of the statements. The line of an error is that of the Markdown file.
func (c *Compiler) function(b Block, statements, given string) string {
	var f strings.Builder
	f.WriteString("package docs; ")
	for _, p := range slices.Sorted(maps.Keys(c.imports)) {
		if !strings.Contains(p, "/internal/") {
			fmt.Fprintf(&f, "import %s %q; ", path.Base(p), p)
		}
	}
	fmt.Fprintf(&f, "func piece(%s) error { {\n//line %s:%d\n%s\n}; return nil }\n", given, b.File, b.Line, statements)
	return f.String()
}
