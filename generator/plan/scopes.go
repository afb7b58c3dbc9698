package plan

// This file lists the scopes of the generated code and the names in them that do not come from the schema: what is declared in any case, what
// receivers are called, what is made up. The names of everything else are made in names.go and in words.go, and none of them may be one of these.
// The templates print the names from here, by way of the plan, and know no others.
//
//	the package          Client, NewClient; types, constants, parameter structs and builders
//	fields and methods   of a model: the embedded field and the methods that templates print, conversions to derived and base types, then its properties
//	of a builder         requests, Key, Path, Ref, Value, then members of the type, casts and calls
//	of the client        OData, then what the entity container has
//	locals of a method   the receiver, then the parameters, none of which may hide what the method's code names
//	imports              the packages of the runtime, and those of the standard library that types are of

import (
	"go/token"
	"maps"
	"path"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// The scope of the package. clientFile declares the client; PackageFile is the file that every package has.
const (
	clientName        = "Client"
	clientConstructor = "NewClient"

	clientFile = "client.go"
	// PackageFile is the name of the file that every generated package has.
	PackageFile = "package.go"
)

// reservedNames are the package-level names that every generated package may declare itself.
var reservedNames = [...]string{clientName, clientConstructor}

// reservedMembers are the methods and the embedded field of every model: no field can have their names.
var reservedMembers = map[string]bool{
	"Undeclared": true, "MarshalJSON": true, "UnmarshalJSON": true, "Validate": true, "ValidateStrict": true, "CheckOData": true,
}

// conversionPrefix begins the names of the methods between a type and those that derive from it.
const conversionPrefix = "As"

// requestNames are the methods that make requests, in the order in which a builder has them.
var requestNames = [...]string{"Get", "List", "Count", "Create", "Update", "Replace", "Delete"}

// methodNames are the methods that no member of a type may be called: builders have them by themselves.
var methodNames = [...]string{"Get", "List", "Count", "Create", "Update", "Replace", "Delete", "Key", "Path", "Ref", "Value"}

// runtimeClient is the method of the client that returns the client of the runtime.
const runtimeClient = "OData"

// The receivers of methods, and the parameters whose names do not come from the schema.
const (
	modelReceiver   = "m"
	enumReceiver    = "e"
	builderReceiver = "r"
	clientReceiver  = "c"

	addressParameter = "path"
	bodyParameter    = "body"
	actionParameters = "parameters"
)

// keyLocals are the locals of a method that takes a key, and callLocals of one that calls a function, on a builder or on the client.
func keyLocals() map[string]bool { return map[string]bool{builderReceiver: true} }
func callLocals() map[string]bool {
	return map[string]bool{builderReceiver: true, clientReceiver: true}
}

// clientVariable is what the expressions that say how a request is called name the client.
const clientVariable = "c"

// imports are the packages that types are of, by name.
func imports() map[string]string {
	all := map[string]string{"time": "time"}
	for _, p := range ir.RuntimePackages() {
		all[path.Base(p.Path)] = p.Path
	}
	return all
}

// hides says whether a variable of the name would hide a keyword, a predeclared identifier that generated code uses, or one of its imports.
func (n hidden) hides(id string) bool { return token.IsKeyword(id) || n[id] }

// hidden are identifiers that no variable may be called.
type hidden map[string]bool

func newHidden() hidden {
	all := hidden{"slices": true}
	for _, id := range [...]string{"string", "bool", "byte", "int", "int8", "int16", "int32", "int64", "uint8", "float32", "float64", "error", "nil", "true", "false"} {
		all[id] = true
	}
	for name := range maps.Keys(imports()) {
		all[name] = true
	}
	return all
}

// scope finds names that two declarations of one scope share.
type scope struct {
	of    string // what the scope is, for messages
	owner map[string]declared
}

type declared struct {
	schema string // what a pin would name
	pos    diag.Pos
}

func newScope(of string) *scope { return &scope{of: of, owner: map[string]declared{}} }

// declare takes a name, or complains that another declaration has it and shows the line that resolves it.
// The pin that it proposes is free, which is the name with a number.
func (s *scope) declare(goName, schema, free string, pos diag.Pos, diags *diag.List) {
	first, taken := s.owner[goName]
	if !taken {
		s.owner[goName] = declared{schema, pos}
		return
	}
	if first.schema == schema {
		return
	}
	diags.Report(pos, complaint.NameClash, "%s and %s would both be called %s in %s", first.schema, schema, goName, s.of).
		Fixf("pin one of them in the configuration: names: {%s: %s}", schema, free+"2").
		At(first.pos, "the other is declared here")
}
