package examples_test

// This file adds a member to a group, from the request line
//
//	POST /groups/{group-id}/members/$ref

import (
	"context"
	"fmt"
	"net/url"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph/graphfake"
)

// addMember makes somebody a member of a group. The body is the URL of the new member, not the member: RefTo makes one
// of the entity's place below the service root, and PathEscape lets the key hold anything. Refusals of the service come
// as an *odata.Error with the service's code and message.
func addMember(ctx context.Context, c *graph.Client) error {
	const group, user = "b320ee12-b1cd-4cca-b648-a437be61c5cd", "87d349ed-44d7-43e1-9a83-5f2406dee5bd"
	members := c.Groups().Key(group).Members().Ref()
	member := odata.RefTo(odata.At(c, "directoryObjects/"+url.PathEscape(user)))
	if err := members.Add(member).Do(ctx); err != nil {
		return err
	}
	fmt.Println("added")
	return nil
}

// Add a member to a group.
func Example_addMember() {
	onGraph(addMember, func(svc *graphfake.Service) {
		svc.Groups().AddJSON(`{"id":"b320ee12-b1cd-4cca-b648-a437be61c5cd"}`)
		svc.Users().AddJSON(`{"id":"87d349ed-44d7-43e1-9a83-5f2406dee5bd"}`)
	}, "POST /v1.0/groups/b320ee12-b1cd-4cca-b648-a437be61c5cd/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/87d349ed-44d7-43e1-9a83-5f2406dee5bd"}`)
	// Output:
	// added
}
