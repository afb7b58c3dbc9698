package docs_test

// This file checks links: those of Markdown files to files, headings and the web, and what Go files say is in docs/.

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/doctest"
)

// walk calls visit with every file of the repository that has the extension. What is generated or not ours is left out.
func walk(t *testing.T, extension string, visit func(path string)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git"):
			return filepath.SkipDir
		case !d.IsDir() && filepath.Ext(path) == extension:
			visit(path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// markdown are the files of the repository.
func markdown(t *testing.T) []string {
	t.Helper()
	var files []string
	walk(t, ".md", func(path string) { files = append(files, path) })
	if !slices.Contains(files, "../README.md") || !slices.Contains(files, "../docs/README.md") {
		t.Fatalf("the documentation is not where it was: %v", files)
	}
	return files
}

// TestLinks follows relative links to files, and to headings in them. Links to the web are looked at only.
func TestLinks(t *testing.T) {
	for _, file := range markdown(t) {
		links, err := doctest.Links(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range links {
			if strings.Contains(link, "://") {
				if u, err := url.Parse(link); err != nil || u.Scheme != "https" || !strings.Contains(u.Host, ".") {
					t.Errorf("%s: the link %s is not an https URL", file, link)
				}
				continue
			}
			checkLink(t, file, link)
		}
	}
}

// checkLink checks a relative link.
func checkLink(t *testing.T, file, link string) {
	t.Helper()
	path, anchor, _ := strings.Cut(link, "#")
	target := follow(file, link)
	if _, err := os.Stat(target); err != nil || filepath.IsAbs(path) {
		t.Errorf("%s: the link %s leads nowhere", file, link)
		return
	}
	if anchor == "" {
		return
	}
	headings, err := doctest.Headings(target)
	if err != nil || !slices.Contains(headings, anchor) {
		t.Errorf("%s: the link %s leads to no heading: %v", file, link, err)
	}
}

// follow is the file that a relative link leads to.
func follow(file, link string) string {
	path, _, _ := strings.Cut(link, "#")
	if path == "" {
		return file
	}
	return filepath.Join(filepath.Dir(file), path)
}

// TestIndex follows links from docs/README.md: they lead to every page of docs/.
func TestIndex(t *testing.T) {
	seen := map[string]bool{}
	open := []string{"../docs/README.md"}
	for len(open) > 0 {
		file := open[0]
		open = open[1:]
		if seen[file] || filepath.Ext(file) != ".md" {
			continue
		}
		seen[file] = true
		links, err := doctest.Links(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range links {
			if !strings.Contains(link, "://") {
				open = append(open, follow(file, link))
			}
		}
	}
	for _, file := range markdown(t) {
		if strings.HasPrefix(file, "../docs/") && !seen[file] {
			t.Errorf("no link leads from docs/README.md to %s", file)
		}
	}
}

// mention is a file of the documentation in a comment or a message of a Go file.
var mention = regexp.MustCompile(`(?m)(?:^|[^\w-])(docs/[a-z0-9/-]+\.(?:md|json)\b(?:#[a-z0-9-]+)?)`)

// TestMentions looks for files of docs/ in Go files: they are there.
func TestMentions(t *testing.T) {
	found := 0
	walk(t, ".go", func(path string) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mention.FindAllStringSubmatch(string(text), -1) {
			found++
			checkLink(t, "../README.md", m[1])
		}
	})
	if found < 10 {
		t.Errorf("%d mentions, it was more", found)
	}
}
