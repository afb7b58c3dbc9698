// Package route reads the paths of requests: each segment as what the schema has at that place (OData URL Conventions
// 4.01, section 4), and the request of the slice that it is.
package route

// This file is what a path is, and how its text is cut.

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Kind is what a step is.
type Kind int

// The kinds of steps.
const (
	Set       Kind = iota // an entity set
	Singleton             // a singleton
	Key                   // an entity of a collection
	Link                  // a navigation property
	Property              // a structural property, or a dynamic one, for which Step.Property is nil
	Cast                  // a type
	Operation             // an action or function
	Address               // a path in a hierarchy, between colons: root:/a/b:
	Count                 // $count
	Ref                   // $ref
	Media                 // $value
)

// Step is a segment of a path.
type Step struct {
	Kind Kind
	Name string // as the schema has it; the text of an address
	// Type is the name of the type that the path leads to here, of an item where Many; Struct is that type where it is
	// an entity or complex type of the model.
	Type   string
	Struct *model.Type
	Many   bool

	Set       *schema.Set
	Link      *schema.Link
	Property  *schema.Property
	Operation *model.Operation
	Import    *schema.Import
	// Values are the parts of a key, or the arguments of a function, by name.
	Values []Value
	// Alternate says of a key that it is not the key of the type but an alternate one.
	Alternate bool
}

// Value is a part of a key or an argument. Name is "" for the only part of a key where the path does not name it. JSON
// is nil in the path of a request of the slice where that leaves the value open.
type Value struct {
	Name string
	Type string
	JSON jsontext.Value
}

// Path is a path that was read.
type Path struct {
	Steps []Step
	// Shape is the path with {} for values: what two paths have in common that are the same request.
	Shape string
	// Documented is the path as documentation writes it.
	Documented string
}

// Last is the last step. A path has at least one.
func (p *Path) Last() *Step { return &p.Steps[len(p.Steps)-1] }

// Before is what the last step is about: the steps before it, as a path of its own.
func (p *Path) Before() *Path { return &Path{Steps: p.Steps[:len(p.Steps)-1]} }

// Means says whether a pattern stands for a path of the same shape, or for what is above it: it does unless it has
// values, and the path has others.
func (p *Path) Means(path *Path) bool {
	if len(path.Steps) < len(p.Steps) {
		return false
	}
	for i, s := range p.Steps {
		if s.Kind == Address && !strings.HasPrefix(s.Name, "{") && s.Name != path.Steps[i].Name {
			return false
		}
		for _, v := range s.Values {
			same := func(other Value) bool {
				return (other.Name == v.Name || other.Name == "" || v.Name == "") && plain(other.JSON) == plain(v.JSON)
			}
			if v.JSON != nil && !slices.ContainsFunc(path.Steps[i].Values, same) {
				return false
			}
		}
	}
	return true
}

// plain is a value without quotes, so that 7 and '7' are the same key.
func plain(v jsontext.Value) string { return strings.Trim(string(v), `"`) }

// Error says which segment leads nowhere.
type Error struct {
	Segment string
	Reason  string
	// Malformed says that the segment cannot be read, whatever the schema has.
	Malformed bool
	// Documented is the path as documentation would write it, as far as the schema tells.
	Documented string
}

func (e *Error) Error() string { return fmt.Sprintf("%q: %s", e.Segment, e.Reason) }

// segment is a piece of a path: decoded, with what stands in parentheses at its end.
type segment struct {
	raw    string // percent-encoded
	text   string
	name   string // the text before the parentheses
	inside string // the text in the parentheses
	parens bool
	colon  bool // a colon at the end, which begins or ends an address
}

// split cuts a percent-encoded path, without a slash at its beginning, into segments.
func split(path string) ([]segment, error) {
	var all []segment
	for raw := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		s := segment{raw: raw}
		raw, s.colon = strings.CutSuffix(raw, ":")
		text, err := url.PathUnescape(raw)
		if err != nil {
			return nil, &Error{Segment: raw, Reason: err.Error(), Malformed: true}
		}
		s.text, s.name = text, text
		if open := strings.IndexByte(text, '('); open > 0 && strings.HasSuffix(text, ")") {
			s.name, s.inside, s.parens = text[:open], text[open+1:len(text)-1], true
		}
		all = append(all, s)
	}
	return all, nil
}

// pairs reads what stands in parentheses: name=value,name=value. A value by itself has the name "".
func pairs(inside string) [][2]string {
	var all [][2]string
	for _, part := range splitOutside(inside, ',') {
		name, text := "", part
		if at := strings.IndexByte(part, '='); at > 0 && isName(part[:at]) {
			name, text = part[:at], part[at+1:]
		}
		all = append(all, [2]string{strings.TrimSpace(name), strings.TrimSpace(text)})
	}
	return all
}

func isName(s string) bool {
	return !strings.ContainsFunc(strings.TrimSpace(s), func(r rune) bool { return strings.ContainsRune(`'"{}[](), `, r) })
}

// splitOutside cuts a text at a character that is in no quotes and no brackets. Of an empty text there are no parts.
func splitOutside(text string, at byte) []string {
	if text == "" {
		return nil
	}
	var parts []string
	start, depth, quote := 0, 0, byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case strings.IndexByte("{[(", c) >= 0:
			depth++
		case strings.IndexByte("}])", c) >= 0:
			depth--
		case c == at && depth == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

// named are the names of values, in alphabetical order, as a shape has them.
func named(values []Value) string {
	var names []string
	for _, v := range values {
		names = append(names, v.Name)
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}
