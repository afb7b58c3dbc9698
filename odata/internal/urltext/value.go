package urltext

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/enum"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// This file makes literals of values by their Go types, which filters need, and of values that a URL can only have as
// JSON: collections, complex values and entities.

// LitOf is the literal of a value by its Go type; what is not a primitive value or a member of an enumeration is
// written as LitJSON has it.
func LitOf(value any) Literal {
	switch v := value.(type) {
	case nil:
		return LitNull()
	case string:
		return LitString(v)
	case time.Time:
		return LitTime(v)
	case edm.Date:
		return LitDate(v)
	case edm.TimeOfDay:
		return LitTimeOfDay(v)
	case edm.Duration:
		return LitDuration(v)
	case edm.GUID:
		return LitGUID(v)
	case edm.Decimal:
		return LitDecimal(v)
	case []byte:
		return LitBinary(v)
	}
	return litOfKind(value)
}

// litOfKind is the literal of a value of a type that is known by its kind only.
func litOfKind(value any) Literal {
	rv := reflect.ValueOf(value)
	switch {
	case rv.Kind() == reflect.String:
		if of, ok := enum.Of(rv.Type()); ok {
			return LitEnum(of.Name(), rv.String())
		}
		return LitString(rv.String())
	case rv.Kind() == reflect.Bool:
		return LitBool(rv.Bool())
	case rv.CanInt():
		return LitInt(rv.Int())
	case rv.CanUint():
		return same(strconv.FormatUint(rv.Uint(), 10))
	case rv.Kind() == reflect.Float32:
		return same(strings.Trim(string(rawjson.AppendFloat(nil, rv.Float(), 32)), `"`))
	case rv.CanFloat():
		return LitFloat(rv.Float())
	}
	return LitJSON(value)
}

// LitJSON is a collection, an entity, a complex value, or a value of any type: JSON, which stands for a parameter alias
// (OData URL Conventions 4.01, section 5.1.1.14). A JSON string is written as the string literal that an alias needs,
// other JSON with as few escapes as it allows, unlike in bodies: a URL is percent-encoded anyway, and there are
// services that take escapes in it for text. What cannot be encoded is an error of the request.
func LitJSON(v any) Literal { return LitText(appendJSON(nil, reflect.ValueOf(v))) }

// LitText is the same of a value that is JSON already, unless there is an error.
func LitText(text []byte, err error) Literal {
	raw := edm.Raw(text)
	switch {
	case err != nil:
	case raw.Kind() == '"':
		var plain string
		plain, err = rawjson.Unquote(raw, "a string")
		text = []byte(LitString(plain).url)
	default:
		text, err = rawjson.Plain(raw)
	}
	return Literal{url: string(text), alias: true, err: err}
}

// appendJSON writes a value as bodies have it: the items of a collection one by one, times and numbers as OData has
// them, and all else as its MarshalJSON method does, which every model has.
func appendJSON(dst []byte, v reflect.Value) ([]byte, error) {
	if !v.IsValid() {
		return append(dst, "null"...), nil
	}
	switch x := v.Interface().(type) {
	case time.Time:
		dst, err := edm.AppendDateTimeOffset(append(dst, '"'), x)
		return append(dst, '"'), err
	case edm.Raw:
		if len(x) == 0 {
			return append(dst, "null"...), nil
		}
		return append(dst, x...), nil
	case []byte, edm.GUID, json.Marshaler, encoding.TextMarshaler:
		return appendMarshaled(dst, x)
	}
	switch v.Kind() {
	case reflect.Slice:
		return appendItems(dst, v)
	case reflect.Float32, reflect.Float64:
		return rawjson.AppendFloat(dst, v.Float(), v.Type().Bits()), nil
	}
	return appendMarshaled(dst, v.Interface())
}

func appendItems(dst []byte, v reflect.Value) ([]byte, error) {
	dst = append(dst, '[')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		var err error
		if dst, err = appendJSON(dst, v.Index(i)); err != nil {
			return nil, err
		}
	}
	return append(dst, ']'), nil
}

func appendMarshaled(dst []byte, v any) ([]byte, error) {
	text, err := json.Marshal(v)
	return append(dst, text...), err
}
