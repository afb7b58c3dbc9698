package metadata

// This file is the way from documents to a Model, as a table of contents: parse, read declarations, resolve references, apply
// annotations, check. Each step looks at everything and collects its complaints, so that a user sees all of them at once.

import (
	"errors"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// Options say what Load does besides reading the main document.
type Options struct {
	// Overlays are documents whose annotations are added to the elements of the main document. An annotation with the same term and
	// qualifier overrides the one that is there.
	Overlays []Source
	// Open reads the documents that others refer to (CSDL 4.01, section 4.1). Without it none is read. An error says why one is not
	// read; that is a warning, and an error where something is needed from it.
	Open func(Reference) (Source, error)
}

// Load reads a service's metadata, in CSDL XML or CSDL JSON, into a resolved Model. The error is a Diagnostics with every complaint,
// sorted by position; complaints that stop nothing are in Model.Warnings. Load does no input or output besides Options.Open.
func Load(main Source, options Options) (*Model, error) {
	l := newLoader()
	if doc := l.parse(main); doc != nil {
		l.readDocuments(doc, options.Open)
		l.resolve()
		l.annotate()
		for _, o := range options.Overlays {
			if overlay := l.parse(o); overlay != nil {
				l.readOverlay(overlay)
			}
		}
		l.typeConstants()
		l.finish()
	}
	l.diags.Sort()
	if err := l.diags.Err(); err != nil {
		return nil, err
	}
	l.model.Warnings = l.diags.Warnings()
	return l.model, nil
}

// loader holds what the steps of Load share.
type loader struct {
	model *Model
	diags diag.List
	// scope is what holds in the document that is being read.
	scope *scope
	// pending are the references to look up once everything is declared, in document order.
	pending []func()
	// keys are the paths of keys, which need the types of properties.
	keys []func()
	// outOfLine are the Annotations elements of all documents but overlays.
	outOfLine []targeted
	// untagged are annotations without a value, untyped those of JSON documents: their terms are looked up at the end.
	untagged []*Annotation
	untyped  []untyped
	// properties index the own members of types by name, for paths.
	properties map[*StructuredType]map[string]any
	containers []*EntityContainer
	// mainContainer is the service's container as far as the main document says.
	mainContainer *EntityContainer
	// extends are the Extends attributes that are not done yet.
	extends map[*EntityContainer]string
	schemas map[string]*Schema
	// unread are the namespaces that references include from documents that are not read.
	unread map[string]unread
	// vocabularies are the schemas of well-known vocabularies that something refers to, by namespace.
	vocabularies map[string]*Schema
	proposals    int // how many were asked for
}

// scope is what holds in one document.
type scope struct {
	aliases map[string]string
	json    bool
	// container is the name that the document gives as the service's container, "" in most.
	container string
}

func newLoader() *loader {
	l := &loader{
		model: &Model{
			types:      map[string]Type{},
			operations: map[string][]*Operation{},
			terms:      map[string]*Term{},
			bound:      map[Type][]*Operation{},
			aliases:    map[string]string{},
		},
		scope:        &scope{},
		properties:   map[*StructuredType]map[string]any{},
		extends:      map[*EntityContainer]string{},
		schemas:      map[string]*Schema{},
		unread:       map[string]unread{},
		vocabularies: map[string]*Schema{},
	}
	l.primitives()
	return l
}

// later looks something up once everything is declared, in the scope of the document that is being read now.
func (l *loader) later(look func()) {
	scope := l.scope
	l.pending = append(l.pending, func() {
		l.scope = scope
		look()
	})
}

func (l *loader) parse(src Source) *Document {
	doc, err := Parse(src)
	if err != nil {
		var list Diagnostics
		if !errors.As(err, &list) {
			l.diags.Errorf(Pos{File: src.Name}, "xml", "%v", err)
		}
		l.diags = append(l.diags, list...)
		return nil
	}
	l.diags = append(l.diags, doc.warnings...)
	return doc
}

// primitiveNames are the types of the Edm namespace (CSDL 4.01, sections 3.3, 3.4 and 4.2).
var primitiveNames = [...]string{
	"Binary", "Boolean", "Byte", "Date", "DateTimeOffset", "Decimal", "Double", "Duration", "Guid", "Int16", "Int32", "Int64",
	"SByte", "Single", "Stream", "String", "TimeOfDay",
	"Geography", "GeographyPoint", "GeographyLineString", "GeographyPolygon", "GeographyMultiPoint", "GeographyMultiLineString",
	"GeographyMultiPolygon", "GeographyCollection",
	"Geometry", "GeometryPoint", "GeometryLineString", "GeometryPolygon", "GeometryMultiPoint", "GeometryMultiLineString",
	"GeometryMultiPolygon", "GeometryCollection",
	"PrimitiveType", "ComplexType", "EntityType", "Untyped",
	"AnnotationPath", "AnyPropertyPath", "ModelElementPath", "NavigationPropertyPath", "PropertyPath",
}

func (l *loader) primitives() {
	for _, name := range primitiveNames {
		l.model.types["Edm."+name] = &PrimitiveType{Name: name}
	}
}

// finish links what is only known once everything is resolved.
func (l *loader) finish() {
	for _, s := range l.model.Schemas {
		for _, op := range s.Operations {
			if op.Bound && len(op.Parameters) > 0 && op.Parameters[0].Type != nil {
				t := op.Parameters[0].Type
				l.model.bound[t] = append(l.model.bound[t], op)
			}
			for _, p := range op.Parameters {
				p.Optional = p.Annotations.Find("Org.OData.Core.V1.OptionalParameter") != nil
			}
		}
	}
}

// splitName cuts a qualified name at its last dot.
func splitName(qualified string) (namespace, name string) {
	i := strings.LastIndexByte(qualified, '.')
	if i < 0 {
		return "", qualified
	}
	return qualified[:i], qualified[i+1:]
}

// typeNames are the qualified names of all declared types that keep accepts, sorted, for proposals.
func (l *loader) typeNames(keep func(Type) bool) []string {
	var names []string
	for name, t := range l.model.types {
		if keep(t) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
