package selection

// This file reads what stands for a value in a line: a placeholder in one of the ways in which documentation prints
// them, or a literal. What is neither is a complaint: text beside a placeholder would be lost, and another request
// called than the one that is written.

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// word is what stands in the brackets of a placeholder that could be something else: (team-id), [id], :id.
var word = regexp.MustCompile(`^[\pL_][\pL\pM\pN_ .|-]*$`)

// placeholder returns the name of the placeholder that the text is - {id}, {{id}}, <id>, (id), [id] or :id - and
// whether it is one.
func placeholder(text string) (string, bool) {
	for _, brackets := range [...]string{"{}", "<>"} {
		for len(text) > 2 && text[0] == brackets[0] && text[len(text)-1] == brackets[1] {
			inner := strings.Trim(text[1:len(text)-1], blanks)
			if inner != "" && !strings.ContainsAny(inner, "{}<>/") {
				return inner, true
			}
			text = inner
		}
	}
	if name, found := strings.CutPrefix(text, ":"); found && word.MatchString(name) {
		return name, true
	}
	for _, brackets := range [...]string{"()", "[]"} {
		if len(text) > 2 && text[0] == brackets[0] && text[len(text)-1] == brackets[1] && word.MatchString(text[1:len(text)-1]) {
			return text[1 : len(text)-1], true
		}
	}
	return "", false
}

func isPlaceholder(text string) bool {
	_, ok := placeholder(text)
	return ok
}

// likePlaceholder is a bare word that nobody means as the key itself: message-id, messageId, ID.
var likePlaceholder = regexp.MustCompile(`^(?:(?i:id|guid|uuid)|.*[-_ .](?i:id|guid|uuid|key|name)|.*[\p{Ll}\d](?:Id|ID|Guid|GUID))$`)

// typed is a literal with its type before it: duration'PT1H', ns.color'red'.
var typed = regexp.MustCompile(`^(?:(?i:duration|binary|guid|datetime|datetimeoffset|time|X|geography|geometry)|[\pL_][\pL\pM\pN_]*(?:\.[\pL_][\pL\pM\pN_]*)+)('.*')$`)

// plainKey is what a key that is a segment of its own consists of, and plainLiteral a literal in parentheses without
// quotes.
var (
	plainKey     = regexp.MustCompile(`^[.,!@~+:=_-]*[\pL\pM\pN][\pL\pM\pN_.,!@~+:=-]*$`)
	plainLiteral = regexp.MustCompile(`^[\pL\pM\pN_.,!@~+: -]+=*$`)
)

// written is what a line writes for a value.
type written struct {
	placeholder string // the name of the placeholder; "" for a literal
	literal     string // without quotes and type
	quoted      bool   // whether the literal or placeholder is written as a text, in quotes without a type before them
	alias       bool   // whether it is a parameter alias, @p
}

// readValue reads a value in parentheses; problem says why it is none. Percent-encoding is that of the URL, not of the
// value.
func readValue(text string) (v written, problem string) {
	text = decoded(text)
	v.quoted = strings.HasPrefix(text, "'")
	if parts := typed.FindStringSubmatch(text); parts != nil {
		text = parts[1]
	}
	inner, isText := unquoted(text)
	if name, ok := placeholder(inner); ok {
		v.placeholder = name
		return v, ""
	}
	switch {
	case text == "":
		return v, "there is no value"
	case strings.ContainsAny(text, "{}<>"):
		return v, beside(text)
	case isText:
		v.literal = strings.ReplaceAll(inner, "''", "'")
		return v, ""
	case text[0] == '@':
		v.alias = true
		return v, ""
	case text[0] == '[' && text[len(text)-1] == ']', plainLiteral.MatchString(text):
		v.literal = text
		return v, ""
	}
	return v, quote(text) + " is neither a placeholder nor a literal"
}

// readKey reads a key that is a segment of its own.
func readKey(text string) (v written, problem string) {
	text = decoded(text)
	if name, ok := placeholder(text); ok {
		return written{placeholder: name}, ""
	}
	switch {
	case strings.ContainsAny(text, "{}<>"):
		return v, beside(text)
	case !plainKey.MatchString(text):
		return v, quote(text) + " is not a key that can be a segment of its own"
	}
	return written{literal: text}, ""
}

func quote(text string) string { return `"` + text + `"` }

// beside says of a text with a placeholder in it what is wrong.
func beside(text string) string {
	return "the text beside the placeholder in " + quote(text) + " would not be part of the call"
}

// unquoted is a text without the quotes around it, and whether it has them.
func unquoted(text string) (string, bool) {
	if len(text) >= 2 && text[0] == '\'' && text[len(text)-1] == '\'' {
		return text[1 : len(text)-1], true
	}
	return text, false
}

// decoded is a part of a path without its percent-encoding. A percent sign that encodes nothing stands for itself.
func decoded(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// number is the beginning of all literals of numbers, dates and GUIDs that are no word.
var number = regexp.MustCompile(`\d`)

// fits says whether a literal may be one of the type, as far as its form tells: a word is no number.
func fits(literal string, t metadata.Type) bool {
	if d, ok := t.(*metadata.TypeDefinition); ok {
		t = d.Underlying
	}
	prim, ok := t.(*metadata.PrimitiveType)
	if !ok {
		return true
	}
	switch prim.Name {
	case "Boolean":
		return literal == "true" || literal == "false"
	case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Single", "Double", "Guid", "Date", "TimeOfDay", "DateTimeOffset":
		return number.MatchString(literal) || slices.Contains([]string{"INF", "-INF", "NaN", "null"}, literal)
	}
	return true
}
