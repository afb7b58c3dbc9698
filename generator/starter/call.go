package starter

// This file chooses the request that a first program and a first test make: one that reads or creates entities, else an
// action, by a path whose text is certain.

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"net/http"
	"regexp"
	"strings"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
)

// Call is a request with examples for its keys and its body.
type Call struct {
	// Request is the request line, Expr the Go expression for it on a client c.
	Request, Expr string
	// Constructor is the name of the function that makes the client.
	Constructor string
	// Method and Path are what is sent; Path begins with a slash and is relative to the service root.
	Method, Path string
	// Kind is Get, List, Create, or Invoke for an action that returns nothing.
	Kind selection.Kind
	// Field and Property are the Go name and the schema's name of a property with a text that an answer may have; ""
	// where there is none.
	Field, Property string
	// EDM says that Expr needs the runtime's package edm.
	EDM bool
}

// example is the value of a key in Go, and in a URL.
type example struct{ code, literal string }

// examples are values by the Go type of a key.
var examples = map[string]example{
	"string":   {`"1"`, "1"},
	"uint8":    {"1", "1"},
	"int8":     {"1", "1"},
	"int16":    {"1", "1"},
	"int32":    {"1", "1"},
	"int64":    {"1", "1"},
	"edm.GUID": {"edm.GUID{15: 1}", "00000000-0000-0000-0000-000000000001"},
}

// FirstCall chooses the request of a package: one that reads and needs no key, else one that reads, else one that
// creates, else an action. Operations are those of the plan, in the same order. It returns nil where there is none of
// these.
func FirstCall(plan *ir.Plan, operations []*selection.Operation) *Call {
	var best *Call
	lowest := 0
	for i, op := range plan.Operations {
		call := callOf(plan, op, operations[i])
		if call == nil {
			continue
		}
		cost := len(op.Params)
		switch call.Kind {
		case selection.Create:
			cost += 1000
		case selection.Invoke:
			cost += 2000
		}
		if best == nil || cost < lowest {
			best, lowest = call, cost
		}
	}
	return best
}

// callOf is the call of an operation with examples; nil where the operation is of another kind, or its path is not
// certain.
func callOf(plan *ir.Plan, planned *ir.Operation, op *selection.Operation) *Call {
	switch op.Kind {
	case selection.Get, selection.List, selection.Create:
	case selection.Invoke:
		if op.Path[len(op.Path)-1].Call.Function || planned.Result != "" {
			return nil
		}
	default:
		return nil
	}
	call := &Call{Request: planned.Request, Constructor: plan.Client.Constructor, Method: op.Method, Kind: op.Kind}
	values := map[string]string{}
	keys := map[string]example{}
	for _, param := range planned.Params {
		value, known := examples[param.Type]
		body, isModel := strings.CutPrefix(param.Type, "*"+plan.Name+".")
		switch {
		case known:
			values[param.Name] = value.code
			keys[param.Name] = value
			call.EDM = call.EDM || strings.HasPrefix(param.Type, "edm.")
		case isModel && op.Method == http.MethodPost:
			values[param.Name] = "&" + plan.Name + "." + body + "{}"
		default:
			return nil
		}
	}
	var certain bool
	if call.Path, certain = path(op, plan.Client.KeysInParentheses, planned.Params); !certain {
		return nil
	}
	var err error
	if call.Expr, err = filledIn(planned.Call, values); err != nil {
		return nil
	}
	call.Field, call.Property = textOf(plan, planned.Result)
	return call
}

// certainName is a segment that is written into a URL as it is.
var certainName = regexp.MustCompile(`^[\w.-]+$`)

// path is the path of an operation with the examples for its keys; false where it has more than names, casts and single
// keys.
func path(op *selection.Operation, parentheses bool, params []ir.Param) (string, bool) {
	if len(op.Options) > 0 {
		return "", false
	}
	var b strings.Builder
	for _, step := range op.Path {
		name := ""
		switch step.Kind {
		case selection.EntitySetStep:
			name = step.Set.Name
		case selection.SingletonStep:
			name = step.Singleton.Name
		case selection.NavigationStep:
			name = step.Navigation.Name
		case selection.CastStep:
			name = step.Type.QualifiedName()
		case selection.KeyStep:
			key, certain := keyText(step, parentheses, &params)
			if !certain {
				return "", false
			}
			b.WriteString(key)
			continue
		case selection.CallStep:
			name = called(step)
		}
		if !certainName.MatchString(name) {
			return "", false
		}
		b.WriteString("/" + name)
	}
	return b.String(), true
}

// called is the segment of an action, with or without its namespace as the line has it; "" where the line writes the
// name in another way than the schema.
func called(step selection.Step) string {
	name := step.Call.Name
	if step.Import != nil {
		name = step.Import.Name
	}
	if step.Text != name && !strings.HasSuffix(step.Text, "."+name) {
		return ""
	}
	return step.Text
}

// keyText is a key in a path. It takes the parameters that stand for placeholders from the front.
func keyText(step selection.Step, parentheses bool, params *[]ir.Param) (string, bool) {
	if len(step.Keys) != 1 || step.Alternate {
		return "", false
	}
	key := step.Keys[0]
	text, isText := key.Literal, true
	switch {
	case key.Placeholder == "":
		if !certainName.MatchString(text) || parentheses { // whose literal in parentheses depends on its type
			return "", false
		}
	case len(*params) == 0:
		return "", false
	default:
		text, isText = examples[(*params)[0].Type].literal, (*params)[0].Type == "string"
		*params = (*params)[1:]
	}
	switch {
	case !parentheses:
		return "/" + text, true
	case isText:
		return "('" + text + "')", true
	}
	return "(" + text + ")", true
}

// filledIn is a call with the values in the places of its variables.
func filledIn(call string, values map[string]string) (string, error) {
	expr, err := parser.ParseExpr(call)
	if err != nil {
		return "", err
	}
	ast.Inspect(expr, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			for _, arg := range call.Args {
				if name, isName := arg.(*ast.Ident); isName && values[name.Name] != "" {
					name.Name = values[name.Name]
				}
			}
		}
		return true
	})
	var b bytes.Buffer
	err = format.Node(&b, token.NewFileSet(), expr)
	return b.String(), err
}

// textOf is a property of what a request returns that holds a text: its Go name and its name in the schema.
func textOf(plan *ir.Plan, result string) (field, property string) {
	name := strings.TrimSuffix(strings.TrimPrefix(result, "*odata.Page["), "]")
	name, isModel := strings.CutPrefix(name, "*"+plan.Name+".")
	if !isModel {
		return "", ""
	}
	for _, t := range plan.Types {
		if t.GoName != name {
			continue
		}
		for _, f := range t.Fields {
			if f.Type.String() != ir.Optional(ir.GoType{Name: "string"}).String() || !certainName.MatchString(f.SchemaName) {
				continue
			}
			if field == "" || strings.EqualFold(f.SchemaName, "displayName") || strings.EqualFold(f.SchemaName, "name") {
				field, property = f.GoName, f.SchemaName
			}
		}
	}
	return field, property
}
