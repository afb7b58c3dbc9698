package generator

// This file begins packages from a server, and lets the writing fail.

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const initSchema = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="name" Type="Edm.String"/></EntityType>
<EntityContainer Name="all"><EntitySet Name="things" EntityType="s.thing"/><Singleton Name="best" Type="s.thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// From the root of a service on this machine to a package that is up to date, to its test and to a program that calls
// the service.
func TestInitFromServer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Authorization") != "Bearer secret":
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/odata/$metadata":
			_, _ = w.Write([]byte(initSchema))
		case r.URL.Path == "/odata/best":
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(`{"id":"1","name":"the best"}`))
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	module := newModule(t)
	options := InitOptions{Metadata: server.URL + "/odata/", Select: []string{"GET /things/{id}", "GET /best"}, Package: "shop", Test: true, Main: "main.go"}

	_, err := Init(t.Context(), options)
	if err == nil || !strings.Contains(err.Error(), "401") || !strings.Contains(err.Error(), "csdlgen init --metadata FILE") {
		t.Errorf("without a token: %v", err)
	}
	options.Pull.Token = "secret"
	initial, err := Init(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("shop"); err == nil {
		t.Error("Init has written something")
	}
	if _, err := initial.Write(); err != nil {
		t.Fatal(err)
	}
	config, err := ReadConfig(filepath.Join("shop", "csdlgen.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if config.Source.Text != server.URL+"/odata/$metadata" {
		t.Errorf("the source is %s", config.Source.Text)
	}
	result, err := Generate(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	if diff, changes, err := result.Check(); err != nil || changes.Any() {
		t.Errorf("the package is not up to date: %v\n%s", err, diff)
	}
	module.run(t, "vet", "./...")
	module.run(t, "test", "./shop")
	if out := module.run(t, "run", "."); out != `{"id":"1","name":"the best"}`+"\n" {
		t.Errorf("the program prints %s", out)
	}
	again := filepath.Join("shop", "csdlgen.yaml") + ": there is a package here already, and csdlgen init overwrites nothing; " +
		"add the request lines to this file, then run csdlgen pull shop && csdlgen gen shop; or choose another folder with --dir"
	if _, err := Init(t.Context(), options); err == nil || err.Error() != again {
		t.Errorf("the second time: %v", err)
	}
	if err := os.Remove(filepath.Join("shop", "csdlgen.yaml")); err != nil {
		t.Fatal(err)
	}
	if _, err := Init(t.Context(), options); err == nil || strings.Count(err.Error(), "in the way") != len(initial.Files)+len(initial.Result.Files)-1 {
		t.Errorf("the second time, without the configuration: %v", err)
	}
}

// A file that comes in the way after all leaves nothing behind of what was written before it.
func TestInitWriteFails(t *testing.T) {
	newModule(t)
	if err := os.WriteFile("service.xml", []byte(initSchema), 0o600); err != nil {
		t.Fatal(err)
	}
	initial, err := Init(t.Context(), InitOptions{Metadata: "service.xml", Select: []string{"GET /best"}, Dir: "a/shop", Test: true, Main: "b/main.go", Root: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("b", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("b/main.go", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := initial.Write(); !errors.Is(err, os.ErrExist) {
		t.Errorf("writing ends with %v", err)
	}
	if _, err := os.Stat("a"); err == nil {
		t.Error("something was left behind")
	}
	if text, err := os.ReadFile("b/main.go"); err != nil || string(text) != "mine" {
		t.Errorf("b/main.go is %q now, %v", text, err)
	}
}

// testModule is a module that uses this csdlgen, as the current folder.
type testModule struct{ dir string }

func newModule(t *testing.T) testModule {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	_, requires, _ := strings.Cut(string(own), "\nrequire (")
	m := testModule{t.TempDir()}
	t.Chdir(m.dir)
	text := "module example.com/downstream\n\ngo 1.26\n\nrequire github.com/csdlgen/csdlgen v0.0.0\n\nreplace github.com/csdlgen/csdlgen => " + root + "\n\nrequire (" + requires
	if err := os.WriteFile("go.mod", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("go.sum", sum, 0o600); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m testModule) run(t *testing.T, args ...string) string {
	t.Helper()
	command := exec.Command("go", args...)
	command.Dir = m.dir
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath", "GOPROXY=off", "GOTOOLCHAIN=local", "TOKEN=secret")
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}
