package odatatest_test

// This file tests which requests of a service meet faults, and what the service has done then.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// quick waits for nothing that the service does not ask for.
func quick() odata.Option { return odata.WithMaxRetryWait(time.Millisecond) }

// engineers is a group as a create needs it.
func engineers() *graph.Group {
	return &graph.Group{DisplayName: odata.Some("Engineers"), MailEnabled: odata.Some(false), MailNickname: odata.Some("e"), SecurityEnabled: odata.Some(true)}
}

// What a fault makes of a create, and how many groups there are afterwards.
func TestFaultsOfAService(t *testing.T) {
	for _, c := range []struct {
		fault  odatatest.Fault
		want   string // "" for success, else what the error is
		groups int
	}{
		{odatatest.Throttle(0), "", 1},
		{odatatest.Unavailable(0), "", 1},
		{odatatest.Throttle(time.Hour), "429", 0},
		{odatatest.PreconditionFailed(), "412", 0},
		{odatatest.Challenge("Bearer"), "401", 0},
		{odatatest.ClaimsChallenge(`{"a":1}`), "401", 0},
		{odatatest.Refuse(400, odatatest.OddErrors("odd")[3]), "400", 0},
		{odatatest.Redirect(301, "/groups"), "redirect", 0},
		{odatatest.RedirectElsewhere(307), "redirect", 0},
		{odatatest.HangUp(), "lost", 1},
		{odatatest.Undone(odatatest.HangUp()), "lost", 0},
		{odatatest.CutOff(7), "unreadable", 1},
		{odatatest.HTML(), "unreadable", 1},
		{odatatest.Late(time.Millisecond), "", 1},
		{odatatest.NoBody("", ""), "", 1},
		{odatatest.UnknownMembers(), "", 1},
		{odatatest.Annotated(), "", 1},
		{odatatest.AnswerEarly(), "503", 0},
		{odatatest.Postpone(1), "later", 1},
	} {
		t.Run(c.fault.String(), func(t *testing.T) {
			svc := graphfake.New(t)
			svc.On("POST", "/groups").Nth(1).Misbehave(c.fault)
			retries := 1
			if c.fault.String() == "early answer" {
				retries = 0
			}
			_, err := svc.Client(quick(), odata.WithRetries(retries)).Groups().Create(engineers()).Do(context.Background())
			if got := nature(err); got != c.want || svc.Groups().Len() != c.groups {
				t.Errorf("%s: %v; %d groups", got, err, svc.Groups().Len())
			}
		})
	}
}

// nature is what kind of error one is.
func nature(err error) string {
	var refused *odata.Error
	switch {
	case err == nil:
		return ""
	case isA[*odata.RedirectError](err):
		return "redirect"
	case isA[*odata.AcceptedError](err):
		return "later"
	case errors.As(err, &refused):
		return fmt.Sprint(refused.StatusCode)
	case isA[*odata.AnswerError](err):
		return "unreadable"
	}
	return "lost"
}

// The claims that a challenge asks for are what the Authorizer is told.
func TestClaimsChallenge(t *testing.T) {
	svc := graphfake.New(t)
	svc.Me().Set(&graph.User{DisplayName: odata.Some("Ada")})
	svc.On("GET", "/me").First(1).Misbehave(odatatest.ClaimsChallenge(`{"access_token":{}}`))
	var asked []string
	authorize := odata.WithAuthorizer(func(r *http.Request, challenges []string) error {
		asked = append(asked, challenges...)
		r.Header.Set("Authorization", fmt.Sprint("Bearer ", len(asked)))
		return nil
	})
	me := must[*graph.User](t)(svc.Client(authorize).Me().Get().Do(context.Background()))
	if me.DisplayName.Or("") != "Ada" || len(asked) != 1 || !strings.Contains(asked[0], `claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`) {
		t.Errorf("%v %v", me, asked)
	}
}

// failing says for each of some requests whether it failed.
func failing(n int, request func() error) string {
	var b strings.Builder
	for range n {
		if request() != nil {
			b.WriteByte('x')
		} else {
			b.WriteByte('.')
		}
	}
	return b.String()
}

