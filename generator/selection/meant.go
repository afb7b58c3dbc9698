package selection

// This file finds the line that is probably meant by one that has no meaning: it makes the slips of documentation and
// typing undone, one at a time, and takes the first line that resolves without a complaint.

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// maxProposals bounds for how many lines of a configuration a proposal is looked for, maxProposed how long these may
// be.
const (
	maxProposals = 200
	maxProposed  = 1000
)

// propose adds the line that is probably meant to the only error that a line has got.
func (r *resolver) propose(line Line, before int) {
	r.proposals++
	added := r.diags[before:]
	if r.proposals > maxProposals || len(line.Text) > maxProposed || len(added.Errors()) != 1 {
		return
	}
	for i := range added {
		if d := &added[i]; d.Severity == diag.Error && proposable(d.Code) {
			if proposal := meant(r.model, line.Text); proposal != "" {
				d.Fix = "write " + proposal
			}
		}
	}
}

// proposable says whether complaints of the code are about a slip. The others say themselves what to write.
func proposable(code string) bool {
	switch code {
	case complaint.NoContainer.Code, complaint.RequestSystem.Code, complaint.RequestPattern.Code, complaint.SurplusChoice.Code, complaint.EmptyAddress.Code,
		complaint.FunctionArguments.Code, complaint.ActionArguments.Code, complaint.UnrelatedCast.Code, complaint.UnboundOperation.Code:
		return false
	}
	return true
}

// meant is the line that is probably meant, or "".
func meant(model *metadata.Model, text string) string {
	var complaints diag.List
	line := Line{Text: text, Pos: diag.Pos{Line: 1, Col: 1}}
	original, _ := resolve(model, line, &complaints, true)
	errors := complaints.Errors()
	if len(errors) == 0 {
		return ""
	}
	kinds := slips[:]
	if errors[0].Code == complaint.RequestMethod.Code {
		kinds = methodSlips[:]
	}
	g := regionAt(text, errors[0].Col-1)
	proposal := ""
	try := func(candidate string) bool {
		var quiet diag.List
		one, ok := resolve(model, Line{Text: candidate}, &quiet, true)
		if ok && len(quiet) == 0 && !newLiterals(one, original, text) {
			proposal = strings.TrimSpace(candidate)
		}
		return proposal == ""
	}
	for _, kind := range kinds {
		if !kind(g, try) {
			break
		}
	}
	return proposal
}

// newLiterals says whether a candidate takes something for a literal key that the line itself does not: then the slip
// is another one.
func newLiterals(candidate, original resolved, text string) bool {
	delimited := func(r rune) bool { return strings.ContainsRune("/'()", r) }
	for _, literal := range literalKeys(candidate.path) {
		known := slices.Contains(literalKeys(original.path), literal) ||
			len(original.path) == 0 && slices.Contains(strings.FieldsFunc(text, delimited), literal)
		if !known {
			return true
		}
	}
	return false
}

// literalKeys are the keys and addresses that are no placeholders.
func literalKeys(path []Step) []string {
	var all []string
	for _, s := range path {
		for _, k := range s.Keys {
			if k.Placeholder == "" {
				all = append(all, k.Literal)
			}
		}
		if s.Kind == AddressStep && !s.AddressPlaceholder {
			all = append(all, s.Address)
		}
	}
	return all
}

// slip makes the lines of which a line may be a slip, and stops where yield is false; it returns what yield did.
type slip func(g region, yield func(string) bool) bool

// slips are the kinds of slips, the likeliest first, and methodSlips those after which a method does not fit.
var (
	slips = [...]slip{
		region.missingSlash, region.surplusSign, region.signForSlash, region.surplusPlaceholder, region.missingKey, region.missingBrace,
		region.missingColon, region.missingSlashInName,
	}
	methodSlips = [...]slip{region.missingKey, region.missingSlashInName}
)

// region is the part of a line in which a slip is looked for: the segment that is complained about and the one before.
type region struct {
	text           string
	start, at, end int // of the segment before, of the segment, and its end
}

