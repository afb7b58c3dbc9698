// Package corpus is for tests of what reads metadata: the documents of testdata/broken, each of which breaks one rule
// of the specification, and documents without mistakes that have every construct.
package corpus

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/template"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/metadata/load"
)

// Dir is the folder of the broken documents as the packages below metadata see it.
const Dir = "../../testdata/broken"

// Files are the files of the corpus, relative to its folder.
func Files(t testing.TB) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS(Dir), ".", func(path string, e fs.DirEntry, err error) error {
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

// Each calls use with every case that is not there for its size.
func Each(t testing.TB, use func(path string, c Case)) {
	t.Helper()
	for _, path := range Files(t) {
		archive, err := txtar.ParseFile(filepath.Join(Dir, path))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(txtar.Format(archive), []byte("{{repeat")) && !bytes.Contains(txtar.Format(archive), []byte("range")) {
			use(path, Parse(t, archive))
		}
	}
}

// Case is what a file of the corpus holds: the document main, overlays, documents that others refer to, and the
// complaints.
type Case struct {
	Main    load.Source
	Options load.Options
	// Others are the documents besides the main one, overlays included.
	Others []load.Source
	// Want are the complaints, one a line.
	Want string
}

// Parse reads the case of an archive.
func Parse(t testing.TB, archive *txtar.Archive) Case {
	t.Helper()
	var c Case
	others := map[string]load.Source{}
	for _, f := range archive.Files {
		if f.Name == "want" {
			c.Want = string(f.Data)
			continue
		}
		src := load.Source{Name: f.Name, Data: expanded(t, f)}
		if !strings.HasPrefix(f.Name, "main.") {
			c.Others = append(c.Others, src)
		}
		switch {
		case strings.HasPrefix(f.Name, "main."):
			c.Main = src
			others[f.Name] = src
		case strings.HasPrefix(f.Name, "overlay."):
			c.Options.Overlays = append(c.Options.Overlays, src)
		default:
			others[f.Name] = src
		}
	}
	c.Options.Open = func(r load.Reference) (load.Source, error) {
		if src, ok := others[r.URI]; ok {
			return src, nil
		}
		return load.Source{}, fs.ErrNotExist
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

// RealSchemas is the folder of real schemas, as the packages below metadata see it; it may be absent.
const RealSchemas = "../../../shared/data/csdl"

// Real returns a document of the folder of real schemas; the test skips where it is absent.
func Real(t testing.TB, name string) load.Source {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(RealSchemas, name))
	if err != nil {
		t.Skipf("the real schema %s is not here: %v", name, err)
	}
	return load.Source{Name: name, Data: data}
}

// Beside opens documents of the folder of real schemas, by the last part of their URI.
func Beside(r load.Reference) (load.Source, error) {
	name := filepath.Base(r.URI)
	data, err := os.ReadFile(filepath.Join(RealSchemas, name))
	if err != nil {
		return load.Source{}, errors.New("it is not here")
	}
	return load.Source{Name: name, Data: data}, nil
}

// InSchema puts declarations into a document whose schema is s with the alias self; they begin at line 4.
func InSchema(declarations string) string {
	return `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="s" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
` + declarations + `
</Schema></edmx:DataServices></edmx:Edmx>`
}
