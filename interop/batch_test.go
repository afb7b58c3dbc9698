package interop_test

// This file sends requests together.

import (
	"testing"

	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
)

func testBatch(t *testing.T, c *service) {
	created := newOrder(t, c, "batch")
	order := c.Orders().Key(id(t, created))
	var batch odata.Batch
	get := odata.Add(&batch, order.Get())
	create := odata.Add(&batch, c.Orders().Create(&workshop.Orders{Number: odata.Some("batch2"), Title: odata.Some("second")}))
	list := odata.Add(&batch, c.Orders().List().Filter(odata.StartsWith(workshop.OrdersPropNumber, "batch")).OrderBy(odata.Asc(workshop.OrdersPropNumber)).Count(), create)
	count := odata.Add(&batch, c.Orders().Count().Query("$filter", "number eq 'batch2'"), create)
	update := odata.Add(&batch, order.Update(&workshop.Orders{Title: odata.Some("changed")}).IfMatch(created.ETag()), get)
	title := odata.Add(&batch, order.Title().Get(), update)
	action := odata.Add(&batch, c.Echo(&workshop.EchoParameters{Value: odata.Some(&workshop.Echo{Text: odata.Some("in a batch")})}))
	function := odata.Add(&batch, c.Sum(odata.Some([]int32{1, 2})))
	gone := odata.Add(&batch, order.Delete().IfMatch("*"), title)
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	a, err := get.Result()
	t.Log(a.Title, err)
	a, err = create.Result()
	t.Log(a, err)
	l, err := list.Result()
	t.Log(l, err)
	n, err := count.Result()
	t.Log(n, err)
	a, err = update.Result()
	t.Log(a, err)
	s, err := title.Result()
	t.Log(s, err)
	e, err := action.Result()
	t.Log(e, err)
	i, err := function.Result()
	t.Log(i, err)
	_, err = gone.Result()
	t.Log(err)
}

func testBatchFailures(t *testing.T, c *service) {
	var batch odata.Batch
	missing := odata.Add(&batch, c.Orders().Key(uuid.New()).Get())
	after := odata.Add(&batch, c.Machines().List(), missing)
	fine := odata.Add(&batch, c.Machines().List())
	err := batch.Do(t.Context())
	t.Log(err)
	_, err = missing.Result()
	t.Log(err)
	_, err = after.Result()
	t.Log(err)
	_, err = fine.Result()
	t.Log(err)
}
