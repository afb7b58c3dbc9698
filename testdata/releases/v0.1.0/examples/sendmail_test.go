package examples_test

// This file sends a mail, from the request line
//
//	POST /me/sendMail

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph/graphfake"
)

// sendMail sends a mail without keeping it. The parameters of an action are a struct; the service answers 202 and
// nothing else.
func sendMail(ctx context.Context, c *graph.Client) error {
	err := c.Me().SendMail(&graph.UserSendMailParameters{
		Message: odata.Some(&graph.Message{
			Subject: odata.Some("Meet for lunch?"),
			Body: odata.Some(&graph.ItemBody{
				ContentType: odata.Some(graph.BodyTypeText),
				Content:     odata.Some("The new cafeteria is open."),
			}),
			ToRecipients: odata.Some([]*graph.Recipient{address("frannis@example.com")}),
			CcRecipients: odata.Some([]*graph.Recipient{address("danas@example.com")}),
		}),
		SaveToSentItems: odata.Some(false),
	}).Do(ctx)
	if err != nil {
		return err
	}
	fmt.Println("sent")
	return nil
}

func address(text string) *graph.Recipient {
	return &graph.Recipient{EmailAddress: odata.Some(&graph.EmailAddress{Address: odata.Some(text)})}
}

// Send a mail.
func Example_sendMail() {
	onGraph(sendMail, func(svc *graphfake.Service) {
		svc.OnUserSendMail(func(context.Context, string, *graph.UserSendMailParameters) error { return nil })
	}, "POST /v1.0/me/sendMail",
		`{"Message":{"@odata.type":"#microsoft.graph.message","body":{"content":"The new cafeteria is open.","contentType":"text"},`+
			`"ccRecipients":[{"emailAddress":{"address":"danas@example.com"}}],"subject":"Meet for lunch?",`+
			`"toRecipients":[{"emailAddress":{"address":"frannis@example.com"}}]},"SaveToSentItems":false}`)
	// Output:
	// sent
}
