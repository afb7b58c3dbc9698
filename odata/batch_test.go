package odata

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

var propLinks = filter.NavigationCollection[*everything, *everything]{Name: "links"}

// written replaces the boundaries, which are random.
func written(text string) string {
	return strings.ReplaceAll(regexp.MustCompile(`(batch|changeset)_\w+`).ReplaceAllString(text, "$1"), "\r\n", "\n")
}

// Groups and references in a JSON batch: what one creates, another refers to in its path and its body.
func TestBatchGroups(t *testing.T) {
	var sent string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = string(body)
		answers(200, jsonType, `{"responses":[{"id":"1","status":201,"body":{"text":"a"}},{"id":"2","status":201,"body":{}},{"id":"4","status":204},{"id":"3","status":201,"body":{}},{"id":"5","status":200,"body":{}}]}`)(w, r)
	})
	things := client.Root().Child("things")
	var b Batch
	group := b.Atomic()
	one := Add(group, newCreate(things, &everything{Text: Some("a")}))
	bound := &everything{}
	if err := Bind(bound, propLinks, one.Reference(), "things(7)"); err != nil {
		t.Fatal(err)
	}
	two := Add(group, newCreate(things, bound))
	Add(&b, newDelete(things.Key(urltext.LitString("4"))))
	Add(group, Request[*everything](client, "POST", string(one.Reference())+"/parts", &everything{}))
	Add(&b, Request[*everything](client, "GET", string(two.Reference()), nil))
	if err := b.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := `{"requests":[` +
		`{"id":"1","method":"POST","url":"/things","headers":{"content-type":"application/json"},"body":{"text":"a"},"atomicityGroup":"g1"},` +
		`{"id":"2","method":"POST","url":"/things","headers":{"content-type":"application/json"},"body":{"links@odata.bind":["$1","things(7)"]},"dependsOn":["1"],"atomicityGroup":"g1"},` +
		`{"id":"4","method":"POST","url":"$1/parts","headers":{"content-type":"application/json"},"body":{},"dependsOn":["1"],"atomicityGroup":"g1"},` +
		`{"id":"3","method":"DELETE","url":"/things/4"},` +
		`{"id":"5","method":"GET","url":"$2","dependsOn":["g1"]}]}`
	if sent != want {
		t.Errorf("got  %s\nwant %s", sent, want)
	}
}

// A reference to what an earlier batch has created becomes its URL.
func TestReferencesAcrossBatches(t *testing.T) {
	var sent []string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = append(sent, string(body))
		id := fmt.Sprint(len(sent))
		location := `"headers":{"Location":"/v1/things('new')"},`
		if len(sent) == 3 {
			location = ""
		}
		answers(200, jsonType, `{"responses":[{"id":"`+id+`",`+location+`"status":201,"body":{}}]}`)(w, r)
	})
	var b Batch
	b.Limit(1)
	things := client.Root().Child("things")
	one := Add(&b, newCreate(things, &everything{}))
	bound := &everything{Nested: Some(&everything{})}
	bound.Extra.SetMember("note", "$1")
	if err := Bind(bound, propLinks, one.Reference()); err != nil {
		t.Fatal(err)
	}
	Add(&b, newCreate(things, bound))
	three := Add(&b, Request[*everything](client, "POST", "$1/parts", &everything{}))
	four := Add(&b, Request[*everything](client, "POST", string(three.Reference())+"/parts", &everything{}))
	if err := b.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(sent) != 3 {
		t.Fatalf("%d batches", len(sent))
	}
	if want := `"url":"/things","headers":{"content-type":"application/json"},"body":{"nested":{},"note":"$1","links@odata.bind":["` + client.String() + `/things('new')"]}`; !strings.Contains(strings.ReplaceAll(sent[1], `\u0027`, "'"), want) {
		t.Errorf("got %s\nwant %s", sent[1], want)
	}
	if want := `"url":"/things('new')/parts"`; !strings.Contains(strings.ReplaceAll(sent[2], `\u0027`, "'"), want) {
		t.Errorf("got %s\nwant %s", sent[2], want)
	}
	var fault *BatchError
	if _, err := four.Result(); !errors.As(err, &fault) || !strings.Contains(err.Error(), "does not say its URL") {
		t.Error(err)
	}
}

