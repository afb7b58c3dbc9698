package interop_test

// This file sends a value of every primitive type there and back.

import (
	"math"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
)

func testValues(t *testing.T, c *service) {
	sent := &workshop.Values{
		ID: odata.Some[int64](1), UUID: odata.Some(uuid.MustParse("01234567-89ab-4cde-8f01-23456789abcd")), Bool: odata.Some(true),
		Uint8: odata.Some[uint8](255), Int16: odata.Some[int16](math.MinInt16), Int32: odata.Some[int32](math.MaxInt32),
		Int64: odata.Some[int64](1<<53 - 1), Integer: odata.Some[int32](math.MinInt32), Integer64: odata.Some[int64](-(1<<53 - 1)),
		Decimal: odata.Some(decimal(t, "0.1")), Decimal92: odata.Some(decimal(t, "-1234567.89")), Double: odata.Some(1e-300),
		Date: odata.Some(odata.Date{Year: 2024, Month: time.February, Day: 29}), Time: odata.Some(odata.TimeOfDay{Hour: 23, Minute: 59, Second: 58}),
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
	do(t, c.Values().Create(sent))
	got := do(t, c.Values().Key(1).Get())
	patch, err := odata.Changes(sent, got)
	if err != nil {
		t.Fatal(err)
	}
	text, err := odata.Marshal(patch)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the difference of what was sent and what came", string(text), `{}`)
}
func testLargeNumbers(t *testing.T, c *service) {
	v, err := c.Values().Create(&workshop.Values{ID: odata.Some[int64](2), Int64: odata.Some[int64](math.MaxInt64)}).Do(t.Context())
	t.Log(v, err)
	v, err = c.Values().Key(2).Get().Do(t.Context())
	t.Log(v, err)
	v, err = c.Values().Key(2).Get().Header("Accept", "application/json;IEEE754Compatible=true").Do(t.Context())
	t.Log(v, err)
	v, err = c.Values().Create(&workshop.Values{ID: odata.Some[int64](3), Decimal: odata.Some(decimal(t, "12345678901234567890.123456789")), Double: odata.Some(math.Inf(1))}).Do(t.Context())
	t.Log(v, err)
	v, err = c.Values().Create(&workshop.Values{ID: odata.Some[int64](4), Decimal: odata.Some(decimal(t, "12345678901234567890.123456789"))}).Do(t.Context())
	t.Log(v, err)
	v, err = c.Values().Key(4).Get().Do(t.Context())
	t.Log(v, err)
	v, err = c.Values().Create(&workshop.Values{ID: odata.Some[int64](5), HanaPoint: odata.Some(odata.Raw(`{"type":"Point","coordinates":[1,2]}`))}).Do(t.Context())
	t.Log(v, err)
}

func testTimestamps(t *testing.T, c *service) {
	zone := time.FixedZone("", 2*60*60)
	sent := time.Date(2026, 1, 2, 3, 4, 5, 123_456_700, zone)
	v := do(t, c.Values().Create(&workshop.Values{ID: odata.Some[int64](10), Timestamp: odata.Some(sent), DateTime: odata.Some(sent)}))
	t.Log(v.Timestamp, v.DateTime)
	v = do(t, c.Values().Key(10).Get())
	t.Log(v.Timestamp, v.DateTime)
}
