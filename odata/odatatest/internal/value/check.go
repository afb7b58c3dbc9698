// Package value is values as JSON and in URLs, held against their types: whether they fit, what a literal of a URL is
// in JSON, and what a JSON value is in a URL.
package value

// This file says whether JSON fits a type of the schema.

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Fault is what is wrong with a value.
type Fault struct {
	Path string // of the member, with slashes; "" for the value itself
	Text string
}

func (f Fault) String() string {
	if f.Path == "" {
		return f.Text
	}
	return f.Path + ": " + f.Text
}

// Checker holds values against the types of a model. Its zero value but for Model demands that values can be read as
// what they are meant to be, as a test may put them into a service: members that nobody declared and values that an
// enumeration lacks are as good as any. Strict demands what a service demands of a request.
type Checker struct {
	Model  *model.Model
	Strict bool

	faults []Fault
}

// Value checks a value of a type, which may be a collection.
func (c *Checker) Value(path, typeName string, raw jsontext.Value) {
	item, many := model.Item(typeName)
	if !many {
		c.one(path, item, raw)
		return
	}
	items, err := object.Items(raw)
	if err != nil {
		c.fault(path, err.Error())
		return
	}
	for i, value := range items {
		if !object.IsNull(value) {
			c.one(path+"/"+strconv.Itoa(i), item, value)
		}
	}
}

// Property checks the value of a property with its facets.
func (c *Checker) Property(path string, p *schema.Property, raw jsontext.Value) {
	_, many := model.Item(p.Type)
	switch {
	case object.IsNull(raw) && many && c.Strict:
		c.fault(path, "a collection cannot be null; it can be empty")
	case object.IsNull(raw):
		if !p.Null && c.Strict {
			c.fault(path, "must not be null")
		}
	default:
		before := len(c.faults)
		c.Value(path, p.Type, raw)
		if c.Strict && len(c.faults) == before {
			c.facets(path, p, raw)
		}
	}
}

func (c *Checker) facets(path string, p *schema.Property, raw jsontext.Value) {
	item, many := model.Item(p.Type)
	values := []jsontext.Value{raw}
	if many {
		values, _ = object.Items(raw) // it has been read
	}
	for _, v := range values {
		if object.IsNull(v) {
			continue
		}
		switch c.Model.Primitive(item) {
		case "Edm.String":
			if n := utf8.RuneCountInString(object.Plain(v)); p.MaxLength > 0 && n > p.MaxLength {
				c.fault(path, fmt.Sprintf("has %d characters; at most %d are allowed", n, p.MaxLength))
			}
		case "Edm.Binary":
			var b []byte
			if err := odata.Unmarshal(v, &b); err == nil && p.MaxLength > 0 && len(b) > p.MaxLength {
				c.fault(path, fmt.Sprintf("has %d bytes; at most %d are allowed", len(b), p.MaxLength))
			}
		case "Edm.Decimal":
			c.digits(path, p, v)
		}
	}
}

// digits checks Precision and Scale.
func (c *Checker) digits(path string, p *schema.Property, raw jsontext.Value) {
	var d edm.Decimal
	if err := odata.Unmarshal(raw, &d); err != nil || !d.IsFinite() {
		return
	}
	whole, fraction := d.Digits()
	if p.Scale >= 0 && p.Precision > 0 && fraction > p.Scale {
		c.fault(path, fmt.Sprintf("has %d digits after the point; at most %d are allowed", fraction, p.Scale))
	}
	if p.Precision > 0 && whole+fraction > p.Precision {
		c.fault(path, fmt.Sprintf("has %d digits; at most %d are allowed", whole+fraction, p.Precision))
	}
}

// one checks a value that is not a collection.
func (c *Checker) one(path, typeName string, raw jsontext.Value) {
	if t := c.Model.Type(typeName); t != nil {
		c.structured(path, t, raw)
		return
	}
	if e := c.Model.Enum(typeName); e != nil {
		c.enum(path, e, raw)
		return
	}
	if err := primitive(c.Model.Primitive(typeName), raw); err != nil {
		c.fault(path, err.Error())
	}
}

// structured checks an object and its members, by the type that it says.
func (c *Checker) structured(path string, t *model.Type, raw jsontext.Value) {
	if raw.Kind() != '{' && len(t.Properties)+len(t.Links) == 0 {
		return // a type without members, such as Graph's Json, may be any JSON
	}
	o, err := object.Parse(raw)
	if err != nil {
		c.fault(path, err.Error())
		return
	}
	actual, err := ActualType(c.Model, t, o)
	if err != nil {
		c.fault(path, err.Error())
		return
	}
	c.Members(path, actual, o)
}

