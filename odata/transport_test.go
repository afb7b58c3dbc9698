package odata

// This file tests what happens on the wire when the other side misbehaves: who gets the token, what is sent twice, what
// an error says.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

const secret = "s3cr3t-token"

func withSecret() Option {
	return WithToken(func(context.Context) (string, error) { return secret, nil })
}

// answers is a handler that gives one answer.
func answers(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

func getThing(c *Client) (*everything, error) {
	return newGet[*everything](c.Root().Child("things").Key(urltext.LitString("1"))).Do(context.Background())
}

func TestErrorAnswers(t *testing.T) {
	for _, c := range []struct {
		status                  int
		contentType, body, want string
		check                   func(error) bool
	}{
		{404, "application/json", `{"error":{"code":"NotFound","message":"no such thing","target":"id","innererror":{"request-id":"r1"},"details":[{"code":"d","message":"more","target":"t"}]}}`,
			"odata: GET /v1/things/1: 404 Not Found: NotFound: no such thing; t: d: more (request r1)", IsNotFound},
		{409, "application/json", `{"error":{"code":"c","message":{"lang":"en","value":"old style"}}}`, "odata: GET /v1/things/1: 409 Conflict: c: old style", IsConflict},
		{412, "", ``, "odata: GET /v1/things/1: 412 Precondition Failed", IsPreconditionFailed},
		{400, "text/html", "<html>\n<b>bad</b>", "odata: GET /v1/things/1: 400 Bad Request: <html> <b>bad</b>", nil},
		{500, "application/json", `{"error":"text"}`, `odata: GET /v1/things/1: 500 Internal Server Error: text`, nil},
		{500, "application/json", `{"error":{"code":"x","message":"a\r\nb"}}`, `odata: GET /v1/things/1: 500 Internal Server Error: x: a  b`, nil},
		{304, "", "", "odata: GET /v1/things/1: 304 Not Modified", nil},
		{410, "application/json", `{"error":{"code":"resyncRequired","message":"too old"}}`, "odata: GET /v1/things/1: 410 Gone: resyncRequired: too old", IsGone},
		{429, "application/json", `{"error":{"code":"TooMany","message":"slow down"}}`, "odata: GET /v1/things/1: 429 Too Many Requests: TooMany: slow down", IsThrottled},
	} {
		_, err := getThing(testClient(t, answers(c.status, c.contentType, c.body), WithRetries(0), withSecret()))
		var e *Error
		if err == nil || err.Error() != c.want || !errors.As(err, &e) || e.StatusCode != c.status || c.check != nil && !c.check(err) {
			t.Errorf("%d\n got %v\nwant %s", c.status, err, c.want)
		}
	}
}

func TestUnreadableAnswers(t *testing.T) {
	cutOff := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, `{"text":"a`)
	}
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		want    string
	}{
		"HTML":      {answers(200, "text/html", "<html>sign in</html>"), "the answer is text/html and not JSON: <html>sign in</html>"},
		"half JSON": {answers(200, "application/json", `{"text":"a"`), "the JSON is cut off"},
		"cut off":   {cutOff, "unexpected EOF"},
		"too large": {answers(200, "application/json", `{"text":"`+strings.Repeat("a", 2000)+`"}`), "more than 1000 bytes"},
		"wrong":     {answers(200, "application/json", `{"int":"x"}`), `int: found "x" where an integer is expected`},
	} {
		_, err := getThing(testClient(t, c.handler, WithMaxBody(1000), WithRetries(0)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if name == "cut off" && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%v does not wrap io.ErrUnexpectedEOF", err)
		}
	}
	got, err := getThing(testClient(t, answers(204, "", "")))
	if got != nil || err != nil {
		t.Errorf("204: %v %v", got, err)
	}
}

// The largest number is as good as no limit.
func TestMaxBodyWithoutLimit(t *testing.T) {
	got, err := getThing(testClient(t, answers(200, "application/json", `{"text":"a"}`), WithMaxBody(math.MaxInt64)))
	if err != nil || got.Text.Or("") != "a" {
		t.Errorf("%v %v", got, err)
	}
}

