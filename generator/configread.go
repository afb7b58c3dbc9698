package generator

// This file reads csdlgen.yaml. It walks the YAML tree by hand, so that every complaint - an unknown key, a wrong kind of
// value, a key given twice - has its position, and all of them come at once.

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
)

// maxConfig is the size in bytes above which a file is no configuration.
const maxConfig = 512 << 10

// maxNesting is how many brackets may be open: the YAML parser takes a time that grows with the square of their number.
const maxNesting = 200

// nested says whether more brackets are open at some place than a configuration needs. Quotes do not count: it is a bound, not a parser.
func nested(data []byte) bool {
	depth := 0
	for _, c := range data {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		}
		if depth > maxNesting {
			return true
		}
	}
	return false
}

// ReadConfig reads a configuration file. The error is a Diagnostics with every complaint.
func ReadConfig(path string) (*Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		var l diag.List
		d := l.Report(Pos{File: path}, complaint.ConfigFile, "cannot read the configuration: %v", errors.Unwrap(err)).
			Fixf("write one there, or name another with -c")
		d.Because(err)
		return nil, l.Err()
	}
	return ParseConfig(path, data)
}

// ParseConfig reads a configuration from its text; path is its name in complaints, and the paths in it are relative to
// the folder of path. The error is a Diagnostics with every complaint.
func ParseConfig(path string, data []byte) (*Config, error) {
	r := configReader{config: &Config{File: path, Dir: filepath.Dir(path)}}
	if len(data) > maxConfig {
		r.diags.Report(Pos{File: path}, complaint.ConfigSize, "the configuration has %d bytes; at most %d are read", len(data), maxConfig)
		return nil, r.diags.Err()
	}
	if nested(data) {
		r.diags.Report(Pos{File: path}, complaint.ConfigSize, "the configuration opens more than %d brackets", maxNesting)
		return nil, r.diags.Err()
	}
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return nil, r.diags.Err()
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if body != nil && doc.Body != nil {
			r.diags.Report(r.pos(doc.Body), complaint.ConfigYAML, "a second YAML document; one is expected")
			break
		}
		if body == nil {
			body = doc.Body
		}
	}
	r.top(body)
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

func (r *configReader) syntax(err error) {
	pos, message := Pos{File: r.config.File}, err.Error()
	var located yaml.Error
	if errors.As(err, &located) {
		message = located.GetMessage()
		if t := located.GetToken(); t != nil {
			pos = r.tokenPos(t)
		}
	}
	r.diags.Report(pos, complaint.ConfigYAML, "this is no YAML: %s", message)
}

func (r *configReader) tokenPos(t *token.Token) Pos {
	if t == nil || t.Position == nil {
		return Pos{File: r.config.File}
	}
	return Pos{File: r.config.File, Line: t.Position.Line, Col: t.Position.Column}
}

