package generator

// This file sends Graph's documented requests and answers through generated models, both ways: what comes out has to be
// the same JSON, by the runtime and by encoding/json, and no documented create may be refused.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// body is a documented object and the type that the schema says it has: the qualified name, or for the parameters of an
// action the request line that calls it.
type body struct {
	Page   string
	Type   string
	Create bool
	Text   json.RawMessage
}

// isLine says whether the type of a body is a request line.
func (b body) isLine() bool { return strings.Contains(b.Type, " ") }

// driver reads bodies and prints what becomes of each.
const driver = `package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"

	"example.com/documented/graph"
	"github.com/csdlgen/csdlgen/odata"
)

func parse(text []byte) any {
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		panic(err)
	}
	return v
}

func check(name string, create bool, text []byte) string {
	ours, std := newType(name), newType(name)
	if err := odata.Unmarshal(text, ours); err != nil {
		return "unreadable: " + err.Error()
	}
	if err := json.Unmarshal(text, std); err != nil {
		return "unreadable by encoding/json: " + err.Error()
	}
	out, err := odata.Marshal(ours)
	if err != nil || !reflect.DeepEqual(parse(out), parse(text)) {
		return fmt.Sprintf("changed: %s %v", out, err)
	}
	again, err := json.Marshal(std)
	if err != nil || !bytes.Equal(again, out) {
		return fmt.Sprintf("encoding/json writes something else: %s %v", again, err)
	}
	if create {
		if err := odata.ValidateCreate(ours); err != nil {
			return "refused: " + err.Error()
		}
	}
	return "ok"
}

func main() {
	d := json.NewDecoder(os.Stdin)
	for d.More() {
		var b struct {
			Type   string
			Create bool
			Text   json.RawMessage
		}
		if err := d.Decode(&b); err != nil {
			panic(err)
		}
		line, _ := json.Marshal(check(b.Type, b.Create, b.Text))
		fmt.Println(string(line))
	}
}

func newType(name string) any {
	switch name {
	CASES
	}
	panic(name)
}
`

func TestDocumentedBodies(t *testing.T) {
	testenv.WholeSchemas(t)
	shared, err := filepath.Abs("../../shared/data")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := os.ReadFile(filepath.Join(shared, "graph-docs", "examples.jsonl"))
	if err != nil {
		t.Skipf("the documented examples are not here: %v", err)
	}
	for _, c := range []struct {
		version, file string
		atLeast       int
	}{{"v1.0", "graph-v1.0.csdl", 219}, {"beta", "graph-beta-2020.xml", 379}} {
		t.Run(c.version, func(t *testing.T) {
			path := filepath.Join(shared, "csdl", c.file)
			bodies, skipped := documentedBodies(t, examples, c.version, path)
			results := runBodies(t, path, bodies)
			good := 0 // the misses are placeholders of the documentation: "String (timestamp)", "datetime-value"
			for i, r := range results {
				if r == "ok" {
					good++
				} else {
					t.Logf("%s (%s): %.400s", bodies[i].Page, bodies[i].Type, r)
				}
			}
			t.Logf("%s: %d of %d documented bodies survive; not tried: %v", c.version, good, len(bodies), skipped)
			if good < c.atLeast {
				t.Errorf("%d bodies survive, it was %d", good, c.atLeast)
			}
		})
	}
}

