package compare_test

// This file compares real documents: the same service 19 months apart, against a count by encoding/xml alone; the same
// model in XML and JSON; documents against themselves in another order.

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/testenv"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/compare"
	"github.com/csdlgen/csdlgen/metadata/load"
)

const real = "../../../shared/data/csdl/"

// realFile is a document of the folder of real schemas; the test is skipped where that is not there.
func realFile(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(real, name))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the real schemas are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// counted is an element as the independent count sees it: what it is, and its attributes as text.
type counted map[string]string

// countXML reads a document with nothing but encoding/xml: elements by "kind name", with their attributes, aliases
// replaced.
func countXML(t testing.TB, text string) counted {
	t.Helper()
	c := counter{all: counted{}, aliases: map[string]string{}}
	for _, pass := range []func(xml.StartElement){c.alias, c.start} {
		decoder := xml.NewDecoder(strings.NewReader(text))
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch e := token.(type) {
			case xml.StartElement:
				pass(e)
				c.path = append(c.path, e.Name.Local)
			case xml.EndElement:
				c.path = c.path[:len(c.path)-1]
				c.end(e.Name.Local)
			}
		}
	}
	return c.all
}

type counter struct {
	all              counted
	aliases          map[string]string
	path             []string
	namespace, owner string
	// An operation is known by its name and parameters once it ends.
	operation, parameters, result string
}

func (c *counter) alias(e xml.StartElement) {
	if e.Name.Local == "Schema" {
		c.aliases[e2a(e)["Alias"]+"@"+e2a(e)["Namespace"]] = e2a(e)["Namespace"]
	}
}

func e2a(e xml.StartElement) map[string]string {
	all := map[string]string{}
	for _, a := range e.Attr {
		if a.Name.Space == "" {
			all[a.Name.Local] = a.Value
		}
	}
	return all
}

// full is a type's name without alias: that of the schema itself counts first, since every schema of Graph may call
// itself self.
func (c *counter) full(name string) string {
	inner, many := strings.CutPrefix(name, "Collection(")
	inner = strings.TrimSuffix(inner, ")")
	if i := strings.LastIndex(inner, "."); i > 0 {
		if _, own := c.aliases[inner[:i]+"@"+c.namespace]; own {
			inner = c.namespace + inner[i:]
		} else {
			for key, namespace := range c.aliases {
				if strings.HasPrefix(key, inner[:i]+"@") {
					inner = namespace + inner[i:]
					break
				}
			}
		}
	}
	if many {
		return "Collection(" + inner + ")"
	}
	return inner
}

func (c *counter) start(e xml.StartElement) {
	a := e2a(e)
	of := func(names ...string) string {
		var parts []string
		for _, n := range names {
			if v, ok := a[n]; ok {
				parts = append(parts, n+"="+c.full(v))
			}
		}
		return strings.Join(parts, " ")
	}
	parent := ""
	if len(c.path) > 0 {
		parent = c.path[len(c.path)-1]
	}
	switch e.Name.Local {
	case "Schema":
		c.namespace = a["Namespace"]
	case "EntityType", "ComplexType", "EnumType", "TypeDefinition":
		c.owner = c.namespace + "." + a["Name"]
		c.all[e.Name.Local+" "+c.owner] = of("BaseType", "Abstract", "OpenType", "HasStream", "IsFlags", "UnderlyingType")
	case "Property", "NavigationProperty":
		c.all[e.Name.Local+" "+c.owner+"/"+a["Name"]] = of("Type", "Nullable", "MaxLength", "Precision", "Scale", "Unicode", "SRID", "DefaultValue", "ContainsTarget", "Partner")
	case "Member":
		c.all["Member "+c.owner+"/"+a["Name"]] = of("Value")
	case "Action", "Function":
		c.operation, c.parameters, c.result = e.Name.Local+" "+c.namespace+"."+a["Name"], "", of("IsBound", "IsComposable", "EntitySetPath")
	case "Parameter":
		// An action is known by what it is bound to; its other parameters are its own affair.
		if strings.HasPrefix(c.operation, "Function") || c.parameters == "" {
			c.parameters += a["Name"] + ":" + c.full(a["Type"]) + ","
		}
	case "ReturnType":
		c.result += " returns " + of("Type", "Nullable")
	case "EntitySet", "Singleton", "ActionImport", "FunctionImport":
		if parent == "EntityContainer" {
			c.all[e.Name.Local+" "+a["Name"]] = of("EntityType", "Type", "Action", "Function", "EntitySet")
		}
	}
}

