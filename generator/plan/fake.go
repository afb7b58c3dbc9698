package plan

// This file plans the service in memory: a package beside the main one, with a method for each entity set and singleton
// that the requests begin at, and one for each action and function that a test has to give a meaning. They are called
// after what they are about, as the methods of client and builders are. What the service is made of is in
// fakeschema.go.

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
)

// FakeSuffix is what the package with the service in memory has after the name of the main package, as its folder does.
const FakeSuffix = "fake"

// faker collects what the request lines bring to the service in memory.
type faker struct {
	accessors map[string]*fakeMethod[ir.Accessor] // by the name of the set or singleton
	handlers  map[string]*fakeMethod[ir.Handler]  // by builder and method
	handlerOf map[*selection.Operation]string     // the name of a request's handler
	keys      keyOrder
	hidden    hidden
}

// fakeMethod is a method of the service, as complaints about its name speak of it.
type fakeMethod[T any] struct {
	planned T
	as      declaration
}

func newFaker(options Options, operations []*selection.Operation) *faker {
	f := &faker{
		accessors: map[string]*fakeMethod[ir.Accessor]{}, handlers: map[string]*fakeMethod[ir.Handler]{}, handlerOf: map[*selection.Operation]string{},
		keys: newKeyOrder(operations), hidden: newHidden(),
	}
	for _, name := range [...]string{"context", path.Base(ir.Testing), options.Package} {
		f.hidden[name] = true
		f.hidden[name+"1"] = true // how the second of two imports of one name is called
	}
	return f
}

// fakePackage is the package with the service in memory.
func (p *planner) fakePackage() ir.Package {
	main := p.options.Package
	name := main + FakeSuffix
	return ir.Package{Name: name, Folder: name, File: name + "/" + PackageFile, Runtime: runtimeVersion, Doc: ir.Doc{
		"Package " + name + " is the service of package " + main + " in memory, for tests: it holds what a test puts in, and answers the requests that are selected. Its client is ready:",
		"\tc := " + name + "." + fakeConstructor + "(t)." + fakeClient + "()",
	}}
}

// planFake adds the service in memory, once all request lines are planned.
func (p *planner) planFake(plan *ir.Plan) {
	plan.Packages[0].ImportPath = p.options.ImportPath
	plan.Packages = append(plan.Packages, p.fakePackage())
	plan.Imports[path.Base(ir.Testing)] = ir.Testing
	folder := p.options.Package + FakeSuffix + "/"
	out := &ir.Fake{
		File: folder + fakeFile, SchemaFile: folder + fakeSchemaFile,
		GoName: fakeName, Constructor: fakeConstructor, Client: fakeClient, SchemaFunction: fakeSchema, Receiver: fakeReceiver,
		Doc:       ir.Doc{fakeName + " is " + p.model.Container.QualifiedName() + " in memory, as far as package " + p.options.Package + " calls it."},
		Accessors: []ir.Accessor{}, Handlers: []ir.Handler{}, Schema: p.describe(),
	}
	var all []declaration
	for _, name := range slices.Sorted(maps.Keys(p.fake.accessors)) {
		a := p.fake.accessors[name]
		out.Accessors, all = append(out.Accessors, a.planned), append(all, a.as)
	}
	for _, name := range slices.Sorted(maps.Keys(p.fake.handlers)) {
		h := p.fake.handlers[name]
		out.Handlers, all = append(out.Handlers, h.planned), append(all, h.as)
	}
	slices.SortFunc(out.Accessors, func(a, b ir.Accessor) int { return strings.Compare(a.GoName, b.GoName) })
	slices.SortFunc(out.Handlers, func(a, b ir.Handler) int { return strings.Compare(a.GoName, b.GoName) })
	p.clashes.check("the service in memory", slices.DeleteFunc(all, func(d declaration) bool { return p.clashes.renamed[d.pin] }))
	plan.Fake = out
}

