package plan

// This file plans calls of actions and functions: the method's name, its arguments, the struct for the parameters of an action, and
// which request of the runtime reads the result.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// deltaFunction is the name of the function by which services tell what has changed.
const deltaFunction = "delta"

// planInvoke is the method that calls the action or function of the last step. from is the step before, nil at the service root.
func (p *planner) planInvoke(s selection.Step, from *selection.Step, verb string) method {
	m := p.callMethod(s, from)
	op := s.Call
	m.Kind = ir.InvokeMethod
	posted := op.Function && verb == "POST"
	if posted {
		m.GoName = "Post" + m.GoName
	}
	if (posted || !op.Function) && len(op.OwnParameters()) > 0 {
		m.Body = &ir.Variable{GoName: actionParameters, Type: ir.PointerTo(ir.GoType{Name: p.parameters(op).GoName})}
	}
	m.Request, m.Entity = p.answer(op, posted)
	if m.Request == ir.StreamResource {
		m.Kind = ir.ResourceMethod
	}
	m.Restrictions = operationRestrictions(op)
	return m
}

// callMethod is what a call has whatever it returns: its name, segment and arguments.
func (p *planner) callMethod(s selection.Step, from *selection.Step) method {
	op, what := s.Call, "action"
	if op.Function {
		what = "function"
	}
	m := method{pin: op.QualifiedName() + "()", Method: ir.Method{
		GoName: p.callName(s, from), Segment: segmentText(s), Operation: op.QualifiedName(), Parentheses: s.Parentheses,
	}}
	if s.Import != nil {
		m.pin = p.model.Container.QualifiedName() + "/" + s.Import.Name
	}
	m.Doc = docOf(m.GoName+" calls the "+what+" "+op.QualifiedName()+".", op.Annotations)
	if op.Function {
		taken := callLocals()
		for _, argument := range s.Arguments {
			parameter := argument.Parameter
			k := p.literalParam(parameter.Name, parameter.TypeRef)
			if k.EnumType != "" && argument.Bare {
				k.Literal, k.EnumType = ir.StringLiteral, ""
			}
			k.GoName = local(parameter.Name, taken, p.hidden)
			if parameter.Optional {
				value := k.Type
				k.Optional, k.Type = &value, ir.Optional(value)
			}
			m.Arguments = append(m.Arguments, k)
		}
	}
	return m
}

// segmentText is the segment without arguments: the name as the schema has it, with a namespace or alias before it where the line writes one.
func segmentText(s selection.Step) string {
	text, _, _ := strings.Cut(s.Text, "(")
	name := s.Call.Name
	if s.Import != nil {
		name = s.Import.Name
	}
	return text[:strings.LastIndexByte(text, '.')+1] + name
}

// answer says which request of the runtime calls the operation, and the Go type of what it reads.
func (p *planner) answer(op *metadata.Operation, posted bool) (request ir.RequestKind, entity *ir.GoType) {
	if op.Return == nil {
		return ir.ActionNoneRequest, nil
	}
	value := p.value(op.Return.Type)
	if op.Return.Collection {
		value = p.itemOf(*op.Return)
	}
	_, structured := op.Return.Type.(*metadata.StructuredType)
	get := op.Function && !posted
	switch {
	case metadata.IsStream(op.Return.Type) && get:
		return ir.StreamResource, nil
	case metadata.IsStream(op.Return.Type):
		return ir.ActionStreamRequest, nil
	case op.Return.Collection && get && structured && strings.EqualFold(op.Name, deltaFunction):
		return ir.DeltaRequest, &value
	case op.Return.Collection && get:
		return ir.ListRequest, &value
	case op.Return.Collection:
		return ir.ActionListRequest, &value
	case get:
		return ir.FunctionRequest, &value
	}
	return ir.ActionRequest, &value
}

