package examples_test

// This file checks that the examples, the index in README.md and the configurations of the packages say the same.

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
)

var (
	fileLink    = regexp.MustCompile(`\]\((\w+_test\.go)\)`)
	requestLine = regexp.MustCompile(`(?m)^//\t((?:GET|POST|PUT|PATCH|DELETE) /.*)$`)
)

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// selected are the request lines of a package's configuration.
func selected(t *testing.T, name string) []string {
	t.Helper()
	config, err := generator.ReadConfig(filepath.Join("..", "generated", name, "csdlgen.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range config.Select {
		lines = append(lines, line.Text)
	}
	return lines
}

func TestIndex(t *testing.T) {
	var linked []string
	for _, m := range fileLink.FindAllStringSubmatch(read(t, "README.md"), -1) {
		linked = append(linked, m[1])
	}
	graph, states := selected(t, "graph"), selected(t, "windowsupdate")
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, file := range files {
		text := read(t, file)
		if !strings.Contains(text, "\nfunc Example_") {
			continue
		}
		i := slices.Index(linked, file)
		if i < 0 {
			t.Errorf("README.md does not link to %s", file)
			continue
		}
		linked = slices.Delete(linked, i, i+1)
		lines := requestLine.FindAllStringSubmatch(text, -1)
		if len(lines) == 0 {
			t.Errorf("%s does not say its request lines", file)
		}
		for _, m := range lines {
			used[m[1]] = true
			if !slices.Contains(graph, m[1]) && !slices.Contains(states, m[1]) {
				t.Errorf("%s shows the request line %s, which no package selects", file, m[1])
			}
		}
	}
	if len(linked) > 0 {
		t.Errorf("README.md links to %v, which is no example", linked)
	}
	for _, line := range graph {
		if !used[line] {
			t.Errorf("no example uses %s", line)
		}
	}
}
