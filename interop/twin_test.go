package interop_test

// This file holds the service in memory, which csdlgen generates, to what CAP does: random typed calls are made of
// both, and have to have the same answers. What CAP does in its own way is left out of the calls, or of what is
// compared, by a comment that begins with "CAP".

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/interop/workshop/workshopfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// twinCalls is how many calls each seed makes.
const twinCalls = 400

// A call is made of one service, and has an answer that both are to agree on.
type call struct {
	name string
	make func(context.Context, *workshop.Client) (any, error)
}

func testTwin(t *testing.T, c *service) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			svc := workshopfake.New(t, odatatest.Lenient(), odatatest.PageSize(5), odatatest.Upsert())
			svc.Settings().SetJSON(`{"id":1}`)
			twin, w := svc.Client(), &walker{random: rand.New(rand.NewPCG(seed, 17)), prefix: fmt.Sprintf("w%d", seed)}
			do(t, c.Settings().Update(&workshop.Settings{Limit: odata.Null[int32](), Title: odata.Null[string]()}))
			for range twinCalls {
				one := w.next()
				want, got := outcome(t, one, c.Client), outcome(t, one, twin)
				if want != got {
					t.Fatalf("after\n%s\n%s has of CAP\n\t%s\nand in memory\n\t%s", strings.Join(w.log, "\n"), one.name, want, got)
				}
				w.log = append(w.log, one.name)
			}
		})
	}
}

// outcome is what a call has for an answer, as text: JSON, or the status of an error.
func outcome(t *testing.T, one call, c *workshop.Client) string {
	t.Helper()
	result, err := one.make(t.Context(), c)
	var refused *odata.Error
	switch {
	case errors.As(err, &refused):
		return fmt.Sprint("status ", refused.StatusCode)
	case err != nil:
		return err.Error()
	}
	text, err := odata.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	plain, err := json.Marshal(compared(v))
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// own are the members that each service gives values of its own.
const own = " @odata.context @odata.etag @odata.metadataEtag version createdAt createdBy modifiedAt modifiedBy "

// compared is a value without what each service has for itself. A member that is null is as one that is not there:
// what is not written is null in CAP's answers.
func compared(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, value := range v {
			empty, isList := value.([]any)
			// CAP: null for a collection is an empty one.
			if value == nil || isList && len(empty) == 0 || strings.Contains(own, " "+name+" ") || strings.Contains(name, "odatatest") {
				continue
			}
			out[name] = compared(value)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, value := range v {
			out[i] = compared(value)
		}
		return out
	case json.Number:
		if d, err := edm.ParseDecimal(v.String()); err == nil {
			return d.Rat().RatString()
		}
	}
	return v
}

// walker makes random calls, and remembers what there may be.
type walker struct {
	random *rand.Rand
	prefix string
	orders []edm.GUID
	log    []string
}

func (w *walker) n(below int) int { return w.random.IntN(below) }

// next is a random call.
func (w *walker) next() call {
	calls := []func() call{
		w.createCustomer, w.createCustomer, w.changeCustomer, w.replaceCustomer, w.deleteCustomer, w.readCustomer,
		w.createOrder, w.createOrder, w.createOrder, w.changeOrder, w.deleteOrder, w.readOrder, w.listOrders, w.listOrders, w.countOrders,
		w.createItem, w.changeItem, w.deleteItem, w.readItem, w.listItems,
		w.createMachine, w.changeMachine, w.deleteMachine, w.readMachine,
		w.createRate, w.readRate, w.deleteRate, w.title, w.changeSettings, w.batch,
	}
	return calls[w.n(len(calls))]()
}

func maybe[T any](w *walker, values ...T) odata.Opt[T] {
	switch i := w.n(len(values) + 2); {
	case i < len(values):
		return odata.Some(values[i])
	case i == len(values):
		return odata.Null[T]()
	}
	return odata.Opt[T]{}
}

func (w *walker) code() string { return fmt.Sprint(w.prefix, "c", w.n(4)) }

func (w *walker) customer() *workshop.Customers {
	return &workshop.Customers{
		Name: maybe(w, "Ada", "it's", "Größe"), Email: maybe(w, "ada@example.com"), HomeCity: maybe(w, "Ulm", "Bonn"), HomeStreet: maybe(w, "Straße 1"),
	}
}

func (w *walker) createCustomer() call {
	body, code := w.customer(), w.code()
	body.Code = odata.Some(code)
	return call{"create customer " + text(body), func(ctx context.Context, c *workshop.Client) (any, error) {
		if _, err := c.Customers().Key(code).Get().Do(ctx); err == nil {
			return "there", nil // CAP: a second one is a failure of the database, 500
		}
		return c.Customers().Create(body).Do(ctx)
	}}
}

func (w *walker) changeCustomer() call {
	body, code := w.customer(), w.code()
	return call{"change customer " + code + " " + text(body), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Customers().Key(code).Update(body).Do(ctx)
	}}
}

