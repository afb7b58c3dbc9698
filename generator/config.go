package generator

// This file is the configuration as a Go value. configread.go reads one from csdlgen.yaml; a program can also fill one
// in by hand.

import (
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// Pos is a place in a configuration, a schema or a Go file.
type Pos = diag.Pos

// Diagnostic is a complaint with its place; see [Diagnostics].
type Diagnostic = diag.Diagnostic

// Diagnostics are complaints. As an error it prints one per line: file:line:col: message.
type Diagnostics = diag.List

// Text is a string of the configuration and where it stands. In a Config made by a program Pos may be zero.
type Text = selection.Name

// TypeMembers names members of a type of the schema.
type TypeMembers = selection.Members

// Config says what to generate. Paths are relative to Dir. The fields are the keys of csdlgen.yaml.
type Config struct {
	// File is the name that complaints show for the configuration, such as csdlgen.yaml.
	File string
	// Dir is the folder that Metadata, Overlays and Output are relative to; "" is the current one.
	Dir string
	// Metadata is a file, or an http or https URL, that holds the service's CSDL.
	Metadata Text
	// Source is where the whole document is, of which Pull cuts Metadata: a file, or an http or https URL. Empty means
	// that Metadata is not pulled.
	Source Text
	// Overlays are CSDL files whose annotations are added to the metadata's elements.
	Overlays []Text
	// Package is the name of the generated package. Empty means the last element of the output folder's path.
	Package Text
	// Output is the folder that the package is written to; "" means Dir.
	Output Text
	// Select holds request lines such as "GET /users/{id}".
	Select []Text
	// Types names further types, by qualified name or glob.
	Types []Text
	// Properties are allow-lists of properties. What is left out of a type still survives a round trip.
	Properties []TypeMembers
	// Expand names the navigation properties that become fields.
	Expand []TypeMembers
	// Derived names the derived types that come along with a type; "all" stands for every one.
	Derived []TypeMembers
	// Namespace is the main namespace: its types keep their bare names in Go. Empty means that of the entity container.
	Namespace Text
	// Names fixes Go names; [plan.Pin] says of what.
	Names []NamePin
	// Keys is "segments" (/users/{id}) or "parentheses" (/users('{id}')): how a single key is written. Empty means as
	// the request lines write it.
	Keys Text
	// Protocol is "4.01" for requests in the form of OData 4.01, which the metadata has to say that the service knows.
	// Empty means "4.0", which every service takes.
	Protocol Text
	// Batch is "json" or "multipart": the form of batches. Empty means what the metadata says, else JSON.
	Batch Text
	// References says which of the documents that the metadata refers to are read: "files" (those in the folder of the
	// metadata or below; also the meaning of ""), "urls" (those on other machines too, and what a download is
	// redirected to on another origin) or "none".
	References Text
	// Fake generates a service in memory for tests too, into a folder below Output. Both are named after the package,
	// with "fake" after it.
	Fake Switch
	// Silence holds the codes of warnings that nobody wants to hear of; see WarningCodes.
	Silence []Text
	// DiffIgnore are the changes of the schema that a comparison for this configuration does not report.
	DiffIgnore []DiffIgnore
}

// Switch is true or false in the configuration, and where it stands. In a Config made by a program Pos may be zero.
type Switch struct {
	On  bool
	Pos Pos
}

// NamePin fixes the Go name of an element of the schema.
type NamePin struct {
	Schema Text
	Go     Text
}

// resolve returns a path of the configuration as a path of the file system.
func (c *Config) resolve(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(c.Dir, path)
}

// MetadataPath is the file that Metadata names; of a URL, the result means nothing.
func (c *Config) MetadataPath() string { return filepath.Clean(c.resolve(c.Metadata.Text)) }

// SourceHere says whether Source is a file, and there: what a slice can be held against without a network.
func (c *Config) SourceHere() bool {
	if c.Source.Text == "" || isURL(c.Source.Text) {
		return false
	}
	info, err := os.Stat(c.resolve(c.Source.Text))
	return err == nil && info.Mode().IsRegular()
}

// OutputDir is the folder that the package is written to.
func (c *Config) OutputDir() string { return c.resolve(c.Output.Text) }

// path is the file of the configuration; "" where it is not read from one.
func (c *Config) path() string {
	if c.File == "" {
		return ""
	}
	return filepath.Join(c.Dir, filepath.Base(c.File))
}

// seenFrom is the file of the configuration as a slash-separated path from a folder; "" where there is none.
func (c *Config) seenFrom(dir string) string {
	path := c.path()
	if path == "" || strings.ContainsFunc(path, unicode.IsControl) {
		return ""
	}
	from, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(from, to)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}

// at is the position, or the configuration's name where there is none.
func (c *Config) at(p Pos) Pos {
	if p == (Pos{}) {
		p.File = c.File
	}
	return p
}
