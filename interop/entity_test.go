package interop_test

// This file creates, reads, changes and deletes entities with keys of every kind.

import (
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

// newOrder creates an order with the number.
func newOrder(t *testing.T, c *service, number string) *workshop.Orders {
	t.Helper()
	return do(t, c.Orders().Create(&workshop.Orders{Number: odata.Some(number), Title: odata.Some("order " + number)}))
}

func id(t *testing.T, order *workshop.Orders) edm.GUID {
	t.Helper()
	key, ok := order.ID.Get()
	if !ok {
		t.Fatal("the order has no key")
	}
	return key
}

func decimal(t *testing.T, text string) edm.Decimal {
	t.Helper()
	d, err := edm.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A deep insert: an order with what is contained, what is composed, and a link to what was there.
func testDeepInsert(t *testing.T, c *service) {
	do(t, c.Customers().Create(&workshop.Customers{Code: odata.Some("deep"), Name: odata.Some("Ada")}))
	do(t, c.Machines().Create(&workshop.Machines{Number: odata.Some[int32](100), Name: odata.Some("lathe")}))
	taken := time.Date(2026, 2, 3, 4, 5, 6, 789_000_000, time.UTC)
	created := do(t, c.Orders().Create(&workshop.Orders{
		Number:         odata.Some("deep"),
		Title:          odata.Some("turn a shaft"),
		Priority:       odata.Some[int32](3),
		Price:          odata.Some(decimal(t, "123456.78")),
		Due:            odata.Some(edm.Date{Year: 2026, Month: time.March, Day: 1}),
		DeliveryStreet: odata.Some("Straße 1"),
		DeliveryCity:   odata.Some("Ulm"),
		Tags:           odata.Some([]odata.Opt[string]{odata.Some("a"), odata.Some("b'c")}),
		Measurements: odata.Some([]*workshop.InteropMeasurement{
			{Name: odata.Some("length"), Value: odata.Some(decimal(t, "1.125")), Taken: odata.Some(taken)},
		}),
		CustomerCode: odata.Some("deep"),
		Items: odata.Some([]*workshop.OrderItems{
			{Pos: odata.Some[int32](1), Text: odata.Some("steel"), Quantity: odata.Some[int32](2), MachineNumber: odata.Some[int32](100)},
			{Pos: odata.Some[int32](2), Text: odata.Some("time")},
		}),
		Comments: odata.Some([]*workshop.OrdersComments{{Pos: odata.Some[int32](1), Text: odata.Some("quick!")}}),
	}))
	if created.Extra.ETag() == "" {
		t.Error("the created order has no ETag")
	}
	is(t, "the status", created.Status, "open") // the default
	if items, _ := created.Items.Get(); len(items) != 2 {
		t.Errorf("%d items were created, want 2", len(items))
	}

	order := do(t, c.Orders().Key(id(t, created)).Get().Expand(
		filter.With(workshop.OrdersPropItems).OrderBy(filter.Desc(workshop.OrderItemsPropPos)).
			Expand(filter.With(workshop.OrderItemsPropMachine).Select(workshop.MachinesPropName)),
		workshop.OrdersPropComments, workshop.OrdersPropCustomer))
	is(t, "the price", order.Price, decimal(t, "123456.78"))
	is(t, "the street", order.DeliveryStreet, "Straße 1")
	is(t, "the tags", order.Tags, []odata.Opt[string]{odata.Some("a"), odata.Some("b'c")})
	if m, _ := order.Measurements.Get(); len(m) != 1 || m[0].Taken.Or(time.Time{}) != taken || m[0].Value.Or(edm.Decimal{}).String() != "1.125" {
		t.Errorf("the measurements are %v", order.Measurements)
	}
	customer, ok := order.Customer.Get()
	if !ok {
		t.Fatal("the customer is not expanded")
	}
	is(t, "the customer's name", customer.Name, "Ada")
	items, _ := order.Items.Get()
	if len(items) != 2 {
		t.Fatalf("%d items are expanded, want 2", len(items))
	}
	is(t, "the first item", items[0].Pos, 2)
	if !items[0].Machine.IsNull() {
		t.Errorf("the machine of an item without one is %v", items[0].Machine)
	}
	machine, _ := items[1].Machine.Get()
	is(t, "the machine", machine.Name, "lathe")
	comments, _ := order.Comments.Get()
	if len(comments) != 1 {
		t.Fatalf("%d comments are expanded, want 1", len(comments))
	}
	is(t, "the comment", comments[0].Text, "quick!")
}

// What the schema forbids is not sent, and what the server forbids beyond that is its error.
func testRefusedCreates(t *testing.T, c *service) {
	_, err := c.Orders().Create(&workshop.Orders{
		Title: odata.Some(strings.Repeat("x", 41)), Status: odata.Some("lost"), Priority: odata.Some[int32](9), CreatedBy: odata.Some("me"),
	}).Do(t.Context())
	if _, ok := err.(*odata.ValidationError); !ok {
		t.Errorf("the error is %v, want one of validation", err)
	}
	e := refused(t, c.Orders().Create(&workshop.Orders{
		Title: odata.Some("x"), Number: odata.Some("refused"), Status: odata.Some("lost"), Priority: odata.Some[int32](9),
	}).SkipValidation())
	equal(t, "status", e.StatusCode, http.StatusBadRequest)
	equal(t, "number of details", len(e.Details), 2)

	newOrder(t, c, "unique")
	e = refused(t, c.Orders().Create(&workshop.Orders{Number: odata.Some("unique"), Title: odata.Some("again")}))
	// CAP: with the database's driver in WebAssembly, what is not unique is its failure and not the client's.
	equal(t, "status of a second order with the number", e.StatusCode, http.StatusInternalServerError)
	do(t, c.Machines().Create(&workshop.Machines{Number: odata.Some[int32](7)}))
	e = refused(t, c.Machines().Create(&workshop.Machines{Number: odata.Some[int32](7)}))
	equal(t, "status of a second machine with the key", e.StatusCode, http.StatusInternalServerError)

	untitled := &workshop.Orders{Number: odata.Some("untitled")}
	if untitled.Validate() != nil || odata.ValidateStrict(untitled) == nil {
		t.Error("an absent member that cannot be null is a matter of ValidateStrict")
	}
	// CAP: a member that cannot be null and is not @mandatory fails in the database.
	e = refused(t, c.Orders().Create(untitled))
	equal(t, "status of an order without the title", e.StatusCode, http.StatusInternalServerError)
	// CAP says @mandatory by Common.FieldControl, which is no vocabulary of OData's.
	e = refused(t, c.OrderItems().Create(&workshop.OrderItems{OrderID: odata.Some(uuid.New()), Pos: odata.Some[int32](1)}))
	equal(t, "status of an item without the mandatory text", e.StatusCode, http.StatusBadRequest)
	equal(t, "target of the error", e.Target, "text")
}

// Keys of every kind, with characters that mean something in URLs.
func testKeys(t *testing.T, c *service) {
	for _, code := range []string{"plain", "a b", "a/b", "it's", "ä+%&", "(x)", "$y", "?#", ".", "..", "1,2=3"} {
		do(t, c.Customers().Create(&workshop.Customers{Code: odata.Some(code), Name: odata.Some("name of " + code)}))
		got := do(t, c.Customers().Key(code).Get())
		is(t, "the name", got.Name, "name of "+code)
		send(t, c.Customers().Key(code).Delete())
		if _, err := c.Customers().Key(code).Get().Do(t.Context()); !odata.IsNotFound(err) {
			t.Errorf("reading %q after it was deleted: %v", code, err)
		}
	}

	do(t, c.Machines().Create(&workshop.Machines{Number: odata.Some[int32](-5), Name: odata.Some("negative")}))
	is(t, "the name", do(t, c.Machines().Key(-5).Get()).Name, "negative")

	day := edm.Date{Year: 2026, Month: time.February, Day: 28}
	do(t, c.Rates().Create(&workshop.Rates{Currency: odata.Some("E'R"), Day: odata.Some(day), Step: odata.Some[int16](-1), Rate: odata.Some(decimal(t, "1.234567"))}))
	is(t, "the rate", do(t, c.Rates().Key("E'R", day, -1).Get()).Rate, decimal(t, "1.234567"))

	order := newOrder(t, c, "keys")
	do(t, c.Orders().Key(id(t, order)).Items().Create(&workshop.OrderItems{Pos: odata.Some[int32](4), Text: odata.Some("four")}))
	do(t, c.Orders().Key(id(t, order)).Comments().Create(&workshop.OrdersComments{Pos: odata.Some[int32](5), Text: odata.Some("five")}))
	is(t, "the item", do(t, c.OrderItems().Key(id(t, order), 4).Get()).Text, "four")
	is(t, "the item", do(t, c.Orders().Key(id(t, order)).Items().Key(id(t, order), 4).Get()).Text, "four")
	is(t, "the comment", do(t, c.Orders().Key(id(t, order)).Comments().Key(5).Get()).Text, "five")
	is(t, "the comment's order", do(t, c.Orders().Key(id(t, order)).Comments().Key(5).Up().Get()).Number, "keys")
	equal(t, "number of comments", do(t, c.Orders().Key(id(t, order)).Comments().Count()), 1)
	equal(t, "number of items", do(t, c.Orders().Key(id(t, order)).Items().Count()), 1)

	// A key that the client chooses.
	chosen := uuid.MustParse("00000000-0000-4000-8000-000000000001")
	do(t, c.Orders().Create(&workshop.Orders{ID: odata.Some(chosen), Number: odata.Some("chosen"), Title: odata.Some("chosen")}))
	is(t, "the order", do(t, c.Orders().Key(chosen).Get()).Number, "chosen")
}

// Read, change, update: the update carries the ETag, and the slower of two loses.
func testChanges(t *testing.T, c *service) {
	created := newOrder(t, c, "changes")
	order := c.Orders().Key(id(t, created))
	do(t, order.Update(&workshop.Orders{Note: odata.Some("first"), DeliveryCity: odata.Some("Ulm")}).IfMatch("*"))
	before := do(t, order.Get())

	after, err := odata.Clone(before)
	if err != nil {
		t.Fatal(err)
	}
	after.Title = odata.Some("changed")
	after.Note = odata.Opt[string]{}
	patch, err := odata.Changes(before, after)
	if err != nil {
		t.Fatal(err)
	}
	text, err := odata.Marshal(patch)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the update", string(text), `{"title":"changed","note":null}`)

	updated := do(t, order.Update(patch))
	is(t, "the title", updated.Title, "changed")
	is(t, "the city", updated.DeliveryCity, "Ulm")
	if !updated.Note.IsNull() {
		t.Errorf("the note is %v, want null", updated.Note)
	}
	if updated.Extra.ETag() == before.Extra.ETag() {
		t.Error("the update has not changed the ETag")
	}

	// The lost race: a change of what is no longer there.
	late, err := odata.Clone(before)
	if err != nil {
		t.Fatal(err)
	}
	late.Title = odata.Some("too late")
	lost, err := odata.Changes(before, late)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := order.Update(lost).Do(t.Context()); !odata.IsPreconditionFailed(err) {
		t.Errorf("an update of what has changed: %v, want precondition failed", err)
	}
	if err := order.Delete().IfMatch(before.Extra.ETag()).Do(t.Context()); !odata.IsPreconditionFailed(err) {
		t.Errorf("deleting what has changed: %v, want precondition failed", err)
	}
	// What was read goes back as a whole, with what it cannot change.
	updated.Title = odata.Some("once more")
	is(t, "the title", do(t, order.Update(updated)).Title, "once more")

	// Without an ETag there is no race to win: CAP demands one.
	e := refused(t, order.Update(&workshop.Orders{Title: odata.Some("careless")}))
	equal(t, "status of an update without an ETag", e.StatusCode, http.StatusPreconditionRequired)

	// Not changed since.
	last := do(t, order.Get())
	e = refused(t, order.Get().IfNoneMatch(last.Extra.ETag()))
	equal(t, "status of what has not changed", e.StatusCode, http.StatusNotModified)

	send(t, order.Delete().IfMatch(last.Extra.ETag()))
	if _, err := order.Get().Do(t.Context()); !odata.IsNotFound(err) {
		t.Errorf("reading what was deleted: %v", err)
	}
}

// PUT sets all members, and creates what is not there, unless it is told not to; so does PATCH.
func testReplace(t *testing.T, c *service) {
	machine := c.Machines().Key(200)
	do(t, machine.Replace(&workshop.Machines{Name: odata.Some("new"), ParentNumber: odata.Some[int32](1)}))
	is(t, "the machine", do(t, machine.Get()).Name, "new")
	do(t, machine.Replace(&workshop.Machines{ParentNumber: odata.Some[int32](2)}))
	if got := do(t, machine.Get()); !got.Name.IsNull() {
		t.Errorf("the name after PUT without it is %v, want null", got.Name)
	}
	do(t, c.Machines().Key(201).Update(&workshop.Machines{Name: odata.Some("patched in")}))
	is(t, "the machine", do(t, c.Machines().Key(201).Get()).Name, "patched in")

	absent := c.Orders().Key(uuid.New())
	body := &workshop.Orders{Title: odata.Some("upsert")}
	if _, err := absent.Update(body).IfMatch("*").Do(t.Context()); !odata.IsPreconditionFailed(err) {
		t.Errorf("updating what has to be there: %v", err)
	}
	do(t, absent.Update(body).IfNoneMatch("*"))
	is(t, "the title", do(t, absent.Get()).Title, "upsert")
	if _, err := absent.Update(&workshop.Orders{Title: odata.Some("again")}).IfNoneMatch("*").Do(t.Context()); err == nil {
		t.Error("what has to be created was there, and is changed")
	}
	is(t, "the title", do(t, absent.Get()).Title, "upsert")
	// CAP knows If-None-Match only of entities that have an ETag.
	do(t, machine.Update(&workshop.Machines{Name: odata.Some("changed")}).IfNoneMatch("*"))
}

// Deep update: the items that the update has are the items.
func testDeepUpdate(t *testing.T, c *service) {
	created := do(t, c.Orders().Create(&workshop.Orders{Number: odata.Some("deepupdate"), Title: odata.Some("x"), Items: odata.Some([]*workshop.OrderItems{
		{Pos: odata.Some[int32](1), Text: odata.Some("one")}, {Pos: odata.Some[int32](2), Text: odata.Some("two")},
	})}))
	order := c.Orders().Key(id(t, created))
	before := do(t, order.Get().Expand(workshop.OrdersPropItems))
	after, err := odata.Clone(before)
	if err != nil {
		t.Fatal(err)
	}
	after.Items = odata.Some([]*workshop.OrderItems{{Pos: odata.Some[int32](2), Text: odata.Some("two!")}, {Pos: odata.Some[int32](3), Text: odata.Some("three")}})
	patch, err := odata.Changes(before, after)
	if err != nil {
		t.Fatal(err)
	}
	do(t, order.Update(patch))
	var texts []string
	for item, err := range order.Items().List().OrderBy(filter.Asc(workshop.OrderItemsPropPos)).All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, item.Text.Or(""))
	}
	equal(t, "the items", strings.Join(texts, ","), "two!,three")
}

