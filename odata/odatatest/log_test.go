package odatatest_test

// This file tests the log of a service, and what it does with requests that break the contract.

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// talk makes two requests.
func talk(t *testing.T, svc *graphfake.Service, title string) {
	t.Helper()
	token := func(context.Context) (string, error) { return "secret", nil }
	c := svc.Client(odata.WithToken(token))
	svc.Me().SetJSON(`{"id":"1"}`)
	if _, err := c.Me().Get().Select(graph.UserPropDisplayName).Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Groups().Create(&graph.Group{DisplayName: odata.Some(title), MailEnabled: odata.Some(true), MailNickname: odata.Some("x"), SecurityEnabled: odata.Some(true)}).Do(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestGolden(t *testing.T) {
	svc := graphfake.New(t)
	talk(t, svc, "Engines")
	svc.Golden(t, "testdata/calls.txtar")
}

func TestGoldenThatDiffers(t *testing.T) {
	if *update {
		t.Skip("files are written anew")
	}
	svc := graphfake.New(t)
	talk(t, svc, "Motors")
	for file, want := range map[string]string{"testdata/calls.txtar": "-   \"displayName\": \"Engines\",\n+   \"displayName\": \"Motors\",", "testdata/none.txtar": "UPDATE_GOLDEN=1"} {
		r := &recorder{}
		svc.Golden(r, file)
		if len(r.failures) != 1 || !strings.Contains(r.failures[0], want) || strings.Contains(r.failures[0], "secret") {
			t.Errorf("%s: failures %q, want %q", file, r.failures, want)
		}
	}
	t.Setenv("UPDATE_GOLDEN", "1")
	file := filepath.Join(t.TempDir(), "new", "calls.txtar")
	svc.Golden(t, file)
	if text, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(text), "-- 1 GET --\nGET /me?$select=displayName\n") {
		t.Errorf("%s %v", text, err)
	}
}

func TestLenient(t *testing.T) {
	svc := odatatest.NewService(t, shop(everything()...), odatatest.Lenient(), odatatest.Root("v1.0/"))
	if !strings.HasSuffix(svc.URL, "/v1.0") {
		t.Errorf("%s", svc.URL)
	}
	for request, want := range map[string]string{
		"POST /products\n{\"nam\":\"x\"}": "400", "GET /nothing": "404", "DELETE /categories": "501", "GET /version()": "501", "GET /products?$filter=x%20eq%201": "400",
	} {
		if got := answerOf(t, request, svc.URL); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", request, got, want)
		}
	}
}

func TestHeadersThatTheServiceDemands(t *testing.T) {
	r := &recorder{}
	svc := odatatest.NewService(r, schema.Service{
		Structs:  []schema.Struct{{Name: "s.x", Entity: true}},
		Sets:     []schema.Set{{Name: "x", Type: "s.x", Singleton: true}},
		Requests: []schema.Request{{Method: "GET", Path: "/x", Headers: []string{"ConsistencyLevel"}}},
	})
	if got := answerOf(t, "GET /x\nConsistencyLevel: eventual", svc.URL); !strings.HasPrefix(got, "200") || len(r.failures) > 0 {
		t.Errorf("%s %q", got, r.failures)
	}
	if got := answerOf(t, "GET /x", svc.URL); !strings.HasPrefix(got, "400") || len(r.failures) != 1 || !strings.Contains(r.failures[0], "GET /x: the service demands the header ConsistencyLevel") {
		t.Errorf("%s %q", got, r.failures)
	}
}

func TestSchemaThatLeadsNowhere(t *testing.T) {
	r := &recorder{}
	odatatest.NewService(r, schema.Service{Requests: []schema.Request{{Method: "GET", Path: "/x"}}})
	if len(r.failures) != 1 || !strings.Contains(r.failures[0], "GET /x") {
		t.Errorf("%q", r.failures)
	}
	r.finish()
}
