package interop_test

// This file holds chaos to what it promises: the random calls of twin_test.go have the same answers of a service in
// memory that misbehaves so. It needs no Node.

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/interop/workshop/workshopfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

func TestChaos(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			calm, wild := workshopfake.New(t, odatatest.Lenient(), odatatest.PageSize(5)), workshopfake.New(t, odatatest.Lenient(), odatatest.PageSize(5))
			calm.Settings().SetJSON(`{"id":1}`)
			wild.Settings().SetJSON(`{"id":1}`)
			wild.Chaos(seed)
			options := []odata.Option{odata.WithMaxRetryWait(time.Millisecond)}
			if seed%2 == 1 {
				options = append(options, odata.WithMultipartBatches())
			}
			c, twin := calm.Client(options...), wild.Client(options...)
			// Bodies keep the ETags that they get: each service has its own.
			v, w := &walker{random: rand.New(rand.NewPCG(seed, 5)), prefix: "seed"}, &walker{random: rand.New(rand.NewPCG(seed, 5)), prefix: "seed"}
			for range twinCalls {
				one, other := v.next(), w.next()
				want, got := outcome(t, one, c), outcome(t, other, twin)
				if want != got {
					t.Fatalf("after\n%s\n%s has\n\t%s\nand with chaos\n\t%s", strings.Join(w.log, "\n"), one.name, want, got)
				}
				w.log = append(w.log, one.name)
			}
			if n, more := len(calm.Requests()), len(wild.Requests()); more < n+n/20 {
				t.Errorf("%d requests, and %d with chaos", n, more)
			}
		})
	}
}