// callName is the Go name of the method that calls an operation. It depends on the schema alone: an overload with more parameters than the
// first one names them, and an operation yields to members of the type, to requests, and an action to a function of its name.
func (p *planner) callName(s selection.Step, from *selection.Step) string {
	op := s.Call
	name, suffix := p.names.Operation(op), "Action"
	if op.Function {
		suffix = "Function"
	}
	var functions []*metadata.Operation
	switch {
	case s.Import != nil:
		name = p.rootName(s.Import.Name)
		functions = slices.Clone(s.Import.Operations) // it is sorted below, and the Model is not ours
	case from != nil:
		functions = p.functionsOn(from, op.Name)
	}
	if op.Function {
		slices.SortStableFunc(functions, func(a, b *metadata.Operation) int {
			return cmp.Or(cmp.Compare(len(a.OwnParameters()), len(b.OwnParameters())), strings.Compare(parameterWords(a), parameterWords(b)))
		})
		if len(functions) > 0 && parameterWords(functions[0]) != parameterWords(op) {
			name += "With" + parameterWords(op)
		}
	} else if s.Import == nil && len(functions) > 0 {
		return name + suffix
	}
	if from != nil && p.isTaken(from.Type, name) {
		name += suffix
	}
	return name
}

// functionsOn are the functions of a name that are bound to what a step leads to.
func (p *planner) functionsOn(from *selection.Step, name string) []*metadata.Operation {
	var all []*metadata.Operation
	add := func(t metadata.Type) {
		for _, op := range p.model.BoundTo(t) {
			if op.Function && op.Name == name && op.Parameters[0].Collection == from.Collection {
				all = append(all, op)
			}
		}
	}
	if from.Type == nil {
		add(from.Of)
	}
	for _, t := range from.Type.Lineage() {
		add(t)
	}
	return all
}

func parameterWords(op *metadata.Operation) string {
	var words []string
	for _, p := range op.OwnParameters() {
		words = append(words, exported(p.Name))
	}
	return strings.Join(words, "And")
}

// isTaken says whether a builder for the type has, or could have, a method of the name that is no call.
func (p *planner) isTaken(t *metadata.StructuredType, name string) bool {
	if slices.Contains(methodNames[:], name) {
		return true
	}
	if t == nil {
		return false
	}
	for _, member := range memberNames(t) {
		if p.names.member(t, member) == name {
			return true
		}
	}
	return false
}

// parameters plans the struct for the parameters of an action.
func (p *planner) parameters(op *metadata.Operation) *ir.Type {
	if t := p.params[op]; t != nil {
		return t
	}
	t := &ir.Type{SchemaName: op.QualifiedName(), GoName: p.names.Parameters(op), Kind: ir.Parameters, File: clientFile, Receiver: modelReceiver}
	if b := op.Binding(); b != nil {
		if _, prim := b.Type.(*metadata.PrimitiveType); !prim {
			t.File = fileName(p.names.Type(b.Type))
		}
	}
	p.params[op] = t
	what := "action"
	if op.Function {
		what = "function"
	}
	t.Doc = ir.Doc{t.GoName + " holds the parameters of the " + what + " " + t.SchemaName + "."}
	holder := &metadata.StructuredType{Named: op.Named}
	scope, fields := newScope(t.GoName), p.names.parameterFields(op)
	for _, parameter := range op.OwnParameters() {
		prop := &metadata.Property{Name: parameter.Name, TypeRef: parameter.TypeRef, Owner: holder, Annotations: parameter.Annotations, Pos: parameter.Pos}
		f := &ir.Field{SchemaName: parameter.Name, GoName: fields[parameter.Name], Type: p.typeOf(parameter.TypeRef)}
		if reservedMembers[f.GoName] {
			f.GoName += "Field"
		}
		sentence := strings.TrimSuffix(propertySentence(holder, prop), ".") + optionalFact(parameter) + "."
		f.Doc = docOf(sentence, parameter.Annotations)
		scope.declare(f.GoName, t.SchemaName+"()/"+parameter.Name, f.GoName, parameter.Pos, &p.diags)
		t.Fields = append(t.Fields, f)
		t.Rules = append(t.Rules, p.rules.ofParameter(holder, prop, f.GoName, &p.diags)...)
	}
	return t
}

// operationRestrictions plans what the runtime is told of a call: the permissions that it needs.
func operationRestrictions(op *metadata.Operation) *ir.Restrictions {
	r := &ir.Restriction{Permissions: permissions(vocab.OperationRestrictions(op.Annotations))}
	switch {
	case r.Permissions == nil:
		return nil
	case op.Function:
		return &ir.Restrictions{Read: r}
	}
	return &ir.Restrictions{Insert: r}
}
