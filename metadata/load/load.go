package load

// This file is the way from documents to a Model, as a table of contents. Each phase gets what the ones before it made,
// and looks at everything: it collects its complaints and goes on, so that a user sees all of them at once.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// Source is a document: its name as complaints show it, and its bytes.
type Source = csdl.Source

// Diagnostics is a list of complaints; its Err is nil where there are only warnings.
type Diagnostics = diag.List

// Options say what Load does besides reading the main document.
type Options struct {
	// Overlays are documents whose annotations are added to the elements of the main document. An annotation with the
	// same term and qualifier overrides the one that is there.
	Overlays []Source
	// Open reads the documents that others refer to (CSDL 4.01, section 4.1). Without it none is read. An error says
	// why one is not read; that is a warning, and an error where something is needed from it.
	Open func(Reference) (Source, error)
}

// Load reads a service's metadata, in CSDL XML or CSDL JSON, into a resolved Model. It returns all complaints, errors
// and warnings, sorted by position. Where there are errors the Model is as good as it can be: what stands in none of
// the elements that they are Within is as the document says. It is nil where the main document cannot be read at all.
// Load does no input or output besides Options.Open.
func Load(main Source, options Options) (*metadata.Model, Diagnostics) {
	var diags diag.Collector
	docs := gather(main, options, &diags)
	if docs == nil {
		return nil, diags.Done(main.Name)
	}
	d := declare(docs, &diags)
	addVocabularies(d, &diags)
	resolve(d, docs.unread, &diags)
	annotate(d, &diags)
	typeConstants(d)
	found := diags.Done(main.Name)
	place(docs, found)
	return finish(d), found
}

// finish links what is only known once everything is resolved.
func finish(d *declarations) *metadata.Model {
	for _, s := range d.model.Schemas {
		for _, op := range s.Operations {
			for _, p := range op.Parameters {
				_, p.Optional = vocab.OptionalParameter(p.Annotations)
			}
		}
	}
	for _, s := range d.vocabularies {
		d.model.Vocabularies = append(d.model.Vocabularies, s)
	}
	slices.SortFunc(d.model.Vocabularies, func(a, b *metadata.Schema) int { return strings.Compare(a.Namespace, b.Namespace) })
	for _, f := range d.aliases {
		d.builder.DeclareAlias(f.alias, f.namespace)
	}
	return d.builder.Finish()
}
