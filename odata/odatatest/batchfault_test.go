package odatatest_test

// This file tests what becomes of batches among others, with handlers, and with faults.

import (
	"strings"
	"sync"
	"testing"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// forms are the forms of batches.
func forms() map[string][]odata.Option {
	return map[string][]odata.Option{"JSON": {quick()}, "relative": {quick(), odata.WithRelativeBatchURLs()}, "multipart": {quick(), odata.WithMultipartBatches()}}
}

// A group is done as a whole or not at all, whatever a handler has to do with it.
func TestAtomicGroups(t *testing.T) {
	for name, options := range forms() {
		t.Run(name, func(t *testing.T) {
			svc := graphfake.New(t)
			svc.Users().Add(&graph.User{ID: odata.Some("1"), DisplayName: odata.Some("Ada")})
			handled := 0
			svc.Handle("PATCH", "/users/{id}", func(call *odatatest.Call) (any, error) {
				handled += svc.Groups().Len()
				return call.Default(), nil
			})
			c := svc.Client(options...)
			run := func(etag string) (make, change error) {
				var batch odata.Batch
				group := batch.Atomic()
				made := odata.Add(group, c.Groups().Create(engineers()))
				changed := odata.Add(group, c.Users().Key("1").Update(&graph.User{JobTitle: odata.Some("Countess")}).IfMatch(etag))
				if err := batch.Do(t.Context()); err != nil {
					t.Fatal(err)
				}
				_, make = made.Result()
				_, change = changed.Result()
				return make, change
			}
			if made, changed := run(`W/"old"`); made == nil || nature(changed) != "412" {
				t.Errorf("%v, %v", made, changed)
			}
			if ada := svc.Users().Get("1"); svc.Groups().Len() != 0 || ada.JobTitle.Or("") != "" || handled != 1 {
				t.Errorf("a group that failed leaves %d groups and %v; the handler has seen %d groups", svc.Groups().Len(), ada, handled)
			}
			if made, changed := run("*"); made != nil || changed != nil || svc.Groups().Len() != 1 || svc.Users().Get("1").JobTitle.Or("") != "Countess" {
				t.Errorf("%v, %v", made, changed)
			}
		})
	}
}

// Groups that fail take back what they did, and nothing of what others do at the same time.
func TestGroupsThatFailAmongOthers(t *testing.T) {
	svc := graphfake.New(t)
	c := svc.Client(quick())
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			var batch odata.Batch
			group := batch.Atomic()
			odata.Add(group, c.Groups().Create(engineers()))
			odata.Add(group, c.Users().Key("none").Update(&graph.User{}).IfMatch("*"))
			if err := batch.Do(t.Context()); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if _, err := c.Groups().Create(engineers()).Do(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := svc.Groups().Len(); n != 16 {
		t.Errorf("%d groups, want 16", n)
	}
}

// Requests in a batch meet the faults that they would meet by themselves, and are sent again.
func TestFaultsInBatches(t *testing.T) {
	for name, options := range forms() {
		t.Run(name, func(t *testing.T) {
			svc := graphfake.New(t)
			svc.Users().Add(&graph.User{ID: odata.Some("1"), DisplayName: odata.Some("Ada")})
			svc.On("POST", "/groups").First(2).Misbehave(odatatest.Throttle(0))
			svc.On("PATCH", "/users/{id}").Nth(2).Misbehave(odatatest.PreconditionFailed())
			svc.On("POST", "/$batch").First(1).Misbehave(odatatest.Unavailable(0))
			c := svc.Client(options...)
			var batch odata.Batch
			made := odata.Add(&batch, c.Groups().Create(engineers()))
			update := c.Users().Key("1").Update(&graph.User{JobTitle: odata.Some("x")})
			first, second := odata.Add(&batch, update), odata.Add(&batch, update)
			if err := batch.Do(t.Context()); err != nil {
				t.Fatal(err)
			}
			_, err := made.Result()
			_, err1 := first.Result()
			_, err2 := second.Result()
			if err != nil || err1 != nil || nature(err2) != "412" || svc.Groups().Len() != 1 || len(svc.Requests()) != 4 {
				t.Errorf("%v, %v, %v; %d groups, %d requests", err, err1, err2, svc.Groups().Len(), len(svc.Requests()))
			}
		})
	}
}

// A request in a batch has no connection that could be cut.
func TestFaultOfAConnectionInABatch(t *testing.T) {
	test := &recorder{}
	svc := graphfake.New(test)
	defer test.finish()
	svc.On("GET", "/users").Misbehave(odatatest.HangUp())
	var batch odata.Batch
	odata.Add(&batch, svc.Client().Users().List())
	if err := batch.Do(t.Context()); err != nil || len(test.failures) != 1 || !strings.Contains(test.failures[0], `has no connection of its own for the fault "hang up"`) {
		t.Errorf("%v %v", err, test.failures)
	}
}

// Odd answers to a batch are read, or are errors of those that they are about.
func TestOddBatchAnswers(t *testing.T) {
	for _, c := range []struct {
		fault     odatatest.Fault
		whole     bool // whether the batch has an error
		one, more bool // whether the first request has one, and the second
	}{
		{odatatest.BatchReversed(), false, false, false},
		{odatatest.BatchNumbers(), false, false, false},
		{odatatest.BatchLacks("1"), true, true, false},
		{odatatest.BatchTwice("1"), true, true, false},
		{odatatest.BatchStranger(), true, false, false},
	} {
		svc := graphfake.New(t)
		svc.Users().Add(&graph.User{ID: odata.Some("1"), DisplayName: odata.Some("Ada")})
		svc.On("POST", "/$batch").Misbehave(c.fault)
		client := svc.Client()
		var batch odata.Batch
		one := odata.Add(&batch, client.Users().List())
		more := odata.Add(&batch, client.Users().Key("1").Update(&graph.User{JobTitle: odata.Some("x")}))
		err := batch.Do(t.Context())
		_, err1 := one.Result()
		_, err2 := more.Result()
		if (err != nil) != c.whole || (err1 != nil) != c.one || (err2 != nil) != c.more || err1 != nil && !isA[*odata.BatchError](err1) {
			t.Errorf("%v: %v, %v, %v", c.fault, err, err1, err2)
		}
	}
	// What is no answer to a batch, cannot have the fault.
	test := &recorder{}
	svc := graphfake.New(test)
	defer test.finish()
	svc.On("GET", "/users").Misbehave(odatatest.BatchReversed())
	if _, err := svc.Client().Users().List().Do(t.Context()); err != nil || len(test.failures) != 1 {
		t.Errorf("%v %v", err, test.failures)
	}
}
