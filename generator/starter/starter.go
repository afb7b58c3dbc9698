// Package starter writes the files that a person owns from the first day on: a configuration, the file with the line
// for go generate, a program and a test. They are a beginning to be changed; csdlgen writes them once and never again.
//
// It makes texts of plain values and touches no disk; generator.Init does that.
package starter

// This file is the configuration and doc.go. program.go is the program and the test, call.go the request that both
// make.

import (
	"regexp"
	"strings"
)

// Package is what there is to say about a new package.
type Package struct {
	// Name is its name, Import its import path; "" where no program and no test is asked for.
	Name, Import string
	// Metadata is the file of the slice and Source where the whole document is, both as the configuration has them.
	Metadata, Source string
	// Select are the request lines.
	Select []string
	// Namespace is the main namespace; "" for that of the entity container.
	Namespace string
	// Names are Go names for elements of the schema that would have that of something else.
	Names []Name
	// Root is the service root; "" where no program is asked for.
	Root string
}

// Name is the Go name of an element of the schema.
type Name struct{ Schema, Go string }

const (
	configurationBegin = `# yaml-language-server: $schema=https://raw.githubusercontent.com/csdlgen/csdlgen/main/docs/csdlgen.schema.json
#
# What csdlgen generates in this folder. All keys: https://github.com/csdlgen/csdlgen/blob/main/docs/configuration.md
version: 1

# The part of the service's description that the package needs; commit it. csdlgen pull cuts it from the source.
# Run that after changing the request lines, and whenever you want to take what is new in the service.
`
	configurationSelect = `
# The requests that the program makes, as the service's documentation prints them. csdlgen show prints how each is called.
select:
`
	configurationNamespace = `
# The namespace whose types keep their bare names in Go; the names of other types begin with the last part of theirs.
namespace: `
	configurationNames = `
# Go names of what would have the name of something else. Where you find better ones, write them and run csdlgen gen.
names:
`
)

// Configuration is the text of csdlgen.yaml.
func Configuration(p Package) string {
	var b strings.Builder
	b.WriteString(configurationBegin)
	b.WriteString("metadata: " + scalar(p.Metadata) + "\nsource: " + scalar(p.Source) + "\n\npackage: " + scalar(p.Name) + "\n")
	b.WriteString(configurationSelect)
	for _, line := range p.Select {
		b.WriteString("  - " + scalar(line) + "\n")
	}
	if p.Namespace != "" {
		b.WriteString(configurationNamespace + scalar(p.Namespace) + "\n")
	}
	if len(p.Names) > 0 {
		b.WriteString(configurationNames)
	}
	for _, n := range p.Names {
		b.WriteString("  " + scalar(n.Schema) + ": " + n.Go + "\n")
	}
	return b.String()
}

// plain is what YAML reads as it looks: words of letters and digits, and signs that mean nothing there.
var plain = regexp.MustCompile(`^[A-Za-z./][\w/.{}()$=?&+-]*(:[\w/.][\w/.{}()$=?&+-]*)*( [\w/.{(][\w/.{}()$=?&+-]*)*$`)

// words are plain texts that YAML takes for something else than a text.
var words = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null|\.inf|\.nan)$`)

// scalar writes a text of one line as YAML, in quotes where that is needed.
func scalar(text string) string {
	if plain.MatchString(text) && !words.MatchString(text) {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// Doc is the text of doc.go, in the folder of csdlgen.yaml. It has a package comment unless another file has one.
func Doc(p Package, documented bool) string {
	comment := "// Package " + p.Name + " holds the requests that csdlgen.yaml selects, and the types that they need.\n"
	if documented {
		comment = ""
	}
	return comment + "package " + p.Name + "\n\n//go:generate go tool csdlgen gen\n"
}
