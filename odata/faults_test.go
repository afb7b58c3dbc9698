package odata

// This file tests that a service, a network or a source that misbehaves ends in a typed error, that nothing is sent
// twice that is not safe to send twice, and that nothing is left behind: no open body, no connection, no goroutine.

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// tracked is a service whose connections, and a client whose bodies, are counted.
type tracked struct {
	client *Client
	open   atomic.Int64 // bodies of answers that are not closed
	sent   atomic.Int64 // requests
	conns  sync.Map     // net.Conn
	idle   func()
	before int // goroutines
}

type trackedBody struct {
	io.ReadCloser
	once sync.Once
	open *atomic.Int64
}

func (b *trackedBody) Close() error {
	b.once.Do(func() { b.open.Add(-1) })
	return b.ReadCloser.Close()
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func track(t *testing.T, handler http.HandlerFunc, options ...Option) *tracked {
	t.Helper()
	k := &tracked{before: runtime.NumGoroutine()}
	server := httptest.NewUnstartedServer(handler)
	server.Config.ConnState = func(c net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			k.conns.Store(c, true)
		case http.StateClosed, http.StateHijacked:
			k.conns.Delete(c)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	k.idle = transport.CloseIdleConnections
	counting := roundTripper(func(r *http.Request) (*http.Response, error) {
		k.sent.Add(1)
		answer, err := transport.RoundTrip(r)
		if err == nil {
			k.open.Add(1)
			answer.Body = &trackedBody{ReadCloser: answer.Body, open: &k.open}
		}
		return answer, err
	})
	client, err := NewClient(server.URL+"/v1", append([]Option{WithHTTPClient(&http.Client{Transport: counting}), WithMaxRetryWait(time.Millisecond), WithRetries(1)}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	k.client = client
	return k
}

// left fails the test where anything is left behind. Connections end a moment after their bodies, so it looks again for
// a while.
func (k *tracked) left(t *testing.T, name string) {
	t.Helper()
	if n := k.open.Load(); n != 0 {
		t.Errorf("%s: %d bodies are left open", name, n)
	}
	k.idle()
	for tries := 0; ; tries++ {
		conns := 0
		k.conns.Range(func(any, any) bool { conns++; return true })
		goroutines := runtime.NumGoroutine() - k.before
		if conns == 0 && goroutines <= 1 { // the server's own
			return
		}
		if tries > 500 {
			stacks := make([]byte, 1<<16)
			t.Errorf("%s: %d connections and %d goroutines are left\n%s", name, conns, goroutines, stacks[:runtime.Stack(stacks, true)])
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// pagesOf answers with page after page; what comes behind the second one is bad.
func pagesOf(bad http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n := 1
		_, _ = fmt.Sscan(r.URL.Query().Get("n"), &n)
		if n > 2 && bad != nil {
			bad(w, r)
			return
		}
		answers(200, jsonType, fmt.Sprintf(`{"value":[{"text":"a"},{"text":"b"}],"@odata.nextLink":"things?n=%d"}`, n+1))(w, r)
	}
}

func TestIteratorsLeaveNothingBehind(t *testing.T) {
	ctx := context.Background()
	for name, bad := range map[string]http.HandlerFunc{"a page": nil, "an error": answers(500, jsonType, `{"error":{"code":"x"}}`), "half a page": halfAnswer, "no page": answers(200, jsonType, `{}`)} {
		for stop := 1; stop <= 5; stop++ {
			k := track(t, pagesOf(bad))
			list := newList[*everything](k.client.Root().Child("things"))
			n := 0
			for _, err := range list.All(ctx) {
				if n++; n == stop || err != nil {
					break
				}
			}
			n = 0
			for range newDelta[*everything](k.client.Root().Child("things")).Pages(ctx) {
				if n++; n >= stop {
					break
				}
			}
			next, end := iter.Pull2(list.Pages(ctx))
			_, _, _ = next()
			end()
			k.left(t, fmt.Sprintf("%s, stopped after %d", name, stop))
		}
	}
}

func halfAnswer(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	fmt.Fprint(w, `{"value":[{"text":"a"`)
}

// raw answers with bytes that need not be HTTP, and closes the connection.
func raw(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_, _ = io.WriteString(conn, text)
			conn.Close()
		}
	}
}

// endless writes head, and then piece until the client is gone. It gives up after a number of bytes that no client
// should have read.
func endless(head, piece string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, err = io.WriteString(conn, head)
		for n := 0; err == nil && n < 64<<20; n += len(piece) {
			_, err = io.WriteString(conn, piece)
		}
		if err == nil {
			_, _ = io.WriteString(conn, "the client has read 64 MiB")
		}
	}
}

func TestServersThatMisbehave(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	bomb := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", jsonType)
		z := gzip.NewWriter(w)
		_, _ = z.Write([]byte(`{"value":[`))
		for range 1000 {
			if _, err := z.Write(bytes.Repeat([]byte(" "), 1<<14)); err != nil {
				return
			}
		}
		z.Close()
	}
	piece := strings.Repeat(" ", 1<<14)
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		want    string
		typed   bool // an *AnswerError
		tries   int64
	}{
		"half an answer":        {halfAnswer, "unexpected EOF", true, 1},
		"half a chunk":          {raw(ok + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"value\":["), "unexpected EOF", true, 1},
		"half the JSON":         {answers(200, jsonType, `{"value":[{}`), "cut off", true, 1},
		"nothing":               {raw(""), "EOF", false, 2},
		"no content":            {answers(200, jsonType, ""), "it is empty", true, 1},
		"white space":           {answers(200, jsonType, " \n"), "it is empty", true, 1},
		"null":                  {answers(200, jsonType, "null"), "", true, 1},
		"no HTTP":               {raw("220 mail.example ESMTP\r\n\r\n"), "malformed HTTP", false, 2},
		"half a header":         {raw("HTTP/1.1 200 OK\r\nContent-"), "malformed MIME header", false, 2},
		"an endless body":       {endless(ok+"\r\n", piece), "more than 100000 bytes", true, 1},
		"an endless chunk":      {endless(ok+"Transfer-Encoding: chunked\r\n\r\nfffffff\r\n", piece), "more than 100000 bytes", true, 1},
		"an endless header":     {endless("HTTP/1.1 200 OK\r\nX: ", piece), "headers exceeded", false, 2},
		"endless interim":       {endless("", "HTTP/1.1 100 Continue\r\n\r\n"), "headers exceeded", false, 2},
		"an endless error":      {endless("HTTP/1.1 500 No\r\n\r\n", piece), "500 Internal Server Error", false, 1},
		"a bomb":                {bomb, "more than 100000 bytes", true, 1},
		"an object":             {answers(200, jsonType, `{"text":"a"}`), "the member value is missing", true, 1},
		"another type":          {answers(200, "text/html", "<html>"), "text/html and not JSON", true, 1},
		"a value of other type": {answers(200, jsonType, `{"value":{}}`), "value", true, 1},
		"half an error": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "99")
			w.WriteHeader(404)
			fmt.Fprint(w, `{"er`)
		}, "404 Not Found", false, 1},
	} {
		k := track(t, c.handler, WithMaxBody(100000))
		_, err := newList[*everything](k.client.Root().Child("things")).Do(context.Background())
		var unusable *AnswerError
		if err == nil || !strings.Contains(err.Error(), c.want) || errors.As(err, &unusable) != c.typed || strings.Contains(err.Error(), "64 MiB") {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if k.sent.Load() != c.tries {
			t.Errorf("%s: sent %d times, want %d", name, k.sent.Load(), c.tries)
		}
		k.left(t, name)
	}
}