// What is contained has no other address than below its order.
func testContained(t *testing.T, c *service) {
	order := c.Orders().Key(id(t, newOrder(t, c, "contained")))
	for i := range int32(3) {
		do(t, order.Comments().Create(&workshop.OrdersComments{Pos: odata.Some(i), Text: odata.Some("a comment")}))
	}
	do(t, order.Comments().Key(1).Update(&workshop.OrdersComments{Text: odata.Some("changed")}))
	send(t, order.Comments().Key(0).Delete())
	var texts []string
	for comment, err := range order.Comments().List().OrderBy(filter.Asc(workshop.OrdersCommentsPropPos)).All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, comment.Text.Or(""))
	}
	equal(t, "the comments", strings.Join(texts, ","), "changed,a comment")
	_, err := odata.Get[edm.Raw](t.Context(), c, "Orders_comments")
	equal(t, "status of a set of all comments", serviceError(t, err).StatusCode, http.StatusMethodNotAllowed)
	send(t, order.Delete().IfMatch("*"))
	if _, err := order.Comments().Key(1).Get().Do(t.Context()); !odata.IsNotFound(err) {
		t.Errorf("a comment of an order that was deleted: %v", err)
	}
}

// The service answers with as much as it is asked for.
func testPreferences(t *testing.T, c *service) {
	created, err := c.Orders().Create(&workshop.Orders{Number: odata.Some("minimal"), Title: odata.Some("x")}).Prefer("return=minimal").Do(t.Context())
	if created != nil || err != nil {
		t.Errorf("a create that returns the minimum returns %v, %v", created, err)
	}
	order := do(t, c.Orders().List().Filter(filter.Eq(workshop.OrdersPropNumber, "minimal"))).Items[0]
	updated, err := c.Orders().Key(id(t, order)).Update(&workshop.Orders{Title: odata.Some("y")}).IfMatch(order.Extra.ETag()).Prefer("return=minimal").Do(t.Context())
	if updated != nil || err != nil {
		t.Errorf("an update that returns the minimum returns %v, %v", updated, err)
	}
	is(t, "the title", do(t, c.Orders().Key(id(t, order)).Title().Get()), "y")
}

