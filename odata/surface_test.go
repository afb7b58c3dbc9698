package odata

// This file tests the requests beyond create, read, update and delete on the wire: calls, properties, streams,
// references, deltas, batches.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// recorded is a client whose service records what it gets and gives one answer.
func recorded(t *testing.T, status int, contentType, body string, options ...Option) (*Client, func() string) {
	t.Helper()
	var got string
	c := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		got = strings.TrimSpace(r.Method + " " + r.URL.RequestURI() + " " + string(sent))
		answers(status, contentType, body)(w, r)
	}, options...)
	return c, func() string { return got }
}

const jsonType = "application/json"

func TestCalls(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name, answer, want, result string
		do                         func(Resource) (any, error)
	}{
		{"action", `{"value":7}`, `POST /v1/things/act {"a":1}`, "7", func(r Resource) (any, error) {
			return newAction[int32](r.Child("things").Call("act"), map[string]int{"a": 1}).Do(ctx)
		}},
		{"action without parameters", `{"value":["a","b"]}`, `POST /v1/things/act`, "[a b]", func(r Resource) (any, error) {
			page, err := newActionList[string](r.Child("things").Call("act"), nil).Do(ctx)
			return page.Items, err
		}},
		{"function", `{"@odata.context":"x","value":"2020-01-01"}`, `GET /v1/f(a='it''s%2F',b=2,n=null,ids=@ids)?@ids=%5B1,2%5D`, "2020-01-01", func(r Resource) (any, error) {
			return newFunction[edm.Date](r.Call("f", request.Argument{Name: "a", Value: urltext.LitString("it's/")}, request.Argument{Name: "b", Value: urltext.LitInt(2)}, request.Argument{Name: "x", Omit: true},
				request.Argument{Name: "n", Value: urltext.LitNull()}, request.Argument{Name: "ids", Value: urltext.LitJSON([]int{1, 2})})).Do(ctx)
		}},
		{"function with an entity", `{"text":"a","value":1}`, `GET /v1/f()`, "a", func(r Resource) (any, error) {
			e, err := newFunction[*everything](r.CallEmpty("f")).Do(ctx)
			return e.Text.Or(""), err
		}},
		{"count", "\ufeff42\n", `GET /v1/things/$count?$search=x`, "42", func(r Resource) (any, error) {
			return newCount(r.Child("things")).Search("x").Do(ctx)
		}},
		{"get value", `{"value":"x"}`, `GET /v1/a/name`, "x", func(r Resource) (any, error) {
			name, err := newValue[string](r.Child("a").Child("name")).Get().Do(ctx)
			return name.Value, err
		}},
		{"set value", ``, `PUT /v1/a/name {"value":"x"}`, "", func(r Resource) (any, error) {
			return "", newValue[string](r.Child("a").Child("name")).Set("x").Do(ctx)
		}},
		{"clear value", ``, `DELETE /v1/a/name`, "", func(r Resource) (any, error) {
			return "", newValue[string](r.Child("a").Child("name")).Clear().Do(ctx)
		}},
		{"raw value", `bare`, `GET /v1/a/name/$value`, "bare", func(r Resource) (any, error) { return newValue[string](r.Child("a").Child("name")).Raw().Do(ctx) }},
		{"references", `{"value":[{"@odata.id":"x"},null]}`, `GET /v1/a/members/$ref`, "x", func(r Resource) (any, error) {
			page, err := newRefs(r.Child("a").Child("members")).List().Do(ctx)
			return page.Items[0].ID.Value, err
		}},
		{"add reference", ``, `POST /v1/a/members/$ref {"@odata.id":"https://x/y"}`, "", func(r Resource) (any, error) {
			return "", newRefs(r.Child("a").Child("members")).Add("https://x/y").Do(ctx)
		}},
		{"remove reference", ``, `DELETE /v1/a/members/$ref?$id=https://x/y%3Fa%26b`, "", func(r Resource) (any, error) {
			return "", newRefs(r.Child("a").Child("members")).Remove("https://x/y?a&b").Do(ctx)
		}},
		{"get reference", `{"@odata.id":"http://h/x"}`, `GET /v1/a/owner/$ref`, "http://h/x", func(r Resource) (any, error) { return newRef(r.Child("a").Child("owner")).Get().Do(ctx) }},
		{"set reference", ``, `PUT /v1/a/owner/$ref {"@odata.id":"y"}`, "", func(r Resource) (any, error) {
			return "", newRef(r.Child("a").Child("owner")).Set("y").Do(ctx)
		}},
		{"path", `{"text":"a"}`, `GET /v1/drive/root:/a%20b/%C3%BC.txt:/children`, "a", func(r Resource) (any, error) {
			e, err := newGet[*everything](r.Child("drive").Child("root").PathTo("/a b/ü.txt").Child("children")).Do(ctx)
			return e.Text.Value, err
		}},
		{"path at the end", `{"text":"a"}`, `GET /v1/drive/root:/x`, "a", func(r Resource) (any, error) {
			e, err := newGet[*everything](r.Child("drive").Child("root").PathTo("x")).Do(ctx)
			return e.Text.Value, err
		}},
		{"escape hatch", `{"text":"a"}`, `GET /v1/me/x'(1)%20%25?$top=5&q=a%26b`, "a", func(r Resource) (any, error) {
			e, err := Get[*everything](ctx, clientOf(r), "/me/x'(1) %25?$top=5&q=a%26b")
			return e.Text.Value, err
		}},
		{"post", `{"value":1}`, `POST /v1/me/x {"a":1}`, "1", func(r Resource) (any, error) {
			return Post[int32](ctx, clientOf(r), "me/x", map[string]int{"a": 1})
		}},
		{"patch", `{}`, `PATCH /v1/me {"text":"a"}`, "<nil>", func(r Resource) (any, error) {
			_, err := Patch[*everything](ctx, clientOf(r), "me", &everything{Text: Some("a")})
			return nil, err
		}},
		{"delete", ``, `DELETE /v1/me`, "<nil>", func(r Resource) (any, error) { return nil, Delete(ctx, clientOf(r), "me") }},
	} {
		kind := jsonType
		if !strings.HasPrefix(c.answer, "{") {
			kind = "text/plain"
		}
		client, got := recorded(t, 200, kind, c.answer)
		result, err := c.do(client.Root())
		if err != nil || got() != c.want || fmt.Sprint(result) != c.result {
			t.Errorf("%s\n got  %s -> %v, %v\n want %s -> %s", c.name, got(), result, err, c.want, c.result)
		}
	}
}