func (w *walker) replaceCustomer() call {
	body, code := w.customer(), w.code()
	return call{"replace customer " + code + " " + text(body), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Customers().Key(code).Replace(body).Do(ctx)
	}}
}

func (w *walker) deleteCustomer() call {
	code := w.code()
	return call{"delete customer " + code, func(ctx context.Context, c *workshop.Client) (any, error) {
		return nil, c.Customers().Key(code).Delete().Do(ctx)
	}}
}

func (w *walker) readCustomer() call {
	code := w.code()
	return call{"read customer " + code, func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Customers().Key(code).Get().Expand(filter.With(workshop.CustomersPropOrders).OrderBy(filter.Asc(workshop.OrdersPropNumber)).
			Select(workshop.OrdersPropID, workshop.OrdersPropNumber)).Do(ctx) // CAP: keys are always selected
	}}
}

// order is the id of an order, one that never was among them.
func (w *walker) order() edm.GUID {
	if len(w.orders) == 0 || w.n(10) == 0 {
		return uuid.NewSHA1(uuid.Nil, []byte(w.prefix))
	}
	return w.orders[w.n(len(w.orders))]
}

func (w *walker) createOrder() call {
	n := len(w.orders)
	id := uuid.NewSHA1(uuid.Nil, fmt.Append(nil, w.prefix, n))
	w.orders = append(w.orders, id)
	body := &workshop.Orders{
		ID: odata.Some(id), Number: odata.Some(fmt.Sprintf("%s%03d", w.prefix, n)), Title: odata.Some(fmt.Sprint("order ", n)),
		Note: maybe(w, "odd", "it's"), Priority: maybe[int32](w, 1, 2, 3), Price: maybe(w, edm.DecimalOf(150, 2), edm.DecimalOf(99, 2), edm.DecimalOf(3, 0)),
		Due: maybe(w, edm.Date{Year: 2026, Month: 3, Day: 1}, edm.Date{Year: 2025, Month: 12, Day: 31}), DeliveryCity: maybe(w, "Ulm", "Bonn"),
		CustomerCode: maybe(w, w.code()),
	}
	if w.n(2) == 0 {
		body.Tags = odata.Some([]odata.Opt[string]{odata.Some("a"), odata.Some("b'c")})
	}
	for i := range w.n(3) {
		body.Items = odata.Some(append(body.Items.Or(nil), w.item(int32(i))))
	}
	return call{"create order " + text(body), func(ctx context.Context, c *workshop.Client) (any, error) { return c.Orders().Create(body).Do(ctx) }}
}

func (w *walker) changeOrder() call {
	id, body := w.order(), &workshop.Orders{
		Note: maybe(w, "changed"), Priority: maybe[int32](w, 1, 3), Status: maybe(w, "working", "done"), DeliveryStreet: maybe(w, "Straße 2"),
		CustomerCode: maybe(w, w.code()),
	}
	return call{fmt.Sprint("change order ", id, " ", text(body)), func(ctx context.Context, c *workshop.Client) (any, error) {
		order, err := c.Orders().Key(id).Get().Do(ctx)
		if err != nil {
			return nil, err
		}
		return c.Orders().Key(id).Update(body).IfMatch(order.Extra.ETag()).Do(ctx)
	}}
}

