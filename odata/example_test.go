package odata_test

// This file is examples: what generated packages do with the runtime, on a small model written by hand, against a
// server on this machine.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// example stands for the *testing.T that a test has.
type example struct{ cleanup []func() }

func (*example) Helper()                           {}
func (*example) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }
func (e *example) Cleanup(f func())                { e.cleanup = append(e.cleanup, f) }
func (e *example) end() {
	for _, f := range e.cleanup {
		f()
	}
}

// start starts a server for an example, and a client of it.
func start(options ...odata.Option) (t *example, server *odatatest.Server, c *odata.Client, people People) {
	t = &example{}
	server = odatatest.NewServer(t)
	c, err := odata.NewClient(server.URL, options...)
	if err != nil {
		panic(err)
	}
	return t, server, c, People{c.Root().Child("people")}
}

func ExampleOpt() {
	p := &Person{
		Name: odata.Some("Ada"),
		Age:  odata.Null[int32](), // sent as null
	} // all others are not sent
	text, err := odata.Marshal(p)
	fmt.Println(string(text), err)

	name, ok := p.Name.Get()
	fmt.Println(name, ok, p.Age.IsNull(), p.Born.State.IsAbsent(), p.Age.Or(36))
	// Output:
	// {"name":"Ada","age":null} <nil>
	// Ada true true true 36
}

// What the model does not know, and how values were spelled, goes back as it came.
func ExampleUnmarshal() {
	var p Person
	err := odata.Unmarshal([]byte(`{"@odata.etag":"W/\"1\"","name":"Ada","born":"1815-12-10T00:00:00.000Z","shoeSize":7.50}`), &p)
	if err != nil {
		fmt.Println(err)
		return
	}
	raw, _ := p.Extra.Member("shoeSize")
	fmt.Println(p.Born.Or(time.Time{}).Year(), raw, p.Extra.ETag())
	text, _ := odata.Marshal(&p)
	fmt.Println(string(text))
	// Output:
	// 1815 7.50 W/"1"
	// {"@odata.etag":"W/\"1\"","name":"Ada","born":"1815-12-10T00:00:00.000Z","shoeSize":7.50}
}

func ExampleListRequest_All() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("GET", "/people?$filter=age%20gt%2030&$orderby=name%20desc&$expand=manager($select=name%3B$expand=manager)").
		Answer(200, `{"value":[{"name":"Grace"},null],"@odata.nextLink":"people?$skiptoken=2"}`)
	server.Expect("GET", "/people?$skiptoken=2").Answer(200, `{"value":[{"name":"Ada"}]}`)

	request := people.List().
		Filter(filter.Gt(personAge, 30)).
		OrderBy(filter.Desc(personName)).
		Expand(filter.With(personManager).Select(personName).Expand(personManager))
	for person, err := range request.All(context.Background()) {
		switch {
		case err != nil:
			fmt.Println(err)
		case person == nil: // services send null where an entity cannot be read
			fmt.Println("nobody")
		default:
			fmt.Println(person.Name.Value)
		}
	}
	// Output:
	// Grace
	// nobody
	// Ada
}

// A page can be read at a time, and the reading go on later, in another process too: the link is a text.
func ExampleListRequest_From() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("GET", "/people?$count=true").Answer(200, `{"@odata.count":3,"value":[{"name":"Ada"}],"@odata.nextLink":"people?$skiptoken=2"}`)
	server.Expect("GET", "/people?$skiptoken=2").Answer(200, `{"value":[{"name":"Grace"},{"name":"Joan"}]}`)

	list := people.List()
	page, err := list.Count().Do(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(page.Items), "of", *page.Count, strings.TrimPrefix(page.NextLink, server.URL))
	page, err = list.From(page.NextLink).Do(context.Background())
	fmt.Println(len(page.Items), page.NextLink == "", err)
	// Output:
	// 1 of 3 /people?$skiptoken=2
	// 2 true <nil>
}

// Read, change, update: only what differs is sent, and only where nobody was faster.
func ExampleChanges() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("GET", "/people/1").Answer(200, `{"@odata.etag":"W/\"7\"","id":"1","name":"Ada","age":36,"emails":["a@example.com"]}`)
	server.Expect("PATCH", "/people/1").Header("If-Match", `W/"7"`).Body(`{"name":"Augusta Ada","age":null}`).Answer(412, ``)

	ctx, ada := context.Background(), people.Key("1")
	before, err := ada.Get().Do(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	after, err := odata.Clone(before)
	if err != nil {
		fmt.Println(err)
		return
	}
	after.Name = odata.Some("Augusta Ada")
	after.Age = odata.Opt[int32]{} // take it away
	patch, err := odata.Changes(before, after)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = ada.Update(patch).Do(ctx)
	fmt.Println("somebody was faster:", odata.IsPreconditionFailed(err))
	// Output:
	// somebody was faster: true
}

