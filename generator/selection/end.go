package selection

// This file is the end of a request line: the segments $count, $ref and $value, and what the method does with the
// resource that the path leads to.

import (
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"
)

// system takes a segment that begins with $.
func (w *walker) system(s segment) bool {
	pos := w.request.line.at(s.offset)
	switch s.name {
	case countTail, refTail, valueTail:
		if len(w.path) == 0 || s.parens {
			break
		}
		if problem := w.misfit(s.name); problem != "" {
			w.diags.Report(pos, complaint.PathEnd, "%s %s", s.name, problem).Fixf("leave it out")
			return false
		}
		w.tail = s.name
		return true
	case "$batch":
		w.diags.Report(pos, complaint.RequestSystem, "$batch needs no request line: any requests can be sent in a batch").Fixf("use odata.Batch")
		return false
	case "$metadata":
		w.diags.Report(pos, complaint.RequestSystem, "$metadata is the schema itself, which metadata: specifies").Fixf("leave the line out")
		return false
	case "$entity", "$all", "$crossjoin":
		w.diags.Report(pos, complaint.RequestSystem, "%s addresses entities of any type, so there is no typed request for it", s.name).
			Fixf("name the entity set instead, or call odata.Get with the path")
		return false
	}
	w.diags.Report(pos, complaint.UnknownSegment, "%q has no meaning here", s.text).Fixf("the segments that end a path are $count, $ref and $value")
	return false
}

// kind decides what the method does with the resource.
func (w *walker) kind() (Kind, bool) {
	here := w.here()
	posted := w.request.method == "POST" && here.Kind == CallStep && here.Arguments == nil && !here.Parentheses
	kinds := w.kinds(posted)
	if kind, ok := kinds[w.request.method]; ok {
		return kind, true
	}
	var advice []string
	for _, m := range methods {
		if _, ok := kinds[m]; ok {
			advice = append(advice, m)
		}
	}
	d := w.diags.Report(w.request.line.at(w.request.methodAt), complaint.RequestMethod, "%s does not fit a path that leads to %s", w.request.method, w.resource())
	switch n := len(advice); n {
	case 0:
		d.Fixf("no method fits it; end the line elsewhere")
	case 1:
		d.Fixf("%s does", advice[0])
	default:
		d.Fixf("%s and %s do", strings.Join(advice[:n-1], ", "), advice[n-1])
	}
	return "", false
}

// resource is what the line is about, for messages.
func (w *walker) resource() string {
	here := w.here()
	what := here.what()
	switch {
	case w.tail != "":
		return w.tail + " of " + what
	case here.Kind == CallStep && here.Call.Function:
		return "the function " + here.Call.QualifiedName()
	case here.Kind == CallStep:
		return "the action " + here.Call.QualifiedName()
	case here.Kind == KeyStep && !here.Parentheses && here.Keys[0].Placeholder == "":
		return what + `, since no operation of the collection is called "` + here.Keys[0].Literal + `", which is therefore read as a key`
	}
	return what
}
