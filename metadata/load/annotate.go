package load

// This file moves out-of-line annotations to the elements that they are about (CSDL 4.01, section 14.2.2), those of the
// main document and those of overlays. In the service's own document a target that does not exist is a warning: real
// services have many. In an overlay, which a user wrote, it is an error.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// targeted is an Annotations element.
type targeted struct {
	// target is the target as written, full without aliases.
	target, full string
	own          metadata.Annotations
	// filtered says whether only some annotations were asked for.
	filtered bool
	scope    *scope
	pos      diag.Pos
}

// readTargeted reads an Annotations element. Filters say which annotations are asked for, where the document was
// referred to for some of them only; none stands for all.
func (r *reader) readTargeted(e *csdl.Element, filters []filter) {
	t := targeted{target: e.Get("Target"), filtered: len(filters) > 0, scope: r.scope, pos: e.Pos}
	switch {
	case t.target != "":
	case r.scope.overlay:
		r.diags.Report(e.Pos, complaint.AttributeMissing, "<Annotations> has no attribute Target").Fixf("name the element that is annotated")
		return
	default:
		r.diags.Report(e.Pos, complaint.AnnotationTargetWarning, "<Annotations> has no attribute Target; it is ignored")
		return
	}
	t.full = r.scope.path(t.target)
	for _, a := range r.ownAnnotations(e, t.full) {
		if len(filters) == 0 || slices.ContainsFunc(filters, func(f filter) bool { return f.accepts(t.full, a) }) {
			t.own = append(t.own, a)
		}
	}
	r.outOfLine = append(r.outOfLine, t)
}

// ownAnnotations reads what an Annotations element holds. Its qualifier is that of annotations that have none.
func (r *reader) ownAnnotations(e *csdl.Element, target string) metadata.Annotations {
	var own metadata.Annotations
	qualifier := e.Get("Qualifier")
	if len(e.Children) == 0 {
		r.diags.Report(e.Pos, complaint.AnnotationsEmpty, "the Annotations element for %s is empty", target).Fixf("remove the element, or add an Annotation")
	}
	for _, c := range e.Children {
		if c.Name != "Annotation" {
			unexpected(c, "Annotations", r.diags)
			continue
		}
		n := len(own)
		if own = r.appendAnnotation(own, c); len(own) == n {
			continue
		}
		switch a := own[n]; {
		case a.Qualifier == "":
			a.Qualifier = qualifier
		case qualifier != "":
			r.diags.Report(c.Pos, complaint.AnnotationQualifier, "the annotation %s of %s has the qualifier %s, but its Annotations element has %s", a.Term, target, a.Qualifier, qualifier).
				Fixf("remove one of them").At(e.Pos, "the Annotations element is here")
		}
	}
	return own
}

// annotator moves annotations to their targets. Its indexes are made as they are needed.
type annotator struct {
	*declarations

	diags *diag.Collector
	paths *metadata.Walker
	// have are the places of annotations in their lists, by term and qualifier; copied counts those of operations with
	// overloads, each of which has them.
	have   map[*metadata.Annotations]map[string]int
	copied int
	// signatures are overloads by their signature, for each name.
	signatures map[string]map[string]*metadata.Operation
	// members index what annotations can be about inside a container or an enumeration type.
	members  map[any]map[string]*metadata.Annotations
	children map[*metadata.EntityContainer]map[string]metadata.Child
}

// annotate moves out-of-line annotations to their targets, those of overlays last.
func annotate(d *declarations, diags *diag.Collector) {
	a := &annotator{
		declarations: d, diags: diags, paths: metadata.NewWalker(d.model),
		have: map[*metadata.Annotations]map[string]int{}, signatures: map[string]map[string]*metadata.Operation{},
		members:  map[any]map[string]*metadata.Annotations{},
		children: map[*metadata.EntityContainer]map[string]metadata.Child{},
	}
	for _, t := range d.outOfLine {
		a.apply(t)
	}
}

// maxCopied bounds how many annotations overloads get from annotations of their common name.
const maxCopied = 1 << 18

func (a *annotator) apply(t targeted) {
	if a.copied > maxCopied && len(a.model.ExactOperations(t.full)) > 1 {
		return // Complained about.
	}
	if len(t.own) == 0 && t.filtered {
		return
	}
	lists := a.targets(t)
	if len(lists) == 0 {
		a.noTarget(t)
		return
	}
	before := a.copied
	if a.copied += len(t.own) * (len(lists) - 1); a.copied > maxCopied {
		if before <= maxCopied {
			a.diags.Report(t.pos, complaint.AnnotationCount, "there are more than %d annotations of overloads that share a name", maxCopied)
		}
		return
	}
	for _, list := range lists {
		a.merge(list, t.own, t.scope.overlay, t.target)
	}
}

// childrenOf are what a container has by name.
func (a *annotator) childrenOf(c *metadata.EntityContainer) map[string]metadata.Child {
	if a.children[c] == nil {
		a.children[c] = c.Children()
	}
	return a.children[c]
}

