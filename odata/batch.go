package odata

// This file is batches: many requests in one (OData Protocol 4.01, section 11.7; OData JSON Format 4.01, section 19). A
// batch takes any request that is no stream, sends as many at a time as the service takes, and gives every answer to
// the request that it belongs to.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// DefaultBatchLimit is how many requests one batch has at most, unless [Batch.Limit] says otherwise: what Microsoft
// Graph takes.
const DefaultBatchLimit = 20

// Batchable is a request that a batch can send, with the type of its result. Streams are none.
type Batchable[R any] interface {
	part() (request.Call, reader[R])
}

// Batch is requests that are sent together, as JSON or, for a client with [WithMultipartBatches], as multipart/mixed.
// The zero value is empty and ready. It is sent once, and is not safe for concurrent use.
type Batch struct {
	parts   []*batchPart
	groups  int
	headers []urltext.Option
	limit   int
	into    *Response
	sent    bool
}

// Limit sets how many requests the service takes in one batch; the default is [DefaultBatchLimit]. More are sent in
// several batches, one after the other.
func (b *Batch) Limit(n int) { b.limit = n }

// Header sets a header of the batch itself. Its Prefer is odata.continue-on-error unless this sets another: services
// that keep to the specification stop at the first request that fails otherwise (OData Protocol 4.01, section 8.2.8.3).
func (b *Batch) Header(name, value string) {
	b.headers = urltext.With(b.headers, http.CanonicalHeaderKey(name), value)
}

// Response lets the batch fill in the status and the headers of its own answer, the last one where it is sent in
// several. Those of the answers in it, its requests fill in.
func (b *Batch) Response(into *Response) { b.into = into }

// AtomicGroup is requests of a batch of which the service does all or none (OData Protocol 4.01, section 11.7.4): an
// atomicity group, or a change set of a multipart batch.
type AtomicGroup struct {
	batch *Batch
	id    string
}

// Atomic begins a group of requests of which the service does all or none, to be filled by [Add]. What is added to the
// batch itself meanwhile stands before the group or after it.
func (b *Batch) Atomic() *AtomicGroup {
	b.groups++
	return &AtomicGroup{b, "g" + strconv.Itoa(b.groups)}
}

// BatchTarget is what requests are added to: a *[Batch], or an *[AtomicGroup] of one.
type BatchTarget interface {
	place() (*Batch, *AtomicGroup)
}

func (b *Batch) place() (*Batch, *AtomicGroup)       { return b, nil }
func (g *AtomicGroup) place() (*Batch, *AtomicGroup) { return g.batch, g }

// batchPart is one request of a batch.
type batchPart struct {
	id     string
	group  *AtomicGroup // nil for none
	call   call
	after  []*batchPart
	refers []*batchPart // those whose results it refers to
	wire   *batchRequest
	body   []byte   // with references as they were made
	path   string   // the URL with references as they were made
	url    *url.URL // as it would be sent by itself
	answer *batchAnswer
	err    error
}

// BatchEntry is a request of a batch, whatever its result.
type BatchEntry interface{ entry() *batchPart }

// Answer is the answer to a request of a batch, once the batch is sent.
type Answer[R any] struct {
	part *batchPart
	read reader[R]
}

//go:noinline
func (a *Answer[R]) entry() *batchPart { return a.part }

// Reference is the entity that the request will have created or returned, for later requests of the same batch: in
// their bodies, as [Bind] and references have it, and as the beginning of their path, "$1/parts", that [At] takes. A
// request that refers to it is worked on after this one, and only where that succeeds.
//
//go:noinline
func (a *Answer[R]) Reference() Reference { return Reference("$" + a.part.id) }

// Add puts a request into a batch, or into a group of it. It is worked on after the requests in after, and only where
// those succeed; the order of others is the service's. Where the batch is sent in several, a request in after may be in
// an earlier one, or in another [Batch] that was sent before.
func Add[R any](to BatchTarget, request Batchable[R], after ...BatchEntry) *Answer[R] {
	if request == nil {
		return &Answer[R]{part: add(to, nowhere(), after)}
	}
	r, read := request.part()
	return &Answer[R]{add(to, r, after), read}
}

// nowhere is the request that nil stands for: it has no client, which is an error of the batch.
func nowhere() request.Call { return request.Call{} }

// add puts a request into a batch, or into a group of it.
func add(to BatchTarget, r request.Call, after []BatchEntry) *batchPart {
	b, group := to.place()
	p := &batchPart{id: strconv.Itoa(len(b.parts) + 1), group: group, call: callOf(r)}
	for _, e := range after {
		p.after = append(p.after, e.entry())
	}
	b.parts = append(b.parts, p)
	return p
}

// Result returns what the request would have returned by itself: a failure of the service is an [*Error]. Where the
// batch's answer has none for the request, or a request before it failed, it is a [*BatchError].
//
//go:noinline
func (a *Answer[R]) Result() (R, error) {
	var none R
	body, err := a.part.answered()
	if err != nil {
		return none, err
	}
	result, err := a.read(body)
	if err = a.part.wasRead(&result, err); err != nil && unreadableIn(err) == nil {
		return none, err
	}
	return result, err
}

