package undertest

// This file tests the programs as one does without a service in memory: with a handler that plays the service.

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/windowsupdate"
)

// serve starts a server, and makes a client for it.
func serve[C any](t *testing.T, newClient func(string, ...odata.Option) (C, error), handler http.HandlerFunc) C {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	c, err := newClient(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

func TestActiveUsersByHand(t *testing.T) {
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		switch {
		case r.Method != "GET" || r.URL.Path != "/users":
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		case q.Get("$skiptoken") == "2":
			answer(w, 200, `{"value":[{"id":"3","displayName":"Grace"}]}`)
		case q.Get("$filter") != "accountEnabled eq true" || q.Get("$orderby") != "displayName":
			t.Errorf("unexpected query %s", r.URL.RawQuery)
		default:
			answer(w, 200, `{"@odata.nextLink":"http://`+r.Host+`/users?$skiptoken=2","value":[{"id":"1","displayName":"Ada"},{"id":"2","displayName":"Alan"}]}`)
		}
	})
	names, err := ActiveUsers(t.Context(), c)
	if want := []string{"Ada", "Alan", "Grace"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%v, %v; want %v", names, err, want)
	}
}

func TestPromoteByHand(t *testing.T) {
	var body map[string]any
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "PATCH" || r.URL.Path != "/users/1" {
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		}
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		w.WriteHeader(204)
	})
	if err := Promote(t.Context(), c, "1", "Countess"); err != nil {
		t.Fatal(err)
	}
	if phone, sent := body["mobilePhone"]; body["jobTitle"] != "Countess" || !sent || phone != nil {
		t.Errorf("%v", body)
	}
}

func TestNewTeamByHand(t *testing.T) {
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		var group map[string]any
		if err := json.NewDecoder(r.Body).Decode(&group); err != nil || r.Method != "POST" || r.URL.Path != "/groups" {
			t.Errorf("unexpected %s %s: %v", r.Method, r.URL, err)
		}
		for _, required := range []string{"displayName", "mailEnabled", "mailNickname", "securityEnabled"} {
			if group[required] == nil {
				t.Errorf("no %s in %v", required, group)
			}
		}
		answer(w, 201, fmt.Sprintf(`{"id":"7","displayName":%q}`, group["displayName"]))
	})
	id, err := NewTeam(t.Context(), c, "Engines", "engines")
	if err != nil || id != "7" {
		t.Errorf("%s, %v", id, err)
	}
}

func TestJoinByHand(t *testing.T) {
	var target string
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		var body map[string]string
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || r.Method != "POST" || r.URL.Path != "/groups/7/members/$ref" {
			t.Errorf("unexpected %s %s: %v", r.Method, r.URL, err)
		}
		target = strings.TrimPrefix(body["@odata.id"], "http://"+r.Host)
		w.WriteHeader(204)
	})
	if err := Join(t.Context(), c, "7", "1"); err != nil || target != "/users/1" {
		t.Errorf("%s, %v", target, err)
	}
}

func TestMailOfMembersByHand(t *testing.T) {
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "GET" || r.URL.Path != "/groups/7/members" {
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		}
		answer(w, 200, `{"value":[{"@odata.type":"#microsoft.graph.user","id":"1","mail":"ada@example.com"},{"@odata.type":"#microsoft.graph.group","id":"8"}]}`)
	})
	addresses, err := MailOfMembers(t.Context(), c, "7")
	if want := []string{"ada@example.com"}; err != nil || !slices.Equal(addresses, want) {
		t.Errorf("%v, %v; want %v", addresses, err, want)
	}
}

func TestInviteByHand(t *testing.T) {
	var sent struct {
		Message struct {
			Subject      string
			ToRecipients []struct{ EmailAddress struct{ Address string } }
		}
	}
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "POST" || r.URL.Path != "/me/sendMail" {
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		}
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
			t.Error(err)
		}
		w.WriteHeader(202)
	})
	if err := Invite(t.Context(), c, "Lunch?", "ada@example.com"); err != nil {
		t.Fatal(err)
	}
	if m := sent.Message; m.Subject != "Lunch?" || len(m.ToRecipients) != 1 || m.ToRecipients[0].EmailAddress.Address != "ada@example.com" {
		t.Errorf("%+v", sent)
	}
}

func TestUnreadByHand(t *testing.T) {
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		if q := r.URL.Query(); r.Method != "GET" || r.URL.Path != "/me/messages" || q.Get("$filter") != "isRead eq false" || q.Get("$select") != "subject" {
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		}
		answer(w, 200, `{"value":[{"id":"1","subject":"Lunch?"}]}`)
	})
	subjects, err := Unread(t.Context(), c)
	if want := []string{"Lunch?"}; err != nil || !slices.Equal(subjects, want) {
		t.Errorf("%v, %v; want %v", subjects, err, want)
	}
}

