package ir

// This file is the one place that knows where the runtime's identifiers live: the plan and the templates name them, and
// the import path comes from here. An identifier that moves to another package of the runtime moves to another line of
// runtimePackages.

import "strings"

// Runtime is the import path of the module's package that generated code stands on.
const Runtime = "github.com/csdlgen/csdlgen/odata"

// RuntimePackage is a package of the runtime, and what generated code uses of it.
type RuntimePackage struct {
	// Path is the import path; its last part is the package's name.
	Path string
	// Identifiers are the exported identifiers that generated code may use.
	Identifiers []string
}

// runtimePackages is the table; nothing changes it.
var runtimePackages = []RuntimePackage{
	{Runtime, strings.Fields(`
		Client NewClient Option WithKeysInParentheses WithVersion401 WithMultipartBatches
		Opt Undeclared
		Page DeltaPage Download Reference EntityReference
		GetRequest ListRequest CountRequest CreateRequest CreateMediaRequest UpdateRequest DeleteRequest
		DeltaRequest FunctionRequest ActionRequest ActionListRequest ActionNoneRequest ActionStreamRequest
		RefResource RefsResource ValueResource CollectionResource StreamResource
		NewGetRequest NewListRequest NewCreateRequest NewCreateMediaRequest NewUpdateRequest NewDeltaRequest NewFunctionRequest
		NewActionRequest NewActionListRequest NewValueResource NewCollectionResource
		Marshal Unmarshal Validate Validator AsDerived AsBase`)},
	{Runtime + "/edm", strings.Fields(`Decimal Date TimeOfDay Duration GUID Byte Raw`)},
	{Runtime + "/filter", strings.Fields(`Property CollectionProperty NavigationProperty NavigationCollection Item`)},
	{Runtime + "/odataimpl", strings.Fields(`
		EnforceVersion MinVersion MaxVersion
		EnumType EnumOf FlagsHas FlagsWith FlagsWithout
		Resource ForRead ForInsert ForUpdate ForDelete Restriction Permission
		Get Count Create CreateMedia Update Replace Delete Action
		Argument OptionalArgument NullableArgument KeyPart Literal
		LitString LitEnum LitBool LitInt LitSingle LitFloat LitDecimal LitDate LitTimeOfDay LitDuration LitTime LitGUID LitBinary
		LitGeography GeographyIn LitGeometry GeometryIn LitJSON LitRaw`)},
}

// Testing is the import path of the runtime's package that generated services in memory stand on, and TestingSchema
// that of the package by which they say what they are made of. Nothing else of what is generated imports them.
const (
	Testing       = Runtime + "/odatatest"
	TestingSchema = Testing + "/schema"
)

// testingPackages is the table of what generated services in memory use; nothing changes it. It is a table of its own,
// since identifiers in it have namesakes in the other.
var testingPackages = []RuntimePackage{
	{Testing, strings.Fields(`TB Service Option NewService NewClient Entities In Entity At Call Response Key Argument BodyOf`)},
	{TestingSchema, strings.Fields(`Service Struct Key Property Link Constraint Enum Member Alias Set Binding Operation Import Parameter Request`)},
}

// TestingPackages returns the packages of the runtime that generated services in memory use. The result is not to be
// changed.
func TestingPackages() []RuntimePackage { return testingPackages }

// RuntimePackages returns the packages of the runtime. The result is not to be changed.
func RuntimePackages() []RuntimePackage { return runtimePackages }

// RuntimePath is the import path of the runtime's package that declares an identifier; "" for one that it does not
// have.
func RuntimePath(identifier string) string { return runtimePaths[identifier] }

// runtimePaths is runtimePackages by identifier; nothing changes it.
var runtimePaths = func() map[string]string {
	paths := map[string]string{}
	for _, p := range runtimePackages {
		for _, identifier := range p.Identifiers {
			paths[identifier] = p.Path
		}
	}
	return paths
}()
