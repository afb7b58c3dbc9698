package examples_test

// This file uploads a file to a path of a drive, from the request line
//
//	PUT /me/drive/root:/{item-path}:/content

import (
	"context"
	"fmt"
	"strings"

	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph/graphfake"
)

// uploadFile puts a file into a folder; names may hold any character. The content is any io.Reader, usually an
// *os.File, and is never whole in memory. DoInto reads the answer, the item that the file became; Do passes over it.
func uploadFile(ctx context.Context, c *graph.Client) error {
	content := strings.NewReader("month,sum\n2026-01,12.50\n")
	var item graph.DriveItem
	err := c.Me().Drive().Root().Path("Reports/sums & more.csv").Content().Upload("text/csv", content).DoInto(ctx, &item)
	if err != nil {
		return err
	}
	fmt.Println(item.Name.Or(""), item.Size.Or(0), "bytes")
	return nil
}

// Upload a file.
func Example_uploadFile() {
	onGraph(uploadFile, func(*graphfake.Service) {},
		"PUT /v1.0/me/drive/root:/Reports/sums%20%26%20more.csv:/content", "month,sum\n2026-01,12.50\n")
	// Output:
	// sums & more.csv 24 bytes
}
