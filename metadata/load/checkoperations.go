package load

// This file checks actions and functions: overloads, entity set paths and parameters (CSDL 4.01, section 12).

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

func (l *loader) checkOperations(s *metadata.Schema) {
	groups := map[string][]*metadata.Operation{}
	for _, op := range s.Operations {
		groups[op.Name] = append(groups[op.Name], op)
		l.checkParameters(op)
		l.checkEntitySetPath(op)
	}
	for _, op := range s.Operations {
		if all := groups[op.Name]; all[0] == op && len(all) > 1 {
			l.checkOverloads(all)
		}
	}
}

// checkParameters checks the types of parameters and results, and that optional parameters come last (section 12.9).
func (l *loader) checkParameters(op *metadata.Operation) {
	var optional *metadata.Parameter
	for i, p := range op.Parameters {
		what := "parameter " + op.QualifiedName() + "/" + p.Name
		l.checkUse(&p.TypeRef, what)
		if primitive := metadata.PrimitiveOf(p.Type); primitive != nil && primitive.Name == "Stream" && (i > 0 || !op.Bound) {
			l.diags.Warnf(p.Pos, "stream-parameter", "%s is of Edm.Stream, which only binding parameters have", what).Fixf("use Edm.Binary")
		}
		switch {
		case p.Optional && op.Bound && i == 0:
			l.diags.Warnf(p.Pos, "optional-parameter", "the binding %s is optional, which it cannot be", what).Fixf("remove the annotation OptionalParameter")
		case p.Optional:
			optional = p
		case optional != nil:
			l.diags.Warnf(p.Pos, "optional-parameter", "%s is required, but comes after the optional %s", what, optional.Name).
				Fixf("move optional parameters to the end").At(optional.Pos, "the optional one is here")
		}
	}
	if op.Return != nil {
		l.checkUse(op.Return, "return type of "+op.QualifiedName())
	}
}

// checkUse checks the use of a type by a parameter or a result.
func (l *loader) checkUse(ref *metadata.TypeRef, what string) {
	l.checkCollection(ref, what)
	l.checkFacets(ref, what)
	if primitive := metadata.PrimitiveOf(ref.Type); primitive != nil && wordlist.Has(primitive.Name, pathTypes) {
		l.diags.Warnf(ref.Pos, "property-type", "%s is of %s, which only terms have", what, ref.Type.QualifiedName()).Fixf("use Edm.String")
	}
}

// boundType is what an operation is bound to, "" for unbound ones.
func boundType(op *metadata.Operation) string {
	if b := op.Binding(); b != nil {
		return metadata.TypeText(b.Type, b.Collection)
	}
	return ""
}

func bindingText(binding string) string {
	if binding == "" {
		return "unbound"
	}
	return "bound to " + binding
}

// checkOverloads checks that overloads can be told apart (sections 5, 12.2 and 12.4). All have one name.
func (l *loader) checkOverloads(all []*metadata.Operation) {
	first, byNames, byTypes := map[string]*metadata.Operation{}, map[string]*metadata.Operation{}, map[string]*metadata.Operation{}
	for _, op := range all {
		binding := boundType(op)
		before := first[binding]
		if before == nil {
			first[binding] = op
		}
		names, types := parameterTexts(op)
		byName, byType := byNames[binding+" "+names], byTypes[binding+" "+types]
		byNames[binding+" "+names], byTypes[binding+" "+types] = op, op
		switch {
		case before == nil:
		case before.Function != op.Function:
			l.diags.Warnf(op.Pos, "action-and-function", "%s is an action and a function, both %s", op.QualifiedName(), bindingText(binding)).
				Fixf("rename one of them").At(before.Pos, "the other one")
		case !op.Function:
			l.diags.Errorf(op.Pos, "overload", "there are two actions %s, both %s", op.QualifiedName(), bindingText(binding)).
				Fixf("remove or rename one of them").At(before.Pos, "first here")
		case byName != nil:
			l.diags.Errorf(op.Pos, "overload", "there are two functions %s, both %s, with the same parameter names", op.QualifiedName(), bindingText(binding)).
				Fixf("remove one of them, or rename parameters").At(byName.Pos, "first here")
		case byType != nil:
			l.diags.Warnf(op.Pos, "overload-types", "there are two functions %s, both %s, with the same parameter types", op.QualifiedName(), bindingText(binding)).
				At(byType.Pos, "first here")
		case op.Return != nil && before.Return != nil && (op.Return.Type != before.Return.Type || op.Return.Collection != before.Return.Collection):
			l.diags.Warnf(op.Return.Pos, "overload-return", "overloads of %s, all %s, return %s and %s", op.QualifiedName(), bindingText(binding),
				metadata.TypeText(before.Return.Type, before.Return.Collection), metadata.TypeText(op.Return.Type, op.Return.Collection)).At(before.Return.Pos, "first here")
		}
	}
}

