package selection

// This file reads a request line as documentation prints it - "POST /users/{id}/messages" - into a method, segments and
// the options of its query. It knows the syntax of lines and nothing of a schema. Segments are in segment.go, what
// stands for a value in value.go; resolve.go gives it all a meaning.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

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
	method   string // upper case
	methodAt int
	host     string // the name of a host before the path without a scheme, which the path's first name may be mistaken for
	hostAt   int
	absolute bool // whether it began with a host
	segments []segment
	reach    reach // how far below its path the line reaches
	reachAt  int   // where the pattern stands
	options  []Option
}

// Option is an option of a line's query.
type Option struct {
	// Name is the name as written, such as "startDateTime" or "$filter".
	Name string
	// Text is the value as written.
	Text string
	// Placeholder is the text between the braces where the value is a placeholder and nothing else; else "".
	Placeholder string
}

// reach is how many levels below its path a line stands for: none, or one for each "/*" at its end.
type reach int

// everything is the reach of "/**".
const everything reach = -1

// What ends a pattern.
const (
	oneLevel        = "*"
	everythingBelow = "**"
)

// pattern is whether the line stands for more than its path.
func (r request) pattern() bool { return r.reach != 0 || r.method == everyMethod }

// methods are the HTTP methods that OData gives a meaning.
var methods = [...]string{"GET", "POST", "PATCH", "PUT", "DELETE"}

// everyMethod stands for every method that fits.
const everyMethod = "*"

// blanks are what may stand around the parts of a line.
const blanks = " \t"

// parse reads a line. Complaints go to diags; ok says whether the request can be resolved.
func parse(line Line, diags *diag.List) (r request, ok bool) {
	r.line = line
	pathAt, ok := r.parseMethod(diags)
	if !ok {
		return r, false
	}
	path := protocol.ReplaceAllString(strings.TrimRight(line.Text[pathAt:], blanks), "")
	path, pathAt = r.dropHost(path, pathAt)
	if i := queryStart(path); i >= 0 {
		if !r.parseQuery(path[i+1:], pathAt+i+1, diags) {
			return r, false
		}
		path = path[:i]
	}
	r.segments, ok = split(line, path, pathAt, diags)
	if !ok || !r.parseReach(diags) {
		return r, false
	}
	if len(r.segments) == 0 && r.reach == 0 {
		diags.Report(line.at(pathAt), complaint.RequestLine, "request line %q has an empty path", line.Text).
			Fixf("write the path below the service root, such as /users/{id}")
		return r, false
	}
	return r, true
}

// parseMethod reads what is before the path, and returns where that begins.
func (r *request) parseMethod(diags *diag.List) (pathAt int, ok bool) {
	text := r.line.Text
	start := skipBlanks(text, 0)
	if strings.HasPrefix(text[start:], "!") {
		r.not = true
		start = skipBlanks(text, start+1)
	}
	gap := strings.IndexAny(text[start:], blanks)
	if gap < 0 || skipBlanks(text, start+gap) == len(text) {
		word := strings.TrimSpace(text[start:])
		lacks := "path"
		if !isMethod(word) {
			lacks = "method"
		}
		diags.Report(r.line.at(start), complaint.RequestLine, "request line %q has no %s", text, lacks).
			Fixf("write a method and a path, such as %s", withMethod(word))
		return 0, false
	}
	method := text[start : start+gap]
	r.methodAt, r.method = start, strings.ToUpper(method)
	if !isMethod(r.method) {
		diags.Report(r.line.at(start), complaint.RequestMethod, "%q is not a method of a request line", method).
			Fixf("use one of %s, or * for all that fit", strings.Join(methods[:], ", "))
		return 0, false
	}
	return skipBlanks(text, start+gap), true
}

// withMethod is how to write a line that consists of a path only, or of a method only.
func withMethod(text string) string {
	for _, m := range methods {
		if path, ok := strings.CutPrefix(text, m+"/"); ok {
			return m + " /" + path
		}
	}
	if strings.HasPrefix(text, "/") {
		return "GET " + text
	}
	if text != "" && !isMethod(text) && !strings.ContainsAny(text, ": ") {
		return "GET /" + text
	}
	return "GET /users/{id}"
}

// isMethod says whether a word is a method in capitals or not, or stands for all of them.
func isMethod(word string) bool {
	return word == everyMethod || slices.Contains(methods[:], strings.ToUpper(word))
}

