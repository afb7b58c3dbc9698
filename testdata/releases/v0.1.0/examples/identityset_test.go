package examples_test

// This file reads who made a file, from the request line
//
//	GET /me/drive/root:/{item-path}

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph/graphfake"
)

// madeBy prints who made a file. The service declares an identity set, and sends one of SharePoint, which knows more.
// What every identity set has is read without asking what it is.
func madeBy(ctx context.Context, c *graph.Client) error {
	item, err := c.Me().Drive().Root().Path("reports/March.xlsx").Get().Do(ctx)
	if err != nil {
		return err
	}
	by, ok := item.CreatedBy.Get()
	if !ok {
		return nil
	}
	if user, ok := by.User.Get(); ok {
		fmt.Println(user.DisplayName.Value)
	}
	if set, ok := by.AsSharePointIdentitySet(); ok {
		if user, ok := set.SiteUser.Get(); ok {
			fmt.Println(user.LoginName.Value)
		}
	}
	return nil
}

// Read who made a file.
func Example_madeBy() {
	onGraph(madeBy, func(svc *graphfake.Service) {
		svc.SetStream("/me/drive/root:/reports/March.xlsx:/content", "application/vnd.ms-excel", nil)
		odatatest.At[graph.DriveItem](svc, "/me/drive/root:/reports/March.xlsx").SetJSON(`{"id":"1","name":"March.xlsx",` +
			`"createdBy":{"@odata.type":"#microsoft.graph.sharePointIdentitySet",` +
			`"user":{"displayName":"Ada"},"siteUser":{"displayName":"Ada","loginName":"i:0#.f|membership|ada@example.com"}}}`)
	}, "GET /v1.0/me/drive/root:/reports/March.xlsx", "")
	// Output:
	// Ada
	// i:0#.f|membership|ada@example.com
}
