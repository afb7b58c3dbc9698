package examples_test

// This file sends several requests in one, from the request lines
//
//	GET /me
//	GET /me/messages
//	PATCH /me/messages/{message-id}
//
// and no line for $batch.

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
)

// batch sends three requests together. Each answer has the type of its request, and its own error; the batch as a whole
// has one where it could not be sent.
func batch(ctx context.Context, c *graph.Client) error {
	var b odata.Batch
	me := odata.Add(&b, c.Me().Get().Select(graph.UserPropDisplayName))
	newest := odata.Add(&b, c.Me().Messages().List().Select(graph.MessagePropSubject).Top(1))
	read := odata.Add(&b, c.Me().Messages().Key("AAMkAD=").Update(&graph.Message{IsRead: odata.Some(true)}), newest) // after newest
	if err := b.Do(ctx); err != nil {
		return err
	}

	user, err := me.Result()
	if err != nil {
		return err
	}
	page, err := newest.Result()
	if err != nil {
		return err
	}
	fmt.Println(user.DisplayName.Or(""), "has", len(page.Items), "message:", page.Items[0].Subject.Or(""))
	if _, err := read.Result(); odata.IsNotFound(err) {
		fmt.Println("gone:", err)
	}
	return nil
}

// Send a batch.
func Example_batch() {
	try(graph.NewClient, "/v1.0", batch, func(s *odatatest.Server) {
		s.Expect("POST", "/v1.0/$batch").
			BodyBytes(`{"requests":[`+
				`{"id":"1","method":"GET","url":"/me?$select=displayName"},`+
				`{"id":"2","method":"GET","url":"/me/messages?$select=subject\u0026$top=1"},`+
				`{"id":"3","method":"PATCH","url":"/me/messages/AAMkAD%3D","headers":{"content-type":"application/json"},`+
				`"body":{"@odata.type":"#microsoft.graph.message","isRead":true},"dependsOn":["2"]}]}`).
			Answer(200, `{"responses":[`+
				`{"id":"3","status":404,"headers":{"request-id":"3aa1"},"body":{"error":{"code":"ErrorItemNotFound","message":"The message is not there."}}},`+
				`{"id":"1","status":200,"headers":{"content-type":"application/json"},"body":{"displayName":"Ada Lovelace"}},`+
				`{"id":"2","status":200,"body":{"value":[{"id":"AAMkAD=","subject":"Lunch"}]}}]}`)
	})
	// Output:
	// Ada Lovelace has 1 message: Lunch
	// gone: odata: PATCH /me/messages/AAMkAD%3D: 404 Not Found: ErrorItemNotFound: The message is not there. (request 3aa1)
}
