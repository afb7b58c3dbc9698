package cli

// This file tests csdlgen pull against a server, as its user runs it: the token, the cache, and what is printed.

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const service = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityContainer Name="all"><EntitySet Name="things" EntityType="s.thing"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`

func TestPullFromAServer(t *testing.T) {
	full := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Authorization") != "Bearer geheim":
			w.WriteHeader(http.StatusUnauthorized)
		case r.Header.Get("If-Modified-Since") != "":
			w.WriteHeader(http.StatusNotModified)
		default:
			full++
			w.Header().Set("Last-Modified", "Wed, 25 Nov 2026 10:00:00 GMT")
			_, _ = w.Write([]byte(service))
		}
	}))
	defer server.Close()
	dir := t.TempDir()
	cache := filepath.Join(dir, "cache")
	t.Setenv("XDG_CACHE_HOME", cache) // of Linux
	t.Setenv("HOME", cache)           // of macOS
	t.Setenv("LocalAppData", cache)   // of Windows
	t.Setenv(tokenVariable, "")
	config := filepath.Join(dir, "csdlgen.yaml")
	text := "version: 1\nmetadata: shop.xml\nsource: " + server.URL + "/$metadata\npackage: shop\nselect: [GET /things]\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	pull := func(code int, want string, flags ...string) {
		t.Helper()
		var out, err bytes.Buffer
		if got := Run(t.Context(), append([]string{"pull", "-c", config}, flags...), &out, &err); got != code {
			t.Errorf("exit code %d, want %d: %s%s", got, code, out.String(), err.String())
		}
		if said := out.String() + err.String(); !strings.Contains(said, want) || strings.Contains(said, "geheim") || strings.Contains(said, "\x1b") {
			t.Errorf("%q has no %q", said, want)
		}
	}
	pull(trouble, config+":3:9: cannot read "+server.URL+"/$metadata: the server responded with 401 Unauthorized; put an access token into the environment variable CSDLGEN_TOKEN")
	t.Setenv(tokenVariable, "geheim")
	pull(ok, "(433 bytes, SHA-256 ")
	pull(ok, "no changes\n")
	pull(ok, "(433 bytes, not modified since the last pull, SHA-256 ")
	if full != 1 {
		t.Errorf("the document was downloaded %d times", full)
	}
	pull(ok, "(433 bytes, SHA-256 ", "--no-cache")
	pull(trouble, "its SHA-256 is ", "--sha256", "abc")
	files, err := filepath.Glob(filepath.Join(cache, "*", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	deeper, _ := filepath.Glob(filepath.Join(cache, "*", "*", "*", "*"))
	for _, f := range append(files, deeper...) {
		if info, err := os.Stat(f); err != nil || info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others: %v %v", f, info, err)
		}
		if err := os.WriteFile(f, []byte("{}\nbroken"), 0o600); err != nil && !strings.Contains(err.Error(), "directory") {
			t.Error(err)
		}
	}
	if len(files) == 0 {
		t.Error("there is no cache")
	}
	pull(ok, "(433 bytes, SHA-256 ") // the cache is broken, and so not used
}
