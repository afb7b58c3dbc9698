package load

import (
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/csdl"
)

// This file reads actions and functions (CSDL 4.01, section 12): each element is one overload.

// maxOverloads bounds how many operations have one name. Graph has 33 of delta.
const maxOverloads = 1000

func (r *reader) readOperation(s *metadata.Schema, e *csdl.Element) {
	n, ok := r.named(s, e)
	if !ok {
		return
	}
	op := &metadata.Operation{
		Named: n, Function: e.Name == "Function", Bound: r.flag(e, "IsBound", false),
		EntitySetPath: r.path(e.Get("EntitySetPath")), Composable: r.flag(e, "IsComposable", false),
	}
	first := map[string]*csdl.Element{}
	for _, c := range e.Children {
		switch c.Name {
		case "Parameter":
			r.readParameter(op, c, first)
		case "ReturnType":
			if op.Return != nil {
				r.diags.Report(c.Pos, complaint.ReturnTwice, "%s has two return types", op.QualifiedName()).Fixf("remove one of them").At(op.Return.Pos, "first here")
				continue
			}
			op.Return = &metadata.TypeRef{}
			op.ReturnAnnotations = r.inline(c)
			r.typeRef(op.Return, c, "return type of "+op.QualifiedName())
		case "Annotation":
		default:
			unexpected(c, e.Name, r.diags)
		}
	}
	if op.Bound && len(op.Parameters) == 0 {
		r.diags.Report(e.Pos, complaint.BindingParameter, "%s is bound, but has no binding parameter", op.QualifiedName()).
			Fixf("add the binding parameter, or remove IsBound")
	}
	if op.Function && op.Return == nil {
		r.diags.Report(e.Pos, complaint.FunctionReturn, "the function %s has no ReturnType", op.QualifiedName()).Fixf("add a ReturnType, or make it an Action")
	}
	overloads := r.model.ExactOperations(op.QualifiedName())
	if len(overloads) == maxOverloads {
		r.diags.Report(e.Pos, complaint.OverloadCount, "%s has more than %d overloads", op.QualifiedName(), maxOverloads)
	}
	if len(overloads) >= maxOverloads {
		return
	}
	r.builder.DeclareOperation(op)
	s.Operations = append(s.Operations, op)
}

func (r *reader) readParameter(op *metadata.Operation, e *csdl.Element, first map[string]*csdl.Element) {
	name, ok := r.declaredName(e)
	if !ok {
		return
	}
	switch before := first[name]; {
	case before == nil:
		first[name] = e
	case r.same(before, e, "Type"):
		r.diags.Report(e.Pos, complaint.ParameterTwiceWarning, "%s has the parameter %s twice; the first one counts", op.QualifiedName(), name).At(before.Pos, "first here")
		return
	default:
		r.diags.Report(e.Pos, complaint.ParameterTwice, "%s has two parameters named %s", op.QualifiedName(), name).Fixf("remove or rename one of them").At(before.Pos, "first here")
		return
	}
	p := &metadata.Parameter{Name: name, Pos: e.Pos, Annotations: r.inline(e)}
	op.Parameters = append(op.Parameters, p)
	r.typeRef(&p.TypeRef, e, "parameter "+op.QualifiedName()+"/"+name)
}
