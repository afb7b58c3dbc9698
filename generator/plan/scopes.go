package plan

// This file lists the scopes of the generated code and the names in them that do not come from the schema: what is
// declared in any case, what receivers are called, what is made up. The names of everything else are made in names.go
// and in words.go; one that is spoken for here gets a fixed suffix, which depends on nothing but the name. The
// templates print these names from the plan and know no others.
//
//	the package          Client, NewClient; types, constants, structs for parameters, and builders
//	fields and methods   of a model: the embedded field and the methods that templates print, conversions to derived and base types, then its properties
//	of a builder         requests, Key, Path, Ref, Value, then members of the type, casts and calls
//	of the client        OData, then what the entity container has
//	of the fake service  what the runtime's service has, then what the entity container has, and handlers
//	locals of a method   the receiver, then the parameters, none of which may hide what the method's code names
//	imports              the packages of the runtime, and those of the standard library that types are of

import (
	"go/token"
	"path"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/wordlist"
)

// spokenFor are the names of a scope that the schema's names must not be, and what those get that would be: "" where
// that depends on what the name is for.
type spokenFor struct{ words, suffix string }

func (s spokenFor) has(name string) bool { return wordlist.Has(name, s.words) }

// free is the name, with the suffix where it is spoken for.
func (s spokenFor) free(name string) string {
	if s.has(name) {
		return name + s.suffix
	}
	return name
}

// reserved are the names that are spoken for, by scope.
var reserved = struct{ types, fields, methods, client, fake spokenFor }{
	types:   spokenFor{"Client NewClient", "Type"},
	fields:  spokenFor{"Undeclared MarshalJSON UnmarshalJSON Validate CheckOData", "Field"},
	methods: spokenFor{"Get List Count Create CreateMedia Update Replace Delete Key Path Ref Value", "Resource"},
	client:  spokenFor{"OData", "Resource"},
	fake:    spokenFor{"Service Client URL " + fakeRuntime, "Resource"},
}

// fakeRuntime are the methods of the runtime's service in memory.
const fakeRuntime = "Chaos Golden Handle Link Load On Requests SetStream Stream"

// The scope of the package. clientFile declares the client; PackageFile is the file that every package has. A builder
// is called like its type, with a suffix that types of schemas do not have.
const (
	clientName        = "Client"
	clientConstructor = "NewClient"
	entityBuilder     = "Builder"
	collectionBuilder = "CollectionBuilder"

	clientFile = "client.go"
	// PackageFile is the name of the file that every generated package has.
	PackageFile = "package.go"
)

// The service in memory: the names of its type, functions and files, and what begins the names of the methods that set
// handlers.
const (
	fakeName        = "Service"
	fakeConstructor = "New"
	fakeClient      = "Client"
	fakeSchema      = "slice"
	handlerPrefix   = "On"

	fakeFile       = "service.go"
	fakeSchemaFile = "schema.go"
)

// conversionPrefix begins the names of the methods between a type and those that derive from it.
const conversionPrefix = "As"

// requestNames are the methods that make requests, in the order in which a builder has them.
var requestNames = [...]string{"Get", "List", "Count", "Create", "CreateMedia", "Update", "Replace", "Delete"}

// The receivers of methods, and the parameters whose names do not come from the schema.
const (
	modelReceiver   = "m"
	enumReceiver    = "e"
	builderReceiver = "r"
	clientReceiver  = "c"
	fakeReceiver    = "s"

	addressParameter = "path"
	bodyParameter    = "body"
	actionParameters = "parameters"
)

// keyLocals are the locals of a method that takes a key, and callLocals of one that calls a function, on a builder or
// on the client.
func keyLocals() map[string]bool { return map[string]bool{builderReceiver: true} }
func callLocals() map[string]bool {
	return map[string]bool{builderReceiver: true, clientReceiver: true}
}

// fakeLocals are the locals of a method that sets a handler.
func fakeLocals() map[string]bool {
	return map[string]bool{fakeReceiver: true, "c": true, "ctx": true, "handle": true, "answer": true, "err": true}
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

// hidden are identifiers that a variable would hide from the code of a method: predeclared ones that generated code
// uses, and its imports.
type hidden map[string]bool

// hides says whether a variable must not have the name.
func (h hidden) hides(id string) bool { return token.IsKeyword(id) || h[id] }

func newHidden() hidden {
	all := hidden{"slices": true}
	for _, id := range [...]string{"string", "bool", "byte", "int", "int8", "int16", "int32", "int64", "uint8", "float32", "float64", "error", "nil", "true", "false"} {
		all[id] = true
	}
	for name := range imports() {
		all[name] = true
	}
	return all
}
