package odatatest

// This file is answers that come later (OData Protocol 4.01, section 11.6): the service answers with 202 and the
// address of a status monitor, which has the answer in the end.

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
)

// Later is what a handler returns whose answer comes later. [Accepted] makes it.
type Later struct {
	polls  int
	result any
	err    error
}

// Accepted makes a handler's result come later. The request is answered with 202 and the address of a status monitor,
// which says as often as polls that the service is still at work, and then has the result: whatever a handler may
// return, or an error. The answer of the service itself comes later by Accepted(2, call.Default()). odata.Await waits
// for it, for a second between two polls; a client with odata.WithMaxRetryWait(time.Millisecond) does not take so long.
func Accepted(polls int, result any) *Later {
	if err, failed := result.(error); failed {
		return &Later{polls: polls, err: err}
	}
	return &Later{polls: polls, result: result}
}

// Postpone makes the answer come later, as [Accepted] does: the request ends with an *odata.AcceptedError, which
// odata.Await takes. The service has done what was asked for.
func Postpone(polls int) Fault {
	return Fault{name: "postpone", change: func(h *host, _ *http.Request, a *answer) { h.postpone(a, polls) }}
}

// monitor is a status monitor.
type monitor struct {
	left   int // how often it says that there is no answer yet
	answer *answer
}

// monitors is where status monitors are.
const monitors = "/odatatest-monitor/"

// postpone makes of an answer one that says where it will be.
func (h *host) postpone(a *answer, polls int) {
	later := *a
	h.mu.Lock()
	defer h.mu.Unlock()
	h.monitors = append(h.monitors, &monitor{polls, &later})
	*a = *h.pending(len(h.monitors))
}

// pending is the answer that there is none yet from a monitor.
func (h *host) pending(number int) *answer {
	return &answer{http.StatusAccepted, http.Header{"Location": {h.origin() + monitors + strconv.Itoa(number)}}, nil}
}

// poll is the answer of a status monitor, or nil where a request is for none. One that is deleted forgets its answer.
func (h *host) poll(r *http.Request) *answer {
	text, ok := strings.CutPrefix(r.URL.Path, monitors)
	if !ok {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	number, err := strconv.Atoi(text)
	if err != nil || number < 1 || number > len(h.monitors) || h.monitors[number-1] == nil {
		return &answer{http.StatusNotFound, http.Header{}, []byte(`{"error":{"code":"NotFound","message":"there is no such status monitor"}}`)}
	}
	m := h.monitors[number-1]
	switch {
	case r.Method == http.MethodDelete:
		h.monitors[number-1] = nil
		return &answer{http.StatusNoContent, http.Header{}, nil}
	case m.left > 0:
		m.left--
		return h.pending(number)
	}
	header := maps.Clone(m.answer.header)
	header.Set("AsyncResult", strconv.Itoa(m.answer.status))
	return &answer{http.StatusOK, header, m.answer.body}
}
