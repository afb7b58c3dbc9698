package request

// This file is a request before it is sent: plain data, that is changed by copying. The types that programs see are
// defined over Call, each with the methods that its operation allows; they convert from it and to it, since their
// underlying type is the same. How a request is sent, package odata knows.

import (
	"fmt"
	"io"
	"net/http"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Mode says what a body is used for.
type Mode int

// The modes.
const (
	ModeAny Mode = iota
	ModeCreate
	ModeUpdate
)

// Data is what a request says.
type Data struct {
	At          Resource
	Method      string
	Link        string // an absolute URL instead of a path: a next link
	Options     []urltext.Option
	Headers     urltext.Hidden
	Body        any // nil for none
	HasBody     bool
	Conditional bool      // whether the ETag of the body goes along as If-Match
	Stream      io.Reader // a body that is not encoded but sent as it is
	ContentType string    // of the stream
	Accept      string    // what the answer may be; "" for JSON
	Mode        Mode
	Restriction Restriction
	Unchecked   bool // whether the body is not validated
	Into        any  // a pointer to what takes the status and the headers of the answer; nil for none
}

// Call is a request. It does not change: every method returns another one. Its only field is hidden, since programs
// have it in hand. The zero value goes nowhere.
type Call struct{ data *Data }

// New returns the request that says so.
func New(data Data) Call { return Call{&data} }

// Data returns what the request says, which must not be changed.
func (c Call) Data() *Data {
	if c.data == nil {
		return &Data{}
	}
	return c.data
}

// Query sets a query option.
func (c Call) Query(name, value string) Call {
	data := *c.Data()
	data.Options = urltext.WithQuery(data.Options, name, value)
	return New(data)
}

// Option sets a system query option to what a builder wrote: nothing takes the option away, an error is returned when
// the request is sent.
func (c Call) Option(name string, value urltext.Written) Call {
	data := *c.Data()
	if value.Err != nil {
		data.At = data.At.Failed(fmt.Errorf("odata: %s: %w", name, value.Err))
	}
	if value.Text == "" {
		data.Options = urltext.Without(data.Options, name)
	} else {
		data.Options = urltext.WithQuery(data.Options, name, value.Text)
	}
	return New(data)
}

// Header sets a header.
func (c Call) Header(name, value string) Call {
	data := *c.Data()
	data.Headers = urltext.Hide(urltext.With(data.Headers.Reveal(), http.CanonicalHeaderKey(name), value))
	return New(data)
}

// Prefer adds a preference to the Prefer header (RFC 7240).
func (c Call) Prefer(preference string) Call {
	for _, h := range c.Data().Headers.Reveal() {
		if h.Name == "Prefer" {
			preference = h.Value + ", " + preference
		}
	}
	return c.Header("Prefer", preference)
}

// IfNoneMatch sets the header, and no If-Match goes along.
func (c Call) IfNoneMatch(etag string) Call {
	data := *c.Data()
	data.Headers = urltext.Hide(urltext.Without(data.Headers.Reveal(), "If-Match"))
	return New(data).Header("If-None-Match", etag)
}

// Accepting is the request for an answer of other media types than JSON.
func (c Call) Accepting(types string) Call {
	data := *c.Data()
	data.Accept = types
	return New(data)
}

// Further is the request that reads the pages of an answer from a link on.
//
//go:noinline
func (c Call) Further(link string) Call { return Get(c.Data().At).From(link) }

// From is the request at a link instead of its path.
//
//go:noinline
func (c Call) From(link string) Call {
	data := *c.Data()
	data.Link = link
	return New(data)
}

// SkipValidation is the request whose body is not validated.
//
//go:noinline
func (c Call) SkipValidation() Call {
	data := *c.Data()
	data.Unchecked = true
	return New(data)
}

// Response is the request that hands out the status and the headers of its answer into what into points to.
//
//go:noinline
func (c Call) Response(into any) Call {
	data := *c.Data()
	data.Into = into
	return New(data)
}

// Scopes returns the scopes of which the request needs one; of all schemes of authorization, or of the named.
//
//go:noinline
func (c Call) Scopes(schemes []string) []string { return c.Data().Restriction.ScopesOf(schemes) }

// String prints method and path: a request holds a body and may hold headers that nobody should see.
func (c Call) String() string { data := *c.Data(); return data.Method + " " + data.At.Path() }

// GoString prints what String does.
func (c Call) GoString() string { return c.String() }