func (w *walker) deleteOrder() call {
	id := w.order()
	return call{fmt.Sprint("delete order ", id), func(ctx context.Context, c *workshop.Client) (any, error) {
		order, err := c.Orders().Key(id).Get().Do(ctx)
		if err != nil {
			return nil, err
		}
		return nil, c.Orders().Key(id).Delete().IfMatch(order.Extra.ETag()).Do(ctx)
	}}
}

func (w *walker) readOrder() call {
	id := w.order()
	return call{fmt.Sprint("read order ", id), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Orders().Key(id).Get().Expand(filter.With(workshop.OrdersPropItems).OrderBy(filter.Desc(workshop.OrderItemsPropPos)).
			Expand(filter.With(workshop.OrderItemsPropMachine).Select(workshop.MachinesPropNumber, workshop.MachinesPropName)), workshop.OrdersPropCustomer).Do(ctx)
	}}
}

// certain is a random filter about what is never null. CAP: a comparison of null is neither true nor false, as in SQL,
// so that nothing fits "not (length(note) eq 3)" where there is no note; for OData it is false.
func (w *walker) certain() filter.Filter[*workshop.Orders] {
	return []filter.Filter[*workshop.Orders]{
		filter.StartsWith(workshop.OrdersPropTitle, "order 2"), filter.Contains(workshop.OrdersPropTitle, "1"), filter.EndsWith(workshop.OrdersPropNumber, "3"),
		filter.IsNull(workshop.OrdersPropNote), filter.IsNotNull(workshop.OrdersPropPrice),
	}[w.n(5)]
}

// condition is a random filter.
func (w *walker) condition(deep int) filter.Filter[*workshop.Orders] {
	switch w.n(16) {
	case 0:
		return filter.Eq(workshop.OrdersPropPriority, 2)
	case 1:
		return filter.Ne(workshop.OrdersPropPriority, 1)
	case 2:
		return filter.Lt(workshop.OrdersPropPrice, edm.DecimalOf(100, 2))
	case 3:
		return filter.Ge(workshop.OrdersPropDue, edm.Date{Year: 2026, Month: 1, Day: 1})
	case 4:
		return filter.IsNull(workshop.OrdersPropNote)
	case 5:
		return filter.In(workshop.OrdersPropDeliveryCity, "Ulm", "Bonn")
	case 6:
		return filter.Contains(workshop.OrdersPropTitle, "1")
	case 7:
		return filter.EndsWith(workshop.OrdersPropNumber, "3")
	case 8:
		return filter.Eq(filter.Length(workshop.OrdersPropNote), 3)
	case 9:
		return filter.Eq(filter.ToUpper(workshop.OrdersPropDeliveryCity), "ULM")
	case 10:
		return filter.Any(workshop.OrdersPropItems, filter.Gt(workshop.OrderItemsPropQuantity, 5))
	case 11:
		return filter.Eq(filter.Through(workshop.OrdersPropCustomer, workshop.CustomersPropName), "Ada")
	case 12:
		return filter.Eq(filter.Month(workshop.OrdersPropDue), 3)
	}
	if deep == 0 {
		return filter.Eq(workshop.OrdersPropStatus, "open")
	}
	switch a, b := w.condition(deep-1), w.condition(deep-1); w.n(3) {
	case 0:
		return filter.And(a, b)
	case 1:
		return filter.Or(a, b)
	default:
		return filter.Not(w.certain())
	}
}

