package find_test

// This file searches real services: what is found has to come first, and has to mean something in a configuration.

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/find"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// service is the model of a document; the test is skipped without it.
func service(t *testing.T, name string) *metadata.Model {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Skipf("the data is not here: %v", err)
	}
	model, found := load.Load(load.Source{Name: name, Data: data}, load.Options{})
	if model == nil || model.Container == nil {
		t.Skip(found)
	}
	return model
}

const shared = "../../../shared/data/csdl/"

// What people look for is what they find first.
func TestRanking(t *testing.T) {
	index := find.New(service(t, shared+"graph-v1.0.csdl"), selection.Forms{Keys: selection.KeysAsSegments}, nil)
	for query, want := range map[string]string{
		"send mail":                             "POST /me/microsoft.graph.sendMail",
		"sendMail":                              "POST /me/microsoft.graph.sendMail",
		"create calendar event":                 "POST /me/calendar/events",
		"list group members":                    "GET /groups/{group-id}/members",
		"user":                                  "GET /me",
		"users":                                 "GET /me",
		"delete user":                           "DELETE /users/{user-id}",
		"user mail":                             "GET /me",
		"drive item content":                    "GET /drive/root/content",
		"download item content":                 "GET /drive/root/content",
		"add attachment event":                  "POST /me/events/{event-id}/attachments",
		"identitySet":                           "GET /drive",
		"windowsUpdateForBusinessConfiguration": "GET /deviceManagement/deviceConfigurations/{deviceConfiguration-id}/microsoft.graph.windowsUpdateForBusinessConfiguration",
	} {
		results := index.Search(query)
		if len(results) == 0 {
			t.Errorf("%q: nothing is found", query)
		} else if results[0].Line != want {
			t.Errorf("%q: %s (%s) comes first, not %s", query, results[0].Line, results[0].Name, want)
		}
	}
	if found := index.Search("user qwertz"); len(found) > 0 {
		t.Errorf("something has all words: %v", found)
	}
}

// grown is a service of n types, each with an entity set, in which paths go round in circles: each type leads to the
// next types, as many as there are links.
func grown(t *testing.T, n, links int) *metadata.Model {
	t.Helper()
	var text strings.Builder
	text.WriteString(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">`)
	for i := range n {
		fmt.Fprintf(&text, `<EntityType Name="thing%d"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>`, i)
		for l := range links {
			to := (i + l + 1) % n
			fmt.Fprintf(&text, `<NavigationProperty Name="to%d" Type="Collection(s.thing%d)" ContainsTarget="%t"/>`, to, to, l%2 == 0)
		}
		text.WriteString(`</EntityType>`)
	}
	text.WriteString(`<EntityContainer Name="all">`)
	for i := range n {
		fmt.Fprintf(&text, `<EntitySet Name="things%d" EntityType="s.thing%[1]d"/>`, i)
	}
	text.WriteString(`</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`)
	model, found := load.Load(load.Source{Name: "grown.xml", Data: []byte(text.String())}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return model
}

// Making an index and searching in it take what the service has, and not what paths there are through it, which have no
// end. Work is told by what is allocated: one and a half times more than the service has grown is taken for growth of
// the same kind.
func TestGrowth(t *testing.T) {
	work := func(model *metadata.Model) (made, searched float64) {
		var index *find.Index
		made = testing.AllocsPerRun(1, func() { index = find.New(model, selection.Forms{}, nil) })
		found := 0
		searched = testing.AllocsPerRun(1, func() { found = len(index.Search("thing")) })
		if found == 0 {
			t.Fatal("nothing is found")
		}
		return made, searched
	}
	for name, c := range map[string]struct{ few, many, fewLinks, manyLinks int }{
		"more types":                       {50, 200, 4, 4},
		"more links":                       {50, 50, 10, 40},
		"every type to every other":        {15, 30, 14, 29},
		"one after the other, in a circle": {50, 200, 1, 1},
	} {
		made, searched := work(grown(t, c.few, c.fewLinks))
		madeOfMany, searchedMany := work(grown(t, c.many, c.manyLinks))
		t.Logf("%s: %.1f times as much to make, %.1f to search", name, madeOfMany/made, searchedMany/searched)
		most := 1.5 * float64(c.many*c.manyLinks) / float64(c.few*c.fewLinks)
		if madeOfMany > most*made || searchedMany > most*searched {
			t.Errorf("%s: the index takes %.1f times as much to make and %.1f times to search, at most %.1f", name, madeOfMany/made, searchedMany/searched, most)
		}
	}
}

// BenchmarkIndex makes the index of Graph v1.0 and searches in it; the floor is reading the document.
func BenchmarkIndex(b *testing.B) {
	const name = shared + "graph-v1.0.csdl"
	data, err := os.ReadFile(name)
	if err != nil {
		b.Skipf("the data is not here: %v", err)
	}
	var model *metadata.Model
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			model, _ = load.Load(load.Source{Name: name, Data: data}, load.Options{})
		}
	})
	var index *find.Index
	b.Run("make", func(b *testing.B) {
		for b.Loop() {
			index = find.New(model, selection.Forms{}, nil)
		}
	})
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			index.Search("create calendar event")
		}
	})
}

