// Command withcsdlgen creates a windowsUpdateState with the generated package: what the build benchmarks compare with
// byhand.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/csdlgen/csdlgen/generated/windowsupdate"
	"github.com/csdlgen/csdlgen/odata"
)

func create(ctx context.Context, root, token, configuration string, s *windowsupdate.WindowsUpdateState) (*windowsupdate.WindowsUpdateState, error) {
	c, err := windowsupdate.NewClient(root, odata.WithToken(func(context.Context) (string, error) { return token, nil }))
	if err != nil {
		return nil, err
	}
	return c.DeviceManagement().DeviceConfigurations().Key(configuration).
		AsWindowsUpdateForBusinessConfiguration().DeviceUpdateStates().Create(s).Do(ctx)
}

func main() {
	s, err := create(context.Background(), os.Args[1], os.Args[2], os.Args[3], &windowsupdate.WindowsUpdateState{
		DeviceID: odata.Some("1"), Status: odata.Some(windowsupdate.WindowsUpdateStatusUpToDate), LastScanDateTime: odata.Some(time.Now()),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(s.ID.Or(""))
}
