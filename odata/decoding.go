package odata

// This file is one run of reading JSON: what it is bound by, how it begins and how it ends. A text is read once, from
// its beginning to its end; what is allocated on the way is counted against a limit that grows with the text; and the
// end of the context is the end of the run.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"sync"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// The memory that reading a JSON text may take: [MemoryPerByte] for each byte of the text, [WithMaxMemory] sets another
// number, and [MemoryAtLeast] besides, so that short texts are always read. A page of users of Microsoft Graph takes 3
// to 6 bytes a byte; the limit is for texts that are made to be small and to become large, as [{},{},{}] does where the
// type has hundreds of properties.
const (
	MemoryPerByte = 16
	MemoryAtLeast = 64 << 20
)

// MemoryError says that a JSON text was not read to its end because its values would have taken more memory than it
// may. [WithMaxMemory] allows more; a smaller page, or a model with fewer properties, takes less.
type MemoryError struct {
	// Text is the size of the text in bytes, Limit the memory that it may take.
	Text, Limit int64
}

// Error returns both numbers.
func (e *MemoryError) Error() string {
	return fmt.Sprintf("reading these %d bytes of JSON would take more than the %d bytes of memory that WithMaxMemory allows", e.Text, e.Limit)
}

// Unmarshal reads JSON into what v points to: a model, a pointer to one, a slice of them, or any other value that
// encoding/json can read. Members that a model does not declare are kept. Names match exactly.
//
// Members that do not fit their types, and members that an object has twice, are an [*UnreadableError] that lists them;
// all others are then read. A text that is not JSON, a value that is of another kind as a whole, and text after the
// value are a [*DecodeError]; v may then be half read. A text whose values would take more memory than [MemoryPerByte]
// says is a [*DecodeError] around a [*MemoryError], and v is then the zero value; what encoding/json reads is not
// counted.
//
// Unmarshal reads what encoding/json reads: bytes that are not UTF-8 and halves of surrogate pairs become U+FFFD in
// strings, and are written back as they came. It also passes over a byte order mark. [UnmarshalStrict] refuses all
// that.
func Unmarshal(data []byte, v any) error { return unmarshalAll(decoding{}, data, v) }

// UnmarshalStrict is Unmarshal that reads nothing but JSON in UTF-8 (RFC 8259): a byte order mark, bytes that are not
// UTF-8 and halves of surrogate pairs are errors.
func UnmarshalStrict(data []byte, v any) error { return unmarshalAll(decoding{strict: true}, data, v) }

// decoding is what a run is bound by. The zero value is the default, without a context. What takes a decoder or a
// reflect.Value is not among its methods: programs that have requests in their hands would compile half a hundred
// functions for the types of these.
type decoding struct {
	ctx    context.Context
	strict bool
	factor int64 // bytes of memory for each byte of the text; 0 for MemoryPerByte
}

// limit is the memory that a text may take.
func (how decoding) limit(text int) int64 {
	factor := how.factor
	if factor == 0 {
		factor = MemoryPerByte
	}
	if size := int64(text); size < (math.MaxInt64-MemoryAtLeast)/factor {
		return MemoryAtLeast + size*factor
	}
	return math.MaxInt64
}

// unmarshalAll reads a text into what v points to. It is not inlined: whoever calls Unmarshal would read what a decoder
// is made of.
//
//go:noinline
func unmarshalAll(how decoding, data []byte, v any) error {
	return readWith(how, data, v, (*decoder).into)
}

// readWith reads a text into what v points to, by a function that reads a value.
func readWith(how decoding, data []byte, v any, value func(*decoder, reflect.Value) error) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return errorf("odata: Unmarshal needs a non-nil pointer, not %T", v)
	}
	d := begin(how, data)
	defer d.release()
	err := d.finish(value(d, rv.Elem()))
	if much := (*MemoryError)(nil); err != nil && errors.As(err, &much) { // what was read takes memory
		if w, is := v.(*wrapped); is {
			w.forget()
		} else {
			rv.Elem().SetZero()
		}
	}
	return err
}

// decoder is one run.
type decoder struct {
	rawjson.Scanner
	depth int
	path  []step // to the object or collection that is read, where it is nested
	paged bool   // whether the text is a page: its member value holds items
	limit int64  // the memory that may be taken, and how much of it is left
	left  int64
	bad   UnreadableError
	known [8]string // names of undeclared members that have come, at a place that length and last letter choose
}

var decoders = sync.Pool{New: func() any { return new(decoder) }}

// byteOrderMark is U+FEFF, which some editors and servers put before a text.
var byteOrderMark = []byte("\ufeff")

// begin returns a decoder at the beginning of the text.
func begin(how decoding, data []byte) *decoder {
	d := decoders.Get().(*decoder)
	if !how.strict {
		data = bytes.TrimPrefix(data, byteOrderMark)
	}
	d.Begin(data)
	d.Strict, d.Context = how.strict, how.ctx
	d.limit = how.limit(len(data))
	d.left = d.limit
	return d
}

// release gives the decoder back and forgets what is the caller's.
func (d *decoder) release() {
	d.Begin(nil)
	d.Context = nil
	if len(d.bad.Members) > 0 {
		clear(d.path[:cap(d.path)]) // names of the text's
	}
	d.depth, d.path, d.paged, d.bad, d.known = 0, d.path[:0], false, UnreadableError{}, [8]string{}
	decoders.Put(d)
}

// finish checks that nothing follows what was read, and returns the error of the run; err is the error of the value as
// a whole.
func (d *decoder) finish(err error) error {
	if err == nil {
		err = d.End()
	}
	switch {
	case d.Err != nil:
		path, err := rawjson.Syntax(d.Text, d.Strict, d.Err)
		return &DecodeError{Path: readable(path), Err: err}
	case err != nil:
		return whole(err)
	case len(d.bad.Members) > 0 || d.bad.More > 0:
		bad := d.bad
		return &bad
	}
	return nil
}

// charge counts memory that is about to be taken.
func (d *decoder) charge(bytes int) error {
	if d.left -= int64(bytes); d.left >= 0 {
		return nil
	}
	return d.exhausted()
}

func (d *decoder) exhausted() error {
	return d.Fault(&MemoryError{Text: int64(len(d.Text)), Limit: d.limit})
}

// decoding is what reading an answer is bound by.
func (c *Client) decoding(ctx context.Context) decoding {
	return decoding{ctx: ctx, strict: c.strict, factor: c.maxMemory}
}
