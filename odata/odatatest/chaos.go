package odatatest

// This file is chaos: faults in a mixture that a correct program does not notice.

import (
	"bytes"
	"hash/fnv"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Chaos makes the service misbehave in ways that a correct program survives, now in one and now in another: a test that
// passes with it, for some seeds, has right retries, and reads what a service may say. With one seed a request meets
// the same faults each time, by its method, its URL and how often it has come, whatever comes at the same time. What
// [Service.On] says of a request, goes before.
//
// What is in it:
//
//   - refusals, of which none comes more than twice in a row: [Throttle] and [Unavailable], and a redirect to the same
//     service with status 307. The service has done nothing, so that a change is done once;
//   - of reads, [HangUp] and [RedirectElsewhere] too;
//   - answers that are [Late], or have a [ByteOrderMark], [UnknownMembers] or are [Annotated];
//   - of lists of entities, [HalfPage], [EmptyPage] and [RelativeLinks];
//   - of batches, [BatchReversed], and in them, each request has its own.
//
// An upload is not refused, since not every source can be sent again. What a program does notice is not in it, such as
// cut answers, conflicts, challenges, and items that are there twice; further faults join the mixture:
// Chaos(1, odatatest.Overlap()). A client with odata.WithMaxRetryWait(time.Millisecond) loses no time by it. The
// log of requests has all of them, also those that were refused.
func (s *Service) Chaos(seed uint64, also ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chaos = &chaos{seed: seed, also: also, seen: map[string]int{}}
}

// chaos is the mixture of a service.
type chaos struct {
	seed uint64
	also []Fault
	seen map[string]int // how often a request has come, by method and URL
}

// encounter is what chaos has to know of a request.
type encounter struct {
	list, batch, inBatch bool
}

// span is in how many requests of one method and URL there are refusals once, near the beginning: one, or two in a row.
// That is so seldom that a request which is sent many times at once is not refused too often by mischance.
const span = 32

// next is the faults of a request: none, or one.
func (c *chaos) next(h *host, r *http.Request, met encounter) []Fault {
	line := r.Method + " " + uriOf(r.URL)
	n := c.seen[line]
	c.seen[line]++
	inSpan := c.random(line, -1-n/span)
	first, times := inSpan.IntN(4), 1+inSpan.IntN(2)
	chance := c.random(line, n)
	if refusals := c.refusals(h, r, met); n%span >= first && n%span < first+times && len(refusals) > 0 {
		return []Fault{refusals[chance.IntN(len(refusals))]}
	}
	changes := c.changes(met, chance)
	if i := chance.IntN(2 * len(changes)); i < len(changes) {
		return changes[i : i+1]
	}
	return nil
}

// random is chance that depends on the seed, the request and a number, and nothing else.
func (c *chaos) random(line string, n int) *rand.Rand {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(line + " " + strconv.Itoa(n)))
	return rand.New(rand.NewPCG(c.seed, sum.Sum64()))
}

// refusals are the faults by which a request is not done, or for nothing.
func (c *chaos) refusals(h *host, r *http.Request, met encounter) []Fault {
	all := []Fault{Throttle(0), Unavailable(0)}
	switch kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); {
	case r.ContentLength != 0 && (err != nil || kind != "application/json" && kind != "multipart/mixed"):
		return nil
	case met.inBatch:
		return all
	case r.Method == http.MethodGet:
		all = append(all, HangUp(), RedirectElsewhere(http.StatusFound), RedirectElsewhere(http.StatusTemporaryRedirect))
	}
	return append(all, Redirect(http.StatusTemporaryRedirect, h.origin()+hop+r.URL.RequestURI()))
}

// changes are the faults of an answer that says what there is.
func (c *chaos) changes(met encounter, chance *rand.Rand) []Fault {
	all := []Fault{Late(time.Duration(1+chance.IntN(5)) * time.Millisecond), onObjects(UnknownMembers()), onObjects(Annotated())}
	if met.list {
		all = append(all, onObjects(HalfPage()), onObjects(EmptyPage()), onObjects(RelativeLinks()))
	}
	if !met.inBatch {
		all = append(all, onObjects(ByteOrderMark()))
	}
	if met.batch {
		all = []Fault{onObjects(BatchReversed())}
	}
	for _, f := range c.also {
		if met.inBatch && f.serve != nil {
			continue
		}
		all = append(all, onObjects(f))
	}
	return all
}

// onObjects is a fault of answers that succeed and are JSON objects. It leaves others alone.
func onObjects(f Fault) Fault {
	if f.change == nil || f.turn != afterwards {
		return f
	}
	change := f.change
	f.change = func(h *host, r *http.Request, a *answer) {
		kind, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
		if a.status < 300 && kind == "application/json" && bytes.HasPrefix(a.body, []byte("{")) {
			change(h, r, a)
		}
	}
	return f
}

// hop is where redirects to the same service lead. What arrives there, meets no faults.
const hop = "/odatatest-hop"

// arrived is a request that was redirected, as if it had come where it was sent first.
func arrived(r *http.Request, uri string) *http.Request {
	to, err := url.ParseRequestURI(uri)
	if err != nil {
		return r
	}
	r = r.Clone(r.Context())
	r.URL = to
	return r
}
