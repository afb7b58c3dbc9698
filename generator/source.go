package generator

// This file brings in the metadata and its overlays: from files beside the configuration, or the metadata from an
// http(s) URL.

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// sources are the documents that a configuration names.
type sources struct {
	metadata load.Source
	overlays []load.Source
	// seen records what else is read; nil for nobody.
	seen *trace
}

func readSources(ctx context.Context, config *Config, seen *trace) (sources, error) {
	s := sources{seen: seen}
	var diags diag.List
	s.metadata = readSource(ctx, config, seen, config.Metadata, "metadata", complaint.MetadataFile, &diags)
	s.overlays = readOverlays(ctx, config, seen, &diags)
	return s, diags.Err()
}

func readOverlays(ctx context.Context, config *Config, seen *trace, diags *diag.List) []load.Source {
	var all []load.Source
	for _, o := range config.Overlays {
		all = append(all, readSource(ctx, config, seen, o, "overlay", complaint.OverlayFile, diags))
	}
	return all
}

// readSource reads one document. Its name in complaints is the path as a user would type it from where csdlgen runs, or
// the URL without its secrets.
func readSource(ctx context.Context, config *Config, seen *trace, name Text, what string, kind diag.Complaint, diags *diag.List) load.Source {
	var data []byte
	var err error
	source, shown := name.Text, name.Text
	if isURL(source) {
		seen.download()
		data, err = fetch(ctx, source, config.References.Text == referencesURLs)
		source = shownURL(source)
		shown = source
	} else {
		source = filepath.Clean(config.resolve(source))
		data, err = seen.text(source)
	}
	if err != nil {
		d := diags.Report(config.at(name.Pos), kind, "cannot read the %s %s: %v", what, shown, reason(err))
		d.Because(err)
		switch {
		case errors.Is(err, fs.ErrNotExist) && config.Source.Text != "" && kind == complaint.MetadataFile:
			d.Fixf("run csdlgen pull, which writes it")
		case errors.Is(err, fs.ErrNotExist):
			d.Fixf("download the service's $metadata to %s", source)
		case errors.Is(err, errFolder):
			d.Fixf("specify the file in it that holds the service's $metadata")
		}
	}
	return load.Source{Name: source, Data: data}
}

// reason is an error without the path that the message already says.
func reason(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
