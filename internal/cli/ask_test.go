package cli

// This file answers the questions of csdlgen init, as somebody at a terminal would.

import (
	"bytes"
	"context"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/find"
)

func TestQuestions(t *testing.T) {
	all := generator.InitOptions{Metadata: "service.xml", Select: []string{"GET /users"}, Package: "graph"}
	for name, test := range map[string]struct {
		told    generator.InitOptions
		answers []string
		want    generator.InitOptions
	}{
		"nothing is asked where all is told": {all, nil, all},
		"everything": {
			generator.InitOptions{},
			[]string{"", "https://shop.example/odata/$metadata", "", "GET /users", "GET /users/{id}", "", "graph", "", ""},
			generator.InitOptions{Metadata: "https://shop.example/odata/$metadata", Select: []string{"GET /users", "GET /users/{id}"}, Package: "graph", Test: true},
		},
		"a program for a file, after an answer that is not understood": {
			generator.InitOptions{Metadata: "service.xml", Dir: "internal/graph"},
			[]string{"GET /users", "", "perhaps", "no", "Y", "", "https://shop.example/odata"},
			generator.InitOptions{Metadata: "service.xml", Dir: "internal/graph", Select: []string{"GET /users"}, Main: "main.go", Root: "https://shop.example/odata"},
		},
		"another name, after two that cannot be one": {
			generator.InitOptions{Metadata: "service.xml", Select: []string{"GET /users"}, Test: true, Main: "x/main.go", Root: "https://shop.example"},
			[]string{"my-graph", "main", "graph"},
			generator.InitOptions{Metadata: "service.xml", Select: []string{"GET /users"}, Package: "graph", Test: true, Main: "x/main.go", Root: "https://shop.example"},
		},
		"the name alone": {
			generator.InitOptions{Metadata: "service.xml", Select: []string{"GET /users"}, Test: true, Main: "x/main.go", Root: "https://shop.example"},
			[]string{"graph"},
			generator.InitOptions{Metadata: "service.xml", Select: []string{"GET /users"}, Package: "graph", Test: true, Main: "x/main.go", Root: "https://shop.example"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			in := strings.NewReader(strings.Join(append(test.answers, "surplus"), "\n"))
			q := newQuestions(in, &out, anyIndex)
			got := test.told
			if err := q.complete(&got); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %+v\nwant %+v", got, test.want)
			}
			if !q.in.Scan() || q.in.Text() != "surplus" {
				t.Errorf("it did not read all answers; it asked\n%s", out.String())
			}
		})
	}
}

// anyIndex takes any metadata, without looking.
func anyIndex(generator.InitOptions) (*find.Index, error) { return &find.Index{}, nil }

