package query

// This file is values: what JSON becomes when an expression is evaluated, and their texts.

import (
	"encoding/base64"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// value is what an expression is for an item: nil for null, or
//
//	bool, string, edm.GUID, []byte, edm.Date, time.Time, edm.TimeOfDay, duration
//	int64, *big.Rat, float32, float64   by the kind of the number; a decimal that is not finite is a float64
//	enumValue, record, []value
//	jsontext.Value                      what is not known further: places, streams, JSON literals
type value any

// enumValue is a value of an enumeration type. Services may send members that the schema does not have; such a value is
// equal to one of the same text only.
type enumValue struct {
	number int64
	text   string // "" where the number is known
}

// place is where a value is, for what is in it.
type place struct {
	entity Entity
	path   string
}

// decode is the value of JSON as one of a type.
func (m types) decode(raw jsontext.Value, t typ, at place) (value, error) {
	if len(raw) == 0 || raw.Kind() == 'n' {
		if t.many {
			return []value(nil), nil
		}
		return nil, nil
	}
	if t.many {
		return m.decodeItems(raw, t.item(), at)
	}
	if t.kind == structKind {
		if raw.Kind() != '{' {
			return nil, rawjson.Mismatch(raw, "an object of the type "+t.name)
		}
		return record{of: m.complexType(raw, t.object), entity: at.entity, path: at.path, raw: raw}, nil
	}
	return decodeSingle(raw, t)
}

func (m types) decodeItems(raw jsontext.Value, t typ, at place) ([]value, error) {
	all, err := object.Items(raw)
	if err != nil {
		return nil, err
	}
	values := make([]value, len(all))
	for i, item := range all {
		var err error
		if values[i], err = m.decode(item, t, place{at.entity, at.path + "/" + strconv.Itoa(i)}); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// decodeSingle is a value that is neither an object nor a collection.
func decodeSingle(raw jsontext.Value, t typ) (value, error) {
	switch t.kind {
	case anyKind:
		return decodeAny(raw)
	case geoKind, streamKind:
		return raw, nil
	case boolKind:
		if k := raw.Kind(); k == 't' || k == 'f' {
			return k == 't', nil
		}
		return nil, rawjson.Mismatch(raw, "true or false")
	}
	text := string(raw)
	if raw.Kind() == '"' {
		text = unquoted(raw)
	} else if raw.Kind() != '0' || !t.isNumber() && t.kind != enumKind {
		return nil, rawjson.Mismatch(raw, t.name)
	}
	v, err := parseAs(text, t)
	if err != nil {
		return nil, fmt.Errorf("it is not of the type %s: %w", t.name, err)
	}
	return v, nil
}

// decodeAny is a value that JSON alone says the type of.
func decodeAny(raw jsontext.Value) (value, error) {
	switch raw.Kind() {
	case '"':
		return unquoted(raw), nil
	case '0':
		_, v, err := readNumber(string(raw))
		return v, err
	case 't', 'f':
		return raw.Kind() == 't', nil
	case '[':
		all, _ := object.Items(raw)
		values := make([]value, len(all))
		for i, item := range all {
			if item.Kind() != 'n' {
				values[i], _ = decodeAny(item)
			}
		}
		return values, nil
	}
	return record{raw: raw}, nil
}

// parseAs is the value of a text as payloads have it.
func parseAs(text string, t typ) (value, error) {
	switch t.kind {
	case textKind:
		return text, nil
	case boolKind:
		if text != "true" && text != "false" {
			return nil, fmt.Errorf("found %s where true or false is expected", rawjson.Quote(text))
		}
		return text == "true", nil
	case guidKind:
		if len(text) != len("00000000-0000-0000-0000-000000000000") {
			return nil, fmt.Errorf("found %s where a GUID is expected", rawjson.Quote(text))
		}
		_, g, err := readGUID(text)
		return g, err
	case binaryKind:
		return readBinary(text)
	case dateKind:
		return edm.ParseDate(text)
	case momentKind:
		return edm.ParseDateTimeOffset(text)
	case clockKind:
		return edm.ParseTimeOfDay(text)
	case durationKind:
		return readDuration(text)
	case enumKind:
		return readEnum(text, t.enum), nil
	}
	v, err := parseNumber(text, t.kind)
	if err != nil {
		err = fmt.Errorf("found %s where a number of the type is expected", rawjson.Quote(text))
	}
	return v, err
}

func parseNumber(text string, k kind) (value, error) {
	switch k {
	case intKind:
		_, v, err := readNumber(text)
		if r, ok := v.(*big.Rat); ok && r.IsInt() && r.Num().IsInt64() { // JSON may have 1.0
			v = r.Num().Int64()
		}
		if _, ok := v.(int64); !ok && err == nil {
			err = strconv.ErrRange
		}
		return v, err
	case singleKind, doubleKind:
		bits := 64
		if k == singleKind {
			bits = 32
		}
		f, err := strconv.ParseFloat(strings.Replace(text, "INF", "Inf", 1), bits)
		if k == singleKind {
			return float32(f), err
		}
		return f, err
	}
	d, err := edm.ParseDecimal(text)
	if err == nil && !d.IsFinite() {
		return d.Float64(), nil
	}
	return d.Rat(), err
}

// readEnum is a value of an enumeration type as payloads have it: members with commas between, or a number.
func readEnum(text string, of *schema.Enum) enumValue {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return enumValue{number: n}
	}
	var n int64
	for name := range strings.SplitSeq(text, ",") {
		member, ok := memberOf(strings.TrimSpace(name), of)
		if !ok {
			return enumValue{text: text}
		}
		n |= member
	}
	return enumValue{number: n}
}

// memberOf is the value of a member, by name or number.
func memberOf(name string, of *schema.Enum) (int64, bool) {
	for _, m := range of.Members {
		if strings.EqualFold(m.Name, name) {
			return m.Value, true
		}
	}
	n, err := strconv.ParseInt(name, 10, 64)
	return n, err == nil
}

// enumText is an enumeration value as payloads have it.
func enumText(v enumValue, of *schema.Enum) string {
	if v.text != "" {
		return v.text
	}
	var names []string
	rest := v.number
	for _, m := range of.Members {
		if m.Value == v.number {
			return m.Name
		}
		if of.Flags && m.Value != 0 && m.Value&v.number == m.Value && m.Value&rest != 0 {
			names = append(names, m.Name)
			rest &^= m.Value
		}
	}
	if rest != 0 || len(names) == 0 {
		return strconv.FormatInt(v.number, 10)
	}
	return strings.Join(names, ",")
}

// text is a value as payloads have it, without quotes; false for what has no text.
func text(v value, t typ) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case int64:
		return strconv.FormatInt(v, 10), true
	case *big.Rat:
		return decimalText(v), true
	case float32:
		return floatText(float64(v), 32), true
	case float64:
		return floatText(v, 64), true
	case duration:
		return durationText(v), true
	case time.Time:
		b, err := edm.AppendDateTimeOffset(nil, v)
		return string(b), err == nil
	case []byte:
		return base64.URLEncoding.EncodeToString(v), true
	case enumValue:
		return enumText(v, t.enum), true
	case fmt.Stringer: // date, time of day, GUID
		return v.String(), true
	}
	return "", false
}

// shown is a value in an error.
func shown(v value) string {
	if s, ok := v.(string); ok {
		return rawjson.Quote(s)
	}
	if _, ok := v.(enumValue); !ok {
		if s, ok := text(v, anyType); ok {
			return s
		}
	}
	return "a value of another type"
}

func floatText(f float64, bits int) string {
	return strings.Trim(string(rawjson.AppendFloat(nil, f, bits)), `"`)
}

// decimalText has all digits of a decimal that has an end, and 34 after the point of one that has none.
func decimalText(r *big.Rat) string {
	digits, exact := r.FloatPrec()
	if !exact {
		digits = 34
	}
	return r.FloatString(min(digits, maxDigits))
}

// maxDigits are the digits after the point of a decimal that is written.
const maxDigits = 10_000

func durationText(d duration) string {
	sign, abs := "", new(big.Rat).Abs(d.Rat)
	if d.Sign() < 0 {
		sign = "-"
	}
	return sign + "PT" + decimalText(abs) + "S"
}

func isNaN(v value) bool {
	switch v := v.(type) {
	case float64:
		return math.IsNaN(v)
	case float32:
		return v != v
	}
	return false
}
