package route

// This file is the requests of the slice, by which requests are known, and the text by which a path is compared and
// proposed.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Table is the requests of a slice.
type Table struct {
	requests map[string]*schema.Request // by method and shape
	methods  map[string][]string        // by shape
	// Also are the properties that are as good as a key, by the lines of the configuration: userPrincipalName of
	// /users/{id | userPrincipalName}.
	Also []string
}

// NewTable reads the paths of the requests. An error names those that cannot be read; the table has the others.
func NewTable(m *model.Model) (*Table, error) {
	t := &Table{requests: map[string]*schema.Request{}, methods: map[string][]string{}}
	var wrong []string
	for i := range m.Service.Requests {
		r := &m.Service.Requests[i]
		p, err := Pattern(m, r.Path)
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("%s %s: %v", r.Method, r.Path, err))
			continue
		}
		t.requests[r.Method+" "+p.Shape] = r
		t.methods[p.Shape] = append(t.methods[p.Shape], r.Method)
		t.also(r.Line)
	}
	if wrong != nil {
		return t, fmt.Errorf("requests of the schema that lead nowhere: %s", strings.Join(wrong, "; "))
	}
	return t, nil
}

// also notes the names in the braces of a line that has several in one.
func (t *Table) also(line string) {
	for _, part := range strings.Split(line, "{")[1:] {
		inside, _, _ := strings.Cut(part, "}")
		names := strings.Split(inside, "|")
		for _, name := range names {
			if name = strings.TrimSpace(name); len(names) > 1 && !slices.Contains(t.Also, name) {
				t.Also = append(t.Also, name)
			}
		}
	}
}

// Pattern reads a path as documentation writes it, with {name} for values.
func Pattern(m *model.Model, path string) (*Path, error) {
	path = strings.NewReplacer("%", "%25").Replace(path)
	return parse(&parser{model: m}, path)
}

// Find is the request of the slice that a method and a path are, or nil.
func (t *Table) Find(method string, p *Path) *schema.Request { return t.requests[method+" "+p.Shape] }

// Methods are those of the requests with the same path.
func (t *Table) Methods(p *Path) []string { return t.methods[p.Shape] }

// Any says whether a request of the slice matches, by its method and shape.
func (t *Table) Any(match func(method, shape string) bool) bool {
	for key := range t.requests {
		if method, shape, _ := strings.Cut(key, " "); match(method, shape) {
			return true
		}
	}
	return false
}

// shape is steps with {} for values.
func shape(steps []Step) string {
	var b strings.Builder
	for _, s := range steps {
		switch s.Kind {
		case Key:
			name := ""
			if s.Alternate {
				name = named(s.Values)
			}
			b.WriteString("/{" + name + "}")
		case Address:
			b.WriteString("/:{}:")
		case Operation:
			b.WriteString("/" + s.Name + "(" + named(s.Values) + ")")
		default:
			b.WriteString("/" + s.Name)
		}
	}
	return b.String()
}

// documented is steps as documentation writes them.
func documented(steps []Step) string {
	var b strings.Builder
	addressed := false
	for _, s := range steps {
		if addressed {
			b.WriteString(":")
		}
		addressed = s.Kind == Address
		switch s.Kind {
		case Key:
			b.WriteString(documentedKey(s))
		case Address:
			b.WriteString(":/{path}")
		case Operation:
			b.WriteString("/" + documentedCall(s))
		default:
			b.WriteString("/" + s.Name)
		}
	}
	return b.String()
}

func documentedKey(s Step) string {
	if len(s.Values) == 1 && !s.Alternate {
		name := s.Values[0].Name
		if name == "" {
			name = "id"
		}
		return "/{" + name + "}"
	}
	return "(" + placeholders(s.Values) + ")"
}

func documentedCall(s Step) string {
	name := s.Name
	if s.Import != nil {
		name = s.Import.Name
	}
	if s.Operation.Action {
		return name
	}
	return name + "(" + placeholders(s.Values) + ")"
}

func placeholders(values []Value) string {
	var parts []string
	for _, v := range values {
		parts = append(parts, v.Name+"={"+v.Name+"}")
	}
	slices.Sort(parts)
	return strings.Join(parts, ",")
}
