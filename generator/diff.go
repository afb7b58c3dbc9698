package generator

// This file compares two descriptions of a service, wherever they are: files, URLs, git revisions.

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/compare"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// Diff is what changed between two descriptions of a service.
type Diff struct {
	// Changes are the worst first, then by name.
	Changes []compare.Change
	// Warnings are what the new document takes from a configuration: lines that mean nothing in it.
	Warnings Diagnostics

	old, new *metadata.Model
}

// Compare compares two descriptions of a service. Each name is that of a file, an http or https URL, or a document of a
// git revision, HEAD:graph.xml. It is an error if they describe different services: if they have no type in common.
func Compare(ctx context.Context, old, new string) (*Diff, error) {
	both, err := loadBoth(ctx, &Config{}, [2]string{old, new})
	if err != nil {
		return nil, err
	}
	d := &Diff{old: both[0].model, new: both[1].model}
	if err := sameService(d.old, d.new, old, new); err != nil {
		return nil, err
	}
	d.Changes = compare.Models(d.old, d.new)
	return d, nil
}

// CompareFor is Compare for what a configuration uses: changes of other elements are left out, and each of those that
// stay says which request lines and which Go names it touches. Where new is "", the configuration's metadata is
// compared. A slice is compared with the same part of a whole document. Overlays are not applied: they are the user's
// own. What the configuration ignores is left out; an ignore that matches no change is an error. Request lines that
// mean nothing in the new document are warnings.
func CompareFor(ctx context.Context, config *Config, old, new string) (*Diff, error) {
	if new == "" {
		new = config.Metadata.Text
		if !isURL(new) {
			new = config.resolve(new)
		}
	}
	both, err := loadBoth(ctx, config, [2]string{old, new})
	if err != nil {
		return nil, err
	}
	d := &Diff{old: both[0].model, new: both[1].model}
	if err := sameService(d.old, d.new, old, new); err != nil {
		return nil, err
	}
	before, after := usageOf(d.old, config), usageOf(d.new, config)
	if err := d.lost(config, before, after); err != nil {
		return nil, err
	}
	for _, c := range changes(both[0], both[1], config) {
		if touch(&c, before, after) {
			d.Changes = append(d.Changes, c)
		}
	}
	return d, d.ignore(config)
}

