package load

// This file reads the wrapper of a document (CSDL 4.01, section 4): its version, its schemas, the aliases that hold in
// it, and the other documents that it refers to.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// file is a document whose wrapper is read.
type file struct {
	root       *csdl.Element
	scope      *scope
	schemas    []*csdl.Element
	references []*csdl.Element
	// included says whether the schemas are part of the model; of other files only annotations are, those that a filter
	// accepts.
	included bool
	filters  []filter
}

// openFile reads the wrapper; nil after a complaint that makes reading on useless.
func (g *gatherer) openFile(doc *csdl.Document) *file {
	root := doc.Root
	if !g.isEdmx(root) {
		return nil
	}
	version := root.Get("Version")
	switch {
	case version == "4.0" || version == "4.01":
	case version == "" || version[0] >= '1' && version[0] <= '4':
		g.diags.Report(root.Pos, complaint.EdmxVersionWarning, "the document has version %q, but its elements are those of OData 4; it is read as 4.0", version)
		version = "4.0"
	default:
		g.diags.Report(root.Pos, complaint.EdmxVersion, "the document has version %q; csdlgen reads versions 4.0 and 4.01", version).
			Fixf("ask the service for OData 4 metadata (OData-Version: 4.0)")
		return nil
	}
	if !doc.JSON {
		checkAttributes(root, g.diags)
	}
	f := &file{root: root, scope: &scope{aliases: map[string]string{}, json: doc.JSON, version: version, container: root.Get("EntityContainer")}}
	g.readWrapper(f)
	if len(f.schemas) == 0 {
		g.diags.Report(root.Pos, complaint.NoSchema, "the document has no schema").Fixf("download the service's $metadata again")
	}
	return f
}

// isEdmx checks the root element; documents of OData 1 to 3 get an answer of their own.
func (g *gatherer) isEdmx(root *csdl.Element) bool {
	if root.Space == csdl.EdmxSpace && root.Name == "Edmx" {
		return true
	}
	if csdl.IsOldSpace(root.Space) {
		g.oldOData(root)
		return false
	}
	what, fix := csdl.WrongRoot(root)
	if what == "" {
		g.diags.Report(root.Pos, complaint.EdmxRoot, "the root element is <%s> in the namespace %q; Edmx in %s is expected", diag.Shortened(root.Name), diag.Shortened(root.Space), csdl.EdmxSpace).Fixf("%s", fix)
	} else {
		g.diags.Report(root.Pos, complaint.EdmxRoot, "%s; <edmx:Edmx> is expected", what).Fixf("%s", fix)
	}
	return false
}

