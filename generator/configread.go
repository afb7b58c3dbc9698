package generator

// This file reads csdlgen.yaml: which keys there are and what each of them may hold. configyaml.go reads the YAML.

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
)

// maxConfig is the size in bytes above which a configuration is not read.
const maxConfig = 512 << 10

// ReadConfig reads a configuration file. The error is a Diagnostics with every complaint.
func ReadConfig(path string) (*Config, error) {
	data, err := readFile(path)
	if err == nil {
		return ParseConfig(path, data)
	}
	var l diag.List
	d := l.Report(Pos{File: path}, complaint.ConfigFile, "cannot read the configuration: %v", reason(err)).
		Fixf("create it, or specify another file with -c").Because(err)
	switch {
	case errors.Is(err, errFolder):
		d.Fixf("specify the file in it: -c %s", filepath.Join(path, "csdlgen.yaml"))
	case errors.Is(err, fs.ErrNotExist):
		d.Fixf("%s", noConfiguration)
	}
	return nil, l.Err()
}

// noConfiguration is what to do where there is no configuration, with the shortest one that there is.
const noConfiguration = `run csdlgen init, which writes one; or specify another file with -c; or create it, for example
  version: 1
  metadata: service.xml
  select: [GET /users, "GET /users/{id}"]`

// ParseConfig reads a configuration from its text, in UTF-8 or UTF-16; path is its name in complaints, and the paths in
// it are relative to the folder of path. The error is a Diagnostics with every complaint.
func ParseConfig(path string, data []byte) (*Config, error) {
	r := configReader{config: &Config{File: path, Dir: filepath.Dir(path)}}
	if len(data) > maxConfig {
		r.diags.Report(Pos{File: path}, complaint.ConfigSize, "the configuration is %d bytes long; the limit is %d bytes", len(data), maxConfig)
		return nil, r.diags.Err()
	}
	if body, ok := r.parse(data); ok {
		r.top(body)
	}
	if err := r.diags.Err(); err != nil {
		return nil, err
	}
	return r.config, nil
}

// configReader fills a Config from a YAML tree.
type configReader struct {
	config *Config
	diags  diag.List
}

// field is a key of the configuration and what reads its value.
type field struct {
	key  string
	read func(ast.Node)
}

// fields are the keys of the configuration, which ConfigKeys describes.
func (r *configReader) fields() []field {
	c := r.config
	return []field{
		{"version", r.version},
		{"metadata", func(n ast.Node) { c.Metadata = r.text(n, "metadata") }},
		{"source", func(n ast.Node) { c.Source = r.text(n, "source") }},
		{"package", func(n ast.Node) { c.Package = r.text(n, "package") }},
		{"output", func(n ast.Node) { c.Output = r.text(n, "output") }},
		{"select", func(n ast.Node) { c.Select = r.list(n, "select") }},
		{"overlays", func(n ast.Node) { c.Overlays = r.list(n, "overlays") }},
		{"types", func(n ast.Node) { c.Types = r.list(n, "types") }},
		{"properties", func(n ast.Node) { c.Properties = r.members(n, "properties") }},
		{"expand", func(n ast.Node) { c.Expand = r.members(n, "expand") }},
		{"derived", func(n ast.Node) { c.Derived = r.derived(n) }},
		{"namespace", func(n ast.Node) { c.Namespace = r.text(n, "namespace") }},
		{"names", func(n ast.Node) { c.Names = r.names(n) }},
		{"keys", func(n ast.Node) {
			c.Keys = r.word(n, "keys", "write segments (users/{id}) or parentheses (users('{id}'))", "segments", "parentheses")
		}},
		{"protocol", func(n ast.Node) {
			c.Protocol = r.word(n, "protocol", `write "4.0" or "4.01", in quotes`, protocol40, protocol401)
		}},
		{"batch", func(n ast.Node) {
			c.Batch = r.word(n, "batch", "write json or multipart", batchJSON, batchMultipart)
		}},
		{"references", func(n ast.Node) {
			c.References = r.word(n, "references", "write files (beside the metadata), urls (on other machines too) or none", referencesFiles, referencesURLs, referencesNone)
		}},
		{"fake", func(n ast.Node) { c.Fake = r.truth(n, "fake") }},
		{"silence", func(n ast.Node) {
			c.Silence = r.list(n, "silence")
			checkSilence(c.Silence, &r.diags)
		}},
		{"diff", func(n ast.Node) { c.DiffIgnore = r.diff(n) }},
	}
}

