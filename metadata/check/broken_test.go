package check_test

// This file runs the corpus of broken documents, testdata/broken: each file breaks one rule of the specification, which
// its comment names, and holds all complaints in full. With -update the complaints are written anew; read them.

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/internal/complaint"
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
	for _, c := range slices.Concat(complaint.Syntax(), complaint.Metadata()) {
		key := string(c.Severity) + " " + c.Code
		if !seen[key] && elsewhere[key] == "" {
			t.Errorf("no document of the corpus leads to the %s", key)
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