func TestWhichRequestsMisbehave(t *testing.T) {
	svc := graphfake.New(t)
	c, ctx := svc.Client(odata.WithRetries(0)), context.Background()
	svc.Users().Add(&graph.User{ID: odata.Some("1")}, &graph.User{ID: odata.Some("2")})
	i := 0
	update := func() error {
		i++
		_, err := c.Users().Key(fmt.Sprint(1 + i%2)).Update(&graph.User{JobTitle: odata.Some("x")}).Do(ctx)
		return err
	}
	list := func() error {
		_, err := c.Users().List().Do(ctx)
		return err
	}
	broken := odatatest.Refuse(500, "")
	trouble := svc.On("PATCH", "/users/{id}").Misbehave(broken)
	check := func(want string, request func() error) {
		t.Helper()
		if got := failing(len(want), request); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	check("xxx", update)
	check("...", list)
	trouble.Nth(5, 7)
	check(".x.x.", update)
	trouble.First(9)
	check("x..", update)
	trouble.Stop()
	trouble = svc.On("*", "/users/**").Misbehave(broken)
	check("xx", update)
	check("xx", list)
	trouble.Stop()
	trouble = svc.On("*", "/**").Misbehave(broken)
	check("xx", list)
	trouble.Stop()
	trouble = svc.On("PATCH", "/users/2").Misbehave(broken)
	check(".x.x", update)
	trouble.Stop()
	shares := map[string]bool{}
	for _, seed := range []uint64{1, 2, 1} {
		trouble = svc.On("GET", "users").Share(0.5, seed).Misbehave(broken)
		got := failing(40, list)
		shares[got] = true
		if n := strings.Count(got, "x"); n < 10 || n > 30 {
			t.Errorf("%d of 40 with half a share", n)
		}
		trouble.Stop()
	}
	if len(shares) != 2 {
		t.Errorf("two seeds have %d sequences", len(shares))
	}
}

func TestTroubleThatMeansNothing(t *testing.T) {
	for path, want := range map[string]string{
		"GET /users/{id}": "select it by the line\n\t- GET /users/{id}\n(selected of this path: PATCH)",
		"GET /nobody":     "no entity set",
		"* /devices/**":   "no entity set",
		"* /users/{id}/messages/{id}/attachments/**": "the slice has no such request",
	} {
		test := &recorder{}
		svc := graphfake.New(test)
		method, path, _ := strings.Cut(path, " ")
		svc.On(method, path).Nth(1).Misbehave(odatatest.HTML()).Stop()
		if got := strings.Join(test.failures, "\n"); !strings.Contains(got, want) {
			t.Errorf("%s %s: %s", method, path, got)
		}
		test.finish()
	}
}

// What pages are cut into is the same list, but for an item that is there twice.
func TestFaultsOfPagesOfAService(t *testing.T) {
	for _, c := range []struct {
		fault odatatest.Fault
		want  string
	}{
		{odatatest.HalfPage(), "1 2 3 4 5 6 7"},
		{odatatest.EmptyPage(), "1 2 3 4 5 6 7"},
		{odatatest.Paged(1), "1 2 3 4 5 6 7"},
		{odatatest.Overlap(), "1 2 2 3 4 5 5 6 7 7"},
		{odatatest.RelativeLinks(), "1 2 3 4 5 6 7"},
		{odatatest.LinkElsewhere(), "1 2 3 error"},
	} {
		svc := graphfake.New(t, odatatest.PageSize(3), odatatest.Root("/v1.0"))
		for i := range 7 {
			svc.Users().Add(&graph.User{ID: odata.Some(fmt.Sprint(i + 1))})
		}
		svc.On("GET", "/users").Misbehave(c.fault)
		var ids []string
		for u, err := range svc.Client().Users().List().All(context.Background()) {
			if err != nil {
				ids = append(ids, "error")
				break
			}
			ids = append(ids, u.ID.Or(""))
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.fault, got, c.want)
		}
	}
}

