package generator

// This file finds the Go module that a folder is in.

import (
	"path"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"
)

// goModule is the Go module that a folder is in.
type goModule struct {
	// importPath is how the folder is imported; "" where there is no module.
	importPath string
	// hasTool says that go tool csdlgen runs there.
	hasTool bool
}

// moduleOf finds the module of a folder, which need not exist.
func moduleOf(seen *trace, dir string) goModule {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return goModule{}
	}
	for root := abs; ; root = filepath.Dir(root) {
		text, err := seen.text(filepath.Join(root, "go.mod"))
		switch {
		case err == nil:
			return readModule(text, root, abs)
		case root == filepath.Dir(root):
			return goModule{}
		}
	}
}

// readModule reads go.mod, of the folder root, for a folder below it.
func readModule(text []byte, root, below string) goModule {
	module := modfile.ModulePath(text)
	rel, err := filepath.Rel(root, below)
	if err != nil || module == "" {
		return goModule{}
	}
	m := goModule{importPath: path.Join(module, filepath.ToSlash(rel))}
	if file, err := modfile.Parse("go.mod", text, nil); err == nil { // one that does not parse is the go command's to complain about
		m.hasTool = slices.ContainsFunc(file.Tool, func(t *modfile.Tool) bool { return t.Path == ToolPath })
	}
	return m
}