// An update of what may not be there creates it; IfNoneMatch("*") only creates, IfMatch("*") only changes.
func ExampleUpdateRequest_IfNoneMatch() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("PATCH", "/people/ada").Header("If-None-Match", "*").Header("Prefer", "return=minimal").Body(`{"name":"Ada"}`).Answer(204, "")

	created, err := people.Key("ada").Update(&Person{Name: odata.Some("Ada")}).
		IfNoneMatch("*").Prefer(odata.ReturnMinimal).Do(context.Background())
	fmt.Println(created == nil, err)
	// Output:
	// true <nil>
}

// A new entity comes with new ones that are related to it, and is bound to others that are there.
func ExampleBind() {
	manager := &Person{Name: odata.Some("Ada"), Manager: odata.Some(&Person{Name: odata.Some("Anne")})}
	if err := odata.Bind(manager, personReports, "people/1", "people/2"); err != nil {
		fmt.Println(err)
		return
	}
	text, err := odata.Marshal(manager)
	fmt.Println(string(text), err)
	// Output:
	// {"name":"Ada","manager":{"name":"Anne"},"reports@odata.bind":["people/1","people/2"]} <nil>
}

func ExampleBatch() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("POST", "/$batch").Body(`{"requests":[
		{"id":"1","method":"GET","url":"/people/1"},
		{"id":"2","method":"GET","url":"/people/$count"},
		{"id":"3","method":"DELETE","url":"/people/2","dependsOn":["1"]}]}`).
		Answer(200, `{"responses":[
		{"id":"3","status":404,"body":{"error":{"code":"NotFound","message":"nobody"}}},
		{"id":"2","status":200,"headers":{"Content-Type":"text/plain"},"body":"7"},
		{"id":"1","status":200,"body":{"name":"Ada"}}]}`)

	var batch odata.Batch
	ada := odata.Add(&batch, people.Key("1").Get())
	number := odata.Add(&batch, people.Count())
	gone := odata.Add(&batch, people.Key("2").Delete(), ada) // after ada, and only where that succeeds
	if err := batch.Do(context.Background()); err != nil {
		fmt.Println(err) // the batch as a whole
		return
	}
	person, err := ada.Result()
	fmt.Println(person.Name.Value, err)
	n, err := number.Result()
	fmt.Println(n, err)
	_, err = gone.Result()
	fmt.Println(err)
	// Output:
	// Ada <nil>
	// 7 <nil>
	// odata: DELETE /people/2: 404 Not Found: NotFound: nobody
}

// A delta query tells what has changed since its link was given.
func ExampleDeltaRequest_All() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("GET", "/people/delta").Answer(200, `{"value":[{"id":"1","name":"Ada"}],"@odata.deltaLink":"delta?t=1"}`)
	server.Expect("GET", "/people/delta?t=1").
		Answer(200, `{"value":[{"id":"2","name":"Grace"},{"id":"1","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"delta?t=2"}`)

	ctx, delta := context.Background(), people.Delta()
	all, link, err := delta.All(ctx)
	fmt.Println(len(all), strings.TrimPrefix(link, server.URL), err)
	changes, link, err := delta.From(link).All(ctx) // later
	for _, change := range changes {
		if change.Removed {
			fmt.Println(change.ID, "is gone:", change.Reason)
		} else {
			fmt.Println(change.Item.ID.Value, change.Item.Name.Value)
		}
	}
	fmt.Println(strings.TrimPrefix(link, server.URL), err)
	// Output:
	// 1 /people/delta?t=1 <nil>
	// 2 Grace
	// 1 is gone: deleted
	// /people/delta?t=2 <nil>
}

// Streams are never whole in memory.
func ExampleStreamResource() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("PUT", "/people/1/photo/$value").Header("Content-Type", "image/png").Answer(204, "")
	server.Expect("GET", "/people/1/photo/$value").Header("Range", "bytes=4-").
		AnswerHeader("Content-Type", "image/png").AnswerHeader("Content-Range", "bytes 4-8/9").Answer(206, "bytes")

	ctx, photo := context.Background(), people.Key("1").Photo()
	if err := photo.Upload("image/png", strings.NewReader("the bytes")).Do(ctx); err != nil {
		fmt.Println(err)
		return
	}
	d, err := photo.Download().Range(4, -1).Do(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer d.Close()
	data, err := io.ReadAll(d)
	fmt.Println(string(data), d.ContentType, d.Offset, d.Total, err)
	// Output:
	// bytes image/png 4 9 <nil>
}

