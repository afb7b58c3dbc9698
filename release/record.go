package main

// This file keeps what later versions are held to: testdata/releases/VERSION has the API (api) and, as a folder for
// each, the packages that the release generated and the examples that use them, with their tests.

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/semver"
)

// kept is how many releases are looked after.
const kept = 3

func recordsDir(root string) string { return filepath.Join(root, "testdata", "releases") }

// records lists the versions that have a record, the newest first.
func records(root string) ([]string, error) {
	entries, err := os.ReadDir(recordsDir(root))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	var versions []string
	for _, e := range entries {
		if semver.IsValid(e.Name()) {
			versions = append(versions, e.Name())
		}
	}
	semver.Sort(versions)
	slices.Reverse(versions)
	return versions, nil
}

// writeRecord writes the record of a version and removes those that are too old.
func writeRecord(root, version string) error {
	dir := filepath.Join(recordsDir(root), version)
	api, err := apiNow(root)
	if err != nil {
		return err
	}
	if err := writeAPI(filepath.Join(dir, "api"), api); err != nil {
		return err
	}
	for _, folder := range []string{"generated", "examples"} {
		if err := copyCode(filepath.Join(root, folder), filepath.Join(dir, folder), version); err != nil {
			return err
		}
	}
	versions, err := records(root)
	if err != nil {
		return err
	}
	for _, old := range versions[min(kept, len(versions)):] {
		if err := os.RemoveAll(filepath.Join(recordsDir(root), old)); err != nil {
			return err
		}
	}
	return nil
}

// copyCode copies the Go files of a folder, and what their tests read. Where they import generated packages, the copies
// import the copies.
func copyCode(from, to, version string) error {
	record := modulePath + "testdata/releases/" + version + "/generated/"
	return filepath.WalkDir(from, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(name, ".go") && !strings.Contains(name, "testdata") || isAboutDocs(name) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, ".go") {
			// Imports are sorted, and the copies have other paths.
			text, err = format.Source(bytes.ReplaceAll(text, []byte(`"`+modulePath+`generated/`), []byte(`"`+record)))
			if err != nil {
				return err
			}
		}
		target := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return fmt.Errorf("the record of %s: %w", version, err)
		}
		return os.WriteFile(target, text, 0o644)
	})
}

// isAboutDocs says whether a test holds the documentation to the code beside it.
func isAboutDocs(name string) bool {
	base := filepath.Base(name)
	return base == "index_test.go" || base == "lines_test.go"
}