// parameterTexts are the names of an operation's own parameters, in any order, and their types in theirs.
func parameterTexts(op *metadata.Operation) (names, types string) {
	var n, t []string
	for _, p := range op.OwnParameters() {
		n, t = append(n, p.Name), append(t, metadata.TypeText(p.Type, p.Collection))
	}
	slices.Sort(n)
	return strings.Join(n, ","), strings.Join(t, ",")
}

// checkEntitySetPath checks the path to the entity set of a result (section 12.6).
func (l *loader) checkEntitySetPath(op *metadata.Operation) {
	if op.EntitySetPath == "" {
		return
	}
	l.in(op.Pos)
	what := "the EntitySetPath of " + op.QualifiedName()
	binding := op.Binding()
	first, rest, nested := strings.Cut(l.path(op.EntitySetPath), "/")
	switch {
	case binding == nil:
		l.diags.Warnf(op.Pos, "entity-set-path", "%s has no binding parameter to begin with", what).Fixf("remove it, or add IsBound=\"true\"")
		return
	case first != binding.Name:
		l.diags.Warnf(op.Pos, "entity-set-path", "%s begins with %s; the binding parameter %s is expected", what, first, binding.Name)
		return
	case op.Return != nil && !metadata.IsEntity(op.Return.Type) && !isBuiltIn(op.Return.Type):
		l.diags.Warnf(op.Pos, "entity-set-path", "%s is given, but it returns %s, which is no entity", what, op.Return.Type.QualifiedName()).Fixf("remove it")
		return
	}
	owner, ok := binding.Type.(*metadata.StructuredType)
	if !ok || !nested {
		return
	}
	if at := l.brokenAt(owner, rest); at != "" {
		l.diags.Warnf(op.Pos, "entity-set-path", "%s leads over %s, which is no member there", what, at)
	}
}

// isBuiltIn says whether a type is one that may stand for others, or for one that could not be found.
func isBuiltIn(t metadata.Type) bool {
	p, ok := t.(*metadata.PrimitiveType)
	return ok && wordlist.Has(p.Name, "EntityType ComplexType PrimitiveType Untyped")
}

// brokenAt walks a path of members and type casts and returns the first segment that is none, or "".
func (l *loader) brokenAt(t *metadata.StructuredType, path string) string {
	for segment := range strings.SplitSeq(path, "/") {
		if strings.ContainsAny(segment, "@$(") {
			return ""
		}
		if strings.Contains(segment, ".") {
			cast, ok := l.typeOf(segment).(*metadata.StructuredType)
			if !ok {
				return segment
			}
			t = cast
			continue
		}
		next, ok := l.step(t, segment)
		if !ok {
			return segment
		}
		if t = next; t == nil {
			return ""
		}
	}
	return ""
}

// step goes over one member; next is nil where nothing is known about what comes behind it.
func (l *loader) step(t *metadata.StructuredType, name string) (next *metadata.StructuredType, ok bool) {
	switch m := t.Member(name).(type) {
	case *metadata.Property:
		next, _ = m.Type.(*metadata.StructuredType)
		return next, true
	case *metadata.NavigationProperty:
		return m.Target(), true
	}
	return nil, t.OpenType || l.declaredBelow(t, name)
}
