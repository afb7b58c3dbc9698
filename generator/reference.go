package generator

// This file opens the documents that the metadata refers to (edmx:Reference): files in the folder of the metadata or
// below, and URLs where the configuration allows it. The metadata is not trusted: it cannot make csdlgen read another
// file, or call a host, by itself.

import (
	"context"
	"errors"
	"fmt"
	"net/url"
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
	// addresses are the URLs of documents by their names, which have no secrets.
	addresses map[string]*url.URL
	// token is for documents of the origin home; "" for none.
	token, home string
	// seen records what is read; nil for nobody.
	seen *trace
}

func newOpener(ctx context.Context, config *Config, main load.Source, seen *trace) *opener {
	o := &opener{ctx: ctx, seen: seen, mode: config.References.Text, addresses: map[string]*url.URL{}}
	if !isURL(main.Name) {
		o.dir = filepath.Dir(main.Name)
	} else if address, err := url.Parse(config.Metadata.Text); err == nil {
		o.addresses[main.Name] = address
	}
	return o
}

// open is what load.Load calls. Its errors complete the sentence "the document is not read: ...".
func (o *opener) open(r load.Reference) (load.Source, error) {
	switch {
	case o.mode == referencesNone:
		return load.Source{}, errors.New("the configuration says references: none")
	case r.WellKnown:
		return load.Source{}, errors.New("this vocabulary is built into csdlgen")
	}
	uri, err := url.Parse(r.URI)
	if err != nil {
		return load.Source{}, errors.New("its name is not a valid URI")
	}
	uri.Fragment = ""
	if isURL(r.From) {
		base := o.addresses[r.From]
		if base == nil {
			return load.Source{}, errors.New("the address of the document that refers to it is not known")
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
		return load.Source{}, fmt.Errorf("csdlgen reads files and http or https URLs, not %s", uri.Scheme)
	}
	if o.mode != referencesURLs {
		return load.Source{}, errors.New("it is on another machine; put it beside the metadata, or write references: urls in the configuration")
	}
	o.seen.download()
	from := download{address: uri.String(), elsewhere: true}
	if origin(uri) == o.home {
		from.token = o.token
	}
	data, _, err := from.get(o.ctx)
	if err != nil {
		return load.Source{}, unsigned(reason(err))
	}
	return load.Source{Name: o.name(uri), Data: data}, nil
}

// name is how complaints call the document at a URL: without its secrets, and with a number where that would be the
// name of another one.
func (o *opener) name(uri *url.URL) string {
	shown := shownURL(uri.String())
	name := shown
	for n := 2; o.addresses[name] != nil && o.addresses[name].String() != uri.String(); n++ {
		name = fmt.Sprintf("%s (%d)", shown, n)
	}
	o.addresses[name] = uri
	return name
}

// openFile opens a file relative to the document from. Links do not lead out of the folder either.
func (o *opener) openFile(from, path string) (load.Source, error) {
	name := filepath.Join(filepath.Dir(from), filepath.FromSlash(path))
	inside, err := filepath.Rel(o.dir, name)
	if err != nil || strings.HasPrefix(path, "/") || !filepath.IsLocal(inside) {
		return load.Source{}, errors.New("it is outside the folder of the metadata")
	}
	data, err := o.seen.textBelow(o.dir, inside)
	if err != nil {
		return load.Source{}, reason(err)
	}
	return load.Source{Name: name, Data: data}, nil
}
