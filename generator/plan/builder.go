package plan

// This file plans builders: one type for one entity of a type and one for a collection of them, whatever path leads there,
// with the methods that the selected request lines walk through.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
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
	for _, step := range op.Path {
		next := p.builder(step)
		p.addMethod(methods, p.stepMethod(step, next))
		methods = &next.Methods
	}
	p.addOperation(methods, op)
}

// builder returns the builder for what a step leads to.
func (p *planner) builder(s selection.Step) *Builder {
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

// stepMethod is the method that makes one step.
func (p *planner) stepMethod(s selection.Step, next *Builder) Method {
	m := Method{Kind: Child, Builder: next.GoName}
	switch s.Kind {
	case selection.KeyStep:
		m.Kind, m.GoName, m.Keys = Key, "Key", p.keyParams(s)
		m.Doc = Doc{"Key addresses the entity with the key."}
		return m
	case selection.CastStep:
		m.Kind, m.GoName, m.Segment = Cast, "As"+p.names.Type(s.Type), s.Type.QualifiedName()
		m.Doc = Doc{m.GoName + " addresses the same as " + s.Type.QualifiedName() + "."}
		return m
	case selection.EntitySetStep:
		m.Segment = s.Set.Name
		m.GoName = exported(m.Segment)
		m.Doc = docOf(m.GoName+" addresses the entity set "+m.Segment+".", s.Set.Annotations)
	case selection.SingletonStep:
		m.Segment = s.Singleton.Name
		m.GoName = exported(m.Segment)
		m.Doc = docOf(m.GoName+" addresses the singleton "+m.Segment+".", s.Singleton.Annotations)
	case selection.NavigationStep:
		m.Segment = s.Navigation.Name
		m.GoName = p.childName(s.Navigation)
		m.Doc = docOf(m.GoName+" addresses the navigation property "+s.Navigation.Owner.QualifiedName()+"/"+m.Segment+".", s.Navigation.Annotations)
	}
	m.Restrictions = p.restrictionsOf(s)
	return m
}

// requestNames are the methods that make requests, which no navigation property may be called; in the order in which a
// builder has them.
var requestNames = [...]string{"Get", "List", "Create", "Update", "Delete"}

// childName is the method for a navigation property.
func (p *planner) childName(n *metadata.NavigationProperty) string {
	name := p.names.member(n.Owner, n.Name)
	if name == "Key" || slices.Contains(requestNames[:], name) {
		name += "Resource"
	}
	return name
}

// addMethod adds a method, unless it is there. Two different ones of one name are a clash.
func (p *planner) addMethod(methods *[]Method, m Method) {
	for _, have := range *methods {
		if have.GoName != m.GoName {
			continue
		}
		if have.Kind != m.Kind || have.Segment != m.Segment || have.Builder != m.Builder {
			p.diags.Errorf(p.model.Type(p.builders[m.Builder].SchemaName).Position(), "name-clash", "%s and %s would both be the method %s of a builder",
				have.Segment, m.Segment, m.GoName).Fixf("select only one of them, or pin another name for one in the configuration's names")
		}
		return
	}
	*methods = append(*methods, m)
}

// addOperation adds the method that makes a request. What the schema says of the operation differs by the collection that it is
// reached through, so the paragraphs of further request lines are added, each with its line.
func (p *planner) addOperation(methods *[]Method, op *selection.Operation) {
	resource := op.Resource()
	m := Method{Kind: Request, GoName: strings.ToUpper(string(op.Kind[:1])) + string(op.Kind[1:])}
	m.Request = m.GoName
	if op.Kind != selection.Delete {
		entity := p.value(resource.Type)
		m.Entity = &entity
	}
	if op.Kind == selection.Create || op.Kind == selection.Update {
		m.Body = m.Entity
	}
	name := resource.Type.QualifiedName()
	switch op.Kind {
	case selection.Get:
		m.Doc = Doc{"Get reads the " + name + "."}
	case selection.List:
		m.Doc = Doc{"List reads the collection of " + name + "."}
	case selection.Create:
		m.Doc = Doc{"Create adds a " + name + " to the collection."}
	case selection.Update:
		m.Doc = Doc{"Update changes the members of the " + name + " that body has, to null where body has null."}
	case selection.Delete:
		m.Doc = Doc{"Delete removes the " + name + "."}
	}
	said := append([]string{verbatim(op.Line.Text)}, restrictionDoc(annotationsOf(op.Origin(len(op.Path)-1)), op.Kind)...)
	for i, have := range *methods {
		if have.GoName == m.GoName {
			if !sameDoc(have.Doc, said) {
				(*methods)[i].Doc = append(have.Doc, said...)
			}
			return
		}
	}
	m.Doc = append(m.Doc, said...)
	*methods = append(*methods, m)
}

// sortMethods puts key, children and casts by name, then requests.
func sortMethods(methods []Method) {
	rank := func(m Method) int {
		switch m.Kind {
		case Key:
			return 0
		case Child:
			return 1
		case Cast:
			return 2
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
		params[i] = p.keyParam(k.Ref)
		params[i].GoName = local(params[i].SchemaName, taken)
	}
	return params
}

// keyParam decides how a value of a key property becomes a URL literal.
func (p *planner) keyParam(ref *metadata.PropertyRef) KeyParam {
	k := KeyParam{SchemaName: ref.Alias, Type: p.value(ref.Property.Type)}
	underlying := ref.Property.Type
	switch t := underlying.(type) {
	case *metadata.EnumType:
		k.Literal, k.Convert, k.EnumType = "Enum", "string", t.QualifiedName()
		return k
	case *metadata.TypeDefinition:
		underlying = t.Underlying
		if plain := primitive(t.Underlying.Name); plain.basic() {
			k.Convert = plain.Name
		}
	}
	name := "String"
	if prim, ok := underlying.(*metadata.PrimitiveType); ok {
		name = prim.Name
	}
	switch name {
	case "Boolean":
		k.Literal = "Bool"
	case "Byte", "SByte", "Int16", "Int32", "Int64":
		k.Literal, k.Convert = "Int", "int64"
	case "Decimal", "Date", "TimeOfDay", "Duration", "Binary", "String":
		k.Literal = name
	case "DateTimeOffset":
		k.Literal = "Time"
	case "Guid":
		k.Literal = "GUID"
	default:
		k.Literal, k.Convert, k.Type = "String", "", GoType{Name: "string"}
	}
	if k.Type.Name == k.Convert {
		k.Convert = ""
	}
	return k
}