// The path in an error is that of the URL, whatever the request reads.
func TestPathOfUnreadableAnswers(t *testing.T) {
	server := httptest.NewServer(answers(200, "application/json", `{"value":[{"int":"x"}]}`))
	t.Cleanup(server.Close)
	c, err := NewClient(server.URL + "/root")
	if err != nil {
		t.Fatal(err)
	}
	at := c.Root().Child("all things")
	_, list := newList[*everything](at).Do(context.Background())
	_, delta := newDelta[*everything](at).Do(context.Background())
	for _, err := range []error{list, delta} {
		var e *AnswerError
		if !errors.As(err, &e) || e.Path != "/root/all%20things" || e.StatusCode != 200 || !strings.Contains(e.Error(), "value[0].int") {
			t.Errorf("%v", err)
		}
	}
}

func TestRetries(t *testing.T) {
	for name, c := range map[string]struct {
		method  string
		status  int
		header  string
		retries int
		want    int32
	}{
		"throttled":       {"POST", 429, "0", 2, 3},
		"unavailable":     {"PATCH", 503, "0", 1, 2},
		"a date":          {"POST", 429, time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat), 1, 2},
		"too long":        {"GET", 429, "3600", 3, 1},
		"no retries":      {"GET", 429, "0", 0, 1},
		"gateway, unsafe": {"POST", 504, "0", 3, 1},
		"gateway, safe":   {"GET", 504, "0", 1, 2},
		"error":           {"GET", 500, "0", 3, 1},
		"not implemented": {"GET", 501, "0", 3, 1},
	} {
		var count atomic.Int32
		client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
			count.Add(1)
			body, _ := io.ReadAll(r.Body)
			if r.Method != "GET" && string(body) != `{"text":"a"}` {
				t.Errorf("%s: body %s", name, body)
			}
			w.Header().Set("Retry-After", c.header)
			w.WriteHeader(c.status)
		}, WithRetries(c.retries), WithMaxRetryWait(time.Second))
		at, body := client.Root().Child("things"), &everything{Text: Some("a")}
		var err error
		switch c.method {
		case "POST":
			_, err = newCreate(at, body).Do(context.Background())
		case "PATCH":
			_, err = newUpdate(at, body).Do(context.Background())
		default:
			_, err = newGet[*everything](at).Do(context.Background())
		}
		if !hasStatus(err, c.status) || count.Load() != c.want {
			t.Errorf("%s: sent %d times, want %d: %v", name, count.Load(), c.want, err)
		}
	}
}

func TestRetrySucceedsInTheEnd(t *testing.T) {
	var count atomic.Int32
	client := testClient(t, func(w http.ResponseWriter, _ *http.Request) {
		if count.Add(1) < 3 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(429)
			return
		}
		answers(200, "application/json", `{"text":"a"}`)(w, nil)
	})
	if got, err := getThing(client); err != nil || got.Text.Or("") != "a" {
		t.Errorf("%v %v", got, err)
	}
}

// The end of the context ends the wait for another attempt, which no test binary would live to see.
func TestCancelEndsTheWait(t *testing.T) {
	client := testClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "864000")
		w.WriteHeader(503)
	}, WithMaxRetryWait(1000*time.Hour))
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := newGet[*everything](client.Root().Child("x")).Do(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestTransportErrorsAreRetriedOnlyWhereSafe(t *testing.T) {
	for method, want := range map[string]int32{"GET": 2, "POST": 1} {
		var count atomic.Int32
		client := testClient(t, func(w http.ResponseWriter, _ *http.Request) {
			count.Add(1)
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				conn.Close()
			}
		}, WithRetries(1), WithMaxRetryWait(time.Millisecond), WithHTTPClient(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}))
		var err error
		if method == "GET" {
			_, err = getThing(client)
		} else {
			_, err = newCreate(client.Root().Child("x"), &everything{}).Do(context.Background())
		}
		if err == nil || count.Load() != want {
			t.Errorf("%s: sent %d times, want %d: %v", method, count.Load(), want, err)
		}
	}
}