// merge adds annotations to those of an element. One that is there already counts, but for an overlay's.
func (a *annotator) merge(list *metadata.Annotations, more metadata.Annotations, overlay bool, target string) {
	have := a.have[list]
	if have == nil {
		have = make(map[string]int, len(*list)+len(more))
		for i, there := range *list {
			if _, twice := have[there.Term+"#"+there.Qualifier]; !twice {
				have[there.Term+"#"+there.Qualifier] = i
			}
		}
		a.have[list] = have
	}
	for _, one := range more {
		key := one.Term + "#" + one.Qualifier
		at, twice := have[key]
		switch {
		case twice && overlay:
			(*list)[at] = one
		case twice:
			a.diags.Report(one.Pos, complaint.AnnotationTwice, "%s has the annotation %s twice; the first one counts", target, one.Term).At((*list)[at].Pos, "first here")
		default:
			have[key] = len(*list)
			*list = append(*list, one)
		}
	}
}

func (a *annotator) noTarget(t targeted) {
	first, rest, _ := strings.Cut(t.full, "/")
	if a.leadsOn(first, rest) {
		a.diags.Report(t.pos, complaint.AnnotationTargetPath, "the annotation target %s is a path to where an element is used; only annotations of the element itself are kept", t.target)
		return
	}
	if !t.scope.overlay {
		a.diags.Report(t.pos, complaint.AnnotationTargetWarning, "the annotation target %s does not exist", t.target)
		return
	}
	d := a.diags.Report(t.pos, complaint.AnnotationTarget, "the annotation target %s does not exist in the metadata", t.target)
	if s, ok := a.model.ExactType(first).(*metadata.StructuredType); ok {
		if proposal := a.diags.DidYouMean(rest, s.MemberNames); proposal != "" {
			d.Fixf("%s", proposal)
			return
		}
	}
	a.diags.Proposing(d, first, func() []string { return a.model.TypeNames(anyType) },
		"remove it, or correct the name: targets are namespace.type, namespace.type/property or namespace.container/set")
}

// leadsOn says whether a target is one that the specification allows beyond those that the Model has a place for:
// properties by way of entity sets, singletons and other properties, and annotations of annotations.
func (a *annotator) leadsOn(first, rest string) bool {
	var t *metadata.StructuredType
	if c := a.containers[first]; c != nil {
		name, inner, nested := strings.Cut(rest, "/")
		t = a.childrenOf(c)[name].Type
		if rest = inner; !nested {
			return false
		}
	} else {
		t, _ = a.model.ExactType(first).(*metadata.StructuredType)
	}
	return t != nil && rest != "" && a.paths.BrokenAt(t, rest) == "" && !t.OpenType
}

// targets finds the annotation lists of a target: one for most, several for a name that operations share or that a type
// and operations share.
func (a *annotator) targets(t targeted) []*metadata.Annotations {
	name, rest, nested := strings.Cut(t.full, "/")
	if open := strings.IndexByte(name, '('); open >= 0 {
		return a.overloadTargets(t.scope, name[:open], strings.TrimSuffix(name[open+1:], ")"), rest)
	}
	var lists []*metadata.Annotations
	if of := a.model.ExactType(name); of != nil {
		lists = append(lists, a.typeTargets(of, rest, nested)...)
	}
	if c := a.containers[name]; c != nil {
		lists = append(lists, a.containerTargets(c, rest, nested)...)
	}
	for _, op := range a.model.ExactOperations(name) {
		lists = append(lists, operationTargets(op, rest, nested)...)
	}
	if term := a.model.ExactTerm(name); term != nil && !nested {
		lists = append(lists, &term.Annotations)
	}
	if s := a.schemas[name]; s != nil && !nested {
		lists = append(lists, &s.Annotations)
	}
	return lists
}

func (a *annotator) typeTargets(t metadata.Type, rest string, nested bool) []*metadata.Annotations {
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
		if list := a.enumMembers(t)[rest]; list != nil {
			return []*metadata.Annotations{list}
		}
	case *metadata.TypeDefinition:
		if !nested {
			return []*metadata.Annotations{&t.Annotations}
		}
	}
	return nil
}

// index finds the annotations of what an element holds by name. It is made once for each element: there may be many
// targets.
func (a *annotator) index(of any, each func(add func(name string, list *metadata.Annotations))) map[string]*metadata.Annotations {
	names := a.members[of]
	if names == nil {
		names = map[string]*metadata.Annotations{}
		each(func(name string, list *metadata.Annotations) { names[name] = list })
		a.members[of] = names
	}
	return names
}

// enumMembers are the members of an enumeration by name.
func (a *annotator) enumMembers(t *metadata.EnumType) map[string]*metadata.Annotations {
	return a.index(t, func(add func(string, *metadata.Annotations)) {
		for _, m := range t.Members {
			add(m.Name, &m.Annotations)
		}
	})
}

func (a *annotator) containerTargets(c *metadata.EntityContainer, rest string, nested bool) []*metadata.Annotations {
	if !nested {
		return []*metadata.Annotations{&c.Annotations}
	}
	list := a.index(c, func(add func(string, *metadata.Annotations)) {
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
func (a *annotator) overloadTargets(s *scope, name, signature, rest string) []*metadata.Annotations {
	var want []string
	for part := range strings.SplitSeq(signature, ",") {
		if part = strings.TrimSpace(part); part != "" {
			want = append(want, s.typeName(part))
		}
	}
	overloads := a.signatures[name]
	if overloads == nil {
		overloads = map[string]*metadata.Operation{}
		for _, op := range slices.Backward(a.model.ExactOperations(name)) {
			overloads[strings.Join(signatureOf(op), ",")] = op
		}
		a.signatures[name] = overloads
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
