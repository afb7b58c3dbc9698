package engine

// This file answers with collections: what the query options leave of them, page by page.

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
)

// options reads the query options of a request for a value of a type. What is wrong with them breaks the contract.
func (r *Request) options(target string) (*query.Options, error) {
	o, err := query.Parse(r.engine.Model, target, r.HTTP.URL.RawQuery, query.Settings{Now: r.engine.Now, FoldCase: r.engine.FoldCase})
	var all query.Errors
	switch {
	case err == nil:
		return o, nil
	case errors.As(err, &all):
		status := http.StatusNotImplemented
		for _, one := range all {
			if !one.Unsupported {
				status = http.StatusBadRequest
			}
		}
		return nil, r.wrong(status, err.Error())
	}
	return nil, err
}

// unevaluated is the failure of a request whose options have no value that the engine knows.
func (r *Request) unevaluated(err error) error {
	return r.wrong(http.StatusNotImplemented, "the query options cannot be evaluated: "+err.Error())
}

// pages are the rests of lists, by their tokens.
type pages struct {
	mu   sync.Mutex
	all  map[string]*rest
	last int
}

// rest is what is left of a list whose first pages were read.
type rest struct {
	path     string
	entities []query.Entity
	options  *query.Options
	context  string
	size     int
	// tracked says that the last page has a link to the changes from what the client knows then; delta that the list
	// is itself one of changes.
	tracked, delta bool
	known          []known
}

func (p *pages) keep(prefix string, left *rest) (token string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all == nil {
		p.all = map[string]*rest{}
	}
	p.last++
	token = prefix + strconv.FormatInt(int64(p.last), 36)
	p.all[token] = left
	return token
}

func (p *pages) find(token string) *rest {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all[token]
}

// list answers with the entities that a path leads to.
func (e *Engine) list(r *Request, at *place) (*Response, error) {
	if token := r.values.Get("$skiptoken"); token != "" {
		return e.next(r, token)
	}
	since := r.values.Get("$deltatoken")
	if since != "" && since != latest {
		return e.changes(r, at, since)
	}
	o, err := r.options("Collection(" + at.as.Name + ")")
	if err != nil {
		return nil, err
	}
	matching, count, err := o.Matching(e.candidates(r, at))
	if err != nil {
		return nil, r.unevaluated(err)
	}
	first := &rest{path: r.path, entities: matching, options: o, context: e.context(at, false, o.Selected()), size: r.pageSize()}
	if first.tracked = since != "" || r.tracks(); first.tracked {
		first.known = knownAfter(matching)
	}
	if since == latest {
		first.entities = nil
	}
	var head object.Object
	if o.Count {
		head.Set("@odata.count", object.Int(int64(count)))
	}
	return e.page(r, head, first)
}

// next answers with the page that a next link leads to.
func (e *Engine) next(r *Request, token string) (*Response, error) {
	left := e.pages.find(token)
	if left == nil || left.path != r.path {
		return nil, r.wrong(http.StatusBadRequest, "the $skiptoken is not one that the service gave for this list")
	}
	return e.page(r, nil, left)
}

// page answers with the beginning of what is left, and a link to the rest.
func (e *Engine) page(r *Request, head object.Object, left *rest) (*Response, error) {
	here, more := left.entities, []query.Entity(nil)
	if len(here) > left.size {
		here, more = here[:left.size], here[left.size:]
	}
	var items []jsontext.Value
	for _, item := range here {
		switch v := item.(type) {
		case removal:
			items = append(items, v.JSON())
			continue
		case view:
			if v.entity.Gone() {
				continue
			}
		}
		text, err := left.options.Project(item)
		if err != nil {
			return nil, r.unevaluated(err)
		}
		if v, ok := item.(view); ok && left.tracked {
			text = identified(text, v.entity)
		}
		items = append(items, text)
	}
	head.Set("value", object.Array(items))
	if len(more) > 0 {
		rest := *left
		rest.entities = more
		head.Set("@odata.nextLink", object.String(e.nextLink(r, e.pages.keep("page-", &rest))))
	} else if left.tracked {
		head.Set("@odata.deltaLink", object.String(e.deltaLink(r, left)))
	}
	context := left.context
	if left.delta {
		context += "/$delta"
	}
	return r.json(http.StatusOK, r.inContext(context, head.JSON())), nil
}

// nextLink is the URL of the request with a token in place of the one before. $skip and $top have been heeded.
func (e *Engine) nextLink(r *Request, token string) string {
	var kept []string
	for part := range strings.SplitSeq(r.HTTP.URL.RawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		switch unescape(name) {
		case "", "$skiptoken", "$deltatoken", "$skip", "$top":
		default:
			kept = append(kept, part)
		}
	}
	kept = append(kept, "$skiptoken="+url.QueryEscape(token))
	return e.Root + "/" + r.path + "?" + strings.Join(kept, "&")
}

// pageSize is how many entities a page of the answer has: at most that of the service, less where the request prefers
// it.
func (r *Request) pageSize() int {
	wanted, err := strconv.Atoi(r.preference("maxpagesize"))
	if err != nil || wanted < 1 {
		return r.engine.PageSize
	}
	r.applied = append(r.applied, "odata.maxpagesize="+strconv.Itoa(wanted))
	return min(wanted, r.engine.PageSize)
}

// count answers with the number of entities, or of items of a collection.
func (e *Engine) count(r *Request, at *place) (*Response, error) {
	if r.Method != http.MethodGet {
		return nil, notAllowed(r)
	}
	var count int
	switch {
	case at.member != nil:
		items, err := e.itemsOf(at)
		if err != nil {
			return nil, err
		}
		o, err := r.options(at.typeName())
		if err != nil {
			return nil, err
		}
		if _, count, err = o.MatchingValues(items, r.view(at.entity, at.entity.Type), at.memberPath()); err != nil {
			return nil, r.unevaluated(err)
		}
	case at.many:
		o, err := r.options("Collection(" + at.as.Name + ")")
		if err != nil {
			return nil, err
		}
		if _, count, err = o.Matching(e.candidates(r, at)); err != nil {
			return nil, r.unevaluated(err)
		}
	default:
		return nil, fail(http.StatusBadRequest, "this is not a collection, which could be counted")
	}
	answer := r.empty(http.StatusOK)
	answer.Header.Set("Content-Type", "text/plain")
	answer.Body = []byte(strconv.Itoa(count))
	return answer, nil
}
