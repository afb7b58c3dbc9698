package odata

// This file tests that an upload ends when its context does, and when the service has answered, whatever its source
// does.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// protocols are services of HTTP/1.1 and HTTP/2, each with a client of its own.
func protocols(t *testing.T, handler http.HandlerFunc, options ...Option) map[string]*Client {
	t.Helper()
	clients := map[string]*Client{}
	for _, name := range []string{"HTTP/1.1", "HTTP/2.0"} {
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Proto != name {
				t.Errorf("%s came where %s is tested", r.Proto, name)
			}
			handler(w, r)
		}))
		server.Config.ErrorLog = log.New(io.Discard, "", 0) // of connections that break off
		server.EnableHTTP2 = name == "HTTP/2.0"
		server.StartTLS()
		t.Cleanup(server.Close)
		t.Cleanup(server.CloseClientConnections)
		c, err := NewClient(server.URL+"/v1", append([]Option{WithHTTPClient(server.Client())}, options...)...)
		if err != nil {
			t.Fatal(err)
		}
		clients[name] = c
	}
	return clients
}

// hanging is a source that gives some bytes and then hangs until the end of the test, whatever is done to it.
type hanging struct {
	begin io.Reader
	end   <-chan struct{}
}

func (h hanging) Read(p []byte) (int, error) {
	n, err := h.begin.Read(p)
	if errors.Is(err, io.EOF) {
		<-h.end
	}
	return n, nil
}

// hangingCloser also hangs when it is closed, hangingSeeker when it is asked for its size or rewound.
type hangingCloser struct{ hanging }

func (h hangingCloser) Close() error { <-h.end; return nil }

type hangingSeeker struct{ hanging }

func (h hangingSeeker) Seek(int64, int) (int64, error) { <-h.end; return 0, nil }

// sources are streams that hang, each in its way.
func sources(end <-chan struct{}) map[string]func() io.Reader {
	some := func() hanging { return hanging{strings.NewReader("abc"), end} }
	return map[string]func() io.Reader{
		"a pipe": func() io.Reader {
			source, writer := io.Pipe()
			go writer.Write([]byte("abc"))
			return source
		},
		"a socket":       func() io.Reader { return some() },
		"at once":        func() io.Reader { return hanging{strings.NewReader(""), end} },
		"in the middle":  func() io.Reader { return hanging{strings.NewReader(strings.Repeat("x", 1<<20)), end} },
		"with a length":  func() io.Reader { return promising{some(), 1 << 20} },
		"when it closes": func() io.Reader { return hangingCloser{some()} },
		"when it seeks":  func() io.Reader { return hangingSeeker{some()} },
	}
}

// within fails the test where f takes longer.
func within(t *testing.T, limit time.Duration, name string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { f(); close(done) }()
	select {
	case <-done:
	case <-time.After(limit):
		t.Errorf("%s: it has not returned after %v", name, limit)
	}
}

func TestUploadsEndWithTheirContext(t *testing.T) {
	end := make(chan struct{})
	defer close(end)
	busy := func(http.ResponseWriter, *http.Request) { <-end }
	throttled := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(429)
	}
	var all sync.WaitGroup
	defer all.Wait()
	for what, handler := range map[string]http.HandlerFunc{"a service that waits": busy, "a service that throttles": throttled} {
		for protocol, client := range protocols(t, handler, WithRetries(1000)) {
			for name, source := range sources(end) {
				if what == "a service that throttles" && name != "when it seeks" {
					continue // only a source that rewinds is sent again
				}
				all.Go(func() {
					ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
					defer cancel()
					within(t, 5*time.Second, protocol+", "+name, func() {
						err := newStream(client.Root()).Upload("text/plain", source()).Do(ctx)
						if !errors.Is(err, context.DeadlineExceeded) {
							t.Errorf("%s, %s, %s: %v", what, protocol, name, err)
						}
					})
				})
			}
		}
	}
}

// A service may answer before it has everything: that is the answer, and nothing waits for the rest of the source.
func TestEarlyAnswersAreAnswers(t *testing.T) {
	end := make(chan struct{})
	defer close(end)
	var wait sync.WaitGroup
	defer wait.Wait()
	for status, body := range map[int]string{413: `{"error":{"code":"TooLarge","message":"no"}}`, 201: `{"text":"enough"}`, 204: "", 307: ""} {
		handler := func(w http.ResponseWriter, r *http.Request) {
			if r.ProtoMajor == 2 {
				_, _ = r.Body.Read(make([]byte, 1))
				w.Header().Set("Location", "/v1/other")
				answers(status, jsonType, body)(w, r)
				return
			}
			conn, _, err := w.(http.Hijacker).Hijack() // net/http's server waits for a part of the body
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			fmt.Fprintf(conn, "HTTP/1.1 %d x\r\nContent-Type: %s\r\nLocation: /v1/other\r\nContent-Length: %d\r\n\r\n%s", status, jsonType, len(body), body)
			_, _ = io.Copy(io.Discard, conn) // until the client has enough
		}
		for protocol, client := range protocols(t, handler) {
			all := sources(end)
			delete(all, "when it seeks") // there, nothing is sent
			delete(all, "at once")
			all["an endless one"] = func() io.Reader { return endlessReader{} }
			for name, source := range all {
				wait.Go(func() {
					within(t, 10*time.Second, protocol+", "+name, func() { early(t, client, source(), status, protocol+", "+name) })
				})
			}
		}
	}
}

// early uploads a source to a service that answers with the status.
func early(t *testing.T, client *Client, source io.Reader, status int, name string) {
	var made everything
	err := newStream(client.Root()).Upload("text/plain", source).DoInto(context.Background(), &made)
	var e *Error
	var failed *UploadError
	switch {
	case errors.As(err, &failed), status < 300 && err != nil, status == 201 && made.Text.Or("") != "enough":
		t.Errorf("%d, %s: %v %v", status, name, made.Text, err)
	case status >= 300 && (!errors.As(err, &e) || e.StatusCode != status || status == 413 && e.Code != "TooLarge"):
		t.Errorf("%d, %s: %v", status, name, err)
	}
}

// endlessReader never ends.
type endlessReader struct{}

func (endlessReader) Read(p []byte) (int, error) { return len(p), nil }

// What a source says when it is closed, since the service has answered, is no fault of it; what it says before is.
func TestFaultsAfterTheEnd(t *testing.T) {
	early := protocols(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) })["HTTP/2.0"] // by HTTP/1.1, the server waits for the body
	source, _ := io.Pipe()                                                                                 // its reads fail when it is closed
	if err := newStream(early.Root()).Upload("text/plain", source).Do(context.Background()); err != nil {
		t.Error(err)
	}
	for protocol, client := range protocols(t, func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err == nil {
			t.Error("the service takes the part for the whole")
		}
	}) {
		err := newStream(client.Root()).Upload("text/plain", &breaking{100000, errDisk}).Do(context.Background())
		var failed *UploadError
		if !errors.As(err, &failed) || !errors.Is(err, errDisk) || failed.Sent != 100000 {
			t.Errorf("%s: %v", protocol, err)
		}
	}
}
