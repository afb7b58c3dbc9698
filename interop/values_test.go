package interop_test

// This file sends a value of every primitive type there and back.

import (
	"errors"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
)

func testValues(t *testing.T, c *service) {
	sent := &workshop.Values{
		ID: odata.Some[int64](1), UUID: odata.Some(uuid.MustParse("01234567-89ab-4cde-8f01-23456789abcd")), Bool: odata.Some(true),
		Uint8: odata.Some[uint8](255), Int16: odata.Some[int16](math.MinInt16), Int32: odata.Some[int32](math.MaxInt32),
		Int64: odata.Some[int64](1<<53 - 1), Integer: odata.Some[int32](math.MinInt32), Integer64: odata.Some[int64](-(1<<53 - 1)),
		Decimal: odata.Some(decimal(t, "0.1")), Decimal92: odata.Some(decimal(t, "-1234567.89")), Double: odata.Some(1e-300),
		Date: odata.Some(edm.Date{Year: 2024, Month: time.February, Day: 29}), Time: odata.Some(edm.TimeOfDay{Hour: 23, Minute: 59, Second: 58}),
		DateTime: odata.Some(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)), Timestamp: odata.Some(time.Date(2026, 1, 2, 3, 4, 5, 678_000_000, time.UTC)),
		String: odata.Some("ä\n\"\\\u2028<&>😀"), String5: odata.Some("12345"), LargeString: odata.Some("large"), Binary: odata.Some([]byte{0, 255, 254, 62, 63}),
		Strings: odata.Some([]odata.Opt[string]{odata.Some(""), odata.Null[string]()}), Integers: odata.Some([]odata.Opt[int32]{odata.Some[int32](1)}),
		HanaTiny: odata.Some[uint8](1), HanaSmall: odata.Some[int16](2), HanaDecimal: odata.Some(decimal(t, "2.5")), HanaReal: odata.Some[float32](0.25),
		HanaChar: odata.Some("c"), HanaNchar: odata.Some("n"), HanaVarchar: odata.Some("v"), HanaClob: odata.Some("clob"), HanaBinary: odata.Some([]byte("bin")),
	}
	bag := &workshop.CdsMap{}
	if err := bag.Extra.SetMember("any", map[string]any{"thing": []int{1, 2}}); err != nil {
		t.Fatal(err)
	}
	sent.Map = odata.Some(bag)
	sent.HanaPoint, sent.HanaShape = odata.Some(edm.Raw(`"POINT(1 2)"`)), odata.Null[edm.Raw]()
	for _, got := range []*workshop.Values{do(t, c.Values().Create(sent)), do(t, c.Values().Key(1).Get())} {
		patch, err := odata.Changes(sent, got)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "the difference of what was sent and what came", encoded(t, patch), `{}`)
		equal(t, "the map", encoded(t, got.Map.Or(nil)), `{"any":{"thing":[1,2]}}`)
	}

	// Null for all of them.
	cleared := &workshop.Values{
		UUID: odata.Null[edm.GUID](), Bool: odata.Null[bool](), Uint8: odata.Null[uint8](), Int16: odata.Null[int16](), Int32: odata.Null[int32](),
		Int64: odata.Null[int64](), Decimal: odata.Null[edm.Decimal](), Double: odata.Null[float64](), Date: odata.Null[edm.Date](),
		Time: odata.Null[edm.TimeOfDay](), DateTime: odata.Null[time.Time](), Timestamp: odata.Null[time.Time](), String: odata.Null[string](),
		Binary: odata.Null[[]byte](), Map: odata.Null[*workshop.CdsMap](), Strings: odata.Null[[]odata.Opt[string]](),
	}
	var invalid *odata.ValidationError // null is not a value of a collection
	if _, err := c.Values().Key(1).Update(cleared).Do(t.Context()); !errors.As(err, &invalid) || len(invalid.Violations) != 1 {
		t.Errorf("null for a collection: %v", err)
	}
	cleared.Strings = odata.Some([]odata.Opt[string]{})
	got := do(t, c.Values().Key(1).Update(cleared))
	if !got.UUID.IsNull() || !got.Bool.IsNull() || !got.Decimal.IsNull() || !got.Date.IsNull() || !got.Time.IsNull() || !got.Timestamp.IsNull() || !got.Binary.IsNull() || !got.Map.IsNull() {
		t.Errorf("after null for all of them: %s", encoded(t, got))
	}
	is(t, "what was not cleared", got.Integer, math.MinInt32)
	is(t, "a collection that was cleared", got.Strings, []odata.Opt[string]{})
}

