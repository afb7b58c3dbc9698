package selection

// This file makes slips in request lines - Microsoft Graph's documented ones and our own - and holds what is called
// against what is written: a line is called as it stands, or it is an error. The reading of lines here is one of its
// own.

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// calledSegments are the segments that an operation calls: names, {} for placeholders, literals.
func calledSegments(op *Operation) []string {
	var all []string
	value := func(placeholder, literal string) string {
		if placeholder != "" {
			return "{" + placeholder + "}"
		}
		return literal
	}
	for _, s := range op.Path {
		switch s.Kind {
		case KeyStep:
			var parts []string
			for _, k := range s.Keys {
				parts = append(parts, value(k.Placeholder, k.Literal))
			}
			all = append(all, strings.Join(parts, ","))
		case AddressStep:
			if s.AddressPlaceholder {
				all = append(all, ":{}:")
			} else {
				all = append(all, ":"+s.Address+":")
			}
		case CastStep:
			all = append(all, s.Type.QualifiedName())
		case CallStep:
			var parts []string
			for _, a := range s.Arguments {
				if !a.Omitted {
					parts = append(parts, value(a.Placeholder, a.Literal))
				}
			}
			all = append(all, s.name()+"("+strings.Join(parts, ",")+")")
		default:
			all = append(all, s.name())
		}
	}
	if t := op.tail(); t != "" {
		all = append(all, t)
	}
	return all
}

var (
	testPlaceholder = regexp.MustCompile(`^'?(?:\{\{[^{}/]+\}\}|\{[^{}/]+\}|<[^<>/]+>|\[[\pL_][\pL\pN_ .|-]*\]|\([\pL_][\pL\pN_ .|-]*\)|:[\pL_][\pL\pN_ .|-]*)'?$`)
	testRoot        = regexp.MustCompile(`^https?://[^/]*`)
	testVersion     = regexp.MustCompile(`^(?:v1\.0|beta|~)$`)
	testTail        = regexp.MustCompile(`(.)(\$(?:ref|value|count))(/|$)`)
	testName        = regexp.MustCompile(`^[\s\w./@-]+$`)
	testCall        = regexp.MustCompile(`^([^({]+)\((.*?)\)$`)
)

// writtenSegments are the segments that a line writes, as calledSegments has them as far as a text tells. It knows
// where a path address stands, and not what a name means: a key in parentheses is an argument.
func writtenSegments(text string) []string {
	_, path, _ := strings.Cut(strings.TrimSpace(text), " ")
	path = strings.TrimSpace(path)
	path = testRoot.ReplaceAllString(path, "")
	depth, quoted := 0, false
	var segments []string
	var b strings.Builder
	flush := func() {
		if s := strings.TrimSpace(b.String()); s != "" {
			segments = append(segments, s)
		}
		b.Reset()
	}
loop:
	for _, c := range path {
		switch {
		case c == '\'' && depth > 0:
			quoted = !quoted
		case quoted:
		case strings.ContainsRune("({", c):
			depth++
		case strings.ContainsRune(")}", c):
			depth--
		case c == '?' && depth == 0:
			break loop
		case c == '/' && depth == 0:
			flush()
			continue
		}
		b.WriteRune(c)
	}
	flush()
	for len(segments) > 1 && testVersion.MatchString(segments[0]) {
		segments = segments[1:]
	}
	path = testTail.ReplaceAllString(strings.Join(segments, "\x00"), "$1\x00$2$3")
	return strings.FieldsFunc(path, func(r rune) bool { return r == 0 })
}

func testValue(s string) string {
	if testPlaceholder.MatchString(s) {
		return "{}"
	}
	return strings.Trim(s, "'")
}

// valueIn is the value of name=value.
func valueIn(argument string) string {
	if name, value, found := strings.Cut(argument, "="); found && testName.MatchString(name) {
		return strings.TrimSpace(value)
	}
	return strings.TrimSpace(argument)
}

