package slice

// This file makes one document of several. An alias holds in one document alone, so names are written in full where
// there are several; a schema keeps an alias that the Model knows. What a document includes of another one that was
// read is in the slice; references to others, such as vocabularies, stay where something in the slice uses them.

import (
	"maps"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// scope is what holds in one document.
type scope struct {
	aliases map[string]string // to namespaces
	// full says that names are written without aliases.
	full bool
	// known are the aliases of the Model, by namespace.
	known map[string]string
	// main is the container of the slice, which also holds what others have that it extends.
	main  string
	other []string
	// values are the annotations of a document in JSON, whose constants have no types.
	values map[metadata.Pos]*metadata.Annotation
}

func newScope(d *csdl.Document, all []*csdl.Document, model *metadata.Model) *scope {
	s := &scope{aliases: map[string]string{}, full: len(all) > 1, known: map[string]string{}}
	for e := range named(d) {
		alias, namespace := e.Get("Alias"), e.Get("Namespace")
		switch {
		case alias == "":
		case s.aliases[alias] == "":
			s.aliases[alias] = namespace
		case s.aliases[alias] != namespace: // it stands for the first one, and which that is depends on the order
			s.full = true
		}
	}
	for alias, namespace := range model.Aliases() {
		if first := s.known[namespace]; first == "" || alias < first {
			s.known[namespace] = alias
		}
	}
	if model.Container != nil {
		s.main = model.Container.QualifiedName()
		for _, c := range model.Containers {
			if c != model.Container {
				s.other = append(s.other, c.QualifiedName())
			}
		}
	}
	if d.JSON {
		s.values = annotationsOf(model)
	}
	return s
}

// in is what holds in a schema: where its alias is also that of another one, it stands for the schema itself.
func (s *scope) in(schema *csdl.Element) *scope {
	alias, namespace := schema.Get("Alias"), schema.Get("Namespace")
	if alias == "" || s.aliases[alias] == namespace {
		return s
	}
	own := *s
	own.aliases = maps.Clone(s.aliases)
	own.aliases[alias] = namespace
	return &own
}

// named yields the elements of a document that have a namespace and perhaps an alias.
func named(d *csdl.Document) func(yield func(*csdl.Element) bool) {
	return func(yield func(*csdl.Element) bool) {
		for _, outer := range d.Root.Children {
			for _, e := range outer.Children {
				schema := outer.Name == "DataServices" && e.Name == "Schema" && e.Space == csdl.EdmSpace
				if (schema || outer.Name == "Reference" && e.Name == "Include") && !yield(e) {
					return
				}
			}
		}
	}
}

// nameAttributes are the attributes that hold names of the schema or paths, and those of expressions; nameElements are
// the expressions that do.
const (
	nameAttributes = "Type BaseType UnderlyingType EntityType Term BaseTerm Action Function Target EntitySetPath EntitySet Partner " + nameElements
	nameElements   = "Path PropertyPath NavigationPropertyPath AnnotationPath ModelElementPath AnyPropertyPath EnumMember LabeledElementReference"
)

// rewrite writes the names in a schema as they hold in the slice.
func (s *scope) rewrite(e *csdl.Element) {
	if s.values != nil {
		typed(e, s.values)
	}
	if e.Name == "Schema" && s.full {
		e.Attributes = slices.DeleteFunc(e.Attributes, func(a csdl.ElementAttribute) bool { return a.Name == "Alias" })
		if alias := s.known[e.Get("Namespace")]; alias != "" {
			e.Set("Alias", alias)
		}
	}
	s.rewriteNames(e)
}

func (s *scope) rewriteNames(e *csdl.Element) {
	for i, a := range e.Attributes {
		if a.Space == "" && wordlist.Has(a.Name, nameAttributes) {
			e.Attributes[i].Value = s.name(a.Value)
		}
	}
	if wordlist.Has(e.Name, nameElements) && e.Text != "" {
		e.Text = s.name(e.Text)
	}
	for _, c := range e.Children {
		s.rewriteNames(c)
	}
}

// name is a name or path as it holds in the slice.
func (s *scope) name(text string) string {
	if s.full {
		text = s.unaliased(text)
	}
	for _, other := range s.other {
		if rest, ok := strings.CutPrefix(s.unaliased(text), other+"/"); ok {
			return s.main + "/" + rest
		}
	}
	return text
}

// unaliased is a name or path without aliases: in each part between the signs that paths and lists are made of.
func (s *scope) unaliased(text string) string {
	const signs = "/(),@ #"
	var b strings.Builder
	for text != "" {
		end := strings.IndexAny(text, signs)
		if end < 0 {
			end = len(text)
		}
		namespace, name := metadata.SplitName(text[:end])
		if full, ok := s.aliases[namespace]; ok && namespace != "" {
			b.WriteString(full + "." + name)
		} else {
			b.WriteString(text[:end])
		}
		if end < len(text) {
			b.WriteByte(text[end])
			end++
		}
		text = text[end:]
	}
	return b.String()
}

// references are the references of the slice.
type references struct {
	kept []*csdl.Element
	// used are the namespaces and aliases that names in the slice begin with, declared the namespaces that it has.
	used, declared map[string]bool
	byURI          map[string]*csdl.Element
}

func newReferences(root *csdl.Element) *references {
	r := &references{used: map[string]bool{}, declared: map[string]bool{}, byURI: map[string]*csdl.Element{}}
	r.find(root)
	return r
}

// find finds what names begin with.
func (r *references) find(e *csdl.Element) {
	if e.Name == "Schema" {
		r.declared[e.Get("Namespace")] = true
	}
	words := func(text string) {
		for _, word := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("/(),@ #", c) }) {
			namespace, _ := metadata.SplitName(word)
			r.used[namespace] = true
		}
	}
	for _, a := range e.Attributes {
		if wordlist.Has(a.Name, nameAttributes) {
			words(a.Value)
		}
	}
	if wordlist.Has(e.Name, nameElements) {
		words(e.Text)
	}
	for _, c := range e.Children {
		r.find(c)
	}
}

