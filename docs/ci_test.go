package docs_test

// This file runs what the pages on continuous integration and updating show: the script, the steps of the workflow, the
// hook.

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/csdlgen/csdlgen/internal/doctest"
	"github.com/csdlgen/csdlgen/internal/testenv"
)

// sh runs commands in the module as a script and returns what they print, and how they end.
func (c *console) sh(script string, env ...string) (string, error) {
	command := c.command(script)
	command.Env = append(command.Env, "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	command.Env = append(command.Env, env...)
	out, err := command.CombinedOutput()
	return string(out), err
}

// mustSh is sh where a failure ends the test.
func (c *console) mustSh(t *testing.T, script string, env ...string) string {
	t.Helper()
	out, err := c.sh(script, env...)
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, out)
	}
	return out
}

func needsShellAndGit(t *testing.T) {
	t.Helper()
	testenv.Slow(t)
	for _, tool := range [...]string{"sh", "git"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not here", tool)
		}
	}
}

// Scripts run from beginning to end, each in a new module, and print what the text after them says.
func TestScripts(t *testing.T) {
	needsShellAndGit(t)
	blocks(t, "sh", 1, func(t *testing.T, b doctest.Block) {
		out := newConsole(t).mustSh(t, b.Text)
		for _, line := range []string{
			"this slice is not what csdlgen pull would cut from service.xml now; run csdlgen pull, then csdlgen gen\n    ",
			"property shop.order/note: added",
			"; wrote 2, deleted 0\n    Order.Note is new\n    State has a new value StateSent (sent)\n",
		} {
			if !strings.Contains(out, line) {
				t.Errorf("the script does not print %q:\n%s", line, out)
			}
		}
	})
}

// shop is a module with a package, committed.
func shop(t *testing.T) *console {
	t.Helper()
	c := newConsole(t)
	c.put(t, "service.xml", `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityContainer Name="all"><EntitySet Name="things" EntityType="s.thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`)
	c.mustSh(t, "set -e; git init --quiet; go get -tool github.com/csdlgen/csdlgen/cmd/csdlgen; go tool csdlgen init --yes --test service.xml 'GET /things/{id}' --package shop")
	c.mustSh(t, "set -e; go mod tidy; git add .; git commit --quiet -m shop")
	return c
}

// workflow is what the tests need of a workflow of GitHub Actions.
type workflow struct {
	Jobs map[string]struct {
		Steps []struct {
			Name, Uses, Run string
		}
	}
}

// Every step of the workflow passes where all is well; where the service or the slice has changed, the one that looks
// for it fails, with an annotation.
func TestWorkflow(t *testing.T) {
	needsShellAndGit(t)
	text, err := os.ReadFile("ci/csdlgen.yml")
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatal(err)
	}
	c := shop(t)
	steps := map[string]string{}
	for _, job := range w.Jobs {
		for _, step := range job.Steps {
			if step.Run == "" {
				if !strings.Contains(step.Uses, "@") {
					t.Errorf("a step neither runs nor uses something: %+v", step)
				}
				continue
			}
			steps[step.Name] = step.Run
			c.mustSh(t, step.Run)
		}
	}
	const packages, services = "Packages are up to date", "Services are what they were"
	c.mustSh(t, `sed 's|<EntityContainer|<EntityType Name="other"/>&|' service.xml > new.xml; mv new.xml service.xml`)
	c.mustSh(t, steps[services]) // nothing that the package uses
	c.mustSh(t, `sed 's|</EntityType>|<Property Name="name" Type="Edm.String"/>&|' service.xml > new.xml; mv new.xml service.xml`)
	if out, err := c.sh(steps[services]); err == nil || !strings.Contains(out, "::error file=shop/shop.xml,title=csdlgen%3A slice-outdated::") {
		t.Errorf("the service has changed, but %s: %v\n%s", services, err, out)
	}
	c.mustSh(t, "go tool csdlgen pull ./...")
	summary := filepath.Join(t.TempDir(), "summary.md")
	out, err := c.sh(steps[packages], "GITHUB_STEP_SUMMARY="+summary)
	if err == nil || !strings.Contains(out, "::error file=shop,title=csdlgen%3A out-of-date::1 file differs ") || !strings.Contains(out, "%0A    Thing.Name is new") {
		t.Errorf("the slice has changed, but %s: %v\n%s", packages, err, out)
	}
	if text, err := os.ReadFile(summary); err != nil || !strings.Contains(string(text), "- `Thing.Name is new`\n") {
		t.Errorf("the summary is %q, %v", text, err)
	}
}

// The hook refuses a commit of a slice without its package, whatever the working tree has, and touches nothing.
func TestHook(t *testing.T) {
	needsShellAndGit(t)
	c := shop(t)
	c.mustSh(t, "cp '"+filepath.Join(c.root, "docs/ci/pre-commit")+"' .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit")
	c.mustSh(t, "echo note > note.txt; git add note.txt; git commit --quiet -m note")

	c.mustSh(t, `sed 's|</EntityType>|<Property Name="name" Type="Edm.String"/>&|' service.xml > new.xml; mv new.xml service.xml; go tool csdlgen pull ./...; git add .`)
	c.mustSh(t, "go tool csdlgen gen ./...") // in the working tree it is there, but it is not staged
	out, err := c.sh("git commit --quiet -m half")
	if err == nil || !strings.Contains(out, "shop: 1 file differs from what csdlgen gen would write") || !strings.Contains(out, "The commit was refused") {
		t.Errorf("a slice without its package is committed: %v\n%s", err, out)
	}
	if status := c.mustSh(t, "git status --short"); status != "M  service.xml\nM  shop/shop.xml\n M shop/thing.go\n" {
		t.Errorf("after the hook, the status is\n%s", status)
	}
	c.mustSh(t, "git add . && git commit --quiet -m whole")
}
