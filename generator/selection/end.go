package selection

// This file is the end of a request line: the segments $count, $ref and $value, and what the method does with the resource that the
// path leads to.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// system takes a segment that begins with $.
func (w *walker) system(s segment) bool {
	pos := w.request.line.at(s.offset)
	switch s.name {
	case "$count", "$ref", "$value":
		if len(w.path) == 0 {
			break
		}
		if complaint := w.misfit(s.name); complaint != "" {
			w.diags.Errorf(pos, "path-end", "%s %s", s.name, complaint).Fixf("leave it out")
			return false
		}
		w.tail = s.name
		return true
	case "$batch":
		w.diags.Errorf(pos, "request-system", "$batch needs no request line: any requests can be sent together").Fixf("use odata.Batch")
		return false
	case "$metadata":
		w.diags.Errorf(pos, "request-system", "$metadata is the schema itself, which metadata: names").Fixf("leave the line out")
		return false
	case "$entity", "$all", "$crossjoin":
		w.diags.Errorf(pos, "request-system", "%s addresses entities of any type, so there is no typed request for it", s.name).
			Fixf("name the entity set instead, or call odata.Get with the path")
		return false
	}
	w.diags.Errorf(pos, "unknown-segment", "%q has no meaning here", s.text).Fixf("the segments that end a path are $count, $ref and $value")
	return false
}

// misfit says why a segment cannot end this path; "" where it can.
func (w *walker) misfit(name string) string {
	here := w.here()
	switch {
	case here.Of == nil:
		return "follows the action " + here.Text + ", which returns nothing"
	case name == "$count" && !here.Collection:
		return "counts a collection, but the path leads to " + here.what()
	case name == "$ref" && (here.Type == nil || !here.Type.Entity):
		return "is about entities, but the path leads to " + here.what()
	case name == "$value" && here.Collection:
		return "is one value, but the path leads to " + here.what()
	case name == "$value" && metadata.IsStream(here.Of):
		return "is the text of a value, but " + here.Text + " is a stream, which is read without it"
	case name == "$value" && here.Type != nil && !here.Type.Entity:
		return "is the text of a primitive value or the media of an entity, but the path leads to " + here.what()
	}
	return ""
}

// kind decides what the method does with the resource.
func (w *walker) kind() (Kind, bool) {
	here := w.here()
	kinds := w.kinds()
	if kind, ok := kinds[w.request.method]; ok {
		return kind, true
	}
	var advice []string
	for _, m := range methods {
		if _, ok := kinds[m]; ok {
			advice = append(advice, m)
		}
	}
	what := here.what()
	switch {
	case w.tail != "":
		what = w.tail + " of " + what
	case here.Kind == CallStep && here.Call.Function:
		what = "the function " + here.Call.QualifiedName()
	case here.Kind == CallStep:
		what = "the action " + here.Call.QualifiedName()
	}
	if here.Kind == KeyStep && !here.Parentheses && here.Keys[0].Placeholder == "" {
		what += `, since no operation of the collection is called "` + here.Keys[0].Literal + `" and that is taken for a key`
	}
	d := w.diags.Errorf(w.request.line.at(w.request.methodAt), "request-method", "%s does not fit a path that leads to %s", w.request.method, what)
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

// kinds are the methods that fit the path, and what they do.
func (w *walker) kinds() map[string]Kind {
	here := w.here()
	one := map[string]Kind{"GET": Get, "PATCH": Update, "PUT": Replace, "DELETE": Delete}
	switch {
	case w.tail == "$count":
		return map[string]Kind{"GET": Count}
	case w.tail == "$ref" && here.Collection:
		return every(Reference, "GET", "POST", "DELETE")
	case w.tail == "$ref":
		return every(Reference, "GET", "PUT", "DELETE")
	case w.tail == "$value" && here.Type != nil:
		return every(Stream, "GET", "PUT", "PATCH", "DELETE")
	case w.tail == "$value":
		return every(Value, "GET")
	case here.Kind == CallStep && here.Call.Function && here.Arguments == nil && w.request.method == "POST" && !here.Parentheses:
		return every(Invoke, "POST")
	case here.Kind == CallStep && here.Call.Function:
		kinds := every(Invoke, "GET")
		if here.Type != nil && !here.Collection {
			kinds["PATCH"], kinds["PUT"], kinds["DELETE"] = Update, Replace, Delete // of what the function leads to
		}
		return kinds
	case here.Kind == CallStep:
		return every(Invoke, "POST")
	case metadata.IsStream(here.Of):
		return every(Stream, "GET", "PUT", "PATCH", "DELETE")
	case here.Type == nil && here.Kind == NavigationStep:
		return nil // of the abstract Edm.EntityType
	case here.Type == nil, here.Collection && !here.Type.Entity:
		return every(Value, "GET", "PUT", "DELETE")
	case here.Collection:
		return map[string]Kind{"GET": List, "POST": Create}
	case here.Kind == SingletonStep:
		delete(one, "DELETE")
	}
	return one
}

func every(kind Kind, methods ...string) map[string]Kind {
	all := map[string]Kind{}
	for _, m := range methods {
		all[m] = kind
	}
	return all
}
