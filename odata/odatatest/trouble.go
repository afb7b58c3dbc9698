package odatatest

// This file is which requests of a service misbehave, and when.

import (
	"math/rand/v2"
	"net/http"
	"slices"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/engine"
)

// Trouble is requests of a [Service] that misbehave, all of them unless [Trouble.Nth], [Trouble.First] or
// [Trouble.Share] says which. [Service.On] begins it:
//
//	svc.On("GET", "/users/{id}").Nth(2).Misbehave(odatatest.Throttle(time.Second))
//	svc.On("*", "/**").Share(0.3, 1).Misbehave(odatatest.Unavailable(0))
//
// Of Nth, First and Share, the last one counts. A Trouble may be changed while requests come.
type Trouble struct {
	service *Service
	pattern engine.Pattern
	which   func(n int) bool // of the matching requests, from 1; nil for all
	faults  []Fault
	count   int // of matching requests
}

// On picks the requests of a method and a path, as request lines have them: GET /users/{id} with whatever key, GET
// /users/7 with that one. The method * is any, and a path that ends in /** is itself and all below; /$batch is batches.
// Requests in a batch count as they do outside. A line that means no request of the slice fails the test.
func (s *Service) On(method, path string) *Trouble {
	s.t.Helper()
	pattern, err := s.engine.Pattern(method, path)
	if err != nil {
		s.fail("faults of %s %s: %v", method, path, err)
		return &Trouble{service: s}
	}
	t := &Trouble{service: s, pattern: pattern}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubles = append(s.troubles, t)
	return t
}

// Nth limits it to the n-th of the requests, counted from 1, or to each of several.
func (t *Trouble) Nth(n ...int) *Trouble {
	return t.only(func(i int) bool { return slices.Contains(n, i) })
}

// First limits it to the first n of the requests.
func (t *Trouble) First(n int) *Trouble {
	return t.only(func(i int) bool { return i <= n })
}

// Share limits it to a share of the requests, from 0 for none to 1 for all, by chance. With one seed, it is always the
// same ones by their numbers.
func (t *Trouble) Share(share float64, seed uint64) *Trouble {
	return t.only(func(i int) bool { return rand.New(rand.NewPCG(seed, uint64(i))).Float64() < share })
}

func (t *Trouble) only(which func(n int) bool) *Trouble {
	t.service.mu.Lock()
	defer t.service.mu.Unlock()
	t.which = which
	return t
}

// Misbehave makes the requests meet faults, beside those that they meet already.
func (t *Trouble) Misbehave(faults ...Fault) *Trouble {
	t.service.mu.Lock()
	defer t.service.mu.Unlock()
	t.faults = append(t.faults, faults...)
	return t
}

// Stop ends it: the requests are answered as before.
func (t *Trouble) Stop() {
	t.service.mu.Lock()
	defer t.service.mu.Unlock()
	t.service.troubles = slices.DeleteFunc(t.service.troubles, func(other *Trouble) bool { return other == t })
}

// faults are those that a request meets. InBatch says that it is one of a batch.
func (s *Service) faults(r *http.Request, inBatch bool) []Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.troubles) == 0 && s.chaos == nil {
		return nil
	}
	asked := s.engine.Asked(r)
	var met []Fault
	for _, t := range s.troubles {
		if !t.pattern.Matches(asked) {
			continue
		}
		t.count++
		if t.which == nil || t.which(t.count) {
			met = append(met, t.faults...)
		}
	}
	if len(met) == 0 && s.chaos != nil {
		met = s.chaos.next(s.host, r, encounter{asked.List, asked.Batch, inBatch})
	}
	return met
}