// What changes something is sent once where nobody knows whether it has arrived.
func TestChangesAreNotSentTwice(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{"nothing": raw(""), "half an answer": halfAnswer, "a gateway that gives up": answers(504, "", ""), "a gateway that fails": answers(502, "", ""), "an error": answers(500, "", "")} {
		k := track(t, handler, WithRetries(3))
		at, ctx := k.client.Root().Child("things"), context.Background()
		var b Batch
		Add(&b, newDelete(at))
		for what, err := range map[string]func() error{
			"create":    func() error { _, err := newCreate(at, &everything{}).Do(ctx); return err },
			"update":    func() error { _, err := newUpdate(at, &everything{}).Do(ctx); return err },
			"replace":   func() error { _, err := newReplace(at, &everything{}).Do(ctx); return err },
			"delete":    func() error { return Delete(ctx, k.client, "things") },
			"action":    func() error { _, err := newAction[int32](at, nil).Do(ctx); return err },
			"upload":    func() error { return newStream(at).Upload("text/plain", strings.NewReader("x")).Do(ctx) },
			"reference": func() error { return newRefs(at).Add("x").Do(ctx) },
			"batch":     func() error { return b.Do(ctx) },
		} {
			before := k.sent.Load()
			if err := err(); err == nil && what != "delete" {
				t.Errorf("%s answered by %s is no error", what, name)
			}
			if n := k.sent.Load() - before; n != 1 {
				t.Errorf("%s answered by %s was sent %d times", what, name, n)
			}
		}
		k.left(t, name)
	}
}

