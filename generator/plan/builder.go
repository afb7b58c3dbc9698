package plan

// This file plans builders: one type for one entity of a type and one for a collection of them, whatever path leads there,
// with the methods that the selected request lines walk through.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// clientFile declares Client, PackageFile the package comment and the handshake.
const (
	clientFile = "client.go"
	// PackageFile is the name of the file that every generated package has.
	PackageFile = "package.go"
)

func (p *planner) planClient() *Client {
	return &Client{
		File:              clientFile,
		KeysInParentheses: p.options.KeysInParentheses,
		Doc:               docOf("Client calls the operations of "+p.model.Container.QualifiedName()+".", p.model.Container.Annotations),
		Methods:           []Method{},
	}
}

// planPath adds the methods that a request line walks through.
func (p *planner) planPath(client *Client, op *selection.Operation) {
	p.warnDenied(op)
	methods := &client.Methods
	steps, _ := pathAndEnd(op)
	for i, step := range steps {
		next := p.builder(step)
		p.addMethod(methods, p.stepMethod(step, before(op, i), next), step.Pos)
		methods = &next.Methods
	}
	p.addOperation(methods, op)
}

// pathAndEnd divides a path into the steps that lead to a builder and the step that the last method makes itself: the call of an operation,
// or a property that is a value or a stream; nil where the last method makes no step.
func pathAndEnd(op *selection.Operation) ([]selection.Step, *selection.Step) {
	last := op.Resource()
	switch {
	case op.Kind == selection.Invoke,
		last.Kind == selection.PropertyStep && (op.Kind == selection.Value || op.Kind == selection.Stream),
		last.Kind == selection.PropertyStep && op.Kind == selection.Count:
		return op.Path[:len(op.Path)-1], &last
	}
	return op.Path, nil
}

// before is the step before the one with the index; nil at the service root.
func before(op *selection.Operation, i int) *selection.Step {
	if i == 0 {
		return nil
	}
	return &op.Path[i-1]
}

// builder returns the builder for what a step leads to.
func (p *planner) builder(s selection.Step) *Builder {
	if s.Type == nil {
		// Nothing in a schema is bound to a primitive value or to any entity at all, as far as we have seen.
		p.diags.Errorf(s.Pos, "request-unsupported", "nothing can be called on what %q leads to", s.Text).Fixf("end the line there")
		return &Builder{}
	}
	goName := p.names.Builder(s.Type, s.Collection)
	if b := p.builders[goName]; b != nil {
		return b
	}
	what := "one " + s.Type.QualifiedName()
	if s.Collection {
		what = "a collection of " + s.Type.QualifiedName()
	}
	b := &Builder{
		SchemaName: s.Type.QualifiedName(),
		GoName:     goName,
		Collection: s.Collection,
		File:       fileName(p.names.Type(s.Type)),
		Doc:        Doc{goName + " addresses " + what + "."},
		Methods:    []Method{},
	}
	p.builders[goName] = b
	return b
}

// stepMethod is the method that makes one step; from is the step before, nil at the service root.
func (p *planner) stepMethod(s selection.Step, from *selection.Step, next *Builder) Method {
	m := Method{Kind: Child, Builder: next.GoName}
	switch s.Kind {
	case selection.KeyStep:
		return p.keyMethod(s, m)
	case selection.CastStep:
		m.Kind, m.GoName, m.Segment = Cast, "As"+p.names.Type(s.Type), s.Type.QualifiedName()
		m.Doc = Doc{m.GoName + " addresses the same as " + s.Type.QualifiedName() + "."}
		return m
	case selection.AddressStep:
		m.Kind, m.GoName = Address, "Path"
		m.Doc = Doc{"Path addresses what the path leads to, from here on: names with slashes between."}
		return m
	case selection.CallStep:
		call := p.callMethod(s, from)
		call.Kind, call.Builder = Call, next.GoName
		call.GoName += map[bool]string{true: "Collection", false: "Item"}[s.Collection]
		call.Doc = Doc{call.GoName + " addresses what the function " + s.Call.QualifiedName() + " returns."}
		return call
	case selection.EntitySetStep:
		m.Segment = s.Set.Name
		m.GoName, m.pin = p.rootName(m.Segment), p.model.Container.QualifiedName()+"/"+m.Segment
		m.Doc = docOf(m.GoName+" addresses the entity set "+m.Segment+".", s.Set.Annotations)
	case selection.SingletonStep:
		m.Segment = s.Singleton.Name
		m.GoName, m.pin = p.rootName(m.Segment), p.model.Container.QualifiedName()+"/"+m.Segment
		m.Doc = docOf(m.GoName+" addresses the singleton "+m.Segment+".", s.Singleton.Annotations)
	case selection.NavigationStep:
		m.Segment = s.Navigation.Name
		m.GoName, m.pin = p.childName(s.Navigation.Owner, m.Segment), s.Navigation.Owner.QualifiedName()+"/"+m.Segment
		m.Doc = docOf(m.GoName+" addresses the navigation property "+s.Navigation.Owner.QualifiedName()+"/"+m.Segment+".", s.Navigation.Annotations)
	case selection.PropertyStep:
		m.Segment = s.Property.Name
		m.GoName, m.pin = p.childName(s.Property.Owner, m.Segment), s.Property.Owner.QualifiedName()+"/"+m.Segment
		if next.Collection { // the name alone is the collection as one value
			m.GoName += "Collection"
		}
		m.Doc = docOf(m.GoName+" addresses the property "+s.Property.Owner.QualifiedName()+"/"+m.Segment+".", s.Property.Annotations)
	}
	m.Restrictions = p.restrictionsOf(s)
	return m
}

