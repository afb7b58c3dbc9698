package generator

// This file checks where documents to compare come from: URLs, whose secrets no message shows, and git revisions with
// what they refer to.

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestCompareURL(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/b":
			_, _ = w.Write([]byte(referred))
		case "/page":
			_, _ = w.Write([]byte("<!DOCTYPE html><html><body>Sign in</body></html>"))
		default:
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	defer server.Close()
	dir := t.TempDir()
	put(t, dir, map[string]string{"b.xml": strings.Replace(referred, `<ComplexType Name="u"/>`, `<ComplexType Name="u"><Property Name="p" Type="Edm.String"/></ComplexType>`, 1), "other.xml": strings.ReplaceAll(referred, `"b"`, `"c"`)})
	d, err := Compare(t.Context(), server.URL+"/b?secret=1", filepath.Join(dir, "b.xml"))
	if err != nil || len(d.Changes) != 1 || d.Changes[0].Rule != "property-added" {
		t.Fatalf("%v, %v", d, err)
	}
	for path, want := range map[string]string{"/denied?secret=1": "csdlgen does not sign in", "/page?secret=1": "/page:1:", "/b?secret=1": "different services"} {
		_, err := Compare(t.Context(), server.URL+path, filepath.Join(dir, "other.xml"))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v; want something with %q", path, err, want)
		}
	}
}

// What a document of a revision refers to is read from that revision.
func TestCompareRevision(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	put(t, dir, map[string]string{"in/a.xml": referring("b.xml"), "in/b.xml": referred, "in/out.xml": referring("../b.xml"), "b.xml": referred})
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.email=a@example.com", "-c", "user.name=a", "commit", "-q", "-m", "first"}} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	put(t, dir, map[string]string{"in/b.xml": strings.Replace(referred, `<ComplexType Name="u"/>`, `<ComplexType Name="u"><Property Name="p" Type="Edm.String"/></ComplexType>`, 1)})
	d, err := Compare(t.Context(), "HEAD:in/a.xml", "in/a.xml")
	if err != nil || len(d.Changes) != 1 || d.Changes[0].Name != "b.u/p" {
		t.Errorf("%+v, %v; want the property that is new", d, err)
	}
	if _, err := Compare(t.Context(), "HEAD:in/out.xml", "in/a.xml"); err == nil || !strings.Contains(err.Error(), "outside the folder of the metadata") {
		t.Errorf("%v; want that it is outside", err)
	}
	for name, want := range map[string]bool{"HEAD:in/a.xml": true, ":in/a.xml": true, "in/a.xml": false, "C:/a.xml": false, "https://a/b:c": false, "a:": false} {
		if _, ok := parseRevision(name); ok != want {
			t.Errorf("%s is a revision: %v", name, ok)
		}
	}
}