func TestNothingIsSentToABadAddress(t *testing.T) {
	client, got := recorded(t, 200, jsonType, `{}`)
	root := client.Root()
	for _, at := range []Resource{
		root.Child("r").PathTo("a/../b"), root.Child("r").PathTo(""), root.Child("r").PathTo("a//b"), root.Call("f", request.Argument{Name: "x", Value: urltext.LitString("\xff")}),
		root.Call("f", request.Argument{Name: "x", Value: urltext.LitJSON(func() {})}), At(client, "a/../../b"), At(client, "https://evil.example/x"), At(client, "//evil.example/x"), At(client, "a/%2e%2e/b"), At(client, "a%zz"), At(client, "a?b=%zz"),
	} {
		if _, err := newGet[*everything](at).Do(context.Background()); err == nil {
			t.Errorf("%s was sent", at)
		}
	}
	if got() != "" {
		t.Errorf("sent %s", got())
	}
}

func TestStreams(t *testing.T) {
	ctx := context.Background()
	big := strings.Repeat("x", 1<<20)
	client, got := recorded(t, 200, "image/png", big, WithMaxBody(10))
	d, err := newMedia(client.Root().Child("photo")).Download().Do(ctx)
	if err != nil || d.ContentType != "image/png" || d.Length != -1 {
		t.Fatalf("%+v %v", d, err)
	}
	if data, err := io.ReadAll(d); err != nil || len(data) != len(big) || d.Close() != nil || got() != "GET /v1/photo/$value" {
		t.Errorf("%d bytes, %v, %s", len(data), err, got())
	}
	client, got = recorded(t, 201, jsonType, `{"text":"made"}`)
	var made everything
	if err := newStream(client.Root().Child("content")).Upload("text/plain", strings.NewReader("data")).DoInto(ctx, &made); err != nil || made.Text.Or("") != "made" || got() != "PUT /v1/content data" {
		t.Errorf("%v %v %s", made.Text, err, got())
	}
	if err := newStream(client.Root()).Upload("text/plain", nil).Do(ctx); err == nil {
		t.Error("an upload of nil was sent")
	}
	client, _ = recorded(t, 404, jsonType, `{"error":{"code":"gone","message":"no"}}`)
	if _, err := newStream(client.Root()).Download().Do(ctx); !IsNotFound(err) {
		t.Error(err)
	}
}

// A service that knows no ranges sends the whole stream: the part that was asked for is what the program reads.
func TestRanges(t *testing.T) {
	const text = "0123456789"
	for _, c := range []struct {
		first, last int64
		partial     bool
		length      int64
		want        string
	}{
		{2, 4, true, 3, "234"},
		{2, 4, false, 3, "234"},
		{0, 0, false, 1, "0"},
		{7, -1, false, 3, "789"},
		{8, 99, false, 2, "89"},
		{10, -1, false, 0, ""},
	} {
		client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
			if c.partial {
				http.ServeContent(w, r, "", time.Time{}, strings.NewReader(text))
				return
			}
			answers(200, "text/plain", text)(w, r)
		})
		d, err := newMedia(client.Root()).Download().Range(c.first, c.last).Header("X", "y").Do(context.Background())
		if err != nil {
			t.Errorf("%+v: %v", c, err)
			continue
		}
		if data, err := io.ReadAll(d); string(data) != c.want || d.Length != c.length || err != nil || d.Close() != nil {
			t.Errorf("%+v: read %q of length %d, %v", c, data, d.Length, err)
		}
	}
	client, _ := recorded(t, 200, "text/plain", text)
	if _, err := newMedia(client.Root()).Download().Range(11, -1).Do(context.Background()); err == nil || !strings.Contains(err.Error(), "the stream has only 10 bytes, but should be read from byte 11 on") {
		t.Errorf("a part behind the end: %v", err)
	}
}

func TestRangesTellWhereTheyBegin(t *testing.T) {
	content := strings.Repeat("0123456789", 10)
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/whole" {
			r.Header.Del("Range")
		}
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(content))
	})
	for _, c := range []struct {
		path          string
		first, last   int64
		want          string
		offset, total int64
	}{
		{"a", 10, 14, "01234", 10, 100},
		{"a", 98, -1, "89", 98, 100},
		{"a", -3, -1, "789", 97, 100},
		{"whole", 10, 14, "01234", 10, 100},
		{"whole", -3, -1, "789", 97, 100},
	} {
		d, err := newStream(client.Root().Child(c.path)).Download().Range(c.first, c.last).Do(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(d)
		if err != nil || string(data) != c.want || d.Offset != c.offset || d.Total != c.total || d.Close() != nil {
			t.Errorf("%+v: %q from %d of %d, %v", c, data, d.Offset, d.Total, err)
		}
	}
	_, err := newStream(client.Root()).Download().Range(200, -1).Do(context.Background())
	if !hasStatus(err, 416) {
		t.Error(err)
	}
	for text, want := range map[string][2]int64{"": {0, -1}, "bytes 1-2/*": {1, -1}, "bytes */5": {0, 5}, "x": {0, -1}} {
		if offset, total := contentRange(text); offset != want[0] || total != want[1] {
			t.Errorf("%q: %d %d", text, offset, total)
		}
	}
}

