package load_test

// This file checks that CSDL JSON means what CSDL XML means.

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// Where the standard's authors give one model in both representations, both mean the same, but for what they spell in
// another way: numbers of terms that are declared elsewhere (1.2e4 and 12000), paths of such terms, which JSON cannot
// tell from texts, the default value "null".
func TestJSONMeansWhatXMLMeans(t *testing.T) {
	pairs, _ := filepath.Glob("../../../shared/data/csdl/*.json")
	if len(pairs) == 0 {
		t.Skip("the real schemas are not here")
	}
	for _, path := range pairs {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		t.Run(name, func(t *testing.T) {
			var texts [2]string
			for i, ext := range [...]string{".xml", ".json"} {
				m, found := load.Load(corpus.Real(t, name+ext), load.Options{Open: corpus.Beside})
				if err := found.Err(); err != nil {
					t.Fatal(err)
				}
				texts[i] = corpus.Dump(m)
			}
			inXML, inJSON := strings.Split(texts[0], "\n"), strings.Split(texts[1], "\n")
			spelled := map[string]int{"oasis-miscellaneous": 15}[name]
			if len(inXML) != len(inJSON) || different(inXML, inJSON) > spelled {
				t.Errorf("XML (-) and JSON (+) differ in %d lines, %d are expected:\n%s", different(inXML, inJSON), spelled, cmp.Diff(inXML, inJSON))
			}
		})
	}
}

func different(a, b []string) int {
	n := 0
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
