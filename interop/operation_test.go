package interop_test

// This file calls actions and functions, bound and unbound, and has them fail.

import (
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
)

func testActions(t *testing.T, c *service) {
	created := newOrder(t, c, "act")
	order := c.Orders().Key(id(t, created))
	parameters := &workshop.OrdersFinishParameters{Reason: odata.Some("it's done"), At: odata.Some(time.Date(2026, 5, 6, 7, 8, 9, 0, time.UTC))}
	finished := do(t, order.Finish(parameters).IfMatch(created.Extra.ETag()))
	is(t, "the status", finished.Status, "done")
	is(t, "the note", finished.Note, "it's done")
	is(t, "the day", finished.Due, edm.Date{Year: 2026, Month: time.May, Day: 6})
	if _, err := order.Finish(parameters).IfMatch(created.Extra.ETag()).Do(t.Context()); !odata.IsPreconditionFailed(err) {
		t.Errorf("the second call with the first ETag: %v", err)
	}
	send(t, order.Touch().IfMatch("*"))
	is(t, "the note", do(t, order.Note().Get()), "touched")
	// CAP demands an ETag of actions as it does of updates, and of those that are bound to the collection too.
	equal(t, "status without an ETag", serviceError(t, order.Touch().Do(t.Context())).StatusCode, http.StatusPreconditionRequired)
	before := &workshop.OrdersCollectionArchiveParameters{Before: odata.Some(edm.Date{Year: 1999, Month: time.January, Day: 1})}
	equal(t, "status without an ETag", refused(t, c.Orders().Archive(before)).StatusCode, http.StatusPreconditionRequired)

	do(t, c.Orders().Create(&workshop.Orders{Number: odata.Some("act2"), Title: odata.Some("old"), Due: odata.Some(edm.Date{Year: 1998, Month: time.May, Day: 1})}))
	is(t, "archived", do(t, c.Orders().Archive(before).IfMatch("*")), 1)
}

// echoed has a value of every type that a parameter may have.
func echoed(t *testing.T) *workshop.Echo {
	t.Helper()
	return &workshop.Echo{
		Text: odata.Some("ä'\"\n"), Number: odata.Some[int32](-1), Big: odata.Some[int64](1<<53 - 1), Amount: odata.Some(decimal(t, "12345.678")),
		At: odata.Some(time.Date(2026, 1, 2, 3, 4, 5, 678_000_000, time.UTC)), Day: odata.Some(edm.Date{Year: 2026, Month: 1, Day: 2}),
		Flag: odata.Some(false), ID: odata.Some(uuid.MustParse("01234567-89ab-4cde-8f01-23456789abcd")), Data: odata.Some([]byte{251, 255}),
		Place:    odata.Some(&workshop.InteropAddress{City: odata.Some("Ulm"), Street: odata.Null[string]()}),
		Words:    odata.Some([]odata.Opt[string]{odata.Some("a"), odata.Null[string]()}),
		Measured: odata.Some([]*workshop.InteropMeasurement{{Name: odata.Some("x"), Value: odata.Some(decimal(t, "1.5"))}}), Priority: odata.Some[int32](2),
	}
}

// same fails the test where two echoes differ.
func same(t *testing.T, what string, want, got *workshop.Echo) {
	t.Helper()
	difference, err := odata.Changes(want, got)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the difference of "+what, encoded(t, difference), "{}")
}

// Actions whose parameters are of every type come back as they went.
func testParameters(t *testing.T, c *service) {
	value := echoed(t)
	same(t, "a complex parameter", value, do(t, c.Echo(&workshop.EchoParameters{Value: odata.Some(value)})))
	same(t, "all parameters", value, do(t, c.EchoAll(&workshop.EchoAllParameters{
		Text: value.Text, Number: value.Number, Big: value.Big, Amount: value.Amount, At: value.At, Day: value.Day, Flag: value.Flag, ID: value.ID,
		Data: value.Data, Place: value.Place, Words: value.Words, Measured: value.Measured, Priority: value.Priority,
	})))
	if got := do(t, c.Echo(&workshop.EchoParameters{Value: odata.Null[*workshop.Echo]()})); got != nil {
		t.Errorf("the echo of null is %v", got)
	}
	// CAP names the allowed values of a parameter in its metadata, and takes others.
	other := &workshop.EchoAllParameters{Priority: odata.Some[int32](9)}
	if _, err := c.EchoAll(other).Do(t.Context()); err == nil {
		t.Error("a value that is none of the allowed was sent")
	}
	is(t, "a value that is none of the allowed", do(t, c.EchoAll(other).SkipValidation()).Priority, 9)
}

