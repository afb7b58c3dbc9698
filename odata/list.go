package odata

// This file is the request that reads a collection, and its pages: the service decides how many items an answer has and
// gives the link to the next ones (OData Protocol 4.01, section 11.2.6.7).

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"reflect"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// ListRequest reads a collection of R, usually pointers to models. The zero value is nil and no request; builders make
// them.
type ListRequest[R any] interface {
	// Select reads only these properties ($select). Query("$select", text) takes names.
	Select(items ...filter.SelectItem[R]) ListRequest[R]
	// Expand reads related entities with the entities ($expand). Query("$expand", text) takes names.
	Expand(items ...filter.ExpandItem[R]) ListRequest[R]
	// Filter reads only the entities that the condition holds for ($filter), or all for the zero Filter. [filter.Raw]
	// makes one of text.
	Filter(condition filter.ConditionOn[R]) ListRequest[R]
	// OrderBy sorts the entities ($orderby) by what [filter.Asc] and [filter.Desc] make of properties and expressions.
	OrderBy(items ...filter.Order[R]) ListRequest[R]
	// Top reads at most n entities in all, or for some services on a page ($top). A negative n is an error of the
	// request.
	Top(n int) ListRequest[R]
	// Skip passes over the first n entities ($skip). A negative n is an error of the request.
	Skip(n int) ListRequest[R]
	// Count asks for the number of all entities, which [Page.Count] then has ($count).
	Count() ListRequest[R]
	// Search reads only the entities that the search expression finds ($search).
	Search(expression string) ListRequest[R]
	// Query sets any other query option.
	Query(name, value string) ListRequest[R]
	// Header sets a header. Further pages are read with it too.
	Header(name, value string) ListRequest[R]
	// Prefer adds a preference, such as odata.maxpagesize=50.
	Prefer(preference string) ListRequest[R]
	// From goes on at a next link: reading starts there, and the query options of the link count instead of this
	// request's. A link to another host than the service root's is a [*LinkError] when the request is made. An empty
	// link leads to the first page.
	From(link string) ListRequest[R]
	// Response lets the request fill in the status and the headers of its answer. Each page overwrites it.
	Response(into *Response) ListRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// Download sends the request and hands out the answer unread, whatever its media type is: a report in CSV, a file.
	// The caller closes it. Header("Accept", ...) asks for a certain type.
	Download(ctx context.Context) (*Download, error)
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do reads one page. Where members of items cannot be read, the page is there beside the error, which holds an
	// [*UnreadableError].
	Do(ctx context.Context) (*Page[R], error)
	// Pages reads page after page. A page that has members that cannot be read comes beside the error that says so,
	// which holds an [*UnreadableError]; the sequence goes on where the program does. After any other error it ends.
	Pages(ctx context.Context) iter.Seq2[*Page[R], error]
	// All reads the entities of all pages. A page is read when its first entity is asked for. An entity that has
	// members that cannot be read comes beside the error that says so, which holds an [*UnreadableError]; the sequence
	// goes on where the program does:
	//
	//	for user, err := range users.All(ctx) {
	//		var some *odata.UnreadableError
	//		if errors.As(err, &some) {
	//			log.Print(err) // user has everything else
	//		} else if err != nil {
	//			return err
	//		}
	//
	// After any other error it ends.
	All(ctx context.Context) iter.Seq2[R, error]

	part() (request.Call, reader[*Page[R]])
}

// NewListRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewListRequest[R any](of request.Call) ListRequest[R] {
	r := listRequest[R](of)
	return &r
}

// listRequest is what every ListRequest is.
type listRequest[R any] request.Call

//go:noinline
func (r *listRequest[R]) Select(items ...filter.SelectItem[R]) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Option("$select", selected(items)))
}

//go:noinline
func (r *listRequest[R]) Expand(items ...filter.ExpandItem[R]) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Option("$expand", expanded(items)))
}

