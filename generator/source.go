package generator

// This file brings in the metadata and its overlays: from files beside the configuration, or the metadata from an http(s) URL.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// maxMetadata is the size in bytes above which a document is not read: twenty times Graph's.
const maxMetadata = 64 << 20

// fetchTimeout bounds a download of the metadata.
const fetchTimeout = 2 * time.Minute

// sources are the documents that a configuration names.
type sources struct {
	metadata load.Source
	overlays []load.Source
}

func readSources(ctx context.Context, config *Config) (sources, error) {
	var s sources
	var diags diag.List
	s.metadata = readSource(ctx, config, config.Metadata, "metadata", complaint.MetadataFile, &diags)
	for _, o := range config.Overlays {
		s.overlays = append(s.overlays, readSource(ctx, config, o, "overlay", complaint.OverlayFile, &diags))
	}
	return s, diags.Err()
}

// readSource reads one document. Its name in complaints is the path as a user would type it from where csdlgen runs.
func readSource(ctx context.Context, config *Config, name Text, what string, kind diag.Complaint, diags *diag.List) load.Source {
	var data []byte
	var err error
	source := name.Text
	if isURL(source) {
		data, err = fetch(ctx, source)
	} else {
		source = filepath.Clean(config.resolve(source))
		data, err = readFile(source)
	}
	if err != nil {
		d := diags.Report(config.at(name.Pos), kind, "cannot read the %s %s: %v", what, name.Text, reason(err))
		d.Because(err)
		if errors.Is(err, fs.ErrNotExist) {
			d.Fixf("download the service's $metadata to %s", source)
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

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readLimited(f)
}

func readLimited(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxMetadata+1))
	if err == nil && len(data) > maxMetadata {
		err = fmt.Errorf("it is larger than %d bytes", maxMetadata)
	}
	return data, err
}

func fetch(ctx context.Context, url string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/xml, application/json;q=0.5")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server answers %s", answer.Status)
	}
	return readLimited(answer.Body)
}
