package starter

// This file prints a program and a test that make one request.

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"text/template"

	"github.com/csdlgen/csdlgen/generator/selection"
)

// reserved are the names that a program or a test uses besides the package.
var reserved = []string{"any", "append", "c", "context", "edm", "err", "error", "example", "fmt", "item", "len", "log", "main", "nil", "odata", "odatatest",
	"options", "os", "page", "result", "root", "run", "server", "string", "t", "testing", "text", "token"}

// Reserved says whether programs and tests use a name for something else than the package.
func Reserved(name string) bool { return slices.Contains(reserved, name) }

const programText = `// This program makes a request with package {{.P.Name}}: {{.C.Request}}.
// A token for the service is taken from the environment variable TOKEN.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/csdlgen/csdlgen/odata"
{{- if .C.EDM}}
	"github.com/csdlgen/csdlgen/odata/edm"
{{- end}}

	"{{.P.Import}}"
)

// root is the root of the service.
const root = {{printf "%q" .P.Root}}

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	var options []odata.Option
	if token := os.Getenv("TOKEN"); token != "" {
		options = append(options, odata.WithToken(func(context.Context) (string, error) { return token, nil }))
	}
	c, err := {{.P.Name}}.{{.C.Constructor}}(root, options...)
	if err != nil {
		return err
	}
{{- if .List}}
	page, err := {{.C.Expr}}.Do(ctx)
	if err != nil {
		return err
	}
	for _, item := range page.Items {
		text, err := odata.Marshal(item)
		if err != nil {
			return err
		}
		fmt.Println(string(text))
	}
	return nil
{{- else}}
	result, err := {{.C.Expr}}.Do(ctx)
	if err != nil {
		return err
	}
	text, err := odata.Marshal(result)
	if err != nil {
		return err
	}
	fmt.Println(string(text))
	return nil
{{- end}}
}
`

const testText = `package {{.P.Name}}_test

import (
	"testing"
{{/* of the runtime */}}
{{- if .Create}}
	"github.com/csdlgen/csdlgen/odata"
{{- end}}
{{- if .C.EDM}}
	"github.com/csdlgen/csdlgen/odata/edm"
{{- end}}
	"github.com/csdlgen/csdlgen/odata/odatatest"

	"{{.P.Import}}"
)

// The service stands on this machine: it checks the request, and answers with what the test says. The request is
// {{.C.Request}}.
func TestFirstRequest(t *testing.T) {
	server := odatatest.NewServer(t)
	server.Expect("{{.C.Method}}", {{printf "%q" .C.Path}}){{if not .Action}}.Answer({{if .Create}}201{{else}}200{{end}}, ` + "`{{.Answer}}`" + `){{end}}

	c, err := {{.P.Name}}.{{.C.Constructor}}(server.URL{{if .Create}}, odata.WithoutValidation() /* of the body, which is empty so far */{{end}})
	if err != nil {
		t.Fatal(err)
	}
{{- if .Action}}
	if err := {{.C.Expr}}.Do(t.Context()); err != nil {
		t.Error(err)
	}
{{- else}}
	{{if .List}}page{{else}}result{{end}}, err := {{.C.Expr}}.Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
{{- end}}
{{- if .Action}}
{{- else if .List}}
	if len(page.Items) != 1 {
		t.Fatalf("%d items came, want 1", len(page.Items))
	}
{{- if .C.Field}}
	if got := page.Items[0].{{.C.Field}}.Or(""); got != "example" {
		t.Errorf("{{.C.Property}} is %q, want example", got)
	}
{{- end}}
{{- else if .C.Field}}
	if got := result.{{.C.Field}}.Or(""); got != "example" {
		t.Errorf("{{.C.Property}} is %q, want example", got)
	}
{{- else}}
	if result == nil {
		t.Error("no result came")
	}
{{- end}}
}
`

// Main is the text of a program.
func Main(p Package, c *Call) ([]byte, error) { return printed(programText, p, c) }

// Test is the text of a test, in the folder of the package.
func Test(p Package, c *Call) ([]byte, error) { return printed(testText, p, c) }

func printed(text string, p Package, c *Call) ([]byte, error) {
	data := struct {
		P Package
		C *Call
		// What the call is; where it is none of these, it is Get.
		List, Create, Action bool
		Answer               string
	}{p, c, c.Kind == selection.List, c.Kind == selection.Create, c.Kind == selection.Invoke, "{}"}
	if c.Field != "" {
		data.Answer = fmt.Sprintf(`{%q:"example"}`, c.Property)
	}
	if data.List {
		data.Answer = `{"value":[` + data.Answer + `]}`
	}
	parsed, err := template.New("").Parse(text)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := parsed.Execute(&b, data); err != nil {
		return nil, err
	}
	return format.Source(b.Bytes())
}
