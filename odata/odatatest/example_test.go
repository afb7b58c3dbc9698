package odatatest_test

import (
	"context"
	"fmt"

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
