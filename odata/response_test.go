package odata

// This file tests what requests tell of their answers besides the result: status, headers, ids, ETags.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Every kind of request hands out the status and the headers of its answer, whether it succeeds or not.
func TestEveryRequestHasAResponse(t *testing.T) {
	ctx := context.Background()
	status := 200
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Path", r.URL.Path)
		kind, body := jsonType, `{"value":[],"text":"a"}`
		switch {
		case strings.HasSuffix(r.URL.Path, "count"):
			kind, body = "text/plain", "7"
		case strings.HasSuffix(r.URL.Path, "$value"):
			kind, body = "text/plain", "text"
		case strings.HasSuffix(r.URL.Path, "one"):
			body = `{"value":"a"}`
		}
		if status == 204 {
			kind, body = "", ""
		}
		answers(status, kind, body)(w, r)
	})
	at := client.Root().Child("a")
	var seen Response
	for name, do := range map[string]func() error{
		"get":        func() error { _, err := newGet[*everything](at).Response(&seen).Do(ctx); return err },
		"list":       func() error { _, err := newList[*everything](at).Response(&seen).Do(ctx); return err },
		"delta":      func() error { _, err := newDelta[*everything](at).Response(&seen).Do(ctx); return err },
		"count":      func() error { _, err := newCount(at).Response(&seen).Do(ctx); return err },
		"function":   func() error { _, err := newFunction[*everything](at).Response(&seen).Do(ctx); return err },
		"create":     func() error { _, err := newCreate(at, &everything{}).Response(&seen).Do(ctx); return err },
		"update":     func() error { _, err := newUpdate(at, &everything{}).Response(&seen).Do(ctx); return err },
		"replace":    func() error { _, err := newReplace(at, &everything{}).Response(&seen).Do(ctx); return err },
		"delete":     func() error { return newDelete(at).Response(&seen).Do(ctx) },
		"action":     func() error { _, err := newAction[*everything](at, nil).Response(&seen).Do(ctx); return err },
		"no result":  func() error { return newActionNone(at, nil).Response(&seen).Do(ctx) },
		"collection": func() error { _, err := newActionList[*everything](at, nil).Response(&seen).Do(ctx); return err },
		"stream": func() error {
			d, err := newActionStream(at, nil).Response(&seen).Do(ctx)
			if err == nil {
				err = d.Close()
			}
			return err
		},
		"value":     func() error { _, err := newValue[string](at.Child("one")).Get().Response(&seen).Do(ctx); return err },
		"raw":       func() error { _, err := newValue[string](at).Raw().Response(&seen).Do(ctx); return err },
		"set":       func() error { return newValue[string](at).Set("x").Response(&seen).Do(ctx) },
		"reference": func() error { _, err := newRef(at.Child("one")).Get().Response(&seen).Do(ctx); return err },
		"download": func() error {
			d, err := newMedia(at).Download().Response(&seen).Do(ctx)
			if err == nil {
				err = d.Close()
			}
			return err
		},
		"upload": func() error { return newStream(at).Upload("", strings.NewReader("x")).Response(&seen).Do(ctx) },
		"untyped": func() error {
			_, err := Request[*everything](client, "POST", "a", nil).Response(&seen).Do(ctx)
			return err
		},
		"no where": func() error { return newDelete(at).Response(nil).Response(&seen).Do(ctx) },
	} {
		for _, status = range []int{200, 404} {
			seen = Response{}
			err := do()
			if (err != nil) != (status == 404) && name != "reference" || seen.StatusCode != status || !strings.HasPrefix(seen.Header.Get("X-Path"), "/v1/a") {
				t.Errorf("%s: %v, %v %v", name, err, seen, seen.Header)
			}
		}
	}
	if text := fmt.Sprintf("%v %+v %#v %s", seen, seen, seen, &seen); strings.Contains(text, "X-Path") || !strings.Contains(text, "404 Not Found") {
		t.Error(text)
	}
	if (Response{}).String() != "no answer" || (Response{}).ETag() != "" || (Response{}).EntityID() != "" || (Response{}).Resolve("a b") != "a b" {
		t.Error("the zero Response says something")
	}
}

