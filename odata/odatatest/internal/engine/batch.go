package engine

// This file answers batches (OData Protocol 4.01, section 11.7): in which order their requests are done, what stands
// for a reference to the result of another, and what becomes of a group when one of its requests fails. How batches are
// written is in batchjson.go and batchmultipart.go.

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
)

// batchPath is where batches go.
const batchPath = "$batch"

// part is a request in a batch, and its answer.
type part struct {
	id, group   string
	method, url string
	header      http.Header
	body        jsontext.Value // or whatever else its Content-Type says
	after       []string       // the ids of requests and groups that it depends on

	answer *Response // nil for one that was not done
	leads  string    // the URL of the entity that it is about, once it has succeeded
}

func (p *part) failed() bool { return p.answer == nil || p.answer.Status >= http.StatusBadRequest }

// batch answers a batch.
func (e *Engine) batch(r *Request) *Response {
	if r.Method != http.MethodPost {
		return r.failure(r.wrong(http.StatusMethodNotAllowed, "a batch is sent by POST"))
	}
	read, write := readJSONBatch, writeJSONBatch
	if strings.HasPrefix(r.HTTP.Header.Get("Content-Type"), "multipart/") {
		read, write = readMultipartBatch, writeMultipartBatch
	}
	parts, err := read(r)
	if err == nil {
		err = ordered(parts)
	}
	if err != nil {
		return r.failure(r.wrong(http.StatusBadRequest, "the batch cannot be read: "+err.Error()))
	}
	goOn := r.prefers("odata.continue-on-error") || r.prefers("continue-on-error") || r.preference("continue-on-error") == "true"
	for _, unit := range units(parts) {
		e.do(r, unit, parts)
		if !goOn && slices.ContainsFunc(unit, (*part).failed) {
			break
		}
	}
	return write(r, units(parts))
}

// ordered is an error where ids are not unique, or a request depends on one that does not come before it.
func ordered(parts []*part) error {
	known := map[string]bool{}
	for _, p := range parts {
		for _, id := range p.after {
			if !known[id] {
				return fail(http.StatusBadRequest, "%s depends on %q, which does not come before it", p.id, id)
			}
		}
		if known[p.id] {
			return fail(http.StatusBadRequest, "the id %q is there twice", p.id)
		}
		known[p.id] = true
		known[p.group] = known[p.group] || p.group != ""
	}
	return nil
}

// units are the requests that are done as a whole: one, or those of a group at the place of its first.
func units(parts []*part) [][]*part {
	var all [][]*part
	at := map[string]int{}
	for _, p := range parts {
		if i, ok := at[p.group]; ok && p.group != "" {
			all[i] = append(all[i], p)
			continue
		}
		at[p.group] = len(all)
		all = append(all, []*part{p})
	}
	return all
}

// do does the requests of a unit: all of a group, or none.
func (e *Engine) do(r *Request, unit, parts []*part) {
	if unit[0].group == "" {
		e.doPart(r, unit[0], parts)
		return
	}
	e.atomic.Lock()
	defer e.atomic.Unlock()
	e.Store.Lock()
	restore := e.Store.Save()
	e.Store.Unlock()
	for _, p := range unit {
		if e.doPart(r, p, parts); !p.failed() {
			continue
		}
		e.Store.Lock()
		restore()
		e.Store.Unlock()
		for _, other := range unit {
			if other != p {
				other.answer = r.dependent("another request of the group has failed: " + p.id)
			}
		}
		return
	}
}

