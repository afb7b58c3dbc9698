package generator

// This file brings in the metadata and its overlays: from files beside the configuration, or the metadata from an
// http(s) URL.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// maxMetadata is the size in bytes above which a document is not read: twenty times Graph's.
const maxMetadata = 64 << 20

// sources are the documents that a configuration names.
type sources struct {
	metadata load.Source
	overlays []load.Source
}

func readSources(ctx context.Context, config *Config) (sources, error) {
	var s sources
	var diags diag.List
	s.metadata = readSource(ctx, config, config.Metadata, "metadata", complaint.MetadataFile, &diags)
	s.overlays = readOverlays(ctx, config, &diags)
	return s, diags.Err()
}

func readOverlays(ctx context.Context, config *Config, diags *diag.List) []load.Source {
	var all []load.Source
	for _, o := range config.Overlays {
		all = append(all, readSource(ctx, config, o, "overlay", complaint.OverlayFile, diags))
	}
	return all
}

// readSource reads one document. Its name in complaints is the path as a user would type it from where csdlgen runs, or
// the URL without its secrets.
func readSource(ctx context.Context, config *Config, name Text, what string, kind diag.Complaint, diags *diag.List) load.Source {
	var data []byte
	var err error
	source, shown := name.Text, name.Text
	if isURL(source) {
		data, err = fetch(ctx, source, config.References.Text == referencesURLs)
		source = shownURL(source)
		shown = source
	} else {
		source = filepath.Clean(config.resolve(source))
		data, err = readFile(source)
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

// What is not read, as in "cannot read x: it is a folder".
var (
	errFolder     = errors.New("it is a folder")
	errNotRegular = errors.New("it is not a regular file")
)

// regular says why a file is not read, or nil: reading a pipe or a device may never end.
func regular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errFolder
	case !info.Mode().IsRegular():
		return errNotRegular
	}
	return nil
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path) // before it is opened: a pipe waits for a writer
	if err != nil {
		return nil, err
	}
	if err := regular(info); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return readLimited(f)
}

func readLimited(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxMetadata+1))
	if err == nil && len(data) > maxMetadata {
		err = fmt.Errorf("it is larger than %d bytes", maxMetadata)
	}
	return data, err
}
