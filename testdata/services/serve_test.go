// Package services_test does with each family of services what its users do first, against answers as the service gives
// them. The folders beside this file hold small schemas with what is peculiar to each family; TestServices of
// cmd/csdlgen generates a package from each, whole, and runs this one.
package services_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

// exchange is a request that the service expects and what it answers.
type exchange struct {
	// request is the method and the target, as they are sent.
	request string
	// headers have to be among those of the request: "Name: value".
	headers []string
	body    string
	status  int // 200 where it is 0
	// answers are headers of the answer.
	answers []string
	answer  string
}

// serve is a service that expects these requests, one after the other.
func serve(t *testing.T, root string, expected ...exchange) string {
	t.Helper()
	next := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if next == len(expected) {
			t.Errorf("unexpected %s %s", r.Method, r.RequestURI)
			return
		}
		e := expected[next]
		next++
		if got := r.Method + " " + r.RequestURI; got != strings.Replace(e.request, " ", " "+root, 1) {
			t.Errorf("got  %s\nwant %s", got, e.request)
		}
		for _, h := range e.headers {
			if name, value, _ := strings.Cut(h, ": "); r.Header.Get(name) != value {
				t.Errorf("%s: %s is %q", e.request, h, r.Header.Get(name))
			}
		}
		if want := strings.ReplaceAll(e.body, "{root}", "http://"+r.Host+root); string(body) != want {
			t.Errorf("%s\ngot  %s\nwant %s", e.request, body, want)
		}
		w.Header().Set("Content-Type", "application/json; odata.metadata=minimal")
		for _, h := range e.answers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, strings.ReplaceAll(value, "{root}", "http://"+r.Host+root))
		}
		if e.status != 0 {
			w.WriteHeader(e.status)
		}
		_, _ = io.WriteString(w, strings.ReplaceAll(e.answer, "{root}", "http://"+r.Host+root))
	}))
	t.Cleanup(func() {
		server.Close()
		if next != len(expected) {
			t.Errorf("%d of %d requests came", next, len(expected))
		}
	})
	return server.URL + root
}

// ok returns a result without error.
func ok[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// is compares two values.
func is(t *testing.T, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

var ctx = context.Background()
