package interop_test

// This file sends requests together.

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
)

// result is the result of a request of a batch, which has to succeed.
func result[R any](t *testing.T, answer *odata.Answer[R]) R {
	t.Helper()
	r, err := answer.Result()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// One request of every kind. CAP takes URLs with a slash at their beginning and without.
func testBatch(t *testing.T, c *service) {
	relative, err := workshop.NewClient(c.root, odata.WithRelativeBatchURLs())
	if err != nil {
		t.Fatal(err)
	}
	for prefix, client := range map[string]*workshop.Client{"slash": c.Client, "plain": relative} {
		created := newOrder(t, c, prefix+"1")
		order := client.Orders().Key(id(t, created))
		var batch odata.Batch
		get := odata.Add(&batch, order.Get())
		create := odata.Add(&batch, client.Orders().Create(&workshop.Orders{Number: odata.Some(prefix + "2"), Title: odata.Some("ä second")}))
		list := odata.Add(&batch, client.Orders().List().Filter(filter.StartsWith(workshop.OrdersPropNumber, prefix)).Count(), create)
		count := odata.Add(&batch, client.Orders().Count().Query("$filter", "number eq '"+prefix+"2'"), create)
		update := odata.Add(&batch, order.Update(&workshop.Orders{Title: odata.Some("changed")}).IfMatch(created.Extra.ETag()), get)
		lost := odata.Add(&batch, order.Update(&workshop.Orders{Title: odata.Some("lost")}).IfMatch(created.Extra.ETag()), update)
		title := odata.Add(&batch, order.Title().Get(), update)
		action := odata.Add(&batch, client.Echo(&workshop.EchoParameters{Value: odata.Some(echoed(t))}))
		function := odata.Add(&batch, client.Sum(odata.Some(items[int32](1, 2))))
		gone := odata.Add(&batch, order.Delete().IfMatch("*"), title)
		if err := batch.Do(t.Context()); err != nil {
			t.Fatal(err)
		}
		is(t, "the title that was read", result(t, get).Title, "order "+prefix+"1")
		is(t, "the title of what was created", result(t, create).Title, "ä second")
		page := result(t, list)
		if len(page.Items) != 2 || page.Count == nil || *page.Count != 2 {
			t.Errorf("%d orders are listed, and the count is %v", len(page.Items), page.Count)
		}
		equal(t, "the count", result(t, count), 1)
		is(t, "the title that was changed", result(t, update).Title, "changed")
		is(t, "the title", result(t, title), "changed")
		same(t, "an echo in a batch", echoed(t), result(t, action))
		is(t, "the sum", result(t, function), 3)
		result(t, gone)
		// The lost race is one in a batch too.
		if _, err := lost.Result(); !odata.IsPreconditionFailed(err) {
			t.Errorf("the second update with the same ETag: %v", err)
		}
		if _, err := order.Get().Do(t.Context()); !odata.IsNotFound(err) {
			t.Errorf("reading what was deleted in a batch: %v", err)
		}
	}
}

// Each failure is that of its request, and of those that depend on it.
func testBatchFailures(t *testing.T, c *service) {
	var batch odata.Batch
	missing := odata.Add(&batch, c.Orders().Key(uuid.New()).Get())
	after := odata.Add(&batch, c.Machines().List(), missing)
	fine := odata.Add(&batch, c.Machines().List())
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := missing.Result(); !odata.IsNotFound(err) {
		t.Errorf("what is not there: %v", err)
	}
	_, err := after.Result()
	equal(t, "status of what depends on it", serviceError(t, err).StatusCode, http.StatusFailedDependency)
	result(t, fine)
}

// More requests than one batch may have go in several.
func testLargeBatch(t *testing.T, c *service) {
	var batch odata.Batch
	var answers []*odata.Answer[*workshop.Machines]
	for i := range int32(45) {
		answers = append(answers, odata.Add(&batch, c.Machines().Create(&workshop.Machines{Number: odata.Some(1000 + i), Name: odata.Some(fmt.Sprint("batch ", i))})))
	}
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, answer := range answers {
		is(t, "the name", result(t, answer).Name, fmt.Sprint("batch ", i))
	}
	n := do(t, c.Machines().List().Filter(filter.StartsWith(workshop.MachinesPropName, "batch ")).Count().Top(1)).Count
	if n == nil || *n != 45 {
		t.Errorf("%v machines were created, want 45", n)
	}
}