// Metadata that cannot be read is asked for again.
func TestQuestionsMetadata(t *testing.T) {
	exitFolder(t)
	var out bytes.Buffer
	index := func(o generator.InitOptions) (*find.Index, error) { return generator.InitIndex(t.Context(), o) }
	o := generator.InitOptions{}
	answers := "none.xml\nwhole.xml\nlist things\n1\n\nthings\nno\nno\n"
	if err := newQuestions(strings.NewReader(answers), &out, index).complete(&o); err != nil {
		t.Fatal(err)
	}
	want := generator.InitOptions{Metadata: "whole.xml", Select: []string{"GET /things"}, Package: "things"}
	if says := "cannot read none.xml: no such file or directory; specify an existing file, or a URL\n"; !reflect.DeepEqual(o, want) || !strings.Contains(out.String(), says) {
		t.Errorf("got %+v\nwant %+v; it said\n%s", o, want, out.String())
	}
	interrupted := func(generator.InitOptions) (*find.Index, error) { return nil, context.Canceled }
	if err := newQuestions(strings.NewReader(answers), &out, interrupted).complete(&generator.InitOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// Who ends the input does not want the files.
func TestQuestionsEnd(t *testing.T) {
	for _, answers := range []string{"", "service.xml\n", "service.xml\nGET /users\n", "service.xml\nGET /users\n\ngraph\n"} {
		o := generator.InitOptions{}
		if err := newQuestions(strings.NewReader(answers), &bytes.Buffer{}, anyIndex).complete(&o); !errors.Is(err, errNotWanted) {
			t.Errorf("after %q: %v", answers, err)
		}
	}
}

// The null device is not a terminal: programs are given it as their input where nobody sits there.
func TestNoTerminal(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close() //nolint:errcheck // it was only opened
	if isTerminal(null) || isTerminal(&bytes.Buffer{}) {
		t.Error("taken for a terminal")
	}
}

// Who does not know the request lines types words, sees lines, and picks them by number.
func TestQuestionsSearch(t *testing.T) {
	exitFolder(t)
	index := func(o generator.InitOptions) (*find.Index, error) { return generator.InitIndex(t.Context(), o) }
	for name, test := range map[string]struct {
		answers, want []string
		says          string
	}{
		"words, then a number": {[]string{"list things", "1", ""}, []string{"GET /things"}, "   1  GET /things  (entity type s.thing)\n"},
		"several numbers, one twice, and a line": {
			[]string{"thing", "2, 1", "1", "DELETE /things/{id}", ""}, []string{"POST /things", "GET /things", "DELETE /things/{id}"}, "  + POST /things\n  + GET /things\n",
		},
		"a number that is not there":   {[]string{"thing", "1 99", "1", ""}, []string{"GET /things"}, "There is no 99 in the list.\n"},
		"words for nothing":            {[]string{"zebra", "thing", "1", ""}, []string{"GET /things"}, `Nothing has all of the words "zebra"`},
		"a number before any search":   {[]string{"1", "GET /things", ""}, []string{"GET /things"}, `Nothing has all of the words "1"`},
		"an empty line before a line":  {[]string{"", "", "GET /things", ""}, []string{"GET /things"}, "An empty line ends the list."},
		"the words of one more search": {[]string{"list things", "thing", "2", ""}, []string{"POST /things"}, "   2  POST /things"},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			o := generator.InitOptions{Metadata: "whole.xml"}
			if err := newQuestions(strings.NewReader(strings.Join(test.answers, "\n")+"\n"), &out, index).lines(&o); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(o.Select, test.want) || !strings.Contains(out.String(), test.says) {
				t.Errorf("got %q, want %q; it said\n%s", o.Select, test.want, out.String())
			}
		})
	}
	o := generator.InitOptions{Metadata: "none.xml"}
	if err := newQuestions(strings.NewReader("things\n"), &bytes.Buffer{}, index).lines(&o); err == nil || !strings.Contains(err.Error(), "cannot read none.xml") {
		t.Errorf("metadata that is not there: %v", err)
	}
}

// A line that means nothing is asked for again, and the others stay.
func TestInitAsksAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	const service = `<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
	<EntityType Name="order"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32"/></EntityType>
	<EntityContainer Name="c"><EntitySet Name="orders" EntityType="shop.order"/></EntityContainer></Schema>`
	if err := os.WriteFile("service.xml", []byte(service), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	r := &reporter{out: &out, err: &errs}
	flags := initFlags{options: generator.InitOptions{Metadata: "service.xml", Package: "shop", Select: []string{"GET /order", "GET /orders"}}}
	ask := newQuestions(strings.NewReader("delete order\n1\n\nyes\n"), &errs, flags.searcher(t.Context(), r))
	if err := flags.run(t.Context(), r, nil, ask); err != nil {
		t.Fatal(err, errs.String())
	}
	config, err := generator.ReadConfig("shop/csdlgen.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range config.Select {
		lines = append(lines, line.Text)
	}
	if want := []string{"GET /orders", "DELETE /orders({order-id})"}; !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q; it said\n%s", lines, want, errs.String())
	}
}

// The name that is proposed for a package is an identifier, or nothing.
func TestProposedName(t *testing.T) {
	for metadata, want := range map[string]string{
		"graph.xml": "graph", "../Service V4.csdl": "servicev4", "https://graph.microsoft.com/v1.0/$metadata": "graph",
		"https://api.businesscentral.dynamics.com/v2.0/": "businesscentral", "4.0.xml": "", "": "", "func.xml": "",
	} {
		if got := proposedName(metadata); got != want {
			t.Errorf("%s: %q, want %q", metadata, got, want)
		}
	}
}
