package odatatest

// This file is faults: ways in which services, and what stands before them, misbehave. Each is a switch, on an
// expectation of a Server or by On of a Service. What a fault makes of an answer is in this file; what it does to a
// connection is in wire.go, other hosts are in elsewhere.go, what it makes of JSON is in json.go and misfit.go, of
// pages in pages.go, and of batches in batchfault.go.

import (
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault is a way in which a server misbehaves on purpose, for [Expectation.Misbehave] and [Trouble.Misbehave]. A
// program that stands all of them stands most of what services do. Faults change the answer that there would be;
// several of one request add up, but for those that take over the connection, of which the first counts.
//
// A [Service] has done what a request asks for before a fault changes its answer, so that a cut connection leaves the
// entity that was created. It has not where the fault refuses the request - [Throttle], [Unavailable], [Challenge],
// [ClaimsChallenge], [PreconditionFailed], [Refuse], [Redirect] - or does not read it: [Hang], [AnswerEarly]. [Undone]
// makes any fault one of these.
//
// The runtime answers to each fault with a result or a typed error, and never with silence; the documentation of each
// says with what.
type Fault struct {
	name string
	// change changes the answer; nil for none.
	change func(*host, *http.Request, *answer)
	// serve takes over the connection; nil for none.
	serve func(*host, http.ResponseWriter, *http.Request, *answer)
	// rude says that the body of the request is not read, so that it cannot be compared either.
	rude bool
	// turn says whether a Service does what the request asks for.
	turn turn
}

// turn says whether a service does what a request asks for, whose answer has a fault.
type turn int

const (
	afterwards      turn = iota // it does; what happens to the answer comes afterwards
	instead                     // it does not
	insteadOfChange             // it does where that is a read
)

// refuses says whether a service does nothing for a request with faults.
func refuses(faults []Fault, method string) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool {
		return f.rude || f.turn == instead || f.turn == insteadOfChange && method != http.MethodGet && method != http.MethodHead
	})
}

// Undone is a fault of a service that has not done what the request asks for, such as a connection that is cut before
// the request arrives: Undone(HangUp()). It makes no difference to a [Server].
func Undone(f Fault) Fault {
	f.name, f.turn = f.name+" undone", instead
	return f
}

// String returns the name of the fault.
func (f Fault) String() string { return f.name }

// Misbehave makes the server give the answer in the way of the fault.
func (e *Expectation) Misbehave(f Fault) *Expectation {
	e.faults = append(e.faults, f)
	return e
}

func (e *Expectation) rude() bool { return rude(e.faults) }

func rude(faults []Fault) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool { return f.rude })
}

// answer is what the server is about to send.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a *answer) write(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if len(a.body) > 0 && w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // a client that is gone does not want it
}

// deliver sends an answer in the way of faults.
func (h *host) deliver(w http.ResponseWriter, r *http.Request, a *answer, faults []Fault) {
	for _, f := range faults {
		if f.change != nil {
			f.change(h, r, a)
		}
	}
	for _, f := range faults {
		if f.serve != nil {
			f.serve(h, w, r, a)
			return
		}
	}
	a.write(w)
}

// Redirect answers with a status of 301, 302, 303, 307 or 308 and a Location, which is a path on this server or an
// absolute URL. Reads follow it. Any other request follows 307 and 308 on this server, as it is, and ends with an
// *odata.RedirectError otherwise: it never becomes a read.
func Redirect(status int, location string) Fault {
	return Fault{name: "redirect", turn: instead, change: func(_ *host, _ *http.Request, a *answer) {
		a.status, a.body = status, nil
		a.header.Del("Content-Type")
		a.header.Set("Location", location)
	}}
}

// MalformedLocation is a redirect to what is not a URL. It ends with an *odata.RedirectError that does not quote it.
func MalformedLocation() Fault { return Redirect(http.StatusFound, "http://[malformed?secret") }

// refusal is a fault that answers with an error in place of what there would be, and with headers.
func refusal(name string, status int, body string, header map[string]string) Fault {
	return Fault{name: name, turn: instead, change: func(_ *host, _ *http.Request, a *answer) {
		a.status, a.body = status, []byte(body)
		a.header.Del("Content-Type")
		for key, value := range header {
			a.header.Set(key, value)
		}
	}}
}

// Challenge refuses the request with 401 and the challenge (WWW-Authenticate). The Authorizer sees it and is asked once
// more: expect the request again with what it then adds. Where it adds the same, the end is an *odata.Error that has
// the challenge in its Response.
func Challenge(challenge string) Fault {
	return refusal("challenge", http.StatusUnauthorized, `{"error":{"code":"InvalidAuthenticationToken","message":"refused on purpose"}}`,
		map[string]string{"WWW-Authenticate": challenge})
}

