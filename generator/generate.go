// Package generator is csdlgen as a library: configuration in, a Go package out. Generate does everything and touches
// no file besides reading; what it returns is written, or compared with what is there, by the methods of Result. All
// that csdlgen writes to a disk is written here.
//
// A program that only wants the files reads a configuration and generates:
//
//	config, err := generator.ReadConfig("csdlgen.yaml")
//	...
//	result, err := generator.Generate(ctx, config)
//	...
//	changes, err := result.Write()
//
// One that generates often asks a [Memo] first whether anything has changed.
//
// Errors about what a user wrote are Diagnostics: all of them at once, each with file, line and column.
package generator

// This file is the pipeline, as a table of contents.

import (
	"context"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/vocab"
	"github.com/csdlgen/csdlgen/templates"
)

// Result is a generated package that is not written yet.
type Result struct {
	// Dir is the output folder.
	Dir string
	// Files are the files by their slash-separated path below Dir, formatted.
	Files map[string][]byte
	// Plan says what is in them.
	Plan *ir.Plan
	// Warnings are the complaints that stopped nothing, about the metadata and the configuration, sorted.
	Warnings Diagnostics

	documented bool    // the package has a comment by hand
	memory     *memory // nil where nothing is to be remembered
}

// Generate plans and renders the package that a configuration asks for. It reads the metadata and the overlays and
// writes nothing.
func Generate(ctx context.Context, config *Config) (*Result, error) {
	return generateFor(ctx, config, nil)
}

// generateFor is Generate where what is read is recorded for a memo; nil for none.
func generateFor(ctx context.Context, config *Config, memory *memory) (*Result, error) {
	u, err := understood(ctx, config, memory.inputs())
	if err != nil {
		return nil, err
	}
	files, err := templates.Render(u.plan)
	if err != nil {
		return nil, err
	}
	return &Result{Dir: config.OutputDir(), Files: files, Plan: u.plan, Warnings: u.warnings, documented: u.documented, memory: memory}, nil
}

// Plan decides what the package for a configuration holds, and renders nothing.
func Plan(ctx context.Context, config *Config) (*ir.Plan, Diagnostics, error) {
	u, err := understood(ctx, config, nil)
	if err != nil {
		return nil, nil, err
	}
	return u.plan, u.warnings, nil
}

// understood reads the documents that a configuration names, and what they mean for it.
func understood(ctx context.Context, config *Config, seen *trace) (*understanding, error) {
	sources, err := readSources(ctx, config, seen)
	if err != nil {
		return nil, err
	}
	cut := slicedFor(sources.metadata)
	if err := cut.stale(config); err != nil {
		return nil, err
	}
	u, err := understand(config, sources, newOpener(ctx, config, sources.metadata, seen).open)
	if err != nil {
		return nil, cut.explain(err)
	}
	u.cut = cut
	return u, nil
}

// understanding is what documents mean for a configuration.
type understanding struct {
	model    *metadata.Model
	closure  *selection.Closure
	plan     *ir.Plan
	warnings Diagnostics
	// documented says that the package has a comment by hand.
	documented bool
	// cut is the comment of the slice that it is about, set by understood; nil where that is not a slice.
	cut *sliceHeader
}

// understand goes from documents to the plan. With an error, the result has the model alone, as good as it can be; it
// may be nil.
func understand(config *Config, sources sources, open func(load.Reference) (load.Source, error)) (*understanding, error) {
	model, found := load.Load(sources.metadata, load.Options{Overlays: sources.overlays, Open: open})
	found = append(found, check.Check(model)...)
	u := &understanding{model: model}
	if model == nil || unfounded(found) {
		return u, found.Err()
	}
	var diags diag.List
	closure := selectFrom(model, config, &diags)
	found = judge(found, model, closure, diags.Err() != nil)
	if found.Err() != nil { // A plan would be about something else than the service.
		return u, append(found, diags...).Err()
	}
	// Planned also after complaints about the selection, for the complaints about names.
	options := planOptions(model, config, closure, sources.seen, &diags)
	pkg, complaints := plan.New(model, closure, options)
	diags = append(diags, complaints...)
	if err := diags.Err(); err != nil {
		return u, err
	}
	u.closure, u.plan, u.documented = closure, pkg, options.Documented
	u.warnings = silenced(append(found.Warnings(), diags.Warnings()...), config)
	u.warnings.Sort()
	return u, nil
}

