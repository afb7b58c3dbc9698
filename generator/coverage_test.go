package generator

// This file measures how many of Graph's documented request lines become typed calls: all that resolve are generated
// into one package, every call that `csdlgen show` prints is compiled and made, and the HTTP request has to be the
// documented one with the placeholders filled in.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/testenv"
	"github.com/csdlgen/csdlgen/metadata/load"
)

// callDriver makes requests and prints them.
const callDriver = `package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"example.com/documented/graph"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
)

var (
	_ io.Reader = strings.NewReader("")
	_ time.Time
	_ edm.GUID
	ctx = context.Background()
)

func show(r *http.Request, err error) {
	text := ""
	if err != nil {
		text = "error: " + err.Error()
	} else {
		text = r.Method + " " + strings.TrimPrefix(r.URL.EscapedPath(), "/root")
	}
	line, _ := json.Marshal(text)
	fmt.Println(string(line))
}

func main() {
	c, err := graph.NewClient("https://example.com/root", odata.WithoutValidation())
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
CALLS
}

func call0(c *graph.Client) {}
`

func TestDocumentedCalls(t *testing.T) {
	testenv.WholeSchemas(t)
	shared, err := filepath.Abs("../../shared/data")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile(filepath.Join(shared, "graph-docs", "request-lines.jsonl"))
	if err != nil {
		t.Skipf("the documented lines are not here: %v", err)
	}
	for _, c := range []struct {
		version, file string
		atLeast       int
	}{{"v1.0", "graph-v1.0.csdl", 374}, {"beta", "graph-beta-2020.xml", 530}} {
		t.Run(c.version, func(t *testing.T) {
			schema := filepath.Join(shared, "csdl", c.file)
			config := &Config{Dir: t.TempDir(), Metadata: Text{Text: schema}, Package: Text{Text: "graph"}, Output: Text{Text: "graph"}, Names: graphNames()}
			total := 0
			config.Select, total = resolvable(t, schema, lines, c.version)
			requests, exact := compareCalls(t, config)
			t.Logf("%s: %d lines, %d resolve to %d requests, of which %d are the documented ones", c.version, total, len(config.Select), requests, exact)
			if exact < c.atLeast {
				t.Errorf("%d requests are the documented ones, it was %d", exact, c.atLeast)
			}
		})
	}
}

// graphNames tells apart what would be called alike in packages of Graph's documented lines.
func graphNames() []NamePin {
	return []NamePin{{Text{Text: "microsoft.graph.windowsMalwareCategory/remote_Control_Software"}, Text{Text: "RemoteControlSoftware2"}}}
}

// resolvable are the documented lines that resolve, each once, and how many there are in all.
func resolvable(t *testing.T, schema string, lines []byte, version string) ([]Text, int) {
	t.Helper()
	data, err := os.ReadFile(schema)
	if err != nil {
		t.Fatal(err)
	}
	model, found := load.Load(load.Source{Name: schema, Data: data}, load.Options{})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	var all []Text
	total := 0
	for row := range bytes.Lines(lines) {
		var r struct{ Version, Method, Path string }
		if err := json.Unmarshal(row, &r); err != nil {
			t.Fatal(err)
		}
		if r.Version != version {
			continue
		}
		total++
		text := r.Method + " " + r.Path
		ops, complaints := selection.Resolve(model, []selection.Line{{Text: text}})
		for _, c := range complaints {
			if c.Code == complaint.FunctionArgumentsWarning.Code { // called is the line that the warning shows
				text = strings.TrimPrefix(c.Fix, "write ")
			}
		}
		if len(ops) == 1 {
			all = append(all, Text{Text: text})
		}
	}
	return all, total
}

// sample is a value for a variable of a call, as Go and as a path has it.
func sample(p *ir.Plan, goType, name string) (expression, path string) {
	for _, t := range p.Types {
		if t.Kind == ir.Enum && goType == p.Name+"."+t.GoName {
			return fmt.Sprintf("%s(%q)", goType, "v-"+name), t.SchemaName + "'v-" + name + "'"
		}
	}
	if inner, ok := strings.CutPrefix(goType, "odata.Opt["); ok { // an optional parameter
		expression, path = sample(p, strings.TrimSuffix(inner, "]"), name)
		return "odata.Some[" + strings.TrimSuffix(inner, "]") + "](" + expression + ")", path
	}
	switch goType {
	case "string":
		return fmt.Sprintf("%q", "v-"+name), "v-" + name
	case "bool":
		return "true", "true"
	case "int8", "int16", "int32", "int64", "uint8":
		return "7", "7"
	case "float32", "float64":
		return "1.5", "1.5"
	case "time.Time":
		return "time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)", "2020-01-02T03:04:05Z"
	case "edm.Date":
		return "edm.Date{Year: 2020, Month: 1, Day: 2}", "2020-01-02"
	case "io.Reader":
		return `strings.NewReader("x")`, ""
	case "odata.Reference":
		return `odata.Reference("https://example.com/root/x/1")`, ""
	}
	if name, ok := strings.CutPrefix(goType, "*graph."); ok {
		return "&graph." + name + "{}", ""
	}
	return "*new(" + goType + ")", ""
}

// runCalls builds a program that makes every call, runs it, and returns what it prints.
func runCalls(t *testing.T, dir string, p *ir.Plan) []string {
	t.Helper()
	var calls, functions strings.Builder
	for i, op := range p.Operations {
		fmt.Fprintf(&calls, "\tcall%d(c)\n", i+1)
		fmt.Fprintf(&functions, "\nfunc call%d(c *graph.Client) {\n", i+1)
		for _, param := range op.Params {
			expression, _ := sample(p, param.Type, param.Name)
			fmt.Fprintf(&functions, "\tvar %s %s = %s\n", param.Name, param.Type, expression)
		}
		fmt.Fprintf(&functions, "\tshow(%s.HTTP(ctx))\n}\n", op.Call)
	}
	return runProgram(t, dir, strings.Replace(callDriver, "CALLS", calls.String(), 1)+functions.String(), nil, len(p.Operations))
}

var rootAndVersion = regexp.MustCompile(`^/?(https://[^/]+/)?(v1\.0|beta)?/`)

// filled is the documented request with the samples in its placeholders, which stand in the order of the variables. The
// documentation leaves out quotes here and there, and does not keep to the case of the schema; its pages of workbooks
// print a parameter without its name, range(<address>), or a placeholder without brackets, columnsBefore(count=n).
func filled(p *ir.Plan, op *ir.Operation) string {
	method, path, _ := strings.Cut(op.Request, " ")
	path, _, _ = strings.Cut(strings.TrimSpace(path), "?")
	path = "/" + strings.Trim(rootAndVersion.ReplaceAllString(path, "/"), "/")
	next := 0
	values := slices.Clone(op.Params)
	path = regexp.MustCompile(`\(<(\w+)>\)`).ReplaceAllString(path, "($1=<$1>)")
	path = strings.ReplaceAll(path, "(count=n)", "(count={n})")
	path = regexp.MustCompile(`\{[^}]*\}|<[^>]*>`).ReplaceAllStringFunc(path, func(string) string {
		if next >= len(values) {
			return "?"
		}
		next++
		_, text := sample(p, values[next-1].Type, values[next-1].Name)
		return text
	})
	return method + " " + path
}
