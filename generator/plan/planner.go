package plan

// This file is the way from a closure to a Package: New plans types, then builders, then operations, and checks that no two
// declarations of the package share a name. The parts are in model.go, rules.go, builder.go and call.go.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// Options are the decisions that the configuration makes.
type Options struct {
	// Package is the name of the generated package.
	Package string
	// Pins fix names.
	Pins []Pin
	// KeysInParentheses writes single keys as name('key'). Otherwise they are path segments.
	KeysInParentheses bool
}

// planner holds what planning needs to look up.
type planner struct {
	model    *metadata.Model
	closure  *selection.Closure
	options  Options
	names    *names
	ruled    map[*metadata.StructuredType]bool // types that have rules, or lead to one that has
	builders map[string]*Builder
	params   map[*metadata.Operation]*Type
	queried  map[*metadata.StructuredType]bool // types whose properties query options name
	// restrictions are what the selected operations need, by the element of the schema that they are about and by kind.
	restrictions map[any]map[selection.Kind]*Restriction
	diags        diag.List
}

// New plans the package for a closure. Complaints - two declarations with one name, a pin for nothing - come back all at once,
// sorted, warnings among them; the Package is complete only where there are no errors.
func New(model *metadata.Model, closure *selection.Closure, options Options) (*Package, diag.List) {
	p := &planner{model: model, closure: closure, options: options, builders: map[string]*Builder{}, params: map[*metadata.Operation]*Type{}, restrictions: findRestrictions(closure.Operations)}
	p.names = newNames(model, options.Pins, &p.diags)
	p.ruled = p.findRuled()
	p.findQueried()
	pkg := &Package{Name: options.Package, Types: []*Type{}, Builders: []*Builder{}, Parameters: []*Type{}, Operations: []*Operation{}}
	for _, m := range closure.Types {
		pkg.Types = append(pkg.Types, p.planType(m))
	}
	if len(closure.Operations) > 0 {
		pkg.Client = p.planClient()
		for _, op := range closure.Operations {
			p.planPath(pkg.Client, op)
			pkg.Operations = append(pkg.Operations, p.planCall(op))
		}
		p.finish(pkg)
	}
	p.checkScope(pkg)
	p.diags.Sort()
	return pkg, p.diags
}

// planType plans one type of the closure.
func (p *planner) planType(m *selection.Member) *Type {
	goName := p.names.Type(m.Type)
	t := &Type{
		SchemaName: m.Type.QualifiedName(),
		GoName:     goName,
		File:       fileName(goName),
		Why:        m.Chain(),
	}
	switch s := m.Type.(type) {
	case *metadata.StructuredType:
		p.planModel(t, s)
		p.planConstants(t, s)
	case *metadata.EnumType:
		p.planEnum(t, s)
	case *metadata.TypeDefinition:
		t.Kind = TypeDef
		underlying := primitive(s.Underlying.Name)
		t.Underlying, t.Alias = &underlying, !underlying.basic()
		t.Doc = docOf(goName+" is the type definition "+t.SchemaName+" of "+s.Underlying.QualifiedName()+facts(s.Annotations)+".", s.Annotations)
	}
	return t
}

// planEnum plans constants for the members.
func (p *planner) planEnum(t *Type, s *metadata.EnumType) {
	t.Kind = Enum
	t.Flags = s.IsFlags
	what := "enumeration type"
	if s.IsFlags {
		what = "flags enumeration type"
	}
	t.Doc = docOf(t.GoName+" is the "+what+" "+t.SchemaName+".", s.Annotations)
	for _, m := range s.Members {
		t.Members = append(t.Members, EnumMember{
			SchemaName: m.Name,
			GoName:     p.names.Constant(s, m.Name),
			Value:      m.Value,
			Doc:        docOf("", m.Annotations),
		})
	}
}

// checkScope complains where two declarations of the package have one name.
func (p *planner) checkScope(pkg *Package) {
	s := newScope("the package")
	for i, t := range pkg.Types {
		m := p.closure.Types[i].Type
		s.declare(t.GoName, t.SchemaName, t.GoName, m.Position(), &p.diags)
		for _, c := range t.Constants {
			s.declare(c.GoName, t.SchemaName+"/"+c.SchemaName, p.names.member(m, c.SchemaName), m.Position(), &p.diags)
		}
		if t.Family != nil {
			s.declare(t.Family.GoName, t.SchemaName, t.GoName, m.Position(), &p.diags)
		}
		if e, ok := m.(*metadata.EnumType); ok {
			for j, member := range t.Members {
				s.declare(member.GoName, t.SchemaName+"/"+member.SchemaName, p.names.member(e, member.SchemaName), e.Members[j].Pos, &p.diags)
			}
		}
	}
	for _, t := range pkg.Parameters {
		op := p.model.Operations(t.SchemaName)[0]
		s.declare(t.GoName, t.SchemaName+"()", p.names.Operation(op), op.Pos, &p.diags)
	}
	for _, b := range pkg.Builders {
		of := p.model.Type(b.SchemaName)
		s.declare(b.GoName, b.SchemaName, p.names.Type(of), of.Position(), &p.diags)
	}
}

// finish sorts what planPath collected, so that the order of the request lines shows nowhere.
func (p *planner) finish(pkg *Package) {
	for _, b := range p.builders {
		sortMethods(b.Methods)
		pkg.Builders = append(pkg.Builders, b)
	}
	for _, t := range p.params {
		pkg.Parameters = append(pkg.Parameters, t)
	}
	slices.SortFunc(pkg.Parameters, func(a, b *Type) int {
		return cmp.Or(strings.Compare(a.GoName, b.GoName), strings.Compare(a.SchemaName, b.SchemaName))
	})
	sortMethods(pkg.Client.Methods)
	slices.SortFunc(pkg.Builders, func(a, b *Builder) int { return strings.Compare(a.GoName, b.GoName) })
}