// failing is a body that breaks off.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestUploadsThatCannotBeRewoundAreSentOnce(t *testing.T) {
	var tries atomic.Int32
	var bodies []string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(body))
		w.Header().Set("Retry-After", "0")
		if tries.Add(1) < 3 {
			w.WriteHeader(429)
			return
		}
		w.WriteHeader(204)
	})
	ctx := context.Background()
	reader := strings.NewReader("..data")
	_, _ = io.CopyN(io.Discard, reader, 2)
	if err := newStream(client.Root()).Upload("text/plain", reader).Do(ctx); err != nil || tries.Load() != 3 || strings.Join(bodies, " ") != "data data data" {
		t.Errorf("%v after %d tries: %q", err, tries.Load(), bodies)
	}
	tries.Store(0)
	if err := newStream(client.Root()).Upload("text/plain", io.MultiReader(strings.NewReader("data"))).Do(ctx); !IsThrottled(err) || tries.Load() != 1 {
		t.Errorf("%v after %d tries", err, tries.Load())
	}
	if err := newStream(client.Root()).Upload("text/plain", failing{}).Do(ctx); err == nil || !strings.Contains(err.Error(), "the disk is gone") {
		t.Error(err)
	}
}

func TestDelta(t *testing.T) {
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.RawQuery {
		case "$select=name":
			answers(200, jsonType, `{"value":[{"text":"a"},{"id":"2","@removed":{"reason":"deleted"}}],"@odata.nextLink":"delta?n=2"}`)(w, r)
		case "n=2":
			answers(200, jsonType, `{"value":[{"@odata.context":"x#things/$deletedEntity","id":"3","reason":"changed"},{"id":"4","@odata.removed":{}},null,{"@context":"#things/$link","source":"things/1","relationship":"x","target":"things/2"},{"@odata.context":"#things/$deletedLink","source":"things/1","relationship":"x","target":"things/3"}],"@odata.deltaLink":"delta?t=1"}`)(w, r)
		case "t=1":
			answers(200, jsonType, `{"value":[],"@odata.deltaLink":"delta?t=2"}`)(w, r)
		}
	})
	request := newDelta[*everything](client.Root().Call("delta"))
	changes, link, err := request.Select(propName).All(context.Background())
	if err != nil || link != client.String()+"/delta?t=1" || len(changes) != 7 {
		t.Fatalf("%+v %s %v", changes, link, err)
	}
	var all []string
	for _, c := range changes {
		if c.Link != nil {
			all = append(all, fmt.Sprint(c.Removed, *c.Link))
			continue
		}
		all = append(all, fmt.Sprint(c.Removed, c.Reason, c.ID, c.Item != nil))
	}
	if got := strings.Join(all, " | "); got != "falsetrue | truedeleted2true | truechanged3false | true4true | falsefalse | false {things/1 things/2 x} | true {things/1 things/3 x}" {
		t.Error(got)
	}
	if _, link, err = request.From(link).All(context.Background()); err != nil || link != client.String()+"/delta?t=2" {
		t.Error(link, err)
	}
}