// same compares a called segment with a written one. loose says that the line was warned of what it leaves out or takes
// for something else.
func same(called, written string, loose bool) bool {
	name := written[strings.LastIndexByte(written, '.')+1:]
	isPlaceholder := strings.HasPrefix(called, "{") && strings.HasSuffix(called, "}")
	switch {
	case isPlaceholder && (testPlaceholder.MatchString(written) || loose && called == "{"+written+"}"):
		return true
	case strings.Contains(called, ",") && !strings.HasSuffix(called, ")"):
		parts, own := strings.Split(called, ","), strings.Split(written, ",")
		return slices.EqualFunc(parts, own, func(a, b string) bool { return same(a, b, loose) || same(a, strings.Trim(b, "'"), loose) })
	case strings.HasSuffix(called, ")"):
		parts := testCall.FindStringSubmatch(called)
		own := testCall.FindStringSubmatch(written)
		if own == nil {
			return strings.EqualFold(parts[1], name) && (parts[2] == "" || loose)
		}
		if !strings.EqualFold(parts[1], own[1][strings.LastIndexByte(own[1], '.')+1:]) {
			return false
		}
		var values, ownValues []string
		for _, a := range strings.Split(own[2], ",") {
			ownValues = append(ownValues, testValue(valueIn(a)))
		}
		for _, v := range strings.Split(parts[2], ",") {
			if strings.HasPrefix(v, "{") && !slices.Contains(ownValues, strings.Trim(v, "{}")) {
				v = "{}"
			}
			values = append(values, strings.Trim(v, "{}"))
		}
		for i := range ownValues {
			ownValues[i] = strings.Trim(ownValues[i], "{}")
		}
		return slices.Equal(values, ownValues)
	}
	return strings.EqualFold(called, written)
}

// compare says how what is called differs from what is written; "" where it does not.
func compare(m *metadata.Model, op *Operation, text string, warnings diag.List) string {
	loose := slices.ContainsFunc(warnings, func(d diag.Diagnostic) bool {
		return d.Code == "key-literal" || d.Code == "function-arguments" || d.Code == "request-method"
	})
	called, written := calledSegments(op), writtenSegments(text)
	if slices.ContainsFunc(warnings, func(d diag.Diagnostic) bool { return d.Code == "request-root" }) && len(written) > len(called) {
		written = written[len(written)-len(called):]
	}
	var flat []string // with addresses as one segment, and keys in parentheses apart
	for i := 0; i < len(written); i++ {
		s := written[i]
		if before, found := strings.CutSuffix(s, ":"); found && before != "" {
			var parts []string
			ended := false
			for i++; i < len(written) && !ended; i++ {
				var p string
				p, ended = strings.CutSuffix(written[i], ":")
				parts = append(parts, p)
			}
			i--
			address := ":" + strings.Join(parts, "/") + ":"
			if !slices.ContainsFunc(parts, func(p string) bool { return !testPlaceholder.MatchString(p) }) {
				address = ":{}:"
			}
			flat = append(flat, before, address)
			continue
		}
		flat = append(flat, s)
	}
	for i := 0; i < len(flat) && i < len(called); i++ {
		if parts := testCall.FindStringSubmatch(flat[i]); parts != nil && !strings.HasSuffix(called[i], ")") {
			var keys []string
			for _, a := range strings.Split(parts[2], ",") {
				keys = append(keys, valueIn(a))
			}
			flat = slices.Insert(flat, i+1, strings.Join(keys, ","))
			flat[i] = parts[1]
		}
		own := flat[i]
		if strings.Contains(own, ".") {
			own = m.Unalias(own)
		}
		if strings.HasPrefix(called[i], "{") {
			own = valueIn(own)
		}
		if !same(called[i], own, loose) && !same(called[i], strings.Trim(own, "'"), loose) {
			return fmt.Sprintf("%q is called for %q", called[i], flat[i])
		}
	}
	if len(flat) != len(called) {
		return fmt.Sprintf("%q is called for %q", called, flat)
	}
	return ""
}

