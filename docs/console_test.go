package docs_test

// This file runs the commands of console blocks: "$ COMMAND", with what it prints on the lines after it.

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/doctest"
)

// console is a module that uses this csdlgen, and a curl that needs no network: it has a small part of the metadata of
// each service that the documentation shows.
type console struct {
	root, dir, bin string
}

func newConsole(t *testing.T) *console {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	c := &console{root: root, dir: t.TempDir(), bin: t.TempDir()}
	c.put(t, "go.mod", "module example.com/downstream\n\ngo 1.26\n\nreplace github.com/csdlgen/csdlgen => "+root+"\n")
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	c.put(t, "go.sum", string(sum))
	curl := "#!/bin/sh\nset -e; test \"$1\" = -o; from=generated/windowsupdate\ncase \"$*\" in\n" +
		"*graph.microsoft.com/v1.0/*) from=generated/graph;;\n*.dynamics.com/api/data/*) from=testdata/services/dataverse;;\n*api.businesscentral.*) from=testdata/services/businesscentral;;\n" +
		"esac\ncp '" + root + "'/$from/metadata.xml \"$2\"\n"
	if err := os.WriteFile(filepath.Join(c.bin, "curl"), []byte(curl), 0o700); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *console) put(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(c.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

var (
	// remark is what a command says to the reader only.
	remark = regexp.MustCompile(`\s+# .*$`)
	// number is what the documentation shows and does not promise: it is that of the whole service, and changes with
	// every improvement of generated code.
	number = regexp.MustCompile(`\b\d[\d.,]*\b( [kM]?B)?|SHA-256 [0-9a-f]+(\.\.\.)?`)
)

// run runs the commands of a block and returns how many there are.
func (c *console) run(t *testing.T, b doctest.Block) int {
	t.Helper()
	steps := strings.Split("\n"+b.Text, "\n$ ")
	if strings.TrimSpace(steps[0]) != "" {
		t.Errorf("%s: a block of commands begins with $", b.Place())
	}
	for _, step := range steps[1:] {
		line, want, _ := strings.Cut(step, "\n")
		line = remark.ReplaceAllString(line, "")
		got, err := c.command(line).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %s: %v\n%s", b.Place(), line, err, got)
		}
		shown := number.ReplaceAllString(strings.TrimSpace(string(got)), "N")
		if want = number.ReplaceAllString(strings.TrimSpace(want), "N"); want != "" && !strings.HasPrefix(shown, want) {
			t.Errorf("%s: %s prints\n%s\nand not\n%s", b.Place(), line, got, want)
		}
	}
	return len(steps) - 1
}

// command is a command in the module. Of make, which runs all tests, this one too, only the targets are asked for.
func (c *console) command(line string) *exec.Cmd {
	dir := c.dir
	if target, isMake := strings.CutPrefix(line, "make "); isMake {
		line, dir = "make -n "+target, c.root
	}
	command := exec.Command("sh", "-c", line)
	command.Dir = dir
	command.Env = append(os.Environ(), "PATH="+c.bin+string(os.PathListSeparator)+os.Getenv("PATH"), "GOFLAGS=-mod=mod -trimpath", "GOTOOLCHAIN=local",
		"GOPROXY=file://"+filepath.ToSlash(c.bin), "GOSUMDB=off") // an empty proxy: what is needed is in the module cache
	return command
}
