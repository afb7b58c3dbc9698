package generator

// This file tests what the plan promises of names and types: they depend neither on the order of a schema's elements,
// nor on the rest of the schema, nor on request lines that come after.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/templates"
)

// subject is a schema with a configuration.
type subject struct {
	name     string
	schema   []byte
	overlays []load.Source
	config   *Config
}

// load reads a schema with the overlays of the subject.
func (s subject) load(t *testing.T, schema []byte) *metadata.Model {
	t.Helper()
	model, found := load.Load(load.Source{Name: s.name, Data: schema}, load.Options{Overlays: s.overlays})
	if err := found.Err(); err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	return model
}

// planFrom plans the package for the subject's configuration from a model.
func (s subject) planFrom(model *metadata.Model, config *Config) (*ir.Plan, *selection.Closure, error) {
	var diags diag.List
	closure := selectFrom(model, config, &diags)
	out, complaints := plan.New(model, closure, planOptions(model, config, closure, nil, &diags))
	return out, closure, append(diags, complaints...).Err()
}

// subjects are the schemas that are kept here with their configurations, and where they are there, those of Graph with
// documented request lines.
func subjects(t *testing.T) []subject {
	t.Helper()
	var all []subject
	configs, _ := filepath.Glob("../generated/*/csdlgen.yaml")
	for _, path := range append(configs, "../interop/workshop/csdlgen.yaml") {
		config, err := ReadConfig(path)
		if err != nil {
			t.Fatal(err)
		}
		sources, err := readSources(context.Background(), config, nil)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, subject{path, sources.metadata.Data, sources.overlays, config})
	}
	return append(all, graphSubjects(t)...)
}

// graphSubjects are the schemas of Graph; none where they are not here.
func graphSubjects(t *testing.T) []subject {
	t.Helper()
	var all []subject
	lines, err := os.ReadFile("../../shared/data/graph-docs/request-lines.jsonl")
	if err != nil || os.Getenv(testenv.Whole) == "" {
		t.Logf("without the schemas of Graph, which %s=1 asks for: %v", testenv.Whole, err)
		return nil
	}
	for _, one := range [][2]string{{"graph-v1.0.csdl", "v1.0"}, {"graph-beta-2020.xml", "beta"}} {
		path := filepath.Join("../../shared/data/csdl", one[0])
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts, _ := resolvable(t, path, lines, one[1])
		all = append(all, subject{one[0], data, nil, &Config{File: "csdlgen.yaml", Package: Text{Text: "graph"}, Select: texts, Names: graphNames()}})
	}
	return all
}

// rendered are the files of a plan.
func rendered(t *testing.T, p *ir.Plan) map[string][]byte {
	t.Helper()
	files, err := templates.Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestOrderOfTheSchemaDecidesNothing shuffles what has no order: types, operations, parameters, keys, what stands in
// the container. Properties, members of enumerations and parameters of actions keep theirs, which is that of the fields
// and constants.
func TestOrderOfTheSchemaDecidesNothing(t *testing.T) {
	for _, s := range subjects(t) {
		t.Run(filepath.Base(filepath.Dir(s.name))+filepath.Base(s.name), func(t *testing.T) {
			want, _, err := s.planFrom(s.load(t, s.schema), s.config)
			if err != nil {
				t.Fatal(err)
			}
			for seed := range uint64(3) {
				got, _, err := s.planFrom(s.load(t, shuffled(t, s.schema, seed)), s.config)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("seed %d: another order gives another plan:\n%s", seed, diff)
				}
			}
		})
	}
}

// shuffled is a schema in another order.
func shuffled(t *testing.T, schema []byte, seed uint64) []byte {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(schema); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(seed, 1))
	for _, e := range doc.FindElements("//") {
		switch e.Tag {
		case "Schema", "EntityContainer", "Key", "DataServices":
		case "Function":
			if bytes.Contains(schema, []byte("."+e.SelectAttrValue("Name", "")+"(")) {
				continue // an overload that annotations are targeted at by the order of its parameters
			}
		default:
			continue
		}
		children := e.ChildElements()
		fixed := 0
		if e.Tag == "Function" && e.SelectAttrValue("IsBound", "") == "true" {
			fixed = 1 // the binding parameter is the first
		}
		rest := slices.Clone(children[fixed:])
		random.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		for _, c := range children {
			e.RemoveChild(c)
		}
		for _, c := range append(slices.Clone(children[:fixed]), rest...) {
			e.AddChild(c)
		}
	}
	out, err := doc.WriteToBytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRestOfTheSchemaDecidesNothing cuts schemas to what the selection needs.
