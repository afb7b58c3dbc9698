package generator

// This file reads the whole document that a slice is cut from: by a download, which asks whether the document has
// changed since the last one, from a file, or from standard input. It may be compressed with gzip.

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// standardInput is how PullOptions.From names it, and stdinName how complaints do.
const (
	standardInput = "-"
	stdinName     = "standard input"
)

// PullOptions say how Pull gets the whole document. The zero value downloads what the configuration's Source names.
type PullOptions struct {
	// From is where the whole document is, in place of the configuration's Source: a URL, a file relative to the
	// current folder, or "-" for Stdin.
	From  string
	Stdin io.Reader
	// Token is sent as a bearer token to the origin of the URL, over https or to this machine only.
	Token string
	// Cache is a folder for downloads, so that what has not changed is not downloaded again; "" for none.
	Cache string
	// SHA256 is the checksum that the document must have, in hexadecimal digits; "" for any.
	SHA256 string
	// Timeout bounds the download; 0 stands for two minutes.
	Timeout time.Duration
	// Progress is called during a download with the bytes that have come, and their total, or -1 where that is not
	// known. It may be nil.
	Progress func(done, total int64)
	// Force replaces a file that csdlgen did not write, or that was edited.
	Force bool

	// fromFile is the command that takes a file in place of a download, for advice; "" stands for csdlgen pull --from
	// FILE.
	fromFile string
	// seen records what is read; nil for nobody.
	seen *trace
}

// original is the whole document.
type original struct {
	load.Source
	// name is a URL or a path, or standardInput; shown is what messages say.
	name, shown string
	notModified bool
	// opened are the documents that it refers to, as they were opened, known their names by who refers to them and how.
	opened []load.Source
	known  map[string]string
	open   func(load.Reference) (load.Source, error)
}

// readOriginal reads the whole document. What is wrong is a complaint about the entry of the configuration that names
// it.
func readOriginal(ctx context.Context, config *Config, options PullOptions) (*original, error) {
	o, err := locate(config, options)
	if err != nil {
		return nil, err
	}
	switch {
	case o.name == standardInput:
		o.Data, err = readLimited(options.Stdin)
	case isURL(o.name):
		options.seen.download()
		o.Data, err = o.download(ctx, config, options)
	default:
		o.Data, err = options.seen.text(o.name)
	}
	if err == nil {
		o.Data, err = unpacked(o.Data)
	}
	if err == nil && len(bytes.TrimSpace(o.Data)) == 0 {
		err = errors.New("it is empty")
	}
	if err == nil && slicedFor(o.Source) != nil {
		err = errors.New("it is itself a slice and lacks what was cut away")
	}
	if sum := sha256Of(o.Data); err == nil && options.SHA256 != "" && !strings.EqualFold(sum, options.SHA256) {
		err = advised{fmt.Errorf("its SHA-256 is %s; %s is expected", sum, options.SHA256)}
	}
	if err != nil {
		return nil, o.complain(config, options, err)
	}
	o.openReferences(ctx, config, options)
	return o, nil
}

// locate says where the whole document is.
func locate(config *Config, options PullOptions) (*original, error) {
	name := options.From
	switch {
	case name == "" && config.Source.Text == "":
		var diags diag.List
		d := diags.Report(config.at(config.Metadata.Pos), complaint.PullSource, "the configuration does not say where the whole document is")
		d.Fixf("add the line: source: URL-OR-FILE")
		if isURL(config.Metadata.Text) {
			d.Fixf("write metadata: metadata.xml, and source: %s", shownURL(config.Metadata.Text))
		}
		return nil, diags.Err()
	case name == "" && isURL(config.Source.Text):
		name = config.Source.Text
	case name == "":
		name = config.resolve(config.Source.Text)
	}
	name = metadataAt(name)
	o := &original{name: name, shown: name, known: map[string]string{}}
	switch {
	case name == standardInput:
		o.shown = stdinName
	case isURL(name):
		o.shown = shownURL(name)
	default:
		o.name = filepath.Clean(name)
		o.shown = o.name
	}
	o.Name = o.shown
	return o, nil
}

