package odata

// This file tests that no value leaves its place in a URL.

import (
	"context"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/google/uuid"
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
			at := client.Root().Child("users").Key(LitString(c.key)).Child("messages")
			if err := NewDelete(at).Do(context.Background()); err != nil {
				t.Errorf("%q: %v", c.key, err)
			}
			if want = "/v1/users" + want + "/messages"; got != want {
				t.Errorf("key %q: sent %s, want %s", c.key, got, want)
			}
		}
	}
	at := segments.Root().Child("lines").Keys(KeyPart{"order", LitInt(1)}, KeyPart{"line", LitString("a,b=c'd")})
	if want := "/lines(order=1,line='a%2Cb%3Dc''d')"; at.Path() != want {
		t.Errorf("%s, want %s", at.Path(), want)
	}
	for key, want := range map[string]string{
		"delta": "/a('delta')", "DELTA": "/a('DELTA')", "my.ns.type": "/a('my.ns.type')", "my.nstype": "/a/my.nstype", "deltas": "/a/deltas", "my.ns.": "/a('my.ns.')",
	} {
		if got := segments.Root().Child("a").Key(LitString(key), "delta", "my.Ns.").Path(); got != want {
			t.Errorf("key %s: %s, want %s", key, got, want)
		}
	}
	if got, want := segments.Root().Child("roles").KeySegment("name", LitString("a/b=c'd")).Path(), "/roles/name=a%2Fb%3Dc%27d"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if err := NewDelete(segments.Root().Child("users").Key(LitString("\xff"))).Do(context.Background()); err == nil {
		t.Error("a key that is no UTF-8 was sent")
	}
}

func TestLiterals(t *testing.T) {
	d, _ := edm.ParseDecimal("1.50")
	span, _ := edm.ParseDuration("PT1H")
	for want, l := range map[string]Literal{
		"null": LitNull(), "'a''b'": LitString("a'b"), "true": LitBool(true), "-5": LitInt(-5), "1.5": LitFloat(1.5), "INF": LitFloat(math.Inf(1)),
		"-INF": LitFloat(math.Inf(-1)), "NaN": LitFloat(math.NaN()), "1.50": LitDecimal(d), "2020-01-02": LitDate(edm.Date{Year: 2020, Month: 1, Day: 2}),
		"03:04:05.5": LitTimeOfDay(edm.TimeOfDay{Hour: 3, Minute: 4, Second: 5, Nanosecond: 500000000}), "duration'PT1H'": LitDuration(span),
		"2020-01-02T03:04:05Z":                 LitTime(time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)),
		"21ec2020-3aea-1069-a2dd-08002b30309d": LitGUID(uuid.MustParse("21EC2020-3AEA-1069-A2DD-08002B30309D")),
		"binary'_-8='":                         LitBinary([]byte{0xff, 0xef}),
		"2019-12-31T23:59:59.5Z":               LitTime(time.Date(2020, 1, 1, 0, 0, 0, 5e8, time.FixedZone("", 1))),
		"2020-01-01T00:00:00-09:30":            LitTime(time.Date(2020, 1, 1, 0, 0, 0, 0, time.FixedZone("", -9*3600-1800))),
		"duration'-P15DT1S'":                   LitDuration(duration("-P2W1DT1S")),
		"ns.Color'a,b'":                        LitEnum("ns.Color", " a , b"),
		"'it''s'":                              LitJSON("it's"),
		"ns.Color'red,green'":                  LitEnum("ns.Color", "red,green"),
	} {
		if got := l.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Two calls in one path may have parameters of one name: each alias has its own value.
func TestParameterAliases(t *testing.T) {
	ids := func(n int) Argument { return Argument{Name: "ids", Value: LitJSON([]int{n})} }
	at := testClient(t, nil).Root().Call("f", ids(1), Argument{Name: "ids2", Value: LitJSON("it's")}).Call("g", ids(3))
	r, err := NewGet[*everything](at).HTTP(context.Background())
	if err != nil || r.URL.RequestURI() != "/v1/f(ids=@ids,ids2=@ids2)/g(ids=@ids3)?@ids=%5B1%5D&@ids2='it''s'&@ids3=%5B3%5D" {
		t.Error(r.URL.RequestURI(), err)
	}
}

func TestZeroResourceGoesNowhere(t *testing.T) {
	if err := NewDelete(Resource{}.Child("users").Key(LitString("1"))).Do(context.Background()); err == nil {
		t.Error("a request without a client was sent")
	}
}

func TestServiceRoots(t *testing.T) {
	token := WithToken(func(context.Context) (string, error) { return "secret", nil })
	for root, ok := range map[string]bool{
		"https://example.com/v1.0": true, "https://example.com": true, "https://example.com/a%20b/": true, "http://127.0.0.1:80/x": true,
		"http://localhost": true, "http://[::1]:8080": true, "http://example.com": false, "http://127.0.0.1.evil.com": false,
		"ftp://example.com": false, "example.com": false, "/x": false, "": false, "https://u:p@example.com": false,
		"https://example.com?x=1": false, "https://example.com#x": false, "https://": false, "https://ex ample.com": false,
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
