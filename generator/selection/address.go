package selection

// This file takes path addresses: what stands between two colons, or after the last one, addresses an entity below the
// one before by the names on the way (Microsoft Graph, "path-based addressing"). It leads to an entity of the same
// type.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"

	"github.com/csdlgen/csdlgen/metadata"
)

// address takes the segments up to the next colon.
func (w *walker) address(s segment, rest []segment) ([]segment, bool) {
	here, colon := w.here(), w.request.line.at(s.offset+len(s.text))
	if w.tail != "" || !addressable(here) {
		w.diags.Report(colon, complaint.PathAddress, "a path address begins at one entity like a folder or a file, with a name, content or others of its type below it, but %q is %s", s.text, here.what()).
			Fixf("leave the colon out")
		return nil, false
	}
	var parts []string
	end := 0
	for end < len(rest) {
		parts = append(parts, rest[end].text)
		end++
		if rest[end-1].colon {
			break
		}
	}
	if len(parts) == 0 {
		w.diags.Report(colon, complaint.EmptyAddress, "nothing follows the colon of %s:", s.text).
			Fixf("write the path after it, such as %s:/{path}", s.text)
		return nil, false
	}
	step := Step{Kind: AddressStep, Text: strings.Join(parts, "/")}
	if system := slices.IndexFunc(parts, func(p string) bool { return strings.HasPrefix(p, "$") }); system >= 0 {
		w.diags.Report(w.request.line.at(rest[system].offset), complaint.PathAddress, "%q is not a name in a path address", parts[system]).
			Fixf("end the address with a colon before it")
		return nil, false
	}
	placeholders := slices.ContainsFunc(parts, isPlaceholder)
	switch {
	case placeholders && slices.ContainsFunc(parts, func(p string) bool { return !isPlaceholder(p) }), !placeholders && strings.ContainsAny(step.Text, "{}<>"):
		w.diags.Report(w.request.line.at(rest[0].offset), complaint.PathAddress, "%s", beside(step.Text)).
			Fixf("write {path} for the whole address, which ends with a colon")
		return nil, false
	case len(parts) == 1 && placeholders:
		step.Address, _ = placeholder(parts[0])
	case placeholders:
		step.Address = "path"
	default:
		step.Address = decoded(step.Text)
		if w.resolvesWithoutColon(s) {
			w.diags.Report(w.request.line.at(rest[0].offset), complaint.KeyLiteral, "%q is read as a path address, and %s has a member of that name", step.Text, here.Type.QualifiedName()).
				Fixf("leave the colon before it out, or write {path} for any address")
		}
	}
	step.AddressPlaceholder = placeholders
	w.step(step, rest[0], here.Type, false)
	return rest[end:], true
}

// resolvesWithoutColon says whether the line has a meaning without the colon after a segment, too: that may be the one
// that is meant.
func (w *walker) resolvesWithoutColon(s segment) bool {
	text, at := w.request.line.Text, s.offset+len(s.text)
	if w.trial || at >= len(text) {
		return false
	}
	var quiet diag.List
	one, ok := resolve(w.model, Line{Text: text[:at] + text[at+1:]}, &quiet, true)
	return ok && !newLiterals(one, resolved{walker: *w}, text)
}

// addressable says whether paths of names may lead on from what a step leads to, as from a folder or a file: it is one
// entity with a name, with content or with others of its type below it. The schema does not say where a service takes
// such paths, but where it cannot.
func addressable(s Step) bool { return s.entity() && len(addressedBy(s.Type)) > 0 }

// addressedBy are the members of the type that make it addressable.
func addressedBy(t *metadata.StructuredType) []string {
	var names []string
	for _, p := range t.AllProperties() {
		if p.Name == "name" || metadata.IsStream(p.Type) {
			names = append(names, p.Name)
		}
	}
	for _, n := range t.AllNavigation() {
		if n.Collection && n.Type == metadata.Type(t) {
			names = append(names, n.Name)
		}
	}
	return names
}
