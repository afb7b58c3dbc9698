package generator

// This file is csdlgen pull as a library: from the whole description of a service to the slice that a configuration
// needs, and what has changed since the slice before. Nothing is written before everything is known to be well: that
// the slice means what the whole means, too.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/compare"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/slice"
)

// Pulled is a slice that is not written yet.
type Pulled struct {
	// Path is the file that it is for: the configuration's metadata.
	Path string
	// Text is the slice, as CSDL XML.
	Text []byte
	// Source is the URL, without its secrets, or the file that it was cut from; Size and SHA256 are those of the whole
	// document.
	Source string
	Size   int
	SHA256 string
	// NotModified says that the server had nothing newer than the download before.
	NotModified bool
	// Plan is what will be generated from the slice.
	Plan *ir.Plan
	// First says that there was no slice before. Then, Changes is nil.
	First bool
	// Reselected says that the slice before was cut for another selection, so that not everything that is new in it is
	// new in the service.
	Reselected bool
	// Changes are what has changed of what the configuration uses, those that it ignores left out; see [CompareFor].
	Changes []compare.Change
	// Warnings are the complaints that stopped nothing, as in Result.
	Warnings Diagnostics

	old        []byte // nil where there is none
	operations []*selection.Operation
	// namespace is the namespace of most types, where the whole has none in that of the container; "" otherwise.
	namespace string
}

// Pull reads the whole description of a service and cuts it to what the configuration needs. From the slice the same
// package is generated as from the whole. It writes nothing but, where there is one, to the cache. The error is a
// Diagnostics: what cannot be read, lines that mean nothing any more, another service than before, a file that would be
// replaced and is not a slice as csdlgen wrote it.
func Pull(ctx context.Context, config *Config, options PullOptions) (*Pulled, error) {
	before, err := sliceBefore(config, options)
	if err != nil {
		return nil, err
	}
	return pullAfter(ctx, before, config, options)
}

// pullAfter is Pull where it is known what was there before.
func pullAfter(ctx context.Context, before *previous, config *Config, options PullOptions) (*Pulled, error) {
	whole, err := readOriginal(ctx, config, options)
	if err != nil {
		return nil, err
	}
	var diags diag.List
	overlays := readOverlays(ctx, config, options.seen, &diags)
	if err := diags.Err(); err != nil {
		return nil, err
	}
	u, err := understand(config, sources{whole.Source, overlays, options.seen}, whole.open)
	if another := before.anotherService(whole, u.model); another != nil {
		return nil, another
	}
	if err != nil {
		return nil, before.explainLost(config, u.model, err)
	}
	p := &Pulled{
		Path: before.path, Source: whole.shown, Size: len(whole.Data), SHA256: sha256Of(whole.Data), NotModified: whole.notModified,
		Plan: u.plan, First: before.model == nil, Warnings: u.warnings, old: before.text, operations: u.closure.Operations,
	}
	if p.Text, err = cutSlice(config, whole, overlays, u); err != nil {
		return nil, err
	}
	if c := u.model.Container; c != nil && !declaresTypes(u.model, c.Namespace) && len(u.closure.Types) > 0 {
		p.namespace = plan.Namespaces(u.closure)[0]
	}
	return p, p.compare(ctx, config, before)
}

// declaresTypes says whether there are types directly in a namespace.
func declaresTypes(model *metadata.Model, namespace string) bool {
	for t := range model.DeclaredTypes() {
		if name, within := strings.CutPrefix(t.QualifiedName(), namespace+"."); within && !strings.Contains(name, ".") {
			return true
		}
	}
	return false
}

// cutSlice cuts the slice, and makes sure that it means what the whole means.
func cutSlice(config *Config, whole *original, overlays []load.Source, u *understanding) ([]byte, error) {
	plain := u.model
	if len(overlays) > 0 {
		plain, _ = load.Load(whole.Source, load.Options{Open: whole.open}) // complained about
	}
	text, err := slice.XML(append([]load.Source{whole.Source}, whole.opened...), plain, needed(u.model, config, u.closure, overlays))
	if err != nil {
		return nil, err
	}
	from := whole.shown
	if config.Source.Text != "" {
		from = shownName(config.Source.Text)
	}
	text = withHeader(text, from, config)
	const bug = "this is a fault of csdlgen: its slice of %s is not what the whole is; nothing was written, and gen works with the whole: metadata: FILE-OR-URL"
	again, err := understand(config, sources{load.Source{Name: config.Metadata.Text, Data: text}, overlays, nil}, nil)
	if err != nil {
		return nil, fmt.Errorf(bug+" (%w)", whole.shown, err)
	}
	want, err := json.Marshal(u.plan)
	if err != nil {
		return nil, err
	}
	if got, err := json.Marshal(again.plan); err != nil || !bytes.Equal(got, want) {
		return nil, fmt.Errorf(bug, whole.shown)
	}
	return text, nil
}