func TestAwait(t *testing.T) {
	var asked atomic.Int32
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/v1/act", asked.Add(1) < 3:
			w.Header().Set("Location", "http://"+r.Host+"/v1/monitor")
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(202)
		default:
			answers(200, jsonType, `{"text":"done"}`)(w, r)
		}
	}, WithMaxRetryWait(time.Millisecond))
	ctx := context.Background()
	result, err := newAction[*everything](client.Root().Call("act"), nil).Do(ctx)
	var pending *AcceptedError
	if !errors.As(err, &pending) || pending.Location == "" || result != nil {
		t.Fatalf("%v %v", result, err)
	}
	if result, err = Await[*everything](ctx, err); err != nil || result.Text.Or("") != "done" || asked.Load() != 3 {
		t.Errorf("%v %v", result, err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Await[*everything](stopped, pending); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	other := errors.New("other")
	if _, err := Await[int](ctx, other); err != other {
		t.Error(err)
	}
	client, _ = recorded(t, 202, "", "")
	if err := newActionNone(client.Root().Call("sendMail"), nil).Do(ctx); err != nil {
		t.Error("a 202 without a monitor is a success:", err)
	}
}

// The forms in which a status monitor gives the result (OData Protocol 4.01, section 11.6; 4.0, section 11.6).
func TestMonitors(t *testing.T) {
	const inner = "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
	fault := `{"error":{"code":"Broken","message":"no"}}`
	for name, c := range map[string]struct {
		header http.Header
		status int
		body   string
		want   string
		check  func(error) bool
	}{
		"the result":             {http.Header{"Content-Type": {jsonType}}, 200, `{"text":"done"}`, "done", nil},
		"with its status":        {http.Header{"Content-Type": {jsonType}, "Asyncresult": {"201"}}, 200, `{"text":"done"}`, "done", nil},
		"an error's status":      {http.Header{"Content-Type": {jsonType}, "Asyncresult": {"409"}}, 200, fault, "Broken: no", IsConflict},
		"a whole response":       {http.Header{"Content-Type": {"application/http"}}, 200, fmt.Sprintf(inner, "200 OK", 15, `{"text":"done"}`), "done", nil},
		"a whole error":          {http.Header{"Content-Type": {"application/http"}}, 200, fmt.Sprintf(inner, "404 No", len(fault), fault), "Broken: no", IsNotFound},
		"half a response":        {http.Header{"Content-Type": {"application/http"}}, 200, fmt.Sprintf(inner, "200 OK", 99, "{"), "unexpected EOF", nil},
		"no response":            {http.Header{"Content-Type": {"application/http"}}, 200, "what", "malformed", nil},
		"no result":              {nil, 204, "", "", nil},
		"nothing":                {nil, 200, "", "", nil},
		"it is gone":             {http.Header{"Content-Type": {jsonType}}, 404, fault, "Broken: no", IsNotFound},
		"another kind of result": {http.Header{"Content-Type": {"text/html"}}, 200, "<p>", "not JSON", nil},
	} {
		var asked atomic.Int32
		client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
			switch asked.Add(1) {
			case 1:
				w.Header().Set("Location", "/v1/monitor/1")
				w.WriteHeader(202)
			case 2: // moves, and says what it does
				w.Header().Set("Location", "/v1/monitor/2")
				w.WriteHeader(202)
				fmt.Fprint(w, `{"percent":50}`)
			case 3: // stays
				w.WriteHeader(202)
			default:
				if r.URL.Path != "/v1/monitor/2" {
					t.Errorf("%s: asked %s", name, r.URL.Path)
				}
				for k, v := range c.header {
					w.Header()[k] = v
				}
				w.WriteHeader(c.status)
				fmt.Fprint(w, c.body)
			}
		}, WithMaxRetryWait(time.Millisecond))
		_, err := newAction[*everything](client.Root().Call("act"), nil).Prefer(RespondAsync).Do(context.Background())
		result, err := Await[*everything](context.Background(), err)
		got := ""
		switch {
		case err != nil:
			got = err.Error()
		case result != nil:
			got = result.Text.Or("")
		}
		if !strings.Contains(got, c.want) || (c.want == "") != (got == "") || c.check != nil && !c.check(err) || asked.Load() != 4 {
			t.Errorf("%s: %s after %d requests, want %s", name, got, asked.Load(), c.want)
		}
	}
	// So may a page.
	var asked atomic.Int32
	paged := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			w.Header().Set("Location", "/v1/monitor")
			w.WriteHeader(202)
			return
		}
		answers(200, jsonType, `{"value":[{"text":"a"}],"@odata.nextLink":"things?n=2"}`)(w, r)
	}, WithMaxRetryWait(time.Millisecond))
	page, err := newList[*everything](paged.Root().Child("things")).Prefer(RespondAsync).Do(context.Background())
	if page != nil || err == nil {
		t.Fatal(page, err)
	}
	if page, err = AwaitPage[*everything](context.Background(), err); err != nil || len(page.Items) != 1 || page.NextLink != paged.String()+"/things?n=2" {
		t.Error(page, err)
	}
	late := testClient(t, answers(200, jsonType, `{"text":"a"}`), WithMaxRetryWait(time.Millisecond))
	var unusable *AnswerError
	if page, err = AwaitPage[*everything](context.Background(), &AcceptedError{Location: "/v1/monitor", client: late}); !errors.As(err, &unusable) {
		t.Errorf("what is no collection is the page %v, %v", page, err)
	}
	other := errors.New("other")
	if _, err := AwaitPage[int](context.Background(), other); err != other {
		t.Error(err)
	}
	// Downloads and bare values may come later too.
	client := testClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/v1/monitor")
		w.WriteHeader(202)
	})
	var pending *AcceptedError
	if _, err := newStream(client.Root()).Download().Do(context.Background()); !errors.As(err, &pending) {
		t.Error(err)
	}
	if _, err := newValue[string](client.Root()).Raw().Do(context.Background()); !errors.As(err, &pending) {
		t.Error(err)
	}
}

func TestLogging(t *testing.T) {
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	client, _ := recorded(t, 200, jsonType, `{"text":"private"}`, WithLogger(logger), withSecret(), WithHeader("X-Key", "hidden-key"))
	if _, err := newGet[*everything](client.Root().Child("a")).Query("q", "hidden-query").Do(context.Background()); err != nil {
		t.Fatal(err)
	}
	text := log.String()
	for _, never := range []string{secret, "hidden", "private"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is in the log: %s", never, text)
		}
	}
	if !strings.Contains(text, "method=GET path=/v1/a") || !strings.Contains(text, "status=200") {
		t.Error(text)
	}
	log.Reset()
	client, _ = recorded(t, 200, jsonType, `{"text":"private"}`, WithLogger(logger), WithBodyLogging())
	if _, err := getThing(client); err != nil || !strings.Contains(log.String(), "private") {
		t.Error(err, log.String())
	}
	if _, err := newCreate(client.Root(), &everything{Text: Some("own")}).Do(context.Background()); err != nil || !strings.Contains(log.String(), `{\"text\":\"own\"}`) {
		t.Error("the body of the request is not logged:", err, log.String())
	}
	// Faults are logged without the query, which a url.Error repeats; so are attempts that follow.
	log.Reset()
	var tries atomic.Int32
	client = testClient(t, func(w http.ResponseWriter, r *http.Request) {
		if tries.Add(1) == 1 {
			w.WriteHeader(503)
			return
		}
		http.Redirect(w, r, "http://127.0.0.1:1/elsewhere?q=hidden-link", http.StatusFound)
	}, WithLogger(logger), withSecret(), WithMaxRetryWait(time.Millisecond), WithRetries(1))
	_, err := newGet[*everything](client.Root().Child("a")).Query("q", "hidden-query").Do(context.Background())
	if text := log.String(); err == nil || strings.Contains(text, "hidden") || strings.Contains(text, secret) || !strings.Contains(text, "sent again") || !strings.Contains(text, "level=WARN") {
		t.Error(err, text)
	}
}

