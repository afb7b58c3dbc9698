package examples_test

// This file creates a windowsUpdateState, from the request line
//
//	POST /deviceManagement/deviceConfigurations/{deviceConfigurationId}/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates

import (
	"context"
	"fmt"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/windowsupdate"
)

// createState reports the state of updates of a device. A segment of the path that names a type becomes a method too,
// As...; times keep their offset and all digits.
func createState(ctx context.Context, c *windowsupdate.Client) error {
	scanned := time.Date(2016, 12, 31, 23, 59, 18, 95501800, time.FixedZone("", -8*60*60))
	states := c.DeviceManagement().DeviceConfigurations().Key("ea6f7c5d").
		AsWindowsUpdateForBusinessConfiguration().DeviceUpdateStates()
	create := states.Create(&windowsupdate.WindowsUpdateState{
		DeviceID:         odata.Some("Device Id value"),
		Status:           odata.Some(windowsupdate.WindowsUpdateStatusPendingInstallation),
		LastScanDateTime: odata.Some(scanned),
	})
	fmt.Println("needs", create.Scopes("Application"))
	state, err := create.Do(ctx)
	if err != nil {
		return err
	}
	fmt.Println("created", state.ID.Or(""), state.Status.Or(""), state.LastScanDateTime.Or(time.Time{}).Format(time.RFC3339Nano))
	return nil
}

// Create a windowsUpdateState.
func Example_createWindowsUpdateState() {
	try(windowsupdate.NewClient, "/beta", createState, func(s *odatatest.Server) {
		s.Expect("POST", "/beta/deviceManagement/deviceConfigurations/ea6f7c5d"+
			"/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates").
			BodyBytes(`{"@odata.type":"#microsoft.graph.windowsUpdateState","deviceId":"Device Id value","status":"pendingInstallation",`+
				`"lastScanDateTime":"2016-12-31T23:59:18.0955018-08:00"}`).
			Answer(201, `{"@odata.type":"#microsoft.graph.windowsUpdateState","id":"3d92af00-af00-3d92-00af-923d00af923d",`+
				`"deviceId":"Device Id value","status":"pendingInstallation","lastScanDateTime":"2016-12-31T23:59:18.0955018-08:00"}`)
	})
	// Output:
	// needs [DeviceManagementConfiguration.ReadWrite.All]
	// created 3d92af00-af00-3d92-00af-923d00af923d pendingInstallation 2016-12-31T23:59:18.0955018-08:00
}