// A literal of every type finds its value.
func testLiterals(t *testing.T, c *service) {
	key := uuid.MustParse("11234567-89ab-4cde-8f01-23456789abcd")
	day, clock := edm.Date{Year: 2024, Month: time.February, Day: 29}, edm.TimeOfDay{Hour: 1, Minute: 2, Second: 3}
	second, instant := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(2026, 1, 2, 3, 4, 5, 678_000_000, time.UTC)
	const text = `it's "ä" & 50% + #1/?=;:@,$()\`
	do(t, c.Values().Create(&workshop.Values{
		ID: odata.Some[int64](30), UUID: odata.Some(key), Bool: odata.Some(true), Uint8: odata.Some[uint8](200), Int16: odata.Some[int16](-300),
		Int32: odata.Some[int32](-70000), Int64: odata.Some[int64](1<<53 - 1), Decimal: odata.Some(decimal(t, "-12.5")), Double: odata.Some(-0.625), Date: odata.Some(day),
		Time: odata.Some(clock), DateTime: odata.Some(second), Timestamp: odata.Some(instant), String: odata.Some(text), HanaReal: odata.Some[float32](0.5),
	}))
	own := filter.Eq(workshop.ValuesPropID, 30)
	for _, filter := range []filter.Filter[*workshop.Values]{
		filter.Eq(workshop.ValuesPropUUID, key), filter.Eq(workshop.ValuesPropBool, true), filter.Eq(workshop.ValuesPropUint8, 200),
		filter.Eq(workshop.ValuesPropInt16, -300), filter.Eq(workshop.ValuesPropInt32, -70000), filter.Eq(workshop.ValuesPropInt64, 1<<53-1),
		filter.Eq(workshop.ValuesPropDecimal, decimal(t, "-12.5")), filter.Eq(workshop.ValuesPropDouble, -0.625), filter.Eq(workshop.ValuesPropDate, day),
		filter.Eq(workshop.ValuesPropTime, clock), filter.Eq(workshop.ValuesPropDateTime, second), filter.Eq(workshop.ValuesPropTimestamp, instant),
		filter.Eq(workshop.ValuesPropTimestamp, instant.In(time.FixedZone("", -90*60))), filter.Eq(workshop.ValuesPropString, text),
		filter.Contains(workshop.ValuesPropString, `& 50% + #1`), filter.Eq(workshop.ValuesPropHanaReal, 0.5), filter.In(workshop.ValuesPropString, "x", text),
	} {
		page, err := c.Values().List().Filter(filter.And(own, filter)).Select(workshop.ValuesPropID).Do(t.Context())
		if err != nil {
			t.Errorf("%v: %v", filter, err)
			continue
		}
		equal(t, "number of values with "+filter.String(), len(page.Items), 1)
	}
	// CAP reads neither a Boolean property as a filter nor numbers with an exponent.
	for _, filter := range []filter.Filter[*workshop.Values]{filter.Holds(workshop.ValuesPropBool), filter.Eq(workshop.ValuesPropDouble, 1.5e-7)} {
		equal(t, "status of "+filter.String(), refused(t, c.Values().List().Filter(filter)).StatusCode, http.StatusBadRequest)
	}
}

