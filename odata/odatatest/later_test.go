package odatatest_test

// This file tests answers that come later.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

func TestAnswersThatComeLater(t *testing.T) {
	ctx := context.Background()
	svc := graphfake.New(t, odatatest.Root("/v1.0"))
	svc.Users().Add(&graph.User{ID: odata.Some("1")})
	svc.Me().Set(&graph.User{DisplayName: odata.Some("Ada")})
	svc.Handle("POST", "/groups", func(call *odatatest.Call) (any, error) { return odatatest.Accepted(2, call.Default()), nil })
	svc.Handle("GET", "/me", func(*odatatest.Call) (any, error) {
		return odatatest.Accepted(0, &odata.Error{StatusCode: 409, Code: "Conflict"}), nil
	})
	svc.On("GET", "/users").Misbehave(odatatest.Postpone(1))
	c := svc.Client(quick())

	_, err := c.Groups().Create(engineers()).Do(ctx)
	group := must[*graph.Group](t)(odata.Await[*graph.Group](ctx, err))
	if group.DisplayName.Or("") != "Engineers" || len(svc.Requests()) != 4 {
		t.Errorf("%v after %d requests", group, len(svc.Requests()))
	}
	_, err = c.Me().Get().Do(ctx)
	if _, err = odata.Await[*graph.User](ctx, err); nature(err) != "409" {
		t.Errorf("%v", err)
	}
	_, err = c.Users().List().Do(ctx)
	page := must[*odata.Page[*graph.User]](t)(odata.AwaitPage[*graph.User](ctx, err))
	if len(page.Items) != 1 {
		t.Errorf("%v", page)
	}

	// Who does not want the result any more, deletes the monitor.
	_, err = c.Users().List().Do(ctx)
	var accepted *odata.AcceptedError
	if !errors.As(err, &accepted) {
		t.Fatal(err)
	}
	for i, want := range []int{http.StatusNoContent, http.StatusNotFound} {
		r, err := http.NewRequest(http.MethodDelete, accepted.Location, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer := must[*http.Response](t)(http.DefaultClient.Do(r))
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("delete %d: %d, want %d", i+1, answer.StatusCode, want)
		}
	}
}

// A handler says how often the program asks before there is a result.
func ExampleAccepted() {
	t := &recorder{} // in a test: the *testing.T
	svc := graphfake.New(t)
	svc.Handle("POST", "/groups", func(call *odatatest.Call) (any, error) {
		return odatatest.Accepted(3, call.Default()), nil
	})

	ctx := context.Background()
	group, err := svc.Client(quick()).Groups().Create(engineers()).Do(ctx)
	if err != nil {
		group, err = odata.Await[*graph.Group](ctx, err)
	}
	fmt.Println(group.DisplayName.Value, err)
	// Output: Engineers <nil>
}
