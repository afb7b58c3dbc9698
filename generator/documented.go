package generator

// This file finds out whether somebody has written a package comment by hand: then the generated file has none, since
// go doc prints both.

import (
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// documented says whether a hand-written file in the folder has a package comment. What cannot be read or parsed has
// none; others complain about it.
func documented(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".go" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err == nil && hasComment(e.Name(), data) {
			return true
		}
	}
	return false
}

// documented says the same of a folder that was looked at.
func (f folder) documented() bool {
	for name, data := range f.foreign {
		if path.Dir(name) == "." && hasComment(name, data) {
			return true
		}
	}
	return false
}

// hasComment says whether a hand-written file has a package comment.
func hasComment(name string, data []byte) bool {
	if strings.HasSuffix(name, "_test.go") || ours.Match(firstLine(data)) {
		return false
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.PackageClauseOnly|parser.ParseComments)
	return err == nil && file.Name.Name != "main" && file.Doc.Text() != "" // a program for go generate is of another package
}
