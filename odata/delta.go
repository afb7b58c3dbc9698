package odata

// This file is delta queries: what has changed in a collection since the last time (OData Protocol 4.01, section 11.3).
// The last page has a link from which to go on later.

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"net/http"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// DeltaRequest reads the changes of a collection of R.
type DeltaRequest[R any] request.Call

// Select reads only these properties ($select).
func (r DeltaRequest[R]) Select(items ...filter.SelectItem[R]) DeltaRequest[R] {
	return DeltaRequest[R](request.Call(r).Option("$select", selected(items)))
}

// Expand reads related entities with the entities ($expand).
func (r DeltaRequest[R]) Expand(items ...filter.ExpandItem[R]) DeltaRequest[R] {
	return DeltaRequest[R](request.Call(r).Option("$expand", expanded(items)))
}

// Filter reads only the changes of entities that the condition holds for ($filter), or all for the zero Filter.
func (r DeltaRequest[R]) Filter(condition filter.Filter[R]) DeltaRequest[R] {
	return DeltaRequest[R](request.Call(r).Option("$filter", filtered(condition)))
}

// Query sets any other query option.
func (r DeltaRequest[R]) Query(name, value string) DeltaRequest[R] {
	return DeltaRequest[R](request.Call(r).Query(name, value))
}

// Header sets a header. Further pages are read with it too.
func (r DeltaRequest[R]) Header(name, value string) DeltaRequest[R] {
	return DeltaRequest[R](request.Call(r).Header(name, value))
}

// Prefer adds a preference, such as odata.maxpagesize=50.
func (r DeltaRequest[R]) Prefer(preference string) DeltaRequest[R] {
	return DeltaRequest[R](request.Call(r).Prefer(preference))
}

// From goes on at a delta link or next link: what has changed since it was given. The query options of the link count
// instead of this request's. A link to another host than the service root's is a [*LinkError] when the request is made.
// An empty link, of a program that has not kept one yet, leads to the beginning: everything there is.
func (r DeltaRequest[R]) From(link string) DeltaRequest[R] {
	return DeltaRequest[R](request.Call(r).From(link))
}

// Response lets the request fill in the status and the headers of its answer. Each page overwrites it.
func (r DeltaRequest[R]) Response(into *Response) DeltaRequest[R] {
	return DeltaRequest[R](request.Call(r).Response(into))
}

// Scopes returns the scopes of which the request needs one, as the schema says; of all schemes of authorization, or of
// the named.
func (r DeltaRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(r).Scopes(schemes)
}

// HTTP returns the request with its headers, token included, and sends nothing.
func (r DeltaRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return callOf(request.Call(r)).http(ctx)
}

// Change is one entry of a delta answer.
type Change[R any] struct {
	// Item is the entity that was added or changed, with the members that the service sends; the zero R where it was
	// removed and the service sends only its id.
	Item R
	// Removed says that the entity is no longer in the collection.
	Removed bool
	// Reason says why: "changed" where it no longer fits the query, "deleted" where it is gone; "" where the service
	// does not say.
	Reason string
	// ID is the id of a removed entity.
	ID string
	// Link is the relationship that was added or, where Removed says so, taken away; nil where the entry is about an
	// entity.
	Link *LinkChange
}

// LinkChange is a relationship between two entities that has changed.
type LinkChange struct {
	// Source and Target are the ids of the entities.
	Source, Target Reference
	// Relationship is the path from source to target: a navigation property.
	Relationship string
}

// DeltaPage is one answer of a delta query.
type DeltaPage[R any] struct {
	Changes []Change[R]
	// NextLink leads to the next page; "" on the last one.
	NextLink string
	// DeltaLink leads to what changes from now on; only the last page has it. [DeltaRequest.From] takes it.
	DeltaLink string
}

