package interop_test

// This file reads collections: filters, options, expands and pages.

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
)

// listed creates orders for a test: with a prefix of their own, so that the others' do not count.
func listed(t *testing.T, c *service, prefix string, n int) {
	t.Helper()
	for i := range n {
		order := &workshop.Orders{
			Number: odata.Some(fmt.Sprintf("%s%02d", prefix, i)), Title: odata.Some(fmt.Sprintf("%s's order %d", prefix, i)),
			Price: odata.Some(edm.DecimalOf(int64(i*150), 2)), Due: odata.Some(edm.Date{Year: 2026, Month: time.Month(1 + i%12), Day: 1 + i}),
			Priority: odata.Some(int32(1 + i%3)), DeliveryCity: odata.Some([]string{"Ulm", "Bonn"}[i%2]),
			Tags: odata.Some([]odata.Opt[string]{odata.Some(fmt.Sprint("tag", i))}),
			Items: odata.Some([]*workshop.OrderItems{
				{Pos: odata.Some[int32](1), Text: odata.Some("one"), Quantity: odata.Some(int32(i + 1))},
				{Pos: odata.Some[int32](2), Text: odata.Some("two"), Quantity: odata.Some(int32(10 * (i + 1)))},
			}),
		}
		if i%2 == 1 {
			order.Note = odata.Some("odd")
		}
		do(t, c.Orders().Create(order))
	}
}

// numbers are the numbers of the orders, without their prefix.
func numbers(t *testing.T, request odata.ListRequest[*workshop.Orders], prefix string) string {
	t.Helper()
	var all []string
	for order, err := range request.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.TrimPrefix(order.Number.Or("?"), prefix))
	}
	return strings.Join(all, " ")
}

func testFilters(t *testing.T, c *service) {
	listed(t, c, "f", 6)
	do(t, c.Customers().Create(&workshop.Customers{Code: odata.Some("f"), Name: odata.Some("it's")}))
	first := do(t, c.Orders().List().Filter(filter.Eq(workshop.OrdersPropNumber, "f00"))).Items[0]
	last := do(t, c.Orders().List().Filter(filter.Eq(workshop.OrdersPropNumber, "f05"))).Items[0]
	do(t, c.Orders().Key(id(t, last)).Update(&workshop.Orders{CustomerCode: odata.Some("f")}).IfMatch(last.Extra.ETag()))
	for _, test := range []struct {
		filter filter.Filter[*workshop.Orders]
		want   string
	}{
		{filter.Eq(workshop.OrdersPropTitle, "f's order 3"), "03"},
		{filter.Ne(workshop.OrdersPropPriority, 1), "01 02 04 05"},
		{filter.Lt(workshop.OrdersPropPrice, edm.DecimalOf(300, 2)), "00 01"},
		{filter.Ge(workshop.OrdersPropPrice, edm.DecimalOf(600, 2)), "04 05"},
		{filter.Le(workshop.OrdersPropDue, edm.Date{Year: 2026, Month: time.February, Day: 2}), "00 01"},
		{filter.Gt(workshop.OrdersPropCreatedAt, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)), "00 01 02 03 04 05"},
		{filter.Eq(workshop.OrdersPropID, first.ID.Or(edm.GUID{})), "00"},
		{filter.IsNull(workshop.OrdersPropNote), "00 02 04"},
		{filter.IsNotNull(workshop.OrdersPropNote), "01 03 05"},
		{filter.In(workshop.OrdersPropNumber, "f01", "f04", "it's"), "01 04"},
		{filter.In(workshop.OrdersPropPriority, 2), "01 04"},
		{filter.Not(filter.Eq(workshop.OrdersPropDeliveryCity, "Ulm")), "01 03 05"},
		{filter.And(filter.Eq(workshop.OrdersPropDeliveryCity, "Ulm"), filter.Or(filter.Eq(workshop.OrdersPropPriority, 1), filter.Eq(workshop.OrdersPropPriority, 2))), "00 04"},
		{filter.Compare(workshop.OrdersPropModifiedAt, filter.GreaterOrEqual, workshop.OrdersPropCreatedAt), "00 01 02 03 04 05"},
		{filter.Any(workshop.OrdersPropItems, filter.Eq(workshop.OrderItemsPropQuantity, 30)), "02"},
		{filter.All(workshop.OrdersPropItems, filter.Gt(workshop.OrderItemsPropQuantity, 4)), "04 05"},
		{filter.Any(workshop.OrdersPropItems, filter.And(filter.Eq(workshop.OrderItemsPropText, "two"), filter.Lt(workshop.OrderItemsPropQuantity, 30))), "00 01"},
		{filter.Not(filter.Any(workshop.OrdersPropComments, filter.Filter[*workshop.OrdersComments]{})), "00 01 02 03 04 05"},
		{filter.IsNull(filter.Through(workshop.OrdersPropCustomer, workshop.CustomersPropName)), "00 01 02 03 04"},
		{filter.Eq(filter.Through(workshop.OrdersPropCustomer, workshop.CustomersPropName), "it's"), "05"},
		{filter.Raw[*workshop.Orders]("priority eq 3 and not (note eq null)"), "05"},
	} {
		own := filter.And(filter.StartsWith(workshop.OrdersPropNumber, "f0"), test.filter)
		request := c.Orders().List().Filter(own).OrderBy(filter.Asc(workshop.OrdersPropNumber))
		if _, err := request.Do(t.Context()); err != nil {
			t.Errorf("%v: %v", test.filter, err)
			continue
		}
		equal(t, test.filter.String(), numbers(t, request, "f"), test.want)
	}
}

