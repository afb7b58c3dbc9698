package odata

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// sessionService takes ranges as Graph's upload sessions do: it knows what it has, and refuses what it does not wait
// for.
type sessionService struct {
	t        *testing.T
	got      []byte
	requests []string
	fail     func(n int, w http.ResponseWriter) bool // before the n-th range is taken
}

func (s *sessionService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name := range r.Header {
		if !slices.Contains([]string{"User-Agent", "Accept", "Accept-Encoding", "Content-Length", "Content-Range"}, name) {
			s.t.Errorf("the session was sent %s", name)
		}
	}
	body, _ := io.ReadAll(r.Body)
	s.requests = append(s.requests, r.Method+" "+r.URL.RawQuery+" "+r.Header.Get("Content-Range"))
	if r.Method == http.MethodPut {
		if s.fail != nil && s.fail(len(s.requests), w) {
			return
		}
		var first, last, size int
		fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-%d/%d", &first, &last, &size)
		if first != len(s.got) || last-first+1 != len(body) {
			answers(416, jsonType, `{"error":{"code":"invalidRange","message":"not that"}}`)(w, r)
			return
		}
		if s.got = append(s.got, body...); len(s.got) == size {
			answers(201, jsonType, `{"text":"done"}`)(w, r)
			return
		}
	}
	answers(202, jsonType, fmt.Sprintf(`{"expirationDateTime":"2030-01-02T03:04:05Z","nextExpectedRanges":["%d-"]}`, len(s.got)))(w, r)
}

// session is a session of a service with a client that has a token.
func session(t *testing.T, service *sessionService) (*UploadSession, []byte) {
	service.t = t
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	client := testClient(t, func(http.ResponseWriter, *http.Request) { t.Error("the service root was asked") }, withSecret(), WithQuery("api-version", "1"), WithRetries(2), WithMaxRetryWait(time.Second))
	s, err := NewUploadSession(client, server.URL+"/up?tempauth=secret")
	if err != nil {
		t.Fatal(err)
	}
	s.RangeSize = UploadRange
	return s, bytes.Repeat([]byte("0123456789"), UploadRange/4) // 2.5 ranges
}

func TestUploadSession(t *testing.T) {
	service := &sessionService{}
	s, file := session(t, service)
	var progress []int64
	s.Progress = func(n int64) { progress = append(progress, n) }
	var result everything
	if err := s.Upload(t.Context(), bytes.NewReader(file), int64(len(file)), &result); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(service.got, file) || result.Text.Or("") != "done" || !slices.Equal(progress, []int64{UploadRange, 2 * UploadRange, int64(len(file))}) {
		t.Errorf("%d bytes, %v, %v", len(service.got), result, progress)
	}
	if want := fmt.Sprintf("PUT tempauth=secret bytes 0-%d/%d", UploadRange-1, len(file)); service.requests[0] != want {
		t.Errorf("got %q, want %q", service.requests[0], want)
	}
	if err := s.Cancel(t.Context()); err != nil || !strings.HasPrefix(service.requests[3], "DELETE") {
		t.Error(err, service.requests)
	}
}

// After a fault on the way, or where the service is busy, it is asked where to go on.
func TestUploadSessionGoesOn(t *testing.T) {
	for name, fail := range map[string]func(n int, w http.ResponseWriter) bool{
		"cut off": func(n int, w http.ResponseWriter) bool {
			if n == 2 {
				connection, _, _ := w.(http.Hijacker).Hijack()
				connection.Close()
			}
			return n == 2
		},
		"busy": func(n int, w http.ResponseWriter) bool {
			if n == 2 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(503)
			}
			return n == 2
		},
	} {
		service := &sessionService{fail: fail}
		s, file := session(t, service)
		if err := s.Upload(t.Context(), bytes.NewReader(file), int64(len(file)), nil); err != nil || !bytes.Equal(service.got, file) {
			t.Errorf("%s: %v, %d bytes, %q", name, err, len(service.got), service.requests)
		}
	}
}

func TestUploadSessionResumes(t *testing.T) {
	service := &sessionService{}
	s, file := session(t, service)
	service.got = slices.Clone(file[:UploadRange])
	status, err := s.Status(t.Context())
	if err != nil || status.Next != UploadRange || status.Expires.Year() != 2030 {
		t.Errorf("%v %v", status, err)
	}
	if err := s.Resume(t.Context(), bytes.NewReader(file), int64(len(file)), nil); err != nil || !bytes.Equal(service.got, file) {
		t.Errorf("%v, %d bytes", err, len(service.got))
	}
}

func TestUploadSessionFaults(t *testing.T) {
	s, file := session(t, &sessionService{fail: func(_ int, w http.ResponseWriter) bool {
		w.WriteHeader(404)
		return true
	}})
	err := s.Upload(t.Context(), bytes.NewReader(file), int64(len(file)), nil)
	if !IsNotFound(err) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "/up") {
		t.Error(err)
	}
	s, _ = session(t, &sessionService{})
	var fault *UploadError
	if err := s.Upload(t.Context(), bytes.NewReader(file[:10]), int64(len(file)), nil); !errors.As(err, &fault) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
	s.RangeSize = 1000
	if err := s.Upload(t.Context(), bytes.NewReader(file), int64(len(file)), nil); err == nil {
		t.Error("a range of 1000 bytes is taken")
	}
	s.RangeSize = 0
	if err := s.Upload(t.Context(), bytes.NewReader(nil), 0, nil); err == nil {
		t.Error("an empty file is taken")
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := s.Upload(ended, bytes.NewReader(file), int64(len(file)), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	client := s.client
	for _, bad := range []string{"", "/up", "http://example.com/secret", "ftp://x/secret", "https://%zz"} {
		if _, err := NewUploadSession(client, bad); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
