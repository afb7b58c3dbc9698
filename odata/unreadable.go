package odata

// This file says what could not be read of a JSON text, and why. A member whose value does not fit its type costs
// nobody the rest: it keeps its text, which is written back as it came, and its error is one of those that an
// UnreadableError lists. What makes a whole text unreadable - it is not JSON, or takes too much memory - is a
// DecodeError by itself.

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// DecodeError says which value of a JSON text could not be read.
type DecodeError struct {
	// Path leads to the value: "value[3].status". It is "" for the whole text.
	Path string
	// Err says what was found and what was expected.
	Err error

	item int // the number, from 1, of the item of the page that the value is in; 0 for none
}

// Error returns path and reason.
func (e *DecodeError) Error() string { return "odata: " + e.text() }

func (e *DecodeError) text() string {
	if e.Path == "" {
		return e.Err.Error()
	}
	return e.Path + ": " + e.Err.Error()
}

// Unwrap returns the reason.
func (e *DecodeError) Unwrap() error { return e.Err }

// UnreadableError lists the members, and the items of collections, that do not fit the types that the schema gives
// them, or that an object has twice. Everything else was read, and is there beside the error: a program may go on with
// it. [Unreadable] returns what such a member holds; it is written back as it came until the program sets it. Of a
// member that is there twice the last value counts. An item that is not in a member of a model - a page of dates, a
// result that is a list of numbers - is the zero value.
type UnreadableError struct {
	// Members are the errors, in the order of the text. It has at least one.
	Members []*DecodeError
	// More is the number of errors that are not listed, since the list would take more memory than the text may.
	More int
}

// Error returns the first errors, and how many there are besides.
func (e *UnreadableError) Error() string {
	const most, longest = 10, 2000
	var b strings.Builder
	said := 0
	for _, m := range e.Members {
		if said == most || said > 0 && b.Len() > longest {
			break
		}
		if said > 0 {
			b.WriteString("; ")
		}
		b.WriteString(m.text())
		said++
	}
	if n := len(e.Members) - said + e.More; n > 0 {
		fmt.Fprintf(&b, "; and %d more", n)
	}
	return "odata: " + b.String()
}

// Unwrap returns the errors of the members.
func (e *UnreadableError) Unwrap() []error {
	all := make([]error, len(e.Members))
	for i, m := range e.Members {
		all[i] = m
	}
	return all
}

// Item returns the part of the error that is about the item with the index, of a page or of a list that is the whole
// text, or nil where that item was read completely.
func (e *UnreadableError) Item(index int) error {
	if e == nil {
		return nil
	}
	from := sort.Search(len(e.Members), func(i int) bool { return e.Members[i].item > index })
	to := from
	for to < len(e.Members) && e.Members[to].item == index+1 {
		to++
	}
	if from == to {
		return nil
	}
	return &UnreadableError{Members: e.Members[from:to:to]}
}

// unreadableIn is the error about single members in an error, or nil where the error is about more than that.
func unreadableIn(err error) *UnreadableError {
	var some *UnreadableError
	if errors.As(err, &some) {
		return some
	}
	return nil
}

// Unreadable returns the JSON of a member that could not be read, and why it could not:
// odata.Unreadable(&user.Birthday). Both are nil for a member that is absent or null or has a value. The text must not
// be changed.
func Unreadable(member Field) (edm.Raw, error) {
	_, state := slot(member)
	if s := *state; s != nil && s.fault != nil {
		return edm.Raw(s.raw), s.fault
	}
	return nil, nil
}

// whole makes a DecodeError of an error about the whole value.
func whole(err error) error {
	var located *DecodeError
	if err == nil || errors.As(err, &located) {
		return err
	}
	return &DecodeError{Err: err}
}

// under adds a member's name, or an index in brackets, before the path of an error.
func under(err error, step string) error {
	var e *DecodeError
	if !errors.As(err, &e) {
		return &DecodeError{Path: step, Err: err}
	}
	path := step
	if e.Path != "" && e.Path[0] != '[' {
		path += "."
	}
	return &DecodeError{Path: path + e.Path, Err: e.Err}
}

// step is a part of the path to a value: the name of a member, or the index of an item.
type step struct {
	name  string
	index int // -1 for a member
}

func named(name string) step { return step{name, -1} }

// pathOf writes a path as a person would: value[3].status. Names that a service makes up may be of any length, and so
// may paths: they are shortened.
func pathOf(steps []step) string {
	const most = 32
	var b strings.Builder
	for i, s := range steps {
		if skipped := len(steps) - most; skipped > 0 && i >= most/2 && i < most/2+skipped {
			if i == most/2 {
				b.WriteString("...")
			}
			continue
		}
		if s.index >= 0 {
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(rawjson.Excerpt(edm.Raw(s.name)))
	}
	return b.String()
}

// readable writes the names and indexes of a path in the same way.
func readable(path []string) string {
	var steps []step
	for _, token := range path {
		if n, err := strconv.ParseUint(token, 10, 31); err == nil {
			steps = append(steps, step{index: int(n)})
			continue
		}
		steps = append(steps, named(token))
	}
	return pathOf(steps)
}

// errTwice is the error of a member that an object has twice.
var errTwice = errors.New("the member occurs twice")

// errItems is the reason why a collection is unreadable of which items are, each with an error of its own.
var errItems = errors.New("some of its items cannot be read")

// note lists an error about the value to which the steps lead from the place where the decoder is.
func (d *decoder) note(err error, steps ...step) *DecodeError {
	d.path = append(d.path, steps...)
	path := pathOf(d.path)
	e := &DecodeError{Path: path, Err: err}
	switch {
	case d.paged && len(d.path) > 1:
		e.item = d.path[1].index + 1
	case !d.paged && d.path[0].index >= 0:
		e.item = d.path[0].index + 1
	}
	d.path = d.path[:len(d.path)-len(steps)]
	var nested *DecodeError
	if errors.As(err, &nested) { // the error of a value that another decoder has read
		e.Path, e.Err = under(nested, path).(*DecodeError).Path, nested.Err
	}
	const each = 256 // about what an error takes
	if size := int64(each + len(e.Path)); size <= d.left {
		d.left -= size
		d.bad.Members = append(d.bad.Members, e)
	} else {
		d.bad.More++
	}
	return e
}