func (c *counter) end(name string) {
	if c.operation != "" && strings.HasPrefix(c.operation, name+" ") {
		c.all[c.operation+"("+c.parameters+")"] = c.result
		c.operation = ""
	}
}

// differences counts by kind what is in the one and not in the other, and what has other attributes, members of types
// that are not in both left out.
func (before counted) differences(after counted) map[string]int {
	n := map[string]int{}
	within := func(all counted, key string) bool {
		kind, name, _ := strings.Cut(key, " ")
		owner, _, isMember := strings.Cut(name, "/")
		if !isMember || kind == "EntitySet" {
			return true
		}
		for _, k := range []string{"EntityType ", "ComplexType ", "EnumType "} {
			if _, ok := all[k+owner]; ok {
				return true
			}
		}
		return false
	}
	for key, attributes := range after {
		kind, _, _ := strings.Cut(key, " ")
		old, there := before[key]
		switch {
		case !there && within(before, key):
			n["added "+kind]++
		case there && old != attributes:
			n["changed "+kind]++
		}
	}
	for key := range before {
		kind, _, _ := strings.Cut(key, " ")
		if _, there := after[key]; !there && within(after, key) {
			n["removed "+kind]++
		}
	}
	return n
}

// Graph of January 2025 and of August 2026: what is added, removed and changed is what a count of the XML says, no more
// and no less.
func TestGraphAgainstACount(t *testing.T) {
	testenv.WholeSchemas(t)
	before, after := realFile(t, "graph-v1.0-2025-01.csdl"), realFile(t, "graph-v1.0.csdl")
	old, new := model(t, "old.csdl", before), model(t, "new.csdl", after)
	kinds := map[compare.Kind]string{
		compare.KindEntityType: "EntityType", compare.KindComplexType: "ComplexType", compare.KindEnumType: "EnumType", compare.KindTypeDefinition: "TypeDefinition",
		compare.KindProperty: "Property", compare.KindNavigation: "NavigationProperty", compare.KindMember: "Member", compare.KindAction: "Action",
		compare.KindFunction: "Function", compare.KindEntitySet: "EntitySet", compare.KindSingleton: "Singleton", compare.KindActionImport: "ActionImport",
		compare.KindFunctionImport: "FunctionImport",
	}
	got := map[string]int{}
	seen := map[string]bool{}
	for _, c := range compare.Models(old, new) {
		id := string(c.Action) + " " + kinds[c.Kind]
		if kinds[c.Kind] != "" && !seen[id+c.Name] {
			seen[id+c.Name] = true // an element with two changes is one that is changed
			got[id]++
		}
	}
	want := countXML(t, before).differences(countXML(t, after))
	if !maps.Equal(got, want) {
		for _, id := range slices.Sorted(maps.Keys(want)) {
			t.Logf("%s: %d, the count says %d", id, got[id], want[id])
		}
		t.Errorf("got  %v\nwant %v", got, want)
	}
	t.Log(got)
}

// BenchmarkGraph reads both documents and compares them, beside what encoding/xml takes to read them.
func BenchmarkGraph(b *testing.B) {
	texts := [2]string{realFile(b, "graph-v1.0-2025-01.csdl"), realFile(b, "graph-v1.0.csdl")}
	b.Run("floor: encoding/xml", func(b *testing.B) {
		for b.Loop() {
			for _, text := range texts {
				countXML(b, text)
			}
		}
	})
	b.Run("load and compare", func(b *testing.B) {
		for b.Loop() {
			var models [2]*metadata.Model
			for i, text := range texts {
				models[i], _ = load.Load(load.Source{Name: "graph.csdl", Data: []byte(text)}, load.Options{})
			}
			compare.Models(models[0], models[1])
		}
	})
}