// documentedBodies finds the objects of the documented requests and answers whose type the schema tells, and counts the
// others by reason.
func documentedBodies(t *testing.T, examples []byte, version, schema string) ([]body, map[string]int) {
	t.Helper()
	data, err := os.ReadFile(schema)
	if err != nil {
		t.Fatal(err)
	}
	model, found := load.Load(load.Source{Name: schema, Data: data}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	var bodies []body
	skipped := map[string]int{}
	lines := map[*metadata.Operation]string{} // the first line that calls an action
	for row := range bytes.Lines(examples) {
		var e struct {
			Page, Version, Method, URL, Status string
			Request                            string `json:"req_body"`
			Answer                             string `json:"resp_body"`
		}
		if err := json.Unmarshal(row, &e); err != nil {
			t.Fatal(err)
		}
		if e.Version != version {
			continue
		}
		u, err := url.Parse(strings.TrimSpace(e.URL))
		if err != nil {
			skipped["no URL"]++
			continue
		}
		operations, _ := selection.Resolve(model, []selection.Line{{Text: e.Method + " " + u.Path}})
		if len(operations) != 1 {
			// The line may be newer than the schema; the body may say its type.
			found := false
			for what, text := range map[string]string{"request": e.Request, "answer": e.Answer} {
				for _, object := range objects(text, true) {
					if t := typeOf(model, object); t != "" {
						bodies, found = append(bodies, body{e.Page, t, what == "request" && e.Method == "POST", object}), true
					}
				}
			}
			if !found {
				skipped["the line does not resolve"]++
			}
			continue
		}
		op := operations[0]
		if call := op.Resource().Call; op.Kind == selection.Invoke && op.Method == "POST" && len(call.OwnParameters()) > 0 && json.Valid([]byte(e.Request)) {
			if lines[call] == "" {
				lines[call] = op.Line.Text
			}
			bodies = append(bodies, body{e.Page, lines[call], true, json.RawMessage(e.Request)})
			e.Request = ""
		}
		if op.Resource().Type == nil {
			if strings.TrimSpace(e.Answer) != "" {
				skipped["answer holds no entity or complex type"]++
			}
			continue
		}
		name := op.Resource().Type.QualifiedName()
		add := func(text string, create bool) {
			for _, object := range objects(text, op.Resource().Collection) {
				bodies = append(bodies, body{e.Page, name, create, object})
			}
		}
		for what, text := range map[string]string{"request": e.Request, "answer": e.Answer} {
			switch {
			case strings.TrimSpace(text) == "":
			case what == "request" && (op.Kind == selection.Invoke || op.Kind == selection.Reference || op.Kind == selection.Stream):
				skipped["request holds parameters, a reference or a stream"]++
			case op.Kind == selection.Reference || op.Kind == selection.Count || op.Kind == selection.Stream:
				skipped["answer holds a reference, a count or a stream"]++
			case !json.Valid([]byte(text)):
				skipped[what+" is no JSON"]++
			case what == "answer" && !strings.Contains(e.Status, " 20"):
				skipped["answer is an error"]++
			default:
				add(text, what == "request" && op.Kind == selection.Create)
			}
		}
	}
	return bodies, skipped
}

// typeOf is the type that an object says it has, where the schema has it.
func typeOf(model *metadata.Model, object json.RawMessage) string {
	var said struct {
		Type string `json:"@odata.type"`
	}
	if err := json.Unmarshal(object, &said); err != nil {
		return ""
	}
	if t := model.Structured(strings.TrimPrefix(said.Type, "#")); t != nil {
		return t.QualifiedName()
	}
	return ""
}

// objects are the objects of a body: itself, what it wraps as value, or the items of a list.
func objects(text string, list bool) []json.RawMessage {
	var wrapped struct{ Value json.RawMessage }
	_ = json.Unmarshal([]byte(text), &wrapped) // what is no object has no value
	var items []json.RawMessage
	if list && json.Unmarshal(wrapped.Value, &items) == nil {
		return items
	}
	if len(wrapped.Value) > 0 && wrapped.Value[0] == '{' {
		return []json.RawMessage{wrapped.Value}
	}
	return []json.RawMessage{json.RawMessage(text)}
}

// runBodies generates the types of the bodies, builds the driver with them and runs it.
func runBodies(t *testing.T, schema string, bodies []body) []string {
	t.Helper()
	dir := t.TempDir()
	config := &Config{Dir: dir, Metadata: Text{Text: schema}, Package: Text{Text: "graph"}, Output: Text{Text: "graph"}, Names: graphNames()}
	seen := map[string]bool{}
	var input bytes.Buffer
	for _, b := range bodies {
		switch {
		case seen[b.Type]:
		case b.isLine():
			config.Select = append(config.Select, Text{Text: b.Type})
		default:
			config.Types = append(config.Types, Text{Text: b.Type})
		}
		seen[b.Type] = true
		if err := json.NewEncoder(&input).Encode(b); err != nil {
			t.Fatal(err)
		}
	}
	result, err := Generate(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := result.Write(); err != nil {
		t.Fatal(err)
	}
	var cases strings.Builder
	newOf := func(name, goType string) {
		fmt.Fprintf(&cases, "\tcase %q:\n\t\treturn new(%s)\n", name, goType)
	}
	for _, typ := range result.Plan.Types {
		if seen[typ.SchemaName] {
			newOf(typ.SchemaName, "graph."+typ.GoName)
		}
	}
	for _, op := range result.Plan.Operations {
		for _, p := range op.Params {
			if p.Name == "parameters" {
				newOf(op.Request, strings.TrimPrefix(p.Type, "*"))
			}
		}
	}
	return runProgram(t, dir, strings.Replace(driver, "CASES", cases.String(), 1), &input, len(bodies))
}

// runProgram builds a program in dir, which uses this runtime, runs it, and returns the strings that it prints as JSON,
// which have to be n.
func runProgram(t *testing.T, dir, program string, input io.Reader, n int) []string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{
		"main.go": program,
		"go.mod":  "module example.com/documented\n\ngo 1.26\n\nrequire github.com/csdlgen/csdlgen v0.0.0\n\nreplace github.com/csdlgen/csdlgen => " + root + "\n",
		"go.sum":  string(sum),
	})
	command := exec.Command("go", "run", "-mod=mod", ".")
	command.Dir, command.Stdin = dir, input
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaints.String())
	}
	var results []string
	for line := range bytes.Lines(out) {
		var r string
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		results = append(results, r)
	}
	if len(results) != n {
		t.Fatalf("%d results, want %d", len(results), n)
	}
	return results
}