// An operation that takes longer is accepted first; Await waits for its result.
func ExampleAwait() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("POST", "/people/merge").Header("Prefer", "respond-async").AnswerHeader("Location", "/monitor/1").AnswerHeader("Retry-After", "1").Answer(202, "")
	server.Expect("GET", "/monitor/1").Answer(200, `{"name":"Ada"}`)

	ctx := context.Background()
	merged, err := people.Merge().Prefer(odata.RespondAsync).Do(ctx)
	if err != nil {
		merged, err = odata.Await[*Person](ctx, err)
	}
	fmt.Println(merged.Name.Value, err)
	// Output:
	// Ada <nil>
}

// What the service says is an *Error; the helpers ask for the usual cases.
func ExampleError() {
	t, server, _, people := start()
	defer t.end()
	server.Expect("GET", "/people/9").AnswerHeader("request-id", "r-1").Answer(404, `{"error":{"code":"NotFound","message":"nobody has the id 9"}}`)

	_, err := people.Key("9").Get().Do(context.Background())
	var e *odata.Error
	if odata.IsNotFound(err) && errors.As(err, &e) {
		fmt.Println(e.StatusCode, e.Code, e.RequestID)
	}
	fmt.Println(err)
	// Output:
	// 404 NotFound r-1
	// odata: GET /people/9: 404 Not Found: NotFound: nobody has the id 9 (request r-1)
}

// What no schema says is reached by its path, with the same client and the same rules.
func ExampleGet() {
	t, server, c, _ := start()
	defer t.end()
	server.Expect("GET", "/people/1?$select=name").Answer(200, `{"name":"Ada"}`)

	ctx := context.Background()
	person, err := odata.Get[*Person](ctx, c, "people/1?$select=name")
	fmt.Println(person.Name.Value, err)
	_, err = odata.Get[*Person](ctx, c, "people/../../secrets")
	fmt.Println(err)
	// Output:
	// Ada <nil>
	// odata: the path "people/../../secrets" leaves the service root
}

// Traces and metrics hook into the transport: every attempt passes it.
func ExampleWithHTTPClient() {
	traced := roundTripper(func(r *http.Request) (*http.Response, error) {
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err == nil {
			fmt.Println("span:", r.Method, r.URL.Path, answer.StatusCode)
		}
		return answer, err
	})
	t, server, _, people := start(odata.WithHTTPClient(&http.Client{Transport: traced}))
	defer t.end()
	server.Expect("GET", "/people/$count").AnswerHeader("Retry-After", "0").Answer(503, "")
	server.Expect("GET", "/people/$count").AnswerHeader("Content-Type", "text/plain").Answer(200, "7")
	fmt.Println(people.Count().Do(context.Background()))
	// Output:
	// span: GET /people/$count 503
	// span: GET /people/$count 200
	// 7 <nil>
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Logs have no tokens, no headers and no query options.
func ExampleWithLogger() {
	plain := slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "duration" {
			return slog.Attr{}
		}
		return a
	}}
	t, server, _, people := start(odata.WithLogger(slog.New(slog.NewTextHandler(os.Stdout, &plain))))
	defer t.end()
	server.Expect("GET", "/people?$search=secret").AnswerHeader("request-id", "r-1").Answer(200, `{"value":[]}`)
	_, err := people.List().Search("secret").Do(context.Background())
	fmt.Println(err)
	// Output:
	// level=DEBUG msg="odata request" method=GET path=/people status=200 request=r-1
	// <nil>
}

// A key that is no bearer token. The Authorizer sees the challenge where the service refuses it.
func ExampleWithAuthorizer() {
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, r.URL, r.Header.Get("X-Api-Key"))
		w.WriteHeader(http.StatusNoContent)
	}))
	defer service.Close()
	c, err := odata.NewClient(service.URL, odata.WithAuthorizer(func(r *http.Request, challenges []string) error {
		if challenges != nil {
			return fmt.Errorf("the key is refused: %q", challenges)
		}
		r.Header.Set("X-Api-Key", "a key")
		return nil
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = odata.Delete(context.Background(), c, "users/1")
	fmt.Println(err)
	// Output:
	// DELETE /users/1 a key
	// <nil>
}
