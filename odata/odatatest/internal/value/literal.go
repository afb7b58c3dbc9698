package value

// This file is values in URLs (OData URL Conventions 4.01, section 4.3.1): keys and parameters of functions.

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
)

// Literal is the JSON of a literal in a URL, which is of a type: 'text', 42, true, null, 2026-01-31, Ns.Color'red', an
// object or an array. The text is not percent-encoded.
func Literal(m *model.Model, typeName, text string) (jsontext.Value, error) {
	item, many := model.Item(typeName)
	switch {
	case text == "null":
		return jsontext.Value(text), nil
	case many || m.Type(item) != nil || strings.HasPrefix(text, "{") || strings.HasPrefix(text, "["):
		return rawjson.Compact([]byte(text))
	case strings.HasPrefix(text, "'"):
		return quoted(m, item, text)
	}
	return Segment(m, item, unprefixed(text))
}

// quoted is the JSON of a literal in quotes, which are doubled in it.
func quoted(m *model.Model, typeName, text string) (jsontext.Value, error) {
	inner := text[1:]
	if !strings.HasSuffix(inner, "'") {
		return nil, fmt.Errorf("%s does not end with a quote", text)
	}
	inner = inner[:len(inner)-1]
	if strings.Contains(strings.ReplaceAll(inner, "''", ""), "'") {
		return nil, fmt.Errorf("%s has a quote in it that is not doubled", text)
	}
	if base := m.Primitive(typeName); base != "Edm.String" && m.Enum(typeName) == nil && strings.HasPrefix(base, "Edm.") {
		return nil, fmt.Errorf("%s is in quotes, and %s is not", text, typeName)
	}
	return object.String(strings.ReplaceAll(inner, "''", "'")), nil
}

// unprefixed is the text of a literal with the type before it: duration'PT1S', Ns.Color'red', binary'...'.
func unprefixed(text string) string {
	prefix, rest, found := strings.Cut(text, "'")
	if !found || !strings.HasSuffix(rest, "'") || strings.ContainsAny(prefix, " (") {
		return text
	}
	return strings.TrimSuffix(rest, "'")
}

// Segment is the JSON of a value that is a segment of a path by itself: without quotes.
func Segment(m *model.Model, typeName, text string) (jsontext.Value, error) {
	raw := object.String(text)
	base := m.Primitive(typeName)
	if literal := jsontext.Value(text); (base == "Edm.Boolean" || number(base) != nil) && literal.IsValid() && literal.Kind() != '"' {
		raw = literal
	}
	if err := primitive(base, raw); err != nil {
		return nil, fmt.Errorf("%s is not a value of %s", text, typeName)
	}
	return raw, nil
}

// URL is a JSON value as a literal in a URL, percent-encoded.
func URL(m *model.Model, typeName string, raw jsontext.Value) string {
	text := object.Plain(raw)
	if raw.Kind() == '"' {
		switch base := m.Primitive(typeName); {
		case base == "Edm.String":
			text = "'" + strings.ReplaceAll(text, "'", "''") + "'"
		case m.Enum(typeName) != nil:
			text = typeName + "'" + text + "'"
		case base == "Edm.Duration", base == "Edm.Binary":
			text = strings.ToLower(strings.TrimPrefix(base, "Edm.")) + "'" + text + "'"
		}
	}
	return strings.ReplaceAll(url.PathEscape(text), "%27", "'")
}

// Canonical is a key as text by which equal keys are equal: numbers without needless digits, GUIDs in lower case.
func Canonical(m *model.Model, typeName string, raw jsontext.Value) string {
	text := object.Plain(raw)
	switch m.Primitive(typeName) {
	case "Edm.Guid":
		return strings.ToLower(text)
	case "Edm.String":
		return text
	}
	if number := json.Number(text); raw.Kind() == '0' {
		if n, err := number.Int64(); err == nil {
			return fmt.Sprint(n)
		}
	}
	return text
}
