package generator

// This file says what of a service's description a configuration needs: what its selection depends on, and everything
// else that the configuration and its overlays name, which has to exist.

import (
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/slice"
)

// needed is what a package needs of the model that its lines were resolved in.
func needed(model *metadata.Model, config *Config, closure *selection.Closure, overlays []load.Source) slice.Keep {
	written := *closure
	written.Operations = slices.Concat(closure.Operations, selection.Written(model, config.lines()))
	needs := written.Needs(model)
	keep := slice.Keep{
		Types: slices.Collect(maps.Keys(needs.Types)), Operations: slices.Collect(maps.Keys(needs.Called)), Signatures: slices.Collect(maps.Keys(needs.Segments)),
		Targets: targets(model, config, overlays),
		Self:    (&url.URL{Path: filepath.Base(config.Metadata.Text)}).String(),
	}
	for t, names := range needs.Members {
		keep.Types = append(keep.Types, t)
		for name := range names {
			keep.Members = append(keep.Members, t.Own(name))
		}
	}
	for t := range needs.Namesakes {
		keep.Mentioned = append(keep.Mentioned, t)
		keep.Namespaces = append(keep.Namespaces, t.Namespace)
	}
	for child := range needs.Children {
		keep.Targets = append(keep.Targets, model.Container.QualifiedName()+"/"+child)
	}
	return keep
}

// lines are the request lines, with their places.
func (c *Config) lines() []selection.Line {
	lines := make([]selection.Line, len(c.Select))
	for i, s := range c.Select {
		lines[i] = selection.Line{Text: s.Text, Pos: c.at(s.Pos)}
	}
	return lines
}

// targets are the elements that overlays are about, and those that the configuration names besides its request lines,
// as targets of annotations.
func targets(model *metadata.Model, config *Config, overlays []load.Source) []string {
	var all []string
	for _, o := range overlays {
		all = append(all, slice.Targets(o, model)...)
	}
	for _, list := range [...][]TypeMembers{config.Properties, config.Expand, config.Derived} {
		for _, m := range list {
			of := model.Unalias(m.Type.Text)
			all = append(all, of)
			for _, name := range m.Names {
				all = append(all, of+"/"+name.Text, model.Unalias(name.Text))
			}
		}
	}
	for _, p := range config.Names {
		name, rest, deeper := strings.Cut(p.Schema.Text, "/")
		name = model.Unalias(strings.TrimSuffix(name, "()"))
		if deeper {
			name += "/" + rest
		}
		all = append(all, name)
	}
	return all
}