// oldOData refuses a document of OData 1 to 3. Its version stands at the element DataServices, not at the root.
func (g *gatherer) oldOData(root *csdl.Element) {
	version := ""
	for _, c := range root.Children {
		for _, a := range c.Attributes {
			if c.Name == "DataServices" && a.Name == "DataServiceVersion" && csdl.IsOldSpace(a.Space) {
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
	g.diags.Report(root.Pos, complaint.OldOData, "this is metadata of %s; csdlgen reads OData 4", what).
		Fixf("ask the service for its OData 4 metadata, or convert the document")
}

// readWrapper collects schemas, references and aliases.
func (g *gatherer) readWrapper(f *file) {
	var services *csdl.Element
	for _, e := range f.root.Children {
		switch {
		case e.Space == csdl.EdmxSpace && e.Name == "Reference":
			f.references = append(f.references, e)
		case e.Space == csdl.EdmxSpace && e.Name == "DataServices":
			if services != nil {
				g.diags.Report(e.Pos, complaint.ServicesTwice, "found a second DataServices element; a document has one").
					Fixf("move its schemas into the first one").At(services.Pos, "the first is here")
			} else {
				services = e
			}
			g.readDataServices(f, e)
		default:
			unexpected(e, "edmx:Edmx", g.diags)
		}
	}
	g.checkReferences(f)
	named := append(g.includes(f), f.schemas...)
	for _, e := range named {
		g.readAlias(e, f.scope.aliases)
	}
	byNamespace := map[string]*csdl.Element{}
	for _, e := range named {
		byNamespace[e.Get("Namespace")] = e
	}
	for _, e := range named {
		g.checkAlias(e, byNamespace)
	}
}

// includes are the schemas that a document includes from others.
func (g *gatherer) includes(f *file) []*csdl.Element {
	var all []*csdl.Element
	first := map[string]*csdl.Element{}
	for _, r := range f.references {
		for _, e := range r.Children {
			namespace := e.Get("Namespace")
			if e.Name != "Include" || namespace == "" {
				continue
			}
			all = append(all, e)
			if first[namespace] != nil {
				g.diags.Report(e.Pos, complaint.IncludeTwice, "the schema %s is included twice", namespace).Fixf("remove one of them").At(first[namespace].Pos, "first here")
				continue
			}
			first[namespace] = e
		}
	}
	return all
}

// checkReferences complains about two references to one document, and about those that ask for nothing.
func (g *gatherer) checkReferences(f *file) {
	first := map[string]*csdl.Element{}
	for _, e := range f.references {
		uri := e.Get("Uri")
		if before := first[uri]; uri != "" && before != nil {
			g.diags.Report(e.Pos, complaint.ReferenceTwice, "found a second reference to %s", uri).Fixf("move its content into the first one").At(before.Pos, "the first is here")
		} else {
			first[uri] = e
		}
		asks := func(c *csdl.Element) bool { return c.Name == "Include" || c.Name == "IncludeAnnotations" }
		if !slices.ContainsFunc(e.Children, asks) {
			g.diags.Report(e.Pos, complaint.ReferenceEmpty, "the reference to %s includes nothing; it is ignored", uri).Fixf("add an Include element, or remove the reference")
		}
	}
}

// reserved are namespaces that the specification keeps for itself (CSDL 4.01, sections 4.2 and 5). Services that are
// written with .NET have types of the namespace System, which harms nobody; Edm would hide the primitive types.
func reserved(name string) bool {
	return name == "odata" || name == "System" || name == "Transient"
}

// checkAlias checks the alias of a schema or of an included one, among all of the document.
func (g *gatherer) checkAlias(e *csdl.Element, byNamespace map[string]*csdl.Element) {
	alias, namespace := e.Get("Alias"), e.Get("Namespace")
	if alias == "" {
		return
	}
	switch {
	case alias == "Edm":
		g.diags.Report(e.Pos, complaint.ReservedName, "the alias of %s is Edm, which stands for the primitive types", namespace).Fixf("choose another alias")
	case reserved(alias):
		g.diags.Report(e.Pos, complaint.ReservedNameWarning, "the alias of %s is %s, which is reserved", namespace, alias).Fixf("choose another alias")
	case !metadata.IsIdentifier(alias):
		g.diags.Report(e.Pos, complaint.AliasName, "the alias %q of %s is not an identifier", alias, namespace).Fixf("use letters, digits and underscores")
	}
	switch other := byNamespace[alias]; {
	case alias == namespace:
		g.diags.Report(e.Pos, complaint.AliasNamespaceWarning, "the alias of %s is the same as the namespace", namespace).Fixf("remove it")
	case other != nil:
		g.diags.Report(e.Pos, complaint.AliasNamespace, "the alias of %s is %s, which is the namespace of another schema", namespace, alias).
			Fixf("choose another alias").At(other.Pos, "the other schema is here")
	}
}

func (g *gatherer) readDataServices(f *file, e *csdl.Element) {
	for _, s := range e.Children {
		switch {
		case s.Name == "Schema" && s.Space == csdl.EdmSpace:
			f.schemas = append(f.schemas, s)
		case s.Name == "Schema":
			g.diags.Report(s.Pos, complaint.OldOData, "the schema is in the XML namespace %q; csdlgen reads OData 4 (%s)", s.Space, csdl.EdmSpace).
				Fixf("ask the service for its OData 4 metadata, or convert the document")
		default:
			unexpected(s, "edmx:DataServices", g.diags)
		}
	}
}

// readAlias enters the alias of a schema or of an included one.
func (g *gatherer) readAlias(e *csdl.Element, aliases map[string]string) {
	alias, namespace := e.Get("Alias"), e.Get("Namespace")
	if alias == "" {
		return
	}
	switch other, taken := aliases[alias]; {
	case !taken || other == namespace:
		aliases[alias] = namespace
	case e.Name == "Schema":
		g.diags.Report(e.Pos, complaint.AliasTwiceWarning, "the alias %s of %s is also that of %s; in each of the two schemas it stands for itself", alias, namespace, other)
	default:
		g.diags.Report(e.Pos, complaint.AliasTwice, "the alias %q stands for %s and for %s", alias, other, namespace).Fixf("give one of the schemas another alias")
	}
}
