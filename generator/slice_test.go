package generator

// This file holds slices to their promise: what is generated from one is what is generated from the whole document,
// byte for byte.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/check"
	"github.com/csdlgen/csdlgen/metadata/load"
	"github.com/csdlgen/csdlgen/metadata/slice"
	"github.com/csdlgen/csdlgen/templates"
)

// wholeDocument is a description that slices are cut from.
type wholeDocument struct {
	references string
	sources    []load.Source
	plain      *metadata.Model
	// warnings are the codes of what is complained about in the whole.
	warnings map[string]bool
}

// readWhole reads a description with what it refers to; it skips the test where the file is absent.
func readWhole(t *testing.T, path string) *wholeDocument {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the schema is not here: %v", err)
	}
	w := wholeOf(path, data, referencesFiles)
	if w == nil {
		t.Fatalf("%s cannot be understood", path)
	}
	return w
}

// wholeOf is a description of which the text was read; nil where it cannot be understood.
func wholeOf(path string, data []byte, references string) *wholeDocument {
	w := &wholeDocument{references: references, warnings: map[string]bool{}}
	main := load.Source{Name: filepath.Clean(path), Data: data}
	w.sources = []load.Source{main}
	model, found := load.Load(main, load.Options{Open: w.open(main.Name)})
	if model == nil || unfounded(found) {
		return nil
	}
	w.plain = model
	for _, d := range append(found, check.Check(model)...) {
		w.warnings[d.Code] = true
	}
	return w
}

func (w *wholeDocument) open(path string) func(load.Reference) (load.Source, error) {
	o := newOpener(context.Background(), &Config{References: Text{Text: w.references}}, load.Source{Name: path}, nil)
	return func(r load.Reference) (load.Source, error) {
		s, err := o.open(r)
		if err == nil && !slices.ContainsFunc(w.sources, func(have load.Source) bool { return have.Name == s.Name }) {
			w.sources = append(w.sources, s)
		}
		return s, err
	}
}

// cutFor cuts a slice for a configuration, and holds what is generated from it against what is generated from the
// whole. It returns the slice, or nil where the configuration cannot be generated from the whole either.
func (w *wholeDocument) cutFor(t *testing.T, config *Config, overlays ...load.Source) []byte {
	t.Helper()
	from := sources{metadata: w.sources[0], overlays: overlays}
	whole, err := understand(config, from, w.open(w.sources[0].Name))
	if err != nil {
		if errors.As(err, new(Diagnostics)) {
			return nil
		}
		t.Fatal(err)
	}
	text, err := slice.XML(w.sources, w.plain, needed(whole.model, config, whole.closure, overlays))
	if err != nil {
		t.Fatal(err)
	}
	text = withHeader(text, "whole", config)
	w.sameFrom(t, text, config, whole, overlays)
	w.valid(t, text)
	if less := withLess(config); less != nil && len(text) < 20_000 { // what the slice was not cut for alone
		if whole, err := understand(less, from, w.open(w.sources[0].Name)); err == nil {
			w.sameFrom(t, text, less, whole, overlays)
		}
	}
	return text
}

