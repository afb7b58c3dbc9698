package generator

// This file opens the documents that the metadata refers to (edmx:Reference): files in the folder of the metadata or below, and URLs where the
// configuration allows it. The metadata is not trusted: it cannot make csdlgen read another file, or call a host, by itself.

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/csdlgen/csdlgen/metadata/load"
)

// The values of Config.References.
const (
	referencesFiles = "files"
	referencesURLs  = "urls"
	referencesNone  = "none"
)

// opener opens references for one configuration.
type opener struct {
	ctx  context.Context
	mode string
	// dir is the folder of the metadata; "" where that is a URL.
	dir string
}

func newOpener(ctx context.Context, config *Config, main load.Source) *opener {
	o := &opener{ctx: ctx, mode: config.References.Text}
	if !isURL(main.Name) {
		o.dir = filepath.Dir(main.Name)
	}
	return o
}

// isURL says whether the name of a document is a URL, and no file.
func isURL(name string) bool {
	return strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://")
}

// open is what load.Load calls. Its errors complete the sentence "the document is not read: ...".
func (o *opener) open(r load.Reference) (load.Source, error) {
	switch {
	case o.mode == referencesNone:
		return load.Source{}, errors.New("the configuration says references: none")
	case r.WellKnown:
		return load.Source{}, errors.New("csdlgen knows this vocabulary")
	}
	uri, err := url.Parse(r.URI)
	if err != nil {
		return load.Source{}, errors.New("its name is no URI")
	}
	uri.Fragment = ""
	if isURL(r.From) {
		base, err := url.Parse(r.From)
		if err != nil {
			return load.Source{}, errors.New("its name is no URI")
		}
		uri = base.ResolveReference(uri)
	}
	if uri.Scheme == "" && uri.Host != "" {
		uri.Scheme = "https"
	}
	if uri.Scheme != "" {
		return o.openURL(uri)
	}
	return o.openFile(r.From, uri.Path)
}

func (o *opener) openURL(uri *url.URL) (load.Source, error) {
	if uri.Scheme != "https" && uri.Scheme != "http" {
		return load.Source{}, fmt.Errorf("csdlgen reads files and http or https URLs, and no %s", uri.Scheme)
	}
	if o.mode != referencesURLs {
		return load.Source{}, errors.New("it is on another machine; put it beside the metadata, or write references: urls in the configuration")
	}
	data, err := fetch(o.ctx, uri.String())
	if err != nil {
		return load.Source{}, reason(err)
	}
	return load.Source{Name: uri.String(), Data: data}, nil
}

// openFile opens a file relative to the document from. Links do not lead out of the folder either.
func (o *opener) openFile(from, path string) (load.Source, error) {
	name := filepath.Join(filepath.Dir(from), filepath.FromSlash(path))
	inside, err := filepath.Rel(o.dir, name)
	if err != nil || strings.HasPrefix(path, "/") || !filepath.IsLocal(inside) {
		return load.Source{}, errors.New("it is outside the folder of the metadata")
	}
	f, err := os.OpenInRoot(o.dir, inside)
	if err != nil {
		return load.Source{}, reason(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := readLimited(f)
	if err != nil {
		return load.Source{}, reason(err)
	}
	return load.Source{Name: name, Data: data}, nil
}
