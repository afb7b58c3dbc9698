package load

// This file moves out-of-line annotations to the elements that they are about (CSDL 4.01, section 14.2.2), those of the main
// document and those of overlays. In the service's own document a target that does not exist is a warning: real services have many. In an
// overlay, which a user wrote, it is an error.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// targeted is an Annotations element with what holds in its document.
type targeted struct {
	element *csdl.Element
	scope   *scope
	overlay bool
	// filters say which annotations are asked for, where the document was referred to for some of them only; none for all.
	filters []filter
}

func (l *loader) annotate() {
	for _, t := range l.outOfLine {
		l.applyTargeted(t)
	}
	l.outOfLine = nil
}

// readOverlay applies the annotations of an overlay, which may hold nothing else. The aliases of the metadata hold in it too.
func (l *loader) readOverlay(doc *csdl.Document) {
	f := l.openFile(doc)
	if f == nil {
		return
	}
	f.scope.overlay = true
	for alias, namespace := range l.model.Aliases() {
		if f.scope.aliases[alias] == "" {
			f.scope.aliases[alias] = namespace
		}
	}
	for _, s := range f.schemas {
		for _, c := range s.Children {
			if c.Name != "Annotations" {
				l.diags.Errorf(c.Pos, "overlay-element", "<%s> in an overlay, which may only hold Annotations", c.Name).Fixf("remove it, or put it into the metadata")
				continue
			}
			l.applyTargeted(targeted{element: c, scope: f.scope, overlay: true})
		}
	}
}

// maxCopied bounds how many annotations overloads get from annotations of their common name.
const maxCopied = 1 << 18

func (l *loader) applyTargeted(t targeted) {
	l.scope = t.scope
	target := t.element.Get("Target")
	switch {
	case target != "":
	case t.overlay:
		l.diags.Errorf(t.element.Pos, "attribute-missing", "<Annotations> has no attribute Target").Fixf("name the element that is annotated")
		return
	default:
		l.diags.Warnf(t.element.Pos, "annotation-target", "<Annotations> has no attribute Target and is passed over")
		return
	}
	full := l.path(target)
	if l.copied > maxCopied && len(l.model.ExactOperations(full)) > 1 {
		return // Complained about.
	}
	own := l.ownAnnotations(t, full)
	if len(own) == 0 && len(t.filters) > 0 {
		return
	}
	lists := l.targets(full)
	if len(lists) == 0 {
		l.noTarget(t, target)
		return
	}
	before := l.copied
	if l.copied += len(own) * (len(lists) - 1); l.copied > maxCopied {
		if before <= maxCopied {
			l.diags.Errorf(t.element.Pos, "annotation-count", "the annotations of overloads that have one name are more than %d", maxCopied)
		}
		return
	}
	for _, list := range lists {
		l.merge(list, own, t.overlay, target)
	}
}

// merge adds annotations to those of an element. One that is there already counts, but for an overlay's.
func (l *loader) merge(list *metadata.Annotations, more metadata.Annotations, overlay bool, target string) {
	have := l.have[list]
	if have == nil {
		have = make(map[string]int, len(*list)+len(more))
		for i, a := range *list {
			if _, twice := have[a.Term+"#"+a.Qualifier]; !twice {
				have[a.Term+"#"+a.Qualifier] = i
			}
		}
		l.have[list] = have
	}
	for _, a := range more {
		key := a.Term + "#" + a.Qualifier
		at, twice := have[key]
		switch {
		case twice && overlay:
			(*list)[at] = a
		case twice:
			l.twice(a, target, (*list)[at].Pos)
		default:
			have[key] = len(*list)
			*list = append(*list, a)
		}
	}
}

// ownAnnotations reads the annotations of an Annotations element that are asked for.
func (l *loader) ownAnnotations(t targeted, target string) metadata.Annotations {
	var own metadata.Annotations
	qualifier := t.element.Get("Qualifier")
	if len(t.element.Children) == 0 {
		l.diags.Warnf(t.element.Pos, "annotations-empty", "there are no annotations for %s", target).Fixf("remove the element, or add an Annotation")
	}
	for _, c := range t.element.Children {
		if c.Name != "Annotation" {
			l.unexpected(c, "Annotations")
			continue
		}
		read := l.appendAnnotation(nil, c)
		if len(read) == 0 {
			continue
		}
		a := read[0]
		switch {
		case a.Qualifier == "":
			a.Qualifier = qualifier
		case qualifier != "":
			l.diags.Warnf(c.Pos, "annotation-qualifier", "the annotation %s of %s has the qualifier %s, but its Annotations element has %s", a.Term, target, a.Qualifier, qualifier).
				Fixf("remove one of them").At(t.element.Pos, "the Annotations element is here")
		}
		if len(t.filters) == 0 || slices.ContainsFunc(t.filters, func(f filter) bool { return f.accepts(target, a) }) {
			own = append(own, a)
		}
	}
	return own
}

func (l *loader) noTarget(t targeted, target string) {
	first, rest, _ := strings.Cut(l.path(target), "/")
	if l.leadsOn(first, rest) {
		l.diags.Warnf(t.element.Pos, "annotation-target-path", "the annotation target %s is a path; annotations of elements are kept, not those of a place where an element is used", target)
		return
	}
	if !t.overlay {
		l.diags.Warnf(t.element.Pos, "annotation-target", "the annotation target %s does not exist", target)
		return
	}
	d := l.diags.Errorf(t.element.Pos, "annotation-target", "the annotation target %s does not exist in the metadata", target)
	if s, ok := l.model.ExactType(first).(*metadata.StructuredType); ok {
		if proposal := l.diags.DidYouMean(rest, func() []string { return s.MemberNames() }); proposal != "" {
			d.Fixf("%s", proposal)
			return
		}
	}
	l.diags.Proposing(d, first, func() []string { return l.model.TypeNames(anyType) },
		"remove it, or correct the name: targets are namespace.type, namespace.type/property or namespace.container/set")
}