// sameFrom holds what is generated from a slice against what is generated from the whole.
func (w *wholeDocument) sameFrom(t *testing.T, text []byte, config *Config, whole *understanding, overlays []load.Source) {
	t.Helper()
	source := load.Source{Name: "slice.xml", Data: text}
	if err := slicedFor(source).stale(config); err != nil {
		t.Fatal(err)
	}
	cut, err := understand(config, sources{source, overlays, nil}, nil)
	if err != nil {
		t.Fatalf("%v\nfrom the slice:\n%v\n%s", selected(config), err, text)
	}
	want, err := templates.Render(whole.plan)
	if err != nil {
		t.Fatal(err)
	}
	got, err := templates.Render(cut.plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !bytes.Equal(got[name], want[name]) {
			t.Fatalf("%v\n%s\n%s", selected(config), text, unified("whole/"+name, want[name], "slice/"+name, got[name]))
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%v: %d files, want %d", selected(config), len(got), len(want))
	}
}

// withLess is a configuration without its first request line; nil where nothing is left.
func withLess(config *Config) *Config {
	less := *config
	if len(config.Select) < 2 || takesAway(config.Select[0].Text) {
		return nil
	}
	less.Select = config.Select[1:]
	return &less
}

// valid holds a slice to what the whole was held to: it gets no complaint of a kind that the whole did not get.
func (w *wholeDocument) valid(t *testing.T, text []byte) {
	t.Helper()
	source := load.Source{Name: "slice.xml", Data: text}
	again, found := load.Load(source, load.Options{Open: func(r load.Reference) (load.Source, error) {
		if r.URI == source.Name {
			return source, nil
		}
		return load.Source{}, errors.New("it is not here")
	}})
	for _, d := range append(found, check.Check(again)...) {
		if !w.warnings[d.Code] {
			t.Errorf("the slice is complained about: %v [%s]\n%s", d, d.Code, text)
		}
	}
}

func textsOf(lines []string) []Text {
	all := make([]Text, len(lines))
	for i, l := range lines {
		all[i].Text = l
	}
	return all
}

// documentedLines are the documented request lines of a version of Graph that mean something in the model.
func documentedLines(t *testing.T, model *metadata.Model, version string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", "graph-docs", "request-lines.jsonl"))
	if err != nil {
		t.Skipf("the documented lines are not here: %v", err)
	}
	var all []string
	for row := range strings.Lines(string(text)) {
		var r struct{ Version, Method, Path string }
		if err := json.Unmarshal([]byte(row), &r); err != nil {
			t.Fatal(err)
		}
		line := r.Method + " " + r.Path
		if r.Version != version {
			continue
		}
		if _, diags := selection.Resolve(model, []selection.Line{{Text: line}}); diags.Err() == nil {
			all = append(all, line)
		}
	}
	return all
}

// madeLines are request lines of a model: patterns, and what they stand for, some of each.
func madeLines(model *metadata.Model, random *rand.Rand) []string {
	if model.Container == nil {
		return nil
	}
	var all []string
	for _, name := range model.Container.ChildNames() {
		for _, line := range []string{"* /" + name, "* /" + name + "/*", "GET /" + name + "/**", "* /" + name + "/*/*"} {
			operations, diags := selection.Resolve(model, []selection.Line{{Text: line}})
			if diags.Err() != nil {
				continue
			}
			all = append(all, line)
			for range min(len(operations), 20) {
				all = append(all, operations[random.IntN(len(operations))].Line.Text)
			}
		}
	}
	return all
}

// randomConfig selects at random: request lines, types, allow-lists, links, derived types, and takes away again.
func randomConfig(random *rand.Rand, model *metadata.Model, lines []string) *Config {
	config := &Config{File: "csdlgen.yaml", Package: Text{Text: "random"}}
	var types []*metadata.StructuredType
	for t := range model.DeclaredTypes() {
		if s, ok := t.(*metadata.StructuredType); ok {
			types = append(types, s)
		}
	}
	for range 1 + random.IntN(5) {
		if len(lines) > 0 {
			config.Select = append(config.Select, Text{Text: lines[random.IntN(len(lines))]})
		}
	}
	if all := slices.Collect(model.DeclaredTypes()); len(lines) == 0 || random.IntN(4) == 0 {
		config.Types = append(config.Types, Text{Text: oneOf(random, all).QualifiedName()})
	}
	if random.IntN(4) == 0 && len(lines) > 0 {
		method, path, _ := strings.Cut(lines[random.IntN(len(lines))], " ")
		config.Select = append(config.Select, Text{Text: "!" + method + " " + path})
	}
	if len(types) == 0 {
		return config
	}
	chosen := oneOf(random, types)
	of := Text{Text: chosen.QualifiedName()}
	switch random.IntN(6) {
	case 0:
		config.Derived = append(config.Derived, TypeMembers{Type: of, Names: []Text{{Text: "all"}}})
		config.Types = append(config.Types, of)
	case 1:
		if all := chosen.AllNavigation(); len(all) > 0 {
			config.Expand = append(config.Expand, TypeMembers{Type: of, Names: []Text{{Text: oneOf(random, all).Name}}})
			config.Types = append(config.Types, of)
		}
	case 2:
		if all := chosen.AllProperties(); len(all) > 0 {
			config.Properties = append(config.Properties, TypeMembers{Type: of, Names: []Text{{Text: oneOf(random, all).Name}}})
			config.Types = append(config.Types, of)
		}
	}
	return config
}

// TestSlicesMeanTheSame cuts slices for random selections from every real schema.
func TestSlicesMeanTheSame(t *testing.T) {
	testenv.Slow(t)
	paths, _ := filepath.Glob(filepath.Join("..", "..", "shared", "data", "csdl", "*"))
	if len(paths) == 0 {
		t.Skip("the real schemas are not here")
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			w := readWhole(t, path)
			if len(slices.Collect(w.plain.DeclaredTypes())) == 0 {
				t.Skip("no types to select")
			}
			random := rand.New(rand.NewPCG(12, 7))
			var lines []string
			times, large := 12, 2
			if os.Getenv(testenv.Whole) != "" {
				times, large = 200, 40
			}
			switch {
			case strings.Contains(path, "beta"):
				lines, times = documentedLines(t, w.plain, "beta"), large
			case strings.Contains(path, "graph-v1.0"):
				lines, times = documentedLines(t, w.plain, "v1.0"), large
			default:
				lines = madeLines(w.plain, random)
			}
			cut, size := 0, 0
			for i := range times {
				config := randomConfig(random, w.plain, lines)
				var overlays []load.Source
				if i%2 == 1 {
					overlays = append(overlays, randomOverlay(random, w.plain))
				}
				if text := w.cutFor(t, config, overlays...); text != nil {
					cut++
					size += len(text)
				}
			}
			t.Logf("%d of %d selections cut, %d bytes each", cut, times, size/max(cut, 1))
			if cut == 0 {
				t.Error("nothing was cut")
			}
		})
	}
}