// touch fills in what of the configuration a change touches. It says whether that is anything; a change of the document
// as a whole always is.
func touch(c *compare.Change, before, after *usage) bool {
	e := elementOf(*c)
	var lines []string
	for _, u := range []*usage{before, after} {
		if u == before && c.Action == compare.Added || u == after && c.Action == compare.Removed {
			continue
		}
		for _, line := range u.touched(e) {
			if !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	if len(lines) == 0 {
		return c.Kind == compare.KindDocument
	}
	u := before
	if c.Action == compare.Added {
		u = after
	}
	c.Requests, c.Names = lines, u.names(e, lines)
	return true
}

// lost notes which lines mean nothing in the new document. What means nothing in either is a mistake of the
// configuration.
func (d *Diff) lost(config *Config, before, after *usage) error {
	var wrong, lost diag.List
	for _, c := range after.complaints {
		if before.missesToo(c, config) {
			wrong = append(wrong, c)
			continue
		}
		lost.Report(c.Pos, complaint.RequestLost, "this cannot be resolved in the new document: %s", c.Message).Fixf("change or remove it when you adopt the new schema")
	}
	d.Warnings = silenced(lost, config)
	return wrong.Err()
}

// ignore leaves out what the configuration ignores.
func (d *Diff) ignore(config *Config) error {
	ignores := d.ignores(config)
	kept, unused := compare.Without(d.Changes, ignores)
	d.Changes = kept
	var diags diag.List
	for n, i := range config.DiffIgnore {
		if slices.Contains(unused, ignores[n]) {
			diags.Report(config.at(i.Rule.Pos), complaint.IgnoreUnused, "no change to %s matches the rule %s", i.At.Text, i.Rule.Text).Fixf("remove the entry, or correct it")
		}
	}
	return diags.Err()
}

// ignores are the entries of the configuration.
func (d *Diff) ignores(config *Config) []compare.Ignore {
	var all []compare.Ignore
	for _, i := range config.DiffIgnore {
		all = append(all, compare.Ignore{Rule: i.Rule.Text, At: d.new.Unalias(i.At.Text)})
	}
	return all
}

// loadBoth loads two documents at the same time. The complaints about both come together.
func loadBoth(ctx context.Context, config *Config, names [2]string) (both [2]*document, err error) {
	var errs [2]error
	done := make(chan struct{})
	go func() {
		defer close(done)
		both[0], errs[0] = loadDocument(ctx, config, names[0])
	}()
	both[1], errs[1] = loadDocument(ctx, config, names[1])
	<-done
	return both, errors.Join(errs[0], errs[1])
}

// loadDocument loads the document with the name. Only what cannot be understood as a whole stands in
// the way of comparing, and what is missing of other documents; faults of elements do not.
func loadDocument(ctx context.Context, config *Config, name string) (*document, error) {
	source, open, err := openDocument(ctx, config, name)
	if err != nil {
		var diags diag.List
		d := diags.Report(Pos{}, complaint.CompareFile, "cannot read %s: %v", source.Name, reason(err)).Because(err)
		if errors.Is(err, fs.ErrNotExist) {
			d.Fixf("specify a file, a URL, or a document in a git revision as REVISION:PATH")
		}
		return nil, diags.Err()
	}
	d := &document{Source: source, sliced: slicedFor(source) != nil}
	model, complaints := load.Load(source, load.Options{Open: func(r load.Reference) (load.Source, error) {
		opened, err := open(r)
		if err == nil && opened.Name != source.Name && !slices.ContainsFunc(d.opened, func(s load.Source) bool { return s.Name == opened.Name }) {
			d.opened = append(d.opened, opened)
		}
		return opened, err
	}})
	d.model = model
	return d, demoted(complaints, func(d Diagnostic) bool { return d.Cause != nil }).Err()
}

// openDocument reads the document with the name, and says how what it refers to is opened.
func openDocument(ctx context.Context, config *Config, name string) (source load.Source, open func(load.Reference) (load.Source, error), err error) {
	if r, ok := parseRevision(name); ok {
		source, err = r.read(ctx)
		source.Name = name
		return source, func(ref load.Reference) (load.Source, error) { return r.open(ctx, ref) }, err
	}
	if isURL(name) {
		source.Name = shownURL(name)
		source.Data, err = fetch(ctx, name, config.References.Text == referencesURLs)
	} else {
		source.Name = filepath.Clean(name)
		source.Data, err = readFile(source.Name)
	}
	return source, newOpener(ctx, &Config{Metadata: Text{Text: name}, References: config.References}, source, nil).open, err
}

// fewTypes is how many types a service has at most that may have renamed all of them.
const fewTypes = 3

// sameService complains about two descriptions that have nothing in common: their difference would be everything.
func sameService(old, new *metadata.Model, oldName, newName string) error {
	if related(old, new) {
		return nil
	}
	var diags diag.List
	diags.Report(Pos{}, complaint.DifferentServices, "%s and %s describe different services: they have no type in common (%s and %s)", shownName(oldName), shownName(newName), namespaces(old), namespaces(new)).
		Fixf("specify two descriptions of the same service")
	return diags.Err()
}

// related says whether two descriptions have a type in common, or may have renamed the few that they have.
func related(old, new *metadata.Model) bool {
	types := func(m *metadata.Model) (all []string) {
		for t := range m.DeclaredTypes() {
			all = append(all, t.QualifiedName())
		}
		return all
	}
	before, after := types(old), types(new)
	known := map[string]bool{}
	for _, name := range before {
		known[name] = true
	}
	return len(before) == 0 || len(after) == 0 || slices.ContainsFunc(after, func(name string) bool { return known[name] }) ||
		shareNamespace(old, new) && min(len(before), len(after)) <= fewTypes
}

// shownName is the name of a document as messages show it.
func shownName(name string) string {
	if isURL(name) {
		return shownURL(name)
	}
	return name
}

func shareNamespace(a, b *metadata.Model) bool {
	return slices.ContainsFunc(a.Schemas, func(s *metadata.Schema) bool {
		return slices.ContainsFunc(b.Schemas, func(t *metadata.Schema) bool { return s.Namespace == t.Namespace })
	})
}

// namespaces are the namespaces of a model, a few of them.
func namespaces(m *metadata.Model) string {
	const few = 3
	var all []string
	for _, s := range m.Schemas {
		if len(all) == few {
			return strings.Join(all, ", ") + ", ..."
		}
		all = append(all, s.Namespace)
	}
	return strings.Join(all, ", ")
}