func TestChanges(t *testing.T) {
	read := func(text string) *everything {
		var e everything
		if err := Unmarshal([]byte(text), &e); err != nil {
			t.Fatal(err)
		}
		return &e
	}
	const text = `{"@odata.etag":"W/\"1\"","@odata.type":"#x.y","text":"a","int":1.0,"double":1.50,"when":"2020-01-01T00:00:00.0Z","texts":["a",null],"state":{"deviceId":"d","userId":"u"},"later":1,"gone":2}`
	before := read(text)
	for _, c := range []struct {
		name, want string
		change     func(*everything)
	}{
		{"nothing", `{"@odata.type":"#x.y"}`, func(*everything) {}},
		{"the same values", `{"@odata.type":"#x.y"}`, func(e *everything) {
			e.Text, e.Int, e.Double, e.When = Some("a"), Some(int32(1)), Some(1.5), Some(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
		}},
		{"a value", `{"@odata.type":"#x.y","text":"b"}`, func(e *everything) { e.Text = Some("b") }},
		{"null", `{"@odata.type":"#x.y","text":null}`, func(e *everything) { e.Text = Null[string]() }},
		{"absent", `{"@odata.type":"#x.y","text":null}`, func(e *everything) { e.Text = Opt[string]{} }},
		{"a collection", `{"@odata.type":"#x.y","texts":["a"]}`, func(e *everything) { e.Texts = Some([]string{"a"}) }},
		{"nested", `{"@odata.type":"#x.y","state":{"deviceId":"e","userId":null}}`, func(e *everything) {
			state := *e.State.Or(nil)
			state.DeviceID, state.UserID = Some("e"), Opt[string]{}
			e.State = Some(&state)
		}},
		{"undeclared", `{"@odata.type":"#x.y","later":2,"new@odata.bind":"x","gone":null}`, func(e *everything) {
			_ = e.Extra.SetMember("later", 2)
			_ = e.Extra.SetMember("new@odata.bind", "x")
			e.Extra.DeleteMember("gone")
		}},
	} {
		after, err := Clone(before)
		if err != nil {
			t.Fatal(err)
		}
		c.change(after)
		patch, err := Changes(before, after)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Marshal(patch)
		if err != nil || string(got) != c.want {
			t.Errorf("%s\n got  %s %v\n want %s", c.name, got, err, c.want)
		}
		r, err := newUpdate(testClient(t, nil).Root().Child("x"), patch).HTTP(context.Background())
		if err != nil || r.Header.Get("If-Match") != `W/"1"` {
			t.Errorf("%s: If-Match is %q, %v", c.name, r.Header.Get("If-Match"), err)
		}
	}
	if got, _ := Marshal(before); string(got) != text {
		t.Errorf("before was changed: %s", got)
	}
}

// The ETag goes from what was read to what is updated, whether it came in the body or in the header, and whatever
// happens in between.
// What a program has made can be sent to many entities: an ETag that it gets on the way is that of one of them.
func TestOneChangeForManyEntities(t *testing.T) {
	ctx := context.Background()
	var matched []string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		matched = append(matched, r.Header.Get("If-Match"))
		w.Header().Set("ETag", `W/"`+strconv.Itoa(len(matched))+`"`)
		w.WriteHeader(204)
	})
	change := &everything{Text: Some("a")}
	for _, name := range []string{"one", "two", "two", "one", "one"} {
		if _, err := newUpdate(client.Root().Child(name), change).Do(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"", "", `W/"2"`, "", `W/"4"`}; !slices.Equal(matched, want) {
		t.Errorf("If-Match is %q, want %q", matched, want)
	}
	if change.Extra.ETag() != `W/"5"` {
		t.Errorf("the value has the ETag %s", change.Extra.ETag())
	}
}

