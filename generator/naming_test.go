package generator

// This file tests that names are stable: in a schema that grows and shrinks at random, with names that meet each other,
// keywords and the names of what is generated, everything keeps its Go name and file, unless the lines that a complaint
// about a clash proposes say otherwise; and these lines resolve all clashes at once.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/typecheck"
)

// The names that a random schema is made of: of Go, of the runtime, of what csdlgen generates, and ones that differ in
// little.
var (
	namespacePool = []string{"org.shop", "a.dup", "b.dup", "c.other"}
	namePool      = append(strings.Fields(`list listItem ListItem listCollection listItemBuilder anyList client Client newClient error package type func string odata time context
		x X _ __ a_b a__b aB AB Ab größe Größe 名前 नाम user user_test unit_linux aux con any image Image item Item red get Get Key path value ref count undeclared Extra eTag ODataType
		Validate MarshalJSON validate_ nil init iota append main userProp userPropMail mail Mail MAIL remoteControl remote_Control parameters ship shipParameters asList keyByName OData`),
		strings.Repeat("long", 30), "L"+strings.Repeat("ong", 40))
)

// world is a schema that changes.
type world struct {
	random *rand.Rand
	types  []*worldType
	calls  []*worldCall
	sets   []*worldSet
	chosen []string        // request lines in the order in which they came
	off    map[string]bool // request lines that are not selected
	pins   map[string]string
}

type worldType struct {
	namespace, name, kind string // kind is the element's name
	base                  *worldType
	members               []worldMember
}

type worldMember struct {
	name string
	nav  *worldType // of a navigation property
	of   *worldType // of a property; nil for Edm.String
}

type worldCall struct {
	namespace, name string
	function        bool
	bound           *worldType
	parameters      []string
}

type worldSet struct {
	name string
	of   *worldType
}

func (t *worldType) qualified() string { return t.namespace + "." + t.name }

