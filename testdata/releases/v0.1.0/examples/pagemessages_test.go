package examples_test

// This file reads messages page by page, and goes on where it stopped, from the request line
//
//	GET /me/messages

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
)

// pageMessages prints the unread messages, newest first: one page now, the others later. The link to the next page is
// text that a program can keep; All instead of Pages goes through all messages without a thought of pages.
func pageMessages(ctx context.Context, c *graph.Client) error {
	unread := c.Me().Messages().List().
		Select(graph.MessagePropSubject, graph.MessagePropFrom, graph.MessagePropReceivedDateTime).
		Filter(filter.Eq(graph.MessagePropIsRead, false)).
		OrderBy(filter.Desc(graph.MessagePropReceivedDateTime)).
		Top(2).
		Prefer(`outlook.body-content-type="text"`)
	first, err := unread.Do(ctx)
	if err != nil {
		return err
	}
	printMessages(first)
	if first.NextLink == "" {
		return nil
	}

	for page, err := range unread.From(first.NextLink).Pages(ctx) {
		if err != nil {
			return err
		}
		printMessages(page)
	}
	return nil
}

func printMessages(page *odata.Page[*graph.Message]) {
	fmt.Println("page:")
	for _, m := range page.Items {
		sender := m.From.Or(&graph.Recipient{}).EmailAddress.Or(&graph.EmailAddress{})
		fmt.Println("-", m.Subject.Or(""), "from", sender.Address.Or("nobody"))
	}
}

// Page through messages.
func Example_pageMessages() {
	try(graph.NewClient, "/v1.0", pageMessages, func(s *odatatest.Server) {
		next := "/v1.0/me/messages?$filter=isRead%20eq%20false&$top=2&$skip="
		s.Expect("GET", "/v1.0/me/messages?$select=subject,from,receivedDateTime&$filter=isRead%20eq%20false&$orderby=receivedDateTime%20desc&$top=2").
			Header("Prefer", `outlook.body-content-type="text"`).
			Answer(200, `{"value":[`+
				`{"@odata.etag":"W/\"CQAAABYA\"","id":"1","subject":"Lunch","from":{"emailAddress":{"name":"Frannis","address":"frannis@example.com"}}},`+
				`{"id":"2","subject":"Rain"}],"@odata.nextLink":"`+s.URL+next+`2"}`)
		s.Expect("GET", next+"2").
			Header("Prefer", `outlook.body-content-type="text"`).
			Answer(200, `{"value":[{"id":"3","subject":"Sun"}],"@odata.nextLink":"`+s.URL+next+`4"}`)
		s.Expect("GET", next+"4").Answer(200, `{"value":[]}`)
	})
	// Output:
	// page:
	// - Lunch from frannis@example.com
	// - Rain from nobody
	// page:
	// - Sun from nobody
	// page:
}
