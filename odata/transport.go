package odata

// This file is what happens on the wire: what is sent and logged, how much of an answer is read, what becomes of
// faults. What is sent again is in retry.go, a single attempt in redirect.go.

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// sameOrigin says whether both URLs have one scheme, host and port.
func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "http":
		return "80"
	}
	return "443"
}

func isSafe(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// send sends a request, again where that is safe and useful, and returns the answer with its body read. An answer of
// 400 or above is an *Error.
func (c *Client) send(r *http.Request, body content) (*http.Response, []byte, error) {
	answer, err := c.open(r, body)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	data, err := c.read(answer.Body)
	if err != nil {
		return nil, nil, unreadable(r, answer, err)
	}
	c.logBody(r, "answer", answer.Header, data)
	return answer, data, nil
}

// open is send that leaves the body of the answer to be read and closed.
func (c *Client) open(r *http.Request, body content) (*http.Response, error) {
	started := time.Now()
	c.logBody(r, "request", r.Header, body.data)
	answer, err := c.attempts(r, body)
	c.logAnswer(r, answer, err, started)
	if fault := body.source.fault(); fault != nil {
		err = &UploadError{Method: r.Method, Path: r.URL.EscapedPath(), Sent: body.source.sent(), Err: fault}
	} else if err != nil {
		err = failed(r, err)
	}
	if err != nil {
		if answer != nil { // the context has ended with the answer
			answer.Body.Close()
		}
		return nil, err
	}
	body.heard(responseOf(answer, answer.Request.URL))
	if answer.StatusCode >= 400 {
		return nil, c.errorAnswer(r, answer)
	}
	return answer, nil
}

// failed is why a request had no answer.
func failed(r *http.Request, err error) error {
	var final *finalError
	if errors.As(err, &final) {
		return final.err
	}
	return errorf("odata: %s %s: %w", r.Method, r.URL.EscapedPath(), withoutURL(err))
}

// content is what a request sends: bytes, or a stream; neither for a request without a body. Accept is what the runtime
// asks for.
type content struct {
	data   []byte
	source *source
	accept string
	heard  func(Response) // takes what the answer says besides its body
}

// checkHeader refuses what no header can have (RFC 9110, section 5): a line break would begin another one. The value is
// not part of the error.
func checkHeader(name, value string) error {
	token := func(r rune) bool {
		return r > ' ' && r < 0x7f && !strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	}
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !token(r) }) {
		return errorf("odata: %q is not a name that a header can have", name)
	}
	if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return errorf("odata: the value of the header %s has a line break or another control character", name)
	}
	return nil
}

// withoutURL takes off the url.Error, which repeats the URL with its query.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// withoutQuotations is a text with ... for what stands in quotes in it.
func withoutQuotations(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, `"`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString(`"..."`)
		text = rest[min(len(rest), endOfQuotation(rest)):]
	}
}

// endOfQuotation is the size of the quotation, its closing quote included, inside of which text begins; more than the
// text has where it does not end.
func endOfQuotation(text string) int {
	i := 0
	for i < len(text) && text[i] != '"' {
		if text[i] == '\\' {
			i++
		}
		i++
	}
	return i + 1
}

// wireError is a fault of the connection whose text quotes what has come: a malformed header line, which may hold a
// secret.
type wireError struct {
	text string
	err  func() error // not a field, which package fmt would print
}

// Error returns the text without what was quoted.
func (e *wireError) Error() string { return e.text }

// Unwrap returns the error as it was.
func (e *wireError) Unwrap() error { return e.err() }

// discreet is an error that quotes nothing of what the service sent. What the request has, names of headers, may be
// quoted.
func discreet(err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	text := err.Error()
	if !strings.Contains(text, `"`) || strings.HasPrefix(text, "net/http: invalid header field") {
		return err
	}
	return &wireError{withoutQuotations(text), func() error { return err }}
}

// read reads a body up to the limit.
func (c *Client) read(body io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(body, c.maxBody+1))
	if err != nil {
		return nil, discreet(err)
	}
	if int64(len(data)) > c.maxBody {
		return nil, errorf("the body has more than %d bytes, the limit that WithMaxBody sets", c.maxBody)
	}
	return data, nil
}

// isJSON says whether an answer says that it is JSON, or says nothing.
func isJSON(h http.Header) bool {
	text := h.Get("Content-Type")
	if text == "" {
		return true
	}
	kind, _, err := mime.ParseMediaType(text)
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}