// Values and members that the schema does not have survive reading and writing.
func TestWhatTheSchemaDoesNotHave(t *testing.T) {
	svc := graphfake.New(t)
	c, ctx := svc.Client(), context.Background()
	svc.Users().Add(&graph.User{ID: odata.Some("1"), DisplayName: odata.Some("Ada")})
	svc.Me().Set(&graph.User{DisplayName: odata.Some("Ada")})
	odatatest.In[graph.Message](svc, "/me/messages").Add(&graph.Message{ID: odata.Some("m"), Importance: odata.Some(graph.ImportanceHigh)})
	svc.On("*", "/**").Misbehave(odatatest.UnknownMembers(), odatatest.Annotated())
	svc.On("GET", "/me/messages/{id}").Misbehave(odatatest.UnknownValue("importance"))

	message := must[*graph.Message](t)(c.Me().Messages().Key("m").Get().Do(ctx))
	if got := message.Importance.Or(""); string(got) != "odatatestValue" {
		t.Errorf("%v", got)
	}
	page := must[*odata.Page[*graph.User]](t)(c.Users().List().Do(ctx))
	ada := page.Items[0]
	text := string(must[edm.Raw](t)(rawOf(ada)))
	for _, want := range []string{`"odatatestNumber":12345678901234567890.10`, `"displayName@odatatest.note":{"of":"odatatest","rank":1}`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}
	ada.JobTitle = odata.Some("Countess")
	if _, err := c.Users().Key("1").Update(ada).Do(ctx); err != nil {
		t.Error(err)
	}
	if got := string(must[edm.Raw](t)(rawOf(svc.Users().Get("1")))); strings.Contains(got, "odatatest") || !strings.Contains(got, "Countess") {
		t.Errorf("the service holds %s", got)
	}
}

// What comes back is not stored, however deep it is; what only looks like it, is.
func TestWhatComesBack(t *testing.T) {
	for body, want := range map[string]string{
		`{"odatatestText":1,"displayName":"odatatest","@odatatest.source":"x","displayName@odatatest.note":{}}`: `{"id":"1","displayName":"odatatest"}`,
		`{"displayName":"x","more":[{"odatatestValues":[{}],"y":1.0}]}`:                                         `{"id":"1","displayName":"x","more":[{"y":1.0}]}`,
		`{"displayName":"odatatest" }`: `{"id":"1","displayName":"odatatest"}`,
	} {
		svc := graphfake.New(t)
		svc.Users().Add(&graph.User{ID: odata.Some("1")})
		answerOf(t, "PATCH /users/1\nContent-Type: application/json\n"+body, svc.URL)
		if got := string(must[edm.Raw](t)(rawOf(svc.Users().Get("1")))); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

func rawOf(v any) (edm.Raw, error) {
	text, err := odata.Marshal(v)
	return edm.Raw(text), err
}

// Relationships that have changed are changes with a Link.
func TestLinkEntries(t *testing.T) {
	svc := graphfake.New(t)
	svc.Users().Add(&graph.User{ID: odata.Some("1")})
	svc.On("GET", "/users/delta()").Misbehave(odatatest.LinkEntries("users/1", "manager", "users/2"))
	changes, _, err := svc.Client().Users().Delta().All(context.Background())
	if err != nil || len(changes) != 3 || changes[1].Link == nil || changes[1].Removed || !changes[2].Removed || changes[2].Link.Relationship != "manager" {
		t.Errorf("%+v %v", changes, err)
	}
}

// A failure now and then must not be the program's end.
func ExampleService_On() {
	t := &recorder{} // in a test: the *testing.T
	svc := graphfake.New(t)
	svc.Users().Add(&graph.User{ID: odata.Some("1"), DisplayName: odata.Some("Ada")})
	svc.On("PATCH", "/users/{id}").First(2).Misbehave(odatatest.Throttle(0))

	ada, err := svc.Client().Users().Key("1").Update(&graph.User{JobTitle: odata.Some("Countess")}).Do(context.Background())
	fmt.Println(ada.JobTitle.Value, err, len(svc.Requests()), "requests")
	// Output: Countess <nil> 3 requests
}
