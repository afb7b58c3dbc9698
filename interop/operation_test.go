package interop_test

// This file calls actions and functions, and what goes wrong with them.

import (
	"math"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
)

func testActions(t *testing.T, c *service) {
	created := newOrder(t, c, "act")
	order := c.Orders().Key(id(t, created))
	finished, err := order.Finish(&workshop.OrdersFinishParameters{Reason: odata.Some("it's done"), At: odata.Some(time.Date(2026, 5, 6, 7, 8, 9, 0, time.UTC))}).IfMatch(created.ETag()).Do(t.Context())
	t.Log(finished, err)
	err = order.Touch().Do(t.Context())
	t.Log(err)
	err = order.Touch().IfMatch("*").Do(t.Context())
	t.Log(err)
	t.Log(do(t, order.Get()).Note)
	n, err := c.Orders().Archive(&workshop.OrdersCollectionArchiveParameters{Before: odata.Some(odata.Date{Year: 1999, Month: 1, Day: 1})}).Do(t.Context())
	t.Log(n, err)

	value := &workshop.Echo{
		Text: odata.Some("ä'\"\n"), Number: odata.Some[int32](-1), Big: odata.Some[int64](1<<53 - 1), Amount: odata.Some(decimal(t, "12345.678")),
		At: odata.Some(time.Date(2026, 1, 2, 3, 4, 5, 678_000_000, time.UTC)), Day: odata.Some(odata.Date{Year: 2026, Month: 1, Day: 2}),
		Flag: odata.Some(false), ID: odata.Some(uuid.MustParse("01234567-89ab-4cde-8f01-23456789abcd")), Data: odata.Some([]byte{251, 255}),
		Place: odata.Some(&workshop.InteropAddress{City: odata.Some("Ulm"), Street: odata.Null[string]()}), Words: odata.Some([]odata.Opt[string]{odata.Some("a"), odata.Null[string]()}),
		Measured: odata.Some([]*workshop.InteropMeasurement{{Name: odata.Some("x"), Value: odata.Some(decimal(t, "1.5"))}}), Priority: odata.Some[int32](2),
	}
	e, err := c.Echo(&workshop.EchoParameters{Value: odata.Some(value)}).Do(t.Context())
	t.Log(err)
	text, _ := odata.Marshal(e)
	t.Log(string(text))
	e, err = c.EchoAll(&workshop.EchoAllParameters{Text: value.Text, Number: value.Number, Big: value.Big, Amount: value.Amount, At: value.At, Day: value.Day,
		Flag: value.Flag, ID: value.ID, Data: value.Data, Place: value.Place, Measured: value.Measured, Priority: value.Priority}).Do(t.Context())
	t.Log(err)
	text, _ = odata.Marshal(e)
	t.Log(string(text))
}

func testFunctions(t *testing.T, c *service) {
	listed(t, c, "fn", 3)
	own := do(t, c.Orders().List().Filter(odata.Eq(workshop.OrdersPropNumber, "fn02"))).Items[0]
	order := c.Orders().Key(id(t, own))
	d, err := order.Total("EUR").Do(t.Context())
	t.Log(d, err)
	p, err := order.Similar(odata.Some[int32](2)).Do(t.Context())
	t.Log(p, err)
	p, err = order.Similar(odata.Opt[int32]{}).Do(t.Context())
	t.Log(p, err)
	ns, err := c.Orders().Numbers().Do(t.Context())
	t.Log(ns, err)
	sum, err := c.Sum(odata.Some([]int32{1, 2, 39})).Do(t.Context())
	t.Log(sum, err)
	sum, err = c.Sum(odata.Opt[[]int32]{}).Do(t.Context())
	t.Log(sum, err)
	p, err = c.Best(odata.Some[int32](2)).Select(workshop.OrdersPropNumber).Do(t.Context())
	t.Log(p, err)
	s, err := c.Nothing().Do(t.Context())
	t.Log(s, err)
	e, err := c.Echoes(odata.Some("ä'b/c?&#+%"), odata.Some[int32](math.MinInt32), odata.Some[int64](1<<53-1), odata.Some(decimal(t, "1.5")), odata.Some(time.Date(2026, 1, 2, 3, 4, 5, 678_000_000, time.UTC)),
		odata.Some(odata.Date{Year: 2026, Month: 1, Day: 2}), odata.Some(true), odata.Some(uuid.MustParse("01234567-89ab-4cde-8f01-23456789abcd")), odata.Some([]string{"a", "b'c"})).Do(t.Context())
	t.Log(err)
	text, _ := odata.Marshal(e)
	t.Log(string(text))
	e, err = c.Echoes(odata.Null[string](), odata.Opt[int32]{}, odata.Opt[int64]{}, odata.Opt[odata.Decimal]{}, odata.Opt[time.Time]{}, odata.Opt[odata.Date]{}, odata.Opt[bool]{}, odata.Opt[odata.GUID]{}, odata.Opt[[]string]{}).Do(t.Context())
	t.Log(err)
	text, _ = odata.Marshal(e)
	t.Log(string(text))
}

func testErrors(t *testing.T, c *service) {
	for _, n := range []int32{0, 1, 3} {
		_, err := c.Fail(&workshop.FailParameters{Status: odata.Some[int32](418), Errors: odata.Some(n)}).Do(t.Context())
		e := serviceError(t, err)
		t.Logf("%v %+v", err, e)
	}
	_, err := odata.Get[odata.Raw](t.Context(), c, "Nonsense")
	t.Log(err)
	_, err = c.Orders().List().Query("$filter", "nonsense eq 1").Do(t.Context())
	t.Log(err)
}

func testThrottled(t *testing.T, c *service) {
	send(t, c.Reset())
	n, err := c.Fail(&workshop.FailParameters{Status: odata.Some[int32](429), Times: odata.Some[int32](2)}).Do(t.Context())
	t.Log(n, err)
	send(t, c.Reset())
	n, err = c.Fail(&workshop.FailParameters{Status: odata.Some[int32](503), Times: odata.Some[int32](9)}).Do(t.Context())
	t.Log(n, err)
}