// keyMethod is the method that makes the step to one entity. One by an alternate key says by which.
func (p *planner) keyMethod(s selection.Step, m Method) Method {
	m.Kind, m.GoName, m.Keys = Key, "Key", p.keyParams(s)
	m.Doc = Doc{"Key addresses the entity with the key."}
	if !s.Alternate {
		if m.Segments = p.segmentNames(s.Type, m.Keys); m.Segments != nil {
			m.Doc[0] += " One that would mean something else behind the collection is written in parentheses."
		}
	} else {
		m.GoName, m.Alternate, m.Parentheses = "KeyBy", true, s.Parentheses || len(s.Keys) > 1
		for i, k := range s.Keys {
			m.GoName += map[bool]string{true: "And"}[i > 0] + exported(k.Ref.Alias)
		}
		m.Doc = Doc{m.GoName + " addresses the entity with the alternate key."}
	}
	return m
}

// requestNames are the methods that make requests, in the order in which a builder has them.
var requestNames = [...]string{"Get", "List", "Count", "Create", "Update", "Replace", "Delete"}

// methodNames are the methods that no member of a type may be called: builders have them by themselves.
var methodNames = [...]string{"Get", "List", "Count", "Create", "Update", "Replace", "Delete", "Key", "Path", "Ref", "Value"}

// childName is the method for a property or navigation property.
func (p *planner) childName(owner *metadata.StructuredType, member string) string {
	name := p.names.member(owner, member)
	if slices.Contains(methodNames[:], name) {
		name += "Resource"
	}
	return name
}

// rootName is the client's method for an entity set, a singleton or an import. The client has the method OData itself.
func (p *planner) rootName(child string) string {
	name := p.names.Child(p.model.Container, child)
	if name == "OData" {
		name += "Resource"
	}
	return name
}

// addMethod adds a method, unless it is there. Two different ones of one name are a clash.
func (p *planner) addMethod(methods *[]Method, m Method, pos diag.Pos) {
	for i, have := range *methods {
		switch {
		case have.GoName != m.GoName:
			continue
		case have.Kind == m.Kind && have.Operation == m.Operation && have.pin == m.pin && (m.Operation != "" || m.Kind == Key):
			(*methods)[i].spell(m)
		case have.Kind != m.Kind || !have.sameAs(m) || have.Builder != m.Builder:
			p.clash(have, m, pos)
		}
		return
	}
	*methods = append(*methods, m)
}

// clash complains about two methods of one name, and shows the line that resolves it.
func (p *planner) clash(have, m Method, pos diag.Pos) {
	d := p.diags.Errorf(pos, "name-clash", "%s would be the method %s of a builder, as %s is", cmp.Or(m.Segment, "this request"), m.GoName, cmp.Or(have.Segment, "another request")).
		Fixf("select only one of them")
	for _, one := range [...]Method{m, have} {
		if one.pin != "" {
			d.Fixf("select only one of them, or pin one in the configuration: names: {%s: %s}", one.pin, one.GoName+"2")
			return
		}
	}
}

// sameAs says whether two methods are for the same element of the schema: an operation may be written with and without its namespace.
func (m Method) sameAs(other Method) bool {
	if m.pin != "" || other.pin != "" {
		return m.pin == other.pin
	}
	return m.Segment == other.Segment
}