// leadsOn says whether a target is one that the specification allows beyond those that the Model has a place for: properties by way of entity
// sets, singletons and other properties, and annotations of annotations.
func (l *loader) leadsOn(first, rest string) bool {
	var t *metadata.StructuredType
	if c := l.containerNames[first]; c != nil {
		name, inner, nested := strings.Cut(rest, "/")
		t, _ = l.childrenOf(c)[name].of.(*metadata.StructuredType)
		if rest = inner; !nested {
			return false
		}
	} else {
		t, _ = l.model.ExactType(first).(*metadata.StructuredType)
	}
	return t != nil && rest != "" && l.brokenAt(t, rest) == "" && !t.OpenType
}

// targets finds the annotation lists of a target: one for most, several for a name that operations share or that a type
// and operations share.
func (l *loader) targets(target string) []*metadata.Annotations {
	name, rest, nested := strings.Cut(target, "/")
	if open := strings.IndexByte(name, '('); open >= 0 {
		return l.overloadTargets(name[:open], strings.TrimSuffix(name[open+1:], ")"), rest)
	}
	var lists []*metadata.Annotations
	if t := l.model.ExactType(name); t != nil {
		lists = append(lists, l.typeTargets(t, rest, nested)...)
	}
	if c := l.containerNames[name]; c != nil {
		lists = append(lists, l.containerTargets(c, rest, nested)...)
	}
	for _, op := range l.model.ExactOperations(name) {
		lists = append(lists, operationTargets(op, rest, nested)...)
	}
	if term := l.model.ExactTerm(name); term != nil && !nested {
		lists = append(lists, &term.Annotations)
	}
	if s := l.schemas[name]; s != nil && !nested {
		lists = append(lists, &s.Annotations)
	}
	return lists
}

func (l *loader) typeTargets(t metadata.Type, rest string, nested bool) []*metadata.Annotations {
	switch t := t.(type) {
	case *metadata.StructuredType:
		if !nested {
			return []*metadata.Annotations{&t.Annotations}
		}
		switch m := t.Own(rest).(type) {
		case *metadata.Property:
			return []*metadata.Annotations{&m.Annotations}
		case *metadata.NavigationProperty:
			return []*metadata.Annotations{&m.Annotations}
		}
	case *metadata.EnumType:
		if !nested {
			return []*metadata.Annotations{&t.Annotations}
		}
		if list := l.enumMembers(t)[rest]; list != nil {
			return []*metadata.Annotations{list}
		}
	case *metadata.TypeDefinition:
		if !nested {
			return []*metadata.Annotations{&t.Annotations}
		}
	}
	return nil
}

// index finds the annotations of what an element holds by name. It is made once for each element: there may be many targets.
func (l *loader) index(of any, each func(add func(name string, list *metadata.Annotations))) map[string]*metadata.Annotations {
	names := l.members[of]
	if names == nil {
		names = map[string]*metadata.Annotations{}
		each(func(name string, list *metadata.Annotations) { names[name] = list })
		l.members[of] = names
	}
	return names
}

// enumMembers are the members of an enumeration by name.
func (l *loader) enumMembers(t *metadata.EnumType) map[string]*metadata.Annotations {
	return l.index(t, func(add func(string, *metadata.Annotations)) {
		for _, m := range t.Members {
			add(m.Name, &m.Annotations)
		}
	})
}

func (l *loader) containerTargets(c *metadata.EntityContainer, rest string, nested bool) []*metadata.Annotations {
	if !nested {
		return []*metadata.Annotations{&c.Annotations}
	}
	list := l.index(c, func(add func(string, *metadata.Annotations)) {
		for _, s := range c.Sets {
			add(s.Name, &s.Annotations)
		}
		for _, s := range c.Singletons {
			add(s.Name, &s.Annotations)
		}
		for _, i := range slices.Concat(c.ActionImports, c.FunctionImports) {
			add(i.Name, &i.Annotations)
		}
	})[rest]
	if list == nil {
		return nil
	}
	return []*metadata.Annotations{list}
}

func operationTargets(op *metadata.Operation, rest string, nested bool) []*metadata.Annotations {
	switch {
	case !nested:
		return []*metadata.Annotations{&op.Annotations}
	case rest == "$ReturnType":
		return []*metadata.Annotations{&op.ReturnAnnotations}
	}
	for _, p := range op.Parameters {
		if p.Name == rest {
			return []*metadata.Annotations{&p.Annotations}
		}
	}
	return nil
}

// overloadTargets finds the one overload with the signature: the types of all parameters of a function, of the binding
// parameter of an action.
func (l *loader) overloadTargets(name, signature, rest string) []*metadata.Annotations {
	var want []string
	for part := range strings.SplitSeq(signature, ",") {
		if part = strings.TrimSpace(part); part != "" {
			want = append(want, l.typeName(part))
		}
	}
	overloads := l.signatures[name]
	if overloads == nil {
		overloads = map[string]*metadata.Operation{}
		for _, op := range slices.Backward(l.model.ExactOperations(name)) {
			overloads[strings.Join(signatureOf(op), ",")] = op
		}
		l.signatures[name] = overloads
	}
	if op := overloads[strings.Join(want, ",")]; op != nil {
		return operationTargets(op, rest, rest != "")
	}
	return nil
}

func signatureOf(op *metadata.Operation) []string {
	var types []string
	for i, p := range op.Parameters {
		if op.Function || op.Bound && i == 0 {
			types = append(types, metadata.TypeText(p.Type, p.Collection))
		}
	}
	return types
}
