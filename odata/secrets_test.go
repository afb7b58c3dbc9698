package odata

// This file tests what must not be seen: in logs, in errors, in headers that a value would begin.

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

	"github.com/csdlgen/csdlgen/odata/edm"
)

// logged is a client that logs all it can, and what it has logged.
func logged(t *testing.T, handler http.HandlerFunc, options ...Option) (*Client, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return testClient(t, handler, append([]Option{WithLogger(logger), WithBodyLogging(), withSecret(), WithHeader("X-Api-Key", secret)}, options...)...), &log
}

func TestBatchesAreLoggedAsRequestsAre(t *testing.T) {
	ctx := context.Background()
	client, log := logged(t, answers(200, jsonType, `{"responses":[
		{"id":"1","status":200,"headers":{"Set-Cookie":"`+secret+`"},"body":{"text":"seen","@odata.nextLink":"things?$skiptoken=`+secret+`"}},
		{"id":"2","status":204,"headers":{"Location":"https://x/y?sig=`+secret+`"}}]}`))
	var b Batch
	things := client.Root().Child("things")
	Add(&b, newGet[*everything](things).Query("sig", secret).Header("X-Mine", secret))
	Add(&b, newCreate(things, &everything{Text: Some("own")}))
	if err := b.Do(ctx); err != nil {
		t.Fatal(err)
	}
	// A batch that a program writes itself is one too.
	hand := edm.Raw(`{"requests":[{"id":"7","method":"GET","url":"/me?sig=` + secret + `","headers":{"x":"` + secret + `"}},null],"responses":[null]}`)
	if _, err := Post[edm.Raw](ctx, client, "$batch", hand); err != nil {
		t.Fatal(err)
	}
	if _, err := Post[edm.Raw](ctx, client, "$batch", edm.Raw(`["`+secret+`"]`)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"method":"GET","path":"/things","body":""`, `"method":"POST","path":"/things","body":"{\"text\":\"own\"}"`, `\"text\":\"seen\"`, `"status":204`, `"id":"7"`, `"path":"/v1/$batch"`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("%s is missing in %s", want, log)
		}
	}
	if strings.Contains(log.String(), secret) {
		t.Errorf("the log has the secret: %s", log)
	}
}