// Members checks the members of an object: properties with their values, navigation properties not at all.
func (c *Checker) Members(path string, t *model.Type, o object.Object) {
	for _, m := range o {
		at := strings.TrimPrefix(path+"/"+m.Name, "/")
		switch p := t.Property(m.Name); {
		case strings.Contains(m.Name, "@"):
			continue
		case p != nil:
			c.Property(at, p, m.Value)
		case t.Link(m.Name) == nil && !t.Open && c.Strict && len(t.Properties)+len(t.Links) > 0:
			c.fault(at, Lacks(t, m.Name))
		}
	}
}

// Lacks says that a type does not have a member, and which is meant.
func Lacks(t *model.Type, name string) string {
	text := t.Name + " has no member " + rawjson.Quote(name)
	if meant := model.Suggest(name, t.Names()); meant != "" {
		text += "; did you mean " + meant + "?"
	}
	return text
}

// ActualType is the type that an object says in @odata.type, or the declared one. A type that the model does not have
// is the declared one; one that does not derive from it is an error.
func ActualType(m *model.Model, declared *model.Type, o object.Object) (*model.Type, error) {
	name := o.Text("@odata.type")
	if name == "" {
		name = o.Text("@type")
	}
	said := m.Type(strings.TrimPrefix(name[strings.LastIndexByte(name, '#')+1:], "#"))
	switch {
	case said == nil || said == declared:
		return declared, nil
	case !said.Is(declared):
		return nil, fmt.Errorf("has the type %s, which does not derive from %s", said.Name, declared.Name)
	}
	return said, nil
}

func (c *Checker) enum(path string, e *schema.Enum, raw jsontext.Value) {
	if raw.Kind() != '"' && raw.Kind() != '0' {
		c.fault(path, rawjson.Mismatch(raw, "a member of "+e.Name).Error())
		return
	}
	if !c.Strict || raw.Kind() == '0' {
		return
	}
	words := []string{object.Plain(raw)}
	if e.Flags {
		words = strings.Split(words[0], ",")
	}
	for _, word := range words {
		if !hasMember(e, strings.TrimSpace(word)) {
			c.fault(path, fmt.Sprintf("%q is not a member of %s", word, e.Name))
		}
	}
}

func hasMember(e *schema.Enum, name string) bool {
	if _, err := strconv.ParseInt(name, 10, 64); err == nil {
		return true
	}
	for _, m := range e.Members {
		if strings.EqualFold(m.Name, name) {
			return true
		}
	}
	return false
}

// primitive is an error where a JSON value is not of a primitive type. Types that nobody knows may be any JSON.
func primitive(typeName string, raw jsontext.Value) error {
	into := number(typeName)
	switch typeName {
	case "Edm.String":
		into = new(string)
	case "Edm.Boolean":
		into = new(bool)
	case "Edm.Guid":
		into = new(edm.GUID)
	case "Edm.DateTimeOffset":
		into = new(time.Time)
	case "Edm.Date":
		into = new(edm.Date)
	case "Edm.TimeOfDay":
		into = new(edm.TimeOfDay)
	case "Edm.Duration":
		into = new(edm.Duration)
	case "Edm.Binary":
		into = new([]byte)
	}
	if into == nil {
		return nil
	}
	if err := odata.Unmarshal(raw, into); err != nil {
		return rawjson.Mismatch(raw, "a value of "+typeName)
	}
	return nil
}

// number is where a number of a type is read into; nil for other types.
func number(typeName string) any {
	switch typeName {
	case "Edm.Byte":
		return new(uint8)
	case "Edm.SByte":
		return new(int8)
	case "Edm.Int16":
		return new(int16)
	case "Edm.Int32":
		return new(int32)
	case "Edm.Int64":
		return new(int64)
	case "Edm.Single":
		return new(float32)
	case "Edm.Double":
		return new(float64)
	case "Edm.Decimal":
		return new(edm.Decimal)
	}
	return nil
}

// Faults are what was found wrong, in the order of the values.
func (c *Checker) Faults() []Fault { return c.faults }

func (c *Checker) fault(path, text string) {
	c.faults = append(c.faults, Fault{path, text})
}