// configKeyNames are the names of the keys.
func configKeyNames() []string {
	var names []string
	for _, k := range ConfigKeys() {
		names = append(names, k.Name)
	}
	return names
}

// top reads the keys of the configuration.
func (r *configReader) top(body ast.Node) {
	entries, ok := r.mapping(body, "the configuration")
	if !ok {
		return
	}
	fields := r.fields()
	given := map[string]bool{}
	for _, e := range entries {
		found := false
		for _, f := range fields {
			if f.key == e.key.Text {
				found = true
				f.read(e.value)
			}
		}
		if !found {
			d := r.diags.Report(e.key.Pos, complaint.ConfigKey, "unknown key %q", e.key.Text)
			if proposal := nearest.DidYouMean(e.key.Text, configKeyNames()); proposal != "" {
				d.Fixf("%s", proposal)
			} else {
				d.Fixf("the keys are %s", strings.Join(configKeyNames(), ", "))
			}
		}
		given[e.key.Text] = true
	}
	r.required(given)
}

// required complains about what every configuration has to say.
func (r *configReader) required(given map[string]bool) {
	pos := Pos{File: r.config.File, Line: 1, Col: 1}
	if !given["version"] {
		r.diags.Report(pos, complaint.ConfigVersion, "no version is given").Fixf("add the line: version: 1")
	}
	if !given["metadata"] {
		r.diags.Report(pos, complaint.ConfigMetadata, "no metadata is given").Fixf("add the line: metadata: FILE, with the service's $metadata document beside this file")
	}
	if given["source"] && isURL(r.config.Metadata.Text) {
		r.diags.Report(r.config.Metadata.Pos, complaint.ConfigMetadata, "metadata is a URL, but csdlgen pull writes what it reads from source to a file").Fixf("write metadata: FILE")
	}
	empty := len(r.diags) == 0 && len(r.config.Select) == 0 && len(r.config.Types) == 0 // as in select: []
	if !given["select"] && !given["types"] || empty {
		r.diags.Report(pos, complaint.ConfigSelect, "nothing is selected").Fixf("add request lines under select:, or type names under types:")
	}
}

func (r *configReader) version(n ast.Node) {
	i, ok := n.(*ast.IntegerNode)
	if !ok {
		r.wrong(n, "version", "the number 1")
		return
	}
	if i.String() != "1" {
		r.diags.Report(r.pos(n), complaint.ConfigVersion, "this csdlgen does not support version %s of the configuration", i.String()).
			Fixf("write version: 1, or install a newer csdlgen")
	}
}

// word reads a text that is one of some words.
func (r *configReader) word(n ast.Node, what, fix string, words ...string) Text {
	t := r.text(n, what)
	if t.Text != "" && !slices.Contains(words, t.Text) {
		r.diags.Report(t.Pos, complaint.ConfigValue, "%s is %q", what, t.Text).Fixf("%s", fix)
	}
	return t
}

// members reads a mapping from types to lists of members.
func (r *configReader) members(n ast.Node, what string) []TypeMembers {
	entries, _ := r.mapping(n, what)
	var all []TypeMembers
	for _, e := range entries {
		all = append(all, TypeMembers{Type: e.key, Names: r.list(e.value, what+" of "+e.key.Text)})
	}
	return all
}

// derived reads a mapping from types to lists of derived types, or to the word all.
func (r *configReader) derived(n ast.Node) []TypeMembers {
	entries, _ := r.mapping(n, "derived")
	var all []TypeMembers
	for _, e := range entries {
		m := TypeMembers{Type: e.key}
		if _, list := e.value.(*ast.SequenceNode); list {
			m.Names = r.list(e.value, "derived of "+e.key.Text)
		} else if word := r.text(e.value, "derived of "+e.key.Text); word.Text != "all" {
			r.diags.Report(word.Pos, complaint.ConfigValue, "derived of %s is %q", e.key.Text, word.Text).Fixf("write all, or a list of derived types")
		} else {
			m.Names = []Text{word}
		}
		all = append(all, m)
	}
	return all
}

func (r *configReader) names(n ast.Node) []NamePin {
	entries, _ := r.mapping(n, "names")
	var pins []NamePin
	for _, e := range entries {
		pins = append(pins, NamePin{Schema: e.key, Go: r.text(e.value, "the name of "+e.key.Text)})
	}
	return pins
}
