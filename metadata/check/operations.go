package check

// This file checks actions and functions: overloads, entity set paths and parameters (CSDL 4.01, section 12).

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/wordlist"
	"github.com/csdlgen/csdlgen/metadata"
)

func (k *checker) checkOperations(s *metadata.Schema) {
	groups := map[string][]*metadata.Operation{}
	for _, op := range s.Operations {
		groups[op.Name] = append(groups[op.Name], op)
		k.checkParameters(op)
		k.checkEntitySetPath(op)
	}
	for _, op := range s.Operations {
		if all := groups[op.Name]; all[0] == op && len(all) > 1 {
			k.checkOverloads(all)
		}
	}
}

// checkParameters checks the types of parameters and results, and that optional parameters come last (section 12.9).
func (k *checker) checkParameters(op *metadata.Operation) {
	var optional *metadata.Parameter
	for i, p := range op.Parameters {
		what := "parameter " + op.QualifiedName() + "/" + p.Name
		k.checkUse(&p.TypeRef, what)
		if primitive := metadata.PrimitiveOf(p.Type); primitive != nil && primitive.Name == "Stream" && (i > 0 || !op.Bound) {
			k.diags.Report(p.Pos, complaint.StreamParameter, "%s is of Edm.Stream, which only binding parameters can be of", what).Fixf("use Edm.Binary")
		}
		switch {
		case p.Optional && op.Bound && i == 0:
			k.diags.Report(p.Pos, complaint.OptionalParameter, "the binding %s is optional, which is not allowed", what).Fixf("remove the OptionalParameter annotation")
		case p.Optional:
			optional = p
		case optional != nil:
			k.diags.Report(p.Pos, complaint.OptionalParameter, "%s is required, but follows the optional parameter %s", what, optional.Name).
				Fixf("move optional parameters to the end").At(optional.Pos, "the optional parameter is here")
		}
	}
	if op.Return != nil {
		k.checkUse(op.Return, "return type of "+op.QualifiedName())
	}
}

// checkUse checks the use of a type by a parameter or a result.
func (k *checker) checkUse(ref *metadata.TypeRef, what string) {
	k.checkCollection(ref, what)
	k.checkFacets(ref, what)
	if primitive := metadata.PrimitiveOf(ref.Type); primitive != nil && wordlist.Has(primitive.Name, pathTypes) {
		k.diags.Report(ref.Pos, complaint.PropertyType, "%s is of %s, which only terms can be of", what, ref.Type.QualifiedName()).Fixf("use Edm.String")
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
func (k *checker) checkOverloads(all []*metadata.Operation) {
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
			k.diags.Report(op.Pos, complaint.ActionAndFunction, "%s is both an action and a function, %s", op.QualifiedName(), bindingText(binding)).
				Fixf("rename one of them").At(before.Pos, "the other one is here")
		case byName != nil && sameOverload(byName, op):
			k.diags.Report(op.Pos, complaint.OverloadWarning, "the %s %s, %s, is there twice with the same parameters; the first one counts", kindOf(op), op.QualifiedName(), bindingText(binding)).
				At(byName.Pos, "first here")
		case !op.Function:
			k.diags.Report(op.Pos, complaint.Overload, "there are two actions %s, both %s", op.QualifiedName(), bindingText(binding)).
				Fixf("remove or rename one of them").At(before.Pos, "first here")
		case byName != nil:
			k.diags.Report(op.Pos, complaint.Overload, "there are two functions %s, both %s, with the same parameter names", op.QualifiedName(), bindingText(binding)).
				Fixf("remove one of them, or rename parameters").At(byName.Pos, "first here")
		case byType != nil:
			k.diags.Report(op.Pos, complaint.OverloadTypes, "there are two functions %s, both %s, with the same parameter types", op.QualifiedName(), bindingText(binding)).
				At(byType.Pos, "first here")
		case op.Return != nil && before.Return != nil && (op.Return.Type != before.Return.Type || op.Return.Collection != before.Return.Collection):
			k.diags.Report(op.Return.Pos, complaint.OverloadReturn, "overloads of %s, all %s, return different types: %s and %s", op.QualifiedName(), bindingText(binding),
				metadata.TypeText(before.Return.Type, before.Return.Collection), metadata.TypeText(op.Return.Type, op.Return.Collection)).At(before.Return.Pos, "first here")
		}
	}
}

func kindOf(op *metadata.Operation) string {
	if op.Function {
		return "function"
	}
	return "action"
}

// sameOverload says whether two overloads of one kind and binding are called and answer in the same way.
func sameOverload(a, b *metadata.Operation) bool {
	same := func(p, q *metadata.TypeRef) bool {
		return p == nil && q == nil || p != nil && q != nil && p.Type == q.Type && p.Collection == q.Collection
	}
	return a.Function == b.Function && same(a.Return, b.Return) && slices.EqualFunc(a.OwnParameters(), b.OwnParameters(), func(p, q *metadata.Parameter) bool {
		return p.Name == q.Name && same(&p.TypeRef, &q.TypeRef)
	})
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
func (k *checker) checkEntitySetPath(op *metadata.Operation) {
	if op.EntitySetPath == "" {
		return
	}
	what := "the EntitySetPath of " + op.QualifiedName()
	binding := op.Binding()
	first, rest, nested := strings.Cut(op.EntitySetPath, "/")
	switch {
	case binding == nil:
		k.diags.Report(op.Pos, complaint.EntitySetPath, "%s has no binding parameter to begin with", what).Fixf("remove it, or add IsBound=\"true\"")
		return
	case first != binding.Name:
		k.diags.Report(op.Pos, complaint.EntitySetPath, "%s begins with %s; the binding parameter %s is expected", what, first, binding.Name)
		return
	case op.Return != nil && !metadata.IsEntity(op.Return.Type) && !metadata.IsAbstract(op.Return.Type):
		k.diags.Report(op.Pos, complaint.EntitySetPath, "%s is given, but the operation returns %s, which is not an entity type", what, op.Return.Type.QualifiedName()).Fixf("remove it")
		return
	}
	owner, ok := binding.Type.(*metadata.StructuredType)
	if !ok || !nested {
		return
	}
	if at := k.paths.BrokenAt(owner, rest); at != "" {
		k.diags.Report(op.Pos, complaint.EntitySetPath, "%s goes through %s, which does not exist there", what, at)
	}
}
