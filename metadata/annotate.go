package metadata

// This file moves out-of-line annotations to the elements that they are about (CSDL 4.01, section 14.2.2), those of the main
// document and those of overlays. In the service's own document a target that does not exist is a warning: real services have many. In an
// overlay, which a user wrote, it is an error.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/nearest"
)

// targeted is an Annotations element with what holds in its document.
type targeted struct {
	element *Element
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
func (l *loader) readOverlay(doc *Document) {
	f := l.openFile(doc)
	if f == nil {
		return
	}
	for alias, namespace := range l.model.aliases {
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

func (l *loader) applyTargeted(t targeted) {
	l.scope = t.scope
	target := t.element.get("Target")
	full := l.path(target)
	own := l.ownAnnotations(t, full)
	if len(own) == 0 && len(t.filters) > 0 {
		return
	}
	lists := l.targets(full)
	if len(lists) == 0 {
		l.noTarget(t, target)
		return
	}
	for _, list := range lists {
		for _, a := range own {
			at := slices.IndexFunc(*list, func(have *Annotation) bool { return have.Term == a.Term && have.Qualifier == a.Qualifier })
			switch {
			case at >= 0 && t.overlay:
				(*list)[at] = a
			case at >= 0:
				l.diags.Warnf(a.Pos, "annotation-twice", "%s has the annotation %s twice; the first one counts", target, a.Term).At((*list)[at].Pos, "first here")
			default:
				*list = append(*list, a)
			}
		}
	}
}

// ownAnnotations reads the annotations of an Annotations element that are asked for.
func (l *loader) ownAnnotations(t targeted, target string) Annotations {
	var own Annotations
	for _, c := range t.element.Children {
		if c.Name != "Annotation" {
			l.unexpected(c, "Annotations")
			continue
		}
		a := l.annotation(c)
		if a.Qualifier == "" {
			a.Qualifier = t.element.get("Qualifier")
		}
		if len(t.filters) == 0 || slices.ContainsFunc(t.filters, func(f filter) bool { return f.accepts(target, a) }) {
			own = append(own, a)
		}
	}
	return own
}

func (l *loader) noTarget(t targeted, target string) {
	if !t.overlay {
		l.diags.Warnf(t.element.Pos, "annotation-target", "the annotation target %s does not exist", target)
		return
	}
	d := l.diags.Errorf(t.element.Pos, "annotation-target", "the annotation target %s does not exist in the metadata", target)
	first, rest, _ := strings.Cut(l.path(target), "/")
	if s, ok := l.model.types[first].(*StructuredType); ok {
		var names []string
		for name := range l.properties[s] {
			names = append(names, name)
		}
		if proposal := nearest.DidYouMean(rest, names); proposal != "" {
			d.Fixf("%s", proposal)
			return
		}
	}
	if proposal := l.propose(first, anyType); proposal != "" {
		d.Fixf("%s", proposal)
	} else {
		d.Fixf("remove it, or correct the name: targets are namespace.type, namespace.type/property or namespace.container/set")
	}
}

// targets finds the annotation lists of a target: one for most, several for a name that operations share or that a type
// and operations share.
func (l *loader) targets(target string) []*Annotations {
	name, rest, nested := strings.Cut(target, "/")
	if open := strings.IndexByte(name, '('); open >= 0 {
		return l.overloadTargets(name[:open], strings.TrimSuffix(name[open+1:], ")"), rest)
	}
	var lists []*Annotations
	if t := l.model.types[name]; t != nil {
		lists = append(lists, l.typeTargets(t, rest, nested)...)
	}
	for _, c := range l.containers {
		if c.QualifiedName() == name {
			lists = append(lists, containerTargets(c, rest, nested)...)
		}
	}
	for _, op := range l.model.operations[name] {
		lists = append(lists, operationTargets(op, rest, nested)...)
	}
	if term := l.model.terms[name]; term != nil && !nested {
		lists = append(lists, &term.Annotations)
	}
	if s := l.schemas[name]; s != nil && !nested {
		lists = append(lists, &s.Annotations)
	}
	return lists
}

func (l *loader) typeTargets(t Type, rest string, nested bool) []*Annotations {
	switch t := t.(type) {
	case *StructuredType:
		if !nested {
			return []*Annotations{&t.Annotations}
		}
		switch m := l.properties[t][rest].(type) {
		case *Property:
			return []*Annotations{&m.Annotations}
		case *NavigationProperty:
			return []*Annotations{&m.Annotations}
		}
	case *EnumType:
		if !nested {
			return []*Annotations{&t.Annotations}
		}
		for _, m := range t.Members {
			if m.Name == rest {
				return []*Annotations{&m.Annotations}
			}
		}
	case *TypeDefinition:
		if !nested {
			return []*Annotations{&t.Annotations}
		}
	}
	return nil
}

func containerTargets(c *EntityContainer, rest string, nested bool) []*Annotations {
	if !nested {
		return []*Annotations{&c.Annotations}
	}
	for _, s := range c.Sets {
		if s.Name == rest {
			return []*Annotations{&s.Annotations}
		}
	}
	for _, s := range c.Singletons {
		if s.Name == rest {
			return []*Annotations{&s.Annotations}
		}
	}
	for _, imports := range [...][]*OperationImport{c.ActionImports, c.FunctionImports} {
		for _, i := range imports {
			if i.Name == rest {
				return []*Annotations{&i.Annotations}
			}
		}
	}
	return nil
}

func operationTargets(op *Operation, rest string, nested bool) []*Annotations {
	switch {
	case !nested:
		return []*Annotations{&op.Annotations}
	case rest == "$ReturnType":
		return []*Annotations{&op.ReturnAnnotations}
	}
	for _, p := range op.Parameters {
		if p.Name == rest {
			return []*Annotations{&p.Annotations}
		}
	}
	return nil
}

// overloadTargets finds the one overload with the signature: the types of all parameters of a function, of the binding
// parameter of an action.
func (l *loader) overloadTargets(name, signature, rest string) []*Annotations {
	var want []string
	for part := range strings.SplitSeq(signature, ",") {
		if part = strings.TrimSpace(part); part != "" {
			want = append(want, l.typeName(part))
		}
	}
	for _, op := range l.model.operations[name] {
		if slices.Equal(want, signatureOf(op)) {
			return operationTargets(op, rest, rest != "")
		}
	}
	return nil
}

func signatureOf(op *Operation) []string {
	var types []string
	for i, p := range op.Parameters {
		if op.Function || op.Bound && i == 0 {
			name := p.Type.QualifiedName()
			if p.Collection {
				name = "Collection(" + name + ")"
			}
			types = append(types, name)
		}
	}
	return types
}
