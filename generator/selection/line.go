package selection

// This file reads a request line as documentation prints it - "POST /users/{id}/messages" - into a method and segments,
// each with its column. It knows the syntax of OData paths and nothing of a schema; resolve.go gives the segments a meaning.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// Line is a request line and where its first character stands.
type Line struct {
	Text string
	Pos  diag.Pos
}

// at is the position of the byte of the line's text with the offset.
func (l Line) at(offset int) diag.Pos {
	p := l.Pos
	if p.Line > 0 {
		p.Col += offset
	}
	return p
}

// request is a line after parsing.
type request struct {
	line     Line
	not      bool   // whether the line takes away: it begins with "!"
	below    bool   // whether the path ends in "/**"
	method   string // upper case
	methodAt int
	absolute bool // whether it began with a host
	segments []segment
}

// segment is one part of a path between slashes: name, or name(argument, ...), or {placeholder}.
type segment struct {
	text   string // as written
	name   string // decoded, without arguments; "" for a placeholder
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

// placeholder returns the text between the braces of "{text}" or "<text>", also within quotes, and whether it is one.
func placeholder(text string) (string, bool) {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "'"), "'")
	for _, brackets := range [...]string{"{}", "<>"} {
		if len(text) > 2 && text[0] == brackets[0] && strings.IndexByte(text, brackets[1]) == len(text)-1 {
			return text[1 : len(text)-1], true
		}
	}
	return "", false
}

// methods are the HTTP methods that OData gives a meaning.
var methods = [...]string{"GET", "POST", "PATCH", "PUT", "DELETE"}

// everyMethod stands for every method that fits, and everythingBelow for the path before it and all that begins with it.
const (
	everyMethod     = "*"
	everythingBelow = "**"
)

// parse reads a line. Complaints go to diags; ok says whether the request can be resolved.
func parse(line Line, diags *diag.List) (r request, ok bool) {
	r.line = line
	text := line.Text
	start := len(text) - len(strings.TrimLeft(text, " \t"))
	if strings.HasPrefix(text[start:], "!") {
		r.not = true
		start += 1 + len(text[start+1:]) - len(strings.TrimLeft(text[start+1:], " \t"))
	}
	gap := strings.IndexAny(text[start:], " \t")
	if gap < 0 {
		diags.Errorf(line.at(start), "request-line", "request line %q has no path", text).
			Fixf("write a method and a path, such as GET /users/{id}")
		return r, false
	}
	method, rest := text[start:start+gap], text[start+gap+1:]
	r.methodAt = start
	r.method = strings.ToUpper(method)
	if !validMethod(r.method) {
		diags.Errorf(line.at(start), "request-method", "%q is no method of a request line", method).
			Fixf("use one of %s, or * for all that fit", strings.Join(methods[:], ", "))
		return r, false
	}
	pathAt := len(text) - len(strings.TrimLeft(rest, " \t"))
	path := protocol.ReplaceAllString(strings.TrimRight(text[pathAt:], " \t"), "")
	written := pathAt
	path, pathAt = dropRoot(path, pathAt)
	r.absolute = pathAt > written
	if i := queryStart(path); i >= 0 {
		path = path[:i]
	}
	r.segments, ok = split(line, path, pathAt, diags)
	if n := len(r.segments); n > 1 && r.segments[n-1].text == everythingBelow {
		r.below, r.segments = true, r.segments[:n-1]
	}
	if ok && len(r.segments) == 0 {
		diags.Errorf(line.at(pathAt), "request-line", "request line %q has an empty path", text).
			Fixf("write the path below the service root, such as /users/{id}")
		return r, false
	}
	if ok && !r.below && r.segments[0].text == everythingBelow {
		diags.Errorf(line.at(r.segments[0].offset), "request-line", "/** stands for everything below a resource, and none is before it").
			Fixf("name one, such as * /users/**")
		return r, false
	}
	return r, ok
}

// protocol is what ends the request line of an HTTP example.
var protocol = regexp.MustCompile(`[ \t]+HTTP/[0-9.]+$`)