// answered is the body of the answer.
func (p *batchPart) answered() (answered, error) {
	switch {
	case p.err != nil:
		return answered{}, p.err
	case p.answer == nil:
		return answered{}, &BatchError{ID: p.id, Reason: "the batch has not been sent"}
	}
	return answered{p.call.client().decoding(context.Background()), p.call.response.url, p.answer.Body}, nil
}

// wasRead gives what result points to, which was read of the answer, its ETag, and returns the error of reading with
// what it is about.
func (p *batchPart) wasRead(result any, err error) error {
	if err != nil && unreadableIn(err) == nil {
		if !isJSON(p.answer.header()) {
			err = notJSON(p.answer.header(), p.answer.Body)
		}
		return p.unreadable(err)
	}
	carryETag(result, p.answer.header().Get("ETag"))
	if err != nil {
		return p.unreadable(err)
	}
	return nil
}

// BatchError is an answer to a batch that does not fit the batch, or a request that was not sent for the sake of
// another.
type BatchError struct {
	// ID is the id of the request in the batch: its number from 1.
	ID string
	// Reason says what is wrong.
	Reason string
}

// Error returns id and reason.
func (e *BatchError) Error() string {
	return oneLine("odata: request " + bodyExcerpt([]byte(e.ID)) + " of the batch: " + e.Reason)
}

// batchRequest is a request as JSON. The names of headers are in lower case (OData JSON
// Format 4.01, section 19.1): services look them up so, and one that finds no If-Match overwrites what has changed.
type batchRequest struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers,omitempty"`
	Body      json.RawMessage   `json:"body,omitempty"`
	DependsOn []string          `json:"dependsOn,omitempty"`
	Group     string            `json:"atomicityGroup,omitempty"`
}

// Do sends the batch and waits for all answers. Requests that the service throttles are sent again as single requests
// are. The error is about the batch as a whole: it could not be sent, or answers do not fit it; what became of each
// request, its Result says.
func (b *Batch) Do(ctx context.Context) error {
	if b.sent {
		return errors.New("odata: the batch has been sent before")
	}
	if len(b.parts) == 0 {
		return nil
	}
	client := b.parts[0].call.client()
	for _, p := range b.parts {
		err := p.prepare(client)
		if err == nil {
			err = p.findReferences(b.parts)
		}
		if err != nil {
			return errorf("odata: request %s of the batch: %w", p.id, err)
		}
	}
	chunks, err := b.chunks()
	if err != nil {
		return err
	}
	b.sent = true
	var faults []error
	for _, some := range chunks {
		if err := b.sendParts(ctx, client, some); err != nil {
			faults = append(faults, err)
			if ctx.Err() != nil {
				break
			}
		}
	}
	for _, p := range b.parts {
		if p.answer == nil && p.err == nil {
			p.err = &BatchError{p.id, "it was not sent, since the context has ended"}
		}
	}
	return errors.Join(faults...)
}

// prepare makes the request as the batch has it, with the headers that it would have by itself. The token is for the
// batch as a whole.
func (p *batchPart) prepare(client *Client) error {
	c := p.call
	if err := p.misfit(client); err != nil {
		return err
	}
	target, err := c.url()
	if err != nil {
		return err
	}
	p.url = target
	relative, ok := strings.CutPrefix(target.EscapedPath(), client.root.EscapedPath()+"/")
	if !ok {
		return &LinkError{target.Redacted(), "it does not lead below the service root"}
	}
	if target.RawQuery != "" {
		relative += "?" + target.RawQuery
	}
	if p.body, err = c.encoded(); err != nil {
		return err
	}
	p.path = relative
	p.wire = &batchRequest{ID: p.id, Method: c.Method, Headers: map[string]string{}}
	if p.group != nil {
		p.wire.Group = p.group.id
	}
	return p.prepareHeaders(client)
}

// misfit says why a request cannot be in a batch of this client, or nil.
func (p *batchPart) misfit(client *Client) error {
	c := p.call
	switch {
	case c.client() == nil:
		return errNoClient
	case c.client() != client:
		return errors.New("it belongs to a different client from the first")
	case c.At.Err() != nil:
		return c.At.Err()
	case p.group != nil && isSafe(c.Method):
		return errors.New("it is a read, but an atomic group consists of changes")
	}
	return nil
}

// prepareHeaders gives the request its headers.
func (p *batchPart) prepareHeaders(client *Client) error {
	c := p.call
	for name, values := range client.header() {
		if name != "Authorization" {
			p.wire.Headers[strings.ToLower(name)] = strings.Join(values, ", ")
		}
	}
	if client.largeAsStrings() || client.multipart {
		p.wire.Headers["accept"] = client.json
	}
	if c.HasBody {
		p.wire.Headers["content-type"] = client.json
	}
	if c.Accept != "" {
		p.wire.Headers["accept"] = c.Accept
	}
	for _, h := range c.headers() {
		if err := checkHeader(h.Name, h.Value); err != nil {
			return err
		}
		p.wire.Headers[strings.ToLower(h.Name)] = h.Value
	}
	return nil
}