// Properties by themselves.
func testProperties(t *testing.T, c *service) {
	order := c.Orders().Key(id(t, newOrder(t, c, "props")))
	is(t, "the title", do(t, order.Title().Get()), "order props")
	send(t, order.Title().Set("another").IfMatch("*"))
	is(t, "the title", do(t, order.Title().Get()), "another")
	if err := order.Title().Set("x").IfMatch(`W/"stale"`).Do(t.Context()); !odata.IsPreconditionFailed(err) {
		t.Errorf("setting a property with an old ETag: %v", err)
	}
	if got := do(t, order.Note().Get()); !got.IsNull() {
		t.Errorf("the note is %v, want null", got)
	}
	send(t, order.Note().Set("ä'b").IfMatch("*"))
	is(t, "the note", do(t, order.Note().Get()), "ä'b")
	equal(t, "the bare note", do(t, order.Note().Raw()), "ä'b")
	send(t, order.Note().Clear().IfMatch("*"))
	if got := do(t, order.Note().Get()); !got.IsNull() {
		t.Errorf("the note is %v, want null", got)
	}
	do(t, order.Update(&workshop.Orders{Tags: odata.Some([]odata.Opt[string]{odata.Some("a"), odata.Null[string]()})}).IfMatch("*"))
	is(t, "the tags", do(t, order.Tags().Get()), []odata.Opt[string]{odata.Some("a"), odata.Null[string]()})
}