// Whatever is found can be pasted into csdlgen.yaml: it is YAML, and each line means something, without a warning.
func TestResultsResolve(t *testing.T) {
	names, err := filepath.Glob(shared + "*.[cx][sm][dl]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "../../generated/windowsupdate/metadata.xml") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			model := service(t, name)
			index := find.New(model, selection.Forms{}, nil)
			random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same words each time
			words := wordsOf(model)
			found := 0
			for range min(len(words), 40) {
				query := words[random.IntN(len(words))]
				results := index.Search(query)
				if len(results) == 0 {
					t.Errorf("%q is a name, and is not found", query)
				}
				results = results[:min(len(results), 20)]
				found += len(results)
				resolves(t, model, results)
			}
			t.Logf("%d results", found)
		})
	}
}

// wordsOf are the names of everything that a service declares.
func wordsOf(model *metadata.Model) []string {
	words := model.Container.ChildNames()
	for typ := range model.DeclaredTypes() {
		_, short := metadata.SplitName(typ.QualifiedName())
		words = append(words, short)
		switch typ := typ.(type) {
		case *metadata.StructuredType:
			for _, p := range typ.Properties {
				words = append(words, p.Name)
			}
		case *metadata.EnumType:
			for _, m := range typ.Members {
				words = append(words, m.Name)
			}
		}
	}
	return words
}

// resolves says whether results mean something in a configuration.
func resolves(t *testing.T, model *metadata.Model, results []find.Result) {
	t.Helper()
	text := find.YAML(results)
	config, err := generator.ParseConfig("csdlgen.yaml", []byte("version: 1\nmetadata: x.xml\npackage: x\n"+text))
	if err != nil {
		t.Errorf("%v in\n%s", err, text)
		return
	}
	if len(config.Select)+len(config.Types) != len(results) {
		t.Errorf("%d results are %d lines:\n%s", len(results), len(config.Select)+len(config.Types), text)
	}
	var lines []selection.Line
	for _, l := range config.Select {
		lines = append(lines, selection.Line(l))
	}
	operations, complaints := selection.Resolve(model, lines)
	_, more := selection.Close(model, operations, selection.Rules{Types: config.Types})
	for _, c := range append(complaints, more...) {
		if c.Code == complaint.RequestRepeated.Code { // two imports of one function
			continue
		}
		line := ""
		if rows := strings.Split(text, "\n"); c.Line > 3 && c.Line-4 < len(rows) {
			line = rows[c.Line-4]
		}
		t.Errorf("%s\n%s", c.Error(), line)
	}
}
