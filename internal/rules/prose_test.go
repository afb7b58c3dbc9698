package rules_test

// This file bounds the lines of prose: of comments in Go, and of text in Markdown. Code, tables and what is generated
// are left out, and so is a line of one word, such as a link.

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// widest is how many columns a line of prose may have; a tab counts for four.
const widest = 120

var generatedCode = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// TestProse looks at every line of prose of the repository.
func TestProse(t *testing.T) {
	measured := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "testdata" {
				return filepath.SkipDir
			}
			return nil
		}
		prose := map[string]func(string) []string{".go": comments, ".md": paragraphs}[filepath.Ext(path)]
		if prose == nil {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil || generatedCode.Match(text) {
			return err
		}
		for i, line := range prose(string(text)) {
			if line != "" {
				measured++
			}
			if tooWide(line) {
				t.Errorf("%s:%d: a line of prose is wider than %d columns", path, i+1, widest)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if measured < 5000 {
		t.Errorf("%d lines were measured, it was more", measured)
	}
}

func tooWide(line string) bool {
	words := strings.Fields(strings.TrimLeft(line, "/-* \t"))
	return len(words) > 1 && utf8.RuneCountInString(strings.ReplaceAll(line, "\t", "    ")) > widest
}

// comments are the lines of a Go file that are nothing but a comment, by their numbers; the others are "".
func comments(text string) []string {
	lines := strings.Split(text, "\n")
	raw, output := false, false // in a raw string; in what an example prints
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		isComment := !raw && strings.HasPrefix(trimmed, "//")
		isCode := strings.HasPrefix(trimmed, "//\t") || strings.HasPrefix(trimmed, "//  ")
		if !isComment && strings.Count(line, "`")%2 == 1 {
			raw = !raw
		}
		output = isComment && (output || strings.HasPrefix(trimmed, "// Output:"))
		if !isComment || isCode || output {
			lines[i] = ""
		}
	}
	return lines
}

// paragraphs are the lines of a Markdown file that are text, by their numbers; the others are "".
func paragraphs(text string) []string {
	lines := strings.Split(text, "\n")
	code := false
	for i, line := range lines {
		fence := strings.HasPrefix(strings.TrimSpace(line), "```")
		if fence {
			code = !code
		}
		if fence || code || strings.HasPrefix(line, "|") || strings.HasPrefix(line, "<!--") || strings.HasPrefix(line, "#") {
			lines[i] = ""
		}
	}
	return lines
}