// Links are changed by @odata.bind and by the members that hold the key.
func testReferences(t *testing.T, c *service) {
	do(t, c.Customers().Create(&workshop.Customers{Code: odata.Some("refs"), Name: odata.Some("Ref")}))
	order := c.Orders().Key(id(t, newOrder(t, c, "refs")))
	if got := do(t, order.Customer().Get()); got != nil {
		t.Errorf("the customer of an order without one is %v", got)
	}
	patch := &workshop.Orders{}
	if err := patch.Extra.SetMember("customer@odata.bind", "Customers('refs')"); err != nil {
		t.Fatal(err)
	}
	do(t, order.Update(patch).IfMatch("*"))
	is(t, "the customer", do(t, order.Customer().Get()).Name, "Ref")
	do(t, order.Update(&workshop.Orders{CustomerCode: odata.Null[string]()}).IfMatch("*"))
	if got := do(t, order.Customer().Get()); got != nil {
		t.Errorf("the customer of an order that has none any more is %v", got)
	}
	do(t, c.Customers().Key("refs").Orders().Create(&workshop.Orders{Number: odata.Some("refs2"), Title: odata.Some("of a customer")}))
	page := do(t, c.Customers().Key("refs").Orders().List())
	equal(t, "number of the customer's orders", len(page.Items), 1)

	// CAP has no $ref.
	if _, err := order.Customer().Ref().Get().Do(t.Context()); !odata.IsNotFound(err) {
		t.Errorf("reading a reference: %v", err)
	}
	if err := order.Customer().Ref().Set(odata.RefTo(odata.At(c, "Customers('refs')"))).IfMatch("*").Do(t.Context()); !odata.IsNotFound(err) {
		t.Errorf("setting a reference: %v", err)
	}
}

// There is one of it.
func testSingleton(t *testing.T, c *service) {
	is(t, "the title", do(t, c.Settings().Get()).Title, "one of its kind")
	do(t, c.Settings().Update(&workshop.Settings{Title: odata.Some("changed")}))
	s := do(t, c.Settings().Get())
	is(t, "the title", s.Title, "changed")
	is(t, "the limit", s.Limit, 5)
}