// pos is where a node starts.
func (r *configReader) pos(n ast.Node) Pos {
	switch n := n.(type) {
	case nil:
		return Pos{File: r.config.File, Line: 1, Col: 1}
	case *ast.MappingNode:
		if len(n.Values) > 0 {
			return r.pos(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return r.pos(n.Key)
	}
	return r.tokenPos(n.GetToken())
}

// field is a key of the configuration and what reads its value.
type field struct {
	key  string
	read func(ast.Node)
}

// fields are the keys of the configuration, in the order of docs/configuration.md.
func (r *configReader) fields() []field {
	c := r.config
	return []field{
		{"version", r.version},
		{"metadata", func(n ast.Node) { c.Metadata = r.text(n, "metadata") }},
		{"package", func(n ast.Node) { c.Package = r.text(n, "package") }},
		{"output", func(n ast.Node) { c.Output = r.text(n, "output") }},
		{"select", func(n ast.Node) { c.Select = r.list(n, "select") }},
		{"overlays", func(n ast.Node) { c.Overlays = r.list(n, "overlays") }},
		{"types", func(n ast.Node) { c.Types = r.list(n, "types") }},
		{"properties", func(n ast.Node) { c.Properties = r.members(n, "properties") }},
		{"expand", func(n ast.Node) { c.Expand = r.members(n, "expand") }},
		{"derived", func(n ast.Node) { c.Derived = r.derived(n) }},
		{"names", func(n ast.Node) { c.Names = r.names(n) }},
		{"keys", func(n ast.Node) {
			c.Keys = r.word(n, "keys", "write segments (users/{id}) or parentheses (users('{id}'))", "segments", "parentheses")
		}},
		{"references", func(n ast.Node) {
			c.References = r.word(n, "references", "write files (beside the metadata), urls (on other machines too) or none", referencesFiles, referencesURLs, referencesNone)
		}},
		{"silence", func(n ast.Node) {
			c.Silence = r.list(n, "silence")
			checkSilence(c.Silence, &r.diags)
		}},
	}
}

// ConfigKeys returns the keys that a configuration may have.
func ConfigKeys() []string {
	r := configReader{config: &Config{}}
	var keys []string
	for _, f := range r.fields() {
		keys = append(keys, f.key)
	}
	return keys
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
			if proposal := nearest.DidYouMean(e.key.Text, ConfigKeys()); proposal != "" {
				d.Fixf("%s", proposal)
			} else {
				d.Fixf("the keys are %s", strings.Join(ConfigKeys(), ", "))
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
		r.diags.Report(r.pos(n), complaint.ConfigVersion, "version %s of the configuration is not known to this csdlgen", i.String()).
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

// entry is one key of a mapping.
type entry struct {
	key   Text
	value ast.Node
}

// mapping returns the entries of a mapping and complains about keys given twice.
func (r *configReader) mapping(n ast.Node, what string) ([]entry, bool) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		r.wrong(n, what, "a mapping (key: value)")
		return nil, false
	}
	var entries []entry
	first := map[string]Pos{}
	for _, v := range values {
		key := Text{Text: v.Key.String(), Pos: r.pos(v.Key)}
		if s, ok := v.Key.(*ast.StringNode); ok {
			key.Text = s.Value
		}
		if at, twice := first[key.Text]; twice {
			r.diags.Report(key.Pos, complaint.ConfigKeyTwice, "key %q is given twice", key.Text).At(at, "first here")
			continue
		}
		first[key.Text] = key.Pos
		entries = append(entries, entry{key, v.Value})
	}
	return entries, true
}

// text reads a string. Position is that of its first character, inside quotes.
func (r *configReader) text(n ast.Node, what string) Text {
	switch s := n.(type) {
	case *ast.StringNode:
		t := Text{Text: s.Value, Pos: r.pos(n)}
		if s.Token != nil && (s.Token.Type == token.DoubleQuoteType || s.Token.Type == token.SingleQuoteType) {
			t.Pos.Col++
		}
		return r.filled(t, n, what)
	case *ast.LiteralNode:
		return r.filled(Text{Text: strings.TrimRight(s.Value.Value, "\n"), Pos: r.pos(s.Value)}, n, what)
	}
	r.wrong(n, what, "a text")
	return Text{}
}

func (r *configReader) filled(t Text, n ast.Node, what string) Text {
	if strings.TrimSpace(t.Text) == "" {
		r.wrong(n, what, "a text")
	}
	return t
}

// list reads a sequence of strings.
func (r *configReader) list(n ast.Node, what string) []Text {
	sequence, ok := n.(*ast.SequenceNode)
	if !ok {
		r.wrong(n, what, "a list (lines that begin with -)")
		return nil
	}
	var list []Text
	for _, v := range sequence.Values {
		list = append(list, r.text(v, "an item of "+what))
	}
	return list
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

// wrong complains that a value is not of the kind that is expected.
func (r *configReader) wrong(n ast.Node, what, want string) {
	d := r.diags.Report(r.pos(n), complaint.ConfigValue, "%s is %s; %s is expected", what, describe(n), want)
	if _, mapping := n.(*ast.MappingValueNode); mapping && want == "a text" {
		d.Fixf("put quotes around it: a colon at its end makes it a mapping in YAML")
	}
}

// describe says what a YAML value is.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return "empty"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.StringNode:
		return "the text " + strconv.Quote(n.Value)
	case *ast.AnchorNode, *ast.AliasNode:
		return "a YAML anchor or alias, which a configuration cannot have"
	}
	return strings.TrimSpace(n.String())
}
