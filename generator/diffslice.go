package generator

// This file compares a slice with a whole document, for a configuration: what csdlgen pull cuts away has not changed.
// Both documents are cut to what the configuration needs before they are compared, as pull does; diff.go does the rest.

import (
	"slices"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/compare"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/slice"
)

// document is one of the two that are compared.
type document struct {
	load.Source
	// opened are the documents that it refers to.
	opened []load.Source
	model  *metadata.Model
	sliced bool
}

// changes are the differences of two documents for a configuration. A document that cannot be cut, since it breaks
// rules of CSDL, is compared as it is.
func changes(old, new *document, config *Config) []compare.Change {
	all := compare.Models(old.model, new.model)
	if old.sliced == new.sliced {
		return all
	}
	before, err := old.cut(config)
	if err != nil {
		return all
	}
	after, err := new.cut(config)
	if err != nil {
		return all
	}
	return placed(compare.Models(before, after), all)
}

// cut is the model of what a configuration needs of the document. Lines that mean nothing in it need nothing.
func (d *document) cut(config *Config) (*metadata.Model, error) {
	var ignored diag.List // CompareFor complains about them
	closure := selectFrom(d.model, config, &ignored)
	text, err := slice.XML(append([]load.Source{d.Source}, d.opened...), d.model, needed(d.model, config, closure, nil))
	if err != nil {
		return nil, err
	}
	model, complaints := load.Load(load.Source{Name: d.Name, Data: text}, load.Options{})
	return model, demoted(complaints, isNeeded).Err()
}

// placed gives changes between parts of documents the places that the same elements have in the documents themselves.
func placed(parts, whole []compare.Change) []compare.Change {
	for i, c := range parts {
		at := slices.IndexFunc(whole, func(w compare.Change) bool { return w.Kind == c.Kind && w.Name == c.Name && w.Rule == c.Rule })
		if at < 0 {
			at = slices.IndexFunc(whole, func(w compare.Change) bool { return w.Kind == c.Kind && w.Name == c.Name })
		}
		parts[i].Places = []compare.Place{}
		if at >= 0 {
			parts[i].Places = whole[at].Places
		}
	}
	return parts
}
