package odata

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// longService accepts a request with a Location that leaves the path of the root out, and answers GETs below /v1 in
// turn.
func longService(t *testing.T, header http.Header, replies map[string][]string) (*Client, *[]string) {
	var asked []string
	return testClient(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.Path)
		if r.Method == http.MethodPost {
			for name, values := range header {
				w.Header()[name] = values
			}
			w.WriteHeader(202)
			return
		}
		left := replies[r.URL.Path]
		if len(left) == 0 {
			answers(404, jsonType, `{"error":{"code":"none","message":"none"}}`)(w, r)
			return
		}
		if len(left) > 1 {
			replies[r.URL.Path] = left[1:]
		}
		answers(200, jsonType, left[0])(w, r)
	}, WithMaxRetryWait(time.Millisecond)), &asked
}

func TestAwaitFollowsOperations(t *testing.T) {
	teams := http.Header{"Location": {"/teams('1')/operations('2')"}, "Content-Location": {"/teams('1')"}}
	const running = `{"id":"2","operationType":"createTeam","status":"inProgress","targetResourceId":"1"}`
	for name, c := range map[string]struct {
		header  http.Header
		replies map[string][]string
		want    string // the last GET
	}{
		"with a target": {teams, map[string][]string{
			"/v1/teams('1')/operations('2')": {running, `{"id":"2","operationType":"createTeam","status":"succeeded","targetResourceLocation":"/teams('1')"}`},
			"/v1/teams('1')":                 {`{"text":"a"}`},
		}, "GET /v1/teams('1')"},
		"by Content-Location": {teams, map[string][]string{
			"/v1/teams('1')/operations('2')": {running, `{"id":"2","status":"succeeded","operationType":"createTeam"}`},
			"/v1/teams('1')":                 {`{"text":"a"}`},
		}, "GET /v1/teams('1')"},
		"outside of the root": {http.Header{"Location": {"/jobs/1"}}, map[string][]string{"/jobs/1": {`{"text":"a"}`}}, "GET /jobs/1"},
		"absolute in the operation": {http.Header{"Location": {"/v1/ops/1"}}, map[string][]string{
			"/v1/ops/1": {`{"status":"completed","resourceLocation":"/v1/things(1)","percentageComplete":100}`}, "/v1/things(1)": {`{"text":"a"}`},
		}, "GET /v1/things(1)"},
	} {
		client, asked := longService(t, c.header, c.replies)
		_, err := newCreate(client.Root().Child("teams"), &everything{}).Do(t.Context())
		var pending *AcceptedError
		if !errors.As(err, &pending) || pending.Method != "POST" || pending.Path != "/v1/teams" || !strings.Contains(err.Error(), "POST /v1/teams: ") || !strings.Contains(err.Error(), pending.Location) {
			t.Fatalf("%s: %v %+v", name, err, pending)
		}
		result, err := Await[*everything](t.Context(), err)
		if err != nil || result.Text.Or("") != "a" || (*asked)[len(*asked)-1] != c.want {
			t.Errorf("%s: %v %v %q", name, result, err, *asked)
		}
	}
}

func TestAwaitOfOperationsThatFail(t *testing.T) {
	header := http.Header{"Location": {"/v1/ops/1"}}
	client, _ := longService(t, header, map[string][]string{"/v1/ops/1": {`{"status":"failed","operationType":"x","error":{"code":"Conflict","message":"there is one"}}`}})
	accepted := func(c *Client) error { return newActionNone(c.Root().Child("act"), nil).Do(t.Context()) }
	var fault *Error
	if _, err := Await[*everything](t.Context(), accepted(client)); !errors.As(err, &fault) || fault.Code != "Conflict" {
		t.Error(err)
	}
	const done = `{"status":"succeeded","operationType":"x"}`
	client, _ = longService(t, header, map[string][]string{"/v1/ops/1": {done}})
	if _, err := Await[*everything](t.Context(), accepted(client)); err == nil || !strings.Contains(err.Error(), "does not say where its result is") {
		t.Error(err)
	}
	if _, err := Await[None](t.Context(), accepted(client)); err != nil {
		t.Error(err)
	}
	if raw, err := Await[edm.Raw](t.Context(), accepted(client)); err != nil || string(raw) != done {
		t.Error(string(raw), err)
	}
}