// What refers to a request that cannot be sent is not sent either, though both would go into one batch.
func TestReferencesToWhatIsNotSent(t *testing.T) {
	batches := 0
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		batches++
		answers(200, jsonType, `{"responses":[{"id":"1","status":201,"body":{}},{"id":"2","status":200,"body":{}}]}`)(w, r)
	})
	var b Batch
	b.Limit(2)
	things := client.Root().Child("things")
	one := Add(&b, newCreate(things, &everything{}))
	Add(&b, newGet[*everything](things))
	three := Add(&b, Request[*everything](client, "POST", string(one.Reference())+"/parts", &everything{}))
	four := Add(&b, Request[*everything](client, "POST", string(three.Reference())+"/parts", &everything{}))
	if err := b.Do(t.Context()); err != nil || batches != 1 {
		t.Errorf("%v, %d batches", err, batches)
	}
	for want, result := range map[string]*Answer[*everything]{"the result of request 1,": three, "the result of request 3,": four} {
		if _, err := result.Result(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestBatchFaults(t *testing.T) {
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) { t.Error("something was sent") })
	things := client.Root().Child("things")
	for want, fill := range map[string]func(*Batch){
		"it is a read, but an atomic group consists of changes":      func(b *Batch) { Add(b.Atomic(), newGet[*everything](things)) },
		"it refers to $7, which is not another request of the batch": func(b *Batch) { Add(b, Request[*everything](client, "GET", "$7", nil)) },
		"a group of 3 requests does not fit into a batch of 2": func(b *Batch) {
			b.Limit(2)
			g := b.Atomic()
			Add(g, newDelete(things))
			Add(g, newDelete(things))
			Add(g, newDelete(things))
		},
		"it refers to $1, which is not another request of the batch": func(b *Batch) { Add(b, Request[*everything](client, "GET", "$1/x", nil)) },
	} {
		var b Batch
		fill(&b)
		if err := b.Do(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// multipartService takes batches as services of OData 4.0 do: it answers parts in their order, change sets as a whole.
type multipartService struct {
	t      *testing.T
	bodies []string
	answer func(r *http.Request) (status int, header, body string)
}

func (s *multipartService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	s.bodies = append(s.bodies, written(string(text)))
	out := multipart.NewWriter(w)
	w.Header().Set("Content-Type", "multipart/mixed; boundary="+out.Boundary())
	s.parts(r.Header.Get("Content-Type"), text, out, false)
	out.Close()
}

// parts answers the parts of a batch or of a change set, and reports whether all of them succeeded.
func (s *multipartService) parts(contentType string, text []byte, out *multipart.Writer, inSet bool) bool {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		s.t.Error(err)
		return false
	}
	in := multipart.NewReader(bytes.NewReader(text), params["boundary"])
	for {
		part, err := in.NextPart()
		if err != nil {
			return err == io.EOF
		}
		body, _ := io.ReadAll(part)
		if strings.HasPrefix(part.Header.Get("Content-Type"), "multipart/") {
			var set bytes.Buffer
			inner := multipart.NewWriter(&set)
			if s.parts(part.Header.Get("Content-Type"), body, inner, true) {
				inner.Close()
				p, _ := out.CreatePart(map[string][]string{"Content-Type": {"multipart/mixed; boundary=" + inner.Boundary()}})
				p.Write(set.Bytes())
			} else {
				p, _ := out.CreatePart(map[string][]string{"Content-Type": {"application/http"}})
				fmt.Fprint(p, "HTTP/1.1 412 Precondition Failed\r\nContent-Type: application/json\r\n\r\n{\"error\":{\"code\":\"set\",\"message\":\"none of it\"}}\r\n")
			}
			continue
		}
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(bytes.Replace(body, []byte(" "), []byte(" /v1/"), 1))))
		if err != nil {
			s.t.Errorf("%v in %s", err, body)
			return false
		}
		status, header, answer := s.answer(r)
		if inSet && status >= 300 {
			return false
		}
		head := map[string][]string{"Content-Type": {"application/http"}, "Content-Transfer-Encoding": {"binary"}}
		if id := part.Header.Get("Content-ID"); id != "" {
			head["Content-ID"] = []string{id}
		}
		p, _ := out.CreatePart(head)
		fmt.Fprintf(p, "HTTP/1.1 %d %s\r\n%s\r\n%s\r\n", status, http.StatusText(status), header, answer)
	}
}

