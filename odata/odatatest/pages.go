package odatatest

// This file is faults of pages: how many items one has, and where the others are. What a fault takes off an answer, the
// server keeps, and gives to the request for the next page by itself.

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// page is what a fault has left of an answer for the next request.
type page struct {
	body []byte
	size int // how many items a page has; 0 for all
}

func (h *host) keep(uri string, p *page) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pages[uri] = p
}

// page is the one that a request for the URL asks for, or nil.
func (h *host) page(uri string) *page {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.pages[uri]
}

// answer is the page, which again may have a link to another one.
func (p *page) answer(h *host, r *http.Request) *answer {
	a := &answer{status: http.StatusOK, header: http.Header{}, body: p.body}
	if p.size > 0 {
		Paged(p.size).change(h, r, a)
	}
	return a
}

// Paged gives the items of a collection n at a time, whatever they are, and the next ones by a link. The server answers
// the requests for them itself: they need no expectation.
func Paged(n int) Fault {
	n = max(n, 1)
	return cutting("paged", n, func(items []any) (here, next []any) {
		if len(items) <= n {
			return items, nil
		}
		return items[:n], items[n:]
	})
}

// HalfPage gives half of the items of a page, and the other half by a link, as services do whose time is up. Nothing of
// a page with one item is left out.
func HalfPage() Fault {
	return cutting("half page", 0, func(items []any) (here, next []any) {
		half := (len(items) + 1) / 2
		return items[:half], items[half:]
	})
}

// EmptyPage gives none of the items of a page, and all of them by a link, as services do that filter after they have
// cut the pages. A program that takes it for the end misses the rest.
func EmptyPage() Fault {
	return cutting("empty page", 0, func(items []any) (here, next []any) { return []any{}, items })
}

// Overlap cuts a page in two, and gives the last item of the first half once more at the beginning of the second, as
// services do where something was inserted between two requests. The runtime does not hide it.
func Overlap() Fault {
	return cutting("overlap", 0, func(items []any) (here, next []any) {
		half := (len(items) + 1) / 2
		return items[:half], items[max(half-1, 0):]
	})
}

// cutting is a fault that cuts the items of a page: some are given, and the next ones by a link, size at a time, with
// the links of the page. Where there are no next ones, the page stays as it is.
func cutting(name string, size int, cut func(items []any) (here, next []any)) Fault {
	return editObject(name, func(h *host, r *http.Request, object map[string]any) {
		items, _ := object["value"].([]any)
		here, left := cut(items)
		if len(left) == 0 {
			return
		}
		object["value"] = slices.Clip(here)
		rest := map[string]any{"value": left}
		for _, name := range [...]string{"@odata.nextLink", "@odata.deltaLink"} { // the last page has them
			if link, ok := object[name]; ok {
				rest[name] = link
				delete(object, name)
			}
		}
		text, err := json.Marshal(rest)
		if err != nil {
			h.t.Errorf("odatatest: the fault %s: %v", name, err)
			return
		}
		next := &url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: "$skiptoken=cut-" + strconv.Itoa(h.nextCut())}
		h.keep(next.RequestURI(), &page{text, size})
		object["@odata.nextLink"] = h.origin() + next.RequestURI()
	})
}

// nextCut is a number that no page of the server has.
func (h *host) nextCut() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.cut++
	return h.cut
}
