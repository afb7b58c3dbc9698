package load

// This file runs the corpus of broken documents, testdata/broken: each file breaks one rule of the specification, which its comment names, and
// holds all complaints in full. With -update the complaints are written anew; read them.

import (
	"bytes"
	"encoding/hex"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/internal/diag"
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
	files := brokenFiles(t)
	for _, path := range files {
		t.Run(strings.TrimSuffix(path, ".txtar"), func(t *testing.T) {
			for _, d := range runBroken(t, filepath.Join(brokenDir, path)) {
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

const brokenDir = "../../testdata/broken"

// brokenFiles are the files of the corpus, relative to its folder.
func brokenFiles(t testing.TB) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS(brokenDir), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && strings.HasSuffix(path, ".txtar") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// runBroken loads the documents of one file and compares the complaints.
func runBroken(t *testing.T, path string) diag.List {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := readCase(t, archive)
	if !bytes.Contains(archive.Comment, []byte("4.01, section")) && !bytes.Contains(archive.Comment, []byte("Limit:")) && !bytes.Contains(archive.Comment, []byte("XML 1.0")) &&
		!bytes.Contains(archive.Comment, []byte("RFC 8259")) && !bytes.Contains(archive.Comment, []byte("csdlgen:")) {
		t.Errorf("the comment names no rule: %s", archive.Comment)
	}
	_, found := load(c.main, c.options)
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
	} else if got.String() != c.want {
		t.Errorf("got\n%swant\n%s", got.String(), c.want)
	}
	return found
}

// brokenCase is what a file of the corpus holds: the document main, overlays, documents that others refer to, and the complaints.
type brokenCase struct {
	main    Source
	options Options
	want    string
}

func readCase(t testing.TB, archive *txtar.Archive) brokenCase {
	t.Helper()
	var c brokenCase
	others := map[string]Source{}
	for _, f := range archive.Files {
		if f.Name == "want" {
			c.want = string(f.Data)
			continue
		}
		src := Source{Name: f.Name, Data: expanded(t, f)}
		switch {
		case strings.HasPrefix(f.Name, "main."):
			c.main = src
			others[f.Name] = src
		case strings.HasPrefix(f.Name, "overlay."):
			c.options.Overlays = append(c.options.Overlays, src)
		default:
			others[f.Name] = src
		}
	}
	c.options.Open = func(r Reference) (Source, error) {
		if src, ok := others[r.URI]; ok {
			return src, nil
		}
		return Source{}, fs.ErrNotExist
	}
	return c
}

// expanded is a document as it is read. What is too long to write or not text is written as a template.
func expanded(t testing.TB, f txtar.File) []byte {
	t.Helper()
	if !bytes.Contains(f.Data, []byte("{{")) {
		return f.Data
	}
	parsed, err := template.New(f.Name).Funcs(template.FuncMap{
		"repeat": func(n int, s string) string { return strings.Repeat(s, n) },
		"seq":    func(n int) []int { return make([]int, n) },
		"inc":    func(n int) int { return n + 1 },
		"hex":    func(s string) (string, error) { b, err := hex.DecodeString(s); return string(b), err },
	}).Parse(string(f.Data))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := parsed.Execute(&b, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sourceCodes are the codes of all complaints in the source of this package, by severity.
func sourceCodes(t *testing.T) map[string][]string {
	t.Helper()
	codes := map[string][]string{}
	var paths []string
	for _, dir := range [...]string{".", "../csdl", "../../internal/diag"} {
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