func oneOf[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func (w *world) pickType(kinds ...string) *worldType {
	all := slices.DeleteFunc(slices.Clone(w.types), func(t *worldType) bool { return !slices.Contains(kinds, t.kind) })
	if len(all) == 0 {
		return nil
	}
	return oneOf(w.random, all)
}

// grow adds something and returns the names that belong to it; none where the choice does not fit.
func (w *world) grow() []string {
	switch w.random.IntN(6) {
	case 0, 1:
		return w.addType()
	case 2:
		return w.addCall()
	case 3:
		if t := w.pickType("EntityType"); t != nil {
			name := oneOf(w.random, namePool)
			if !slices.ContainsFunc(w.sets, func(s *worldSet) bool { return s.name == name }) {
				w.sets = append(w.sets, &worldSet{name, t})
				return []string{name}
			}
		}
		return nil
	}
	return w.addMember()
}

func (w *world) addType() []string {
	t := &worldType{oneOf(w.random, namespacePool), oneOf(w.random, namePool), oneOf(w.random, []string{"EntityType", "EntityType", "ComplexType", "EnumType", "TypeDefinition"}), nil, nil}
	if slices.ContainsFunc(w.types, func(o *worldType) bool { return o.qualified() == t.qualified() }) {
		return nil
	}
	if t.kind == "EntityType" || t.kind == "ComplexType" {
		if base := w.pickType(t.kind); base != nil && w.random.IntN(3) == 0 {
			t.base = base
		}
	}
	w.types = append(w.types, t)
	return []string{t.name}
}

func (w *world) addMember() []string {
	t := w.pickType("EntityType", "ComplexType", "EnumType")
	if t == nil {
		return nil
	}
	m := worldMember{name: oneOf(w.random, namePool)}
	for _, other := range w.types {
		if (t.isA(other) || other.isA(t)) && slices.ContainsFunc(other.members, func(o worldMember) bool { return o.name == m.name }) {
			return nil
		}
	}
	switch {
	case t.kind == "EnumType":
	case t.kind == "EntityType" && w.random.IntN(2) == 0:
		m.nav = w.pickType("EntityType")
	case w.random.IntN(3) == 0:
		m.of = w.pickType("ComplexType", "EnumType", "TypeDefinition")
	}
	t.members = append(t.members, m)
	return []string{t.name + m.name, m.name}
}

func (t *worldType) isA(base *worldType) bool {
	for ; t != nil; t = t.base {
		if t == base {
			return true
		}
	}
	return false
}

func (w *world) addCall() []string {
	c := &worldCall{oneOf(w.random, namespacePool), oneOf(w.random, namePool), w.random.IntN(2) == 0, w.pickType("EntityType"), nil}
	for range w.random.IntN(3) {
		if p := oneOf(w.random, namePool); !slices.Contains(c.parameters, p) {
			c.parameters = append(c.parameters, p)
		}
	}
	slices.Sort(c.parameters)
	if c.bound == nil || slices.ContainsFunc(w.calls, func(o *worldCall) bool {
		return o.name == c.name && o.namespace == c.namespace && (!c.function || !o.function || o.bound == c.bound && slices.Equal(o.parameters, c.parameters) || o.bound != c.bound)
	}) {
		return nil
	}
	w.calls = append(w.calls, c)
	return []string{c.name}
}

// shrink takes something away, with all that needs it, and returns the names that belonged to it.
func (w *world) shrink() []string {
	if len(w.types) < 4 {
		return nil
	}
	switch w.random.IntN(3) {
	case 0:
		return w.removeType(oneOf(w.random, w.types))
	case 1:
		t := oneOf(w.random, w.types)
		if len(t.members) == 0 {
			return nil
		}
		i := w.random.IntN(len(t.members))
		gone := t.members[i].name
		t.members = slices.Delete(t.members, i, i+1)
		return []string{t.name + gone, gone}
	}
	if len(w.calls) == 0 {
		return nil
	}
	i := w.random.IntN(len(w.calls))
	gone := w.calls[i].name
	w.calls = slices.Delete(w.calls, i, i+1)
	return []string{gone}
}

func (w *world) removeType(t *worldType) []string {
	gone := []string{t.name}
	for _, d := range slices.Clone(w.types) {
		if d.base == t {
			gone = append(gone, w.removeType(d)...)
		}
	}
	w.types = slices.DeleteFunc(w.types, func(o *worldType) bool { return o == t })
	for _, m := range t.members {
		gone = append(gone, m.name)
	}
	for _, o := range w.types {
		o.members = slices.DeleteFunc(o.members, func(m worldMember) bool {
			if m.nav == t || m.of == t {
				gone = append(gone, m.name, o.name+m.name)
				return true
			}
			return false
		})
	}
	w.sets = slices.DeleteFunc(w.sets, func(s *worldSet) bool {
		if s.of == t {
			gone = append(gone, s.name)
		}
		return s.of == t
	})
	w.calls = slices.DeleteFunc(w.calls, func(c *worldCall) bool {
		if c.bound == t {
			gone = append(gone, c.name)
		}
		return c.bound == t
	})
	return gone
}

// schema is the world as CSDL.
func (w *world) schema() string {
	var b strings.Builder
	b.WriteString(`<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`)
	for _, namespace := range namespacePool {
		fmt.Fprintf(&b, "<Schema Namespace=%q xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n", namespace)
		for _, t := range w.types {
			if t.namespace == namespace {
				t.write(&b)
			}
		}
		for _, c := range w.calls {
			if c.namespace == namespace {
				c.write(&b)
			}
		}
		if namespace == namespacePool[0] {
			b.WriteString("<EntityContainer Name=\"Service\">\n")
			for _, s := range w.sets {
				fmt.Fprintf(&b, "<EntitySet Name=%q EntityType=%q/>\n", s.name, s.of.qualified())
			}
			b.WriteString("</EntityContainer>\n")
		}
		b.WriteString("</Schema>\n")
	}
	return b.String() + "</edmx:DataServices></edmx:Edmx>"
}

func (t *worldType) write(b *strings.Builder) {
	fmt.Fprintf(b, "<%s Name=%q", t.kind, t.name)
	if t.base != nil {
		fmt.Fprintf(b, " BaseType=%q", t.base.qualified())
	}
	switch {
	case t.kind == "TypeDefinition":
		b.WriteString(" UnderlyingType=\"Edm.String\">")
	case t.kind == "EntityType" && t.base == nil:
		b.WriteString("><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>")
	default:
		b.WriteString(">")
	}
	for _, m := range t.members {
		switch {
		case t.kind == "EnumType":
			fmt.Fprintf(b, "<Member Name=%q/>", m.name)
		case m.nav != nil:
			fmt.Fprintf(b, "<NavigationProperty Name=%q Type=\"Collection(%s)\" ContainsTarget=\"true\"/>", m.name, m.nav.qualified())
		case m.of != nil:
			fmt.Fprintf(b, "<Property Name=%q Type=%q/>", m.name, m.of.qualified())
		default:
			fmt.Fprintf(b, "<Property Name=%q Type=\"Edm.String\"/>", m.name)
		}
	}
	fmt.Fprintf(b, "</%s>\n", t.kind)
}

func (c *worldCall) write(b *strings.Builder) {
	kind := map[bool]string{true: "Function", false: "Action"}[c.function]
	fmt.Fprintf(b, "<%s Name=%q IsBound=\"true\"><Parameter Name=\"bindingParameter\" Type=%q/>", kind, c.name, c.bound.qualified())
	for _, p := range c.parameters {
		fmt.Fprintf(b, "<Parameter Name=%q Type=\"Edm.String\"/>", p)
	}
	if c.function {
		b.WriteString("<ReturnType Type=\"Edm.String\"/>")
	}
	fmt.Fprintf(b, "</%s>\n", kind)
}

// lines are the request lines that the world has.
func (w *world) lines() []string {
	var all []string
	for _, s := range w.sets {
		all = append(all, "GET /"+s.name, "POST /"+s.name, "GET /"+s.name+"/{id}", "PATCH /"+s.name+"/{id}")
		for t := s.of; t != nil; t = t.base {
			for _, m := range t.members {
				all = append(all, "GET /"+s.name+"/{id}/"+m.name)
			}
			for _, c := range w.calls {
				if c.bound != t {
					continue
				}
				line := "POST /" + s.name + "/{id}/" + c.namespace + "." + c.name
				if c.function {
					arguments := make([]string, len(c.parameters))
					for i, p := range c.parameters {
						arguments[i] = p + "={p}"
					}
					line = "GET /" + s.name + "/{id}/" + c.namespace + "." + c.name + "(" + strings.Join(arguments, ",") + ")"
				}
				all = append(all, line)
			}
		}
	}
	return all
}

// config selects every type by its name, and the lines that are not off. A glob in their place is less: what nothing is
// declared as has no methods to derived types then.
func (w *world) config(path string) *Config {
	config := &Config{File: "csdlgen.yaml", Metadata: Text{Text: path}, Package: Text{Text: "random"}, Fake: Switch{On: true}}
	for _, typ := range w.types {
		config.Types = append(config.Types, Text{Text: typ.qualified()})
	}
	all := w.lines()
	w.chosen = slices.DeleteFunc(w.chosen, func(line string) bool { return w.off[line] || !slices.Contains(all, line) })
	for _, line := range all {
		if !w.off[line] && !slices.Contains(w.chosen, line) {
			w.chosen = append(w.chosen, line)
		}
	}
	for _, line := range w.chosen {
		config.Select = append(config.Select, Text{Text: line})
	}
	for _, schema := range slices.Sorted(maps.Keys(w.pins)) {
		config.Names = append(config.Names, NamePin{Schema: Text{Text: schema}, Go: Text{Text: w.pins[schema]}})
	}
	return config
}

// proposal is the line that a complaint about a clash proposes.
var proposal = regexp.MustCompile(`names: \{([^,]+): ([^,]+)\}`)

// gone are the things that complaints about pins for nothing speak of.
var gone = regexp.MustCompile(`^names: (?:the metadata has no (type|action or function) "(.+)"|(.+) has no member "(.+)")$`)

// plan plans the package. Where names clash, it does what the complaints propose, all of it at once, and that has to be
// enough. It returns what it pinned.
func (w *world) plan(t *testing.T) (*ir.Plan, *Config, []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "schema.xml")
	put(t, filepath.Dir(path), map[string]string{"schema.xml": w.schema()})
	var pinned []string
	for {
		config := w.config(path)
		pkg, _, err := Plan(context.Background(), config)
		if err == nil {
			return pkg, config, pinned
		}
		var complaints Diagnostics
		if !errors.As(err, &complaints) || len(pinned) > 0 {
			t.Fatalf("%v\n%v\n%s", err, w.pins, w.schema())
		}
		before := len(w.pins)
		for _, d := range complaints {
			if about := gone.FindStringSubmatch(d.Message); about != nil {
				w.unpin(about)
				before = -1
			} else if match := proposal.FindStringSubmatch(d.Fix); match != nil {
				pinned = append(pinned, match[1])
				w.pins[match[1]] = match[2]
			} else if d.Code != "name-clash" {
				t.Fatalf("%s\n%s", err, w.schema())
			}
		}
		if before < 0 {
			pinned = nil // the others are complained about again
		} else if len(w.pins) == before {
			t.Fatalf("the proposals resolve nothing: %v\n%v\n%s", err, w.pins, w.schema())
		}
	}
}