// slipsOf are lines with one slip each.
func slipsOf(text string, random *rand.Rand) []string {
	method, path, _ := strings.Cut(text, " ")
	query := ""
	if i := queryStart(path); i >= 0 {
		path, query = path[:i], path[i:]
	}
	var all []string
	add := func(path string) { all = append(all, method+" "+path+query) }
	for i := 0; i < len(path); i++ {
		if strings.IndexByte("/{}<>()':$=", path[i]) >= 0 {
			add(path[:i] + path[i+1:]) // left out
		}
		if path[i] == '/' {
			add(path[:i] + "//" + path[i+1:])
			add(path[:i] + " / " + path[i+1:])
			add(path[:i] + "/{slip}" + path[i:])
			add(path[:i] + "{slip}" + path[i:])
			add(path[:i+1] + "{slip}" + path[i+1:])
			add(path[:i] + ":" + path[i:])
			add(path[:i] + "$count" + path[i:])
		}
	}
	const signs = "{}<>()[]':;.$&#*!?=|@~+-_ \t\"%^\\"
	for range 12 {
		at := random.IntN(len(path) + 1)
		sign := signs[random.IntN(len(signs))]
		add(path[:at] + string(sign) + path[at:])
	}
	for _, end := range [...]string{" ", "\t", "$ref", "$count", "$value", "{slip}", "/{slip}", ":", "}", "'", "?", "/"} {
		add(path + end)
	}
	return append(all, method+" {slip}"+path, method+" /{slip}"+path)
}

func TestSlips(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 7))
	try := func(m *metadata.Model, text string) (slips, called, different int) {
		for _, s := range slipsOf(text, random) {
			slips++
			operations, diags := Resolve(m, []Line{line(s)})
			if len(operations) == 0 {
				if diags.Err() == nil {
					t.Errorf("%q: nothing is called and nothing said", s)
				}
				continue
			}
			called++
			if difference := compare(m, operations[0], s, diags.Warnings()); difference != "" {
				different++
				t.Errorf("%q: %s %v", s, difference, diags)
			}
		}
		return slips, called, different
	}
	shopModel := model(t)
	for _, text := range []string{
		"GET /Things/{id}/parts", "DELETE /Things('{id}')", "PATCH /Best/whole", "GET /Things(width=7,name='{name}')", "GET /Best/shop.special/lines(order={o},no=7)",
		"GET /Things/inbox/parts/{id}?$top=1", "GET https://example.com/v1.0/Things/{id}/whole/$ref", "GET /Things/{id}/my.shop.special/lines",
	} {
		operations, diags := Resolve(shopModel, []Line{line(text)})
		if len(operations) != 1 {
			t.Fatalf("%s: %v", text, diags)
		}
		if difference := compare(shopModel, operations[0], text, nil); difference != "" {
			t.Fatalf("%s: %s", text, difference)
		}
		try(shopModel, text)
	}
	each := 40
	if os.Getenv("CSDLGEN_WHOLE") != "" {
		each = 4
	}
	for _, version := range [...]string{"v1.0", "beta"} {
		m := loaded(t, graphSchema(t, version))
		all, slips, called, different := 0, 0, 0, 0
		for _, text := range documentedLines(t, version) {
			operations, diags := Resolve(m, []Line{line(text)})
			if len(operations) != 1 {
				continue
			}
			all++
			if difference := compare(m, operations[0], text, diags.Warnings()); difference != "" {
				t.Errorf("%q: %s", text, difference)
			}
			if all%each == 0 {
				n, c, d := try(m, text)
				slips, called, different = slips+n, called+c, different+d
			}
		}
		t.Logf("%s: %d slips in every %dth of %d lines: %d are called as they stand, %d are not", version, slips, each, all, called, different)
	}
}