// Do reads one page.
func (r DeltaRequest[R]) Do(ctx context.Context) (*DeltaPage[R], error) {
	var wire pageWire[edm.Raw]
	page := &DeltaPage[R]{Changes: []Change[R]{}}
	c := callOf(request.Call(r))
	err := c.do(ctx, &wire, func(how decoding, data []byte, v any) (err error) {
		if err = unmarshalPage(how, data, v); err == nil {
			page, err = changesOf[R](wire.page(c.response.url))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

func (r DeltaRequest[R]) part() (call, reader[*DeltaPage[R]]) {
	c := callOf(request.Call(r))
	return c, func(how decoding, data []byte) (*DeltaPage[R], error) {
		page, err := parsePage[edm.Raw](c.response.url, how, data)
		if err != nil {
			return nil, err
		}
		return changesOf[R](page)
	}
}

// changesOf reads the entries of a page.
func changesOf[R any](page *Page[edm.Raw]) (*DeltaPage[R], error) {
	out := &DeltaPage[R]{Changes: make([]Change[R], len(page.Items)), NextLink: page.NextLink, DeltaLink: page.DeltaLink}
	for i, item := range page.Items {
		change, err := changeOf[R](item)
		if err != nil {
			return nil, under(err, fmt.Sprintf("value[%d]", i))
		}
		out.Changes[i] = change
	}
	return out, nil
}

// removedWire is an entry for a removed entity: @removed, with a prefix in OData 4.0, or the $deletedEntity context of
// 4.0.
type removedWire struct {
	Undeclared
	ID      Opt[string]      `json:"id,omitzero"`
	Removed Opt[*reasonWire] `json:"@removed,omitzero"`
	Before  Opt[*reasonWire] `json:"@odata.removed,omitzero"`
	Reason  Opt[string]      `json:"reason,omitzero"`
}

type reasonWire struct {
	Undeclared
	Reason Opt[string] `json:"reason,omitzero"`
}

func changeOf[R any](item edm.Raw) (Change[R], error) {
	var change Change[R]
	if len(item) == 0 {
		return change, nil // a null among the items
	}
	var wire removedWire
	if bytes.Contains(item, []byte("removed")) || bytes.Contains(item, []byte("context")) {
		if err := Unmarshal(item, &wire); err != nil {
			wire = removedWire{} // not an entry for a removed entity: its members are of other types
		}
	}
	about := wire.Extra.Context()
	if strings.HasSuffix(about, "/$link") || strings.HasSuffix(about, "/$deletedLink") {
		change.Removed, change.Reason = strings.HasSuffix(about, "/$deletedLink"), wire.Reason.Or("")
		change.Link = &LinkChange{
			Source:       Reference(wire.Extra.text("source")),
			Target:       Reference(wire.Extra.text("target")),
			Relationship: wire.Extra.text("relationship"),
		}
		return change, nil
	}
	deleted := strings.HasSuffix(about, "$deletedEntity")
	if deleted || !wire.Removed.IsZero() || !wire.Before.IsZero() {
		change.Removed = true
		change.ID = wire.ID.Or(wire.Extra.ODataID())
		change.Reason = wire.Reason.Or("")
		for _, r := range [...]Opt[*reasonWire]{wire.Removed, wire.Before} {
			if reason := r.Or(nil); reason != nil {
				change.Reason = reason.Reason.Or("")
			}
		}
		if deleted {
			return change, nil
		}
	}
	return change, Unmarshal(item, &change.Item)
}

// Pages reads page after page; the last one has the delta link. After an error the sequence ends.
func (r DeltaRequest[R]) Pages(ctx context.Context) iter.Seq2[*DeltaPage[R], error] {
	return func(yield func(*DeltaPage[R], error) bool) {
		var seen followed
		for {
			page, err := r.Do(ctx)
			if err == nil {
				err = seen.next(callOf(request.Call(r)), page.NextLink)
			}
			switch {
			case page != nil && (!yield(page, nil) || page.NextLink == ""):
				return
			case err != nil:
				yield(nil, err)
				return
			}
			r = r.From(page.NextLink)
		}
	}
}

// All reads the changes of all pages and returns them with the delta link from which to go on later.
func (r DeltaRequest[R]) All(ctx context.Context) (changes []Change[R], deltaLink string, err error) {
	for page, err := range r.Pages(ctx) {
		if err != nil {
			return nil, "", err
		}
		changes, deltaLink = append(changes, page.Changes...), page.DeltaLink
	}
	return changes, deltaLink, nil
}
