package generator

// This file finds out whether somebody has written a package comment by hand: then the generated file has none, since
// go doc prints both.

import (
	"bytes"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// documented says whether a hand-written file in the folder has a package comment. What cannot be read or parsed has
// none; others complain about it.
func documented(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	found := make([]bool, len(entries))
	_ = each(len(entries), func(i int) error {
		if name := entries[i].Name(); filepath.Ext(name) == ".go" {
			found[i] = hasComment(name, unlessOurs(filepath.Join(dir, name)))
		}
		return nil
	})
	return slices.Contains(found, true)
}

// unlessOurs is the text of a file, but for those that csdlgen wrote, of which there may be thousands.
func unlessOurs(path string) []byte {
	if info, err := os.Stat(path); err != nil || regular(info) != nil {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close() //nolint:errcheck // it was only read
	// The line that says it is no longer.
	const longest = 200
	head, err := io.ReadAll(io.LimitReader(f, longest))
	if err != nil || bytes.ContainsRune(head, '\n') && ours.Match(firstLine(head)) {
		return nil
	}
	rest, err := io.ReadAll(f)
	if err != nil {
		return nil
	}
	return append(head, rest...)
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