// doPart does one request, unless one that it depends on has failed.
func (e *Engine) doPart(r *Request, p *part, parts []*part) {
	for _, other := range parts {
		if other != p && other.failed() && (slices.Contains(p.after, other.id) || slices.Contains(p.after, other.group) && other.group != "" || p.refersTo(other)) {
			p.answer = r.dependent("a request that this one depends on has failed: " + other.id)
			return
		}
	}
	p.body = referredIn(p.body, parts)
	target := e.absolute(leading(p.url, parts))
	if target != e.Root && !strings.HasPrefix(target, e.Root+"/") {
		p.answer = r.failure(r.wrong(http.StatusBadRequest, "the request "+p.id+" of the batch is for another service: "+target))
		return
	}
	in, err := http.NewRequestWithContext(r.HTTP.Context(), p.method, target, nil)
	if err != nil {
		p.answer = r.failure(r.wrong(http.StatusBadRequest, "the request "+p.id+" of the batch: "+err.Error()))
		return
	}
	in.Header = p.header
	serve := func(body []byte) *Response {
		inner := e.read(in, body)
		inner.grouped = p.group != ""
		return e.serve(inner)
	}
	if e.Each != nil {
		p.answer = e.Each(in, p.body, serve)
	} else {
		p.answer = serve(p.body)
	}
	if p.leads = p.answer.Header.Get("Location"); p.leads == "" {
		p.leads, _, _ = strings.Cut(target, "?")
	}
}

// refersTo says whether the URL or the body has a reference to the result of another request.
func (p *part) refersTo(other *part) bool {
	if !strings.HasPrefix(p.url, "$") && !bytes.Contains(p.body, []byte(`"$`)) {
		return false
	}
	done := []*part{{id: other.id, answer: &Response{Status: http.StatusOK}, leads: "result"}}
	return leading(p.url, done) != p.url || !bytes.Equal(referredIn(p.body, done), referredIn(p.body, nil))
}

// dependent is the answer to a request of a batch that was not done, or undone, for the sake of another.
func (r *Request) dependent(text string) *Response {
	inner := &Request{HTTP: r.HTTP, Method: r.Method, engine: r.engine}
	return inner.Failed(http.StatusFailedDependency, "", text, "")
}

// absolute is the URL of a request in a batch, which may be relative to the service root or to the host.
func (e *Engine) absolute(ref string) string {
	root, err := url.Parse(e.Root)
	if err != nil || strings.Contains(ref, "://") {
		return ref
	}
	if root.Path != "" && strings.HasPrefix(ref, root.EscapedPath()+"/") {
		return strings.TrimSuffix(e.Root, root.EscapedPath()) + ref
	}
	return e.Root + "/" + strings.TrimPrefix(ref, "/")
}

// leading is a URL with that of a result in place of the reference to it: $1, or $1/parts.
func leading(ref string, parts []*part) string {
	name, isRef := strings.CutPrefix(ref, "$")
	if !isRef {
		return ref
	}
	name, rest := name[:len(name)-len(afterName(name))], afterName(name)
	for _, p := range parts {
		if p.id == name && !p.failed() {
			return p.leads + rest
		}
	}
	return ref
}

// afterName is what follows the id that a reference begins with.
func afterName(ref string) string {
	if end := strings.IndexAny(ref, "/?"); end >= 0 {
		return ref[end:]
	}
	return ""
}

// referredIn is a body with the URLs of results in place of references to them, where an entity is bound or stands by
// its id.
func referredIn(body jsontext.Value, parts []*part) jsontext.Value {
	switch body.Kind() {
	case '[':
		items, err := object.Items(body)
		if err != nil {
			return body
		}
		for i := range items {
			items[i] = referredIn(items[i], parts)
		}
		return object.Array(items)
	case '{':
		o, err := object.Parse(body)
		if err != nil {
			return body
		}
		for i, m := range o {
			if strings.HasSuffix(m.Name, "@odata.bind") || strings.HasSuffix(m.Name, "@bind") || m.Name == "@odata.id" || m.Name == "@id" {
				o[i].Value = referredAs(m.Value, parts)
			} else {
				o[i].Value = referredIn(m.Value, parts)
			}
		}
		return o.JSON()
	}
	return body
}

// referredAs is a URL, or an array of them, with those of results in place of references.
func referredAs(v jsontext.Value, parts []*part) jsontext.Value {
	items, err := object.Items(v)
	if err != nil {
		return object.String(leading(object.Plain(v), parts))
	}
	for i := range items {
		items[i] = object.String(leading(object.Plain(items[i]), parts))
	}
	return object.Array(items)
}
