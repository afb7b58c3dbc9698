package load

// This file joins documents (CSDL 4.01, sections 4.1 to 4.3): a reference names another document, Include the schemas
// that are taken from it, IncludeAnnotations the annotations. Documents may refer to each other in circles; each is
// read once.

import (
	"errors"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// maxDocuments bounds how many documents references bring in.
const maxDocuments = 200

// Reference is a reference of one document to another (CSDL 4.01, section 4.1), as Options.Open gets it.
type Reference struct {
	// URI is as written: absolute, or relative to the document that From names.
	URI string
	// From is the name of the Source that has the reference.
	From string
	// Namespaces are those of the schemas that the reference includes.
	Namespaces []string
	// WellKnown says that nothing has to be read: every namespace is one of a vocabulary whose terms and types Load
	// knows by itself.
	WellKnown bool
	Pos       diag.Pos
}

// filter is an IncludeAnnotations element: which annotations a reference brings. Empty fields accept anything.
type filter struct{ terms, qualifier, target string }

func (f filter) accepts(target string, a *metadata.Annotation) bool {
	terms, _ := metadata.SplitName(a.Term)
	first, _, _ := strings.Cut(target, "/")
	first, _, _ = strings.Cut(first, "(")
	namespace, _ := metadata.SplitName(first)
	return terms == f.terms && (f.qualifier == "" || f.qualifier == a.Qualifier) && (f.target == "" || f.target == namespace)
}

// unread is a document that a reference names and that is not read, and why.
type unread struct {
	uri    string
	reason error
}

// errBroken is why nothing is taken from a document that was complained about.
var errBroken = errors.New("it has errors")

// documents are what Load reads.
type documents struct {
	// files are the main document and those that it refers to, directly or not.
	files []*file
	// overlays are the documents that add annotations.
	overlays []*file
	// unread are the namespaces that references include from documents that are not read.
	unread map[string]unread
	// broken are the references to documents that were complained about and are not read, by the names of their
	// sources.
	broken map[string]diag.Pos
}

// shown is the URI of a document as complaints show it: without a user, a password and a query, which may be secrets.
func shown(uri string) string {
	scheme, rest, absolute := strings.Cut(uri, "//")
	if !absolute {
		return uri
	}
	rest, _, _ = strings.Cut(rest, "?")
	host, path, hasPath := strings.Cut(rest, "/")
	host = host[strings.LastIndexByte(host, '@')+1:]
	if hasPath {
		host += "/"
	}
	return scheme + "//" + host + path
}

// gatherer reads documents and follows their references.
type gatherer struct {
	diags *diag.Collector
	open  func(Reference) (Source, error)
	docs  *documents
	// byName are the files by the names of their sources; nil for one that was complained about.
	byName map[string]*file
}

// gather reads the main document, those that it refers to, and the overlays. It returns nil where the main document
// cannot be read.
func gather(main Source, options Options, diags *diag.Collector) *documents {
	g := &gatherer{diags: diags, open: options.Open, docs: &documents{unread: map[string]unread{}, broken: map[string]diag.Pos{}}, byName: map[string]*file{}}
	first := g.read(main)
	if first == nil {
		return nil
	}
	first.included = true
	g.byName[main.Name] = first
	g.docs.files = []*file{first}
	for i := 0; i < len(g.docs.files); i++ {
		for _, e := range g.docs.files[i].references {
			if f := g.follow(e); f != nil {
				g.docs.files = append(g.docs.files, f)
			}
		}
	}
	for _, o := range options.Overlays {
		if f := g.read(o); f != nil {
			f.scope.overlay = true
			g.docs.overlays = append(g.docs.overlays, f)
		}
	}
	return g.docs
}

// read reads one document and its wrapper; nil after a complaint that makes reading on useless.
func (g *gatherer) read(src Source) *file {
	doc := parse(src, g.diags)
	if doc == nil {
		return nil
	}
	return g.openFile(doc)
}

// parse reads the text of a document; nil after a complaint.
func parse(src Source, diags *diag.Collector) *csdl.Document {
	doc, err := csdl.Parse(src)
	if err != nil {
		var list diag.List
		if !errors.As(err, &list) {
			diags.Report(diag.Pos{File: src.Name, Line: 1, Col: 1}, complaint.XML, "%v", err)
		}
		diags.Add(list)
		return nil
	}
	diags.Add(doc.Warnings)
	return doc
}

// follow opens the document of a reference. It returns the file where it is a new one.
func (g *gatherer) follow(e *csdl.Element) *file {
	ref, filters := g.reference(e)
	if ref.URI == "" || len(ref.Namespaces) == 0 && len(filters) == 0 {
		return nil
	}
	src, err := Source{}, errors.New("references are not read")
	if g.open != nil {
		src, err = g.open(ref)
	}
	if err != nil {
		g.leave(ref, err)
		return nil
	}
	f, known := g.byName[src.Name]
	if !known {
		if len(g.byName) >= maxDocuments {
			g.leave(ref, errors.New("too many documents refer to each other"))
			return nil
		}
		f = g.read(src)
		g.byName[src.Name] = f // Also nil: it was complained about once.
	}
	if f == nil {
		g.docs.broken[src.Name] = ref.Pos
		for _, n := range ref.Namespaces {
			g.docs.unread[n] = unread{shown(ref.URI), errBroken}
		}
		return nil
	}
	f.included = f.included || len(ref.Namespaces) > 0
	f.filters = append(f.filters, filters...)
	if known {
		return nil
	}
	return f
}

// leave notes that the document of a reference is not read.
func (g *gatherer) leave(ref Reference, reason error) {
	for _, n := range ref.Namespaces {
		g.docs.unread[n] = unread{shown(ref.URI), reason}
	}
	if !ref.WellKnown {
		g.diags.Report(ref.Pos, complaint.ReferenceUnread, "the document %s, which this document refers to, is not read: %v", diag.Shortened(shown(ref.URI)), reason).Because(reason)
	}
}

// reference reads a Reference element.
func (g *gatherer) reference(e *csdl.Element) (Reference, []filter) {
	ref := Reference{URI: e.Get("Uri"), From: e.Pos.File, WellKnown: true, Pos: e.Pos}
	if ref.URI == "" {
		g.diags.Report(e.Pos, complaint.AttributeMissingWarning, "<Reference> has no attribute Uri; it is ignored")
	}
	var filters []filter
	for _, c := range e.Children {
		switch c.Name {
		case "Include":
			if n := c.Get("Namespace"); n != "" {
				ref.Namespaces = append(ref.Namespaces, n)
				ref.WellKnown = ref.WellKnown && vocab.IsWellKnown(n)
			} else {
				g.diags.Report(c.Pos, complaint.AttributeMissingWarning, "<Include> has no attribute Namespace; it is ignored")
			}
		case "IncludeAnnotations":
			if n := c.Get("TermNamespace"); n != "" {
				filters = append(filters, filter{n, c.Get("Qualifier"), c.Get("TargetNamespace")})
				ref.WellKnown = false
			} else {
				g.diags.Report(c.Pos, complaint.AttributeMissingWarning, "<IncludeAnnotations> has no attribute TermNamespace; it is ignored")
			}
		case "Annotation":
		default:
			unexpected(c, "edmx:Reference", g.diags)
		}
	}
	return ref, filters
}
