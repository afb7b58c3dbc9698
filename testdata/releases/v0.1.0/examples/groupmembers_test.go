package examples_test

// This file lists the members of a group, which are users, groups and others, from the request line
//
//	GET /groups/{group-id}/members

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
)

// groupMembers prints who belongs to a group. The service declares members as directory objects, so that is the type of
// each; AsUser and AsGroup return what it really is. A member of a type that the package does not have is still there,
// with its type's name.
func groupMembers(ctx context.Context, c *graph.Client) error {
	for member, err := range c.Groups().Key("b320ee12-b1cd-4cca-b648-a437be61c5cd").Members().List().All(ctx) {
		if err != nil {
			return err
		}
		if user, ok := member.AsUser(); ok {
			fmt.Println("user", user.DisplayName.Value, user.Mail.Value)
		} else if group, ok := member.AsGroup(); ok {
			fmt.Println("group", group.Description.Value)
		} else {
			fmt.Println(member.Extra.ODataType(), member.ID.Value)
		}
	}
	return nil
}

// List the members of a group as users and groups.
func Example_groupMembers() {
	try(graph.NewClient, "/v1.0", groupMembers, func(s *odatatest.Server) {
		s.Expect("GET", "/v1.0/groups/b320ee12-b1cd-4cca-b648-a437be61c5cd/members").
			Answer(200, `{"value":[`+
				`{"@odata.type":"#microsoft.graph.user","id":"1","displayName":"Ada","mail":"ada@example.com"},`+
				`{"@odata.type":"#microsoft.graph.group","id":"2","description":"Everybody in the lab"},`+
				`{"@odata.type":"#microsoft.graph.device","id":"3","displayName":"LAPTOP-7"}]}`)
	})
	// Output:
	// user Ada ada@example.com
	// group Everybody in the lab
	// microsoft.graph.device 3
}
