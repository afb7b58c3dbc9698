package load

// This file is the way from documents to a Model, as a table of contents: parse, read declarations, resolve references, apply
// annotations, check. Each step looks at everything and collects its complaints, so that a user sees all of them at once.

import (
	"errors"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// Source is a document: its name as complaints show it, and its bytes.
type Source = csdl.Source

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
func Load(main Source, options Options) (*metadata.Model, error) {
	model, complaints := load(main, options)
	if err := complaints.Err(); err != nil {
		return nil, err
	}
	model.Warnings = complaints.Warnings()
	return model, nil
}

// load is Load with all complaints, warnings beside errors.
func load(main Source, options Options) (*metadata.Model, diag.List) {
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
		l.check()
	}
	return l.model, l.diags.Done(main.Name)
}

// loader holds what the steps of Load share.
type loader struct {
	builder *metadata.Builder
	model   *metadata.Model
	diags   diag.Collector
	// scope is what holds in the document that is being read.
	scope *scope
	// pending are the references to look up once everything is declared, in document order.
	pending []func()
	// keys are the paths of keys, which need the types of properties.
	keys []func()
	// outOfLine are the Annotations elements of all documents but overlays.
	outOfLine []targeted
	// untagged are annotations without a value, untyped those of JSON documents: their terms are looked up at the end.
	untagged map[*metadata.Annotation]bool
	untyped  []untyped
	// valueless are the values that properties of records have for want of one.
	valueless      map[metadata.Expression]bool
	containers     []*metadata.EntityContainer
	containerNames map[string]*metadata.EntityContainer
	// mainContainer is the service's container as far as the main document says.
	mainContainer *metadata.EntityContainer
	// extends are the Extends attributes that are not done yet.
	extends map[*metadata.EntityContainer]string
	schemas map[string]*metadata.Schema
	// unread are the namespaces that references include from documents that are not read.
	unread map[string]unread
	// vocabularies are the schemas of well-known vocabularies that something refers to, by namespace.
	vocabularies map[string]*metadata.Schema
	// scopes are what holds in the documents, by their names.
	scopes map[string]*scope
	// denials are the types that say that they are not open or have no stream.
	denials []denial
	// children, below and signatures are what containers have, what derived types have, and overloads, each by name, as far as asked for.
	children   map[*metadata.EntityContainer]map[string]child
	below      map[*metadata.StructuredType]map[string]bool
	contained  map[*metadata.StructuredType]*metadata.NavigationProperty
	signatures map[string]map[string]*metadata.Operation
	// labels are the names of labelled elements, labelled the references to them.
	labels   map[string]bool
	labelled []labelled
	// have are the places of annotations in their lists, by term and qualifier; copied counts those of operations with overloads, each of which
	// has them.
	have   map[*metadata.Annotations]map[string]int
	copied int
	// enumNumbers are the names of members by value.
	enumNumbers map[*metadata.EnumType]map[int64]string
	// members index what annotations can be about inside a container or an enumeration type.
	members map[any]map[string]*metadata.Annotations
}

// denial is an attribute of a type that is false.
type denial struct {
	of        *metadata.StructuredType
	attribute string
}

// scope is what holds in one document.
type scope struct {
	aliases map[string]string
	json    bool
	overlay bool
	version string // of OData
	// container is the name that the document gives as the service's container, "" in most.
	container string
	fullName  string // of the container, without an alias
}

func newLoader() *loader {
	builder := metadata.NewBuilder()
	l := &loader{
		builder:      builder,
		model:        builder.Model,
		scope:        &scope{},
		extends:      map[*metadata.EntityContainer]string{},
		schemas:      map[string]*metadata.Schema{},
		unread:       map[string]unread{},
		vocabularies: map[string]*metadata.Schema{},
		valueless:    map[metadata.Expression]bool{},
		untagged:     map[*metadata.Annotation]bool{},
		children:     map[*metadata.EntityContainer]map[string]child{},
		contained:    map[*metadata.StructuredType]*metadata.NavigationProperty{},
		below:        map[*metadata.StructuredType]map[string]bool{},
		signatures:   map[string]map[string]*metadata.Operation{},
		enumNumbers:  map[*metadata.EnumType]map[int64]string{},
		labels:       map[string]bool{},
		have:         map[*metadata.Annotations]map[string]int{},
		scopes:       map[string]*scope{},

		containerNames: map[string]*metadata.EntityContainer{},
		members:        map[any]map[string]*metadata.Annotations{},
	}
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

func (l *loader) parse(src Source) *csdl.Document {
	doc, err := csdl.Parse(src)
	if err != nil {
		var list diag.List
		if !errors.As(err, &list) {
			l.diags.Errorf(diag.Pos{File: src.Name, Line: 1, Col: 1}, "xml", "%v", err)
		}
		l.diags.Add(list)
		return nil
	}
	l.diags.Add(doc.Warnings)
	return doc
}

// finish links what is only known once everything is resolved.
func (l *loader) finish() {
	l.builder.Finish()
	for _, s := range l.model.Schemas {
		for _, op := range s.Operations {
			for _, p := range op.Parameters {
				_, p.Optional = vocab.OptionalParameter(p.Annotations)
			}
		}
	}
}

// in makes the scope that of the document with a position.
func (l *loader) in(pos diag.Pos) *scope {
	if s := l.scopes[pos.File]; s != nil {
		l.scope = s
	}
	return l.scope
}
