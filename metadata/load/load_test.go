package load_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// source is a document of a text.
func source(name, text string) load.Source { return load.Source{Name: name, Data: []byte(text)} }

func TestRealSchemas(t *testing.T) {
	for _, c := range []struct {
		file                                                    string
		schemas, entities, complexes, enums, actions, functions int
		warnings                                                map[string]int // by code, so that a change of a check shows
	}{
		{"graph-beta-2020.xml", 1, 997, 833, 583, 747, 252, map[string]int{
			"abstract-base": 2, "annotation-property": 6, "annotation-term": 38, "annotation-twice": 73, "applies-to": 5, "identifier": 4, "no-key": 1,
			"overload-return": 1, "property-inherited": 1, "property-type": 3, "property-type-name": 3,
		}},
		{"graph-v1.0.csdl", 11, 1182, 1779, 861, 857, 326, map[string]int{
			"abstract-base": 2, "action-and-function": 1, "annotation-path": 2, "annotation-property": 134, "annotation-qualifier": 2, "annotation-target": 10,
			"annotation-term": 3, "annotation-twice": 5, "applies-to": 11, "binding-target": 25, "containment-collection": 2, "enum-empty": 2, "no-key": 20,
			"property-type-name": 1,
		}},
	} {
		m, found := corpus.Complete(corpus.Real(t, c.file), load.Options{})
		if err := found.Err(); err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		var entities, complexes, enums, actions, functions int
		for _, s := range m.Schemas {
			entities += len(s.Entities)
			complexes += len(s.Complexes)
			enums += len(s.Enums)
			for _, op := range s.Operations {
				if op.Function {
					functions++
				} else {
					actions++
				}
			}
		}
		if len(m.Schemas) != c.schemas || entities != c.entities || complexes != c.complexes || enums != c.enums || actions != c.actions || functions != c.functions {
			t.Errorf("%s: %d schemas, %d entity, %d complex, %d enum types, %d actions, %d functions", c.file, len(m.Schemas), entities, complexes, enums, actions, functions)
		}
		codes := map[string]int{}
		for _, w := range found {
			codes[w.Code]++
		}
		if diff := cmp.Diff(c.warnings, codes); diff != "" {
			t.Errorf("%s: warnings (-want +got):\n%s", c.file, diff)
		}
	}
}
