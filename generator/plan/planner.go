// Package plan decides what the generated Go looks like: files, types, fields, methods, with their final names and
// types. Its result is an [ir.Plan], a plain value that the templates print without deciding anything.
//
// Names are decided here, once: names.go makes them, scopes.go lists what they must not be.
package plan

// This file is the way from a closure to a plan: New plans types, then each operation with the builders on its path,
// and checks that no two declarations of the package share a name. The parts are in model.go, rules.go, path.go,
// builder.go, invoke.go and call.go.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// runtimeVersion is the version of the interface between generated code and runtime that is planned for.
const runtimeVersion = 5

// Options are the decisions that the configuration makes.
type Options struct {
	// Package is the name of the generated package.
	Package string
	// Namespace is the main namespace, and where the configuration says so; "" is that of the entity container.
	Namespace    string
	NamespacePos diag.Pos
	// Pins fix names.
	Pins []Pin
	// Documented says that a hand-written file of the package has the package comment.
	Documented bool
	// Config is the file of the configuration as seen from the output folder; "" for none.
	Config string
	// Pos is where complaints about the configuration as a whole stand.
	Pos diag.Pos
	// KeysInParentheses writes single keys as name('key'). Otherwise they are path segments.
	KeysInParentheses bool
	// Version401 sends requests in the form of OData 4.01, and MultipartBatches batches as multipart/mixed.
	Version401, MultipartBatches bool
	// Fake asks for the package with a service in memory too, which imports the main package by ImportPath.
	Fake       bool
	ImportPath string
}

// planner holds what planning needs to look up.
type planner struct {
	model    *metadata.Model
	closure  *selection.Closure
	options  Options
	names    *names
	hidden   hidden
	rules    *rules
	rank     int // of the request line that is being planned
	builders map[builderID]*builder
	client   *builder
	params   map[*metadata.Operation]*parameterStruct
	clashes  *clashes
	fake     *faker
	queried  map[*metadata.StructuredType]bool // types whose properties query options name
	met      map[metadata.Type]bool            // types that a program can meet as the declared type of something
	// restrictions are what the selected operations need, by the element of the schema that they are about and by kind.
	restrictions map[any]map[selection.Kind]*ir.Restriction
	diags        diag.List
}

// New plans the package for a closure. Complaints - two declarations with one name, a pin for nothing - come back all
// at once, sorted, warnings among them; the Plan is complete only where there are no errors.
func New(model *metadata.Model, closure *selection.Closure, options Options) (*ir.Plan, diag.List) {
	p := &planner{
		model: model, closure: closure, options: options, hidden: newHidden(),
		builders: map[builderID]*builder{}, client: &builder{}, params: map[*metadata.Operation]*parameterStruct{}, clashes: newClashes(),
		fake: newFaker(options, closure.Operations), restrictions: findRestrictions(closure.Operations), met: map[metadata.Type]bool{},
	}
	p.names = newNames(model, closure, options, &p.diags)
	p.rules = findRules(model, closure, &p.diags)
	p.findQueried()
	p.findMet()
	out := p.frame()
	for _, m := range closure.Types {
		out.Types = append(out.Types, p.planType(m))
	}
	for i, op := range closure.Operations {
		p.rank = i
		out.Operations = append(out.Operations, p.planOperation(op))
	}
	p.finish(out)
	p.checkPackage(out)
	if options.Fake && out.Client != nil {
		p.planFake(out)
	}
	p.clashes.report(out, options.Pos, &p.diags)
	p.diags.Sort()
	return out, p.diags
}

// frame is a plan without contents.
func (p *planner) frame() *ir.Plan {
	pkg := ir.Package{Name: p.options.Package, Folder: ".", File: PackageFile, Config: p.options.Config, Runtime: runtimeVersion}
	if !p.options.Documented {
		pkg.Doc = ir.Doc{"Package " + pkg.Name + " provides models, validators and typed requests for the parts of an OData service that a program uses. The csdlgen.yaml beside it lists what is selected."}
	}
	return &ir.Plan{
		Version:    ir.Version,
		Name:       pkg.Name,
		Packages:   []ir.Package{pkg},
		Imports:    imports(),
		Types:      []*ir.Type{},
		Builders:   []*ir.Builder{},
		Parameters: []*ir.Type{},
		Operations: []*ir.Operation{},
	}
}

// planType plans one type of the closure.
func (p *planner) planType(m *selection.Member) *ir.Type {
	goName := p.names.Type(m.Type)
	t := &ir.Type{
		SchemaName: m.Type.QualifiedName(),
		GoName:     goName,
		File:       fileName(goName),
		Why:        m.Chain(),
	}
	switch s := m.Type.(type) {
	case *metadata.StructuredType:
		p.planModel(t, s)
		p.planQueryProperties(t, s)
	case *metadata.EnumType:
		p.planEnum(t, s)
	case *metadata.TypeDefinition:
		t.Kind = ir.TypeDef
		underlying := primitive(s.Underlying.Name)
		t.Underlying, t.Alias = &underlying, !underlying.Basic()
		t.Doc = docOf(goName+" is the type definition "+t.SchemaName+" of "+s.Underlying.QualifiedName()+facts(s.Annotations)+".", s.Annotations)
	}
	return t
}

// planEnum plans constants for the members.
func (p *planner) planEnum(t *ir.Type, s *metadata.EnumType) {
	t.Kind, t.Receiver = ir.Enum, enumReceiver
	t.Flags = s.IsFlags
	what := "enumeration type"
	if s.IsFlags {
		what = "flags enumeration type"
	}
	t.Doc = docOf(t.GoName+" is the "+what+" "+t.SchemaName+".", s.Annotations)
	for _, m := range s.Members {
		t.Members = append(t.Members, ir.EnumMember{
			SchemaName: m.Name,
			GoName:     p.names.Constant(s, m.Name),
			Value:      m.Value,
			Doc:        docOf("", m.Annotations),
		})
	}
}

// finish sorts what the operations left behind, so that the order of the request lines shows nowhere.
func (p *planner) finish(out *ir.Plan) {
	if len(p.closure.Operations) == 0 {
		return
	}
	out.Client = p.planClient()
	for _, b := range p.builders {
		done := b.Builder
		done.Methods = b.sorted()
		out.Builders = append(out.Builders, &done)
	}
	for _, s := range p.params {
		out.Parameters = append(out.Parameters, &s.Type)
	}
	slices.SortFunc(out.Parameters, func(a, b *ir.Type) int {
		return cmp.Or(strings.Compare(a.GoName, b.GoName), strings.Compare(a.SchemaName, b.SchemaName))
	})
	slices.SortFunc(out.Builders, func(a, b *ir.Builder) int { return strings.Compare(a.GoName, b.GoName) })
}
