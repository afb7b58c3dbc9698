package odata

// This file tests what links are relative to, and how they are encoded.

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

func TestLinksAreRelativeToContextOrRequest(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct{ context, link, want string }{
		"to the request":            {"", "parts?$skiptoken=2", "/v1/things/7/parts?$skiptoken=2"},
		"only a query":              {"", "?$skiptoken=2", "/v1/things/7/parts?$skiptoken=2"},
		"up":                        {"", "../8/parts", "/v1/things/8/parts"},
		"a path":                    {"", "/other/parts?a=b", "/other/parts?a=b"},
		"without a scheme":          {"", "//HOST/x", "/x"},
		"absolute":                  {"", "http://HOST/v1/things/7/parts?$skiptoken=2", "/v1/things/7/parts?$skiptoken=2"},
		"to the context":            {"http://HOST/svc/$metadata#things", "things/7/parts?n=2", "/svc/things/7/parts?n=2"},
		"to a relative context":     {"../$metadata#things", "x?n=2", "/v1/things/x?n=2"},
		"to a context that is none": {"http://[", "parts?n=2", "/v1/things/7/parts?n=2"},
		"with a space":              {"", "parts?$filter=name eq 'a b'", "/v1/things/7/parts?$filter=name%20eq%20'a%20b'"},
		"a key that is a time":      {"", "parts(2020-01-01T10:00:00Z)?n=2", "/v1/things/7/parts(2020-01-01T10:00:00Z)?n=2"},
		"a key with a colon":        {"", "parts(name='a:b',x=':')", "/v1/things/7/parts(name='a:b',x=':')"},
		"a number and a colon":      {"../$metadata#x", "1:2/x", "/v1/things/1:2/x"},
		"encoded before":            {"", "parts?$filter=a%20b&c=%2F", "/v1/things/7/parts?$filter=a%20b&c=%2F"},
		"half and half":             {"", "parts(é%20ü)?x=100%&y=%zz", "/v1/things/7/parts(%C3%A9%20%C3%BC)?x=100%25&y=%25zz"},
		"what no URL has":           {"", "parts?x=\"<>\\\\^`{|}[1]\"", "/v1/things/7/parts?x=%22%3C%3E%5C%5E%60%7B%7C%7D%5B1%5D%22"},
	} {
		var got []string
		handler := func(w http.ResponseWriter, r *http.Request) {
			got = append(got, r.RequestURI)
			if len(got) > 1 {
				answers(200, jsonType, `{"value":[]}`)(w, r)
				return
			}
			text := `{"value":[{}],"@odata.nextLink":"` + strings.ReplaceAll(c.link, `"`, `\"`) + `"`
			if c.context != "" {
				text = `{"@odata.context":"` + c.context + `",` + text[1:]
			}
			answers(200, jsonType, strings.ReplaceAll(text, "HOST", r.Host)+"}")(w, r)
		}
		client := testClient(t, handler)
		at := client.Root().Child("things").Key(urltext.LitInt(7)).Child("parts")
		var response Response
		for kind, read := range map[string]func() error{
			"list": func() error {
				for _, err := range newList[*everything](at).All(ctx) {
					if err != nil {
						return err
					}
				}
				return nil
			},
			"kept": func() error {
				page, err := newList[*everything](at).Response(&response).Do(ctx)
				if err == nil && response.Resolve(strings.ReplaceAll(strings.ReplaceAll(c.link, `\\`, `\`), "HOST", host(client))) != page.NextLink {
					t.Errorf("%s: %s is resolved to %s", name, c.link, page.NextLink)
				}
				if err == nil { // by another client, another day
					_, err = newList[*everything](client.Root()).From(page.NextLink).Do(ctx)
				}
				return err
			},
			"delta": func() error { _, _, err := newDelta[*everything](at).All(ctx); return err },
			"action": func() error {
				request := newActionList[*everything](at, nil)
				page, err := request.Do(ctx)
				if err == nil {
					_, err = request.More(page).Do(ctx)
				}
				return err
			},
		} {
			got = nil
			if err := read(); err != nil || len(got) != 2 || strings.TrimPrefix(got[1], "http://") != c.want {
				t.Errorf("%s, %s: %v %q, want %s", name, kind, err, got, c.want)
			}
		}
	}
}

// A context on another host leads relative links there, where nothing is sent.
func TestContextsElsewhere(t *testing.T) {
	client := testClient(t, answers(200, jsonType, `{"@odata.context":"https://example.com/$metadata","value":[],"@odata.nextLink":"things?n=2","@odata.deltaLink":"things?d=2"}`))
	page, err := newList[*everything](client.Root()).Do(context.Background())
	if err != nil || page.NextLink != "https://example.com/things?n=2" || page.DeltaLink != "https://example.com/things?d=2" {
		t.Fatalf("%+v %v", page, err)
	}
	var link *LinkError
	if _, err := newList[*everything](client.Root()).From(page.NextLink).Do(context.Background()); !asLink(err, &link) || link.Link != page.NextLink {
		t.Error(err)
	}
}

func host(c *Client) string {
	return strings.TrimSuffix(strings.TrimPrefix(c.String(), "http://"), "/v1")
}

func asLink(err error, link **LinkError) bool {
	e, ok := err.(*LinkError)
	*link = e
	return ok
}

// After a redirect, links are relative to where the answer came from.
func TestLinksAfterARedirect(t *testing.T) {
	var got []string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.RequestURI)
		switch len(got) {
		case 1:
			http.Redirect(w, r, "/v2/things/", http.StatusFound)
		case 2:
			answers(200, jsonType, `{"value":[],"@odata.nextLink":"more"}`)(w, r)
		default:
			answers(200, jsonType, `{"value":[]}`)(w, r)
		}
	}, WithAuthorizer(func(r *http.Request, _ []string) error { r.URL.RawQuery = "sig=" + secret; return nil }))
	for page, err := range newList[*everything](client.Root().Child("things")).Pages(context.Background()) {
		if err != nil || strings.Contains(page.NextLink, secret) {
			t.Errorf("%+v %v", page, err)
		}
	}
	if len(got) != 3 || got[2] != "/v2/things/more?sig="+secret {
		t.Errorf("%q", got)
	}
}

// An error is about the request that was answered, and so are the results that a status monitor points to.
func TestErrorsAndResultsAfterARedirect(t *testing.T) {
	ctx := context.Background()
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1/fails":
			http.Redirect(w, r, "/v2/deep/fails", http.StatusFound)
		case "/v2/deep/fails":
			w.Header().Set("Location", "help")
			answers(400, jsonType, `{}`)(w, r)
		case "/v1/breaks":
			http.Redirect(w, r, "/v2/deep/breaks", http.StatusFound)
		case "/v2/deep/breaks":
			w.Header().Set("Location", "help")
			answers(200, jsonType, `{`)(w, r)
		case "/v1/slow":
			w.Header().Set("Location", "/v1/monitor")
			w.WriteHeader(http.StatusAccepted)
		case "/v1/monitor":
			http.Redirect(w, r, "/v2/results/1", http.StatusSeeOther)
		default:
			w.Header().Set("Content-Type", "application/http")
			_, _ = io.WriteString(w, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"+`{"value":[],"@odata.nextLink":"2"}`)
		}
	}, WithMaxRetryWait(time.Millisecond))
	_, err := newGet[*everything](client.Root().Child("fails")).Do(ctx)
	var said *Error
	if !errors.As(err, &said) || !strings.HasSuffix(said.Response.Location(), "/v2/deep/help") {
		t.Errorf("%v", err)
	}
	_, err = newGet[*everything](client.Root().Child("breaks")).Do(ctx)
	var broken *AnswerError
	if !errors.As(err, &broken) || !strings.HasSuffix(broken.Response.Location(), "/v2/deep/help") {
		t.Errorf("%v", err)
	}
	page, err := newList[*everything](client.Root().Child("slow")).Do(ctx)
	if err != nil {
		page, err = AwaitPage[*everything](ctx, err)
	}
	if err != nil || !strings.HasSuffix(page.NextLink, "/v2/results/2") {
		t.Errorf("%+v %v", page, err)
	}
}

func TestReferencesAndMonitorsAreAbsolute(t *testing.T) {
	ctx := context.Background()
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1/a/owner/$ref":
			answers(200, jsonType, `{"@odata.context":"/svc/$metadata#$ref","@odata.id":"people('a b')"}`)(w, r)
		case "/v1/a/act":
			w.Header().Set("Location", "act/status?x=ü")
			w.WriteHeader(202)
		case "/v1/a/act/status":
			if r.URL.RawQuery != "x=%C3%BC" {
				t.Errorf("asked for %s", r.URL.RawQuery)
			}
			answers(200, jsonType, `{"text":"done"}`)(w, r)
		default:
			t.Errorf("%s was asked for", r.URL)
		}
	}, WithMaxRetryWait(time.Millisecond))
	at := client.Root().Child("a")
	if ref, err := newRef(at.Child("owner")).Get().Do(ctx); err != nil || !strings.HasSuffix(string(ref), "/svc/people('a%20b')") || !strings.HasPrefix(string(ref), "http://") {
		t.Errorf("%s %v", ref, err)
	}
	_, err := newAction[*everything](at.Child("act"), nil).Do(ctx)
	if made, err := Await[*everything](ctx, err); err != nil || made.Text.Or("") != "done" {
		t.Errorf("%v %v", made, err)
	}
}

// Links in values are resolved by the Response of their request; contexts of objects inside count.
func TestLinksInValues(t *testing.T) {
	client := testClient(t, answers(200, jsonType, `{"text":"a","@odata.context":"/svc/$metadata#things/$entity","@odata.readLink":"things(1)","x@odata.mediaReadLink":"things(1)/x"}`))
	var response Response
	thing, err := newGet[*everything](client.Root().Child("deep").Child("things")).Response(&response).Do(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	root := strings.TrimSuffix(client.String(), "/v1")
	for want, got := range map[string]string{
		root + "/svc/things(1)":   response.Resolve(thing.Extra.ReadLink()),
		root + "/svc/things(1)/x": response.Resolve(thing.Extra.MediaReadLink("x")),
		root + "/other/y":         response.Resolve("y", "../other/$metadata"),
		root + "/other/in/y":      response.Resolve("y", "../other/$metadata", "", "in/$metadata"),
		"https://cdn.example/x":   response.Resolve("https://cdn.example/x"),
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// What is a URL before is the same after; whatever comes, encoding it twice changes nothing.
func FuzzEncodeLink(f *testing.F) {
	for _, seed := range []string{"https://u@h:1/a/b;c?d=e&f#g", "//[::1]:80/x[1]?y", "a%20b%zz%", "#a#b", "?é\x00\xff", "mailto:a@b", " x ", "a//[b]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, link string) {
		once := encodeLink(link)
		if twice := encodeLink(once); twice != once {
			t.Errorf("%q becomes %q and then %q", link, once, twice)
		}
		if u, err := url.Parse(once); err == nil && strings.ContainsAny(u.RequestURI(), " \"<>\\^`{|}\x00") {
			t.Errorf("%q becomes %q", link, u.RequestURI())
		}
	})
}
