package odatatest_test

// This file tests the server with a recorder in place of a test, and shows how it is used.

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// recorder is a test that keeps its failures.
type recorder struct {
	mu       sync.Mutex
	failures []string
	cleanups []func()
}

func (*recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) finish() {
	for _, f := range r.cleanups {
		f()
	}
}

// user is a model, by hand what csdlgen generates.
type user struct {
	odata.Undeclared

	ID   odata.Opt[string] `json:"id,omitzero"`
	Name odata.Opt[string] `json:"displayName,omitzero"`
}

func client(t *testing.T, url string) *odata.Client {
	t.Helper()
	c, err := odata.NewClient(url, odata.WithRetries(0))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestExpectedRequests(t *testing.T) {
	s := odatatest.NewServer(t)
	s.Expect("POST", "/users").Body(`{ "displayName": "Ada" }`).Header("Content-Type", "application/json").Answer(201, `{"id":"1","displayName":"Ada"}`)
	s.Expect("POST", "/users").BodyBytes(`{"displayName":"Ada"}`)
	s.Expect("DELETE", "/users/1")
	created, err := odata.Post[*user](context.Background(), client(t, s.URL), "users", &user{Name: odata.Some("Ada")})
	if err != nil || created.ID.Or("") != "1" {
		t.Errorf("%v %v", created, err)
	}
	if _, err := odata.Post[*user](context.Background(), client(t, s.URL), "users", &user{Name: odata.Some("Ada")}); err != nil {
		t.Error(err)
	}
	if err := odata.Delete(context.Background(), client(t, s.URL), "users/1"); err != nil {
		t.Error(err)
	}
	if got := s.Requests(); len(got) != 3 || got[0].Path != "/users" || string(got[0].Body) != `{"displayName":"Ada"}` {
		t.Errorf("%v", got)
	}
}

func TestWhatIsNotExpectedFails(t *testing.T) {
	for want, expect := range map[string]func(*odatatest.Server){
		"GET /users/1 was received but not expected":                func(*odatatest.Server) {},
		"GET /users/1 was received where GET /users/2 was expected": func(s *odatatest.Server) { s.Expect("GET", "/users/2") },
		`the header X: "" where "1" was expected`:                   func(s *odatatest.Server) { s.Expect("GET", "/users/1").Header("X", "1") },
		"but this was expected\n{}":                                 func(s *odatatest.Server) { s.Expect("GET", "/users/1").Body("{}") },
		"but this was expected\n ":                                  func(s *odatatest.Server) { s.Expect("GET", "/users/1").BodyBytes(" ") },
		"PATCH /users/1 was expected but not received":              func(s *odatatest.Server) { s.Expect("GET", "/users/1"); s.Expect("PATCH", "/users/1") },
	} {
		r := &recorder{}
		s := odatatest.NewServer(r)
		expect(s)
		_, _ = odata.Get[*user](context.Background(), client(t, s.URL), "users/1")
		r.finish()
		if len(r.failures) != 1 || !strings.Contains(r.failures[0], want) {
			t.Errorf("failures %q, want %q", r.failures, want)
		}
	}
}

func TestBytesAreMoreThanJSON(t *testing.T) {
	for text, fails := range map[string]bool{`{"displayName":"Ada"}`: false, `{ "displayName": "Ada" }`: true} {
		r := &recorder{}
		s := odatatest.NewServer(r)
		s.Expect("POST", "/users").BodyBytes(text)
		_, _ = odata.Post[*user](context.Background(), client(t, s.URL), "users", &user{Name: odata.Some("Ada")})
		r.finish()
		if len(r.failures) > 0 != fails {
			t.Errorf("%s: failures %q", text, r.failures)
		}
	}
}

func ExampleServer() {
	t := &recorder{} // in a test: the *testing.T
	server := odatatest.NewServer(t)
	server.Expect("GET", "/users/1?$select=displayName").Answer(200, `{"displayName":"Ada"}`)

	c, err := odata.NewClient(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	u, err := odata.Get[*user](context.Background(), c, "users/1?$select=displayName")
	fmt.Println(u.Name.Value, err)
	// Output: Ada <nil>
}
