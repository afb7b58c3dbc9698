package main

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

const changelog = `# Changelog

## Unreleased

- Something new.

### Breaks

- ` + "`odata: Gone: removed`" + `: use Here.
  It says more, with ` + "`code`" + `.
- ` + "`odata/edm: Date.Old: removed`" + `

### Mended

- ` + "`nothing`" + ` was wrong.

## v0.1.0 (2026-01-31)

The first.
`

func TestSections(t *testing.T) {
	if text, ok := section(changelog, "v0.1.0"); text != "The first.\n" || !ok {
		t.Errorf("v0.1.0 is %q, %v", text, ok)
	}
	if text, ok := section(changelog, "v0.1"); ok {
		t.Errorf("v0.1 is %q", text)
	}
	want := []string{"odata: Gone: removed", "odata/edm: Date.Old: removed"}
	if got := announced(changelog); !reflect.DeepEqual(got, want) {
		t.Errorf("announced are %q", got)
	}
}

func TestCloseSection(t *testing.T) {
	dir := t.TempDir()
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	if err := os.WriteFile(changelogFile(dir), []byte(changelog), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := closeSection(dir, "v0.1.0", day); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("closing a released version: %v", err)
	}
	if err := closeSection(dir, "v0.2.0", day); err != nil {
		t.Fatal(err)
	}
	notes, err := notesOf(dir, "v0.2.0")
	if err != nil || !strings.HasPrefix(notes, "- Something new.") || strings.Contains(notes, "The first") {
		t.Errorf("v0.2.0 is %q, %v", notes, err)
	}
	if _, err := notesOf(dir, "v0.3.0"); err == nil || !strings.Contains(err.Error(), "says nothing about v0.3.0") {
		t.Errorf("v0.3.0: %v", err)
	}
	text, _ := os.ReadFile(changelogFile(dir))
	if !strings.Contains(string(text), "## Unreleased\n\nNothing yet.\n\n## v0.2.0 (2026-03-02)\n\n- Something new.") {
		t.Errorf("the changelog is\n%s", text)
	}
}

func TestBreaks(t *testing.T) {
	before := checked(t, `package odata
		type Client struct{ Root string }
		func (*Client) Close() error { return nil }
		func New(root string) *Client { return nil }
		const Limit = 3`)
	now := checked(t, `package odata
		type Client struct{ Root string; Retries int }
		func New(root string, retries int) *Client { return nil }
		func Other() {}
		const Limit = 3`)
	dir := filepath.Join(t.TempDir(), "api")
	if err := writeAPI(dir, []*types.Package{before}); err != nil {
		t.Fatal(err)
	}
	got, err := breaks(dir, []*types.Package{now})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"odata: (*Client).Close: removed", "odata: New: changed from func(string) *Client to func(string, int) *Client"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the breaks are %q", got)
	}
	if got, err := breaks(dir, []*types.Package{before}); err != nil || len(got) > 0 {
		t.Errorf("the breaks of nothing are %q, %v", got, err)
	}
}

// checked returns the package odata with the given source.
func checked(t *testing.T, source string) *types.Package {
	t.Helper()
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, "odata.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	p, err := (&types.Config{Importer: importer.Default()}).Check(modulePath+"odata", files, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestArguments(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "usage"},
		{[]string{"prepare", "1.0"}, "is not a version"},
		{[]string{"prepare", "v1.0"}, "is not a version"},
		{[]string{"publish", "v1.0.0"}, "the commands are"},
	} {
		if err := run(t.TempDir(), test.args); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v", test.args, err)
		}
	}
}
