package odata

// This file is delta queries: what has changed in a collection since the last time (OData Protocol 4.01, section 11.3).
// The last page has a link from which to go on later.

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// DeltaRequest reads the changes of a collection of R. The zero value is nil and no request; builders make them.
type DeltaRequest[R any] interface {
	// Select reads only these properties ($select).
	Select(items ...filter.SelectItem[R]) DeltaRequest[R]
	// Expand reads related entities with the entities ($expand).
	Expand(items ...filter.ExpandItem[R]) DeltaRequest[R]
	// Filter reads only the changes of entities that the condition holds for ($filter), or all for the zero Filter.
	Filter(condition filter.ConditionOn[R]) DeltaRequest[R]
	// Query sets any other query option.
	Query(name, value string) DeltaRequest[R]
	// Header sets a header. Further pages are read with it too.
	Header(name, value string) DeltaRequest[R]
	// Prefer adds a preference, such as odata.maxpagesize=50.
	Prefer(preference string) DeltaRequest[R]
	// From goes on at a delta link or next link: what has changed since it was given. The query options of the link
	// count instead of this request's. A link to another host than the service root's is a [*LinkError] when the
	// request is made. An empty link, of a program that has not kept one yet, leads to the beginning: everything there
	// is.
	From(link string) DeltaRequest[R]
	// Response lets the request fill in the status and the headers of its answer. Each page overwrites it.
	Response(into *Response) DeltaRequest[R]
	// Scopes returns the scopes, any one of which the request needs according to the schema: of all authorization
	// schemes, or of the named.
	Scopes(schemes ...string) []string
	// HTTP returns the request with its headers, token included, and sends nothing.
	HTTP(ctx context.Context) (*http.Request, error)
	// Do reads one page. Where members of entries cannot be read, the page is there beside the error, which holds an
	// [*UnreadableError].
	Do(ctx context.Context) (*DeltaPage[R], error)
	// Pages reads page after page; the last one has the delta link. A page with members that cannot be read comes
	// beside the error that says so, which holds an [*UnreadableError]; the sequence goes on where the program does.
	// After any other error it ends.
	Pages(ctx context.Context) iter.Seq2[*DeltaPage[R], error]
	// All reads the changes of all pages and returns them with the delta link from which to go on later. Where only
	// members of entries cannot be read, changes and link are there beside the error, which holds an [*UnreadableError]
	// for each page; [Change.Err] says of which entry. After any other error there are none.
	All(ctx context.Context) (changes []Change[R], deltaLink string, err error)

	part() (request.Call, reader[*DeltaPage[R]])
}

// NewDeltaRequest returns the request of a call. It is for generated code: see package odataimpl.
//
//go:noinline
func NewDeltaRequest[R any](of request.Call) DeltaRequest[R] {
	r := deltaRequest[R](of)
	return &r
}

// deltaRequest is what every DeltaRequest is.
type deltaRequest[R any] request.Call

//go:noinline
func (r *deltaRequest[R]) Select(items ...filter.SelectItem[R]) DeltaRequest[R] {
	return NewDeltaRequest[R](request.Call(*r).Option("$select", selected(items)))
}

//go:noinline
func (r *deltaRequest[R]) Expand(items ...filter.ExpandItem[R]) DeltaRequest[R] {
	return NewDeltaRequest[R](request.Call(*r).Option("$expand", expanded(items)))
}

//go:noinline
func (r *deltaRequest[R]) Filter(condition filter.ConditionOn[R]) DeltaRequest[R] {
	return NewDeltaRequest[R](request.Call(*r).Option("$filter", filtered(condition)))
}

//go:noinline
func (r *deltaRequest[R]) Query(name, value string) DeltaRequest[R] {
	return NewDeltaRequest[R](request.Call(*r).Query(name, value))
}

//go:noinline
func (r *deltaRequest[R]) Header(name, value string) DeltaRequest[R] {
	return NewDeltaRequest[R](request.Call(*r).Header(name, value))
}

//go:noinline
func (r *deltaRequest[R]) Prefer(preference string) DeltaRequest[R] {
	return NewDeltaRequest[R](request.Call(*r).Prefer(preference))
}

//go:noinline
func (r *deltaRequest[R]) From(link string) DeltaRequest[R] {
	return NewDeltaRequest[R](request.Call(*r).From(link))
}

//go:noinline
func (r *deltaRequest[R]) Response(into *Response) DeltaRequest[R] {
	return NewDeltaRequest[R](request.Call(*r).Response(into))
}

//go:noinline
func (r *deltaRequest[R]) Scopes(schemes ...string) []string {
	return request.Call(*r).Scopes(schemes)
}

//go:noinline
func (r *deltaRequest[R]) HTTP(ctx context.Context) (*http.Request, error) {
	return prepared(ctx, request.Call(*r))
}

