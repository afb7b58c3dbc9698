package examples_test

// This file attaches a file to a draft of a mail, from the request line
//
//	POST /me/messages/{message-id}/attachments

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
)

// attachFile adds a file to a mail. The service declares attachments, of which a file is one kind: AsAttachment makes
// one of it, which says its type and has every member. It is validated as a file attachment. The answer is an
// attachment too, and AsFileAttachment the way back.
func attachFile(ctx context.Context, c *graph.Client) error {
	file := &graph.FileAttachment{
		Name:         odata.Some("menu.txt"),
		ContentType:  odata.Some("text/plain"),
		ContentBytes: odata.Some([]byte("Soup of the day\n")),
	}
	created, err := c.Me().Messages().Key("AAMkAGI").Attachments().Create(file.AsAttachment()).Do(ctx)
	if err != nil {
		return err
	}
	fmt.Println(created.ID.Value, created.Name.Value, created.Size.Value)
	if file, ok := created.AsFileAttachment(); ok {
		fmt.Printf("%s", file.ContentBytes.Or(nil))
	}
	return nil
}

// Attach a file to a mail.
func Example_attachFile() {
	try(graph.NewClient, "/v1.0", attachFile, func(s *odatatest.Server) {
		s.Expect("POST", "/v1.0/me/messages/AAMkAGI/attachments").
			BodyBytes(`{"@odata.type":"#microsoft.graph.fileAttachment","contentType":"text/plain","name":"menu.txt","contentBytes":"U291cCBvZiB0aGUgZGF5Cg=="}`).
			Answer(201, `{"@odata.type":"#microsoft.graph.fileAttachment","id":"1","contentType":"text/plain","size":16,"name":"menu.txt","contentBytes":"U291cCBvZiB0aGUgZGF5Cg=="}`)
	})
	// Output:
	// 1 menu.txt 16
	// Soup of the day
}
