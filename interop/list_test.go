package interop_test

// This file reads collections: filters, options, expands and pages.

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
)

// listed creates orders for a test: with a prefix of their own, so that the others' do not count.
func listed(t *testing.T, c *service, prefix string, n int) {
	t.Helper()
	for i := range n {
		order := &workshop.Orders{
			Number: odata.Some(fmt.Sprintf("%s%02d", prefix, i)), Title: odata.Some(fmt.Sprintf("%s's order %d", prefix, i)),
			Price: odata.Some(odata.DecimalOf(int64(i*150), 2)), Due: odata.Some(odata.Date{Year: 2026, Month: time.Month(1 + i%12), Day: 1 + i}),
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
	first := do(t, c.Orders().List().Filter(odata.Eq(workshop.OrdersPropNumber, "f00"))).Items[0]
	for _, test := range []struct {
		filter odata.Filter[*workshop.Orders]
		want   string
	}{
		{odata.Eq(workshop.OrdersPropTitle, "f's order 3"), "03"},
		{odata.Ne(workshop.OrdersPropPriority, 1), "01 02 04 05"},
		{odata.Lt(workshop.OrdersPropPrice, odata.DecimalOf(300, 2)), "00 01"},
		{odata.Ge(workshop.OrdersPropPrice, odata.DecimalOf(600, 2)), "04 05"},
		{odata.Le(workshop.OrdersPropDue, odata.Date{Year: 2026, Month: time.February, Day: 2}), "00 01"},
		{odata.Gt(workshop.OrdersPropCreatedAt, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)), "00 01 02 03 04 05"},
		{odata.Eq(workshop.OrdersPropID, first.ID.Or(odata.GUID{})), "00"},
		{odata.IsNull(workshop.OrdersPropNote), "00 02 04"},
		{odata.IsNotNull(workshop.OrdersPropNote), "01 03 05"},
		{odata.In(workshop.OrdersPropNumber, "f01", "f04", "it's"), "01 04"},
		{odata.In(workshop.OrdersPropPriority, 2), "01 04"},
		{odata.Not(odata.Eq(workshop.OrdersPropDeliveryCity, "Ulm")), "01 03 05"},
		{odata.And(odata.Eq(workshop.OrdersPropDeliveryCity, "Ulm"), odata.Or(odata.Eq(workshop.OrdersPropPriority, 1), odata.Eq(workshop.OrdersPropPriority, 2))), "00 04"},
		{odata.Compare(workshop.OrdersPropModifiedAt, odata.GreaterOrEqual, workshop.OrdersPropCreatedAt), "00 01 02 03 04 05"},
		{odata.Any(workshop.OrdersPropItems, odata.Eq(workshop.OrderItemsPropQuantity, 30)), "02"},
		{odata.All(workshop.OrdersPropItems, odata.Gt(workshop.OrderItemsPropQuantity, 4)), "04 05"},
		{odata.Any(workshop.OrdersPropItems, odata.And(odata.Eq(workshop.OrderItemsPropText, "two"), odata.Lt(workshop.OrderItemsPropQuantity, 30))), "00 01"},
		{odata.Not(odata.Any(workshop.OrdersPropComments, odata.Filter[*workshop.OrdersComments]{})), "00 01 02 03 04 05"},
		{odata.IsNull(odata.Through(workshop.OrdersPropCustomer, workshop.CustomersPropName)), "00 01 02 03 04 05"},
		{odata.RawFilter[*workshop.Orders]("priority add 1 eq 4"), "02 05"},
		{odata.Gt(odata.Size(workshop.OrdersPropItems), 1), "00 01 02 03 04 05"},
	} {
		own := odata.And(odata.StartsWith(workshop.OrdersPropNumber, "f0"), test.filter)
		page, err := c.Orders().List().Filter(own).OrderBy(odata.Asc(workshop.OrdersPropNumber)).Do(t.Context())
		if err != nil {
			t.Errorf("%v: %v", test.filter, err)
			continue
		}
		_ = page
		equal(t, test.filter.String(), numbers(t, c.Orders().List().Filter(own).OrderBy(odata.Asc(workshop.OrdersPropNumber)), "f"), test.want)
	}
}

func testFilterFunctions(t *testing.T, c *service) {
	listed(t, c, "g", 4)
	p := struct{}{}
	_ = p
	for _, test := range []struct {
		filter odata.Filter[*workshop.Orders]
		want   string
	}{
		{odata.Contains(workshop.OrdersPropTitle, "'s order 1"), "01"},
		{odata.EndsWith(workshop.OrdersPropTitle, "2"), "02"},
		{odata.MatchesPattern(workshop.OrdersPropNumber, "^g0[13]$"), "01 03"},
		{odata.Eq(odata.Length(workshop.OrdersPropNote), 3), "01 03"},
		{odata.Eq(odata.IndexOf(workshop.OrdersPropTitle, "order"), 4), "00 01 02 03"},
		{odata.Eq(odata.Substring(workshop.OrdersPropNumber, 1, 2), "02"), "02"},
		{odata.Eq(odata.ToUpper(workshop.OrdersPropNote), "ODD"), "01 03"},
		{odata.Eq(odata.ToLower(workshop.OrdersPropDeliveryCity), "ulm"), "00 02"},
		{odata.Eq(odata.Trim(workshop.OrdersPropDeliveryCity), "Ulm"), "00 02"},
		{odata.Eq(odata.Concat[*workshop.Orders](workshop.OrdersPropNumber, workshop.OrdersPropDeliveryCity), "g01Bonn"), "01"},
		{odata.Eq(odata.Year(workshop.OrdersPropDue), 2026), "00 01 02 03"},
		{odata.Eq(odata.Month(workshop.OrdersPropDue), 3), "02"},
		{odata.Eq(odata.Day(workshop.OrdersPropDue), 4), "03"},
		{odata.Ge(odata.Hour(workshop.OrdersPropCreatedAt), 0), "00 01 02 03"},
		{odata.Le(odata.Minute(workshop.OrdersPropCreatedAt), 59), "00 01 02 03"},
		{odata.Le(odata.Second(workshop.OrdersPropCreatedAt), 59), "00 01 02 03"},
		{odata.Eq(odata.Plus[*workshop.Orders](workshop.OrdersPropPriority, odata.Const[*workshop.Orders, int32](1)), 2), "00 03"},
		{odata.Eq(odata.Mod[*workshop.Orders](workshop.OrdersPropPriority, odata.Const[*workshop.Orders, int32](2)), 0), "01"},
		{odata.Eq(odata.Round(workshop.OrdersPropPrice), odata.DecimalOf(2, 0)), "01"},
		{odata.Eq(odata.Floor(workshop.OrdersPropPrice), odata.DecimalOf(1, 0)), "01"},
		{odata.Eq(odata.Ceiling(workshop.OrdersPropPrice), odata.DecimalOf(5, 0)), "03"},
		{odata.Compare(workshop.OrdersPropCreatedAt, odata.LessOrEqual, odata.Now[*workshop.Orders]()), "00 01 02 03"},
		{odata.Eq(odata.DatePart(workshop.OrdersPropCreatedAt), odata.DateOf(time.Now().UTC())), "00 01 02 03"},
	} {
		own := odata.And(odata.StartsWith(workshop.OrdersPropNumber, "g0"), test.filter)
		request := c.Orders().List().Filter(own).OrderBy(odata.Asc(workshop.OrdersPropNumber))
		if _, err := request.Do(t.Context()); err != nil {
			t.Errorf("%v: %v", test.filter, err)
			continue
		}
		equal(t, test.filter.String(), numbers(t, request, "g"), test.want)
	}
}

func testQueryOptions(t *testing.T, c *service) {
	listed(t, c, "q", 5)
	own := odata.StartsWith(workshop.OrdersPropNumber, "q0")
	list := c.Orders().List().Filter(own)
	equal(t, "by city and then number", numbers(t, list.OrderBy(odata.Asc(workshop.OrdersPropDeliveryCity), odata.Desc(workshop.OrdersPropNumber)), "q"), "03 01 04 02 00")
	equal(t, "by an expression", numbers(t, list.OrderBy(odata.Desc(odata.Month(workshop.OrdersPropDue))), "q"), "04 03 02 01 00")
	equal(t, "the second and third", numbers(t, list.OrderBy(odata.Asc(workshop.OrdersPropNumber)).Skip(1).Top(2), "q"), "01 02")

	page := do(t, list.OrderBy(odata.Asc(workshop.OrdersPropNumber)).Top(1).Count().Select(workshop.OrdersPropNumber))
	if page.Count == nil || *page.Count != 5 {
		t.Errorf("the count is %v, want 5", page.Count)
	}
	one := page.Items[0]
	is(t, "the number", one.Number, "q00")
	if !one.Title.IsZero() {
		t.Errorf("the title was not selected, and is %v", one.Title)
	}
	equal(t, "the number of all of them", do(t, c.Orders().Count().Query("$filter", own.String())), 5)

	equal(t, "found", numbers(t, c.Orders().List().Search(odata.Phrase("q's order 3")), "q"), "03")
	equal(t, "found", numbers(t, c.Orders().List().Search("q03 OR q04").OrderBy(odata.Asc(workshop.OrdersPropNumber)), "q"), "03 04")
}

func testExpand(t *testing.T, c *service) {
	listed(t, c, "e", 3)
	own := odata.StartsWith(workshop.OrdersPropNumber, "e0")
	list := c.Orders().List().Filter(own).OrderBy(odata.Asc(workshop.OrdersPropNumber))
	page := do(t, list.Expand(odata.With(workshop.OrdersPropItems).
		Filter(odata.Gt(workshop.OrderItemsPropQuantity, 2)).OrderBy(odata.Desc(workshop.OrderItemsPropQuantity)).Top(1).Count().
		Select(workshop.OrderItemsPropQuantity)))
	var quantities []int32
	for _, order := range page.Items {
		items, _ := order.Items.Get()
		for _, item := range items {
			quantities = append(quantities, item.Quantity.Or(0))
		}
		n, err := odata.Dynamic[int64](&order.Undeclared, "items@odata.count")
		t.Log(n, err)
	}
	if !slices.Equal(quantities, []int32{10, 20, 30}) {
		t.Errorf("the quantities are %v", quantities)
	}

	for i := range int32(4) {
		do(t, c.Machines().Create(&workshop.Machines{Number: odata.Some(300 + i), Name: odata.Some(fmt.Sprint("level ", i)), ParentNumber: odata.Some(299 + i)}))
	}
	top := do(t, c.Machines().Key(300).Get().Expand(odata.With(workshop.MachinesPropParts).Expand(odata.With(workshop.MachinesPropParts).Expand(workshop.MachinesPropParts))))
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
	_, err := c.Machines().Key(300).Get().Expand(odata.With(workshop.MachinesPropParts).Levels(3)).Do(t.Context())
	t.Log(err)
	_, err = list.Expand(odata.WithCount(workshop.OrdersPropItems)).Do(t.Context())
	t.Log(err)
	_, err = list.Expand(odata.WithRef(workshop.OrdersPropItems)).Do(t.Context())
	t.Log(err)
}

// CAP's pages have five orders, as the model says, and lead to the next.
func testPages(t *testing.T, c *service) {
	listed(t, c, "p", 12)
	own := odata.StartsWith(workshop.OrdersPropNumber, "p")
	list := c.Orders().List().Filter(own).OrderBy(odata.Asc(workshop.OrdersPropNumber)).Count()
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
	equal(t, "all", numbers(t, list, "p"), "00 01 02 03 04 05 06 07 08 09 10 11")
	equal(t, "from the second page on", numbers(t, list.From(second), "p"), "05 06 07 08 09 10 11")
	equal(t, "the first seven", numbers(t, list.Top(7), "p"), "00 01 02 03 04 05 06")
	page := do(t, list.Prefer("odata.maxpagesize=2"))
	equal(t, "size of a page of two", len(page.Items), 2)
	equal(t, "all in pages of two", numbers(t, list.Prefer("odata.maxpagesize=2"), "p"), "00 01 02 03 04 05 06 07 08 09 10 11")

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

func testEscapeHatch(t *testing.T, c *service) {
	listed(t, c, "x", 3)
	order, err := odata.Get[*workshop.Orders](t.Context(), c, "Orders?$filter=number eq 'x01'")
	t.Log(order, err)
	type group struct {
		odata.Undeclared
		City odata.Opt[string]        `json:"delivery_city,omitzero"`
		Sum  odata.Opt[odata.Decimal] `json:"sum,omitzero"`
	}
	for g, err := range odata.List[*group](c, "Orders").Query("$apply", "filter(startswith(number,'x'))/groupby((delivery_city),aggregate(price with sum as sum))").All(t.Context()) {
		t.Log(g.City, g.Sum, err)
	}
	for s, err := range c.Summary().List().All(t.Context()) {
		t.Log(s, err)
	}
}