func skipBlanks(text string, from int) int {
	return len(text) - len(strings.TrimLeft(text[from:], blanks))
}

// parseReach takes the pattern off the end of the segments.
func (r *request) parseReach(diags *diag.List) bool {
	for n := len(r.segments); n > 0; n = len(r.segments) {
		last := r.segments[n-1]
		switch {
		case last.text == everythingBelow && r.reach == 0:
			r.reach = everything
		case last.text == oneLevel && r.reach != everything:
			r.reach++
		case last.text == oneLevel || last.text == everythingBelow:
			diags.Report(r.line.at(last.offset), complaint.RequestPattern, "%q has no effect before a pattern", "/"+last.text).Fixf("leave it out")
			return false
		default:
			return r.noPatternWithin(diags)
		}
		r.reachAt, r.segments = last.offset, r.segments[:n-1]
	}
	if r.reach == everything {
		diags.Report(r.line.at(r.reachAt), complaint.RequestPattern, "/** stands for everything below a resource, but no resource precedes it").
			Fixf("name one, such as * /users/**, or write * /* for what is at the root")
		return false
	}
	return true
}

// noPatternWithin complains about patterns that do not end the path.
func (r *request) noPatternWithin(diags *diag.List) bool {
	for _, s := range r.segments {
		if s.text == oneLevel || s.text == everythingBelow {
			diags.Report(r.line.at(s.offset), complaint.RequestPattern, "%q stands for what is below a resource, and only at the end of a path", "/"+s.text).
				Fixf("write {id} for any key")
			return false
		}
	}
	return true
}

// protocol is what ends the request line of an HTTP example.
var protocol = regexp.MustCompile(`[ \t]+HTTP/[0-9.]+$`)

// host is the name of a machine, which documentation may print without a scheme before it.
var host = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?/`)

// dropHost removes scheme and host of an absolute URL; the version after it is left to resolution, which knows what the
// service calls its resources.
func (r *request) dropHost(path string, offset int) (rest string, restAt int) {
	for _, scheme := range [...]string{"https://", "http://"} {
		if rest, ok := strings.CutPrefix(path, scheme); ok {
			end := strings.IndexByte(rest, '/')
			if end < 0 {
				end = len(rest)
			}
			r.absolute = true
			return rest[end:], offset + len(scheme) + end
		}
	}
	if at := host.FindStringIndex(path); at != nil {
		r.absolute, r.host, r.hostAt = true, path[:at[1]-1], offset
		return path[at[1]-1:], offset + at[1] - 1
	}
	return path, offset
}

// queryStart is the offset of the "?" that starts the query options, or -1. One inside parentheses or braces starts
// nothing.
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

// optionName is the name of a query option as services have them: $filter, startDateTime, api-version, @p.
var optionName = regexp.MustCompile(`^[$@]?[\pL\pM\pN_.-]+$`)

// parseQuery reads the options of the query. What cannot be options may be a part of the path that a surplus "?" cuts
// off.
func (r *request) parseQuery(query string, offset int, diags *diag.List) bool {
	for _, text := range cut(query, '&') {
		name, value, _ := strings.Cut(text, "=")
		name = strings.Trim(name, blanks)
		switch {
		case name == "" && value == "":
		case strings.Count(text, "{") != strings.Count(text, "}"):
			diags.Report(r.line.at(offset), complaint.RequestQuery, "the braces in %q do not match", text)
			return false
		case optionName.MatchString(name):
			o := Option{Name: name, Text: strings.Trim(value, blanks)}
			o.Placeholder, _ = placeholder(o.Text)
			r.options = append(r.options, o)
		default:
			diags.Report(r.line.at(offset), complaint.RequestQuery, "%q is not a query option, and what follows a question mark is not part of the path", text).
				Fixf("leave it out, or write name=value")
			return false
		}
	}
	return true
}

// cut cuts a text at a separator outside of quotes, parentheses, brackets and braces. An unbalanced text is cut as far
// as it is balanced.
func cut(text string, separator byte) []string {
	var parts []string
	start, depth, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case strings.IndexByte("({[", c) >= 0:
			depth++
		case strings.IndexByte(")}]", c) >= 0:
			depth--
		case c == separator && depth == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}
