package odatatest_test

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// t stands for the *testing.T of a test.
type t struct{ cleanup func() }

func (*t) Helper()                           {}
func (*t) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }
func (t *t) Cleanup(f func())                { t.cleanup = f }

// A test says which requests it expects, and what the service answers. What is wrong fails the test.
func ExampleServer_Expect() {
	t := &t{}
	server := odatatest.NewServer(t)
	server.Expect("POST", "/users").Header("Prefer", "return=representation").Body(`{"displayName":"Ada"}`).Answer(201, `{"id":"1","displayName":"Ada"}`)
	server.Expect("DELETE", "/users/1")

	c, err := odata.NewClient(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	made, err := odata.Request[edm.Raw](c, "POST", "users", map[string]string{"displayName": "Ada"}).Prefer(odata.ReturnRepresentation).Do(ctx)
	fmt.Println(made, err)
	t.cleanup()
	// Output:
	// {"id":"1","displayName":"Ada"} <nil>
	// odatatest: DELETE /users/1 was expected but not received
}

// A service in memory of a generated package: entities go in, calls of the client work on them, and what they did can
// be looked at.
func ExampleService() {
	t := &t{} // in a test: the *testing.T
	svc := graphfake.New(t)
	ada := svc.Users().Add(&graph.User{DisplayName: odata.Some("Ada"), JobTitle: odata.Some("Countess")})[0]

	ctx := context.Background()
	c := svc.Client()
	_, err := c.Users().Key(ada.ID.Or("")).Update(&graph.User{JobTitle: odata.Null[string]()}).Do(ctx)
	fmt.Println(svc.Users().Get(ada.ID.Or("")).JobTitle.IsNull(), err)

	_, err = odata.Get[edm.Raw](ctx, c.OData(), "users?$filter=accountEnabled eq 'yes'") // not what the schema has
	fmt.Println(err != nil)
	t.cleanup()
	// Output:
	// true <nil>
	// odatatest: GET /users?$filter=accountEnabled%20eq%20'yes': $filter:16: eq cannot compare Edm.Boolean with Edm.String; only texts, enumeration members and durations are in quotes (in "accountEnabled eq 'yes'")
	// true
}
