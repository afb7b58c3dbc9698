package generator

// This file finds out whether somebody has written a package comment by hand: then the generated file has none, since
// go doc prints both.

import (
	"go/parser"
	"go/token"
	"os"
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
		if filepath.Ext(e.Name()) != ".go" || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil || ours.Match(firstLine(data)) {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), data, parser.PackageClauseOnly|parser.ParseComments)
		if err == nil && file.Name.Name != "main" && file.Doc.Text() != "" { // a program for go generate is of another package
			return true
		}
	}
	return false
}
