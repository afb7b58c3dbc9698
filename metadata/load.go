package metadata

// This file is the way from documents to a Model, as a table of contents: parse, read declarations, resolve references, apply
// annotations, check. Each step looks at everything and collects its complaints, so that a user sees all of them at once.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// Options say what Load does besides reading the main document.
type Options struct {
	// Overlays are documents whose annotations are added to the elements of the main document. An annotation with the same term and
	// qualifier overrides the one that is there.
	Overlays []Source
}

// Load reads a service's metadata into a resolved Model. The error is a Diagnostics with every complaint, sorted by
// position; complaints that stop nothing are in Model.Warnings.
func Load(main Source, options Options) (*Model, error) {
	l := &loader{
		model: &Model{
			types:      map[string]Type{},
			operations: map[string][]*Operation{},
			terms:      map[string]*Term{},
			bound:      map[Type][]*Operation{},
			aliases:    map[string]string{},
		},
		properties: map[*StructuredType]map[string]any{},
		extends:    map[*EntityContainer]string{},
	}
	l.primitives()
	if doc := l.parse(main); doc != nil {
		l.readDocument(doc)
		l.resolve()
		l.annotate()
		for _, o := range options.Overlays {
			if overlay := l.parse(o); overlay != nil {
				l.readOverlay(overlay)
			}
		}
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
	// pending are the references to look up once everything is declared, in document order.
	pending []func()
	// keys are the paths of keys, which need the types of properties.
	keys []func()
	// outOfLine are the Annotations elements of the main document, with the aliases that hold there.
	outOfLine []targeted
	// annotations are annotations whose term's default value is looked up at the end.
	untagged []*Annotation
	// properties index the own members of types by name, for paths.
	properties map[*StructuredType]map[string]any
	containers []*EntityContainer
	// extends are the Extends attributes that are not done yet.
	extends   map[*EntityContainer]string
	schemas   map[string]*Schema
	proposals int // how many were asked for
}

func (l *loader) parse(src Source) *Document {
	doc, err := Parse(src)
	if err != nil {
		if list, ok := err.(Diagnostics); ok {
			l.diags = append(l.diags, list...)
		} else {
			l.diags.Errorf(Pos{File: src.Name}, "xml", "%v", err)
		}
		return nil
	}
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