func testFilterFunctions(t *testing.T, c *service) {
	listed(t, c, "g", 4)
	for _, test := range []struct {
		filter filter.Filter[*workshop.Orders]
		want   string
	}{
		{filter.Contains(workshop.OrdersPropTitle, "'s order 1"), "01"},
		{filter.EndsWith(workshop.OrdersPropTitle, "2"), "02"},
		{filter.MatchesPattern(workshop.OrdersPropNumber, "^g0[13]$"), "01 03"},
		{filter.Eq(filter.Length(workshop.OrdersPropNote), 3), "01 03"},
		{filter.Eq(filter.IndexOf(workshop.OrdersPropTitle, "order"), 4), "00 01 02 03"},
		{filter.Eq(filter.Substring(workshop.OrdersPropNumber, 1, 2), "02"), "02"},
		{filter.Eq(filter.ToUpper(workshop.OrdersPropNote), "ODD"), "01 03"},
		{filter.Eq(filter.ToLower(workshop.OrdersPropDeliveryCity), "ulm"), "00 02"},
		{filter.Eq(filter.Trim(workshop.OrdersPropDeliveryCity), "Ulm"), "00 02"},
		{filter.Eq(filter.Concat[*workshop.Orders](workshop.OrdersPropNumber, workshop.OrdersPropDeliveryCity), "g01Bonn"), "01"},
		{filter.Eq(filter.Year(workshop.OrdersPropDue), 2026), "00 01 02 03"},
		{filter.Eq(filter.Month(workshop.OrdersPropDue), 3), "02"},
		{filter.Eq(filter.Day(workshop.OrdersPropDue), 4), "03"},
		{filter.Ge(filter.Hour(workshop.OrdersPropCreatedAt), 0), "00 01 02 03"},
		{filter.Le(filter.Minute(workshop.OrdersPropCreatedAt), 59), "00 01 02 03"},
		{filter.Le(filter.Second(workshop.OrdersPropCreatedAt), 59), "00 01 02 03"},
		{filter.Eq(filter.Round(workshop.OrdersPropPrice), edm.DecimalOf(2, 0)), "01"},
		{filter.Eq(filter.Floor(workshop.OrdersPropPrice), edm.DecimalOf(1, 0)), "01"},
		{filter.Eq(filter.Ceiling(workshop.OrdersPropPrice), edm.DecimalOf(5, 0)), "03"},
		{filter.Compare(workshop.OrdersPropCreatedAt, filter.LessOrEqual, filter.Now[*workshop.Orders]()), "00 01 02 03"},
		{filter.Eq(filter.DatePart(workshop.OrdersPropCreatedAt), edm.DateOf(time.Now().UTC())), "00 01 02 03"},
	} {
		own := filter.And(filter.StartsWith(workshop.OrdersPropNumber, "g0"), test.filter)
		request := c.Orders().List().Filter(own).OrderBy(filter.Asc(workshop.OrdersPropNumber))
		if _, err := request.Do(t.Context()); err != nil {
			t.Errorf("%v: %v", test.filter, err)
			continue
		}
		equal(t, test.filter.String(), numbers(t, request, "g"), test.want)
	}
	// CAP knows neither arithmetic nor $count in filters.
	sum := filter.Plus[*workshop.Orders](workshop.OrdersPropPriority, filter.Const[*workshop.Orders, int32](1))
	e := refused(t, c.Orders().List().Filter(filter.Eq(sum, 2)))
	equal(t, "status of a sum in a filter", e.StatusCode, http.StatusBadRequest)
	e = refused(t, c.Orders().List().Filter(filter.Gt(filter.Size(workshop.OrdersPropItems), 1)))
	equal(t, "status of $count in a filter", e.StatusCode, http.StatusInternalServerError)
}