func (w *walker) listOrders() call {
	condition := filter.And(filter.StartsWith(workshop.OrdersPropNumber, w.prefix), w.condition(2))
	list := func(c *workshop.Client) odata.ListRequest[*workshop.Orders] {
		return c.Orders().List().Filter(condition)
	}
	order, descending, top, skip := w.n(3), w.n(2) == 0, w.n(4), w.n(3)
	name := fmt.Sprint("list orders by ", order, descending, " ", top, " after ", skip, ": ", condition)
	return call{name, func(ctx context.Context, c *workshop.Client) (any, error) {
		by := []filter.Order[*workshop.Orders]{filter.Asc(workshop.OrdersPropNumber)}
		if descending {
			by = []filter.Order[*workshop.Orders]{filter.Desc(workshop.OrdersPropNumber)}
		}
		if order == 1 {
			by = append([]filter.Order[*workshop.Orders]{filter.Asc(workshop.OrdersPropPriority)}, by...)
		}
		request := list(c).OrderBy(by...).Select(workshop.OrdersPropID, workshop.OrdersPropNumber, workshop.OrdersPropPrice, workshop.OrdersPropTags)
		if top > 0 {
			request = request.Top(top).Skip(skip).Count()
		}
		page, err := request.Do(ctx)
		if err != nil {
			return nil, err
		}
		all := page.Items
		for page.NextLink != "" {
			if page, err = request.From(page.NextLink).Do(ctx); err != nil {
				return nil, err
			}
			all = append(all, page.Items...)
		}
		return all, nil
	}}
}

func (w *walker) countOrders() call {
	condition := filter.And(filter.StartsWith(workshop.OrdersPropNumber, w.prefix), w.condition(1))
	return call{fmt.Sprint("count orders: ", condition), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Orders().Count().Filter(condition).Do(ctx)
	}}
}

func (w *walker) item(pos int32) *workshop.OrderItems {
	return &workshop.OrderItems{Pos: odata.Some(pos), Text: odata.Some(fmt.Sprint("item ", w.n(3))), Quantity: maybe[int32](w, 1, 10), MachineNumber: maybe(w, w.machine())}
}

func (w *walker) createItem() call {
	id, body := w.order(), w.item(int32(w.n(3)))
	return call{fmt.Sprint("create item of ", id, " ", text(body)), func(ctx context.Context, c *workshop.Client) (any, error) {
		at := c.Orders().Key(id)
		if _, err := at.Get().Do(ctx); err != nil {
			return nil, err
		}
		if _, err := at.Items().Key(id, body.Pos.Or(0)).Get().Do(ctx); err == nil {
			return "there", nil
		}
		return at.Items().Create(body).Do(ctx)
	}}
}

func (w *walker) changeItem() call {
	id, pos, body := w.order(), int32(w.n(3)), &workshop.OrderItems{Text: odata.Some("changed"), MachineNumber: maybe(w, w.machine())}
	return call{fmt.Sprint("change item ", id, pos, " ", text(body)), func(ctx context.Context, c *workshop.Client) (any, error) {
		if _, err := c.OrderItems().Key(id, pos).Get().Do(ctx); err != nil {
			return nil, err
		}
		return c.OrderItems().Key(id, pos).Update(body).Do(ctx)
	}}
}

func (w *walker) deleteItem() call {
	id, pos := w.order(), int32(w.n(3))
	return call{fmt.Sprint("delete item ", id, pos), func(ctx context.Context, c *workshop.Client) (any, error) {
		return nil, c.OrderItems().Key(id, pos).Delete().Do(ctx)
	}}
}

func (w *walker) readItem() call {
	id, pos := w.order(), int32(w.n(3))
	return call{fmt.Sprint("read item ", id, pos), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.OrderItems().Key(id, pos).Get().Expand(workshop.OrderItemsPropMachine).Do(ctx)
	}}
}

func (w *walker) listItems() call {
	id := w.order()
	return call{fmt.Sprint("list items of ", id), func(ctx context.Context, c *workshop.Client) (any, error) {
		page, err := c.Orders().Key(id).Items().List().OrderBy(filter.Asc(workshop.OrderItemsPropPos)).Do(ctx)
		if err != nil {
			return nil, err
		}
		return page.Items, nil
	}}
}

func (w *walker) machine() int32 {
	return int32(1000*(1+len(w.prefix)) + 100*int(w.prefix[1]-'0') + w.n(4))
}

func (w *walker) createMachine() call {
	number := w.machine()
	body := &workshop.Machines{Number: odata.Some(number), Name: maybe(w, "lathe", "saw"), ParentNumber: maybe(w, w.machine())}
	return call{"create machine " + text(body), func(ctx context.Context, c *workshop.Client) (any, error) {
		if _, err := c.Machines().Key(number).Get().Do(ctx); err == nil {
			return "there", nil
		}
		return c.Machines().Create(body).Do(ctx)
	}}
}