// spell takes over how another request line writes the call or key, if that is the longer form: with namespaces, with parentheses. Services that
// understand the shorter one understand it too, and which of the lines comes first decides nothing.
func (m *Method) spell(other Method) {
	if len(other.Segment) > len(m.Segment) || len(other.Segment) == len(m.Segment) && other.Segment < m.Segment {
		m.Segment = other.Segment
	}
	m.Parentheses = m.Parentheses || other.Parentheses
	for i, argument := range other.Arguments {
		if argument.EnumType != "" && i < len(m.Arguments) {
			m.Arguments[i] = argument
		}
	}
}

// addOperation adds the method that makes a request. What the schema says of the operation differs by the collection that it is
// reached through, so the paragraphs of further request lines are added, each with its line.
func (p *planner) addOperation(methods *[]Method, op *selection.Operation) {
	m := p.endMethod(op)
	said := append([]string{verbatim(op.Line.Text)}, p.operationDoc(op)...)
	for i, have := range *methods {
		if have.GoName == m.GoName && have.Kind == m.Kind && have.Request == m.Request && have.Operation == m.Operation && have.sameAs(m) {
			if !sameDoc(have.Doc, said) {
				(*methods)[i].Doc = append(have.Doc, said...)
			}
			(*methods)[i].spell(m)
			return
		}
	}
	m.Doc = append(m.Doc, said...)
	p.addMethod(methods, m, op.Resource().Pos)
}

// operationDoc is what the schema says of the operation, as paragraphs.
func (p *planner) operationDoc(op *selection.Operation) []string {
	if op.Kind == selection.Invoke {
		return recordDoc(vocab.OperationRestrictions(op.Resource().Call.Annotations))
	}
	return restrictionDoc(abilitiesAt(op, len(op.Path)-1), op.Kind)
}

// endMethod is the method that the request line ends in.
func (p *planner) endMethod(op *selection.Operation) Method {
	last := op.Resource()
	switch op.Kind {
	case selection.Invoke:
		return p.planInvoke(last, before(op, len(op.Path)-1), op.Method)
	case selection.Reference:
		return p.referenceMethod(last)
	case selection.Value, selection.Stream:
		return p.resourceMethod(op, last)
	case selection.Count:
		if last.Kind == selection.PropertyStep {
			return p.resourceMethod(op, last)
		}
		return p.countMethod(last)
	}
	m := Method{Kind: Request, GoName: strings.ToUpper(string(op.Kind[:1])) + string(op.Kind[1:])}
	m.Request = m.GoName
	if op.Kind != selection.Delete {
		entity := p.value(last.Type)
		m.Entity = &entity
	}
	name := last.Type.QualifiedName()
	switch op.Kind {
	case selection.Get:
		m.Doc = Doc{"Get reads the " + name + "."}
	case selection.List:
		m.Doc = Doc{"List reads the collection of " + name + "."}
	case selection.Create:
		m.Body = m.Entity
		m.Doc = Doc{"Create adds a " + name + " to the collection."}
	case selection.Update:
		m.Body = m.Entity
		m.Doc = Doc{"Update changes the members of the " + name + " that body has, to null where body has null."}
	case selection.Replace:
		m.Body = m.Entity
		m.Doc = Doc{"Replace sets the " + name + " to body; members that body does not have become what they are in a new one."}
	case selection.Delete:
		m.Doc = Doc{"Delete removes the " + name + "."}
	}
	return m
}

// countMethod is the method that counts a collection: with a typed filter where the package has the type's properties for query options, as when
// it lists the collection too. Types that are only counted do not come into the package for the sake of a filter.
func (p *planner) countMethod(s selection.Step) Method {
	m := Method{Kind: Request, GoName: "Count", Request: "Count", Doc: Doc{"Count reads the number of items in the collection."}}
	if p.queried[s.Type] {
		entity := p.value(s.Type)
		m.Request, m.Entity = "EntityCount", &entity
	}
	return m
}

// referenceMethod is the method for the links of a navigation property.
func (p *planner) referenceMethod(s selection.Step) Method {
	if s.Collection {
		return Method{Kind: Resource, GoName: "Ref", Request: "Refs", Doc: Doc{"Ref addresses the links of the collection: what belongs to it, and not the entities themselves."}}
	}
	return Method{Kind: Resource, GoName: "Ref", Request: "Ref", Doc: Doc{"Ref addresses the link to the entity, and not the entity itself."}}
}