func testQueryOptions(t *testing.T, c *service) {
	listed(t, c, "q", 5)
	own := filter.StartsWith(workshop.OrdersPropNumber, "q0")
	list := c.Orders().List().Filter(own)
	equal(t, "by city and then number", numbers(t, list.OrderBy(filter.Asc(workshop.OrdersPropDeliveryCity), filter.Desc(workshop.OrdersPropNumber)), "q"), "03 01 04 02 00")
	equal(t, "by an expression", numbers(t, list.OrderBy(filter.Desc(filter.Month(workshop.OrdersPropDue))), "q"), "04 03 02 01 00")
	equal(t, "the second and third", numbers(t, list.OrderBy(filter.Asc(workshop.OrdersPropNumber)).Skip(1).Top(2), "q"), "01 02")

	page := do(t, list.OrderBy(filter.Asc(workshop.OrdersPropNumber)).Top(1).Count().Select(workshop.OrdersPropNumber))
	if page.Count == nil || *page.Count != 5 {
		t.Errorf("the count is %v, want 5", page.Count)
	}
	one := page.Items[0]
	is(t, "the number", one.Number, "q00")
	if !one.Title.State.IsAbsent() {
		t.Errorf("the title was not selected, and is %v", one.Title)
	}
	equal(t, "the number of all of them", do(t, c.Orders().Count().Query("$filter", own.String())), 5)

	equal(t, "found", numbers(t, c.Orders().List().Search(filter.Phrase("q's order 3")), "q"), "03")
	equal(t, "found", numbers(t, c.Orders().List().Search("q04"), "q"), "04")
	equal(t, "the number of those found", do(t, c.Orders().Count().Search("q04")), 1)
}

func testExpand(t *testing.T, c *service) {
	listed(t, c, "e", 3)
	own := filter.StartsWith(workshop.OrdersPropNumber, "e0")
	list := c.Orders().List().Filter(own).OrderBy(filter.Asc(workshop.OrdersPropNumber))
	page := do(t, list.Expand(filter.With(workshop.OrdersPropItems).
		Filter(filter.Gt(workshop.OrderItemsPropQuantity, 2)).OrderBy(filter.Desc(workshop.OrderItemsPropQuantity)).Top(1).Count().
		Select(workshop.OrderItemsPropQuantity)))
	var quantities []int32
	var counts []int64
	for _, order := range page.Items {
		items, _ := order.Items.Get()
		for _, item := range items {
			quantities = append(quantities, item.Quantity.Or(0))
		}
		if !order.Items.State.IsAbsent() {
			counted, err := odata.Dynamic[int64](&order.Undeclared, "items@odata.count")
			if err != nil {
				t.Fatal(err)
			}
			counts = append(counts, counted.Or(-1))
		}
	}
	if !slices.Equal(quantities, []int32{10, 20, 30}) {
		t.Errorf("the quantities are %v", quantities)
	}
	if !slices.Equal(counts, []int64{1, 1, 2}) {
		t.Errorf("the counts are %v", counts)
	}

	for i := range int32(4) {
		do(t, c.Machines().Create(&workshop.Machines{Number: odata.Some(300 + i), Name: odata.Some(fmt.Sprint("level ", i)), ParentNumber: odata.Some(299 + i)}))
	}
	top := do(t, c.Machines().Key(300).Get().Expand(filter.With(workshop.MachinesPropParts).Expand(filter.With(workshop.MachinesPropParts).Expand(workshop.MachinesPropParts))))
	depth := 0
	for top != nil {
		depth++
		parts, _ := top.Parts.Get()
		if len(parts) == 0 {
			break
		}
		top = parts[0]
	}
	equal(t, "depth", depth, 4)

	// CAP expands entities only, and no deeper than it is told to level by level.
	e := refused(t, c.Machines().Key(300).Get().Expand(filter.With(workshop.MachinesPropParts).Levels(3)))
	equal(t, "status of $levels", e.StatusCode, http.StatusBadRequest)
	e = refused(t, list.Expand(filter.WithCount(workshop.OrdersPropItems)))
	equal(t, "status of a count in $expand", e.StatusCode, http.StatusNotImplemented)
	e = refused(t, list.Expand(filter.WithRef(workshop.OrdersPropItems)))
	equal(t, "status of references in $expand", e.StatusCode, http.StatusBadRequest)
}