// TestSlicesOfGeneratedPackages cuts the packages of the repository out of the services' own documents, and out of
// those beside them.
func TestSlicesOfGeneratedPackages(t *testing.T) {
	for name, real := range map[string]string{"windowsupdate": "graph-beta-2020.xml", "graph": "graph-v1.0.csdl"} {
		for _, path := range []string{filepath.Join("..", "generated", name, "metadata.xml"), filepath.Join("..", "..", "shared", "data", "csdl", real)} {
			t.Run(name+"/"+filepath.Base(path), func(t *testing.T) {
				config, err := ReadConfig(filepath.Join("..", "generated", name, "csdlgen.yaml"))
				if err != nil {
					t.Fatal(err)
				}
				from, err := readSources(t.Context(), config, nil)
				if err != nil {
					t.Fatal(err)
				}
				text := readWhole(t, path).cutFor(t, config, from.overlays...)
				if dir := os.Getenv("KEEP_SLICES"); dir != "" {
					_ = os.WriteFile(filepath.Join(dir, name+"-"+filepath.Base(path)), text, 0o644)
				}
				t.Logf("%d bytes", len(text))
			})
		}
	}
}

// TestSlicesOfEveryConfiguration cuts for every configuration of the repository that can be generated, those of the
// scenarios among them: all that configurations can say.
func TestSlicesOfEveryConfiguration(t *testing.T) {
	cut := 0
	try := func(t *testing.T, path string) {
		config, err := ReadConfig(path)
		if err != nil || isURL(config.Metadata.Text) {
			return
		}
		from, err := readSources(t.Context(), config, nil)
		if err != nil {
			return
		}
		w := wholeOf(config.resolve(config.Metadata.Text), from.metadata.Data, config.References.Text)
		if w != nil && w.cutFor(t, config, from.overlays...) != nil {
			cut++
		}
	}
	for _, pattern := range []string{"../generated/*/csdlgen.yaml", "../interop/*/csdlgen.yaml", "../docs/testdata/csdlgen.yaml", "../testdata/services/*/csdlgen.yaml"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			t.Run(path, func(t *testing.T) { try(t, path) })
		}
	}
	scenarios, _ := filepath.Glob("../testdata/scenarios/*.txtar")
	for _, path := range scenarios {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := txtar.Write(archive, dir); err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if filepath.Ext(f.Name) == ".yaml" {
				t.Run(filepath.Base(path)+"/"+f.Name, func(t *testing.T) { try(t, filepath.Join(dir, f.Name)) })
			}
		}
	}
	if cut < 40 {
		t.Errorf("%d slices were cut, it was more", cut)
	}
	t.Logf("%d slices were cut", cut)
}