func TestETagsAreCarried(t *testing.T) {
	ctx := context.Background()
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `W/"header"`)
		if r.URL.Path == "/v1/things" {
			answers(200, jsonType, `{"value":[{"@odata.etag":"W/\"one\"","text":"a"},{"@etag":"W/\"two\""},null,{}]}`)(w, r)
			return
		}
		answers(200, jsonType, map[string]string{"/v1/body": `{"@odata.etag":"W/\"body\"","text":"a"}`, "/v1/header": `{"text":"a"}`}[r.URL.Path])(w, r)
	})
	match := ""
	matched := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		match = r.Header.Get("If-Match")
		w.WriteHeader(204)
	})
	sent := func(r UpdateRequest[*everything]) string {
		h, err := r.HTTP(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(h.Header.Get("If-Match") + " " + h.Header.Get("If-None-Match"))
	}
	for _, name := range []string{"body", "header"} {
		at, want := client.Root().Child(name), `W/"`+name+`"`
		before, err := newGet[*everything](at).Do(ctx)
		if err != nil || before.Extra.ETag() != want {
			t.Fatalf("%s: %q %v", name, before.Extra.ETag(), err)
		}
		after, err := Clone(before)
		if err != nil || after.Extra.ETag() != want {
			t.Fatalf("%s: a clone has %q, %v", name, after.Extra.ETag(), err)
		}
		after.Text = Null[string]()
		patch, err := Changes(before, after)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(Bind(patch, propX, "things/2"), patch.Extra.SetMember("gone", 1)); err != nil {
			t.Fatal(err)
		}
		patch.Extra.DeleteMember("gone")
		patch.Extra.SetODataType("x.y")
		for what, body := range map[string]*everything{"the same": before, "a clone": after, "changes": patch} {
			if got := sent(newUpdate(at, body)); got != want {
				t.Errorf("%s, %s: If-Match is %s", name, what, got)
			}
			if got := sent(newUpdate(at, body).IfMatch("*")); got != "*" {
				t.Errorf("%s, %s: If-Match is %s", name, what, got)
			}
			if got := sent(newUpdate(at, body).IfNoneMatch("*")); got != "*" {
				t.Errorf("%s, %s: an upsert that only creates has %s", name, what, got)
			}
		}
		for what, send := range map[string]func() error{
			"Patch": func() error { _, err := Patch[*everything](ctx, matched, name, before); return err },
			"Put":   func() error { _, err := Put[*everything](ctx, matched, name, before); return err },
		} {
			if err := send(); err != nil || match != want {
				t.Errorf("%s, %s: If-Match is %s, %v", name, what, match, err)
			}
		}
		if text, err := Marshal(patch); err != nil || strings.Contains(string(text), "etag") || string(text) != `{"@odata.type":"#x.y","text":null,"x@odata.bind":"things/2"}` {
			t.Errorf("%s %v", text, err)
		}
	}
	var tags []string
	for item, err := range newList[*everything](client.Root().Child("things")).All(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if item == nil {
			tags = append(tags, "null")
			continue
		}
		tags = append(tags, item.Extra.ETag())
	}
	if got := strings.Join(tags, " "); got != `W/"one" W/"two" null ` {
		t.Error(got)
	}
}

func TestDeepInsertAndBind(t *testing.T) {
	group := &everything{Text: Some("g")}
	if err := errors.Join(
		Bind(group, propX, RefTo(testClient(t, nil).Root().Child("things").Key(urltext.LitString("a b")))),
		Bind(group, propMails, "messages/1", "messages/2"),
		Bind(group, filter.NavigationCollection[*everything, *message]{Name: "none"}),
		group.Extra.SetMember("to", []*everything{{Text: Some("new")}}),
	); err != nil {
		t.Fatal(err)
	}
	text, err := Marshal(group)
	if want := `/v1/things/a%20b","mails@odata.bind":["messages/1","messages/2"],"none@odata.bind":[],"to":[{"text":"new"}]}`; err != nil || !strings.HasSuffix(string(text), want) ||
		!strings.HasPrefix(string(text), `{"text":"g","x@odata.bind":"http://127.0.0.1:`) {
		t.Errorf("%s %v", text, err)
	}
	var nobody *everything
	type forgetting struct{ Text Opt[string] }
	forgetful := new(forgetting)
	for what, err := range map[string]error{
		"none":     Bind(group, propX),
		"two":      Bind(group, propX, "a", "b"),
		"nil":      Bind(nil, propX, "a"),
		"nil too":  Bind(nobody, propX, "a"),
		"a struct": Bind(forgetful, filter.NavigationProperty[*forgetting, *everything]{Name: "x"}, "a"),
		"no name":  Bind(group, filter.NavigationCollection[*everything, *message]{}, "a"),
		"nothing":  Bind(group, propMails, "a", RefTo(Resource{})),
	} {
		if err == nil {
			t.Errorf("one entity was bound to %s", what)
		}
	}
}

// OData 4.01 leaves the prefix out; a service may count in strings.
func TestCounts(t *testing.T) {
	for text, want := range map[string]int64{`{"@odata.count":7,"value":[]}`: 7, `{"@count":8,"value":[]}`: 8, `{"@odata.count":"9","value":[]}`: 9, `{"value":[]}`: -1} {
		client, got := recorded(t, 200, jsonType, text)
		page, err := newList[*everything](client.Root().Child("a")).Count().Prefer(PageSize(5)).Do(context.Background())
		if err != nil || (page.Count == nil) != (want < 0) || page.Count != nil && *page.Count != want || got() != "GET /v1/a?$count=true" {
			t.Errorf("%s: %+v %v", text, page, err)
		}
	}
	client, got := recorded(t, 200, "text/plain", "3")
	n, err := newCount(client.Root().Child("a")).Header("ConsistencyLevel", "eventual").Filter(filter.Eq(propName, "a/b")).Search("x").Query("q", "1").Do(context.Background())
	if err != nil || n != 3 || got() != "GET /v1/a/$count?$filter=name%20eq%20'a%2Fb'&$search=x&q=1" {
		t.Error(n, err, got())
	}
}