// add adds the references of a document that are used and lead out of the slice.
func (r *references) add(d *csdl.Document, s *scope) {
	for _, e := range d.Root.Children {
		if e.Name != "Reference" {
			continue
		}
		for _, include := range e.Children {
			namespace, alias := include.Get("Namespace"), include.Get("Alias")
			if include.Name == "Include" && !r.declared[namespace] && (r.used[namespace] || alias != "" && !s.full && r.used[alias]) {
				r.include(e, include, s.full)
			}
		}
	}
	slices.SortStableFunc(r.kept, func(a, b *csdl.Element) int { return strings.Compare(a.Get("Uri"), b.Get("Uri")) })
}

func (r *references) include(reference, include *csdl.Element, full bool) {
	uri := reference.Get("Uri")
	to := r.byURI[uri]
	if to == nil {
		to = shallow(reference)
		r.byURI[uri] = to
		r.kept = append(r.kept, to)
	}
	if slices.ContainsFunc(to.Children, func(e *csdl.Element) bool { return e.Get("Namespace") == include.Get("Namespace") }) {
		return
	}
	out := shallow(include)
	if full {
		out.Attributes = slices.DeleteFunc(out.Attributes, func(a csdl.ElementAttribute) bool { return a.Name == "Alias" })
	}
	to.Add(out)
}

// addSelf adds the aliases that schemas of the slice have besides their own.
func (r *references) addSelf(uri string, services *csdl.Element, model *metadata.Model) {
	own := map[string]string{}
	for _, s := range services.Children {
		own[s.Get("Namespace")] = s.Get("Alias")
	}
	self := &csdl.Element{Space: csdl.EdmxSpace, Name: "Reference"}
	self.Set("Uri", uri)
	aliases := model.Aliases()
	for _, alias := range slices.Sorted(maps.Keys(aliases)) {
		if has, declared := own[aliases[alias]]; declared && has != alias {
			include := &csdl.Element{Space: csdl.EdmxSpace, Name: "Include"}
			include.Set("Namespace", aliases[alias])
			include.Set("Alias", alias)
			self.Add(include)
		}
	}
	if uri != "" && len(self.Children) > 0 {
		r.kept = append(r.kept, self)
	}
}