func TestFileByHand(t *testing.T) {
	tag, refusals := 1, 1
	var changed map[string]any
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		etag := fmt.Sprintf(`W/"%d"`, tag)
		switch {
		case r.URL.Path != "/me/messages/1":
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		case r.Method == "GET":
			text, _ := json.Marshal(map[string]any{"@odata.etag": etag, "id": "1", "categories": []string{"red"}})
			answer(w, 200, string(text))
		case r.Method == "PATCH" && refusals > 0: // somebody was faster
			refusals--
			tag++
			answer(w, 412, `{"error":{"code":"ErrorIrresolvableConflict","message":"The change key is old."}}`)
		case r.Method == "PATCH" && r.Header.Get("If-Match") == etag:
			if err := json.NewDecoder(r.Body).Decode(&changed); err != nil {
				t.Error(err)
			}
			w.WriteHeader(204)
		default:
			t.Errorf("unexpected %s %s with %s", r.Method, r.URL, r.Header.Get("If-Match"))
		}
	})
	if err := File(t.Context(), c, "1", "done"); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(changed["isRead"], changed["categories"]) != "true [red done]" {
		t.Errorf("%v", changed)
	}
}

func TestReportByHand(t *testing.T) {
	var content []byte
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		item := func() string { return fmt.Sprintf(`{"id":"1","name":"march.csv","size":%d}`, len(content)) }
		switch r.Method + " " + r.URL.Path {
		case "PUT /me/drive/root:/Reports/march.csv:/content":
			content, _ = io.ReadAll(r.Body)
			answer(w, 201, item())
		case "GET /me/drive/root:/Reports/march.csv":
			answer(w, 200, item())
		default:
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		}
	})
	size, err := Report(t.Context(), c, "march.csv", strings.NewReader("month,sum\n"))
	if err != nil || size != 10 || string(content) != "month,sum\n" {
		t.Errorf("%d, %q, %v", size, content, err)
	}
}

func TestSyncByHand(t *testing.T) {
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		q, link := r.URL.Query(), `"@odata.deltaLink":"http://`+r.Host+`/users/delta?$deltatoken=`
		switch {
		case r.Method != "GET" || r.URL.Path != "/users/delta":
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		case q.Get("$deltatoken") == "1":
			answer(w, 200, `{`+link+`2","value":[{"id":"1","displayName":"Lady Ada"},{"id":"2","@removed":{"reason":"deleted"}},{"id":"3","displayName":"Grace"}]}`)
		case q.Get("$select") != "displayName":
			t.Errorf("unexpected query %s", r.URL.RawQuery)
		default:
			answer(w, 200, `{`+link+`1","value":[{"id":"1","displayName":"Ada"},{"id":"2","displayName":"Alan"}]}`)
		}
	})
	directory := map[string]string{}
	link, err := Sync(t.Context(), c, directory, "")
	if want := map[string]string{"1": "Ada", "2": "Alan"}; err != nil || !maps.Equal(directory, want) {
		t.Fatalf("%v, %v; want %v", directory, err, want)
	}
	_, err = Sync(t.Context(), c, directory, link)
	if want := map[string]string{"1": "Lady Ada", "3": "Grace"}; err != nil || !maps.Equal(directory, want) {
		t.Errorf("%v, %v; want %v", directory, err, want)
	}
}

func TestGreetingByHand(t *testing.T) {
	c := serve(t, graph.NewClient, func(w http.ResponseWriter, r *http.Request) {
		var batch struct {
			Requests []struct{ ID, Method, URL string }
		}
		if err := json.NewDecoder(r.Body).Decode(&batch); err != nil || r.Method != "POST" || r.URL.Path != "/$batch" {
			t.Errorf("unexpected %s %s: %v", r.Method, r.URL, err)
		}
		var responses []string
		for _, request := range batch.Requests {
			body := ""
			switch request.Method + " " + request.URL {
			case "GET /me?$select=displayName":
				body = `{"displayName":"Ada"}`
			case "GET /me/messages?$select=subject":
				body = `{"value":[{"id":"1","subject":"Lunch?"},{"id":"2","subject":"Re: Lunch?"}]}`
			default:
				t.Errorf("unexpected %s %s in the batch", request.Method, request.URL)
			}
			responses = append(responses, fmt.Sprintf(`{"id":%q,"status":200,"headers":{"content-type":"application/json"},"body":%s}`, request.ID, body))
		}
		answer(w, 200, `{"responses":[`+strings.Join(responses, ",")+`]}`)
	})
	name, messages, err := Greeting(t.Context(), c)
	if err != nil || name != "Ada" || messages != 2 {
		t.Errorf("%s, %d, %v", name, messages, err)
	}
}

func TestReportUpdateByHand(t *testing.T) {
	const path = "/deviceManagement/deviceConfigurations/5/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates"
	var body map[string]string
	c := serve(t, windowsupdate.NewClient, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "POST" || r.URL.Path != path {
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		}
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		answer(w, 201, `{"id":"1","deviceId":"laptop-7","status":"pendingInstallation"}`)
	})
	scanned := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	id, err := ReportUpdate(t.Context(), c, "5", "laptop-7", scanned)
	if err != nil || id != "1" {
		t.Fatalf("%s, %v", id, err)
	}
	if body["deviceId"] != "laptop-7" || body["status"] != "pendingInstallation" || body["lastScanDateTime"] != "2026-01-02T03:04:05Z" {
		t.Errorf("%v", body)
	}
}