func TestBodiesAreLoggedWithoutQueries(t *testing.T) {
	const inner = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: " + secret + "\r\nContent-Length: 14\r\n\r\n{\"text\":\"see\"}"
	for name, c := range map[string]struct{ kind, body string }{
		"a next link":             {jsonType, `{"text":"see","@odata.nextLink":"things?$skiptoken=SECRET"}`},
		"without a prefix":        {jsonType, `{"text":"see","@nextLink":"?SECRET"}`},
		"of a member":             {jsonType, `{"text":"see","photo@odata.mediaReadLink" : "photo?sig=SECRET"}`},
		"an absolute address":     {jsonType, `{"text":"see","@microsoft.graph.downloadUrl":"https://cdn.example/a?sig=SECRET&a=b"}`},
		"with escapes":            {jsonType, `{"text":"see","url":"https:\/\/cdn.example\/a\u003fsig=SECRET"}`},
		"in a sentence":           {jsonType, `{"text":"see https://cdn.example/a?sig=SECRET, or don't"}`},
		"in an array":             {jsonType, `{"text":"see","more":["https://cdn.example/a?sig=SECRET"]}`},
		"after a byte order mark": {jsonType, "\ufeff" + `{"text":"see","@odata.context":"x?SECRET"}`},
		"a monitor's response":    {"application/http", inner},
		"text":                    {"text/plain", "see https://cdn.example/a?sig=SECRET"},
	} {
		client, log := logged(t, answers(200, c.kind, strings.ReplaceAll(c.body, "SECRET", secret)))
		_, _ = getThing(client)
		if text := log.String(); strings.Contains(text, secret) || !strings.Contains(text, "see") {
			t.Errorf("%s: %s", name, text)
		}
	}
	// What is cut off in the middle of a query shows nothing of it; what has no link is logged as it is.
	long := `{"a":"` + strings.Repeat("x", maxLogged-60) + `","url":"https://cdn.example/a?sig=` + strings.Repeat(secret, 10) + `"}`
	if text := loggable([]byte(long)); strings.Contains(text, secret) || strings.Contains(text, "sig=") {
		t.Error(text[maxLogged-80:])
	}
	for _, text := range []string{`{"a": "b?c", "d":[1.0,"\u00e9", "x\"?y"]}`, `["a`, `{"a":"\`, `who? me`, ``, `{"email":"a@b?c","@odata.type":"#x?y"}`} {
		if got := loggable([]byte(text)); got != text {
			t.Errorf("%s is logged as %s", text, got)
		}
	}
}

// What comes in place of an answer is not quoted by errors and logs: it may be anything.
func TestMalformedAnswersAreNotQuoted(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n"
	for name, text := range map[string]string{
		"a header line":    ok + "Set-Cookie " + secret + "\r\n\r\n",
		"the first header": ok + " " + secret + ": x\r\n\r\n",
		"a header's name":  ok + "X " + secret + ": x\r\n\r\n",
		"a status":         "HTTP/1.1 " + secret + " OK\r\n\r\n",
		"no HTTP":          "220 " + secret + " ESMTP\r\n\r\n",
		"a version":        "HTTP/" + secret + " 200 OK\r\n\r\n",
		"a length":         ok + "Content-Length: " + secret + "\r\n\r\n",
		"an encoding":      ok + "Transfer-Encoding: " + secret + "\r\n\r\n",
		"a trailer":        ok + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + secret + "\r\n\r\n",
		"a location":       "HTTP/1.1 302 Found\r\nLocation: http://[" + secret + "\r\n\r\n",
		"a monitor":        "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nLocation: http://[" + secret + "\r\n\r\n",
		"an inner line":    ok + "Content-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n" + secret + "\r\n\r\n",
		"an inner status":  ok + "Content-Type: application/http\r\n\r\nHTTP/1.1 " + secret + " OK\r\n\r\n",
	} {
		client, log := logged(t, raw(text), WithMaxRetryWait(time.Millisecond))
		at := client.Root().Child("things")
		_, single := newGet[*everything](at).Do(context.Background())
		if single != nil {
			_, single = Await[*everything](context.Background(), single)
		}
		_, polled := Await[*everything](context.Background(), &AcceptedError{Location: client.String() + "/things", RetryAfter: 1, client: client})
		_, download := newMedia(at).Download().Do(context.Background())
		for what, err := range map[string]error{"get": single, "poll": polled, "download": download} {
			if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, secret) {
				t.Errorf("%s, %s: the error says %s", name, what, text)
			}
		}
		if single == nil {
			t.Errorf("%s is no error", name)
		}
		if strings.Contains(strings.ReplaceAll(log.String(), `"body":"HTTP/`, ""), secret) {
			t.Errorf("%s: the log says %s", name, log)
		}
	}
	client := testClient(t, raw(ok+"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"+secret+"\r\n\r\n"))
	d, err := newMedia(client.Root()).Download().Do(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(d); err == nil || strings.Contains(err.Error(), secret) || !strings.Contains(err.Error(), "malformed") {
		t.Error(err)
	}
}

// A value with a line break would begin another header: it is refused wherever a header can be set, before anything is
// sent.
func TestHeadersThatAreRefused(t *testing.T) {
	ctx := context.Background()
	for _, header := range [][2]string{{"X-A", "a\r\nX-B: " + secret}, {"X-A", "a\n"}, {"X-A", "\x00"}, {"X-A", "\x7f"}, {"X A", ""}, {"", "a"}, {"X\r\nB", "a"}, {"X:", ""}, {"Ä", ""}} {
		name, value := header[0], header[1]
		client := testClient(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%q was sent: %v", header, r.Header) })
		at := client.Root().Child("a")
		var b, whole Batch
		Add(&b, newGet[*everything](at).Header(name, value))
		Add(&whole, newGet[*everything](at))
		whole.Header(name, value)
		_, list := newList[*everything](at).Header(name, value).Do(ctx)
		_, built := newDelete(at).Header(name, value).HTTP(ctx)
		_, option := NewClient("https://example.com", WithHeader(name, value))
		for what, err := range map[string]error{"list": list, "batch": b.Do(ctx), "the batch itself": whole.Do(ctx), "built": built, "client": option} {
			if err == nil || strings.Contains(err.Error(), secret) || !strings.Contains(err.Error(), "header") {
				t.Errorf("%s, %q: %v", what, header, err)
			}
		}
	}
	client := testClient(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("sent: %v", r.Header) })
	if err := newStream(client.Root()).Upload("text/plain\r\nX-B: c", strings.NewReader("a")).Do(ctx); err == nil {
		t.Error("a media type with a line break was taken")
	}
	var b Batch
	Add(&b, newUpdate(client.Root().Child("a"), &everything{}).IfMatch("\"a\r\n\""))
	if err := b.Do(ctx); err == nil || !strings.Contains(err.Error(), "If-Match") {
		t.Error(err)
	}
	fine := testClient(t, answers(204, "", ""))
	if err := newDelete(fine.Root()).Header("X-A", "tab\tand é").Do(ctx); err != nil {
		t.Error(err)
	}
}

// The text of an error keeps out what a link may hold.
func TestLinksInErrors(t *testing.T) {
	client := testClient(t, answers(200, jsonType, `{"value":[],"@odata.nextLink":"https://example.com/x?sig=`+secret+`#`+secret+`"}`))
	for _, err := range newList[*everything](client.Root()).Pages(context.Background()) {
		if err == nil {
			continue
		}
		var link *LinkError
		if !errors.As(err, &link) || !strings.Contains(link.Link, secret) || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), secret) {
			t.Errorf("%#v", err)
		}
	}
	for _, root := range []string{"https://u:" + secret + "@[", "https://x/?%" + secret, "ftp://x?" + secret, "https://u:" + secret + ":" + secret + "@x", "ftp://u:" + secret + "@x"} {
		if _, err := NewClient(root); err == nil || strings.Contains(err.Error(), secret) {
			t.Error(err)
		}
	}
}

// A response in a log is its status, in whatever form the log is.
func TestResponsesAreLoggedWithoutHeaders(t *testing.T) {
	var b strings.Builder
	response := Response{StatusCode: 200, Header: http.Header{"Set-Cookie": {secret}}}
	slog.New(slog.NewJSONHandler(&b, nil)).Info("done", "response", response)
	slog.New(slog.NewTextHandler(&b, nil)).Info("done", "response", &response)
	if text := b.String(); strings.Contains(text, secret) || strings.Count(text, "200 OK") != 2 {
		t.Error(text)
	}
}
