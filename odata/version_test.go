package odata

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// asked keeps what requests say, and answers with an empty object.
type asked struct {
	urls, bodies []string
	headers      []http.Header
}

func (a *asked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	a.urls, a.bodies, a.headers = append(a.urls, r.RequestURI), append(a.bodies, string(body)), append(a.headers, r.Header)
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{}`)
}

func (a *asked) last() (url, body string, header http.Header) {
	i := len(a.urls) - 1
	return a.urls[i], a.bodies[i], a.headers[i]
}

func TestVersions(t *testing.T) {
	for want, c := range map[string]struct {
		options []Option
		body    string
	}{
		"4.0":  {nil, `{"@odata.type":"#p.T","n@odata.bind":["x(1)"],"n":[{"a":1.0}]}`},
		"4.01": {[]Option{WithVersion401()}, `{"@type":"#p.T","n":[{"@id":"x(1)"},{"a":1.0}]}`},
	} {
		var service asked
		client := testClient(t, service.ServeHTTP, c.options...)
		raw := edm.Raw(`{"@odata.type":"#p.T","n@odata.bind":["x(1)"],"n":[{"a":1.0}]}`)
		if _, err := Post[edm.Raw](t.Context(), client, "things", raw); err != nil {
			t.Fatal(err)
		}
		_, body, header := service.last()
		if body != c.body || header.Get("OData-Version") != want || header.Get("OData-MaxVersion") != want {
			t.Errorf("%s: %s with %q and %q", want, body, header["Odata-Version"], header["Odata-Maxversion"])
		}
		if _, err := Get[edm.Raw](t.Context(), client, "things"); err != nil {
			t.Fatal(err)
		}
		if _, _, header = service.last(); header.Get("OData-Version") != want || header.Get("OData-MaxVersion") != want {
			t.Errorf("a read has %q and %q", header["Odata-Version"], header["Odata-Maxversion"])
		}
	}
}

// A program that says a version itself is heard.
func TestVersionOfTheProgram(t *testing.T) {
	var service asked
	client := testClient(t, service.ServeHTTP, WithHeader("OData-MaxVersion", "4.01"))
	if _, err := Request[edm.Raw](client, "GET", "x", nil).Header("OData-Version", "4.02").Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, _, h := service.last(); h.Get("OData-MaxVersion") != "4.01" || h.Get("OData-Version") != "4.02" {
		t.Errorf("got %v", h)
	}
}

func TestBodiesOf401(t *testing.T) {
	c := &Client{version: version401}
	for in, want := range map[string]string{
		`{"a":1.50,"b":"\u00fc\u003c"}`:                               `{"a":1.50,"b":"\u00fc\u003c"}`,
		`{"x@odata.type":"#Date","x":"2020-01-01","y":"@odata.type"}`: `{"x@type":"#Date","x":"2020-01-01","y":"@odata.type"}`,
		`{"one@odata.bind":"a(1)"}`:                                   `{"one":{"@id":"a(1)"}}`,
		`{"one@odata.bind":null}`:                                     `{"one":null}`,
		`{"many@odata.bind":[]}`:                                      `{"many":[]}`,
		`{"many":[{"q":1}],"many@odata.bind":["a(1)","a(2)"]}`:        `{"many":[{"q":1},{"@id":"a(1)"},{"@id":"a(2)"}]}`,
		`{"many":[],"many@odata.bind":["a(1)"]}`:                      `{"many":[{"@id":"a(1)"}]}`,
		`[{"@odata.id":"x","in":{"@odata.etag":"W/1"}},[],{}]`:        `[{"@id":"x","in":{"@etag":"W/1"}},[],{}]`,
		`{"@com.odata.note":1,"@odata.x":{}}`:                         `{"@com.odata.note":1,"@x":{}}`,
	} {
		got, err := c.inVersion([]byte(in))
		if err != nil || string(got) != want {
			t.Errorf("%s is %s, want %s: %v", in, got, want, err)
		}
	}
}

func TestQueryWithEveryRequest(t *testing.T) {
	var service asked
	made := testClient(t, service.ServeHTTP)
	client, err := NewClient(made.String()+"?sap-client=100&note=a%26b", WithQuery("api-version", "7.0"), WithRetries(0))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(client.String(), "?") {
		t.Errorf("the client shows its query: %s", client)
	}
	const always = "sap-client=100&note=a%26b&api-version=7.0"
	for _, c := range []struct {
		send func() error
		want string
	}{
		{func() error { _, err := Get[edm.Raw](t.Context(), client, "a"); return err }, "/a?" + always},
		{func() error {
			_, err := Request[edm.Raw](client, "GET", "a", nil).Query("api-version", "8.0").Do(t.Context())
			return err
		}, "/a?sap-client=100&note=a%26b&api-version=8.0"},
		{func() error {
			_, err := List[*everything](client, "a").From(made.String() + "/a?$skiptoken=x&sap-client=200").Do(t.Context())
			return err
		}, "/a?$skiptoken=x&sap-client=200&note=a%26b&api-version=7.0"},
	} {
		if err := c.send(); err != nil && !strings.Contains(err.Error(), "value") {
			t.Fatal(err)
		}
		if got, _, _ := service.last(); !strings.HasSuffix(got, c.want) {
			t.Errorf("sent %s, want %s", got, c.want)
		}
	}
	if _, err := NewClient("https://example.com", WithQuery("", "x")); err == nil {
		t.Error("an option without a name is taken")
	}
	if _, err := NewClient("https://example.com?a=%zz&token=secret"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}