// other is a server of another origin that fails the test where the token or a secret header comes.
func other(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(fmt.Sprint(r.Header), secret) {
			t.Errorf("the token went to another host: %s %s", r.Method, r.URL)
		}
		answers(200, "application/json", `{"text":"elsewhere","value":[]}`)(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func TestRedirects(t *testing.T) {
	elsewhere := other(t)
	var target string
	seen := 0
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/here" {
			if r.Header.Get("Authorization") == "Bearer "+secret {
				seen++
			}
			answers(200, "application/json", `{"text":"here"}`)(w, r)
			return
		}
		http.Redirect(w, r, target, http.StatusTemporaryRedirect)
	}, withSecret(), WithHeader("X-Api-Key", secret), WithRetries(0))
	target = "/v1/here"
	if got, err := getThing(client); err != nil || got.Text.Or("") != "here" || seen != 1 {
		t.Errorf("same host: %v %v, token seen %d times", got, err, seen)
	}
	target = elsewhere.URL + "/x"
	if got, err := getThing(client); err != nil || got.Text.Or("") != "elsewhere" {
		t.Errorf("other host: %v %v", got, err)
	}
	_, err := newCreate(client.Root().Child("things"), &everything{}).Do(context.Background())
	if err == nil || !strings.Contains(err.Error(), "another host") {
		t.Errorf("a create was redirected to another host: %v", err)
	}
	target = "/v1/again"
	if _, err := getThing(client); err == nil || !strings.Contains(err.Error(), "10 redirects") {
		t.Errorf("a loop of redirects: %v", err)
	}
}

func TestUsersRedirectPolicyCounts(t *testing.T) {
	users := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("not mine") }}
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/v1/x", http.StatusFound) }, WithHTTPClient(users), WithRetries(0))
	if _, err := getThing(client); err == nil || !strings.Contains(err.Error(), "not mine") {
		t.Errorf("%v", err)
	}
}

func TestPages(t *testing.T) {
	elsewhere := other(t)
	for name, c := range map[string]struct {
		next string
		want string
	}{
		"relative":         {"things?page=2", "a,b,nil,last"},
		"relative to root": {"/v1/things?page=2", "a,b,nil,last"},
		"absolute":         {"SELF/v1/things?page=2", "a,b,nil,last"},
		"other host":       {elsewhere.URL + "/v1/things?page=2", "a,b,nil,different host"},
		"other scheme":     {"https://HOST/v1/things?page=2", "a,b,nil,different host"},
		"user in the link": {"http://u@HOST/v1/things?page=2", "a,b,nil,different host"},
		"loop":             {"things?page=1", "a,b,nil,a,b,nil,followed before"},
		"no URL":           {"http://[", "a,b,nil,not a valid URL"},
	} {
		var server *httptest.Server
		server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "Bearer "+secret || r.Header.Get("Consistencylevel") != "eventual" {
				t.Errorf("%s: headers %v", name, r.Header)
			}
			if r.URL.Query().Get("page") == "2" {
				answers(200, "application/json", `{"value":[{"text":"last"}]}`)(w, r)
				return
			}
			next := strings.NewReplacer("SELF", server.URL, "HOST", r.Host).Replace(c.next)
			answers(200, "application/json", fmt.Sprintf(`{"@odata.count":4,"value":[{"text":"a"},{"text":"b"},null],"@odata.nextLink":%q}`, next))(w, r)
		}))
		client, err := NewClient(server.URL+"/v1", withSecret(), WithRetries(0))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for item, err := range newList[*everything](client.Root().Child("things")).Header("ConsistencyLevel", "eventual").All(context.Background()) {
			switch {
			case err != nil:
				var link *LinkError
				if !errors.As(err, &link) {
					t.Errorf("%s: %v is no LinkError", name, err)
				}
				got = append(got, err.Error())
			case item == nil:
				got = append(got, "nil")
			default:
				got = append(got, item.Text.Or(""))
			}
		}
		wantItems, wantEnd := c.want[:strings.LastIndex(c.want, ",")], c.want[strings.LastIndex(c.want, ",")+1:]
		if n := len(got); n == 0 || strings.Join(got[:n-1], ",") != wantItems || !strings.Contains(got[n-1], wantEnd) {
			t.Errorf("%s: %q, want %s", name, got, c.want)
		}
		server.Close()
	}
}

