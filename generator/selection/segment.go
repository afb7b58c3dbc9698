package selection

// This file cuts the path of a line into segments, each with its column, and a segment into a name and arguments.

import (
	"regexp"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// segment is one part of a path between slashes: name, or name(argument, ...), or a placeholder.
type segment struct {
	text   string // as written
	name   string // without arguments; "" for a placeholder
	args   []argument
	parens bool       // whether there are parentheses, also empty ones
	key    []argument // of a second pair of parentheses: a key in what a function returns
	colon  bool       // whether a colon ends it, which begins or ends a path address
	offset int
}

// argument is one part of a segment's parentheses: value, or name=value.
type argument struct {
	name   string
	value  string // as written, quotes included
	offset int
}

// scan calls f for every byte outside quotes; depth counts open parentheses and braces before that byte. It returns
// whether quotes, parentheses and braces are balanced. f returns false to stop.
func scan(text string, f func(i int, c byte, depth int) bool) bool {
	var open []byte // what closes the open ones, the innermost last
	quoted := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\'' && len(open) > 0:
			quoted = !quoted
			continue
		case quoted:
			continue
		case c == ')' || c == '}':
			if len(open) == 0 || open[len(open)-1] != c {
				return false
			}
			open = open[:len(open)-1]
		}
		if !f(i, c, len(open)) {
			return true
		}
		switch c {
		case '(':
			open = append(open, ')')
		case '{':
			open = append(open, '}')
		}
	}
	return len(open) == 0 && !quoted
}

// split cuts a path at its slashes. A slash at its beginning or end counts for nothing; doubled ones and blanks around
// them are forgiven.
func split(line Line, path string, offset int, diags *diag.List) ([]segment, bool) {
	var segments []segment
	start, ok := 0, true
	add := func(end int, last bool) {
		raw := path[start:end]
		text := strings.Trim(raw, blanks)
		at := start + len(raw) - len(strings.TrimLeft(raw, blanks))
		if text != raw || text == "" && start > 0 && !last {
			diags.Report(line.at(offset+start), complaint.RequestSlashes, "extra slashes, and blanks around slashes, are ignored").Fixf("leave them out")
		}
		if text != "" {
			parsed, good := parseSegments(line, text, offset+at, diags)
			segments, ok = append(segments, parsed...), ok && good
		}
		start = end + 1
	}
	balanced := scan(path, func(i int, c byte, depth int) bool {
		if c == '/' && depth == 0 {
			add(i, false)
		}
		return true
	})
	if !balanced {
		diags.Report(line.at(offset+start), complaint.RequestLine, "parentheses, braces or quotes in %q do not match", path[start:])
		return nil, false
	}
	add(len(path), true)
	return segments, ok
}

// systemTail is a system segment without the slash before it, as in {id}$ref.
var systemTail = regexp.MustCompile(`^([^$]*[^$/])(\$(?:ref|value|count))$`)

// parseSegments reads what stands between two slashes: a segment, or two where the slash before $ref, $value or $count
// is missing.
func parseSegments(line Line, text string, offset int, diags *diag.List) ([]segment, bool) {
	parts := systemTail.FindStringSubmatch(text)
	if parts == nil {
		s, ok := parseSegment(line, text, offset, diags)
		return []segment{s}, ok
	}
	at := offset + len(parts[1])
	diags.Report(line.at(at), complaint.RequestSlashes, "the slash before %s is missing", parts[2]).Fixf("write %s/%s", parts[1], parts[2])
	first, ok := parseSegment(line, parts[1], offset, diags)
	return []segment{first, {text: parts[2], name: parts[2], offset: at}}, ok
}

// parseSegment reads name, name(...) or a placeholder.
func parseSegment(line Line, text string, offset int, diags *diag.List) (segment, bool) {
	s := segment{text: text, name: text, offset: offset}
	if before, found := strings.CutSuffix(text, ":"); found && before != "" {
		s.colon, text, s.text, s.name = true, before, before, before
	}
	if _, isPlaceholder := placeholder(text); isPlaceholder {
		s.name = ""
		return s, true
	}
	open := strings.IndexByte(text, '(')
	if open < 0 || strings.IndexByte(text, '{') >= 0 && strings.IndexByte(text, '{') < open {
		return s, true
	}
	s.name, s.parens = text[:open], true
	end := closing(text, open)
	s.args = parseArguments(text[open+1:end], offset+open+1)
	rest := text[end+1:]
	if len(rest) > 2 && rest[0] == '(' && closing(rest, 0) == len(rest)-1 {
		s.key = parseArguments(rest[1:len(rest)-1], offset+end+2)
	}
	if rest != "" && len(s.key) == 0 {
		diags.Report(line.at(offset+end+1), complaint.RequestLine, "segment %q continues after its parentheses", text)
		return s, false
	}
	return s, true
}

// closing is the offset of the parenthesis that closes the one at open. There is one: the text is balanced.
func closing(text string, open int) int {
	end := len(text) - 1
	scan(text[open:], func(i int, c byte, depth int) bool {
		if c == ')' && depth == 0 {
			end = open + i
			return false
		}
		return true
	})
	return end
}

// argumentName is what may stand before the equals sign of an argument.
var argumentName = regexp.MustCompile(`^[ \t]*[\pL_][\pL\pM\pN_./@-]*[ \t]*$`)

// parseArguments cuts "a=1,b='x'" or "'x'" at its commas.
func parseArguments(text string, offset int) []argument {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var args []argument
	at := offset
	for _, raw := range cut(text, ',') {
		a := argument{value: strings.Trim(raw, blanks), offset: at + len(raw) - len(strings.TrimLeft(raw, blanks))}
		if name, value, found := strings.Cut(raw, "="); found && argumentName.MatchString(name) {
			a.name, a.value = strings.Trim(name, blanks), strings.Trim(value, blanks)
		}
		args = append(args, a)
		at += len(raw) + 1
	}
	return args
}
