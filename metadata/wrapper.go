package metadata

// This file reads the wrapper of a document (CSDL 4.01, section 4): its version, its schemas, the aliases that hold in it, and the other
// documents that it refers to.

import "strings"

// The XML namespaces of CSDL 4.0 and 4.01.
const (
	edmSpace  = "http://docs.oasis-open.org/odata/ns/edm"
	edmxSpace = "http://docs.oasis-open.org/odata/ns/edmx"
)

// file is a document whose wrapper is read.
type file struct {
	root       *Element
	scope      *scope
	schemas    []*Element
	references []*Element
	// included says whether the schemas are part of the model; of other files only annotations are, those that a filter accepts.
	included bool
	filters  []filter
}

// openFile reads the wrapper; nil after a complaint that makes reading on useless.
func (l *loader) openFile(doc *Document) *file {
	root := doc.Root
	if !l.isEdmx(root) {
		return nil
	}
	if v := root.get("Version"); v != "4.0" && v != "4.01" {
		l.diags.Errorf(root.Pos, "edmx-version", "the document has version %q; versions 4.0 and 4.01 are read", v).
			Fixf("ask the service for OData 4 metadata (OData-Version: 4.0)")
		return nil
	}
	f := &file{root: root, scope: &scope{aliases: map[string]string{}, json: doc.JSON, container: root.get("EntityContainer")}}
	l.readWrapper(f)
	if len(f.schemas) == 0 {
		l.diags.Errorf(root.Pos, "no-schema", "the document has no Schema element").Fixf("download the service's $metadata again")
	}
	return f
}

// isEdmx checks the root element; documents of OData 1 to 3 get an answer of their own.
func (l *loader) isEdmx(root *Element) bool {
	if root.Space == edmxSpace && root.Name == "Edmx" {
		return true
	}
	if isOldSpace(root.Space) {
		l.oldOData(root)
		return false
	}
	what, fix := wrongRoot(root)
	if what == "" {
		l.diags.Errorf(root.Pos, "edmx-root", "the root element is <%s> of namespace %q; Edmx of %s is expected", shortened(root.Name), shortened(root.Space), edmxSpace).Fixf("%s", fix)
	} else {
		l.diags.Errorf(root.Pos, "edmx-root", "%s; <edmx:Edmx> is expected", what).Fixf("%s", fix)
	}
	return false
}

// isOldSpace says whether an XML namespace is one of those that OData 1 to 3 use for Edmx, for schemas and for their own attributes.
func isOldSpace(space string) bool {
	return strings.HasPrefix(space, "http://schemas.microsoft.com/ado/")
}

// oldOData refuses a document of OData 1 to 3. Its version stands at the element DataServices, not at the root.
func (l *loader) oldOData(root *Element) {
	version := ""
	for _, c := range root.Children {
		for _, a := range c.Attributes {
			if c.Name == "DataServices" && a.Name == "DataServiceVersion" && isOldSpace(a.Space) {
				version = a.Value
			}
		}
	}
	what := "OData 2 or 3"
	switch {
	case strings.HasPrefix(version, "3"):
		what = "OData 3"
	case strings.HasPrefix(version, "2"):
		what = "OData 2"
	case strings.HasPrefix(version, "1"):
		what = "OData 1 or 2"
	}
	l.diags.Errorf(root.Pos, "old-odata", "this is metadata of %s; csdlgen reads OData 4", what).
		Fixf("ask the service for its OData 4 metadata, or convert the document")
}

// readWrapper collects schemas, references and aliases.
func (l *loader) readWrapper(f *file) {
	for _, e := range f.root.Children {
		switch {
		case e.Space == edmxSpace && e.Name == "Reference":
			f.references = append(f.references, e)
			for _, include := range e.Children {
				if include.Name == "Include" && include.get("Namespace") != "" {
					l.readAlias(include, f.scope.aliases)
				}
			}
		case e.Space == edmxSpace && e.Name == "DataServices":
			l.readDataServices(f, e)
		default:
			l.unexpected(e, "edmx:Edmx")
		}
	}
	for _, s := range f.schemas {
		l.readAlias(s, f.scope.aliases)
	}
}

func (l *loader) readDataServices(f *file, e *Element) {
	for _, s := range e.Children {
		switch {
		case s.Name == "Schema" && s.Space == edmSpace:
			f.schemas = append(f.schemas, s)
		case s.Name == "Schema":
			l.diags.Errorf(s.Pos, "old-odata", "the schema is of the XML namespace %q; csdlgen reads OData 4 (%s)", s.Space, edmSpace).
				Fixf("ask the service for its OData 4 metadata, or convert the document")
		default:
			l.unexpected(s, "edmx:DataServices")
		}
	}
}

// readAlias enters the alias of a schema or of an included one.
func (l *loader) readAlias(e *Element, aliases map[string]string) {
	alias, namespace := e.get("Alias"), e.get("Namespace")
	if alias == "" {
		return
	}
	if other, taken := aliases[alias]; taken && other != namespace {
		l.diags.Errorf(e.Pos, "alias-twice", "the alias %q stands for %s and for %s", alias, other, namespace).Fixf("give one of the schemas another alias")
		return
	}
	aliases[alias] = namespace
}
