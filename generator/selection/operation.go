package selection

// This file is what a resolved request line is: an Operation with its path as steps through the model. The plan turns
// steps into builder methods and operations into typed requests.

import (
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Kind says what an operation does with the resource that its path leads to (OData Protocol 4.01, section 11).
type Kind string

// The kinds of operation.
const (
	Create    Kind = "create"    // POST to a collection of entities
	Get       Kind = "get"       // GET of one entity or complex value
	List      Kind = "list"      // GET of a collection of entities
	Update    Kind = "update"    // PATCH of one entity or complex value
	Replace   Kind = "replace"   // PUT of one entity or complex value
	Delete    Kind = "delete"    // DELETE of one entity or complex value
	Count     Kind = "count"     // GET of a collection's number of items: $count
	Reference Kind = "reference" // any method on $ref: the links of a navigation property
	Value     Kind = "value"     // any method on a primitive or collection-valued property
	Stream    Kind = "stream"    // any method on a stream property, or on the media of an entity: $value
	Invoke    Kind = "invoke"    // the call of an action or function, which the last step names
)

// Operation is a request line with its meaning.
type Operation struct {
	Line   Line
	Method string
	Kind   Kind
	// Raw says that a Value operation reads the bare text of the property: the path ends in $value.
	Raw bool
	// Path holds at least one step; the last one leads to the resource. The segments $count, $ref and $value are no
	// steps.
	Path []Step
	// Options are the options of the line's query. They are not sent with the request: they show what the line passes.
	Options []Option
	// Written is how many steps of Path the configuration's line writes. A pattern, "/**", adds further ones.
	Written int
}

// Resource is the last step: what the operation is about.
func (o *Operation) Resource() Step { return o.Path[len(o.Path)-1] }

// StepKind says what a step of a path does.
type StepKind string

// The kinds of step.
const (
	EntitySetStep  StepKind = "entity set"
	SingletonStep  StepKind = "singleton"
	NavigationStep StepKind = "navigation property"
	PropertyStep   StepKind = "property"
	KeyStep        StepKind = "key"
	CastStep       StepKind = "type cast"
	CallStep       StepKind = "call"
	AddressStep    StepKind = "path address" // what stands between colons: root:/{path}:
)

// Step is one step of a path.
type Step struct {
	Kind StepKind
	// Text is the segment as written.
	Text string
	Pos  diag.Pos
	// Of and Collection are what the path leads to after this step; Of is nil after an action without result.
	Of         metadata.Type
	Collection bool
	// Type is Of where that is an entity or complex type, else nil.
	Type *metadata.StructuredType

	Set        *metadata.EntitySet          // of an EntitySetStep
	Singleton  *metadata.Singleton          // of a SingletonStep
	Navigation *metadata.NavigationProperty // of a NavigationStep
	Property   *metadata.Property           // of a PropertyStep
	// Keys are the values of a KeyStep, in the order in which the first line that writes this key has its parts; else
	// sorted by name.
	Keys []KeyValue
	// Alternate says that a KeyStep uses other properties than the type's key.
	Alternate bool
	// Parentheses says that a KeyStep is written name(key) and not name/key, or that a CallStep has parentheses.
	Parentheses bool

	// Call is the action or function of a CallStep, and Import what the container calls it, nil where it is bound.
	Call   *metadata.Operation
	Import *metadata.OperationImport
	// Arguments are the values of a CallStep of a function, one for each of its parameters, in the order in which the
	// first line that writes this overload has them, followed by those that it leaves out; else sorted by name. Nil
	// where the parameters are sent in a body.
	Arguments []Argument

	// Address is the text of an AddressStep, or the name of its placeholder.
	Address            string
	AddressPlaceholder bool
}

// set makes the step lead to a type.
func (s *Step) set(t metadata.Type, collection bool) {
	s.Of, s.Collection = t, collection
	s.Type, _ = t.(*metadata.StructuredType)
}

// KeyValue is one value of a key as a request line gives it: a placeholder's name or a literal.
type KeyValue struct {
	Ref *metadata.PropertyRef
	// Placeholder is the text between the braces; "" for a literal.
	Placeholder string
	// Literal is the literal without quotes; only for a literal.
	Literal string
}

// Argument is the value of a function's parameter as a request line gives it.
type Argument struct {
	Parameter *metadata.Parameter
	// Placeholder is the text between the braces; "" for a literal.
	Placeholder string
	// Literal is the literal without quotes; only for a literal.
	Literal string
	// Bare says that a value of an enumeration type is written as a text, 'red', and not with its type before it,
	// ns.color'red'. Services of OData 4.01 understand both.
	Bare bool
	// Null says that the line has null, which the parameter can be.
	Null bool
	// Omitted says that the line leaves the parameter out, which is optional.
	Omitted bool
}

// identity is the same for two lines that ask for the same operation, whatever their placeholders are called.
func (o *Operation) identity() string { return o.Method + " " + o.pathIdentity() }

func (o *Operation) pathIdentity() string {
	return "/" + strings.Join(identities(o.Path, o.tail()), "/")
}

// identities are the steps of a path, and the segment that ends it, as texts that are the same for the same steps.
func identities(path []Step, tail string) []string {
	all := make([]string, 0, len(path)+1)
	for _, s := range path {
		all = append(all, s.identity())
	}
	if tail != "" {
		all = append(all, tail)
	}
	return all
}

// tail is the segment that ends the path and is no step; "" for none.
func (o *Operation) tail() string {
	switch {
	case o.Kind == Count:
		return countTail
	case o.Kind == Reference:
		return refTail
	case o.Raw || o.Kind == Stream && o.Resource().Kind != PropertyStep:
		return valueTail
	}
	return ""
}

func (s Step) identity() string {
	switch s.Kind {
	case KeyStep:
		var b strings.Builder
		keys := slices.SortedFunc(slices.Values(s.Keys), func(a, b KeyValue) int { return strings.Compare(a.Ref.Alias, b.Ref.Alias) })
		for _, k := range keys {
			b.WriteString("(" + k.Ref.Alias + "=" + k.Literal + ")")
		}
		return b.String()
	case CastStep:
		return s.Type.QualifiedName()
	case CallStep:
		b := strings.Builder{}
		b.WriteString(s.Call.QualifiedName())
		arguments := slices.SortedFunc(slices.Values(s.Arguments), func(a, b Argument) int { return strings.Compare(a.Parameter.Name, b.Parameter.Name) })
		for _, a := range arguments {
			if !a.Omitted {
				b.WriteString("(" + a.Parameter.Name + "=" + a.Literal + ")")
			}
		}
		return b.String()
	case AddressStep:
		if s.AddressPlaceholder {
			return ":"
		}
		return ":" + s.Address
	}
	return s.name()
}

// name is the schema's name of what the step names.
func (s Step) name() string {
	switch {
	case s.Set != nil:
		return s.Set.Name
	case s.Singleton != nil:
		return s.Singleton.Name
	case s.Navigation != nil:
		return s.Navigation.Name
	case s.Property != nil:
		return s.Property.Name
	case s.Import != nil:
		return s.Import.Name
	case s.Call != nil:
		return s.Call.Name
	}
	return s.Text
}

// needs are the types that the operation's body and result are of, key and parameter values of its path included.
func (o *Operation) needs() []metadata.Type {
	var all []metadata.Type
	for _, s := range o.Path {
		for _, k := range s.Keys {
			all = append(all, k.Ref.Property.Type)
		}
		if s.Call != nil {
			// By name, since the order of the schema has no meaning, and decides which way leads to a type first.
			for _, p := range slices.SortedFunc(slices.Values(s.Call.OwnParameters()), func(a, b *metadata.Parameter) int { return strings.Compare(a.Name, b.Name) }) {
				all = append(all, p.Type)
			}
		}
	}
	switch o.Kind {
	case Delete, Reference, Stream: // what they are about is only named in the URL
		return all
	case Count:
		if o.Resource().Kind != PropertyStep { // a property is a resource that can be read too
			return all
		}
	}
	if of := o.Resource().Of; of != nil {
		all = append(all, of)
	}
	return all
}