func TestAServerThatNeverAnswers(t *testing.T) {
	arrived := make(chan struct{}, 1)
	k := track(t, func(_ http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-arrived; cancel() }()
	if _, err := newGet[*everything](k.client.Root()).Do(ctx); !errors.Is(err, context.Canceled) || k.sent.Load() != 1 {
		t.Errorf("%v after %d requests", err, k.sent.Load())
	}
	k.left(t, "a server that never answers")
}

// The answer comes and the context ends.
func TestAContextThatEndsWithTheAnswer(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	k := track(t, answers(200, jsonType, `{}`))
	inner := k.client.http.Transport
	k.client.http.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		answer, err := inner.RoundTrip(r)
		cancel()
		return answer, err
	})
	if _, err := newGet[*everything](k.client.Root()).Do(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	k.left(t, "a context that ends")
}

func TestLinksInACircle(t *testing.T) {
	for name, c := range map[string]struct {
		links []string // of the pages in turn
		from  string
		want  int64
	}{
		"the same link":        {[]string{"things?n=1"}, "", 2},
		"itself":               {[]string{"things"}, "", 1},
		"spelled differently":  {[]string{"things?n=1", "/v1/things?n=1"}, "", 2},
		"absolute":             {[]string{"things?n=1", "SELF/v1/things?n=1"}, "", 2},
		"from a link":          {[]string{"things?n=1"}, "things?n=1", 1},
		"a circle of three":    {[]string{"things?n=1", "things?n=2", "things?n=3", "things?n=1"}, "", 4},
		"other query the same": {[]string{"things?n=1&m=1", "things?n=1&m=2", "things?n=1&m=1"}, "", 3},
	} {
		page := 0
		var k *tracked
		handler := func(w http.ResponseWriter, r *http.Request) {
			link := strings.ReplaceAll(c.links[min(page, len(c.links)-1)], "SELF", "http://"+r.Host)
			page++
			answers(200, jsonType, fmt.Sprintf(`{"value":[],"@odata.nextLink":%q}`, link))(w, r)
		}
		for what, pages := range map[string]func(Resource) error{
			"list": func(at Resource) (last error) {
				request := newList[*everything](at)
				if c.from != "" {
					request = request.From(c.from)
				}
				for _, err := range request.Pages(context.Background()) {
					last = err
				}
				return last
			},
			"delta": func(at Resource) error {
				request := newDelta[*everything](at)
				if c.from != "" {
					request = request.From(c.from)
				}
				_, _, err := request.All(context.Background())
				return err
			},
		} {
			page, k = 0, track(t, handler)
			var link *LinkError
			if err := pages(k.client.Root().Child("things")); !errors.As(err, &link) || !strings.Contains(err.Error(), "followed before") {
				t.Errorf("%s, %s: %v", name, what, err)
			}
			if k.sent.Load() != c.want {
				t.Errorf("%s, %s: %d pages were read, want %d", name, what, k.sent.Load(), c.want)
			}
			k.left(t, name)
		}
	}
}

// breaking gives some bytes and then fails.
type breaking struct {
	left int
	err  error
}

func (b *breaking) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, b.err
	}
	n := min(len(p), b.left)
	b.left -= n
	return n, nil
}

// promising says how many bytes it has.
type promising struct {
	io.Reader
	n int
}

func (p promising) Len() int { return p.n }

var errDisk = errors.New("the disk is gone")

func TestSourcesThatFail(t *testing.T) {
	for name, c := range map[string]struct {
		source io.Reader
		want   error
		sent   int64
	}{
		"at once":                 {&breaking{0, errDisk}, errDisk, 0},
		"half-way":                {&breaking{100000, errDisk}, errDisk, 100000},
		"half-way, with a length": {promising{&breaking{100000, errDisk}, 200000}, errDisk, 100000},
		"too early":               {promising{&breaking{100000, io.EOF}, 200000}, io.ErrUnexpectedEOF, 100000},
	} {
		whole := make(chan bool, 10)
		k := track(t, func(w http.ResponseWriter, r *http.Request) {
			_, err := io.Copy(io.Discard, r.Body)
			whole <- err == nil
			w.WriteHeader(204)
		}, WithRetries(3))
		err := newStream(k.client.Root().Child("content")).Upload("text/plain", c.source).Do(context.Background())
		var failed *UploadError
		if !errors.As(err, &failed) || !errors.Is(err, c.want) || failed.Sent != c.sent || failed.Method != "PUT" || failed.Path != "/v1/content" {
			t.Errorf("%s: %v", name, err)
		}
		if k.sent.Load() > 1 {
			t.Errorf("%s: sent %d times", name, k.sent.Load())
		}
		k.left(t, name)
		select {
		case ok := <-whole:
			if ok {
				t.Errorf("%s: the service takes the part for the whole", name)
			}
		default: // the request did not arrive at all
		}
	}
}