// compare finds what has changed since the slice before.
func (p *Pulled) compare(ctx context.Context, config *Config, before *previous) error {
	if before.model == nil {
		return nil
	}
	p.Reselected = before.header != nil && !slices.Equal(before.header.items, selected(config))
	after, complaints := load.Load(load.Source{Name: p.Path, Data: p.Text}, load.Options{})
	if err := demoted(complaints, isNeeded).Err(); err != nil {
		return err
	}
	d := Diff{old: before.model, new: after, Changes: []compare.Change{}}
	was, is := usageOf(before.model, config), usageOf(after, config)
	for _, c := range compare.Models(before.model, after) {
		if touch(&c, was, is) {
			d.Changes = append(d.Changes, c)
		}
	}
	p.Changes, _ = compare.Without(d.Changes, d.ignores(config))
	return ctx.Err()
}

// Outdated says whether the slice is another one. How lines end does not count: git changes that.
func (p *Pulled) Outdated() bool { return !sameText(p.old, p.Text) }

// Write writes the slice, where it is another one than before, and says whether it was. The file is the old one or the
// new one at any moment.
func (p *Pulled) Write() (bool, error) {
	if now, err := os.ReadFile(p.Path); err == nil && bytes.Equal(now, p.Text) {
		return false, nil
	}
	path := p.Path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return false, fmt.Errorf("making the folder of the slice: %w", err)
	}
	run, err := begin(dir, patience)
	if err != nil {
		return false, err
	}
	return true, errors.Join(p.write(run, path), run.end())
}

func (p *Pulled) write(run *writingRun, path string) error {
	now, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) || !bytes.Equal(now, p.old) {
		return fmt.Errorf("%s was changed while csdlgen pull was running; run it again", p.Path)
	}
	if err := run.stage(p.Text); err != nil {
		return fmt.Errorf("writing %s: %w", p.Path, err)
	}
	return os.Rename(run.staged[0], path)
}

// previous is the slice that is there before.
type previous struct {
	path   string
	text   []byte
	header *sliceHeader
	// model is nil where there is no slice, or one that cannot be understood.
	model *metadata.Model
}

// sliceBefore reads the slice that is there. A file that csdlgen did not write, or that was edited, is only replaced by
// force.
func sliceBefore(config *Config, options PullOptions) (*previous, error) {
	var diags diag.List
	pos := config.at(config.Metadata.Pos)
	if isURL(config.Metadata.Text) {
		if config.Source.Text != "" {
			diags.Report(pos, complaint.PullSource, "metadata is a URL, but csdlgen pull writes to a file").Fixf("write metadata: FILE")
			return nil, diags.Err()
		}
		return &previous{}, nil // what is missing is the source
	}
	p := &previous{path: config.MetadataPath()}
	text, err := options.seen.text(p.path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		diags.Report(pos, complaint.MetadataFile, "cannot read the metadata %s: %v", p.path, reason(err)).Because(err)
		return nil, diags.Err()
	}
	p.text = text
	p.header = slicedFor(load.Source{Name: p.path, Data: text})
	switch {
	case options.Force:
	case p.header == nil:
		diags.Report(Pos{File: p.path}, complaint.SliceForeign, "%s was not written by csdlgen pull, which would replace it", p.path).
			Fixf("specify another file under metadata:, or run csdlgen pull --force")
	default:
		p.header.unedited(&diags)
	}
	model, found := load.Load(load.Source{Name: p.path, Data: text}, load.Options{})
	if demoted(found, isNeeded).Err() == nil {
		p.model = model
	}
	return p, diags.Err()
}

// isNeeded says of the faults of elements that they do not stand in the way of comparing.
func isNeeded(Diagnostic) bool { return false }

// anotherService complains about a description that has nothing in common with the slice before.
func (p *previous) anotherService(whole *original, model *metadata.Model) error {
	if p.model == nil || model == nil || related(p.model, model) {
		return nil
	}
	var diags diag.List
	diags.Report(Pos{File: p.path}, complaint.PullService, "%s describes a different service from %s: they have no type in common (%s and %s)", whole.shown, p.path, namespaces(model), namespaces(p.model)).
		Fixf("correct source:, or remove %s", p.path)
	return diags.Err()
}