//go:noinline
func (r *listRequest[R]) Filter(condition filter.ConditionOn[R]) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Option("$filter", filtered(condition)))
}

//go:noinline
func (r *listRequest[R]) OrderBy(items ...filter.Order[R]) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Option("$orderby", ordered(items)))
}

//go:noinline
func (r *listRequest[R]) Top(n int) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Option("$top", urltext.Counted(n)))
}

//go:noinline
func (r *listRequest[R]) Skip(n int) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Option("$skip", urltext.Counted(n)))
}

//go:noinline
func (r *listRequest[R]) Count() ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Query("$count", "true"))
}

//go:noinline
func (r *listRequest[R]) Search(expression string) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Query("$search", expression))
}

//go:noinline
func (r *listRequest[R]) Query(name, value string) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *listRequest[R]) Header(name, value string) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *listRequest[R]) Prefer(preference string) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Prefer(preference))
}

//go:noinline
func (r *listRequest[R]) From(link string) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).From(link))
}

//go:noinline
func (r *listRequest[R]) Response(into *Response) ListRequest[R] {
	return NewListRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *listRequest[R]) Scopes(schemes ...string) []string { return request.Call(*r).Scopes(schemes) }

//go:noinline
func (r *listRequest[R]) Download(ctx context.Context) (*Download, error) {
	return download(ctx, request.Call(*r))
}