// unpin takes back the pins for something that is gone.
func (w *world) unpin(about []string) {
	id := about[2]
	switch {
	case about[1] == "action or function":
		id += "()"
	case about[1] == "":
		id = about[3] + "/" + about[4]
	}
	maps.DeleteFunc(w.pins, func(schema, _ string) bool { return schema == id || strings.HasPrefix(schema, id+"/") })
}

// namesOf are the Go names and files of a package by what they are for.
func namesOf(pkg *ir.Plan) map[string]string {
	all := map[string]string{}
	for _, t := range pkg.Types {
		all[t.SchemaName+" type"], all[t.SchemaName+" file"] = t.GoName, t.File
		for _, f := range t.Fields {
			all[t.SchemaName+"/"+f.SchemaName+" field"] = f.GoName
		}
		for _, m := range t.Members {
			all[t.SchemaName+"/"+m.SchemaName+" constant"] = m.GoName
		}
		for _, c := range t.QueryProperties {
			all[t.SchemaName+"/"+c.SchemaName+" property"] = c.GoName
		}
		for _, c := range slices.Concat(t.Derived, t.Bases) {
			all[t.SchemaName+" as "+c.SchemaName] = c.GoName
		}
	}
	for _, p := range pkg.Parameters {
		all[p.SchemaName+"() parameters"] = p.GoName
	}
	methods := func(of string, list []ir.Method) {
		for _, m := range list {
			var arguments []string
			for _, a := range m.Arguments {
				arguments = append(arguments, a.SchemaName)
			}
			all[fmt.Sprint(of, " method ", m.Kind, m.Request, m.Segment, arguments)] = m.GoName
		}
	}
	for _, b := range pkg.Builders {
		of := fmt.Sprint(b.SchemaName, " builder ", b.Collection)
		all[of] = b.GoName
		methods(of, b.Methods)
	}
	methods("client", pkg.Client.Methods)
	return all
}