func validMethod(method string) bool {
	return method == everyMethod || slices.Contains(methods[:], method)
}

// host is the name of a machine, which documentation may print without a scheme before it. Nothing at a service's root has a dot.
var host = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?/`)

// dropRoot removes scheme and host of an absolute URL; the version behind it is left to resolution, which knows what the
// service calls its resources.
func dropRoot(path string, offset int) (string, int) {
	for _, scheme := range [...]string{"https://", "http://"} {
		if rest, ok := strings.CutPrefix(path, scheme); ok {
			end := strings.IndexByte(rest, '/')
			if end < 0 {
				end = len(rest)
			}
			return rest[end:], offset + len(scheme) + end
		}
	}
	if at := host.FindStringIndex(path); at != nil {
		return path[at[1]-1:], offset + at[1] - 1
	}
	return path, offset
}

// queryStart is the offset of the "?" that starts the query options, or -1. One inside quotes or braces starts nothing.
func queryStart(path string) int {
	found := -1
	scan(path, func(i int, c byte, depth int) bool {
		if c == '?' && depth == 0 {
			found = i
			return false
		}
		return true
	})
	return found
}

// scan calls f for every byte outside quotes; depth counts open parentheses and braces before that byte. It returns
// whether quotes, parentheses and braces are balanced. f returns false to stop.
func scan(text string, f func(i int, c byte, depth int) bool) bool {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\'' && depth > 0:
			quoted = !quoted
			continue
		case quoted:
			continue
		case c == ')' || c == '}':
			depth--
		}
		if depth < 0 {
			return false
		}
		if !f(i, c, depth) {
			return true
		}
		if c == '(' || c == '{' {
			depth++
		}
	}
	return depth == 0 && !quoted
}

// split cuts a path at its slashes. Empty segments (a leading, trailing or doubled slash) count for nothing.
func split(line Line, path string, offset int, diags *diag.List) ([]segment, bool) {
	var segments []segment
	start, ok := 0, true
	add := func(end int) {
		if start < end {
			s, good := parseSegment(line, path[start:end], offset+start, diags)
			segments, ok = append(segments, s), ok && good
		}
		start = end + 1
	}
	balanced := scan(path, func(i int, c byte, depth int) bool {
		if c == '/' && depth == 0 {
			add(i)
		}
		return true
	})
	if !balanced {
		diags.Errorf(line.at(offset+start), "request-line", "parentheses, braces or quotes in %q do not match", path[start:])
		return nil, false
	}
	add(len(path))
	return segments, ok
}

// parseSegment reads name, name(...) or {placeholder}.
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
	if rest := text[end+1:]; len(rest) > 2 && rest[0] == '(' && closing(rest, 0) == len(rest)-1 {
		s.key = parseArguments(rest[1:len(rest)-1], offset+end+2)
	}
	if rest := text[end+1:]; rest != "" && len(s.key) == 0 {
		diags.Errorf(line.at(offset+end+1), "request-line", "segment %q goes on after its parentheses", text)
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

// parseArguments cuts "a=1,b='x'" or "'x'" at its commas.
func parseArguments(text string, offset int) []argument {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var args []argument
	start := 0
	add := func(end int) {
		raw := text[start:end]
		a := argument{value: strings.TrimSpace(raw), offset: offset + start + len(raw) - len(strings.TrimLeft(raw, " "))}
		if eq := strings.IndexByte(raw, '='); eq >= 0 && !strings.ContainsAny(raw[:eq], "'{") {
			a.name, a.value = strings.TrimSpace(raw[:eq]), strings.TrimSpace(raw[eq+1:])
		}
		args = append(args, a)
		start = end + 1
	}
	// Quotes count at depth 0 here: the parentheses around are gone.
	quoted, depth := false, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '{' || c == '[':
			depth++
		case c == ')' || c == '}' || c == ']':
			depth--
		case c == ',' && depth == 0:
			add(i)
		}
	}
	add(len(text))
	return args
}
