package odatatest_test

// This file tests handlers: of operations, and in place of what the service does by itself.

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// product is a model of shop.product.
type product struct {
	odata.Undeclared

	ID   odata.Opt[int32]  `json:"id,omitzero"`
	Name odata.Opt[string] `json:"name,omitzero"`
}

func TestHandlersOfOperations(t *testing.T) {
	svc := odatatest.NewService(t, shop(everything()...))
	c := odatatest.NewClient(svc, odata.NewClient)
	svc.Handle("POST", "/products/{id}/rate", func(call *odatatest.Call) (any, error) {
		id, body := odatatest.Key[int32](call, "id"), odatatest.BodyOf[edm.Raw](call)
		return &product{ID: odata.Some(id), Name: odata.Some(string(*body))}, call.Err()
	})
	svc.Handle("GET", "/products/cheapest(below={below},colors={colors})", func(call *odatatest.Call) (any, error) {
		below, colors := odatatest.Argument[edm.Decimal](call, "below"), odatatest.Argument[[]string](call, "colors")
		return []*product{{Name: odata.Some(below.String() + " " + strings.Join(colors, ","))}}, call.Err()
	})
	svc.Handle("POST", "/reset", func(*odatatest.Call) (any, error) { return nil, nil })
	svc.Handle("GET", "/version()", func(*odatatest.Call) (any, error) { return "4.2", nil })

	rated, err := odata.Post[*product](t.Context(), c, "products/7/shop.rate", map[string]any{"stars": 5})
	if err != nil || rated.ID.Or(0) != 7 || rated.Name.Or("") != `{"stars":5}` {
		t.Errorf("%v %v", rated, err)
	}
	for cheap, err := range odata.List[*product](c, `products/shop.cheapest(below=5.50,colors=@c)?@c=["red"]`).All(t.Context()) {
		if err != nil || cheap.Name.Or("") != "5.50 red" {
			t.Errorf("%v %v", cheap, err)
		}
	}
	if _, err := odata.Post[edm.Raw](t.Context(), c, "reset", nil); err != nil {
		t.Error(err)
	}
	version, err := odata.Get[edm.Raw](t.Context(), c, "version()")
	if err != nil || !strings.Contains(string(version), `"4.2"`) {
		t.Errorf("%s %v", version, err)
	}
}

func TestHandlersInPlaceOfTheService(t *testing.T) {
	svc := graphfake.New(t)
	svc.Users().AddJSON(`{"id":"1","displayName":"Ada"}`)
	calls := 0
	svc.Handle("PATCH", "/users/{id}", func(call *odatatest.Call) (any, error) {
		switch calls++; calls {
		case 1:
			return nil, &odata.Error{StatusCode: http.StatusTooManyRequests, Code: "Busy", RetryAfter: time.Millisecond}
		case 2:
			return nil, &odata.Error{StatusCode: http.StatusForbidden, Code: "Authorization_RequestDenied", Message: "No.", Target: "me"}
		case 3:
			return nil, errors.New("broken")
		case 4:
			return &odatatest.Response{Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(`{"id":"own"}`)}, nil
		}
		answer := call.Default()
		answer.Header.Set("X-Seen", strings.Join(call.Keys(), ","))
		return answer, nil
	})
	update := func() (*graph.User, odata.Response, error) {
		var response odata.Response
		user, err := svc.Client().Users().Key("1").Update(&graph.User{JobTitle: odata.Some("Countess")}).Response(&response).Do(context.Background())
		return user, response, err
	}
	var said *odata.Error
	if _, _, err := update(); !errors.As(err, &said) || said.Code != "Authorization_RequestDenied" || said.Message != "No." || said.Target != "me" || said.StatusCode != 403 {
		t.Errorf("%v", err)
	}
	if _, _, err := update(); !errors.As(err, &said) || said.StatusCode != 500 || said.Message != "broken" {
		t.Errorf("%v", err)
	}
	if user, _, err := update(); err != nil || user.ID.Or("") != "own" {
		t.Errorf("%v %v", user, err)
	}
	user, response, err := update()
	if err != nil || user.DisplayName.Or("") != "Ada" || response.Header.Get("X-Seen") != "1" || svc.Users().Get("1").JobTitle.Or("") != "Countess" {
		t.Errorf("%v %v", user, err)
	}
}

// TestHandlersAreGivenWhatFits: a request whose parts do not fit the Go types is refused.
func TestHandlersAreGivenWhatFits(t *testing.T) {
	svc := odatatest.NewService(t, shop(everything()...))
	svc.Handle("POST", "/products/{id}/rate", func(call *odatatest.Call) (any, error) {
		odatatest.Key[bool](call, "id")
		return nil, call.Err()
	})
	c := odatatest.NewClient(svc, odata.NewClient)
	var said *odata.Error
	if _, err := odata.Post[edm.Raw](t.Context(), c, "products/7/rate", map[string]any{"stars": 5}); !errors.As(err, &said) || said.StatusCode != 400 || !strings.Contains(said.Message, "the key id") {
		t.Errorf("%v", err)
	}
}

// A path with a key is for that key, and the last handler counts.
func TestHandlerOfOneEntity(t *testing.T) {
	svc := graphfake.New(t)
	svc.Users().Add(&graph.User{ID: odata.Some("1")}, &graph.User{ID: odata.Some("2")}, &graph.User{ID: odata.Some("it's")})
	says := func(title string) odatatest.Handler {
		return func(*odatatest.Call) (any, error) { return &graph.User{JobTitle: odata.Some(title)}, nil }
	}
	svc.Handle("PATCH", "/users/{id}", says("any"))
	svc.Handle("PATCH", "/users/2", says("old"))
	svc.Handle("PATCH", "/users/2", says("two"))
	svc.Handle("PATCH", "/users('it''s')", says("quoted"))
	for id, want := range map[string]string{"1": "any", "2": "two", "it's": "quoted"} {
		user := must[*graph.User](t)(svc.Client().Users().Key(id).Update(&graph.User{}).Do(context.Background()))
		if got := user.JobTitle.Or(""); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}
