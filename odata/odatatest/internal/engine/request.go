package engine

// This file is a request with what its headers and options ask for, and the answers that every request may get.

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// Request is a request on its way.
type Request struct {
	HTTP   *http.Request
	Method string
	Body   []byte
	// Path is what the path is, and Selected the request of the slice.
	Path     *route.Path
	Selected *schema.Request

	engine  *Engine
	path    string     // below the service root, percent-encoded
	values  url.Values // the query options
	applied []string   // preferences that the answer heeds
	grouped bool       // it is one of a group of a batch, which has locked the engine
}

// read reads what can be read without the schema.
func (e *Engine) read(in *http.Request, body []byte) *Request {
	r := &Request{HTTP: in, Method: in.Method, Body: body, engine: e, values: values(in.URL.RawQuery)}
	root, err := url.Parse(e.Root)
	if err == nil {
		r.path = strings.Trim(strings.TrimPrefix(in.URL.EscapedPath(), root.EscapedPath()), "/")
	}
	return r
}

// values reads the options of a query. Other than url.ParseQuery it takes a semicolon for what it is, a character of
// $expand; an option that cannot be decoded is kept as it is.
func values(raw string) url.Values {
	all := url.Values{}
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		all.Add(unescape(name), unescape(value))
	}
	return all
}

func unescape(text string) string {
	plain, err := url.QueryUnescape(text)
	if err != nil {
		return text
	}
	return plain
}

// alias is the value of a parameter alias.
func (r *Request) alias(name string) (string, bool) {
	all, ok := r.values[name]
	if !ok {
		return "", false
	}
	return all[0], true
}

// prefers says whether a preference is among those of the request, such as return=minimal, and notes that it is heeded.
func (r *Request) prefers(preference string) bool {
	for _, header := range r.HTTP.Header.Values("Prefer") {
		for one := range strings.SplitSeq(header, ",") {
			if strings.EqualFold(strings.TrimSpace(one), preference) {
				r.applied = append(r.applied, preference)
				return true
			}
		}
	}
	return false
}

// preference is the value of a preference, such as that of odata.maxpagesize; "" for none.
func (r *Request) preference(name string) string {
	for _, header := range r.HTTP.Header.Values("Prefer") {
		for one := range strings.SplitSeq(header, ",") {
			key, value, _ := strings.Cut(strings.TrimSpace(one), "=")
			if strings.EqualFold(strings.TrimPrefix(key, "odata."), name) {
				return strings.Trim(value, `"`)
			}
		}
	}
	return ""
}

// bare says whether the request wants no control information (odata.metadata=none).
func (r *Request) bare() bool {
	for accepted := range strings.SplitSeq(r.HTTP.Header.Get("Accept"), ",") {
		_, parameters, err := mime.ParseMediaType(accepted)
		if err == nil && (parameters["odata.metadata"] == "none" || parameters["metadata"] == "none") {
			return true
		}
	}
	return false
}

// Failure is an answer that says that a request failed.
type Failure struct {
	Status          int
	Code            string
	Message, Target string

	told bool // somebody has complained about it
}

func (f *Failure) Error() string { return f.Message }

// fail makes a failure. Its code is the name of the status.
func fail(status int, format string, args ...any) *Failure {
	return &Failure{Status: status, Message: fmt.Sprintf(format, args...)}
}

// wrong is a failure of a request that breaks the contract, about which the engine complains.
func (r *Request) wrong(status int, text string) error {
	r.complain(text)
	f := fail(status, "%s", text)
	f.told = true
	return f
}

// complain says that a request breaks the contract.
func (r *Request) complain(text string) {
	if r.engine.Complain != nil {
		r.engine.Complain(r.String() + ": " + text)
	}
}

// String is the request line.
func (r *Request) String() string { return r.Method + " " + r.HTTP.URL.RequestURI() }

// failure is the answer that an error is. What the engine cannot do is a complaint, so that no test takes it for an
// answer of the service.
func (r *Request) failure(err error) *Response {
	f, ok := err.(*Failure)
	if !ok {
		f = fail(http.StatusInternalServerError, "%v", err)
	}
	if f.Status >= http.StatusInternalServerError && !f.told {
		r.complain(f.Message)
	}
	code := f.Code
	if code == "" {
		code = strings.ReplaceAll(http.StatusText(f.Status), " ", "")
	}
	inner := object.Object{{Name: "code", Value: object.String(code)}, {Name: "message", Value: object.String(f.Message)}}
	if f.Target != "" {
		inner.Set("target", object.String(f.Target))
	}
	return r.json(f.Status, object.Object{{Name: "error", Value: inner.JSON()}}.JSON())
}

// Failed is the answer with a status, and an error as its body.
func (r *Request) Failed(status int, code, message, target string) *Response {
	return r.failure(&Failure{Status: status, Code: code, Message: message, Target: target, told: true})
}

// version is the version of OData that the answer is in: what the service speaks, or less where the request wants it.
func (r *Request) version() string {
	version := r.engine.Model.Service.Version
	if version == "" || r.HTTP.Header.Get("OData-MaxVersion") == "4.0" {
		return "4.0"
	}
	return version
}

// empty is an answer without a body.
func (r *Request) empty(status int) *Response {
	answer := &Response{Status: status, Header: http.Header{"Odata-Version": {r.version()}}}
	if len(r.applied) > 0 {
		answer.Header.Set("Preference-Applied", strings.Join(r.applied, ", "))
	}
	return answer
}

// json is an answer with a body.
func (r *Request) json(status int, body jsontext.Value) *Response {
	answer := r.empty(status)
	level := "minimal"
	if r.bare() {
		level = "none"
	}
	answer.Header.Set("Content-Type", "application/json;odata.metadata="+level)
	answer.Body = body
	return answer
}

// object is the body of the request as an object.
func (r *Request) object() (object.Object, error) {
	if kind, _, err := mime.ParseMediaType(r.HTTP.Header.Get("Content-Type")); len(r.Body) > 0 && (err != nil || kind != "application/json") {
		return nil, r.wrong(http.StatusUnsupportedMediaType, fmt.Sprintf("the body must be application/json, and not %q", r.HTTP.Header.Get("Content-Type")))
	}
	o, err := object.Parse(r.Body)
	if err != nil {
		return nil, r.wrong(http.StatusBadRequest, fmt.Sprintf("the body cannot be read: %v", err))
	}
	return o, nil
}
