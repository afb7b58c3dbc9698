package load

// This file reads the declarations of all documents, each in the scope of its own document: reader. What they declare
// is in the Model under its name afterwards; the names that they use wait in lists (names.go), since what they name may
// come later or in another document.

import (
	"maps"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// declarations are what the documents declare.
type declarations struct {
	builder *metadata.Builder
	model   *metadata.Model // the builder's
	schemas map[string]*metadata.Schema
	// vocabularies are the schemas of well-known vocabularies that something refers to, by namespace.
	vocabularies map[string]*metadata.Schema
	// mentioned are the namespaces of all names that the documents use.
	mentioned map[string]bool
	aliases   []alias

	containers map[string]*metadata.EntityContainer // by qualified name
	// extends are the Extends attributes, with full names.
	extends map[*metadata.EntityContainer]string
	// main is the service's container as far as the main document says, or nil.
	main *metadata.EntityContainer

	// denials are the types that say that they are not open or have no stream.
	denials []denial
	names   names

	// outOfLine are the Annotations elements, those of overlays last.
	outOfLine []targeted
	// implied are annotations without a value, untyped those of JSON documents: their terms are looked up at the end.
	implied []*metadata.Annotation
	untyped []untyped
	// termScopes are the scopes of the documents that declare terms.
	termScopes map[*metadata.Term]*scope
}

// alias is an alias that users of the Model may write.
type alias struct{ alias, namespace string }

// denial is an attribute of a type that is false.
type denial struct {
	of        *metadata.StructuredType
	attribute string
}

// reader reads the elements of one document.
type reader struct {
	*declarations

	scope *scope
	diags *diag.Collector
}

func (d *declarations) reader(s *scope, diags *diag.Collector) *reader {
	return &reader{declarations: d, scope: s, diags: diags}
}

// declare reads the schemas of all documents, and the annotations of overlays.
func declare(docs *documents, diags *diag.Collector) *declarations {
	builder := metadata.NewBuilder()
	d := &declarations{
		builder: builder, model: builder.Model,
		schemas: map[string]*metadata.Schema{}, vocabularies: map[string]*metadata.Schema{}, mentioned: map[string]bool{},
		containers: map[string]*metadata.EntityContainer{}, extends: map[*metadata.EntityContainer]string{},
		termScopes: map[*metadata.Term]*scope{},
	}
	main := docs.files[0]
	d.model.Version = main.scope.version
	for _, f := range docs.files {
		d.reader(f.scope, diags).readFile(f)
		// Users name things by the main document's aliases, else by those of the others.
		for a, namespace := range f.scope.aliases {
			d.aliases = append(d.aliases, alias{a, namespace})
		}
	}
	for _, f := range docs.files {
		d.checkIncluded(f, docs.unread, diags)
	}
	name := main.scope.unalias(main.scope.container)
	if name != "" && d.containers[name] == nil {
		diags.Report(main.root.Pos, complaint.ContainerMissing, "the document names the entity container %s, which does not exist", name)
	}
	d.main = containerOf(main, name, d.model.Containers)
	for _, f := range docs.overlays {
		d.inheritAliases(f.scope)
		d.reader(f.scope, diags).readOverlay(f)
	}
	return d
}

// inheritAliases lets the aliases of the metadata hold in an overlay too.
func (d *declarations) inheritAliases(s *scope) {
	for _, a := range d.aliases {
		if s.aliases[a.alias] == "" {
			s.aliases[a.alias] = a.namespace
		}
	}
}

// checkIncluded complains about schemas that are included from documents that do not have them.
func (d *declarations) checkIncluded(f *file, left map[string]unread, diags *diag.Collector) {
	for _, r := range f.references {
		if r.Get("Uri") == "" {
			continue // Complained about.
		}
		for _, e := range r.Children {
			namespace := e.Get("Namespace")
			if _, unread := left[namespace]; e.Name == "Include" && namespace != "" && !unread && d.schemas[namespace] == nil && !vocab.IsWellKnown(namespace) {
				diags.Report(e.Pos, complaint.IncludeMissing, "the document %s has no schema %s", diag.Shortened(r.Get("Uri")), namespace)
			}
		}
	}
}

// within is a reader for a schema of the document: one whose alias another schema has too means itself by it.
func (r *reader) within(e *csdl.Element) *reader {
	alias, namespace := e.Get("Alias"), e.Get("Namespace")
	if alias == "" || r.scope.aliases[alias] == namespace {
		return r
	}
	own := *r.scope
	own.aliases = maps.Clone(r.scope.aliases)
	own.aliases[alias] = namespace
	return r.reader(&own, r.diags)
}

// readFile reads the schemas of a file, or of one that was only asked for annotations, those.
func (r *reader) readFile(f *file) {
	for _, s := range f.schemas {
		if f.included {
			r.within(s).readSchema(s)
			continue
		}
		for _, c := range s.Children {
			if c.Name == "Annotations" && c.Space == csdl.EdmSpace {
				r.readTargeted(c, f.filters)
			}
		}
	}
}

// readOverlay reads the annotations of an overlay, which may hold nothing else.
func (r *reader) readOverlay(f *file) {
	for _, s := range f.schemas {
		for _, c := range s.Children {
			if c.Name != "Annotations" {
				r.diags.Report(c.Pos, complaint.OverlayElement, "<%s> in an overlay, which can contain only Annotations", c.Name).Fixf("remove it, or move it to the metadata")
				continue
			}
			r.readTargeted(c, nil)
		}
	}
}

// containerOf is the container that the main document gives as the service's, else the last one that it declares, else
// nil.
func containerOf(main *file, name string, containers []*metadata.EntityContainer) *metadata.EntityContainer {
	var found *metadata.EntityContainer
	for _, c := range containers {
		if c.QualifiedName() == name {
			return c
		}
		if c.Pos.File == main.root.Pos.File {
			found = c
		}
	}
	return found
}

// unexpected complains about an element that means nothing where it stands.
func unexpected(e *csdl.Element, in string, diags *diag.Collector) {
	if e.Space == csdl.EdmSpace || e.Space == csdl.EdmxSpace {
		diags.Report(e.Pos, complaint.UnknownElement, "<%s> has no meaning in %s; it is ignored", e.Name, in)
	}
}