func TestBatch(t *testing.T) {
	ctx := context.Background()
	var batches []string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		batches = append(batches, string(body))
		if r.URL.Path != "/v1/$batch" {
			t.Errorf("sent to %s", r.URL.Path)
		}
		switch len(batches) {
		case 1:
			answers(200, jsonType, `{"responses":[
				{"id":"2","status":404,"headers":{"request-id":"r"},"body":{"error":{"code":"NotFound","message":"none"}}},
				{"id":"1","status":200,"headers":{"Content-Type":"application/json"},"body":{"text":"one"}},
				{"id":"3","status":429,"headers":{"Retry-After":"0"},"body":{}}]}`)(w, r)
		case 2:
			answers(200, jsonType, `{"responses":[{"id":"3","status":201,"body":{"text":"three"}}]}`)(w, r)
		case 3:
			answers(200, jsonType, `{"responses":[{"id":"4","status":204}]}`)(w, r)
		}
	}, withSecret(), WithMaxRetryWait(time.Millisecond))
	var b Batch
	b.Limit(3)
	things := client.Root().Child("things")
	one := Add(&b, newGet[*everything](things.Key(urltext.LitString("a/b"))).Select(propName))
	two := Add(&b, newList[*everything](things).Top(1))
	three := Add(&b, newCreate(things, &everything{Text: Some("x")}).Header("Prefer", "return=representation"), one)
	four := Add(&b, newDelete(things.Key(urltext.LitString("4"))), one)
	five := Add(&b, newDelete(things.Key(urltext.LitString("5"))), two)
	if _, err := one.Result(); err == nil {
		t.Error("a result before the batch was sent")
	}
	if err := b.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if e, err := one.Result(); err != nil || e.Text.Or("") != "one" {
		t.Error(e, err)
	}
	if _, err := two.Result(); !IsNotFound(err) || !strings.Contains(err.Error(), "NotFound: none (request r)") {
		t.Error(err)
	}
	if e, err := three.Result(); err != nil || e.Text.Or("") != "three" {
		t.Error(e, err)
	}
	if _, err := four.Result(); err != nil {
		t.Error(err)
	}
	var fault *BatchError
	if _, err := five.Result(); !errors.As(err, &fault) || fault.ID != "5" {
		t.Error(err)
	}
	want := []string{
		`{"requests":[{"id":"1","method":"GET","url":"/things/a%2Fb?$select=name"},{"id":"2","method":"GET","url":"/things?$top=1"},` +
			`{"id":"3","method":"POST","url":"/things","headers":{"content-type":"application/json","prefer":"return=representation"},"body":{"text":"x"},"dependsOn":["1"]}]}`,
		`{"requests":[{"id":"3","method":"POST","url":"/things","headers":{"content-type":"application/json","prefer":"return=representation"},"body":{"text":"x"}}]}`,
		`{"requests":[{"id":"4","method":"DELETE","url":"/things/4"}]}`,
	}
	for i := range want {
		if i >= len(batches) || strings.ReplaceAll(batches[i], `\u0026`, "&") != want[i] {
			t.Errorf("batch %d\n got  %s\n want %s", i+1, batches[min(i, len(batches)-1)], want[i])
		}
	}
	if len(batches) != len(want) || b.Do(ctx) == nil {
		t.Errorf("%d batches; a second Do must be an error", len(batches))
	}
}

// A count is text, and text is a JSON string in a batch; some services answer with the number. If-Match is found by its
// name in lower case.
func TestBatchTextAndHeaders(t *testing.T) {
	client, sent := recorded(t, 200, jsonType, `{"responses":[
		{"id":"1","status":200,"headers":{"content-type":"text/plain"},"body":"12"},
		{"id":"2","status":200,"headers":{"Content-Type":"text/plain;charset=utf-8"},"body":13},
		{"id":"3","status":412,"headers":{"content-type":"text/plain"},"body":"too \"late\""}]}`,
		WithHeader("ConsistencyLevel", "eventual"), WithHeader("Authorization", "Basic secret"))
	var b Batch
	things := client.Root().Child("things")
	one, two := Add(&b, newCount(things)), Add(&b, newCount(things))
	three := Add(&b, newDelete(things.Key(urltext.LitString("1"))).IfMatch(`W/"1"`))
	if err := b.Do(context.Background()); err != nil {
		t.Fatal(err)
	}
	if n, err := one.Result(); n != 12 || err != nil {
		t.Errorf("the count is %d, %v", n, err)
	}
	if n, err := two.Result(); n != 13 || err != nil {
		t.Errorf("the count is %d, %v", n, err)
	}
	if _, err := three.Result(); !IsPreconditionFailed(err) || !strings.Contains(err.Error(), `too "late"`) {
		t.Error(err)
	}
	if !strings.Contains(sent(), `"headers":{"consistencylevel":"eventual","if-match":"W/\"1\""}`) || strings.Contains(sent(), "secret") {
		t.Errorf("sent %s", sent())
	}
}

// A request that waits for one that was not sent is not sent either, and nothing names it.
func TestBatchChains(t *testing.T) {
	var batches []string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		batches = append(batches, string(body))
		if r.Header.Get("Prefer") != "odata.continue-on-error" || r.Header.Get("X-A") != "b" {
			t.Errorf("headers %v", r.Header)
		}
		if len(batches) == 1 {
			answers(200, jsonType, `{"responses":[{"id":"1","status":500},{"id":"2","status":204}]}`)(w, r)
			return
		}
		answers(200, jsonType, `{"responses":[{"id":"5","status":204},{"id":"6","status":200,"headers":{"content-type":"text/plain"},"body":"42"}]}`)(w, r)
	})
	at := client.Root().Child("a")
	var b, other Batch
	b.Limit(2)
	b.Header("x-a", "b")
	foreign := Add(&other, newDelete(at))
	one, two := Add(&b, newDelete(at)), Add(&b, newDelete(at))
	three := Add(&b, newDelete(at), one)
	four := Add(&b, newDelete(at), three)
	five := Add(&b, newDelete(at), two)
	six := Add(&b, newCount(at), five)
	seven := Add(&b, newDelete(at), four, six)
	eight := Add(&b, newDelete(at), foreign)
	if err := b.Do(context.Background()); err != nil {
		t.Fatal(err)
	}
	for n, a := range map[string]*Answer[None]{"1": one, "3": three, "4": four, "7": seven, "8": eight} {
		_, err := a.Result()
		var fault *BatchError
		if err == nil || errors.As(err, &fault) != (n != "1") || n != "1" && (fault.ID != n || !strings.Contains(err.Error(), "not sent")) {
			t.Errorf("%s: %v", n, err)
		}
	}
	if n, err := six.Result(); n != 42 || err != nil {
		t.Error(n, err)
	}
	if len(batches) != 2 || batches[1] != `{"requests":[{"id":"5","method":"DELETE","url":"/a"},{"id":"6","method":"GET","url":"/a/$count","dependsOn":["5"]}]}` {
		t.Errorf("%q", batches)
	}
}

