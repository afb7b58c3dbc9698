package generator

// This file reads the YAML of a configuration. It walks the tree by hand, so that every complaint - a wrong kind of
// value, a key given twice - has its position, and all of them come at once.

import (
	"errors"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/plaintext"
)

// aText is how complaints call the value of most keys.
const aText = "a text"

// maxNesting is how many brackets may be open: the YAML parser takes a time that grows with the square of their number.
const maxNesting = 200

// nested says whether more brackets are open at some place than a configuration needs. Quotes do not count: it is a
// bound, not a parser.
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

// parse reads the text of a configuration; false after a complaint that leaves nothing to read.
func (r *configReader) parse(data []byte) (ast.Node, bool) {
	pos := Pos{File: r.config.File}
	text, err := plaintext.UTF8(data)
	if err != nil {
		r.diags.Report(pos, complaint.ConfigYAML, "%v; a configuration is YAML in UTF-8 or UTF-16", err).Fixf("save it as UTF-8")
		return nil, false
	}
	if nested(text) {
		r.diags.Report(pos, complaint.ConfigSize, "the configuration opens more than %d brackets", maxNesting)
		return nil, false
	}
	file, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return nil, false
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if body != nil && doc.Body != nil {
			r.diags.Report(r.pos(doc.Body), complaint.ConfigYAML, "found a second YAML document; only one is allowed")
			break
		}
		if body == nil {
			body = doc.Body
		}
	}
	return body, true
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
	r.diags.Report(pos, complaint.ConfigYAML, "this is not valid YAML: %s", message)
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
		return r.filled(Text{Text: strings.TrimRight(s.Value.Value, "\n"), Pos: r.literalPos(s)}, n, what)
	}
	r.wrong(n, what, aText)
	return Text{}
}

// truth reads true or false.
func (r *configReader) truth(n ast.Node, what string) Switch {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		r.wrong(n, what, "true or false")
		return Switch{}
	}
	return Switch{On: b.Value, Pos: r.pos(n)}
}

// literalPos is where the text of a block (| or >) begins: on the line after the sign, after the indentation. The
// position that the parser has for it is that of its end.
func (r *configReader) literalPos(n *ast.LiteralNode) Pos {
	pos := r.tokenPos(n.Start)
	if pos.Line == 0 || n.Value.Token == nil {
		return pos
	}
	raw := n.Value.Token.Origin
	return Pos{File: pos.File, Line: pos.Line + 1, Col: 1 + len(raw) - len(strings.TrimLeft(raw, " "))}
}

func (r *configReader) filled(t Text, n ast.Node, what string) Text {
	if strings.TrimSpace(t.Text) == "" {
		r.wrong(n, what, aText)
	}
	if strings.Contains(t.Text, "\n") {
		r.diags.Report(t.Pos, complaint.ConfigValue, "%s has several lines; a single line is expected", what)
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

// wrong complains that a value is not of the kind that is expected.
func (r *configReader) wrong(n ast.Node, what, want string) {
	d := r.diags.Report(r.pos(n), complaint.ConfigValue, "%s is %s; %s is expected", what, describe(n), want)
	if want != aText {
		return
	}
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		d.Fixf("put it in quotes, since &, * and ! have a special meaning in YAML at the beginning of a value")
		return
	}
	if line := withColon(n); line != "" {
		d.Fixf("put it in quotes, since YAML reads the colon as the end of a key: %q", line)
	}
}

// withColon is the line that YAML has taken for a key and its value, because of a colon at its end or before a blank;
// "" for another mapping.
func withColon(n ast.Node) string {
	var entry *ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingValueNode:
		entry = n
	case *ast.MappingNode:
		if len(n.Values) == 1 && !n.IsFlowStyle {
			entry = n.Values[0]
		}
	}
	if entry == nil {
		return ""
	}
	key := strings.TrimSpace(entry.Key.String())
	switch value := entry.Value.(type) {
	case *ast.NullNode:
		return key + ":"
	case *ast.StringNode, *ast.IntegerNode:
		return key + ": " + strings.TrimSpace(value.String())
	}
	return ""
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
	case *ast.TagNode:
		return "a YAML tag, which a configuration cannot have"
	}
	return strings.TrimSpace(n.String())
}
