package docs_test

// This file tests csdlgen.schema.json, by which editors complete and check csdlgen.yaml: it takes what csdlgen takes.
// reference_test.go makes it.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/jsonschema-go/jsonschema"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/csdlgen/csdlgen/generator"
)

func configurationSchema(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	text, err := os.ReadFile("csdlgen.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema jsonschema.Schema
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	resolved, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return resolved
}

// validate holds a configuration against the schema.
func validate(schema *jsonschema.Resolved, text string) error {
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return err
	}
	plain, err := json.Marshal(value)
	if err != nil {
		return err
	}
	var instance any
	if err := json.Unmarshal(plain, &instance); err != nil {
		return err
	}
	return schema.Validate(instance)
}

// What csdlgen reads, the schema takes: the configurations of generated packages and of the scenarios.
func TestSchemaTakesWhatIsRead(t *testing.T) {
	schema := configurationSchema(t)
	texts := map[string]string{}
	for _, pattern := range []string{"../generated/*/csdlgen.yaml", "../interop/*/csdlgen.yaml", "../testdata/scenarios/*.txtar", "../testdata/services/*/csdlgen.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(f, ".txtar") {
				texts[f] = string(text)
				continue
			}
			for _, part := range txtar.Parse(text).Files {
				if strings.HasSuffix(part.Name, ".yaml") {
					texts[f+"/"+part.Name] = string(part.Data)
				}
			}
		}
	}
	read := 0
	for name, text := range texts {
		if _, err := generator.ParseConfig(name, []byte(text)); err != nil {
			continue
		}
		read++
		if err := validate(schema, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if read < 15 {
		t.Errorf("%d configurations were read, it was more", read)
	}
}

// What csdlgen refuses for its shape, the schema refuses: one mistake each.
func TestSchemaRefusesWhatIsRefused(t *testing.T) {
	schema := configurationSchema(t)
	const good = "version: 1\nmetadata: a.xml\nselect: [GET /a]\n"
	if err := validate(schema, good); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"metadata: a.xml\nselect: [GET /a]\n", "version: 1\nselect: [GET /a]\n", "version: 1\nmetadata: a.xml\n", "- version: 1\n",
		strings.Replace(good, "1", "2", 1), strings.Replace(good, "1", "one", 1), strings.Replace(good, "a.xml", "[a.xml]", 1), strings.Replace(good, "a.xml", `""`, 1),
		strings.Replace(good, "[GET /a]", "GET /a", 1), strings.Replace(good, "[GET /a]", "[7]", 1), strings.Replace(good, "[GET /a]", "[]", 1), good + "metdata: a.xml\n",
		good + "keys: maybe\n", good + "references: some\n", good + "properties: [a]\n", good + "properties: {a.b: id}\n", good + "expand: {a.b: [1]}\n",
		good + "derived: {a.b: some}\n", good + "names: {a.b: [C]}\n", good + "silence: request-case\n", good + "package: [a]\n", good + "output: 7\n", good + "types: {}\n",
		good + "overlays: a.xml\n", good + "diff: []\n", good + "diff: {ignored: []}\n", good + "diff: {ignore: [type-removed]}\n",
		good + "diff: {ignore: [{rule: type-removed, at: a.b}]}\n", good + "diff: {ignore: [{rule: type-removed, at: a.b, reason: c, more: d}]}\n",
	} {
		if _, err := generator.ParseConfig("csdlgen.yaml", []byte(text)); err == nil {
			t.Errorf("csdlgen reads\n%s", text)
		}
		if validate(schema, text) == nil {
			t.Errorf("the schema takes\n%s", text)
		}
	}
}