func TestPageHasCountAndLinksAndResumes(t *testing.T) {
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("$skiptoken") != "" {
			answers(200, "application/json", `{"value":[],"@odata.deltaLink":"d"}`)(w, r)
			return
		}
		if want := "$filter=name%20eq%20'a%26b'&$top=2&$count=true&$select=id,name&$expand=x($select=a)&$orderby=a%20desc&$search=%22x%22"; r.URL.RawQuery != want {
			t.Errorf("query %s\nwant  %s", r.URL.RawQuery, want)
		}
		answers(200, "application/json", `{"@odata.count":7,"value":[{}],"@odata.nextLink":"things?$skiptoken=x"}`)(w, r)
	})
	list := newList[*everything](client.Root().Child("things")).Filter(filter.Eq(propName, "a&b")).Top(1).Top(2).Count().Select(propID, propName).
		Expand(filter.With(propX).Select(propA)).OrderBy(filter.Desc(propA)).Search(`"x"`)
	page, err := list.Do(context.Background())
	if err != nil || page.Count == nil || *page.Count != 7 || len(page.Items) != 1 {
		t.Fatalf("%+v %v", page, err)
	}
	rest, err := list.From(page.NextLink).Do(context.Background())
	if err != nil || rest.DeltaLink != client.String()+"/d" || rest.NextLink != "" {
		t.Errorf("%+v %v", rest, err)
	}
}

func TestEarlyStopReadsNoFurtherPage(t *testing.T) {
	var count atomic.Int32
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		answers(200, "application/json", fmt.Sprintf(`{"value":[{},{}],"@odata.nextLink":"things?n=%d"}`, count.Add(1)))(w, r)
	})
	n := 0
	for _, err := range newList[*everything](client.Root().Child("things")).All(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 3 {
			break
		}
	}
	if count.Load() != 2 {
		t.Errorf("%d pages were read for 3 items of 2 a page", count.Load())
	}
}

func TestRequestsAreValues(t *testing.T) {
	c := testClient(t, answers(204, "", ""))
	base := newGet[*everything](c.Root().Child("x")).Select(propA)
	one, two := base.Query("p", "1").Header("H", "1"), base.Query("p", "2").Header("H", "2").Prefer("a").Prefer("b")
	for want, r := range map[string]GetRequest[*everything]{"$select=a  ": base, "$select=a&p=1 1 ": one, "$select=a&p=2 2 a, b": two} {
		h, err := r.HTTP(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if got := h.URL.RawQuery + " " + h.Header.Get("H") + " " + h.Header.Get("Prefer"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestNothingPrintsTheToken(t *testing.T) {
	c := testClient(t, answers(401, "application/json", `{"error":{"code":"x","message":"m"}}`), withSecret(), WithHeader("X-Api-Key", secret))
	at := c.Root().Child("x")
	_, err := getThing(c)
	create := newCreate(at, &everything{}).Header("Cookie", secret)
	for _, v := range []any{c, *c, at, newGet[*everything](at), create, &create, newList[*everything](at), newDelete(at), err} {
		for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(format, v); strings.Contains(text, secret) {
				t.Errorf("%T by %s prints the token: %s", v, format, text)
			}
		}
	}
	_, err = NewClient("https://user:" + secret + "@example.com")
	if err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("%v", err)
	}
}

func TestTokenErrorSendsNothing(t *testing.T) {
	c := testClient(t, func(http.ResponseWriter, *http.Request) { t.Error("sent") }, WithToken(func(context.Context) (string, error) { return "", io.ErrClosedPipe }))
	if _, err := getThing(c); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%v", err)
	}
}

func TestUsersHTTPClientIsNotChanged(t *testing.T) {
	users := &http.Client{}
	if _, err := NewClient("https://example.com", WithHTTPClient(users)); err != nil || users.CheckRedirect != nil {
		t.Errorf("%v, changed: %v", err, users.CheckRedirect != nil)
	}
}

func TestSameOrigin(t *testing.T) {
	root, _ := url.Parse("https://Example.com/v1")
	for text, want := range map[string]bool{
		"https://example.com/x": true, "https://example.com:443/x": true, "https://example.com:444/x": false, "http://example.com/x": false,
		"https://a.example.com/x": false, "https://example.com.evil/x": false,
	} {
		u, _ := url.Parse(text)
		if sameOrigin(u, root) != want {
			t.Errorf("%s", text)
		}
	}
}