// CAP's pages have five orders, as the model says, and lead to the next.
func testPages(t *testing.T, c *service) {
	listed(t, c, "page", 12)
	own := filter.StartsWith(workshop.OrdersPropNumber, "page")
	list := c.Orders().List().Filter(own).OrderBy(filter.Asc(workshop.OrdersPropNumber)).Count()
	var sizes []int
	var second string
	for page, err := range list.Pages(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(page.Items))
		if page.Count == nil || *page.Count != 12 {
			t.Errorf("the count of page %d is %v, want 12", len(sizes), page.Count)
		}
		if second == "" {
			second = page.NextLink
		}
	}
	if !slices.Equal(sizes, []int{5, 5, 2}) {
		t.Errorf("the pages have %v orders", sizes)
	}
	equal(t, "all", numbers(t, list, "page"), "00 01 02 03 04 05 06 07 08 09 10 11")
	equal(t, "from the second page on", numbers(t, list.From(second), "page"), "05 06 07 08 09 10 11")
	equal(t, "the first seven", numbers(t, list.Top(7), "page"), "00 01 02 03 04 05 06")
	// CAP takes no notice of a wish for smaller pages.
	equal(t, "size of a page", len(do(t, list.Prefer("odata.maxpagesize=2")).Items), 5)

	n := 0
	for _, err := range list.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 6 {
			break
		}
	}
	equal(t, "read before the stop", n, 6)
}

// What has no typed request: other spellings, $apply, a read-only view, paths that lead nowhere.
func testEscapeHatch(t *testing.T, c *service) {
	listed(t, c, "x", 3)
	type group struct {
		odata.Undeclared
		City odata.Opt[string]      `json:"delivery_city,omitzero"`
		Sum  odata.Opt[edm.Decimal] `json:"sum,omitzero"`
	}
	var sums []string
	apply := odata.List[*group](c, "Orders").Query("$apply", "filter(startswith(number,'x'))/groupby((delivery_city),aggregate(price with sum as sum))").Query("$orderby", "delivery_city")
	for g, err := range apply.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, g.City.Or("")+"="+g.Sum.Or(edm.Decimal{}).String())
	}
	equal(t, "the sums", strings.Join(sums, " "), "Bonn=1.5 Ulm=3")

	// CAP reads keys as segments too, where they have no slash.
	do(t, c.Customers().Create(&workshop.Customers{Code: odata.Some("seg ment"), Name: odata.Some("Seg")}))
	customer, err := odata.Get[*workshop.Customers](t.Context(), c, "Customers/seg ment?$select=name")
	if err != nil {
		t.Fatal(err)
	}
	is(t, "the name", customer.Name, "Seg")

	summary := do(t, c.Summary().List().Filter(filter.Eq(workshop.SummaryPropStatus, "open")))
	if len(summary.Items) != 1 || summary.Items[0].Orders.Or(0) < 3 {
		t.Errorf("the summary is %v", summary.Items)
	}
	_, err = odata.Post[*workshop.Summary](t.Context(), c, "Summary", &workshop.Summary{Status: odata.Some("done")})
	equal(t, "status of a create in what can be read only", serviceError(t, err).StatusCode, http.StatusMethodNotAllowed)
	if _, err := odata.Get[edm.Raw](t.Context(), c, "Nonsense"); !odata.IsNotFound(err) {
		t.Errorf("reading what is not there: %v", err)
	}
}