// download downloads the document, unless the one that was downloaded last is still the same.
func (o *original) download(ctx context.Context, config *Config, options PullOptions) ([]byte, error) {
	kept := cacheFile(options.Cache, o.name, options.Token)
	last := readCached(kept)
	data, said, err := download{
		address: o.name, elsewhere: config.References.Text == referencesURLs, token: options.Token, have: last.validators,
		timeout: options.Timeout, progress: options.Progress,
	}.get(ctx)
	if errors.Is(err, errNotModified) {
		o.notModified = true
		return last.data, nil
	}
	if err == nil {
		cached{said, sha256Of(data), data}.write(kept)
	}
	return data, err
}

// unpacked is a document that may be compressed with gzip.
func unpacked(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		return data, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("its gzip data is damaged: %w", err)
	}
	out, err := readLimited(r)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) {
		return nil, fmt.Errorf("its gzip data is damaged: %w", err)
	}
	return out, err
}

// complain says what is wrong with the whole document.
func (o *original) complain(config *Config, options PullOptions, err error) error {
	var diags diag.List
	pos := Pos{}
	if options.From == "" {
		pos = config.at(config.Source.Pos)
	}
	diags.Report(pos, complaint.PullUnread, "cannot read %s: %v", o.shown, reason(err)).Because(err).Fixf("%s", o.advice(options, err))
	return diags.Err()
}

// advice says what to do about a document that cannot be read; "" where the error says it.
func (o *original) advice(options PullOptions, err error) string {
	instead := "download the document yourself and run " + cmp.Or(options.fromFile, "csdlgen pull --from FILE")
	var status *statusError
	switch {
	case errors.As(err, new(advised)) || errors.Is(err, context.Canceled):
		return ""
	case errors.Is(err, fs.ErrNotExist):
		return "specify an existing file, or a URL"
	case errors.Is(err, errFolder):
		return "specify the file in it that holds the service's $metadata"
	case !isURL(o.name):
		return "give csdlgen the whole of the service's $metadata"
	case errors.As(err, &status):
		return status.advice(options.Token != "", instead)
	case errors.Is(err, errBroken):
		return "try again later, or " + instead
	case errors.As(err, new(*slowError)) && options.Timeout > 0:
		return "allow it more time by --timeout, or " + instead
	}
	return "correct the URL, or " + instead
}

// openReferences says how the documents that it refers to are opened, and remembers them.
func (o *original) openReferences(ctx context.Context, config *Config, options PullOptions) {
	if o.name == standardInput {
		o.open = func(r load.Reference) (load.Source, error) {
			if r.WellKnown {
				return load.Source{}, errors.New("this vocabulary is built into csdlgen")
			}
			return load.Source{}, errors.New("a document from standard input has no folder; give csdlgen pull the file or URL")
		}
		return
	}
	from := newOpener(ctx, &Config{Metadata: Text{Text: o.name}, References: config.References}, o.Source, options.seen)
	if address, err := url.Parse(o.name); err == nil && isURL(o.name) {
		from.token, from.home = options.Token, origin(address)
	}
	o.open = func(r load.Reference) (load.Source, error) {
		as := r.From + " " + r.URI
		if i := slices.IndexFunc(o.opened, func(s load.Source) bool { return s.Name == o.known[as] }); i >= 0 {
			return o.opened[i], nil
		}
		s, err := from.open(r)
		if err != nil {
			return s, err
		}
		o.known[as] = s.Name
		if s.Name != o.Name && !slices.ContainsFunc(o.opened, func(have load.Source) bool { return have.Name == s.Name }) {
			o.opened = append(o.opened, s)
		}
		return s, nil
	}
}