// sendParts sends parts in one batch, those that are throttled again, and then those that have waited for another's
// result.
func (b *Batch) sendParts(ctx context.Context, client *Client, parts []*batchPart) error {
	var faults []error
	for attempt := 0; len(parts) > 0; {
		sent, later := ready(parts, client.multipart)
		if len(sent) == 0 {
			for _, p := range later {
				p.err = &BatchError{p.id, "it was not sent, since it waits for what waits for it"}
			}
			break
		}
		answers, err := b.exchange(ctx, client, sent)
		if err != nil {
			for _, p := range append(sent, later...) {
				p.err = err
			}
			return errors.Join(append(faults, err)...)
		}
		if err = match(sent, answers); err != nil {
			faults = append(faults, err)
		}
		again, wait := throttled(client, sent)
		if parts = later; err != nil || len(again) == 0 || attempt >= client.retries {
			continue
		}
		if err := b.wait(ctx, client, attempt, wait); err != nil {
			return errors.Join(append(faults, err)...)
		}
		for _, p := range again {
			p.answer, p.err = nil, nil
		}
		attempt++
		parts = append(again, later...)
	}
	return errors.Join(faults...)
}

// wait waits as long as the service says before an attempt, or as single requests do.
func (b *Batch) wait(ctx context.Context, client *Client, attempt int, wait time.Duration) error {
	if wait == 0 {
		wait = client.backoff(attempt, nil)
	}
	return sleep(ctx, wait)
}

// exchange sends one batch and returns its answers.
func (b *Batch) exchange(ctx context.Context, client *Client, parts []*batchPart) ([]*batchAnswer, error) {
	if client.multipart {
		return b.exchangeMultipart(ctx, client, parts)
	}
	var wire struct {
		Requests []*batchRequest `json:"requests"`
	}
	for _, p := range parts {
		wire.Requests = append(wire.Requests, p.wire)
	}
	var result struct {
		Responses []*batchAnswer `json:"responses"`
	}
	text, err := json.Marshal(wire)
	if err != nil {
		return nil, errorf("odata: the batch: %w", err)
	}
	whole := b.withHeaders(request.Action(client.Root().Append("/$batch"), edm.Raw(text)).SkipValidation().Response(b.into))
	err = callOf(whole).do(ctx, &result, func(how decoding, data []byte, v any) error {
		if !how.strict {
			data = bytes.TrimPrefix(data, byteOrderMark)
		}
		return json.Unmarshal(data, v)
	})
	return result.Responses, err
}

// withHeaders is the request for the batch with the headers of the batch.
func (b *Batch) withHeaders(whole request.Call) request.Call {
	whole = whole.Header("Prefer", ContinueOnError)
	for _, h := range b.headers {
		whole = whole.Header(h.Name, h.Value)
	}
	return whole
}

// match gives every part its answer.
func match(parts []*batchPart, answers []*batchAnswer) error {
	var faults []error
	for _, a := range answers {
		if a == nil {
			continue
		}
		p := partWithID(parts, a.ID)
		switch {
		case p == nil:
			faults = append(faults, &BatchError{a.ID, "there is an answer, but no such request was sent"})
		case p.answer != nil:
			p.err = &BatchError{a.ID, "there are two answers to it"}
			faults = append(faults, p.err)
		default:
			p.take(a)
		}
	}
	for _, p := range parts {
		if p.answer == nil {
			p.err = &BatchError{p.id, "there is no answer to it"}
			faults = append(faults, p.err)
		}
	}
	return errors.Join(faults...)
}

// pathOnly is a URL of a batch without its query.
func pathOnly(url string) string {
	path, _, _ := strings.Cut(url, "?")
	return path
}

func (p *batchPart) unreadable(err error) error {
	return &AnswerError{Method: p.call.Method, Path: pathOnly(p.wire.URL), StatusCode: p.answer.Status, Response: *p.call.response, Err: err}
}

// throttled are the parts that are worth another try, with those that failed for their sake, and how long to wait. Of a
// group all are sent again, since none was done.
func throttled(client *Client, parts []*batchPart) (again []*batchPart, wait time.Duration) {
	groups := map[*AtomicGroup]bool{}
	for _, p := range parts {
		var e *Error
		if !errors.As(p.err, &e) {
			continue
		}
		dependent := e.StatusCode == http.StatusFailedDependency && haveCommon(p.after, again)
		busy := e.StatusCode == http.StatusTooManyRequests || e.StatusCode == http.StatusServiceUnavailable
		if dependent || busy && e.RetryAfter <= client.maxWait {
			again = append(again, p)
			wait = max(wait, e.RetryAfter)
			groups[p.group] = p.group != nil
		}
	}
	var all []*batchPart
	for _, p := range parts {
		if groups[p.group] || slices.Contains(again, p) {
			all = append(all, p)
		}
	}
	return all, wait
}