// isPinned says whether something, or what it is named after, has just got another name by the configuration.
func isPinned(what string, pinned []string) bool {
	return slices.ContainsFunc(pinned, func(p string) bool {
		return strings.Contains(what, strings.TrimSuffix(p[strings.LastIndexByte(p, '/')+1:], "()"))
	})
}

// isCall says whether a method calls an overload of what came or went: the first one that is selected has the bare
// name.
func isCall(what string, changed []string) bool {
	return strings.Contains(what, " method ") && slices.ContainsFunc(changed, func(c string) bool {
		name, _, _ := strings.Cut(c[strings.LastIndexByte(c, '.')+1:], "(")
		return strings.Contains(what, name)
	})
}

// evolve changes a random world step by step and holds it to what names promise.
func evolve(t *testing.T, c *typecheck.Checker, seed uint64, steps, checkEvery int) {
	w := &world{random: rand.New(rand.NewPCG(seed, 0)), off: map[string]bool{}, pins: map[string]string{}}
	w.types = []*worldType{{namespacePool[0], "start", "EntityType", nil, nil}}
	w.sets = []*worldSet{{"starts", w.types[0]}}
	before := map[string]string{}
	for step := range steps {
		var changed []string
		switch n := w.random.IntN(10); {
		case n < 6:
			changed = w.grow()
		case n < 8:
			changed = w.shrink()
		default:
			line := oneOf(w.random, append(w.lines(), "GET /nothing"))
			w.off[line] = !w.off[line]
			changed = []string{line}
		}
		if len(w.sets) == 0 || len(w.config("").Select) == 0 {
			return
		}
		pkg, config, pinned := w.plan(t)
		after := namesOf(pkg)
		for what, name := range after {
			old, had := before[what]
			if had && old != name && !isPinned(what, pinned) && !isCall(what, changed) {
				t.Errorf("seed %d, step %d: after %q came or went, %s is called %s and no longer %s; pinned %q", seed, step, changed, what, name, old, pinned)
			}
		}
		before = after
		if step%checkEvery == checkEvery-1 {
			result, err := Generate(context.Background(), config)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Check(result.Files); err != nil {
				t.Fatalf("seed %d, step %d: what is generated is no Go: %v\n%s", seed, step, err, w.schema())
			}
			w.selectLess(t, config, after)
		}
		if t.Failed() {
			t.Fatalf("%s", w.schema())
		}
	}
}

