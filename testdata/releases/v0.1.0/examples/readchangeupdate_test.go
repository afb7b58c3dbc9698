package examples_test

// This file reads a message, changes it and sends the change, from the request lines
//
//	GET /me/messages/{message-id}
//	PATCH /me/messages/{message-id}

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph/graphfake"
)

// readChangeUpdate marks a message as read and takes its categories away. The update holds what has changed and nothing
// else, and only succeeds where nobody was faster: it carries the ETag of what was read.
func readChangeUpdate(ctx context.Context, c *graph.Client) error {
	message := c.Me().Messages().Key("AAMkAD=")
	before, err := message.Get().Do(ctx)
	if err != nil {
		return err
	}
	after, err := odata.Clone(before)
	if err != nil {
		return err
	}
	after.IsRead = odata.Some(true)
	after.Categories = odata.Some([]string{})
	change, err := odata.Changes(before, after)
	if err != nil {
		return err
	}
	_, err = message.Update(change).Do(ctx)
	if odata.IsPreconditionFailed(err) {
		fmt.Println("somebody was faster: read again")
		return nil
	}
	return err
}

// Read, change, update.
func Example_readChangeUpdate() {
	onGraph(readChangeUpdate, func(svc *graphfake.Service) {
		messages := odatatest.In[graph.Message](svc, "/me/messages")
		messages.AddJSON(`{"id":"AAMkAD=","createdDateTime":"2026-01-02T03:04:05Z","categories":["red"],"isRead":false,"subject":"Lunch"}`)
		svc.Handle("PATCH", "/me/messages/{id}", func(call *odatatest.Call) (any, error) {
			odatatest.At[graph.Message](svc, "/me/messages/AAMkAD=").SetJSON(`{"id":"AAMkAD=","subject":"Dinner"}`) // somebody was faster
			return call.Default(), nil
		})
	}, "GET /v1.0/me/messages/AAMkAD%3D", "",
		"PATCH /v1.0/me/messages/AAMkAD%3D", `{"categories":[],"isRead":true}`)
	// Output:
	// somebody was faster: read again
}
