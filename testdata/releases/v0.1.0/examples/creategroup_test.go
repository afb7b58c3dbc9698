package examples_test

// This file creates a group, from the request line
//
//	POST /groups

import (
	"context"
	"errors"
	"fmt"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
)

// createGroup creates a group and prints what the service says of it. Members that are not set are not sent. The
// overlay of the package says what Graph requires: a group without it is not sent at all.
func createGroup(ctx context.Context, c *graph.Client) error {
	_, err := c.Groups().Create(&graph.Group{DisplayName: odata.Some("Library Assist")}).Do(ctx)
	var invalid *odata.ValidationError
	if errors.As(err, &invalid) {
		fmt.Println("not sent:", len(invalid.Violations), "violations, the first:", invalid.Violations[0].Path)
	}

	group, err := c.Groups().Create(&graph.Group{
		Description:     odata.Some("Self help community for library"),
		DisplayName:     odata.Some("Library Assist"),
		GroupTypes:      odata.Some([]string{"Unified"}),
		MailEnabled:     odata.Some(true),
		MailNickname:    odata.Some("library"),
		SecurityEnabled: odata.Some(false),
	}).Do(ctx)
	if err != nil {
		return err
	}
	fmt.Println("created:", group.ID.Or(""), group.Mail.Or(""))
	return nil
}

// Create a group.
func Example_createGroup() {
	try(graph.NewClient, "/v1.0", createGroup, func(s *odatatest.Server) {
		s.Expect("POST", "/v1.0/groups").
			BodyBytes(`{"@odata.type":"#microsoft.graph.group","description":"Self help community for library","displayName":"Library Assist",`+
				`"groupTypes":["Unified"],"mailEnabled":true,"mailNickname":"library","securityEnabled":false}`).
			Answer(201, `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#groups/$entity",`+
				`"id":"b320ee12-b1cd-4cca-b648-a437be61c5cd","description":"Self help community for library","displayName":"Library Assist",`+
				`"groupTypes":["Unified"],"mail":"library@example.com","mailEnabled":true,"mailNickname":"library","securityEnabled":false}`)
	})
	// Output:
	// not sent: 3 violations, the first: mailEnabled
	// created: b320ee12-b1cd-4cca-b648-a437be61c5cd library@example.com
}