// planAccessor plans the method for what a path begins with, if that is an entity set or a singleton of a type that the
// main package has a model of.
func (p *planner) planAccessor(s selection.Step) {
	if !p.options.Fake {
		return
	}
	var a ir.Accessor
	what := ""
	switch {
	case s.Set != nil:
		a.Segment, what = s.Set.Name, " holds the entities of the set "
	case s.Singleton != nil:
		a.Segment, a.Singleton, what = s.Singleton.Name, true, " holds the singleton "
	}
	if what == "" || p.fake.accessors[a.Segment] != nil || p.closure.Has(s.Type) == nil {
		return // without a model it would be of another type once the package holds that
	}
	base := p.names.Child(p.model.Container, a.Segment)
	a.GoName = reserved.fake.free(base)
	a.Doc = ir.Doc{a.GoName + what + a.Segment + "."}
	a.Entity = ir.GoType{Name: p.names.Type(s.Type)}
	pin := p.model.Container.QualifiedName() + "/" + a.Segment
	p.fake.accessors[a.Segment] = &fakeMethod[ir.Accessor]{a, declaration{goName: a.GoName, what: pin, pin: pin, base: base, pos: s.Pos, rank: p.rank}}
}

// planHandler plans the method that sets what answers an action or function, which a request line calls on a builder by
// a method. What has changed is what the service in memory knows by itself.
func (p *planner) planHandler(op *selection.Operation, at *builder, m method) {
	if !p.options.Fake || m.Request == ir.DeltaRequest {
		return
	}
	id := at.GoName + "." + m.GoName
	h := p.fake.handlers[id]
	if h == nil {
		h = p.newHandler(op, at, m)
		p.fake.handlers[id] = h
	}
	p.fake.handlerOf[op] = h.planned.GoName
	h.planned.Requests = append(h.planned.Requests, ir.HandledRequest{Method: op.Method, Path: op.Template()})
}

// newHandler plans a handler without requests.
func (p *planner) newHandler(op *selection.Operation, at *builder, m method) *fakeMethod[ir.Handler] {
	call := op.Resource().Call
	h := ir.Handler{Result: m.Request.Handled(m.Entity)}
	on := ""
	if at.of != nil {
		h.GoName = strings.TrimSuffix(at.GoName, entityBuilder)
		on = " on " + strings.TrimSuffix(strings.TrimPrefix(at.Doc[0], at.GoName+" addresses "), ".")
	}
	h.GoName = reserved.fake.free(handlerPrefix + h.GoName + m.GoName)
	what := "action"
	if call.Function {
		what = "function"
	}
	h.Doc = ir.Doc{h.GoName + " sets what answers a call of the " + what + " " + call.QualifiedName() + on + "."}
	taken := fakeLocals()
	if keyed := declaresKey(at.of); keyed != nil && !at.Collection {
		for _, ref := range p.fake.keys.of(keyed) {
			h.Keys = append(h.Keys, p.handlerParam(ref.Alias, keyType(ref.Property.Type), taken))
		}
	}
	for _, a := range m.Arguments {
		h.Arguments = append(h.Arguments, p.handlerParam(a.SchemaName, a.Type, taken))
	}
	if m.Body != nil {
		h.Body = &ir.Variable{GoName: local(m.Body.GoName, taken, p.fake.hidden), Type: m.Body.Type}
	}
	return &fakeMethod[ir.Handler]{h, declaration{
		goName: h.GoName, what: "the handler of " + m.pin + on, pin: m.pin, base: m.base, pos: m.pos, rank: p.rank,
	}}
}

// keyType is the Go type of a part of a key. Where the client has an enumeration or a type definition for it, a handler
// has what is below: the package may have no key of the type, and so not the type.
func keyType(t metadata.Type) ir.GoType {
	switch t := t.(type) {
	case *metadata.PrimitiveType:
		return primitive(t.Name)
	case *metadata.TypeDefinition:
		return primitive(t.Underlying.Name)
	}
	return ir.GoType{Name: "string"}
}

func (p *planner) handlerParam(schemaName string, t ir.GoType, taken map[string]bool) ir.HandlerParam {
	return ir.HandlerParam{SchemaName: schemaName, GoName: local(schemaName, taken, p.fake.hidden), Type: t}
}