// A bare value is a JSON string in a batch; null has no content.
func TestBareValuesInBatches(t *testing.T) {
	client, got := recorded(t, 200, jsonType, `{"responses":[{"id":"1","status":200,"headers":{"Content-Type":"text/plain;charset=utf-8"},"body":"say \"hi\""},{"id":"2","status":204}]}`)
	var b Batch
	one := Add(&b, newValue[string](client.Root().Child("name")).Raw())
	two := Add(&b, newValue[string](client.Root().Child("none")).Raw())
	if err := b.Do(context.Background()); err != nil {
		t.Fatal(err)
	}
	if text, err := one.Result(); err != nil || text != `say "hi"` {
		t.Error(text, err)
	}
	if text, err := two.Result(); err != nil || text != "" {
		t.Error(text, err)
	}
	if !strings.Contains(got(), `{"id":"1","method":"GET","url":"/name/$value","headers":{"accept":"text/plain, */*"}}`) {
		t.Error(got())
	}
}

// Forty-five requests are three batches; one that is throttled by a date is sent again, alone; the ETag comes from the
// part's header.
func TestLargeBatches(t *testing.T) {
	var sizes []int
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		var in struct{ Requests []struct{ ID string } }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			t.Error(err)
		}
		sizes = append(sizes, len(in.Requests))
		var out []string
		for _, one := range in.Requests {
			answer := `{"id":"` + one.ID + `","status":200,"headers":{"Content-Type":"application/json","ETag":"W/\"` + one.ID + `\""},"body":{"text":"` + one.ID + `"}}`
			switch {
			case one.ID == "30" && len(in.Requests) > 1:
				answer = `{"id":"30","status":429,"headers":{"retry-after":"Wed, 21 Oct 2015 07:28:00 GMT"}}`
			case one.ID == "7":
				answer = `{"id":"7","status":200,"body":null}`
			}
			out = append(out, answer)
		}
		answers(200, jsonType, `{"responses":[`+strings.Join(out, ",")+`]}`)(w, r)
	}, WithMaxRetryWait(time.Millisecond))
	var b Batch
	var all []*Answer[*everything]
	for i := range 45 {
		all = append(all, Add(&b, newGet[*everything](client.Root().Child("a").Key(urltext.LitInt(int64(i))))))
	}
	if err := b.Do(context.Background()); err != nil || fmt.Sprint(sizes) != "[20 20 1 5]" {
		t.Fatal(sizes, err)
	}
	for i, a := range all {
		e, err := a.Result()
		id := fmt.Sprint(i + 1)
		var empty *AnswerError
		if id == "7" {
			if !errors.As(err, &empty) {
				t.Errorf("an empty answer is %v, %v", e, err)
			}
			continue
		}
		if err != nil || e.Text.Or("") != id || e.Extra.ETag() != `W/"`+id+`"` {
			t.Errorf("%s: %v %v", id, e, err)
		}
	}
}

func TestBatchAnswersThatDoNotFit(t *testing.T) {
	for answer, want := range map[string]string{
		`{"responses":[{"id":"1","status":200,"body":{}}]}`:                                                                "request 2 of the batch: there is no answer to it",
		`{"responses":[{"id":"1","status":200,"body":{}},{"id":"1","status":200,"body":{}},{"id":"2","status":204}]}`:      "request 1 of the batch: there are two answers to it",
		`{"responses":[{"id":"1","status":200,"body":{}},{"id":"9","status":200,"body":{}},{"id":"2","status":204},null]}`: "request 9 of the batch: there is an answer, but no such request was sent",
		`{}`:   "request 1 of the batch: there is no answer to it",
		`[`:    "unexpected end of JSON",
		`null`: "request 1 of the batch",
	} {
		client, _ := recorded(t, 200, jsonType, answer)
		var b Batch
		Add(&b, newGet[*everything](client.Root().Child("a")))
		two := Add(&b, newDelete(client.Root().Child("b")))
		err := b.Do(context.Background())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", answer, err, want)
		}
		if _, err := two.Result(); (err == nil) != strings.Contains(answer, `"id":"2"`) {
			t.Errorf("%s: the second result is %v", answer, err)
		}
	}
	var b, none Batch
	Add(&b, newDelete(Resource{}))
	if err := b.Do(context.Background()); !errors.Is(err, errNoClient) {
		t.Error(err)
	}
	if err := none.Do(context.Background()); err != nil {
		t.Error(err)
	}
	var zero GetRequest[*everything]
	for _, request := range []Batchable[*everything]{nil, zero} {
		var b Batch
		answer := Add(&b, request)
		if err := b.Do(context.Background()); !errors.Is(err, errNoClient) {
			t.Error(err)
		}
		if _, err := answer.Result(); err == nil {
			t.Error("there is an answer to no request")
		}
	}
}