func TestRestOfTheSchemaDecidesNothing(t *testing.T) {
	for _, s := range subjects(t) {
		t.Run(filepath.Base(filepath.Dir(s.name))+filepath.Base(s.name), func(t *testing.T) {
			model := s.load(t, s.schema)
			random := rand.New(rand.NewPCG(1, 2))
			for n, config := range []*Config{s.config, fewer(random, s.config, 1), fewer(random, s.config, 3), fewer(random, s.config, 20)} {
				if n > 0 && len(s.overlays) > 0 {
					break // an overlay may annotate what fewer lines do not need
				}
				want, closure, err := s.planFrom(model, config)
				if err != nil {
					t.Fatal(err)
				}
				small := cut(t, s.schema, model, closure.Needs(model))
				got, _, err := s.planFrom(s.load(t, small), config)
				if err != nil {
					t.Fatalf("%d: %v\n%s", n, err, small)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%d: the schema that is cut gives another plan:\n%s", n, diff)
				}
				t.Logf("%d lines: %d of %d bytes are needed", len(config.Select), len(small), len(s.schema))
			}
		})
	}
}

// fewer is the configuration with some of its request lines.
func fewer(random *rand.Rand, config *Config, n int) *Config {
	less := *config
	less.Names, less.Select = nil, nil
	for _, i := range random.Perm(len(config.Select))[:min(n, len(config.Select))] {
		less.Select = append(less.Select, config.Select[i])
	}
	return &less
}