// selectLess selects only the first request lines, and some of the types: no name changes.
func (w *world) selectLess(t *testing.T, config *Config, all map[string]string) {
	t.Helper()
	less := *config
	less.Types = nil
	for _, typ := range w.types {
		if w.random.IntN(3) == 0 {
			less.Types = append(less.Types, Text{Text: typ.qualified()})
		}
	}
	less.Select = config.Select[:1+w.random.IntN(len(config.Select))]
	pkg, _, err := Plan(context.Background(), &less)
	if err != nil {
		t.Fatalf("selecting less: %v", err)
	}
	for what, name := range namesOf(pkg) {
		if all[what] != name {
			t.Errorf("selecting more calls %s %s and not %s", what, all[what], name)
		}
	}
}

func TestNamesAreStable(t *testing.T) {
	c := checker(t)
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { evolve(t, c, seed, 120, 15) })
	}
}

// The package may be called like one that it imports, and its members like what it uses of them.
func TestPackageNames(t *testing.T) {
	c := checker(t)
	dir := t.TempDir()
	put(t, dir, map[string]string{"schema.xml": `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="time" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="Time"><Key><PropertyRef Name="odata"/><PropertyRef Name="time"/><PropertyRef Name="r"/><PropertyRef Name="int64"/><PropertyRef Name="string"/></Key>
    <Property Name="odata" Type="Edm.DateTimeOffset" Nullable="false"/><Property Name="time" Type="Edm.Int32" Nullable="false"/><Property Name="r" Type="Edm.Single" Nullable="false"/>
    <Property Name="int64" Type="Edm.Int64" Nullable="false"/><Property Name="string" Type="time.string" Nullable="false"/></EntityType>
  <EnumType Name="string"><Member Name="slices"/></EnumType>
  <TypeDefinition Name="byte" UnderlyingType="Edm.Byte"/>
  <Function Name="f"><Parameter Name="v" Type="time.byte"/><Parameter Name="c" Type="Edm.Duration"/><Parameter Name="float64" Type="Edm.Double"/><Parameter Name="any" Type="Edm.Binary"/>
    <Parameter Name="byte" Type="Collection(Edm.Byte)"><Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter><ReturnType Type="Edm.Boolean"/></Function>
  <EntityContainer Name="C"><EntitySet Name="OData" EntityType="time.Time"/><FunctionImport Name="f" Function="time.f"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`})
	for _, name := range []string{"odata", "time", "slices", "context", "client", "string", "größe", "odatatest", "schema", "edm"} {
		result, err := Generate(context.Background(), &Config{Metadata: Text{Text: filepath.Join(dir, "schema.xml")}, Package: Text{Text: name}, Fake: Switch{On: true}, Types: []Text{{Text: "**"}}, Select: []Text{
			{Text: "GET /OData(odata={o},time={t},r={r},int64={i},string={s})"}, {Text: "GET /f(v={v},c={c},float64={f},any={a},byte={b})"}}})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Check(result.Files); err != nil {
			t.Errorf("package %s: %v", name, err)
		}
	}
}