// A document against itself is the same, and so is the same document with its declarations in another order.
func TestOrderIsNoChange(t *testing.T) {
	texts := map[string]string{"shop": shop}
	for _, c := range cases() {
		_, texts[c.rule+" "+c.name] = c.schemas(t)
	}
	paths, _ := filepath.Glob(real + "*.xml")
	for _, path := range paths {
		if data, err := os.ReadFile(path); err == nil && len(data) < 1<<18 {
			texts[filepath.Base(path)] = string(data)
		}
	}
	for name, text := range texts {
		m := model(t, "old.xml", text)
		if changes := compare.Models(m, m); len(changes) > 0 {
			t.Errorf("%s differs from itself: %v", name, changes)
		}
		other := shuffled(t, text)
		if changes := compare.Models(m, model(t, "new.xml", other)); len(changes) > 0 {
			t.Errorf("%s differs from itself in another order: %v", name, changes)
		}
	}
}

func TestGraphInAnotherOrder(t *testing.T) {
	testenv.WholeSchemas(t)
	text := realFile(t, "graph-v1.0.csdl")
	if changes := compare.Models(model(t, "old.xml", text), model(t, "new.xml", shuffled(t, text))); len(changes) > 0 {
		t.Errorf("%d changes: %v", len(changes), changes[:min(10, len(changes))])
	}
}

// node is an element of a document that is written in another order.
type node struct {
	start    xml.StartElement
	children []*node
	text     string
}

// ordered are the elements in which order means something: members without a value count from the one before, operands
// have places, and of what is declared twice the first one counts.
var ordered = []string{"EnumType", "Apply", "If", "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "And", "Or", "Sub", "Div", "DivBy", "Mod", "In", "Parameter", "Action", "Function", "Annotations"}

// shuffled writes a document with schemas, types, members and annotations in another order.
func shuffled(t *testing.T, text string) string {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	root := &node{}
	stack := []*node{root}
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		top := stack[len(stack)-1]
		switch e := token.(type) {
		case xml.StartElement:
			n := &node{start: e.Copy()}
			top.children = append(top.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(e)
		}
	}
	var b strings.Builder
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range root.children {
		c.write(&b, random)
	}
	return b.String()
}

func (n *node) write(b *strings.Builder, random *rand.Rand) {
	name := func(x xml.Name) string {
		if x.Space != "" {
			return x.Space + ":" + x.Local
		}
		return x.Local
	}
	escaped := func(text string) string {
		var e strings.Builder
		_ = xml.EscapeText(&e, []byte(text))
		return e.String()
	}
	fmt.Fprintf(b, "<%s", name(n.start.Name))
	attributes := slices.Clone(n.start.Attr)
	random.Shuffle(len(attributes), func(i, j int) { attributes[i], attributes[j] = attributes[j], attributes[i] })
	for _, a := range attributes {
		fmt.Fprintf(b, ` %s="%s"`, name(a.Name), escaped(a.Value))
	}
	b.WriteString(">")
	if len(n.children) == 0 {
		b.WriteString(escaped(n.text))
	}
	children := slices.Clone(n.children)
	explicit := n.start.Name.Local != "EnumType" || !slices.ContainsFunc(children, func(c *node) bool {
		return c.start.Name.Local == "Member" && !slices.ContainsFunc(c.start.Attr, func(a xml.Attr) bool { return a.Name.Local == "Value" })
	})
	if explicit && !slices.Contains(ordered[1:], n.start.Name.Local) {
		random.Shuffle(len(children), func(i, j int) { children[i], children[j] = children[j], children[i] })
	}
	for _, c := range children {
		c.write(b, random)
	}
	fmt.Fprintf(b, "</%s>", name(n.start.Name))
}

// The same model in XML and JSON means the same, but for what the two do not say alike: JSON cannot leave open whether
// a collection holds null.
func TestXMLAgainstJSON(t *testing.T) {
	for name, want := range map[string][]string{
		"oasis-csdl-16.1": {"not-null-read"}, "oasis-csdl-16.2": nil, "oasis-miscellaneous2": {"not-null-read", "not-null-read"}, "oasis-special-characters": nil,
	} {
		var got []string
		for _, c := range compare.Models(model(t, "old.xml", realFile(t, name+".xml")), model(t, "new.json", realFile(t, name+".json"))) {
			got = append(got, c.Rule)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
