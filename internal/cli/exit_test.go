package cli

// This file is the table of exit codes, which is that of the design: 0 all is well, 1 the answer is no, 2 trouble.

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

const exitSchema = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="size" Type="Edm.Int32"/></EntityType>
<EntityContainer Name="all"><EntitySet Name="things" EntityType="s.thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// exitFolder is a folder with a package that is up to date, one that is not, and configurations that are wrong.
func exitFolder(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for name, text := range map[string]string{
		"go.mod":          "module example.com/exit\n\ngo 1.26\n",
		"whole.xml":       exitSchema,
		"wider.xml":       strings.Replace(exitSchema, "</EntityType>", `<Property Name="name" Type="Edm.String"/></EntityType>`, 1),
		"other.xml":       strings.Replace(exitSchema, "Edm.Int32", "Edm.String", 1),
		"csdlgen.yaml":    "version: 1\nmetadata: whole.xml\npackage: p\noutput: p\nselect: [GET /things]\n",
		"stale.yaml":      "version: 1\nmetadata: whole.xml\npackage: q\noutput: q\nselect: [GET /things]\n",
		"wrong.yaml":      "version: 1\nmetadata: whole.xml\npackage: w\noutput: w\nselect: [GET /nothing]\n",
		"pulled.yaml":     "version: 1\nmetadata: slice.xml\nsource: whole.xml\npackage: r\noutput: r\nselect: [GET /things]\n",
		"unused/use.go":   "package unused\n",
		"unused.yaml":     "version: 1\nmetadata: whole.xml\npackage: u\noutput: u\nselect: [GET /things]\n",
		"pulledwrong.yml": "version: 1\nmetadata: slice2.xml\nsource: none.xml\nselect: [GET /things]\n",
	} {
		if folder, _, ok := strings.Cut(name, "/"); ok {
			if err := os.MkdirAll(folder, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestExitCodes(t *testing.T) {
	exitFolder(t)
	for _, c := range []struct {
		args string
		code int
	}{
		{"", 0}, {"help", 0}, {"help gen", 0}, {"--version", 0}, {"completion bash", 0},
		{"nothing", 2}, {"help nothing", 2}, {"--nothing", 2},
		{"gen", 0}, {"gen", 0}, {"gen -c wrong.yaml", 2}, {"gen -c none.yaml", 2}, {"gen --nothing", 2}, {"gen --json --github", 2},
		{"check", 0}, {"check .", 0}, {"check ./...", 0}, {"check -c stale.yaml", 1}, {"check . stale.yaml", 1}, {"check -c wrong.yaml", 2},
		{"check stale.yaml wrong.yaml", 2}, {"check ./none/...", 2},
		{"show", 0}, {"show things", 0}, {"show nothing", 2}, {"show -c wrong.yaml", 2},
		{"why s.thing", 0}, {"why s.nothing", 2}, {"why", 2},
		{"find thing", 0}, {"find zebra", 1}, {"find", 2}, {"find --metadata none.xml thing", 2},
		{"diff whole.xml whole.xml", 0}, {"diff whole.xml wider.xml", 0}, {"diff whole.xml other.xml", 1}, {"diff whole.xml none.xml", 2}, {"diff whole.xml", 2}, {"diff --rules", 0},
		{"pull -c pulled.yaml", 0}, {"pull -c pulled.yaml --from other.xml", 0}, {"pull", 2}, {"pull -c pulledwrong.yml", 2},
		{"gen -c pulled.yaml", 0}, {"check -c pulled.yaml", 1}, {"check --source -c pulled.yaml", 1},
		{"init --yes whole.xml --package new --select GET./things", 2}, {"init --yes", 2}, {"init --yes whole.xml --package new --dir new", 2},
		{"unused ./...", 2} /* it does not build here; the scenario unused has the others */, {"unused -c wrong.yaml ./...", 2},
	} {
		var out, errs bytes.Buffer
		if got := Run(t.Context(), strings.Fields(c.args), &out, &errs); got != c.code {
			t.Errorf("csdlgen %s exits with %d, want %d\n%s%s", c.args, got, c.code, out.String(), errs.String())
		}
		if c.code == trouble && errs.Len() == 0 {
			t.Errorf("csdlgen %s fails and says nothing", c.args)
		}
	}
	args := []string{"init", "--yes", "whole.xml", "GET /things", "--package", "new"}
	for _, want := range []int{ok, trouble} { // the second time, its files are in the way
		var out, errs bytes.Buffer
		if got := Run(t.Context(), args, &out, &errs); got != want {
			t.Errorf("csdlgen init exits with %d, want %d\n%s", got, want, errs.String())
		}
	}
}

// With --json, every line of either output is JSON, whatever a command ends with; show, diff and pull print one
// document.
func TestJSONOfEveryCommand(t *testing.T) {
	exitFolder(t)
	for _, args := range []string{
		"gen", "gen", "gen -c wrong.yaml", "gen -c none.yaml", "check", "check -c stale.yaml", "check -c wrong.yaml", "show", "show things", "show nothing", "why s.thing", "why s.nothing",
		"find thing", "find zebra", "diff whole.xml other.xml", "diff whole.xml none.xml", "diff --rules", "pull -c pulled.yaml", "pull", "init", "init whole.xml --select GET_/things --package new", "nothing",
		"unused ./...", "gen --nothing", "check --source -c pulled.yaml",
	} {
		words := strings.Fields(args)
		for i := range words {
			words[i] = strings.ReplaceAll(words[i], "GET_", "GET ")
		}
		var out, errs bytes.Buffer
		Run(t.Context(), append(words, "--json"), &out, &errs)
		for name, stream := range map[string]*bytes.Buffer{"output": &out, "error": &errs} {
			text := stream.String()
			for decoder := json.NewDecoder(stream); decoder.More(); {
				var value any
				if err := decoder.Decode(&value); err != nil {
					t.Errorf("csdlgen %s --json: standard %s is not JSON: %v\n%s", args, name, err, text)
					break
				}
				if _, isObject := value.(map[string]any); !isObject {
					t.Errorf("csdlgen %s --json: standard %s has %v", args, name, value)
				}
			}
		}
	}
}