// An answer without a body tells where what was created is, by headers.
func TestIDsOfWhatWasCreated(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		header http.Header
		id     string
	}{
		"OData-EntityId": {http.Header{"Odata-Entityid": {"ROOT/things(42)"}, "Location": {"ROOT/things(41)"}}, "ROOT/things(42)"},
		"Location":       {http.Header{"Location": {"ROOT/things('a%20b')"}}, "ROOT/things('a%20b')"},
		"a relative one": {http.Header{"Location": {"things(42)"}}, "ROOT/things(42)"},
		"a path":         {http.Header{"Location": {"/v1/things(é x)"}}, "ROOT/things(%C3%A9%20x)"},
		"nothing":        {http.Header{}, ""},
	} {
		var root string
		client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
			for n, values := range c.header {
				w.Header().Set(n, strings.ReplaceAll(values[0], "ROOT", root))
			}
			w.Header().Set("Preference-Applied", `return=minimal, odata.track-changes`)
			w.Header().Set("ETag", `W/"1"`)
			w.WriteHeader(204)
		})
		root = client.String()
		var response Response
		body := &everything{}
		made, err := newCreate(client.Root().Child("things"), body).Prefer(ReturnMinimal).Response(&response).Do(ctx)
		want := strings.ReplaceAll(c.id, "ROOT", root)
		if made != nil || err != nil || string(response.EntityID()) != want || response.ETag() != `W/"1"` {
			t.Errorf("%s: %v %v %q, want %q", name, made, err, response.EntityID(), want)
		}
		if !response.Applied(ReturnMinimal) || !response.Applied("track-changes") || !response.Applied(TrackChanges) || response.Applied(ReturnRepresentation) || response.Applied("return") {
			t.Errorf("applied: %v", response.Header)
		}
		if body.Extra.ETag() != "" {
			t.Error("a body that may be sent again has got an ETag")
		}
	}
}