// TestSliceOfDocumentsWithAliases: in each document an alias means something else, and a namespace has several; what
// users may write stays.
func TestSliceOfDocumentsWithAliases(t *testing.T) {
	dir := t.TempDir()
	const head, edm = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">`, ` xmlns="http://docs.oasis-open.org/odata/ns/edm">`
	for name, text := range map[string]string{
		"main.xml": head + `<edmx:Reference Uri="more.xml"><edmx:Include Namespace="shop.base" Alias="b"/></edmx:Reference><edmx:DataServices><Schema Namespace="shop" Alias="self"` + edm + `
<EntityType Name="special" BaseType="b.thing"><Property Name="size" Type="Edm.Int32"/></EntityType>
<EntityContainer Name="all"><EntitySet Name="things" EntityType="b.thing"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`,
		"more.xml": head + `<edmx:Reference Uri="main.xml"><edmx:Include Namespace="shop" Alias="b"/></edmx:Reference><edmx:DataServices><Schema Namespace="shop.base" Alias="self"` + edm + `
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="other" Type="self.box"/></EntityType>
<ComplexType Name="box"><Property Name="of" Type="Edm.String"/></ComplexType>
<Function Name="best" IsBound="true"><Parameter Name="of" Type="Collection(self.thing)"/><ReturnType Type="b.special"/></Function>
</Schema></edmx:DataServices></edmx:Edmx>`,
		"alias.xml": head + `<edmx:Reference Uri="main.xml"><edmx:Include Namespace="shop" Alias="s"/></edmx:Reference><edmx:Reference Uri="more.xml"><edmx:Include Namespace="shop.base" Alias="x"/></edmx:Reference>
<edmx:DataServices><Schema Namespace="shop.here"` + edm + `<EntityContainer Name="all" Extends="s.all"/></Schema></edmx:DataServices></edmx:Edmx>`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, main := range []string{"main.xml", "alias.xml"} {
		config := &Config{
			File: "csdlgen.yaml", Dir: dir, Metadata: Text{Text: "slice.xml"}, Package: Text{Text: "shop"},
			Select:  textsOf([]string{"GET /things/{id}", "PATCH /things/{id}", "GET /things/best"}),
			Derived: []TypeMembers{{Type: Text{Text: "shop.base.thing"}, Names: textsOf([]string{"all"})}},
		}
		text := readWhole(t, filepath.Join(dir, main)).cutFor(t, config)
		if text == nil {
			t.Errorf("%s: nothing was cut", main)
		}
	}
}

// randomOverlay annotates some elements of a model.
func randomOverlay(random *rand.Rand, model *metadata.Model) load.Source {
	var targets []string
	for t := range model.DeclaredTypes() {
		targets = append(targets, t.QualifiedName())
		if s, ok := t.(*metadata.StructuredType); ok && len(s.Properties) > 0 {
			targets = append(targets, s.QualifiedName()+"/"+oneOf(random, s.Properties).Name)
		}
	}
	if c := model.Container; c != nil {
		for _, name := range c.ChildNames() {
			targets = append(targets, c.QualifiedName()+"/"+name)
		}
	}
	var b strings.Builder
	b.WriteString(`<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="overlay" xmlns="http://docs.oasis-open.org/odata/ns/edm">`)
	for range 3 {
		fmt.Fprintf(&b, `<Annotations Target=%q><Annotation Term="Org.OData.Core.V1.Description" String="Said by an overlay."/></Annotations>`, oneOf(random, targets))
	}
	return load.Source{Name: "overlay.xml", Data: []byte(b.String() + `</Schema></edmx:DataServices></edmx:Edmx>`)}
}