// Where two actions, functions or resources want one method, the proposed line resolves it.
func TestPinsOfMethods(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"schema.xml": `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="T"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
  <Action Name="ship" IsBound="true"><Parameter Name="it" Type="s.T"/><Parameter Name="a" Type="Edm.String"/></Action>
  <Action Name="Ship" IsBound="true"><Parameter Name="it" Type="s.T"/><Parameter Name="b" Type="Edm.String"/><Parameter Name="a_b" Type="Edm.String"/><Parameter Name="aB" Type="Edm.String"/><Parameter Name="AB" Type="Edm.String"/></Action>
  <EntityContainer Name="C"><EntitySet Name="things" EntityType="s.T"/><EntitySet Name="Things" EntityType="s.T"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`})
	config := &Config{File: "csdlgen.yaml", Metadata: Text{Text: filepath.Join(dir, "schema.xml")}, Package: Text{Text: "p"}}
	for i, line := range []string{"POST /things/{id}/s.ship", "POST /things/{id}/s.Ship", "GET /Things"} {
		text := Text{Text: line}
		text.Pos.File, text.Pos.Line, text.Pos.Col = config.File, i+1, 1
		config.Select = append(config.Select, text)
	}
	_, _, err := Plan(context.Background(), config)
	for _, want := range []string{
		"csdlgen.yaml:2:19: s.ship() and s.Ship() would both be called Ship in TBuilder; add to the configuration: names: {s.Ship(): Ship2} (csdlgen.yaml:1:19: the other is here)",
		"csdlgen.yaml:3:6: s.C/things and s.C/Things would both be called Things in Client; add to the configuration: names: {s.C/Things: Things2}",
		"s.Ship()/a_b and s.Ship()/AB would both be called AB in TShipParameters; add to the configuration: names: {s.Ship()/AB: AB3}",
		"csdlgen.yaml:1:1: 4 names clash; add to the configuration: names: {s.C/Things: Things2, s.Ship()/AB: AB3, s.Ship()/aB: AB2, s.Ship(): Ship2}",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %s in\n%v", want, err)
		}
	}
	config.Names = []NamePin{{Text{Text: "s.Ship()"}, Text{Text: "Dispatch"}}, {Text{Text: "s.Ship()/AB"}, Text{Text: "Other"}}, {Text{Text: "s.Ship()/aB"}, Text{Text: "Third"}}, {Text{Text: "s.C/Things"}, Text{Text: "Others"}}}
	pkg, _, err := Plan(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	var calls []string
	for _, op := range pkg.Operations {
		calls = append(calls, op.Call)
	}
	want := "[c.Things().Key(id).Ship(parameters) c.Things().Key(id).Dispatch(parameters) c.Others().List()]"
	var fields []string
	for _, f := range pkg.Parameters[0].Fields {
		fields = append(fields, f.GoName)
	}
	if fmt.Sprint(fields) != "[B AB Third Other]" {
		t.Errorf("fields %v", fields)
	}
	if fmt.Sprint(calls) != want || pkg.Parameters[0].GoName != "TDispatchParameters" {
		t.Errorf("%v, want %s; %s", calls, want, pkg.Parameters[0].GoName)
	}
	config.Names = []NamePin{{Text{Text: "s.ship"}, Text{Text: "A"}}, {Text{Text: "s.none()"}, Text{Text: "A"}}, {Text{Text: "s.C/none"}, Text{Text: "A"}}, {Text{Text: "s.C"}, Text{Text: "A"}}}
	_, _, err = Plan(context.Background(), config)
	for _, want := range []string{`no type "s.ship"; write s.ship() for the action or function`, `no action or function "s.none"`, `s.C has no member "none"`, `no type "s.C"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %s in\n%v", want, err)
		}
	}
}

// FuzzNames is TestNamesAreStable from any beginning.
func FuzzNames(f *testing.F) {
	f.Add(uint64(1), uint8(30))
	c := checker(f)
	f.Fuzz(func(t *testing.T, seed uint64, steps uint8) { evolve(t, c, seed, int(steps)%50, 10) })
}