func regionAt(text string, offset int) region {
	first := skipBlanks(text, 0) // of the path
	if gap := strings.IndexAny(text[first:], blanks); gap >= 0 {
		first = skipBlanks(text, first+gap)
	}
	g := region{text: text, end: len(text)}
	if query := strings.IndexByte(text[first:], '?'); query >= 0 {
		g.end = first + query
	}
	if offset < first { // of the method: the last segment decides whether it fits
		offset = g.end
	}
	offset = min(offset, len(text))
	g.at = max(first, strings.LastIndexByte(text[:offset], '/')+1)
	g.start = max(first, strings.LastIndexByte(text[:max(0, g.at-1)], '/')+1)
	if next := strings.IndexByte(text[offset:], '/'); next >= 0 {
		g.end = offset + next
	}
	g.end = max(g.end, offset)
	return g
}

func (g region) insert(at int, s string) string { return g.text[:at] + s + g.text[at:] }

// missingSlash adds a slash where a placeholder or a system segment begins or ends.
func (g region) missingSlash(yield func(string) bool) bool {
	for i := g.start + 1; i < g.end; i++ {
		before, after := g.text[i-1], g.text[i]
		begins := strings.IndexByte("{<[$", after) >= 0 && strings.IndexByte("/('={<[", before) < 0
		ends := strings.IndexByte("}>])", before) >= 0 && strings.IndexByte("/)',:}>]", after) < 0
		if (begins || ends) && !yield(g.insert(i, "/")) {
			return false
		}
	}
	return true
}

// surplusSign leaves a sign out.
func (g region) surplusSign(yield func(string) bool) bool {
	return g.signs(func(i, width int) bool { return yield(g.text[:i] + g.text[i+width:]) })
}

// signForSlash writes a slash for another sign.
func (g region) signForSlash(yield func(string) bool) bool {
	return g.signs(func(i, width int) bool { return yield(g.text[:i] + "/" + g.text[i+width:]) })
}

// signs calls f for each character that belongs in no name.
func (g region) signs(f func(i, width int) bool) bool {
	for i := g.start; i < g.end; {
		c, width := utf8.DecodeRuneInString(g.text[i:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '/' && !f(i, width) {
			return false
		}
		i += width
	}
	return true
}

// bracketed is a placeholder with the slash before it.
var bracketed = regexp.MustCompile(`/?(?:\{[^{}/]*\}|<[^<>/]*>|\[[^\[\]/]*\])`)

// surplusPlaceholder leaves a placeholder out.
func (g region) surplusPlaceholder(yield func(string) bool) bool {
	from := max(0, g.at-1)
	for _, at := range bracketed.FindAllStringIndex(g.text[from:g.end], -1) {
		if !yield(g.text[:from+at[0]] + g.text[from+at[1]:]) {
			return false
		}
	}
	return true
}

// missingKey adds a key.
func (g region) missingKey(yield func(string) bool) bool {
	for _, at := range [...]int{g.at - 1, g.end, g.start - 1} {
		if at > 0 && !yield(g.insert(at, "/{id}")) {
			return false
		}
	}
	return true
}

// missingBrace adds one half of a pair.
func (g region) missingBrace(yield func(string) bool) bool {
	for i := max(g.start-1, 0); i <= len(g.text); i++ {
		ends := i == len(g.text) || strings.IndexByte("/:')?&", g.text[i]) >= 0
		if ends && (!yield(g.insert(i, "}")) || !yield(g.insert(i, ">"))) || ends && (!yield(g.insert(i, ")")) || !yield(g.insert(i, "'"))) {
			return false
		}
		begins := i > 0 && strings.IndexByte("/('=", g.text[i-1]) >= 0
		if begins && (!yield(g.insert(i, "{")) || !yield(g.insert(i, "<")) || !yield(g.insert(i, "'"))) {
			return false
		}
	}
	return true
}

// missingColon adds the colon that begins or ends a path address.
func (g region) missingColon(yield func(string) bool) bool {
	for i := max(g.start-1, 0); i <= g.end && i < len(g.text); i++ {
		if g.text[i] == '/' && i > 0 && !yield(g.insert(i, ":")) {
			return false
		}
	}
	return true
}

// missingSlashInName adds a slash anywhere.
func (g region) missingSlashInName(yield func(string) bool) bool {
	for i := g.at + 1; i < g.end; i++ {
		if g.text[i-1] != '/' && !yield(g.insert(i, "/")) {
			return false
		}
	}
	return true
}