// ClaimsChallenge is the [Challenge] by which Microsoft Entra asks for a token with more claims, such as that of a
// second factor. Claims is JSON: {"access_token":{"acrs":{"essential":true,"value":"c1"}}}.
func ClaimsChallenge(claims string) Fault {
	f := Challenge(`Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="` +
		base64.StdEncoding.EncodeToString([]byte(claims)) + `"`)
	f.name = "claims challenge"
	return f
}

// Throttle refuses the request with 429 and asks to wait, in whole seconds. It is sent again: expect it again.
func Throttle(wait time.Duration) Fault {
	return refusal("throttle", http.StatusTooManyRequests, `{"error":{"code":"TooManyRequests","message":"throttled on purpose"}}`, waiting(wait))
}

// Unavailable refuses the request with 503 and asks to wait, in whole seconds. It is sent again: expect it again.
func Unavailable(wait time.Duration) Fault {
	return refusal("unavailable", http.StatusServiceUnavailable, `{"error":{"code":"ServiceUnavailable","message":"unavailable on purpose"}}`, waiting(wait))
}

func waiting(wait time.Duration) map[string]string {
	return map[string]string{"Retry-After": strconv.Itoa(int(wait / time.Second))}
}

// PreconditionFailed refuses the request with 412, as if somebody else had changed the entity since it was read. It
// ends with an *odata.Error of which odata.IsPreconditionFailed is true.
func PreconditionFailed() Fault {
	return Refuse(http.StatusPreconditionFailed, `{"error":{"code":"PreconditionFailed","message":"changed meanwhile, on purpose"}}`)
}

// Refuse refuses the request with a status and a body, such as one of [OddErrors]. It ends with an *odata.Error.
func Refuse(status int, body string) Fault {
	return refusal("refuse "+strconv.Itoa(status), status, body, nil)
}

// Late waits before it answers. A context that ends, ends the waiting.
func Late(wait time.Duration) Fault {
	return Fault{name: "late", change: func(h *host, r *http.Request, _ *answer) { h.sleep(r, wait) }}
}

// NoBody leaves out the body of the answer to a change, and says in headers what it would have said: 204, the id as
// OData-EntityId and Location, the ETag. Do returns nil and no error; odata.Response has the id, and a value that was
// sent by an update has the ETag.
func NoBody(id, etag string) Fault {
	return Fault{name: "no body", change: func(_ *host, _ *http.Request, a *answer) {
		a.status, a.body = http.StatusNoContent, nil
		for name, value := range map[string]string{"OData-EntityId": id, "Location": id, "ETag": etag} {
			if value != "" {
				a.header.Set(name, value)
			}
		}
	}}
}

// HTML is the page of a proxy or a sign-in where JSON is expected. It ends with an *odata.AnswerError, or in an
// *odata.Error where the status is one.
func HTML() Fault {
	return Fault{name: "HTML", change: func(_ *host, _ *http.Request, a *answer) {
		a.header.Set("Content-Type", "text/html")
		a.body = []byte("<html><body>Please sign in</body></html>")
	}}
}

// OddErrors are bodies of errors with the code "404" or none and the message, each in a form that services send and the
// specification does not have: numbers as codes, one detail instead of a collection, no member error around it, a
// byte order mark, what is cut off. The message of the *odata.Error is the same for all.
func OddErrors(message string) []string {
	text := quote(message)
	return []string{
		`{"error":{"code":404,"message":` + text + `}}`,
		`{"error":{"code":"404","message":{"lang":"en","value":` + text + `}}}`,
		`{"error":{"code":"404","message":` + text + `,"details":{"code":7}}}`,
		`{"error":{"code":"404","message":` + text + `,"target":["a"],"innererror":"text"}}`,
		`{"code":404,"message":` + text + `,"details":[]}`,
		`{"Message":` + text + `}`,
		`{"error":` + text + `}`,
		`{"error":"404","error_description":` + text + `}`,
		`{"title":"Not found","status":404,"detail":` + text + `}`,
		`{"odata.error":{"code":"404","message":` + text + `}}`,
		"\ufeff" + `{"error":{"code":"404","message":` + text + `}}`,
		`{"error":{"code":"404","message":` + text + `,"target":"cut o`,
	}
}

// Slow sends the answer byte by byte, with a pause after each. A context that ends, ends the reading.
func Slow(pause time.Duration) Fault {
	return Fault{name: "slow", serve: func(h *host, w http.ResponseWriter, r *http.Request, a *answer) {
		body := a.body
		a.body = nil
		if len(body) > 0 && a.header.Get("Content-Type") == "" {
			a.header.Set("Content-Type", "application/json")
		}
		a.write(w)
		for b := range strings.SplitSeq(string(body), "") {
			if !h.sleep(r, pause) {
				return
			}
			_, _ = io.WriteString(w, b)
			_ = http.NewResponseController(w).Flush()
		}
	}}
}

// sleep waits, unless the client goes or the test ends.
func (h *host) sleep(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-h.done:
	}
	return false
}