func (w *walker) changeMachine() call {
	number, body := w.machine(), &workshop.Machines{Name: maybe(w, "drill"), ParentNumber: maybe(w, w.machine())}
	return call{fmt.Sprint("change machine ", number, " ", text(body)), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Machines().Key(number).Update(body).Do(ctx)
	}}
}

func (w *walker) deleteMachine() call {
	number := w.machine()
	return call{fmt.Sprint("delete machine ", number), func(ctx context.Context, c *workshop.Client) (any, error) {
		return nil, c.Machines().Key(number).Delete().Do(ctx)
	}}
}

func (w *walker) readMachine() call {
	number := w.machine()
	return call{fmt.Sprint("read machine ", number), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Machines().Key(number).Get().Expand(workshop.MachinesPropParent, filter.With(workshop.MachinesPropParts).OrderBy(filter.Asc(workshop.MachinesPropNumber))).Do(ctx)
	}}
}

func (w *walker) rate() (string, edm.Date, int16) {
	return string([]byte{'A' + w.prefix[1] - '0', 'U', 'R'}), edm.Date{Year: 2026, Month: 1, Day: 1 + w.n(2)}, int16(w.n(2))
}

func (w *walker) createRate() call {
	currency, day, step := w.rate()
	body := &workshop.Rates{Currency: odata.Some(currency), Day: odata.Some(day), Step: odata.Some(step), Rate: maybe(w, edm.DecimalOf(1125, 3))}
	return call{"create rate " + text(body), func(ctx context.Context, c *workshop.Client) (any, error) {
		if _, err := c.Rates().Key(currency, day, step).Get().Do(ctx); err == nil {
			return "there", nil
		}
		return c.Rates().Create(body).Do(ctx)
	}}
}

func (w *walker) readRate() call {
	currency, day, step := w.rate()
	return call{fmt.Sprint("read rate ", currency, day, step), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Rates().Key(currency, day, step).Get().Do(ctx)
	}}
}

func (w *walker) deleteRate() call {
	currency, day, step := w.rate()
	return call{fmt.Sprint("delete rate ", currency, day, step), func(ctx context.Context, c *workshop.Client) (any, error) {
		return nil, c.Rates().Key(currency, day, step).Delete().Do(ctx)
	}}
}

func (w *walker) title() call {
	id := w.order()
	return call{fmt.Sprint("title of ", id), func(ctx context.Context, c *workshop.Client) (any, error) {
		return c.Orders().Key(id).Title().Get().Do(ctx)
	}}
}

func (w *walker) changeSettings() call {
	body := &workshop.Settings{Limit: maybe[int32](w, 5, 10), Title: maybe(w, "a", "b")}
	return call{"change settings " + text(body), func(ctx context.Context, c *workshop.Client) (any, error) { return c.Settings().Update(body).Do(ctx) }}
}

// batch is three calls in one request, of which some may fail.
func (w *walker) batch() call {
	code, id, body := w.code(), w.order(), w.customer()
	return call{fmt.Sprint("batch of ", code, " ", id, " ", text(body)), func(ctx context.Context, c *workshop.Client) (any, error) {
		var b odata.Batch
		changed := odata.Add(&b, c.Customers().Key(code).Update(body))
		customer := odata.Add(&b, c.Customers().Key(code).Get(), changed)
		order := odata.Add(&b, c.Orders().Key(id).Get().Select(workshop.OrdersPropID, workshop.OrdersPropNumber))
		if err := b.Do(ctx); err != nil {
			return nil, err
		}
		read, err := customer.Result()
		if err != nil {
			return nil, err
		}
		number := ""
		if o, err := order.Result(); err == nil {
			number = o.Number.Or("")
		}
		return map[string]any{"customer": read, "number": number}, nil
	}}
}

// text is a body for the log.
func text(v any) string {
	data, err := odata.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(data)
}