// selectFrom resolves the request lines and computes the closure.
func selectFrom(model *metadata.Model, config *Config, diags *diag.List) *selection.Closure {
	operations, complaints := forms(config).Resolve(model, config.lines())
	*diags = append(*diags, complaints...)
	closure, complaints := selection.Close(model, operations, selection.Rules{
		Types:      config.Types,
		Properties: config.Properties,
		Expand:     config.Expand,
		Derived:    config.Derived,
	})
	*diags = append(*diags, complaints...)
	return closure
}

// planOptions are the decisions of the configuration, with what it leaves out filled in.
func planOptions(model *metadata.Model, config *Config, closure *selection.Closure, seen *trace, diags *diag.List) plan.Options {
	options := plan.Options{Package: config.Package.Text, Documented: documented(config.OutputDir()), Config: config.seenFrom(config.OutputDir()), Pos: Pos{File: config.File, Line: 1, Col: 1}}
	if options.Package == "" {
		abs, err := filepath.Abs(config.OutputDir())
		if err == nil {
			options.Package = filepath.Base(abs)
		}
	}
	if !token.IsIdentifier(options.Package) || options.Package == "_" || options.Package == "main" {
		diags.Report(config.at(config.Package.Pos), complaint.ConfigPackage, "%q cannot be the name of a Go package that others import", options.Package).
			Fixf("write package: NAME with letters and digits")
	}
	options.Namespace, options.NamespacePos = config.Namespace.Text, config.at(config.Namespace.Pos)
	for _, p := range config.Names {
		options.Pins = append(options.Pins, plan.Pin{Schema: p.Schema.Text, Go: p.Go.Text, Pos: config.at(p.Go.Pos)})
	}
	options.KeysInParentheses = forms(config).Parenthesized(model, closure.Operations)
	options.Version401 = config.Protocol.Text == protocol401
	if options.Version401 && model.Version != protocol401 {
		diags.Report(config.at(config.Protocol.Pos), complaint.ConfigProtocol, "the metadata declares OData %s, so the service may not support requests of 4.01", model.Version).
			Fixf(`write protocol: "4.0", or leave it out`)
	}
	options.MultipartBatches = multipartBatches(model, config)
	options.Fake, options.ImportPath = config.Fake.On, fakeImport(config, closure, seen, diags)
	return options
}

// fakeImport is the import path of the package, where a service in memory is to import it.
func fakeImport(config *Config, closure *selection.Closure, seen *trace, diags *diag.List) string {
	if !config.Fake.On {
		return ""
	}
	at := config.at(config.Fake.Pos)
	if len(closure.Operations) == 0 && diags.Err() == nil {
		diags.Report(at, complaint.ConfigFake, "a service in memory would have no request to answer").Fixf("add request lines under select:, or leave out fake")
	}
	importPath := moduleOf(seen, config.OutputDir()).importPath
	if importPath == "" {
		diags.Report(at, complaint.ConfigFake, "the output folder is not in a Go module (no go.mod), so that the service in memory could not import the package").
			Fixf("run go mod init example.com/NAME first, or leave out fake")
	}
	return importPath
}

// The words for versions of the protocol and for forms of batches.
const (
	protocol40     = "4.0"
	protocol401    = "4.01"
	batchJSON      = "json"
	batchMultipart = "multipart"
)

// multipartBatches says whether batches are multipart/mixed: the configuration says so, or the metadata, by leaving
// JSON out of the formats that the service takes.
func multipartBatches(model *metadata.Model, config *Config) bool {
	if config.Batch.Text != "" || model.Container == nil {
		return config.Batch.Text == batchMultipart
	}
	formats := vocab.BatchFormats(model.Container.Annotations)
	return len(formats) > 0 && !slices.ContainsFunc(formats, func(format string) bool { return strings.Contains(format, "json") })
}

// forms are the forms of requests that the configuration decides.
func forms(config *Config) selection.Forms {
	switch config.Keys.Text {
	case "parentheses":
		return selection.Forms{Keys: selection.KeysInParentheses}
	case "segments":
		return selection.Forms{Keys: selection.KeysAsSegments}
	}
	return selection.Forms{}
}
