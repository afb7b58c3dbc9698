package load

// This file joins documents (CSDL 4.01, sections 4.1 to 4.3): a reference names another document, Include the schemas that are taken from it,
// IncludeAnnotations the annotations. Documents may refer to each other in circles; each is read once.

import (
	"errors"
	"strings"

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
	// WellKnown says that nothing has to be read: every namespace is one of a vocabulary whose terms and types Load knows by itself.
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

// readDocuments reads the schemas of the main document and of those that it refers to, directly or not.
func (l *loader) readDocuments(main *csdl.Document, open func(Reference) (Source, error)) {
	first := l.openFile(main)
	if first == nil {
		return
	}
	first.included = true
	l.model.Version = first.root.Get("Version")
	files, byName := []*file{first}, map[string]*file{main.Name: first}
	for i := 0; i < len(files); i++ {
		for _, e := range files[i].references {
			if f := l.follow(e, open, byName); f != nil {
				files = append(files, f)
			}
		}
	}
	for _, f := range files {
		l.readFile(f)
	}
	for _, f := range files {
		l.checkIncluded(f)
	}
	if name := l.fullName(first); name != "" && l.containerNames[name] == nil {
		l.diags.Warnf(first.root.Pos, "container-missing", "the document names the entity container %s, which does not exist", name)
	}
	// Users name things by the main document's aliases, else by those of the others.
	for _, f := range files {
		for alias, namespace := range f.scope.aliases {
			l.builder.DeclareAlias(alias, namespace)
		}
	}
	l.mainContainer = containerOf(first, l.containers)
	l.scope = first.scope
}

// fullName is the qualified name of the container that a document gives as the service's.
func (l *loader) fullName(f *file) string {
	l.scope = f.scope
	f.scope.fullName = l.unalias(f.scope.container)
	return f.scope.fullName
}

// checkIncluded complains about schemas that are included from documents that do not have them.
func (l *loader) checkIncluded(f *file) {
	for _, r := range f.references {
		if r.Get("Uri") == "" {
			continue // Complained about.
		}
		for _, e := range r.Children {
			namespace := e.Get("Namespace")
			if _, left := l.unread[namespace]; e.Name == "Include" && namespace != "" && !left && l.schemas[namespace] == nil && !vocab.IsWellKnown(namespace) {
				l.diags.Warnf(e.Pos, "include-missing", "the document %s has no schema %s", diag.Shortened(r.Get("Uri")), namespace)
			}
		}
	}
}

// readFile reads the schemas of a file, or of one that was only asked for annotations, those.
func (l *loader) readFile(f *file) {
	l.scope = f.scope
	for _, s := range f.schemas {
		if f.included {
			l.readSchema(s)
			continue
		}
		for _, c := range s.Children {
			if c.Name == "Annotations" && c.Space == csdl.EdmSpace {
				l.outOfLine = append(l.outOfLine, targeted{element: c, scope: l.scope, filters: f.filters})
			}
		}
	}
}

// follow opens the document of a reference. It returns the file where it is a new one.
func (l *loader) follow(e *csdl.Element, open func(Reference) (Source, error), byName map[string]*file) *file {
	ref, filters := l.reference(e)
	if ref.URI == "" || len(ref.Namespaces) == 0 && len(filters) == 0 {
		return nil
	}
	src, err := Source{}, errors.New("references are not read")
	if open != nil {
		src, err = open(ref)
	}
	if err != nil {
		l.leave(ref, err)
		return nil
	}
	f, known := byName[src.Name]
	if !known {
		if len(byName) >= maxDocuments {
			l.leave(ref, errors.New("too many documents refer to each other"))
			return nil
		}
		if doc := l.parse(src); doc != nil {
			f = l.openFile(doc)
		}
		byName[src.Name] = f // Also nil: it was complained about once.
	}
	if f == nil {
		for _, n := range ref.Namespaces {
			l.unread[n] = unread{ref.URI, errBroken}
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
func (l *loader) leave(ref Reference, reason error) {
	for _, n := range ref.Namespaces {
		l.unread[n] = unread{ref.URI, reason}
	}
	if !ref.WellKnown {
		l.diags.Warnf(ref.Pos, "reference-unread", "the document %s, which this one refers to, is not read: %v", diag.Shortened(ref.URI), reason).Cause = reason
	}
}

// reference reads a Reference element.
func (l *loader) reference(e *csdl.Element) (Reference, []filter) {
	ref := Reference{URI: e.Get("Uri"), From: e.Pos.File, WellKnown: true, Pos: e.Pos}
	if ref.URI == "" {
		l.diags.Errorf(e.Pos, "attribute-missing", "<Reference> has no attribute Uri")
	}
	var filters []filter
	for _, c := range e.Children {
		switch c.Name {
		case "Include":
			if n := c.Get("Namespace"); n != "" {
				ref.Namespaces = append(ref.Namespaces, n)
				ref.WellKnown = ref.WellKnown && vocab.IsWellKnown(n)
			} else {
				l.diags.Errorf(c.Pos, "attribute-missing", "<Include> has no attribute Namespace")
			}
		case "IncludeAnnotations":
			if n := c.Get("TermNamespace"); n != "" {
				filters = append(filters, filter{n, c.Get("Qualifier"), c.Get("TargetNamespace")})
				ref.WellKnown = false
			} else {
				l.diags.Errorf(c.Pos, "attribute-missing", "<IncludeAnnotations> has no attribute TermNamespace")
			}
		case "Annotation":
		default:
			l.unexpected(c, "edmx:Reference")
		}
	}
	return ref, filters
}

// containerOf is the container that the main document gives as the service's, else the last one that it declares, else nil.
func containerOf(main *file, containers []*metadata.EntityContainer) *metadata.EntityContainer {
	var found *metadata.EntityContainer
	for _, c := range containers {
		if c.QualifiedName() == main.scope.fullName {
			return c
		}
		if c.Pos.File == main.root.Pos.File {
			found = c
		}
	}
	return found
}
