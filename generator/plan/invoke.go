package plan

// This file plans calls of actions and functions: the method's name, its arguments, the struct for the parameters of an
// action, and which request of the runtime reads the result.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// deltaFunction is the name of the function by which services tell what has changed.
const deltaFunction = "delta"

// planInvoke is the method of the builder at that calls the action or function of the last step.
func (p *planner) planInvoke(s selection.Step, at *builder, verb string) method {
	op := s.Call
	posted := op.Function && verb == "POST"
	prefix := ""
	if posted {
		prefix = "Post"
	}
	m := p.callMethod(s, at, prefix, "")
	m.Kind = ir.InvokeMethod
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

// callMethod is what a method of the builder at that calls something has whatever is returned: name, segment and
// arguments.
func (p *planner) callMethod(s selection.Step, at *builder, prefix, suffix string) method {
	op, what := s.Call, "action"
	if op.Function {
		what = "function"
	}
	m := method{call: op, pin: op.QualifiedName() + "()", base: p.names.Operation(op), Method: ir.Method{
		Segment: segmentText(s), Operation: op.QualifiedName(), Parentheses: s.Parentheses,
	}}
	spoken := reserved.methods
	if s.Import != nil {
		m.pin = p.model.Container.QualifiedName() + "/" + s.Import.Name
		m.base, spoken = p.names.Child(p.model.Container, s.Import.Name), reserved.client
	}
	m.GoName = prefix + m.base + at.calls.suffix(s, m.pin, spoken.has(prefix+m.base)) + suffix
	m.Doc = docOf(m.GoName+" calls the "+what+" "+op.QualifiedName()+".", op.Annotations, fileDoc(op)...)
	if op.Function {
		taken := callLocals()
		for _, argument := range s.Arguments {
			parameter := argument.Parameter
			k := p.literalParam(parameter.Name, parameter.TypeRef)
			if k.Literal == ir.EnumLiteral && argument.Bare {
				k.Literal = ir.StringLiteral
			}
			k.GoName = local(parameter.Name, taken, p.hidden)
			k.Optional, k.Nullable = parameter.Optional, !parameter.Optional && parameter.Nullable && k.Literal != ir.JSONLiteral
			if k.Optional || k.Nullable {
				k.Type = ir.Optional(k.Type)
			}
			m.Arguments = append(m.Arguments, k)
		}
	}
	return m
}

// fileDoc says that an operation returns a file, as a paragraph: its result is of a type that has nothing but streams,
// which JSON cannot hold.
func fileDoc(op *metadata.Operation) []string {
	if op.Return == nil || op.Return.Collection {
		return nil
	}
	s, ok := op.Return.Type.(*metadata.StructuredType)
	if !ok || len(s.AllProperties()) == 0 || slices.ContainsFunc(s.AllProperties(), func(p *metadata.Property) bool { return !metadata.IsStream(p.Type) }) {
		return nil
	}
	return []string{"The answer is a file: Download of the request reads it."}
}

// segmentText is the segment without arguments: the name as the schema has it, with a namespace or alias before it
// where the line writes one.
func segmentText(s selection.Step) string {
	text, _, _ := strings.Cut(s.Text, "(")
	name := s.Call.Name
	if s.Import != nil {
		name = s.Import.Name
	}
	before := len(text) - len(name) // The name may have dots of its own, and the line may write it in another case.
	if before < 0 || !strings.EqualFold(text[before:], name) {
		before = strings.LastIndexByte(text, '.') + 1
	}
	return text[:before] + name
}

// answer says which request of the runtime calls the operation, and the Go type of what it reads.
func (p *planner) answer(op *metadata.Operation, posted bool) (request ir.RequestKind, entity *ir.GoType) {
	if op.Return == nil {
		return ir.ActionNoneRequest, nil
	}
	value := p.returned(*op.Return)
	get := op.Function && !posted
	switch {
	case metadata.IsStream(op.Return.Type) && get:
		return ir.StreamResource, nil
	case metadata.IsStream(op.Return.Type):
		return ir.ActionStreamRequest, nil
	case isDelta(op) && get:
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

// returned is the Go type of what an operation returns, or of the items where that is a collection. A single value that
// may be null is optional, unless its Go type has null already: pointers and JSON.
func (p *planner) returned(ref metadata.TypeRef) ir.GoType {
	if ref.Collection {
		return p.itemOf(ref)
	}
	value := p.value(ref.Type)
	if ref.Nullable && isScalar(ref.Type) && value.String() != ir.RuntimeType("Raw").String() {
		return ir.Optional(value)
	}
	return value
}

// isScalar says whether the values of a type are single values in Go, and not pointers, which may be nil.
func isScalar(t metadata.Type) bool {
	_, structured := t.(*metadata.StructuredType)
	return !structured
}

// isDelta says whether an operation returns what has changed of a collection, as Graph's functions of that name do.
func isDelta(op *metadata.Operation) bool {
	_, structured := op.Return.Type.(*metadata.StructuredType)
	return structured && op.Return.Collection && strings.EqualFold(op.Name, deltaFunction)
}

// calls are the overloads that a builder has: by what a pin would call them, and by themselves the word that tells each
// from the first one.
type calls struct {
	first map[string]*metadata.Operation
	words map[*metadata.Operation]string
}

// suffix is what tells the method that calls an overload from others: nothing for the first one that is selected, so
// that it keeps its name when the schema or the selection gets another. Later ones are told by their parameters, and so
// is in any case what is called as a method that every builder may have.
func (c *calls) suffix(s selection.Step, pin string, spokenFor bool) string {
	if word, known := c.words[s.Call]; known {
		return word
	}
	if c.first == nil {
		c.first, c.words = map[string]*metadata.Operation{}, map[*metadata.Operation]string{}
	}
	word := ""
	switch first := c.first[pin]; {
	case first == nil && !spokenFor:
	case !s.Call.Function:
		word = "Action"
	case first == nil || len(s.Call.OwnParameters()) == 0:
		word = "Function"
	default:
		word = "With" + parameterWords(s)
	}
	if c.first[pin] == nil {
		c.first[pin] = s.Call
	}
	c.words[s.Call] = word
	return word
}

// parameterWords are the names of a function's parameters, in the order of the step, or sorted where they are sent in a
// body.
func parameterWords(s selection.Step) string {
	var words []string
	for _, a := range s.Arguments {
		words = append(words, exported(a.Parameter.Name))
	}
	if s.Arguments == nil {
		for _, name := range slices.Sorted(slices.Values(s.Call.ParameterNames())) {
			words = append(words, exported(name))
		}
	}
	return strings.Join(words, "And")
}

// parameterStruct is a struct for the parameters of an operation.
type parameterStruct struct {
	ir.Type
	of   *metadata.Operation
	rank int // of the request line that brought it
}

// parameters plans the struct for the parameters of an action.
func (p *planner) parameters(op *metadata.Operation) *parameterStruct {
	if s := p.params[op]; s != nil {
		return s
	}
	s := &parameterStruct{of: op, rank: p.rank, Type: ir.Type{
		SchemaName: op.QualifiedName(), GoName: p.names.Parameters(op), Kind: ir.Parameters, File: clientFile, Receiver: modelReceiver,
	}}
	if b := op.Binding(); b != nil {
		if _, prim := b.Type.(*metadata.PrimitiveType); !prim {
			s.File = fileName(p.names.Type(b.Type))
		}
	}
	p.params[op] = s
	what := "action"
	if op.Function {
		what = "function"
	}
	s.Doc = ir.Doc{s.GoName + " holds the parameters of the " + what + " " + s.SchemaName + "."}
	holder := &metadata.StructuredType{Named: op.Named}
	var fields []declaration
	for _, parameter := range op.OwnParameters() {
		prop := &metadata.Property{Name: parameter.Name, TypeRef: parameter.TypeRef, Owner: holder, Annotations: parameter.Annotations, Pos: parameter.Pos}
		f := &ir.Field{SchemaName: parameter.Name, GoName: p.names.ParameterField(op, parameter.Name), Type: p.typeOf(parameter.TypeRef)}
		sentence := strings.TrimSuffix(propertySentence(holder, prop), ".") + optionalFact(parameter) + "."
		f.Doc = docOf(sentence, parameter.Annotations)
		pin := s.SchemaName + "()/" + parameter.Name
		fields = append(fields, declaration{goName: f.GoName, what: pin, pin: pin, base: f.GoName, pos: parameter.Pos})
		s.Fields = append(s.Fields, f)
		s.Rules = append(s.Rules, p.rules.ofParameter(holder, prop, f.GoName, &p.diags)...)
	}
	p.clashes.check(s.GoName, fields)
	return s
}

// operationRestrictions plans what the runtime is told of a call: the permissions that it needs.
func operationRestrictions(op *metadata.Operation) []ir.Restriction {
	r := ir.Restriction{For: []ir.Use{ir.ForInsert}, Permissions: permissions(vocab.OperationRestrictions(op.Annotations))}
	if r.Permissions == nil {
		return nil
	}
	if op.Function {
		r.For = []ir.Use{ir.ForRead}
	}
	return []ir.Restriction{r}
}