//go:noinline
func (r *listRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

//go:noinline
func (r *listRequest[R]) Do(ctx context.Context) (*Page[R], error) {
	return readPage[R](ctx, request.Call(*r))
}

//go:noinline
func (r *listRequest[R]) part() (request.Call, reader[*Page[R]]) { return request.Call(*r), pageIn[R] }

// pageIn reads an answer that is a page.
//
//go:noinline
func pageIn[R any](a answered) (*Page[R], error) {
	var items []R
	rest, err := a.page(&items)
	return pageWith(items, rest), err
}

// readPage sends a request whose answer is a page.
func readPage[R any](ctx context.Context, r request.Call) (*Page[R], error) {
	var items []R
	rest, err := sendForPage(ctx, r, &items)
	return pageWith(items, rest), err
}

// pageWith is the page of items and the rest; nil without the rest.
func pageWith[R any](items []R, rest *pageRest) *Page[R] {
	if rest == nil {
		return nil
	}
	return &Page[R]{Items: items, NextLink: rest.next, DeltaLink: rest.delta, Count: rest.count, Extra: rest.extra}
}

// pageRest is everything of a page but its items.
type pageRest struct {
	next, delta string
	count       *int64
	extra       Extra
}

// sendForPage sends a request and reads the items of its answer into what items points to. The rest of the page is nil
// where there is no page.
func sendForPage(ctx context.Context, r request.Call, items any) (*pageRest, error) {
	wire := wrap(items, nil)
	c := callOf(r)
	err := c.do(ctx, wire, unmarshalPage)
	return wire.rest(c.response.url, err)
}

// page reads the answer as sendForPage does.
func (a answered) page(items any) (*pageRest, error) {
	wire := wrap(items, nil)
	err := a.into(wire, unmarshalPage)
	return wire.rest(a.at, err)
}

// unmarshalPage reads a page. An answer that is not a collection is an error, and not an empty page.
//
//go:noinline
func unmarshalPage(how decoding, data []byte, v any) error {
	return readWith(how, data, v, (*decoder).page)
}

// page reads a page into v, which is wrapped.
func (d *decoder) page(v reflect.Value) error {
	d.paged = true
	if err := d.into(v); err != nil {
		return err
	}
	wire := v.Addr().Interface().(*wrapped)
	switch state := wire.Value.State.form; {
	case state == nil:
		return errors.New("it is not a collection: the member value is missing")
	case !state.isReadable():
		return state.fault
	}
	wire.inContext()
	for _, m := range d.bad.Members {
		if m.item == 0 {
			return m // about the page itself: what is there twice may be the next link
		}
	}
	return linksAreTexts(&wire.Extra)
}

// linksAreTexts is an error where a link of a page is something else: the page would look like the last one.
func linksAreTexts(of *Extra) error {
	for _, name := range [...]string{"nextLink", "deltaLink"} {
		if raw, ok := of.Control("", name); ok && raw.Kind() != '"' && raw.Kind() != 'n' {
			return under(rawjson.Mismatch(raw, "a URL"), "@"+name)
		}
	}
	return nil
}

// rest is the rest of a page, beside an error about single members of its items; nil for an error about more than that.
// The links in it are relative to the request of the URL.
func (w *wrapped) rest(at *url.URL, err error) (*pageRest, error) {
	if err != nil && unreadableIn(err) == nil {
		return nil, err
	}
	rest := &pageRest{next: w.Extra.link(at, "nextLink"), delta: w.Extra.link(at, "deltaLink"), extra: w.Extra}
	if total, ok := w.Extra.Count(""); ok {
		rest.count = &total
	}
	return rest, err
}

// link is a link of an answer as an absolute URL, or ""; the answer is that to the request of the URL.
func (u *Extra) link(at *url.URL, name string) string {
	link := u.control("", name)
	if link == "" {
		return ""
	}
	return absolute(baseOf(at, u.Context()), link)
}

// Page is one answer of a collection.
type Page[R any] struct {
	// Items are the entities of this page. An item that is null is the zero R.
	Items []R
	// NextLink leads to the next page; "" on the last one. [ListRequest.From] takes it.
	NextLink string
	// DeltaLink leads to what has changed since; "" where the service gives none.
	DeltaLink string
	// Count is the number of all entities; nil where it was not asked for.
	Count *int64
	// Extra holds everything that the service sends beside the items, by name: Extra.Context(),
	// Extra.Annotation("", "Vendor.Sales.pagingcookie").
	Extra Extra
}

//go:noinline
func (r *listRequest[R]) Pages(ctx context.Context) iter.Seq2[*Page[R], error] {
	return func(yield func(*Page[R], error) bool) {
		var seen followed
		for next := request.Call(*r); ; {
			page, err := readPage[R](ctx, next)
			if page == nil {
				yield(nil, err)
				return
			}
			if !yield(page, err) || page.NextLink == "" {
				return
			}
			if err := seen.next(callOf(next), page.NextLink); err != nil {
				yield(nil, err)
				return
			}
			next = next.From(page.NextLink)
		}
	}
}

// followed are the links that a sequence of pages has led through.
type followed map[string]bool

// next notes that the link follows a call, and returns a *LinkError where it was followed before: the pages would never
// end. Links are told apart by where they lead and not by how they are written.
func (f *followed) next(c call, link string) error {
	if *f == nil {
		*f = followed{}
	}
	if here, err := c.url(); err == nil {
		(*f)[here.String()] = true
	}
	if link == "" {
		return nil
	}
	own, err := c.own()
	if err != nil {
		return nil // nor is it sent
	}
	to, err := c.client().follow(own, link)
	if err != nil {
		return nil // the next request says what is wrong
	}
	if (*f)[to.String()] {
		return &LinkError{link, "it was followed before"}
	}
	return nil
}

//go:noinline
func (r *listRequest[R]) All(ctx context.Context) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		for page, err := range r.Pages(ctx) {
			if page == nil {
				var none R
				yield(none, err)
				return
			}
			for i, item := range page.Items {
				if !yield(item, itemError(err, i)) {
					return
				}
			}
		}
	}
}

// itemError is the part of an error about members of a page's items that is about the item with the index.
func itemError(err error, index int) error {
	if err == nil {
		return nil
	}
	if direct, is := err.(*UnreadableError); is { // errors.As would look through all of its members
		return direct.Item(index)
	}
	some := unreadableIn(err).Item(index)
	if answer := (*AnswerError)(nil); some != nil && errors.As(err, &answer) {
		about := *answer
		about.Err = some
		return &about
	}
	return some
}
