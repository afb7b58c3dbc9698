package generator

// This file checks which documents that the metadata refers to are read.

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// referring is metadata that needs a type of the document with the URI.
func referring(uri string) string {
	return `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:Reference Uri="` + uri + `"><edmx:Include Namespace="b"/></edmx:Reference>
<edmx:DataServices><Schema Namespace="a" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="t" BaseType="b.u"/></Schema></edmx:DataServices></edmx:Edmx>`
}

const referred = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="b" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="u"/></Schema></edmx:DataServices></edmx:Edmx>`

func TestReferences(t *testing.T) {
	var main string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/service/$metadata":
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader(main))
		case "/common/b.xml":
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader(referred))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	dir := t.TempDir()
	inside := filepath.Join(dir, "in")
	put(t, dir, map[string]string{"secret.xml": referred, "in/b.xml": referred, "in/more/b c.xml": referred})
	if err := os.Symlink(filepath.Join(dir, "secret.xml"), filepath.Join(inside, "link.xml")); err != nil {
		t.Fatal(err)
	}
	remote := server.URL + "/service/$metadata"
	for _, c := range []struct{ metadata, uri, mode, want string }{
		{"m.xml", "b.xml", "", ""},
		{"m.xml", "b.xml#b", "files", ""},
		{"m.xml", "more/b%20c.xml?x=1", "", ""},
		{"m.xml", "more/../b.xml", "", ""},
		{"m.xml", "../secret.xml", "", "outside the folder"},
		{"m.xml", "/etc/hosts", "", "outside the folder"},
		{"m.xml", "link.xml", "", "escapes"},
		{"m.xml", "none.xml", "", "no such file"},
		{"m.xml", "b.xml", "none", "references: none"},
		{"m.xml", "file:///etc/hosts", "urls", "not file"},
		{"m.xml", "%zz", "", "not a valid URI"},
		{"m.xml", server.URL + "/common/b.xml", "", "references: urls"},
		{"m.xml", "//" + strings.TrimPrefix(server.URL, "http://") + "/common/b.xml", "", "references: urls"},
		{"m.xml", server.URL + "/common/b.xml", "urls", ""},
		{"m.xml", server.URL + "/none", "urls", "404"},
		{remote, "../common/b.xml", "", "references: urls"},
		{remote, "../common/b.xml", "urls", ""},
		{remote, "/common/b.xml", "urls", ""},
	} {
		main = referring(c.uri)
		put(t, inside, map[string]string{"m.xml": main})
		_, _, err := Plan(context.Background(), &Config{
			Dir: inside, Metadata: Text{Text: c.metadata}, Package: Text{Text: "p"}, Types: []Text{{Text: "**"}}, References: Text{Text: c.mode},
		})
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s refers to %s (%s): %v", c.metadata, c.uri, c.mode, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s refers to %s (%s): %v, want %q", c.metadata, c.uri, c.mode, err, c.want)
		}
	}
}
