package odatatest_test

// This file tests each fault twice: that the server does what it says, and that the runtime stands it.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

const ada = `{"id":"1","displayName":"Ada"}`

// authorized is a client that adds what must not leave the service, and logs all it may.
func authorized(t *testing.T, url string, log io.Writer, options ...odata.Option) *odata.Client {
	t.Helper()
	options = append([]odata.Option{
		odata.WithToken(func(context.Context) (string, error) { return "secret", nil }), odata.WithHeader("X-Api-Key", "secret"),
		odata.WithMaxRetryWait(time.Millisecond), odata.WithBodyLogging(),
		odata.WithLogger(slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))),
	}, options...)
	c, err := odata.NewClient(url, options...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// isA says whether an error is of a type.
func isA[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

func TestFaultsOfReads(t *testing.T) {
	for _, c := range []struct {
		fault   odatatest.Fault
		then    func(*odatatest.Server) // what comes after the first request
		name    string                  // of the user who is read; "" for an error
		failure func(error) bool
	}{
		{odatatest.Redirect(301, "/people/1"), func(s *odatatest.Server) {
			s.Expect("GET", "/people/1").Header("Authorization", "Bearer secret").Answer(200, ada)
		}, "Ada", nil},
		{odatatest.RedirectElsewhere(302), nil, "Ada", nil},
		{odatatest.RedirectElsewhere(307), nil, "Ada", nil},
		{odatatest.Detour(302), nil, "Ada", nil},
		{odatatest.MalformedLocation(), nil, "", isA[*odata.RedirectError]},
		{odatatest.Throttle(0), func(s *odatatest.Server) { s.Expect("GET", "/users/1").Answer(200, ada) }, "Ada", nil},
		{odatatest.Unavailable(0), func(s *odatatest.Server) { s.Expect("GET", "/users/1").Answer(200, ada) }, "Ada", nil},
		{odatatest.Late(time.Millisecond), nil, "Ada", nil},
		{odatatest.UnknownMembers(), nil, "Ada", nil},
		{odatatest.Annotated(), nil, "Ada", nil},
		{odatatest.UnknownValue("gender"), nil, "Ada", nil},
		{odatatest.Refuse(404, odatatest.OddErrors("gone")[0]), nil, "", odata.IsNotFound},
		{odatatest.PreconditionFailed(), nil, "", odata.IsPreconditionFailed},
		{odatatest.Challenge("Bearer realm=x"), nil, "", func(err error) bool {
			var e *odata.Error
			return errors.As(err, &e) && e.StatusCode == 401 && len(e.Response.Challenges()) == 1
		}},
		{odatatest.NoBody("", `W/"1"`), nil, "nobody", nil},
		{odatatest.HTML(), nil, "", isA[*odata.AnswerError]},
		{odatatest.HangUp(), func(s *odatatest.Server) { s.Expect("GET", "/users/1").Answer(200, ada) }, "Ada", nil},
		{odatatest.Hang(), nil, "", func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		{odatatest.Slow(time.Minute), nil, "", func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		{odatatest.Slow(0), nil, "Ada", nil},
		{odatatest.CutOff(9), nil, "", func(err error) bool { return isA[*odata.AnswerError](err) && errors.Is(err, io.ErrUnexpectedEOF) }},
		{odatatest.MalformedHeader("Set-Cookie secret"), func(s *odatatest.Server) { s.Expect("GET", "/users/1").Answer(200, ada) }, "Ada", nil},
		{odatatest.ByteOrderMark(), nil, "Ada", nil},
		{odatatest.UTF16(), nil, "Ada", nil},
		{odatatest.LoneSurrogate("note"), nil, "Ada", nil},
		{odatatest.Escapes("note", 200000), nil, "Ada", nil},
		{odatatest.Deep("note", 100), nil, "Ada", nil},
		{odatatest.Deep("note", 1000000), nil, "", func(error) bool { return true }},
	} {
		t.Run(c.fault.String(), func(t *testing.T) {
			s := odatatest.NewServer(t)
			s.Expect("GET", "/users/1").Answer(200, ada).Misbehave(c.fault)
			if c.then != nil {
				c.then(s)
			}
			var log bytes.Buffer
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			if c.fault.String() == "hang" || c.name == "" && c.fault.String() == "slow" {
				cancel()
				ctx, cancel = context.WithTimeout(context.Background(), 100*time.Millisecond)
			}
			defer cancel()
			u, err := odata.Get[*user](ctx, authorized(t, s.URL, &log), "users/1")
			name := ""
			if err == nil && u != nil {
				name = u.Name.Or("")
			} else if err == nil {
				name = "nobody"
			}
			if name != c.name || c.failure != nil && (err == nil || !c.failure(err)) {
				t.Errorf("%q, %v", name, err)
			}
			if text := log.String() + fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, "secret") {
				t.Errorf("a secret is told: %s", text)
			}
		})
	}
}

func TestFaultsOfChanges(t *testing.T) {
	ctx := context.Background()
	body := &user{Name: odata.Some("Ada")}
	for _, status := range []int{301, 302, 303} {
		s := odatatest.NewServer(t)
		s.Expect("POST", "/users").Answer(201, ada).Misbehave(odatatest.Redirect(status, "/people"))
		if _, err := odata.Post[*user](ctx, client(t, s.URL), "users", body); !isA[*odata.RedirectError](err) {
			t.Errorf("%d: %v", status, err)
		}
	}
	for _, status := range []int{307, 308} {
		s := odatatest.NewServer(t)
		s.Expect("POST", "/users").Misbehave(odatatest.Redirect(status, "/people"))
		s.Expect("POST", "/people").Body(`{"displayName":"Ada"}`).Answer(201, ada)
		if u, err := odata.Post[*user](ctx, client(t, s.URL), "users", body); err != nil || u.ID.Or("") != "1" {
			t.Errorf("%d: %v %v", status, u, err)
		}
		s = odatatest.NewServer(t)
		s.Expect("POST", "/users").Misbehave(odatatest.RedirectElsewhere(status))
		if _, err := odata.Post[*user](ctx, client(t, s.URL), "users", body); !isA[*odata.RedirectError](err) {
			t.Errorf("%d elsewhere: %v", status, err)
		}
	}
	s := odatatest.NewServer(t)
	s.Expect("POST", "/users").Misbehave(odatatest.HangUp())
	if _, err := odata.Post[*user](ctx, client(t, s.URL), "users", body); err == nil {
		t.Error("nobody knows what has become of the create, and there is no error")
	}
	s.Expect("POST", "/users").Answer(201, ada).Misbehave(odatatest.NoBody(s.URL+"/users/7", `W/"1"`))
	var answer odata.Response
	made, err := odata.Request[*user](client(t, s.URL), "POST", "users", body).Response(&answer).Do(ctx)
	if made != nil || err != nil || string(answer.EntityID()) != s.URL+"/users/7" || answer.ETag() != `W/"1"` {
		t.Errorf("%v %v %v", made, err, answer.Header)
	}
	for _, etag := range []string{"", `W/"2"`} {
		s.Expect("PATCH", "/users/7").Header("If-Match", etag).Misbehave(odatatest.NoBody("", `W/"2"`))
		if _, err := odata.Patch[*user](ctx, client(t, s.URL), "users/7", body); err != nil || body.Extra.ETag() != `W/"2"` {
			t.Errorf("%v %s", err, body.Extra.ETag())
		}
	}
	s.Expect("PUT", "/users/7/photo").Answer(413, `{"error":{"code":"TooLarge"}}`).Misbehave(odatatest.AnswerEarly())
	source, _ := io.Pipe()
	if err := odata.StreamResource(odata.At(client(t, s.URL), "users/7/photo")).Upload("", source).Do(ctx); err == nil || !strings.Contains(err.Error(), "TooLarge") {
		t.Error(err)
	}
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	s.Expect("PUT", "/users/7/photo").Misbehave(odatatest.Hang())
	source, _ = io.Pipe()
	if err := odata.StreamResource(odata.At(client(t, s.URL), "users/7/photo")).Upload("", source).Do(short); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestFaultsOfPages(t *testing.T) {
	const five = `{"@odata.context":"x","value":[{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"},{"id":"5"}]}`
	next := func(s *odatatest.Server) string {
		return `{"@odata.context":"` + s.URL + `/$metadata#users","value":[{"id":"1"}],"@odata.nextLink":"` + s.URL + `/groups/1/members?$filter=a%20b"}`
	}
	const last = "/groups/1/members?$filter=a%20b"
	for _, c := range []struct {
		faults []odatatest.Fault
		answer func(*odatatest.Server) string
		want   string
	}{
		{[]odatatest.Fault{odatatest.Paged(2)}, func(*odatatest.Server) string { return five }, "1 2 3 4 5"},
		{[]odatatest.Fault{odatatest.Paged(2), odatatest.RelativeLinks(), odatatest.ByteOrderMark()}, func(*odatatest.Server) string { return five }, "1 2 3 4 5"},
		{[]odatatest.Fault{odatatest.Paged(7)}, func(*odatatest.Server) string { return five }, "1 2 3 4 5"},
		{[]odatatest.Fault{odatatest.RelativeLinks()}, next, "1 9"},
		{[]odatatest.Fault{odatatest.UnencodedLinks()}, next, "1 9"},
		{[]odatatest.Fault{odatatest.RelativeLinks(), odatatest.UnencodedLinks()}, next, "1 9"},
		{[]odatatest.Fault{odatatest.LinkElsewhere()}, next, "1 error"},
		{[]odatatest.Fault{odatatest.LinkInACircle()}, next, "1 error"},
	} {
		s := odatatest.NewServer(t)
		e := s.Expect("GET", "/groups/1/members").Answer(200, c.answer(s))
		for _, f := range c.faults {
			e.Misbehave(f)
		}
		if strings.HasSuffix(c.want, "9") {
			s.Expect("GET", last).Answer(200, `{"value":[{"id":"9"}]}`)
		}
		var ids []string
		for u, err := range odata.List[*user](client(t, s.URL), "groups/1/members").All(context.Background()) {
			if err != nil {
				if !isA[*odata.LinkError](err) {
					t.Error(err)
				}
				ids = append(ids, "error")
				break
			}
			ids = append(ids, u.ID.Or(""))
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.faults, got, c.want)
		}
	}
	// A program that stops early owes nothing.
	s := odatatest.NewServer(t)
	s.Expect("GET", "/users").Answer(200, five).Misbehave(odatatest.Paged(1))
	s.Expect("DELETE", "/users/1")
	page, err := odata.List[*user](client(t, s.URL), "users").Do(context.Background())
	if err != nil || len(page.Items) != 1 || odata.Delete(context.Background(), client(t, s.URL), "users/1") != nil {
		t.Errorf("%+v %v", page, err)
	}
}

func TestOddErrors(t *testing.T) {
	s := odatatest.NewServer(t)
	for _, body := range odatatest.OddErrors(`the "reason"`) {
		s.Expect("GET", "/users/1").Answer(404, body)
		_, err := odata.Get[*user](context.Background(), client(t, s.URL), "users/1")
		var e *odata.Error
		if !errors.As(err, &e) || e.Message != `the "reason"` || e.Code != "" && e.Code != "404" || e.Body != body {
			t.Errorf("%s: %#v", body, e)
		}
	}
}

// What the service says is what the documentation of the fault says.
func TestFaultsOfBodies(t *testing.T) {
	for _, c := range []struct {
		fault        odatatest.Fault
		answer, want string
	}{
		{odatatest.OldDeletedEntries(), `{"value":[{"id":1,"@removed":{"reason":"deleted"}},{"id":2},{"id":3,"@removed":true}]}`,
			`{"value":[{"@odata.context":"#things/$deletedEntity","id":1,"reason":"deleted"},{"id":2},{"@odata.context":"#things/$deletedEntity","id":3}]}`},
		{odatatest.TypeFromContext("users/sales.person/$entity"), `{"@odata.type":"#sales.person","id":"1"}`, `{"@odata.context":"URL/$metadata#users/sales.person/$entity","id":"1"}`},
		{odatatest.LoneSurrogate("a"), `{}`, `{"a":"\ud800"}`},
		{odatatest.Escapes("a", 2), `{"b":1}`, `{"a":"\"\"","b":1}`},
		{odatatest.Deep("a", 2), `{"b":1}`, `{"a":[[]],"b":1}`},
		{odatatest.UnencodedLinks(), `{"@nextLink":"a?b=%20%22%41"}`, `{"@nextLink":"a?b= \"%41"}`},
	} {
		s := odatatest.NewServer(t)
		s.Expect("GET", "/x").Answer(200, c.answer).Misbehave(c.fault)
		answer, err := http.Get(s.URL + "/x")
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(answer.Body)
		if err != nil || answer.Body.Close() != nil || string(got) != strings.ReplaceAll(c.want, "URL", s.URL) {
			t.Errorf("%v\n got  %s %v\n want %s", c.fault, got, err, c.want)
		}
	}
	r := &recorder{}
	s := odatatest.NewServer(r)
	s.Expect("GET", "/x").Answer(200, `[]`).Misbehave(odatatest.RelativeLinks())
	if answer, err := http.Get(s.URL + "/x"); err != nil || answer.Body.Close() != nil {
		t.Error(err)
	}
	r.finish()
	if len(r.failures) != 1 || !strings.Contains(r.failures[0], `the fault "relative links" needs an answer that is a JSON object`) {
		t.Errorf("%q", r.failures)
	}
}

// A client that follows redirects as net/http does fails the test.
func TestWhatIsTakenElsewhereFails(t *testing.T) {
	for name, c := range map[string]struct {
		fault odatatest.Fault
		send  func(url string) (*http.Response, error)
		want  string
	}{
		"a header": {odatatest.RedirectElsewhere(302), func(url string) (*http.Response, error) {
			r, err := http.NewRequest("GET", url+"/x", nil)
			if err != nil {
				return nil, err
			}
			r.Header.Set("X-Api-Key", "a")
			return http.DefaultClient.Do(r)
		}, "carries the header"},
		"a referer": {odatatest.RedirectElsewhere(302), func(url string) (*http.Response, error) { return http.Get(url + "/x") }, "carries the header Referer"},
		"a change": {odatatest.RedirectElsewhere(307), func(url string) (*http.Response, error) {
			return http.Post(url+"/x", "text/plain", strings.NewReader("a"))
		}, "carries a change"},
		"and back": {odatatest.Detour(302), func(url string) (*http.Response, error) { return http.Get(url + "/x") }, "carries the header"},
	} {
		r := &recorder{}
		s := odatatest.NewServer(r)
		method := "GET"
		if name == "a change" {
			method = "POST"
		}
		s.Expect(method, "/x").Answer(200, `{}`).Misbehave(c.fault)
		answer, err := c.send(s.URL)
		if err != nil || answer.Body.Close() != nil {
			t.Errorf("%s: %v", name, err)
		}
		r.finish()
		if len(r.failures) == 0 || !strings.Contains(strings.Join(r.failures, "\n"), c.want) {
			t.Errorf("%s: failures %q", name, r.failures)
		}
	}
}

// A service that moves its paths must not make a read of a create.
func ExampleExpectation_Misbehave() {
	t := &recorder{} // in a test: the *testing.T
	server := odatatest.NewServer(t)
	server.Expect("POST", "/users").Misbehave(odatatest.Redirect(http.StatusMovedPermanently, "/people"))

	c, err := odata.NewClient(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = odata.Post[edm.Raw](context.Background(), c, "users", map[string]string{"displayName": "Ada"})
	var redirect *odata.RedirectError
	fmt.Println(errors.As(err, &redirect), strings.TrimPrefix(redirect.Location, server.URL))
	// Output: true /people
}

// Pages need no expectations of their own: the program sees every item, two at a time, over links that are relative.
func ExamplePaged() {
	t := &recorder{} // in a test: the *testing.T
	server := odatatest.NewServer(t)
	server.Expect("GET", "/users").Answer(200, `{"value":[{"displayName":"Ada"},{"displayName":"Grace"},{"displayName":"Joan"}]}`).
		Misbehave(odatatest.Paged(2)).Misbehave(odatatest.RelativeLinks())

	c, err := odata.NewClient(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	for u, err := range odata.List[*user](c, "users").All(context.Background()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(u.Name.Value)
	}
	fmt.Println(len(server.Requests()), "requests")
	// Output:
	// Ada
	// Grace
	// Joan
	// 2 requests
}

// Every form in which services say what is wrong.
func ExampleOddErrors() {
	t := &recorder{} // in a test: the *testing.T
	server := odatatest.NewServer(t)
	c, err := odata.NewClient(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	said := map[string]bool{}
	for _, body := range odatatest.OddErrors("there is no such user") {
		server.Expect("GET", "/users/1").Answer(404, body)
		_, err := odata.Get[*user](context.Background(), c, "users/1")
		var e *odata.Error
		if errors.As(err, &e) {
			said[e.Message] = true
		}
	}
	fmt.Println(said)
	// Output: map[there is no such user:true]
}
