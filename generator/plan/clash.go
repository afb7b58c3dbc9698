package plan

// This file finds where two declarations of one scope have one name, and words the complaints: each with the line of
// the configuration that mends it, and after them all these lines at once. What is proposed to be renamed is what came
// into the package later, and its new name is part of no other name, so that the lines can be pasted as they are.

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
)

// declaration is what has a Go name.
type declaration struct {
	goName string
	what   string // for messages
	pin    string // what names: would call it; "" where it cannot
	base   string // the part of goName that a pin replaces
	pos    diag.Pos
	rank   int // by what came into the package first
}

// clash is two declarations of one name; the second is to be renamed, if it can be.
type clash struct {
	scope         string
	first, second declaration
}

// Clash is the cause of a complaint about two declarations of one name that a line of the configuration mends: the Go
// name that it would give to an element of the schema.
type Clash struct{ Schema, Go string }

// Error is the line.
func (c *Clash) Error() string { return "names: {" + key(c.Schema) + ": " + c.Go + "}" }

// clashes collects them.
type clashes struct {
	all     []clash
	renamed map[string]bool // by pin: what is going to have another name
}

func newClashes() *clashes { return &clashes{renamed: map[string]bool{}} }

func (c *clashes) add(scope string, first, second declaration) {
	if second.pin == "" {
		first, second = second, first
	}
	if second.pin != "" && c.renamed[second.pin] {
		return
	}
	c.renamed[second.pin] = second.pin != ""
	c.all = append(c.all, clash{scope, first, second})
}

// check takes the declarations of a scope.
func (c *clashes) check(scope string, declarations []declaration) {
	slices.SortStableFunc(declarations, func(a, b declaration) int { return cmp.Compare(a.rank, b.rank) })
	owner := make(map[string]declaration, len(declarations))
	for _, d := range declarations {
		if first, taken := owner[d.goName]; taken {
			c.add(scope, first, d)
		} else {
			owner[d.goName] = d
		}
	}
}

// checkPackage checks the scope of the package. What is named after a type or an operation that is going to be renamed
// is left out.
func (p *planner) checkPackage(out *ir.Plan) {
	var types []declaration
	for i, t := range out.Types {
		m := p.closure.Types[i]
		types = append(types, declaration{t.GoName, t.SchemaName, t.SchemaName, t.GoName, m.Type.Position(), m.Rank()})
	}
	for _, b := range p.builders {
		if p.closure.Has(b.of) == nil { // its type is not in the package, and could still give it the name of another's
			types = append(types, declaration{b.GoName, "the builder for " + b.SchemaName, b.SchemaName, p.names.Type(b.of), b.of.Position(), b.rank})
		}
	}
	slices.SortFunc(types, func(a, b declaration) int { return strings.Compare(a.what, b.what) })
	p.clashes.check("the package", types)
	p.clashes.check("the package", slices.DeleteFunc(append(types, p.dependent(out)...), func(d declaration) bool {
		return p.clashes.renamed[d.pin] || p.clashes.renamed[ownerOf(d.pin)]
	}))
}

// ownerOf is what a pin for a member begins with.
func ownerOf(pin string) string {
	owner, _, _ := strings.Cut(pin, "/")
	return owner
}

// dependent are the declarations that are named after types and operations.
func (p *planner) dependent(out *ir.Plan) []declaration {
	var all []declaration
	for i, t := range out.Types {
		m := p.closure.Types[i]
		of := func(goName, what, member string, pos diag.Pos) {
			all = append(all, declaration{goName, what + t.SchemaName + "/" + member, t.SchemaName + "/" + member, p.names.Member(m.Type, member), pos, m.Rank()})
		}
		for _, c := range t.QueryProperties {
			of(c.GoName, "the query property of ", c.SchemaName, m.Type.Position())
		}
		if e, ok := m.Type.(*metadata.EnumType); ok {
			for j, member := range t.Members {
				of(member.GoName, "", member.SchemaName, e.Members[j].Pos)
			}
		}
	}
	for _, s := range p.params {
		pin := s.SchemaName + "()"
		all = append(all, declaration{s.GoName, "the parameters of " + pin, pin, p.names.Operation(s.of), s.of.Pos, s.rank})
	}
	for _, b := range p.builders {
		if p.closure.Has(b.of) != nil {
			all = append(all, declaration{b.GoName, "the builder for " + b.SchemaName, b.SchemaName, p.names.Type(b.of), b.of.Position(), b.rank})
		}
	}
	slices.SortFunc(all, func(a, b declaration) int {
		return cmp.Or(strings.Compare(a.goName, b.goName), strings.Compare(a.what, b.what))
	})
	return all
}

// report complains about all clashes.
func (c *clashes) report(out *ir.Plan, at diag.Pos, diags *diag.List) {
	if len(c.all) == 0 {
		return
	}
	used := identifiers(out)
	var lines []string
	for _, one := range c.all {
		d := diags.Report(one.second.pos, complaint.NameClash, "%s and %s would both be called %s in %s", one.first.what, one.second.what, one.second.goName, one.scope).
			Fixf("select only one of them").
			At(one.first.pos, "the other is here")
		if one.second.pin == "" {
			continue
		}
		name := unused(one.second.base, used)
		used += " " + name
		lines = append(lines, key(one.second.pin)+": "+name)
		d.Fixf("add to the configuration: names: {%s}", lines[len(lines)-1]).Because(&Clash{Schema: one.second.pin, Go: name})
	}
	if len(lines) > 1 {
		slices.Sort(lines)
		diags.Report(at, complaint.NameClash, "%d names clash", len(c.all)).Fixf("add to the configuration: names: {%s}", strings.Join(lines, ", ")).Because(&Clash{})
	}
}

// plain is a name that YAML takes for a text as it is.
var plain = regexp.MustCompile(`^[\pL_][\pL\pN_./()]*$`)

// key is a name as a key of YAML.
func key(name string) string {
	if plain.MatchString(name) {
		return name
	}
	return strconv.Quote(name)
}

// unused is the name with a number, so that no identifier contains it: whatever is named after it has a name of its own
// too.
func unused(base, used string) string {
	for n := 2; ; n++ {
		if name := base + strconv.Itoa(n); !strings.Contains(used, name) {
			return name
		}
	}
}

// identifiers are the names that the plan declares, with blanks between.
func identifiers(out *ir.Plan) string {
	var b strings.Builder
	add := func(name string) { fmt.Fprintf(&b, "%s ", name) }
	methods := func(list []ir.Method) {
		for _, m := range list {
			add(m.GoName)
		}
	}
	for _, t := range slices.Concat(out.Types, out.Parameters) {
		add(t.GoName)
		for _, f := range slices.Concat(t.Fields, t.QueryProperties) {
			add(f.GoName)
		}
		for _, c := range slices.Concat(t.Derived, t.Bases) {
			add(c.GoName)
		}
		for _, m := range t.Members {
			add(m.GoName)
		}
	}
	for _, builder := range out.Builders {
		add(builder.GoName)
		methods(builder.Methods)
	}
	if out.Client != nil {
		methods(out.Client.Methods)
	}
	return b.String()
}
