package generator

// This file answers questions about what a configuration asks for, and about what it could ask for.

import (
	"cmp"
	"context"

	"github.com/csdlgen/csdlgen/generator/find"
	"github.com/csdlgen/csdlgen/generator/why"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// Why says why the package of a configuration has what the name names: a type, a property, an operation; see [why.Ask].
// What is missing is Diagnostics that say what would bring it, also where it is in the whole alone that the
// configuration's slice was cut from, if that is a file that is there.
func Why(ctx context.Context, config *Config, name string) ([]why.Answer, error) {
	u, err := understood(ctx, config, nil)
	if err != nil {
		return nil, err
	}
	answers, missing := why.Ask(u.model, u.closure, name, config.File)
	if u.cut == nil || missing.Err() == nil {
		return answers, missing.Err()
	}
	if whole := understoodWhole(ctx, config); whole != nil { // has what was cut away
		if _, also := why.Ask(whole.model, whole.closure, name, config.File); also.Err() != nil {
			return answers, also.Err()
		}
	}
	for i, d := range missing {
		if d.Code == complaint.UnknownName.Code {
			missing[i].Related = append(d.Related, diag.Related{Pos: Pos{File: u.cut.file}, Message: "a slice; csdlgen find searches the whole"})
		}
	}
	return answers, missing.Err()
}

// understoodWhole is what a configuration means in the whole that its slice was cut from, where that is a file that is
// there; else, or where it means something else there, nil.
func understoodWhole(ctx context.Context, config *Config) *understanding {
	if !config.SourceHere() {
		return nil
	}
	whole, err := readOriginal(ctx, config, PullOptions{})
	if err != nil {
		return nil
	}
	var ignored diag.List // understood has complained about them
	u, err := understand(config, sources{whole.Source, readOverlays(ctx, config, nil, &ignored), nil}, whole.open)
	if err != nil {
		return nil
	}
	return u
}

// Index reads the whole description of a service, to be searched: the options' From, else the configuration's Source,
// else its Metadata. Its overlays apply. Request lines in results are written as the configuration's own are.
func Index(ctx context.Context, config *Config, options PullOptions) (*find.Index, error) {
	source, open, err := searched(ctx, config, options)
	if err != nil {
		return nil, err
	}
	var diags diag.List
	overlays := readOverlays(ctx, config, nil, &diags)
	if err := diags.Err(); err != nil {
		return nil, err
	}
	model, found := load.Load(source, load.Options{Overlays: overlays, Open: open})
	if model == nil || unfounded(found) {
		return nil, found.Err()
	}
	return find.New(model, forms(config), config.lines()), nil
}

// InitIndex reads the metadata that a package is to be made from, to be searched for request lines.
func InitIndex(ctx context.Context, options InitOptions) (*find.Index, error) {
	pull := options.Pull
	pull.From, pull.fromFile = metadataAt(options.Metadata), "csdlgen init --metadata FILE"
	return Index(ctx, &Config{}, pull)
}

// searched reads what a slice is cut from, or the metadata where that is not pulled.
func searched(ctx context.Context, config *Config, options PullOptions) (load.Source, func(load.Reference) (load.Source, error), error) {
	if options.From != "" || config.Source.Text != "" {
		options.fromFile = cmp.Or(options.fromFile, "csdlgen find --metadata FILE")
		whole, err := readOriginal(ctx, config, options)
		if err != nil {
			return load.Source{}, nil, err
		}
		return whole.Source, whole.open, nil
	}
	var diags diag.List
	source := readSource(ctx, config, nil, config.Metadata, "metadata", complaint.MetadataFile, &diags)
	return source, newOpener(ctx, config, source, nil).open, diags.Err()
}