// A value that was sent has the ETag that the service has given it, and can be sent again; one that is out of date
// cannot.
func TestUpdatesFollowEachOther(t *testing.T) {
	ctx := context.Background()
	for name, answer := range map[string]func(w http.ResponseWriter, etag string){
		"a header": func(w http.ResponseWriter, etag string) {
			w.Header().Set("ETag", etag)
			w.WriteHeader(204)
		},
		"the entity": func(w http.ResponseWriter, etag string) {
			answers(200, jsonType, fmt.Sprintf(`{"@odata.etag":%q,"text":"x"}`, etag))(w, nil)
		},
	} {
		version := 1
		handler := func(w http.ResponseWriter, r *http.Request) {
			etag := func() string { return fmt.Sprintf(`W/"%d"`, version) }
			switch {
			case r.Method == "GET" && r.URL.RawQuery != "":
				w.Header().Set("ETag", etag())
				answers(200, jsonType, `{"text":"a"}`)(w, r)
			case r.Method == "GET":
				answers(200, jsonType, fmt.Sprintf(`{"@odata.etag":%q,"text":"a"}`, etag()))(w, r)
			case r.Header.Get("If-Match") != etag():
				w.WriteHeader(412)
			default:
				version++
				answer(w, etag())
			}
		}
		client := testClient(t, handler)
		at := client.Root().Child("things").Key(urltext.LitInt(1))
		for read, get := range map[string]GetRequest[*everything]{"from the body": newGet[*everything](at), "from the header": newGet[*everything](at).Query("q", "1")} {
			value, err := get.Do(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for range 3 {
				value.Text = Some("b")
				if _, err := newUpdate(at, value).Do(ctx); err != nil || value.Extra.ETag() != fmt.Sprintf(`W/"%d"`, version) {
					t.Errorf("%s, %s: %v, ETag %s", name, read, err, value.Extra.ETag())
				}
			}
			if _, err := newReplace(at, value).Do(ctx); err != nil {
				t.Errorf("%s, %s: %v", name, read, err)
			}
			before := value
			for i := range 3 { // changes of changes
				after, err := Clone(before)
				if err != nil {
					t.Fatal(err)
				}
				after.Text = Some(strings.Repeat("c", i+1))
				patch, err := Changes(before, after)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := newUpdate(at, patch).Do(ctx); err != nil || patch.Extra.ETag() != after.Extra.ETag() {
					t.Errorf("%s, %s, change %d: %v, %s %s", name, read, i, err, patch.Extra.ETag(), after.Extra.ETag())
				}
				before = after
			}
			if _, err := newUpdate(at, value).Do(ctx); !IsPreconditionFailed(err) {
				t.Errorf("%s, %s: what is out of date was taken: %v", name, read, err)
			}
		}
	}
}

func TestResponsesInBatches(t *testing.T) {
	text := `{"responses":[
		{"id":"1","status":204,"headers":{"odata-entityid":"things(7)","etag":"W/\"2\""}},
		{"id":"2","status":204,"headers":{"ETag":"W/\"3\""}},
		{"id":"3","status":200,"body":{"@odata.etag":"W/\"4\"","text":"a"}},
		{"id":"4","status":404,"headers":{"X-A":"b"},"body":{}},
		{"id":"5","status":200,"body":{"value":[{}],"@odata.nextLink":"parts?n=2"}},
		{"id":"6","status":202,"headers":{"Location":"monitor"}}]}`
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Left", "7")
		answers(200, jsonType, text)(w, r)
	})
	things := client.Root().Child("things")
	at := things.Key(urltext.LitInt(1))
	var made, deleted, listed Response
	first, second := &everything{}, &everything{}
	if err := second.Extra.SetControl("", "etag", `W/"0"`); err != nil {
		t.Fatal(err)
	}
	var b Batch
	Add(&b, newCreate(things, &everything{}).Response(&made))
	Add(&b, newUpdate(at, first))
	Add(&b, newUpdate(at, second))
	gone := Add(&b, newDelete(at).Response(&deleted))
	parts := Add(&b, newList[*everything](at.Child("parts")).Response(&listed))
	slow := Add(&b, newActionNone(at.Child("act"), nil))
	var whole Response
	b.Response(&whole)
	if err := b.Do(context.Background()); err != nil || whole.StatusCode != 200 || whole.Header.Get("X-Left") != "7" {
		t.Fatal(err, whole.Header)
	}
	if made.StatusCode != 204 || string(made.EntityID()) != client.String()+"/things(7)" || made.ETag() != `W/"2"` {
		t.Errorf("%v %v", made, made.Header)
	}
	if first.Extra.ETag() != `W/"3"` || second.Extra.ETag() != `W/"4"` {
		t.Errorf("ETags %s %s", first.Extra.ETag(), second.Extra.ETag())
	}
	if _, err := gone.Result(); !IsNotFound(err) || deleted.StatusCode != 404 || deleted.Header.Get("X-A") != "b" {
		t.Errorf("%v %v", err, deleted.Header)
	}
	page, err := parts.Result()
	if err != nil || page.NextLink != client.String()+"/things/1/parts?n=2" || listed.StatusCode != 200 {
		t.Errorf("%+v %v", page, err)
	}
	var pending *AcceptedError
	if _, err := slow.Result(); !errors.As(err, &pending) || pending.Location != client.String()+"/things/1/monitor" {
		t.Errorf("%v %#v", err, pending)
	}
}

// The Response of a request that takes longer is that of its result, in the end.
func TestResponsesOfWhatTakesLonger(t *testing.T) {
	ctx := context.Background()
	inner := "HTTP/1.1 201 Created\r\nOData-EntityId: things(8)\r\nContent-Length: 0\r\n\r\n"
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/things" {
			w.Header().Set("Location", "monitor/1")
			w.WriteHeader(202)
			return
		}
		w.Header().Set("Content-Type", "application/http")
		_, _ = io.WriteString(w, inner)
	}, WithMaxRetryWait(time.Millisecond))
	var response Response
	_, err := newCreate(client.Root().Child("things"), &everything{}).Response(&response).Do(ctx)
	if err == nil || response.StatusCode != 202 || response.Location() != client.String()+"/monitor/1" {
		t.Errorf("%v %v", err, response)
	}
	if _, err = Await[*everything](ctx, err); err != nil || response.StatusCode != 201 || string(response.EntityID()) != client.String()+"/monitor/things(8)" {
		t.Errorf("%v %v %s", err, response, response.EntityID())
	}
}
