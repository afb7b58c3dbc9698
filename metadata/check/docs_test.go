package check_test

// This file checks that docs/metadata.md has all codes of complaints, with their severities.

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCodesAreDocumented(t *testing.T) {
	data, err := os.ReadFile("../../docs/metadata.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(data), "| code | severity | meaning |\n|---|---|---|\n")
	if !found {
		t.Fatal("docs/metadata.md has no table of codes")
	}
	documented := map[string]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(line, "| \n"), " | ")
		if len(cells) != 3 || cells[2] == "" {
			t.Fatalf("the table has the line %q", line)
		}
		documented[strings.Trim(cells[0], "`")] = cells[1]
	}
	inSource := map[string]string{}
	codes := sourceCodes(t)
	for _, code := range codes["error"] {
		inSource[code] = "error"
	}
	for _, code := range codes["warning"] {
		inSource[code] = strings.TrimPrefix(inSource[code]+", warning", ", ")
	}
	if diff := cmp.Diff(inSource, documented); diff != "" {
		t.Errorf("docs/metadata.md lacks what has a minus and has what has a plus:\n%s", diff)
	}
	sorted := slices.Sorted(maps.Keys(documented))
	for i, code := range sorted {
		if i > 0 && strings.Index(table, "| `"+code+"`") < strings.Index(table, "| `"+sorted[i-1]+"`") {
			t.Errorf("%s is not in alphabetical order", code)
		}
	}
}
