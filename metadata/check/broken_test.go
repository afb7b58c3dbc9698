package check_test

// This file runs the corpus of broken documents, testdata/broken: each file breaks one rule of the specification, which its comment names, and
// holds all complaints in full. With -update the complaints are written anew; read them.

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
)

var update = flag.Bool("update", false, "write the expected complaints anew")

// elsewhere are codes that the corpus leaves to other tests, which are named.
var elsewhere = map[string]string{
	"error too-many":   "TestTooManyComplaints",
	"warning too-many": "TestTooManyComplaints",
}

// leastBroken is how many documents the corpus has at least.
const leastBroken = 150

func TestBroken(t *testing.T) {
	seen := map[string]bool{}
	files := corpus.Files(t)
	for _, path := range files {
		t.Run(strings.TrimSuffix(path, ".txtar"), func(t *testing.T) {
			for _, d := range runBroken(t, filepath.Join(corpus.Dir, path)) {
				seen[string(d.Severity)+" "+d.Code] = true
			}
		})
	}
	if len(files) < leastBroken {
		t.Errorf("the corpus has %d documents; at least %d are expected", len(files), leastBroken)
	}
	for severity, codes := range sourceCodes(t) {
		for _, code := range codes {
			key := severity + " " + code
			if !seen[key] && elsewhere[key] == "" {
				t.Errorf("no document of the corpus leads to the %s", key)
			}
		}
	}
}

// runBroken loads the documents of one file and compares the complaints.
func runBroken(t *testing.T, path string) diag.List {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := corpus.Parse(t, archive)
	if !bytes.Contains(archive.Comment, []byte("4.01, section")) && !bytes.Contains(archive.Comment, []byte("Limit:")) && !bytes.Contains(archive.Comment, []byte("XML 1.0")) &&
		!bytes.Contains(archive.Comment, []byte("RFC 8259")) && !bytes.Contains(archive.Comment, []byte("csdlgen:")) {
		t.Errorf("the comment names no rule: %s", archive.Comment)
	}
	_, found := corpus.Complete(c.Main, c.Options)
	var got strings.Builder
	located := false
	for _, d := range found {
		got.WriteString(d.Error() + " [" + d.Code + "]\n")
		located = located || d.Line > 0 && d.Col > 0
	}
	if !located {
		t.Error("no complaint has a line and a column")
	}
	if *update {
		archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
		archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(got.String())})
		if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
			t.Fatal(err)
		}
	} else if got.String() != c.Want {
		t.Errorf("got\n%swant\n%s", got.String(), c.Want)
	}
	return found
}

// sourceCodes are the codes of all complaints in the source of this package, by severity.
func sourceCodes(t *testing.T) map[string][]string {
	t.Helper()
	codes := map[string][]string{}
	var paths []string
	for _, dir := range [...]string{".", "../csdl", "../load", "../../internal/diag"} {
		found, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if severity, code := codeOf(n); code != "" && !slices.Contains(codes[severity], code) {
				codes[severity] = append(codes[severity], code)
			} else if severity != "" && code == "" && filepath.Base(path) != "collector.go" {
				t.Errorf("%s has a complaint whose code is no literal", path)
			}
			return true
		})
	}
	slices.Sort(codes["error"])
	slices.Sort(codes["warning"])
	return codes
}

// codeOf is the severity and the code of a call that complains.
func codeOf(n ast.Node) (severity, code string) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) < 3 {
		return "", ""
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	switch selector.Sel.Name {
	case "Errorf":
		severity = "error"
	case "Warnf":
		severity = "warning"
	default:
		return "", ""
	}
	if literal, ok := call.Args[1].(*ast.BasicLit); ok {
		code, _ = strconv.Unquote(literal.Value)
	}
	return severity, code
}