// resourceMethod is the method for a property that is a value or a stream, or for the media of an entity.
func (p *planner) resourceMethod(op *selection.Operation, s selection.Step) Method {
	if s.Kind != selection.PropertyStep && op.Kind == selection.Value {
		items := sliceOf(p.value(s.Of))
		return Method{Kind: Resource, GoName: "Value", Request: "Value", Entity: &items,
			Doc: Doc{"Value addresses the collection of " + s.Of.QualifiedName() + " as one value."}}
	}
	if s.Kind != selection.PropertyStep {
		return Method{Kind: Resource, GoName: "Value", Request: "Stream", Media: true,
			Doc: append(Doc{"Value addresses the media of the " + s.Of.QualifiedName() + "."}, entityMediaDoc(s.Type)...)}
	}
	m := p.stepMethod(s, nil, &Builder{})
	m.Kind, m.Request = Resource, "Stream"
	if op.Kind == selection.Stream {
		m.Doc = append(m.Doc, mediaDoc(valueAnnotations(s.Property))...)
	} else {
		value := p.value(s.Of)
		if s.Collection {
			value = p.typeOf(s.Property.TypeRef).Args[0]
		}
		m.Request, m.Entity = "Value", &value
	}
	return m
}

// entityMediaDoc is what a media entity type, or one of its base types, says of the media.
func entityMediaDoc(t *metadata.StructuredType) []string {
	for _, s := range slices.Backward(t.Lineage()) {
		if doc := mediaDoc(s.Annotations); doc != nil {
			return doc
		}
	}
	return nil
}

// sortMethods puts key, children and casts by name, then requests, then calls by name.
func sortMethods(methods []Method) {
	rank := func(m Method) int {
		switch m.Kind {
		case Key:
			return 0
		case Child, Address, Call, Resource:
			return 1
		case Cast:
			return 2
		case Invoke:
			return 3 + len(requestNames)
		}
		return 3 + slices.Index(requestNames[:], m.GoName)
	}
	slices.SortFunc(methods, func(a, b Method) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a.GoName, b.GoName))
	})
}

// keyParams are the parameters of Key, in the order of the type's key.
func (p *planner) keyParams(s selection.Step) []KeyParam {
	taken := map[string]bool{"r": true}
	params := make([]KeyParam, len(s.Keys))
	for i, k := range s.Keys {
		params[i] = p.literalParam(k.Ref.Alias, k.Ref.Property.TypeRef)
		params[i].GoName = local(params[i].SchemaName, taken)
	}
	return params
}

// literalParam decides how a value becomes a URL literal. What has no literal of its own - collections, structured values - is JSON behind a
// parameter alias.
func (p *planner) literalParam(name string, ref metadata.TypeRef) KeyParam {
	k := KeyParam{SchemaName: name, Type: p.value(ref.Type)}
	if ref.Collection {
		k.Type, k.Literal = sliceOf(p.itemOf(ref)), "JSON"
		return k
	}
	kind := ""
	switch t := ref.Type.(type) {
	case *metadata.EnumType:
		k.Literal, k.Convert, k.EnumType = "Enum", "string", t.QualifiedName()
		return k
	case *metadata.TypeDefinition:
		kind = t.Underlying.Name
		if plain := primitive(kind); plain.basic() {
			k.Convert = plain.Name
		}
		if k.SRID = ref.Facets.SRID; k.SRID == "" {
			k.SRID = t.Facets.SRID
		}
	case *metadata.PrimitiveType:
		kind, k.SRID = t.Name, ref.Facets.SRID
	}
	k.literal(kind)
	if k.Type.Name == k.Convert {
		k.Convert = ""
	}
	return k
}

// literal chooses the runtime's function for a primitive type; "" for a structured one.
func (k *KeyParam) literal(kind string) {
	for _, geo := range [...]string{"Geography", "Geometry"} {
		if strings.HasPrefix(kind, geo) {
			k.Literal, k.Geo = geo, true
			return
		}
	}
	k.SRID = ""
	switch kind {
	case "Boolean":
		k.Literal = "Bool"
	case "Byte", "SByte", "Int16", "Int32", "Int64":
		k.Literal, k.Convert = "Int", "int64"
	case "Decimal", "Date", "TimeOfDay", "Duration", "Binary", "String":
		k.Literal = kind
	case "DateTimeOffset":
		k.Literal = "Time"
	case "Guid":
		k.Literal = "GUID"
	case "Single":
		k.Literal, k.Convert = kind, "float32"
	case "Double":
		k.Literal, k.Convert = "Float", "float64"
	case "":
		k.Literal = "JSON"
	default:
		k.Literal = "Raw"
	}
}
