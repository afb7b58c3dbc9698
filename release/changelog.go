package main

// This file reads and closes the sections of CHANGELOG.md: "## Unreleased" on top, then "## v0.2.0 (2026-01-31)" and so
// on. An item below "### Breaks" that begins with `CHANGE` announces that change of the API (api.go).

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

const unreleased = "Unreleased"

func changelogFile(root string) string { return filepath.Join(root, "CHANGELOG.md") }

// section returns the text of a section of the changelog, without its heading; false where there is none.
func section(changelog, name string) (string, bool) {
	var lines []string
	found := false
	for line := range strings.Lines(changelog) {
		if title, ok := strings.CutPrefix(line, "## "); ok {
			if found {
				break
			}
			found = strings.Fields(title)[0] == name
			continue
		}
		if found {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "")) + "\n", found
}

// notesOf returns the section of a version.
func notesOf(root, version string) (string, error) {
	text, err := os.ReadFile(changelogFile(root))
	if err != nil {
		return "", err
	}
	notes, ok := section(string(text), version)
	if !ok || strings.TrimSpace(notes) == "" {
		return "", fmt.Errorf("CHANGELOG.md says nothing about %s: prepare it", version)
	}
	return notes, nil
}

// announced returns the changes of the API that the section Unreleased says.
func announced(changelog string) []string {
	text, _ := section(changelog, unreleased)
	_, breaks, _ := strings.Cut(text, "### Breaks\n")
	breaks, _, _ = strings.Cut(breaks, "\n### ")
	var changes []string
	for _, item := range regexp.MustCompile("(?m)^- `([^`]+)`").FindAllStringSubmatch(breaks, -1) {
		changes = append(changes, item[1])
	}
	return changes
}

// closeSection gives the section Unreleased the version's name and opens another.
func closeSection(root, version string, day time.Time) error {
	text, err := os.ReadFile(changelogFile(root))
	if err != nil {
		return err
	}
	if _, there := section(string(text), version); there {
		return fmt.Errorf("CHANGELOG.md has a section %s already", version)
	}
	if open, ok := section(string(text), unreleased); !ok || strings.TrimSpace(open) == "" {
		return fmt.Errorf("CHANGELOG.md says nothing under %q", "## "+unreleased)
	}
	heading := fmt.Sprintf("## %s\n\nNothing yet.\n\n## %s (%s)\n", unreleased, version, day.Format(time.DateOnly))
	closed := strings.Replace(string(text), "## "+unreleased+"\n", heading, 1)
	return os.WriteFile(changelogFile(root), []byte(closed), 0o644)
}