// Change is one entry of a delta answer.
type Change[R any] struct {
	// Item is the entity that was added or changed, with the members that the service sends. Of one that was removed it
	// has what the service sends, such as the key; it is the zero R where the service sends the id only.
	Item R
	// Removed says that the entity is no longer in the collection.
	Removed bool
	// Reason says why: "changed" where it no longer fits the query, "deleted" where it is gone; "" where the service
	// does not say.
	Reason string
	// ID is the id of a removed entity: the member id as text, else the entity-id; "" where there is neither, and the
	// key is in Item.
	ID string
	// Link is the relationship that was added or, where Removed says so, taken away; nil where the entry is about an
	// entity.
	Link *LinkChange
	// Err says which members of Item could not be read; nil where all could. It is part of the error of the page.
	Err error
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
	// Extra holds what the service says of the page besides, as that of [Page] does.
	Extra Extra
}

//go:noinline
func (r *deltaRequest[R]) Do(ctx context.Context) (*DeltaPage[R], error) {
	return readDelta[R](ctx, request.Call(*r))
}

//go:noinline
func (r *deltaRequest[R]) part() (request.Call, reader[*DeltaPage[R]]) {
	return request.Call(*r), deltaIn[R]
}

// deltaIn reads an answer that is a page of changes.
//
//go:noinline
func deltaIn[R any](a answered) (*DeltaPage[R], error) {
	var items []R
	rest, entries, err := a.delta(&items)
	return deltaWith(items, entries, rest, err)
}

// readDelta sends a request whose answer is a page of changes.
func readDelta[R any](ctx context.Context, r request.Call) (*DeltaPage[R], error) {
	var items []R
	rest, entries, err := sendForDelta(ctx, r, &items)
	return deltaWith(items, entries, rest, err)
}

// deltaWith is the page of items, what they are about, and the rest, beside an error about single members of items; the
// error alone without the rest.
func deltaWith[R any](items []R, entries []entry, rest *pageRest, err error) (*DeltaPage[R], error) {
	if rest == nil {
		return nil, err
	}
	changes := changesOf(items, entries, err)
	return &DeltaPage[R]{Changes: changes, NextLink: rest.next, DeltaLink: rest.delta, Extra: rest.extra}, err
}

// sendForDelta is sendForPage for a page of changes.
func sendForDelta(ctx context.Context, r request.Call, items any) (*pageRest, []entry, error) {
	wire := deltaWire{wrapped: wrap(items, nil)}
	c := callOf(r)
	err := c.do(ctx, wire.wrapped, wire.read)
	rest, err := wire.rest(c.response.url, err)
	return rest, wire.entries, err
}

// delta is page for a page of changes.
func (a answered) delta(items any) (*pageRest, []entry, error) {
	wire := deltaWire{wrapped: wrap(items, nil)}
	err := a.into(wire.wrapped, wire.read)
	rest, err := wire.rest(a.at, err)
	return rest, wire.entries, err
}

// deltaWire is a page of changes as JSON, and what its entries are about.
type deltaWire struct {
	*wrapped
	entries []entry
}

// read reads the page, whose items are read as entities whatever they are about.
func (wire *deltaWire) read(how decoding, data []byte, v any) error {
	return readWith(how, data, v, func(d *decoder, v reflect.Value) (err error) {
		if err = d.page(v); err == nil {
			wire.entries = d.entries(wire.value(), "value")
		}
		return err
	})
}

// changesOf puts together what was read of entries and what they are about.
func changesOf[R any](items []R, entries []entry, err error) []Change[R] {
	changes := make([]Change[R], len(items))
	for i, e := range entries {
		changes[i] = Change[R]{Removed: e.removed, Reason: e.reason, ID: e.id, Link: e.link, Err: itemError(err, i)}
		if !e.itemless {
			changes[i].Item = items[i]
		}
	}
	return changes
}

// NestedDelta reads the changes of a collection of related entities that came inside an entity of a delta answer
// (OData JSON Format 4.01, section 15.1): members@delta for the name members. It returns nil where there are none. The
// error is as that of [DeltaRequest.Do], and the changes are there beside it.
func NestedDelta[R any](u *Undeclared, name string) ([]Change[R], error) {
	raw, ok := u.Extra.Control(name, "delta")
	if !ok {
		return nil, nil
	}
	var items []R
	entries, err := unmarshalNested(raw, &items, typeInContext(u.Extra.control(name, "context")))
	if err != nil && unreadableIn(err) == nil {
		return nil, under(err, name+"@delta")
	}
	return changesOf(items, entries, err), err
}

// unmarshalNested reads the changes of a collection, of entities of the type that the context says, and what they are
// about.
//
//go:noinline
func unmarshalNested(raw edm.Raw, items any, of string) (entries []entry, err error) {
	err = readWith(decoding{}, raw, items, func(d *decoder, v reflect.Value) (err error) {
		if err = d.into(v); err == nil {
			say(v, of)
			entries = d.entries(v, "")
		}
		return err
	})
	return entries, err
}

// entry is what an entry of a delta answer is about.
type entry struct {
	removed    bool
	reason, id string
	link       *LinkChange
	itemless   bool // whether there is nothing of an entity in it
}