// encoded is the JSON of a model.
func encoded(t *testing.T, model any) string {
	t.Helper()
	text, err := odata.Marshal(model)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// CAP reads JSON numbers as JavaScript does: 53 bits, and no more digits than that.
func testLargeNumbers(t *testing.T, c *service) {
	e := refused(t, c.Values().Create(&workshop.Values{ID: odata.Some[int64](20), Int64: odata.Some[int64](math.MaxInt64)}))
	equal(t, "status of a large Int64", e.StatusCode, http.StatusBadRequest)
	v := do(t, c.Values().Create(&workshop.Values{ID: odata.Some[int64](21), Int64: odata.Some[int64](1<<53 + 1), Decimal: odata.Some(decimal(t, "12345678901234567890.5"))}))
	is(t, "an Int64 of 54 bits", v.Int64, 1<<53)
	is(t, "a decimal of 21 digits", v.Decimal, decimal(t, "12345678901234600000"))
	e = refused(t, c.Values().Create(&workshop.Values{ID: odata.Some[int64](22), Double: odata.Some(math.Inf(1))}))
	equal(t, "status of infinity", e.StatusCode, http.StatusBadRequest)

	// What it has stored exactly, it says as a JavaScript number all the same, which is out of Int64's range: an error,
	// and no other number.
	_, err := odata.Post[*workshop.Values](t.Context(), c, "Values", edm.Raw(`{"id":23,"int64":"9223372036854775807"}`))
	if err == nil || !strings.Contains(err.Error(), "int64: found 9223372036854776000") {
		t.Errorf("reading a large Int64: %v", err)
	}
	if _, err := c.Values().Key(23).Get().Header("Accept", "application/json;IEEE754Compatible=true").Do(t.Context()); err == nil {
		t.Error("CAP takes notice of IEEE754Compatible now")
	}
	small := do(t, c.Values().Key(23).Get().Select(workshop.ValuesPropID)) // what is not read is no error
	is(t, "the key", small.ID, 23)
}

// CAP cuts a Timestamp to milliseconds and a DateTime to seconds, and says both in UTC.
func testTimestamps(t *testing.T, c *service) {
	sent := time.Date(2026, 1, 2, 3, 4, 5, 123_456_700, time.FixedZone("", 2*60*60))
	v := do(t, c.Values().Create(&workshop.Values{ID: odata.Some[int64](10), Timestamp: odata.Some(sent), DateTime: odata.Some(sent)}))
	is(t, "the timestamp", v.Timestamp, time.Date(2026, 1, 2, 1, 4, 5, 123_000_000, time.UTC))
	is(t, "the date and time", v.DateTime, time.Date(2026, 1, 2, 1, 4, 5, 0, time.UTC))
	_, err := c.Values().Create(&workshop.Values{ID: odata.Some[int64](11), Timestamp: odata.Some(sent.Add(89))}).Do(t.Context())
	var invalid *odata.ValidationError
	if !errors.As(err, &invalid) {
		t.Errorf("nine digits of a second where the schema has seven: %v", err)
	}
}

// A server that is told to writes Int64 and Decimal as strings: nothing is lost, on the way there and back.
func TestNumbersAsStrings(t *testing.T) {
	c := startService(t, "CDS_FEATURES_IEEE754COMPATIBLE=true")
	const text = `{"id":"9007199254740993","int64":"9223372036854775807","decimal92":"1234567.89","double":0.1}`
	if _, err := odata.Post[*workshop.Values](t.Context(), c, "Values", edm.Raw(text)); err != nil {
		t.Fatal(err)
	}
	const key = 1<<53 + 1
	v := do(t, c.Values().Key(key).Get().Select(workshop.ValuesPropID, workshop.ValuesPropInt64, workshop.ValuesPropDecimal92, workshop.ValuesPropDouble))
	equal(t, "the key", v.ID.Or(0), key)
	equal(t, "the Int64", v.Int64.Or(0), math.MaxInt64)
	equal(t, "the decimal", v.Decimal92.Or(edm.Decimal{}).String(), "1234567.89")
	v.Extra.DeleteMember("@odata.context")
	equal(t, "what was read, as it is sent back", encoded(t, v), text)
	equal(t, "the Int64 after the update", do(t, c.Values().Key(key).Update(v)).Int64.Or(0), math.MaxInt64)
	page := do(t, c.Values().List().Filter(filter.Eq(workshop.ValuesPropInt64, math.MaxInt64)).Count())
	equal(t, "entities with that Int64", len(page.Items), 1)
	if page.Count == nil || *page.Count != 1 {
		t.Errorf("the count is %v, want 1", page.Count)
	}

	// A program's own values keep their digits too, once the client writes them as strings.
	strings, err := workshop.NewClient(c.root, odata.WithIEEE754Compatible())
	if err != nil {
		t.Fatal(err)
	}
	created := do(t, strings.Values().Create(&workshop.Values{ID: odata.Some[int64](key + 2), Int64: odata.Some[int64](math.MinInt64), Decimal92: odata.Some(decimal(t, "-7654321.98"))}))
	equal(t, "the new key", created.ID.Or(0), key+2)
	equal(t, "the new Int64", created.Int64.Or(0), math.MinInt64)
	equal(t, "the new decimal", created.Decimal92.Or(edm.Decimal{}).String(), "-7654321.98")
}

// items are the items of a collection that may have nulls.
func items[T any](values ...T) []odata.Opt[T] {
	all := make([]odata.Opt[T], len(values))
	for i, v := range values {
		all[i] = odata.Some(v)
	}
	return all
}
