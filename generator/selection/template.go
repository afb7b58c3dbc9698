package selection

// This file writes the path of an operation as one text, from the names of the schema: what a service in memory
// compares requests with.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// Template is the path below the service root as documentation would write it, with a slash first. It has the schema's
// names: types and bound operations are qualified, functions have parentheses, and {name} stands for a value, by the
// name of the part of the key or of the parameter. Values that the line gives are literals in parentheses.
func (o *Operation) Template() string {
	var b strings.Builder
	addressed := false // the path is in what began with a colon
	for _, s := range o.Path {
		if addressed && s.Kind != AddressStep {
			b.WriteString(":")
		}
		addressed = s.Kind == AddressStep
		switch s.Kind {
		case KeyStep:
			b.WriteString(s.keyTemplate())
		case CastStep:
			b.WriteString("/" + s.Type.QualifiedName())
		case CallStep:
			b.WriteString("/" + s.callTemplate())
		case AddressStep:
			b.WriteString(":/" + s.addressTemplate())
		default:
			b.WriteString("/" + s.name())
		}
	}
	if tail := o.tail(); tail != "" {
		if addressed {
			b.WriteString(":")
		}
		b.WriteString("/" + tail)
	}
	return b.String()
}

// keyTemplate is a key: a segment for a single value that the line leaves open, else in parentheses.
func (s Step) keyTemplate() string {
	var parts []string
	for _, k := range s.Keys {
		value, open := valueTemplate(k.Ref.Alias, k.Placeholder, k.Literal, k.Ref.Property.Type)
		if len(s.Keys) == 1 && !s.Alternate {
			if open {
				return "/" + value
			}
			return "(" + value + ")"
		}
		parts = append(parts, k.Ref.Alias+"="+value)
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// valueTemplate is a value, and whether the line leaves it open, by a placeholder or by an example of another type.
func valueTemplate(name, placeholder, literal string, of metadata.Type) (text string, open bool) {
	if placeholder != "" || !fits(literal, of) {
		return "{" + name + "}", true
	}
	return literalText(literal, of), false
}

// callTemplate is the call of an action or function.
func (s Step) callTemplate() string {
	name := s.Call.QualifiedName()
	if s.Import != nil {
		name = s.Import.Name
	}
	if !s.Call.Function || s.Arguments == nil && len(s.Call.OwnParameters()) > 0 { // the parameters are sent in a body
		return name
	}
	var parts []string
	for _, a := range s.Arguments {
		value := "null"
		if !a.Null {
			value, _ = valueTemplate(a.Parameter.Name, a.Placeholder, a.Literal, a.Parameter.Type)
		}
		if !a.Omitted {
			parts = append(parts, a.Parameter.Name+"="+value)
		}
	}
	return name + "(" + strings.Join(parts, ",") + ")"
}

func (s Step) addressTemplate() string {
	if s.AddressPlaceholder {
		return "{path}"
	}
	return strings.Trim(s.Address, "/")
}

// literalText is a literal as URLs have it: texts and values of enumerations in quotes.
func literalText(literal string, of metadata.Type) string {
	if def, ok := of.(*metadata.TypeDefinition); ok {
		of = def.Underlying
	}
	switch t := of.(type) {
	case *metadata.EnumType:
	case *metadata.PrimitiveType:
		if t.Name != "String" {
			return literal
		}
	default:
		return literal
	}
	return "'" + strings.ReplaceAll(literal, "'", "''") + "'"
}
