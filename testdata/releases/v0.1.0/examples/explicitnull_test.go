package examples_test

// This file clears a property, from the request line
//
//	PATCH /users/{id | userPrincipalName}

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
)

// explicitNull takes somebody's title away and changes the department. What is not set stays as it is. The service
// answers 204; a service that answers with the changed user would give it to user.
func explicitNull(ctx context.Context, c *graph.Client) error {
	user, err := c.Users().Key("ada@example.com").Update(&graph.User{
		Department: odata.Some("Engines"),
		JobTitle:   odata.Null[string](),
	}).Do(ctx)
	if err != nil {
		return err
	}
	fmt.Println("updated; the service answers with a user:", user != nil)
	return nil
}

// Clear a property: null in an update.
func Example_explicitNull() {
	try(graph.NewClient, "/v1.0", explicitNull, func(s *odatatest.Server) {
		s.Expect("PATCH", "/v1.0/users/ada%40example.com").
			BodyBytes(`{"@odata.type":"#microsoft.graph.user","department":"Engines","jobTitle":null}`).
			Answer(204, "")
	})
	// Output:
	// updated; the service answers with a user: false
}
