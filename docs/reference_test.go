package docs_test

// This file makes the table of keys in configuration.md, and csdlgen.schema.json, from generator.ConfigKeys:
// go test ./docs -run Reference -update.

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
)

var update = flag.Bool("update", false, "write the configuration reference and the JSON Schema")

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s", m.name, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

var (
	text    = object{{"type", "string"}, {"minLength", 1}}
	texts   = object{{"$ref", "#/$defs/texts"}}
	members = object{{"$ref", "#/$defs/members"}}
)

// mapping is the schema of a mapping from any names to values.
func mapping(value any) object { return object{{"type", "object"}, {"additionalProperties", value}} }

// record is the schema of a mapping from certain names to values.
func record(properties object, more ...member) object {
	return append(object{{"type", "object"}, {"additionalProperties", false}}, append(more, member{"properties", properties})...)
}

// valueSchema is the JSON Schema of the value of a key.
func valueSchema(key generator.ConfigKey) object {
	if len(key.Words) > 0 {
		return object{{"enum", key.Words}}
	}
	switch key.Value {
	case generator.ConfigVersion:
		return object{{"const", 1}}
	case generator.ConfigTruth:
		return object{{"type", "boolean"}}
	case generator.ConfigTexts:
		return texts
	case generator.ConfigTextByName:
		return mapping(text)
	case generator.ConfigTextsByName:
		return members
	case generator.ConfigAllOrTextsByName:
		return mapping(object{{"oneOf", []any{object{{"const", "all"}}, texts}}})
	case generator.ConfigDiff:
		return record(object{{"ignore", object{{"type", "array"}, {"items", record(object{
			{"rule", described(text, "The name of a rule, which docs/diff.md explains.")},
			{"at", described(text, "The name of the element, or a glob.")},
			{"reason", described(text, "Why the change does no harm.")},
		}, member{"required", []string{"rule", "at", "reason"}})}}}})
	default:
		return text
	}
}

func described(schema object, about string) object {
	return append(append(object{}, schema...), member{"description", about})
}

var (
	markdownLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	noDefault    = map[string]bool{"": true, "required": true, "none": true}
)

// plain is Markdown without its links and signs, as a sentence.
func plain(markdown string) string {
	s := strings.ReplaceAll(markdownLink.ReplaceAllString(markdown, "$1"), "`", "")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// schemaText is csdlgen.schema.json.
func schemaText(t *testing.T) string {
	t.Helper()
	var properties object
	var required []string
	for _, key := range generator.ConfigKeys() {
		about := plain(key.About)
		if !noDefault[key.Default] {
			about += " Default: " + plain(key.Default)
		}
		properties = append(properties, member{key.Name, described(valueSchema(key), about)})
		if key.Default == "required" {
			required = append(required, key.Name)
		}
	}
	some := func(key string) object {
		return object{{"required", []string{key}}, {"properties", object{{key, object{{"minItems", 1}}}}}}
	}
	schema, err := marshal(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "https://raw.githubusercontent.com/csdlgen/csdlgen/main/docs/csdlgen.schema.json"},
		{"title", "csdlgen.yaml"},
		{"description", "The configuration of one package that csdlgen generates."},
		{"type", "object"}, {"additionalProperties", false}, {"required", required},
		{"anyOf", []any{some("select"), some("types")}},
		{"$defs", object{{"texts", object{{"type", "array"}, {"items", text}}}, {"members", mapping(texts)}}},
		{"properties", properties},
	})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, schema, "", "  "); err != nil {
		t.Fatal(err)
	}
	return b.String() + "\n"
}

// keyTable is configuration.md with the table of keys as it is to be.
func keyTable(t *testing.T, page string) string {
	t.Helper()
	const begin, end = "<!-- keys: begin -->\n", "<!-- keys: end -->"
	before, rest, found := strings.Cut(page, begin)
	_, after, found2 := strings.Cut(rest, end)
	if !found || !found2 {
		t.Fatalf("configuration.md lacks the lines %s and %s", begin, end)
	}
	var b strings.Builder
	b.WriteString("\n| key | value | default |\n|---|---|---|\n")
	for _, key := range generator.ConfigKeys() {
		about := key.About
		if len(key.Words) > 0 && !strings.Contains(about, "`") {
			last := len(key.Words) - 1
			about += ": `" + strings.Join(key.Words[:last], "`, `") + "` or `" + key.Words[last] + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", key.Name, about, key.Default)
	}
	return before + begin + b.String() + "\n" + end + after
}

// TestReference holds both files to what generator.ConfigKeys says.
func TestReference(t *testing.T) {
	page, err := os.ReadFile("configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"configuration.md": keyTable(t, string(page)), "csdlgen.schema.json": schemaText(t)} {
		have, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(have) == want {
			continue
		}
		if !*update {
			t.Errorf("%s is not what generator.ConfigKeys says; go test ./docs -run Reference -update writes it", name)
			continue
		}
		if err := os.WriteFile(name, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
