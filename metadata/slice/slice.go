// Package slice cuts the description of a service down to what somebody needs of it: a valid CSDL document of a few
// kilobytes that means, of the elements that are kept, what the whole means.
//
//	text, err := slice.XML(sources, model, slice.Keep{Types: types, Members: members, Operations: operations})
//
// What is kept is told by elements of the Model, and found again in the documents by position: nothing is written that
// a document does not say. The result is in the words of CSDL XML whatever the documents were, one document whatever
// they were split over, and in an order of its own, so that a service that orders its declarations anew changes
// nothing.
package slice

// This file is what is asked for, and the way from there to a document as a table of contents: keep.go finds what
// belongs to what is asked for, cut.go takes everything else away, join.go makes one document of several, typed.go says
// in XML what JSON leaves to the declaration of a term.

import (
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// Keep says what a slice holds. What the elements need to be valid comes along: base types, keys, the types of members
// and parameters, terms, and the members that annotations name. The elements may be of any Model of the documents, also
// of one with overlays: their positions count.
type Keep struct {
	// Types are kept with their annotations and base types, enumerations and type definitions as a whole. Of structured
	// types, only Members and the parts of keys are kept. A type that is only mentioned by something that is kept comes
	// without members and annotations.
	Types []metadata.Type
	// Members are properties and navigation properties, kept with their annotations.
	Members []metadata.Member
	// Operations are overloads, kept with their annotations.
	Operations []*metadata.Operation
	// Signatures are overloads that only have to be there: they are kept without annotations. So are types that are
	// Mentioned, without members.
	Signatures []*metadata.Operation
	Mentioned  []metadata.Type
	// Targets are elements as annotations name them, "ns.type/member", "ns.container/set", with full names; see
	// Targets. What does not exist is passed over.
	Targets []string
	// Self is the URI by which the slice can name itself, relative to where it will be. A namespace that has several
	// aliases, of several documents, has one at its schema, and the others by a reference of the slice to itself.
	// Without Self they are lost.
	Self string
	// Namespaces are those whose schemas are kept even where nothing in them is.
	Namespaces []string
}

// XML is Cut for documents as they were read, and returns CSDL XML. The error is what Parse of metadata/csdl says of a
// document, or a *csdl.WriteError.
func XML(sources []csdl.Source, model *metadata.Model, keep Keep) ([]byte, error) {
	documents := make([]*csdl.Document, len(sources))
	for i, s := range sources {
		d, err := csdl.Parse(s)
		if err != nil {
			return nil, err
		}
		documents[i] = d
	}
	return csdl.XML(Cut(documents, model, keep))
}

// Cut returns the part of the documents that Keep asks for: the main document first, then those that it refers to, as
// they were parsed for the model, which is that of the documents without overlays. The documents stay as they are.
func Cut(documents []*csdl.Document, model *metadata.Model, keep Keep) *csdl.Document {
	k := newKeeper(model)
	k.all(keep)
	c := newCutter(model, k, keep.Namespaces)
	version := documents[0].Root.Get("Version")
	out, services := csdl.NewDocument(documents[0].Name, version)
	scopes := make([]*scope, len(documents))
	for i, d := range documents {
		scopes[i] = newScope(d, documents, model)
		services.Add(c.document(d, scopes[i])...)
	}
	if len(services.Children) == 0 {
		services.Add(anySchema(documents[0])) // a document has one
	}
	c.extended()
	c.attach(services, documents, scopes)
	c.order(services)
	references := newReferences(out.Root)
	for i, d := range documents {
		references.add(d, scopes[i])
	}
	references.addSelf(keep.Self, services, model)
	out.Root.Children = append(references.kept, services)
	return out
}
