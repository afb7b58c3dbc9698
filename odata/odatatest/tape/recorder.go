package tape

// This file is what listens: a transport that hands requests on, and keeps them with their answers.

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Recorder is a transport that records. Programs use it by itself where a recording is made outside of a test:
//
//	recorder := tape.NewRecorder(root, nil)
//	c, err := graph.NewClient(root, odata.WithHTTPClient(&http.Client{Transport: recorder}), odata.WithToken(token))
//	...
//	err = recorder.WriteFile("users.http")
//
// Bodies are read to their end before they are handed on, so it is nothing for answers that never end, and memory has
// to hold all of them. Requests without an answer are not recorded. A Recorder is safe for concurrent use.
type Recorder struct {
	root string
	next http.RoundTripper

	mu        sync.Mutex
	redactor  *redactor
	exchanges []exchange
}

// exchange is a request and its answer.
type exchange struct {
	method string
	url    string // the whole URL
	ask    message
	status int
	answer message
}

// message is what requests and answers share.
type message struct {
	header http.Header
	body   []byte
}

// NewRecorder returns a Recorder for the service with the given root. It sends requests by next; nil is
// [http.DefaultTransport].
func NewRecorder(root string, next http.RoundTripper, options ...Option) *Recorder {
	if next == nil {
		next = http.DefaultTransport
	}
	r := &Recorder{root: root, next: next, redactor: newRedactor()}
	for _, option := range options {
		option(r.redactor)
	}
	return r
}

// RoundTrip sends a request and keeps it with its answer.
func (r *Recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	asked, err := readAll(request.Body)
	if err != nil {
		return nil, err
	}
	sent := request.Clone(request.Context()) // a transport must not change the request that it was given
	if request.Body != nil {
		sent.Body = io.NopCloser(bytes.NewReader(asked))
	}
	response, err := r.next.RoundTrip(sent)
	if err != nil {
		return nil, err
	}
	said, err := readAll(response.Body)
	response.Body = io.NopCloser(io.MultiReader(bytes.NewReader(said), failing{err}))
	r.mu.Lock()
	defer r.mu.Unlock()
	r.exchanges = append(r.exchanges, exchange{
		method: request.Method, url: request.URL.String(), ask: message{request.Header.Clone(), asked},
		status: response.StatusCode, answer: message{response.Header.Clone(), said},
	})
	return response, nil
}

// readAll reads a body to its end and closes it.
func readAll(body io.ReadCloser) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	defer body.Close()
	return io.ReadAll(body)
}

// failing ends a body in the way that the service's ended.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}

// WriteFile writes what was recorded up to now. The file is replaced as a whole, or not at all.
func (r *Recorder) WriteFile(name string) error {
	r.mu.Lock()
	text := format(r.redacted())
	r.mu.Unlock()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(name), ".tape-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.WriteString(text)
	if closed := draft.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := os.Chmod(draft.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(draft.Name(), name)
}

// redacted returns the exchanges as they may be published. All of them are looked through before the first one is
// changed: an identifier may be known as one only by a later answer.
func (r *Recorder) redacted() []exchange {
	r.redactor.hosts(origin(r.root))
	for _, e := range r.exchanges {
		r.redactor.learn(e)
	}
	replaced := slices.Clone(r.exchanges)
	replace := r.redactor.replacer()
	for i, e := range replaced {
		e.url = replace.Replace(e.url)
		e.ask, e.answer = published(replace, e.ask), published(replace, e.answer)
		replaced[i] = e
	}
	return replaced
}

// published returns a message with texts replaced, without the headers that say who asks, or that a server sets anew.
func published(replace *strings.Replacer, m message) message {
	header := http.Header{}
	for name, values := range m.header {
		if isLeftOut(name) {
			continue
		}
		for _, value := range values {
			header.Add(name, replace.Replace(value))
		}
	}
	if !utf8.Valid(m.body) {
		return message{header, m.body}
	}
	body := replace.Replace(string(m.body))
	if strings.HasPrefix(header.Get("Content-Type"), "multipart/") {
		// The parts of a batch have headers of their own, and other texts have other lengths.
		body = regexp.MustCompile(`(?mi)^content-length: *\d+\r?\n`).ReplaceAllString(body, "")
	}
	return message{header, []byte(body)}
}

// origin is the scheme, host and port of a URL.
func origin(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
