package generator

// This file takes a real change of a schema, 19 months of Graph, as a repository would: pull, generate, pull, generate.

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"github.com/csdlgen/csdlgen/metadata/compare"
)

// TestPullOfANewSchema: where nothing has changed of what a package uses, nothing is written but what came of the
// whole; where the Go differs, the changes say of which types, and what they say breaks Go callers differs.
func TestPullOfANewSchema(t *testing.T) {
	if os.Getenv(testenv.Whole) == "" {
		t.Skipf("pulling real schemas takes a minute; %s=1 asks for it", testenv.Whole)
	}
	data, err := filepath.Abs(filepath.Join("..", "..", "shared", "data", "csdl"))
	if err != nil {
		t.Fatal(err)
	}
	before := readWhole(t, filepath.Join(data, "graph-v1.0-2025-01.csdl"))
	lines := documentedLines(t, before.plain, "v1.0")
	random := rand.New(rand.NewPCG(19, 20))
	pulled, changed := 0, 0
	for range 20 {
		p := newPuller(t, filepath.Join(data, "graph-v1.0-2025-01.csdl"), lines[random.IntN(len(lines))], lines[random.IntN(len(lines))])
		if _, err := p.try(); err != nil {
			continue // a clash of names
		}
		old := p.generate()
		p.config.Source.Text = filepath.Join(data, "graph-v1.0.csdl")
		latest, err := p.try()
		if err != nil {
			t.Logf("%v: %v", p.config.Select, err) // a line that is lost
			continue
		}
		changes := latest.Changes
		now := p.generate()
		pulled++
		differ := false
		for _, name := range slices.Sorted(maps.Keys(now.Files)) {
			if !bytes.Equal(old.Files[name], now.Files[name]) {
				differ = true
				if !explained(now.Plan, name, changes) {
					t.Errorf("%v: no change explains\n%s", p.config.Select, unified("old/"+name, old.Files[name], "new/"+name, now.Files[name]))
				}
			}
		}
		if differ {
			changed++
		} else if i := slices.IndexFunc(changes, func(c compare.Change) bool { return c.Class == compare.Go || c.AlsoBreaksGo }); i >= 0 && len(old.Files) == len(now.Files) {
			t.Errorf("%v: the Go is the same, in spite of %v", p.config.Select, changes[i])
		}
	}
	t.Logf("%d pulled, the Go of %d has changed", pulled, changed)
	if pulled < 10 || changed == 0 {
		t.Error("that is less than it was")
	}
}

// TestGeneratedPackagesCanBePulled: from slices of the services' own documents comes the Go that is kept in the
// repository.
func TestGeneratedPackagesCanBePulled(t *testing.T) {
	for name, schema := range map[string]string{"windowsupdate": "graph-beta-2020.xml", "graph": "graph-v1.0.csdl"} {
		t.Run(name, func(t *testing.T) {
			real, err := filepath.Abs(filepath.Join("..", "..", "shared", "data", "csdl", schema))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(real); err != nil {
				t.Skipf("the real schema is not here: %v", err)
			}
			config, err := ReadConfig(filepath.Join("..", "generated", name, "csdlgen.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			slice := filepath.Join(t.TempDir(), "slice.xml")
			config.Metadata.Text, config.Source.Text = slice, real
			p := puller{t, config}
			pulled := p.pull(PullOptions{})
			if len(pulled.Text) > 30_000 {
				t.Errorf("the slice has %d bytes", len(pulled.Text))
			}
			diff, _, err := p.generate().Check()
			if err != nil || len(diff) > 0 {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

// try pulls and writes.
func (p *puller) try() (*Pulled, error) {
	pulled, err := Pull(p.t.Context(), p.config, PullOptions{})
	if err == nil {
		_, err = pulled.Write()
	}
	return pulled, err
}

func (p *puller) generate() *Result {
	p.t.Helper()
	result, err := Generate(p.t.Context(), p.config)
	if err != nil {
		p.t.Fatal(err)
	}
	return result
}

// explained says whether a change is about something that is in a file: a type, a type that it uses, or an operation or
// resource, which every builder may call.
func explained(plan *ir.Plan, file string, changes []compare.Change) bool {
	return slices.ContainsFunc(changes, func(c compare.Change) bool {
		if strings.Contains(c.Name, "(") || c.Kind == compare.KindAnnotation || c.Kind == compare.KindEntitySet || c.Kind == compare.KindSingleton {
			return true
		}
		head, _, _ := strings.Cut(c.Name, "/")
		return slices.ContainsFunc(plan.Types, func(t *ir.Type) bool {
			inherits := len(t.Fields) > 0 && strings.Contains(strings.Join(fieldDocs(t), "\n"), head)
			return t.File == file && (t.SchemaName == head || inherits)
		})
	})
}

// fieldDocs are the comments of the fields, which say where they are inherited from and what they are of.
func fieldDocs(t *ir.Type) []string {
	var all []string
	for _, f := range append(slices.Clone(t.Fields), t.QueryProperties...) {
		all = append(all, strings.Join(f.Doc, " "))
	}
	return all
}