func testFunctions(t *testing.T, c *service) {
	listed(t, c, "fn", 3)
	own := do(t, c.Orders().List().Filter(filter.Eq(workshop.OrdersPropNumber, "fn02"))).Items[0]
	order := c.Orders().Key(id(t, own))
	equal(t, "the total", do(t, order.Total("EUR")).Value.String(), "3")
	equal(t, "the total", do(t, order.Total("U'S")).Value.String(), "6")
	equal(t, "number of similar orders", len(do(t, order.Similar(odata.Some[int32](2))).Items), 2)
	if n := len(do(t, order.Similar(odata.Opt[int32]{})).Items); n < 2 { // the parameter left out
		t.Errorf("without a limit there are %d similar orders", n)
	}
	if all := do(t, c.Orders().Numbers()).Items; !slices.ContainsFunc(all, func(number odata.Opt[string]) bool { return number.Or("") == "fn01" }) {
		t.Errorf("the numbers are %v", all)
	}
	is(t, "the sum", do(t, c.Sum(odata.Some(items[int32](1, 2, 39)))), 42)
	is(t, "the sum of nothing", do(t, c.Sum(odata.Some(items[int32]()))), 0)
	is(t, "the sum of what is left out", do(t, c.Sum(odata.Opt[[]odata.Opt[int32]]{})), 0)
	best := do(t, c.Best(odata.Some[int32](2)).Select(workshop.OrdersPropNumber))
	equal(t, "number of the best", len(best.Items), 2)
	equal(t, "what returns null", do(t, c.Nothing()).State.IsAbsent(), true)

	want := echoed(t)
	want.Text, want.Number, want.Amount, want.Flag = odata.Some("ä'b/c?&#+%="), odata.Some[int32](math.MinInt32), odata.Some(decimal(t, "-1.5")), odata.Some(true)
	want.Words = odata.Some([]odata.Opt[string]{odata.Some("a"), odata.Some("b'c&")})
	want.Data, want.Place, want.Measured, want.Priority = odata.Opt[[]byte]{}, odata.Opt[*workshop.InteropAddress]{}, odata.Opt[[]*workshop.InteropMeasurement]{}, odata.Opt[int32]{}
	same(t, "a function's parameters", want, do(t, c.Echoes(want.Text, want.Number, want.Big, want.Amount, want.At, want.Day, want.Flag, want.ID, want.Words)))
	none := do(t, c.Echoes(odata.Null[string](), odata.Opt[int32]{}, odata.Opt[int64]{}, odata.Opt[edm.Decimal]{}, odata.Opt[time.Time]{},
		odata.Opt[edm.Date]{}, odata.Opt[bool]{}, odata.Opt[edm.GUID]{}, odata.Opt[[]odata.Opt[string]]{}))
	if !none.Text.IsNull() || !none.Number.State.IsAbsent() {
		t.Errorf("of null and nothing came %s", encoded(t, none))
	}
}

func testErrors(t *testing.T, c *service) {
	e := refused(t, c.Fail(&workshop.FailParameters{Status: odata.Some[int32](418)}))
	equal(t, "status", e.StatusCode, http.StatusTeapot)
	equal(t, "message", e.Message, "as you wish")
	equal(t, "target", e.Target, "status")
	if e.RequestID == "" {
		t.Error("the error has no request id")
	}
	e = refused(t, c.Fail(&workshop.FailParameters{Status: odata.Some[int32](409), Errors: odata.Some[int32](3)}))
	if !odata.IsConflict(e) || len(e.Details) != 3 {
		t.Fatalf("the error is %v", e)
	}
	equal(t, "the last detail", e.Details[2].Code+" "+e.Details[2].Target+" "+e.Details[2].Message, "E3 errors/3 error 3")

	e = refused(t, c.Orders().List().Query("$filter", "nonsense eq 1"))
	equal(t, "status of a filter by what is not there", e.StatusCode, http.StatusBadRequest)
	if !strings.Contains(e.Message, "nonsense") {
		t.Errorf("the message is %q", e.Message)
	}
}

// A service that is busy is asked again after the time that it says.
func testThrottled(t *testing.T, c *service) {
	send(t, c.Reset())
	is(t, "calls until it was well", do(t, c.Fail(&workshop.FailParameters{Status: odata.Some[int32](429), Times: odata.Some[int32](2)})), 3)
	send(t, c.Reset())
	e := refused(t, c.Fail(&workshop.FailParameters{Status: odata.Some[int32](503), Times: odata.Some[int32](9)}))
	equal(t, "status of what stays busy", e.StatusCode, http.StatusServiceUnavailable)
	is(t, "calls in all", do(t, c.Fail(&workshop.FailParameters{Times: odata.Some[int32](0)})), 5)
}