func TestMultipartBatches(t *testing.T) {
	busy := true
	service := &multipartService{t: t, answer: func(r *http.Request) (int, string, string) {
		switch {
		case r.Method == "GET" && r.URL.Path == "/v1/things/busy" && busy:
			busy = false
			return 429, "Retry-After: 0\r\n", ""
		case r.Method == "GET":
			return 200, "Content-Type: application/json\r\n", `{"text":"got"}`
		case r.Method == "DELETE":
			return 404, "Content-Type: application/json\r\n", `{"error":{"code":"none","message":"no such thing"}}`
		case strings.HasSuffix(r.URL.Path, "$count"):
			return 200, "Content-Type: text/plain\r\n", "7"
		}
		return 201, "Content-Type: application/json\r\nLocation: http://x/v1/things(9)\r\nETag: W/\"9\"\r\n", `{"text":"made"}`
	}}
	client := testClient(t, service.ServeHTTP, WithMultipartBatches(), withSecret(), WithMaxRetryWait(time.Millisecond))
	things := client.Root().Child("things")
	var b Batch
	get := Add(&b, newGet[*everything](things.Key(urltext.LitString("busy"))).Select(propName))
	group := b.Atomic()
	made := Add(group, newCreate(things, &everything{Text: Some("a")}).Header("X-Note", "n"))
	bound := &everything{}
	if err := Bind(bound, propLinks, made.Reference()); err != nil {
		t.Fatal(err)
	}
	second := Add(group, newCreate(things, bound))
	failing := b.Atomic()
	bad := Add(failing, newDelete(things.Key(urltext.LitString("x"))))
	other := Add(failing, newCreate(things, &everything{}))
	gone := Add(&b, newDelete(things.Key(urltext.LitString("y"))))
	after := Add(&b, newGet[*everything](things.Key(urltext.LitString("z"))), gone)
	next := Add(&b, Request[*everything](client, "GET", string(made.Reference())+"/links", nil))
	if err := b.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]*Answer[*everything]{"got": get, "made": made} {
		if v, err := a.Result(); err != nil || v.Text.Or("") != name {
			t.Errorf("%s: %v %v", name, v, err)
		}
	}
	if _, err := second.Result(); err != nil {
		t.Error(err)
	}
	for _, err := range []error{func() error { _, err := bad.Result(); return err }(), func() error { _, err := other.Result(); return err }()} {
		var e *Error
		if !errors.As(err, &e) || e.StatusCode != 412 || e.Code != "set" {
			t.Error(err)
		}
	}
	if _, err := gone.Result(); !IsNotFound(err) {
		t.Error(err)
	}
	var fault *BatchError
	if _, err := after.Result(); !errors.As(err, &fault) {
		t.Error(err)
	}
	if v, err := next.Result(); err == nil || v != nil { // the Location is on another host
		t.Error(v, err)
	}
	want := `--batch
Content-Transfer-Encoding: binary
Content-Type: application/http

GET things/busy?$select=name HTTP/1.1
Accept: application/json


--batch
Content-Type: multipart/mixed; boundary=changeset

--changeset
Content-ID: 2
Content-Transfer-Encoding: binary
Content-Type: application/http

POST things HTTP/1.1
Accept: application/json
Content-Type: application/json
X-Note: n

{"text":"a"}
--changeset
Content-ID: 3
Content-Transfer-Encoding: binary
Content-Type: application/http

POST things HTTP/1.1
Accept: application/json
Content-Type: application/json

{"links@odata.bind":["$2"]}
--changeset--

--batch
`
	if !strings.HasPrefix(service.bodies[0], want) {
		t.Errorf("got\n%s", service.bodies[0])
	}
	if len(service.bodies) != 2 || strings.Contains(service.bodies[1], "POST") || strings.Contains(service.bodies[0], "Authorization") {
		t.Errorf("got %q", service.bodies)
	}
}

func TestMultipartAnswersThatDoNotFit(t *testing.T) {
	for name, c := range map[string]struct{ contentType, body, want string }{
		"JSON":      {"application/json", `{}`, "the answer to the batch is not multipart/mixed"},
		"cut off":   {"multipart/mixed; boundary=b", "--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}", "EOF"},
		"garbage":   {"multipart/mixed; boundary=b", "--b\r\nContent-Type: application/http\r\n\r\nnonsense\r\n--b--", "malformed"},
		"too few":   {"multipart/mixed; boundary=b", "--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--", "there is no answer to it"},
		"no answer": {"multipart/mixed; boundary=b", "--b--", "there is no answer to it"},
	} {
		client := testClient(t, answers(200, c.contentType, c.body), WithMultipartBatches())
		var b Batch
		Add(&b, newGet[*everything](client.Root().Child("a")))
		Add(&b, newGet[*everything](client.Root().Child("b")))
		if err := b.Do(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// A throttled group is sent again as a whole.
func TestThrottledGroups(t *testing.T) {
	var sent []string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = append(sent, string(body))
		var batch struct {
			Requests []struct{ ID string }
		}
		json.Unmarshal(body, &batch)
		text := ""
		for _, q := range batch.Requests {
			status := "204"
			switch {
			case len(sent) > 1:
			case q.ID == "2":
				status = "429"
			case q.ID == "1":
				status = "424"
			}
			text += `,{"id":"` + q.ID + `","status":` + status + `}`
		}
		answers(200, jsonType, `{"responses":[`+strings.TrimPrefix(text, ",")+`]}`)(w, r)
	}, WithMaxRetryWait(time.Millisecond))
	var b Batch
	g := b.Atomic()
	things := client.Root().Child("things")
	one := Add(g, newDelete(things))
	two := Add(g, newDelete(things))
	Add(&b, newDelete(things))
	if err := b.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err1 := one.Result()
	_, err2 := two.Result()
	if err1 != nil || err2 != nil || len(sent) != 2 || strings.Contains(sent[1], `"id":"3"`) || !strings.Contains(sent[1], `"id":"1"`) {
		t.Errorf("%v %v %q", err1, err2, sent)
	}
}
