package examples_test

// This file lists users with a filter, from the request line
//
//	GET /users

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
)

// listUsers prints who has a name that begins with A and can sign in. A property of another type, or a value of another
// type than the property's, does not compile. Only what is selected is read; All goes from page to page.
func listUsers(ctx context.Context, c *graph.Client) error {
	users := c.Users().List().
		Select(graph.UserPropDisplayName, graph.UserPropMail).
		Filter(filter.And(
			filter.StartsWith(graph.UserPropDisplayName, "A"),
			filter.Eq(graph.UserPropAccountEnabled, true),
		)).
		OrderBy(filter.Asc(graph.UserPropDisplayName)).
		Top(2).
		Count().Header("ConsistencyLevel", "eventual") // which Graph wants where a filter and an order meet
	for user, err := range users.All(ctx) {
		if err != nil {
			return err
		}
		fmt.Println(user.DisplayName.Or("(no name)"), user.Mail.Or("(no mail)"))
	}
	return nil
}

// List users with a filter.
func Example_listUsers() {
	try(graph.NewClient, "/v1.0", listUsers, func(s *odatatest.Server) {
		s.Expect("GET", "/v1.0/users?$select=displayName,mail"+
			"&$filter=startswith(displayName,'A')%20and%20accountEnabled%20eq%20true&$orderby=displayName&$top=2&$count=true").
			Header("ConsistencyLevel", "eventual").
			Answer(200, `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users(displayName,mail)","@odata.count":3,`+
				`"@odata.nextLink":"`+s.URL+`/v1.0/users?$skiptoken=RFNwdAIA","value":[`+
				`{"displayName":"Ada Lovelace","mail":"ada@example.com"},{"displayName":"Alan Turing","mail":null}]}`)
		s.Expect("GET", "/v1.0/users?$skiptoken=RFNwdAIA").
			Header("ConsistencyLevel", "eventual").
			Answer(200, `{"value":[{"displayName":"Annie Easley","mail":"annie@example.com"}]}`)
	})
	// Output:
	// Ada Lovelace ada@example.com
	// Alan Turing (no mail)
	// Annie Easley annie@example.com
}
