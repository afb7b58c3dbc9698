package odata

// This file tests that no value leaves its place in a URL.

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

func testClient(t testing.TB, handler http.HandlerFunc, options ...Option) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	c, err := NewClient(server.URL+"/v1", options...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestKeysOnTheWire(t *testing.T) {
	var got string
	handler := func(w http.ResponseWriter, r *http.Request) { got = r.RequestURI; w.WriteHeader(204) }
	segments, parentheses := testClient(t, handler), testClient(t, handler, WithKeysInParentheses())
	for _, c := range []struct{ key, segment, parens string }{
		{"a", "/a", "('a')"},
		{"a/b", "/a%2Fb", "('a%2Fb')"},
		{"it's", "/it%27s", "('it''s')"},
		{"50%", "/50%25", "('50%25')"},
		{"a?b#c", "/a%3Fb%23c", "('a%3Fb%23c')"},
		{"a b+c&d=e", "/a%20b%2Bc%26d%3De", "('a%20b%2Bc%26d%3De')"},
		{"größe名", "/gr%C3%B6%C3%9Fe%E5%90%8D", "('gr%C3%B6%C3%9Fe%E5%90%8D')"},
		{"x'),evil('", "/x%27%29%2Cevil%28%27", "('x''%29%2Cevil%28''')"},
		{"%2F", "/%252F", "('%252F')"},
		{"\x00\n", "/%00%0A", "('%00%0A')"},
		{"", "('')", "('')"},
		{".", "('.')", "('.')"},
		{"..", "('..')", "('..')"},
		{"$count", "('%24count')", "('%24count')"},
	} {
		for client, want := range map[*Client]string{segments: c.segment, parentheses: c.parens} {
			at := client.Root().Child("users").Key(urltext.LitString(c.key)).Child("messages")
			if err := newDelete(at).Do(context.Background()); err != nil {
				t.Errorf("%q: %v", c.key, err)
			}
			if want = "/v1/users" + want + "/messages"; got != want {
				t.Errorf("key %q: sent %s, want %s", c.key, got, want)
			}
		}
	}
	at := segments.Root().Child("lines").Keys(request.KeyPart{Name: "order", Value: urltext.LitInt(1)}, request.KeyPart{Name: "line", Value: urltext.LitString("a,b=c'd")})
	if want := "/lines(order=1,line='a%2Cb%3Dc''d')"; at.Path() != want {
		t.Errorf("%s, want %s", at.Path(), want)
	}
	for key, want := range map[string]string{
		"delta": "/a('delta')", "DELTA": "/a('DELTA')", "my.ns.type": "/a('my.ns.type')", "my.nstype": "/a/my.nstype", "deltas": "/a/deltas", "my.ns.": "/a('my.ns.')",
	} {
		if got := segments.Root().Child("a").Key(urltext.LitString(key), "delta", "my.Ns.").Path(); got != want {
			t.Errorf("key %s: %s, want %s", key, got, want)
		}
	}
	if got, want := segments.Root().Child("roles").KeySegment("name", urltext.LitString("a/b=c'd")).Path(), "/roles/name=a%2Fb%3Dc%27d"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if err := newDelete(segments.Root().Child("users").Key(urltext.LitString("\xff"))).Do(context.Background()); err == nil {
		t.Error("a key that is no UTF-8 was sent")
	}
}

// Two calls in one path may have parameters of one name: each alias has its own value.
func TestParameterAliases(t *testing.T) {
	ids := func(n int) request.Argument { return request.Argument{Name: "ids", Value: urltext.LitJSON([]int{n})} }
	at := testClient(t, nil).Root().Call("f", ids(1), request.Argument{Name: "ids2", Value: urltext.LitJSON("it's")}).Call("g", ids(3))
	r, err := newGet[*everything](at).HTTP(context.Background())
	if err != nil || r.URL.RequestURI() != "/v1/f(ids=@ids,ids2=@ids2)/g(ids=@ids3)?@ids=%5B1%5D&@ids2='it''s'&@ids3=%5B3%5D" {
		t.Error(r.URL.RequestURI(), err)
	}
}

func TestZeroResourceGoesNowhere(t *testing.T) {
	if err := newDelete(Resource{}.Child("users").Key(urltext.LitString("1"))).Do(context.Background()); err == nil {
		t.Error("a request without a client was sent")
	}
}

func TestServiceRoots(t *testing.T) {
	token := WithToken(func(context.Context) (string, error) { return "secret", nil })
	for root, ok := range map[string]bool{
		"https://example.com/v1.0": true, "https://example.com": true, "https://example.com/a%20b/": true, "http://127.0.0.1:80/x": true,
		"http://localhost": true, "http://[::1]:8080": true, "http://example.com": false, "http://127.0.0.1.evil.com": false,
		"ftp://example.com": false, "example.com": false, "/x": false, "": false, "https://u:p@example.com": false,
		"https://example.com?x=1": true, "https://example.com?x=%": false, "https://example.com#x": false, "https://": false, "https://ex ample.com": false,
	} {
		c, err := NewClient(root, token)
		if (err == nil) != ok || (c != nil) != ok {
			t.Errorf("%q: %v", root, err)
		}
	}
	if _, err := NewClient("http://example.com"); err != nil {
		t.Errorf("without a token plain http is allowed: %v", err)
	}
}
