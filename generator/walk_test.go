package generator

// This file makes request lines of its own: random walks through a schema, with every kind of segment. What
// documentation does not print today has to become a call as well.

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// wanderer walks through a model at random.
type wanderer struct {
	model  *metadata.Model
	random *rand.Rand
	path   strings.Builder
	at     metadata.Type
	many   bool
	keys   int
}

// pick is one of the items; ok is false where there is none.
func pick[T any](w *wanderer, items []T) (item T, ok bool) {
	if len(items) == 0 {
		return item, false
	}
	return items[w.random.IntN(len(items))], true
}

func (w *wanderer) to(segment string, t metadata.Type, many bool) {
	w.path.WriteString("/" + segment)
	w.at, w.many = t, many
}

// walk begins at the root and takes up to n steps.
func (w *wanderer) walk(n int) string {
	c := w.model.Container
	if w.random.IntN(2) == 0 {
		s, _ := pick(w, c.Sets)
		w.to(s.Name, s.Type, true)
	} else if s, ok := pick(w, c.Singletons); ok {
		w.to(s.Name, s.Type, false)
	}
	for range n {
		if !w.step() {
			break
		}
	}
	return w.path.String()
}

// step takes one step; false where the path ends.
func (w *wanderer) step() bool {
	t, structured := w.at.(*metadata.StructuredType)
	if !structured {
		return false
	}
	switch w.random.IntN(6) {
	case 0:
		if d, ok := pick(w, t.AllDerived()); ok {
			w.to(d.QualifiedName(), d, w.many)
			return true
		}
	case 1:
		if op, ok := pick(w, w.bound(t)); ok {
			return w.call(op)
		}
	case 2:
		if p, ok := pick(w, t.AllProperties()); ok && !w.many {
			w.to(p.Name, p.Type, p.Collection)
			return true
		}
	}
	if w.many {
		return w.key(t)
	}
	if n, ok := pick(w, t.AllNavigation()); ok {
		w.to(n.Name, n.Type, n.Collection)
		return true
	}
	return false
}

func (w *wanderer) key(t *metadata.StructuredType) bool {
	keys := t.Keys()
	if len(keys) == 0 {
		return false
	}
	var parts []string
	for _, k := range keys {
		w.keys++
		parts = append(parts, fmt.Sprintf("%s={k%d}", k.Alias, w.keys))
	}
	segment := "/" + parts[0][strings.IndexByte(parts[0], '=')+1:]
	if len(keys) > 1 {
		segment = "(" + strings.Join(parts, ",") + ")"
	}
	w.path.WriteString(segment)
	w.many = false
	return true
}

// bound are the operations that are bound to what the path leads to.
func (w *wanderer) bound(t *metadata.StructuredType) []*metadata.Operation {
	var all []*metadata.Operation
	nearer := map[string]bool{} // a derived type's operation stands before one of its base type
	lineage := t.Lineage()
	slices.Reverse(lineage)
	for _, s := range lineage {
		names := map[string]bool{}
		for _, op := range w.model.BoundTo(s) {
			if op.Parameters[0].Collection == w.many && !nearer[op.Name] {
				all, names[op.Name] = append(all, op), true
			}
		}
		maps.Copy(nearer, names)
	}
	return all
}

// call adds a call, which ends the path where it is an action.
func (w *wanderer) call(op *metadata.Operation) bool {
	segment := op.Name
	if len(op.Name)%2 == 0 { // always the same for one operation: one method has one spelling
		segment = op.QualifiedName()
	}
	if !op.Function {
		w.to(segment, nil, false)
		return false
	}
	var parts []string
	for _, p := range op.OwnParameters() {
		w.keys++
		parts = append(parts, fmt.Sprintf("%s={k%d}", p.Name, w.keys))
	}
	if len(parts) > 0 {
		segment += "(" + strings.Join(parts, ",") + ")"
	}
	w.to(segment, op.Return.Type, op.Return.Collection)
	return w.random.IntN(2) == 0
}

// wander returns n different request lines that resolve, and how many walks do not.
func wander(model *metadata.Model, seed uint64, n int) (lines []string, failed []string) {
	random := rand.New(rand.NewPCG(seed, seed))
	seen := map[string]bool{}
	for len(seen) < n {
		w := &wanderer{model: model, random: random}
		path := w.walk(1 + random.IntN(7))
		if !seen[path] {
			seen[path] = true
			found := false
			methods := []string{"GET", "POST", "PATCH", "PUT", "DELETE"}
			for _, i := range random.Perm(len(methods)) {
				line := methods[i] + " " + path
				if ops, _ := selection.Resolve(model, []selection.Line{{Text: line}}); len(ops) == 1 {
					lines, found = append(lines, line), true
					break
				}
			}
			if !found {
				failed = append(failed, path)
			}
		}
	}
	return lines, failed
}

func TestRandomCalls(t *testing.T) {
	for _, file := range []string{"graph-v1.0.csdl", "olingo-static-service.xml"} {
		t.Run(file, func(t *testing.T) {
			if file == "graph-v1.0.csdl" {
				testenv.WholeSchemas(t)
			}
			schema, err := filepath.Abs(filepath.Join("../../shared/data/csdl", file))
			if err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(schema)
			if err != nil {
				t.Skipf("the real schema is not here: %v", err)
			}
			model, found := load.Load(load.Source{Name: schema, Data: data}, load.Options{})
			if err := found.Err(); err != nil {
				t.Fatal(err)
			}
			lines, failed := wander(model, 7, 150)
			for _, path := range failed {
				_, complaints := selection.Resolve(model, []selection.Line{{Text: "GET " + path}})
				t.Errorf("%s: %v", path, complaints.Err())
			}
			config := &Config{Dir: t.TempDir(), Metadata: Text{Text: schema}, Package: Text{Text: "graph"}, Output: Text{Text: "graph"}, Keys: Text{Text: "segments"}}
			for _, l := range lines {
				config.Select = append(config.Select, Text{Text: l})
			}
			compareCalls(t, config)
		})
	}
}

// compareCalls makes every selected call and compares the request with its line.
func compareCalls(t *testing.T, config *Config) (requests, exact int) {
	t.Helper()
	result, err := Generate(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := result.Write(); err != nil {
		t.Fatal(err)
	}
	got := runCalls(t, config.Dir, result.Plan)
	for i, op := range result.Plan.Operations {
		want := filled(result.Plan, op)
		if strings.EqualFold(strings.ReplaceAll(got[i], "'", ""), strings.ReplaceAll(want, "'", "")) {
			exact++
		} else {
			t.Errorf("%s\n    %s\n    got  %s\n    want %s", op.Request, op.Call, got[i], want)
		}
	}
	return len(result.Plan.Operations), exact
}