// cut removes from a schema what is not needed.
func cut(t *testing.T, schema []byte, model *metadata.Model, needs *selection.Needs) []byte {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(schema); err != nil {
		t.Fatal(err)
	}
	members := map[string]map[string]bool{}
	for s, names := range needs.Members {
		members[s.QualifiedName()] = names
	}
	for s := range needs.Namesakes {
		if members[s.QualifiedName()] == nil {
			members[s.QualifiedName()] = map[string]bool{}
		}
	}
	whole := map[string]bool{}
	for of := range needs.Types {
		whole[of.QualifiedName()] = true
	}
	seen := map[string]int{} // overloads
	for _, e := range doc.FindElements("//Schema/*") {
		name := e.Parent().SelectAttrValue("Namespace", "") + "." + e.SelectAttrValue("Name", "")
		keep := true
		switch e.Tag {
		case "EntityType", "ComplexType":
			keep = members[name] != nil
			keepChildren(e, func(c *etree.Element) bool {
				return !strings.HasSuffix(c.Tag, "Property") || members[name][c.SelectAttrValue("Name", "")]
			})
		case "EnumType", "TypeDefinition":
			keep = whole[name]
		case "Action", "Function":
			op := model.Operations(name)[seen[name]]
			seen[name]++
			keep = needs.Called[op] || needs.Segments[op]
			if keep && !needs.Called[op] {
				first := true
				keepChildren(e, func(c *etree.Element) bool {
					binding := first && c.Tag == "Parameter"
					first = first && !binding
					return binding
				})
				if e.Tag == "Function" {
					e.CreateElement("ReturnType").CreateAttr("Type", "Edm.Boolean")
				}
			}
		case "EntityContainer":
			keepChildren(e, func(c *etree.Element) bool {
				of := model.Structured(c.SelectAttrValue("EntityType", "") + c.SelectAttrValue("Type", ""))
				keepChildren(c, func(b *etree.Element) bool {
					return b.Tag != "NavigationPropertyBinding" || needs.Children[b.SelectAttrValue("Target", "")] && leadsOverNeeded(model, needs, of, b.SelectAttrValue("Path", ""))
				})
				return c.Tag == "Annotation" || needs.Children[c.SelectAttrValue("Name", "")]
			})
		}
		if !keep {
			e.Parent().RemoveChild(e)
		}
	}
	out, err := doc.WriteToBytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// leadsOverNeeded says whether a path from a type leads over nothing but what is needed.
func leadsOverNeeded(model *metadata.Model, needs *selection.Needs, from *metadata.StructuredType, path string) bool {
	for name := range strings.SplitSeq(path, "/") {
		if strings.Contains(name, ".") {
			from = model.Structured(name)
			continue
		}
		nav, ok := from.Member(name).(*metadata.NavigationProperty)
		if !ok || !needs.Members[nav.Owner][name] {
			return false
		}
		from = nav.Target()
	}
	return true
}

// keepChildren removes the other children.
func keepChildren(e *etree.Element, keep func(*etree.Element) bool) {
	for _, c := range e.ChildElements() {
		if !keep(c) {
			e.RemoveChild(c)
		}
	}
}

// TestAddedLineChangesNothing adds a request line to random selections: what was declared is declared as it was.
func TestAddedLineChangesNothing(t *testing.T) {
	var all []subject
	for seed := range uint64(8) {
		w := &world{random: rand.New(rand.NewPCG(seed, 7)), off: map[string]bool{}, pins: map[string]string{}}
		w.types = []*worldType{{namespacePool[0], "start", "EntityType", nil, nil}}
		w.sets = []*worldSet{{"starts", w.types[0]}}
		for range 60 {
			w.grow()
		}
		config := w.config("")
		config.Types = nil
		all = append(all, subject{fmt.Sprint("world ", seed), []byte(w.schema()), nil, config})
	}
	for _, s := range append(all, subjects(t)...) {
		t.Run(filepath.Base(filepath.Dir(s.name))+filepath.Base(s.name), func(t *testing.T) {
			model := s.load(t, s.schema)
			random := rand.New(rand.NewPCG(3, 4))
			for range 25 {
				more := fewer(random, s.config, 2+random.IntN(8))
				less := *more
				less.Select = more.Select[:len(more.Select)-1]
				if len(less.Select) == 0 {
					continue
				}
				before, after := s.mended(t, model, &less), s.mended(t, model, more)
				now := declarationsOf(t, rendered(t, after))
				for what, text := range declarationsOf(t, rendered(t, before)) {
					if now[what] != text && !isRenamed(what+" "+text, more.Names) {
						t.Fatalf("%v and then %s, %v:\n%s\nis now\n%s", less.Select, more.Select[len(less.Select)].Text, more.Names, text, now[what])
					}
				}
			}
		})
	}
}

// isRenamed says whether a declaration is named after what a pin renames: where a member meets a call of its name,
// which is there already, its field has to follow its method.
func isRenamed(what string, pins []NamePin) bool {
	return slices.ContainsFunc(pins, func(p NamePin) bool { return strings.Contains(what, strings.TrimRight(p.Go.Text, "0123456789")) })
}

// mended plans, with the lines that the complaints about clashes propose.
func (s subject) mended(t *testing.T, model *metadata.Model, config *Config) *ir.Plan {
	t.Helper()
	out, _, err := s.planFrom(model, config)
	if withProposals(config, err) {
		out, _, err = s.planFrom(model, config)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestProposedLinesMendWholeSchemas selects all types of Graph and all documented request lines: what the complaints
// about clashes propose can be pasted as it is, all of it at once.
func TestProposedLinesMendWholeSchemas(t *testing.T) {
	testenv.WholeSchemas(t)
	for _, s := range graphSubjects(t) {
		t.Run(s.name, func(t *testing.T) {
			path, err := filepath.Abs("../../shared/data/csdl/" + s.name)
			if err != nil {
				t.Fatal(err)
			}
			text := fmt.Sprintf("version: 1\npackage: graph\nmetadata: %q\ntypes: ['**']\nselect:\n", path)
			for _, line := range s.config.Select {
				text += fmt.Sprintf("  - %q\n", line.Text)
			}
			dir := t.TempDir()
			generateText := func(text string) error {
				put(t, dir, map[string]string{"csdlgen.yaml": text})
				config, err := ReadConfig(filepath.Join(dir, "csdlgen.yaml"))
				if err == nil {
					_, _, err = Plan(context.Background(), config)
				}
				return err
			}
			var complaints Diagnostics
			if err := generateText(text); !errors.As(err, &complaints) {
				t.Fatalf("nothing clashes any more: %v", err)
			}
			proposed := "" // the last complaint has all lines, or is the only one
			for _, d := range complaints {
				if _, lines, found := strings.Cut(d.Fix, "names: "); found && len(lines) > len(proposed) {
					proposed = lines
				}
			}
			if err := generateText(text + "names: " + proposed + "\n"); err != nil {
				t.Errorf("names: %s: %v", proposed, err)
			}
		})
	}
}

// declarationsOf are the declarations of a package without comments and bodies, by name.
func declarationsOf(t *testing.T, files map[string][]byte) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			key := ""
			switch d := d.(type) {
			case *ast.FuncDecl:
				key, d.Body = receiver(d)+"."+d.Name.Name, nil
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch s := spec.(type) {
					case *ast.TypeSpec:
						key = s.Name.Name
					case *ast.ValueSpec:
						key += s.Names[0].Name + " "
					}
				}
			}
			var text bytes.Buffer
			if err := printer.Fprint(&text, fset, d); err != nil {
				t.Fatal(err)
			}
			if key != "" {
				all[key] = strings.Join(strings.Fields(text.String()), " ")
			}
		}
	}
	return all
}