// A service that answers before the source fails has not got everything all the same; an empty stream is a stream.
func TestEdgesOfUploads(t *testing.T) {
	k := track(t, raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	ends, writer := io.Pipe()
	inner := k.client.http.Transport
	k.client.http.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		read := make(chan error)
		go func() {
			_, err := r.Body.Read(make([]byte, 10))
			read <- err
		}()
		writer.CloseWithError(errDisk)
		<-read
		r.Body = nil // the answer comes without the rest
		r.ContentLength = 0
		return inner.RoundTrip(r)
	})
	err := newStream(k.client.Root()).Upload("text/plain", ends).Do(context.Background())
	var failed *UploadError
	if !errors.As(err, &failed) || !errors.Is(err, errDisk) {
		t.Error(err)
	}
	k.left(t, "an early answer")

	length := ""
	k = track(t, func(w http.ResponseWriter, r *http.Request) {
		length = r.Header.Get("Content-Length") + fmt.Sprint(r.ContentLength)
		w.WriteHeader(204)
	})
	if err := newStream(k.client.Root()).Upload("text/plain", strings.NewReader("")).Do(context.Background()); err != nil || length != "00" {
		t.Error(err, length)
	}
	k.left(t, "an empty stream")
}

// A service that throttles before it has read the body gets the whole body the next time, from its beginning.
func TestBodiesAreRewound(t *testing.T) {
	big := strings.Repeat("0123456789abcdef", 1<<17)
	var tries atomic.Int32
	var bodies sync.Map
	k := track(t, func(w http.ResponseWriter, r *http.Request) {
		if tries.Add(1)%3 != 0 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(429)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		bodies.Store(r.Method, string(body))
		w.WriteHeader(204)
	}, WithRetries(4))
	ctx := context.Background()
	for range 5 {
		if err := newStream(k.client.Root()).Upload("text/plain", strings.NewReader(big)).Do(ctx); err != nil {
			t.Fatal(err)
		}
		if body, _ := bodies.Load("PUT"); body != big {
			t.Fatal("the upload did not come as it was")
		}
		if _, err := newCreate(k.client.Root(), &everything{Text: Some(big)}).SkipValidation().Do(ctx); err != nil {
			t.Fatal(err)
		}
		if body, _ := bodies.Load("POST"); body != `{"text":"`+big+`"}` {
			t.Fatal("the body did not come as it was")
		}
	}
	k.left(t, "rewound bodies")
}

// closing is a source that can be closed and tells whether it was.
type closing struct {
	io.Reader
	closed atomic.Int32
}

func (c *closing) Close() error { c.closed.Add(1); return nil }

func TestUploadsCloseTheirSource(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{"success": answers(204, "", ""), "refused unread": answers(413, "", ""), "nothing": raw("")} {
		k := track(t, handler)
		source := &closing{Reader: strings.NewReader(strings.Repeat("x", 1<<20))}
		_ = newStream(k.client.Root()).Upload("text/plain", source).Do(context.Background())
		if source.closed.Load() != 1 {
			t.Errorf("%s: closed %d times", name, source.closed.Load())
		}
		k.left(t, name)
	}
	// A source that hangs does not keep the answer away, and is let go when it is closed.
	hung, writer := io.Pipe()
	k := track(t, raw("HTTP/1.1 413 No\r\nContent-Type: application/json\r\n\r\n{\"error\":{\"code\":\"TooLarge\"}}"))
	err := newStream(k.client.Root()).Upload("text/plain", hung).Do(context.Background())
	var e *Error
	if !errors.As(err, &e) || e.Code != "TooLarge" {
		t.Error(err)
	}
	if _, err := writer.Write([]byte("x")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the source is not closed: %v", err)
	}
	k.left(t, "a source that hangs")
}

func TestRetryAfter(t *testing.T) {
	for text, want := range map[string]string{
		"": "none", "0": "0s", "120": "2m0s", " 7 ": "7s", "-1": "none", "1.5": "none", "soon": "none",
		"99999999999": "2562047h47m16.854775807s", "99999999999999999999999": "2562047h47m16.854775807s",
		time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat): "0s",
	} {
		wait, given := retryAfter(http.Header{"Retry-After": {text}})
		got := wait.String()
		if !given {
			got = "none"
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if wait, _ := retryAfter(http.Header{"Retry-After": {time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}}); wait < 50*time.Minute || wait > time.Hour {
		t.Errorf("a date in an hour is %s", wait)
	}
	// What is longer than the client waits is an error at once, whose wait is the caller's to decide on.
	k := track(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "99999999999")
		w.WriteHeader(429)
	}, WithRetries(3))
	_, err := getThing(k.client)
	var e *Error
	if !errors.As(err, &e) || !IsThrottled(err) || e.RetryAfter < time.Hour || k.sent.Load() != 1 {
		t.Errorf("%v after %d requests", err, k.sent.Load())
	}
	k.left(t, "a long wait")
}