// entries finds out what the entries in a slice are about. Members of entries that are not those of an entity are not
// missed where they do not fit the entity's: their errors go. The path leads to the slice.
func (d *decoder) entries(items reflect.Value, path string) []entry {
	all := make([]entry, items.Len())
	foreign := map[string]bool{}
	for i := range all {
		var ignored []string
		all[i], ignored = entryOf(items.Index(i))
		for _, name := range ignored {
			foreign[fmt.Sprintf("%s[%d].%s", path, i, name)] = true
		}
	}
	if len(foreign) > 0 {
		bad := d.bad.Members
		d.bad.Members = bad[:0]
		for _, m := range bad {
			if !foreign[m.Path] {
				d.bad.Members = append(d.bad.Members, m)
			}
		}
	}
	return all
}

// The members that entries of OData 4.0 have instead of those of an entity.
const (
	memberID     = "id"
	memberReason = "reason"
)

// entryOf finds out what an entry is about, whose members were read as those of an entity; ignored are the names of
// members that are something else. OData 4.01 has the control information removed, with whatever value. 4.0 has
// objects of another kind, which their contexts name.
func entryOf(item reflect.Value) (e entry, ignored []string) {
	rest := extraOf(item)
	if rest == nil {
		return entry{}, nil
	}
	about := object{item, rest}
	switch kind := kindInContext(rest.Context()); kind {
	case "$link", "$deletedLink":
		e = entry{removed: kind == "$deletedLink", itemless: true, link: &LinkChange{
			Source:       Reference(about.text("source")),
			Target:       Reference(about.text("target")),
			Relationship: about.text("relationship"),
		}}
		if e.removed {
			e.reason = about.text(memberReason)
		}
		return e, []string{"source", "target", "relationship", memberReason}
	case "$deletedEntity":
		e = entry{removed: true, id: about.id(), reason: about.text(memberReason)}
		about.forget(memberReason)
		if about.raw(memberID).Kind() == '"' { // an entity-id, and no property
			about.forget(memberID)
			e.itemless = empty(item) && onlyControl(rest, memberReason, memberID)
		}
		return e, []string{memberID, memberReason}
	}
	if removed, ok := rest.Control("", "removed"); ok {
		e = entry{removed: true, id: about.id()}
		var why reasonWire
		if removed.Kind() == '{' && unmarshalAll(decoding{}, removed, &why) == nil {
			e.reason = why.Reason.Or("")
		} else if removed.Kind() == '"' {
			e.reason, _ = rawjson.Unquote(removed, "")
		}
	}
	return e, nil
}

// reasonWire is the value of the control information removed.
type reasonWire struct {
	Undeclared
	Reason Opt[string] `json:"reason,omitzero"`
}

// kindInContext is what a context URL says that an object is instead of an entity: $link, $deletedLink or
// $deletedEntity; "" for anything else.
func kindInContext(context string) string {
	_, fragment, _ := strings.Cut(context, "#")
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	switch kind := fragment[strings.LastIndexByte(fragment, '/')+1:]; kind {
	case "$link", "$deletedLink", "$deletedEntity":
		return kind
	}
	return ""
}

// object is a model that was read, with its undeclared members.
type object struct {
	value reflect.Value
	rest  *Extra
}

// field is the declared member with the name, or nil.
func (m object) field(name string) Field {
	v := m.value
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	s := shapeOf(v.Type())
	if i, declared := s.byName[name]; declared {
		return s.field(v, i)
	}
	return nil
}

// raw is the JSON of a member, declared or not; nil for none.
func (m object) raw(name string) edm.Raw {
	if f := m.field(name); f != nil {
		if _, state := slot(f); *state != nil {
			text, _ := marshalOpt(f) // what was read can be written
			return text
		}
	}
	raw, _ := m.rest.Member(name)
	return raw
}

// text is the text of a member that is a string; "" for any other.
func (m object) text(name string) string {
	raw := m.raw(name)
	if raw.Kind() != '"' {
		return ""
	}
	text, _ := rawjson.Unquote(raw, "")
	return text
}

// id is the member id, else the entity-id.
func (m object) id() string {
	switch raw := m.raw(memberID); raw.Kind() {
	case '"':
		return m.text(memberID)
	case '0':
		return string(raw)
	}
	return m.rest.ODataID()
}

// forget makes a declared member absent.
func (m object) forget(name string) {
	if f := m.field(name); f != nil {
		ptr, state := slot(f)
		reflect.ValueOf(ptr).Elem().SetZero()
		*state = nil
	}
}

//go:noinline
func (r *deltaRequest[R]) Pages(ctx context.Context) iter.Seq2[*DeltaPage[R], error] {
	return func(yield func(*DeltaPage[R], error) bool) {
		var seen followed
		for next := request.Call(*r); ; {
			page, err := readDelta[R](ctx, next)
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

//go:noinline
func (r *deltaRequest[R]) All(ctx context.Context) (changes []Change[R], deltaLink string, err error) {
	var faults []error
	for page, err := range r.Pages(ctx) {
		if page == nil {
			return nil, "", err
		}
		changes, deltaLink = append(changes, page.Changes...), page.DeltaLink
		faults = append(faults, err)
	}
	return changes, deltaLink, errors.Join(faults...)
}
