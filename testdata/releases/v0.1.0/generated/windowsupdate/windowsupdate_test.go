package windowsupdate_test

// This file uses the generated package as a program would: the five documented calls against a server that checks every
// byte.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/windowsupdate"
)

const (
	states = "/beta/deviceManagement/deviceConfigurations/c%201/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates"
	state  = states + "/s%2F1"
	body   = `{"@odata.type":"#microsoft.graph.windowsUpdateState","deviceId":"Device Id value","userId":"User Id value",` +
		`"deviceDisplayName":"Device Display Name value","userPrincipalName":"User Principal Name value","status":"pendingInstallation",` +
		`"qualityUpdateVersion":"Quality Update Version value","featureUpdateVersion":"Feature Update Version value",` +
		`"lastScanDateTime":"2016-12-31T23:59:18.0955018-08:00","lastSyncDateTime":"2017-01-01T00:02:49.3205976-08:00"}`
)

// answer is the object as the service returns it.
var answer = strings.Replace(body, `State","deviceId"`, `State","id":"3d92af00-af00-3d92-00af-923d00af923d","deviceId"`, 1)

// documented is how the documentation prints JSON: indented by two spaces, lines end with CRLF.
func documented(t *testing.T, compact string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(compact), "", "  "); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

// serve answers one request, which has to be the wanted one, and returns a client for it.
func serve(t *testing.T, method, path, wantBody string, status int, text string) *windowsupdate.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		if r.Method != method || r.URL.EscapedPath() != path || string(got) != wantBody {
			t.Errorf("sent %s %s\n%s\nwant %s %s\n%s", r.Method, r.URL.EscapedPath(), got, method, path, wantBody)
		}
		if r.Header.Get("Authorization") != "Bearer token" || r.Header.Get("Accept") != "application/json" {
			t.Errorf("headers %v", r.Header)
		}
		if contentType := r.Header.Get("Content-Type"); (contentType == "application/json") != (wantBody != "") {
			t.Errorf("Content-Type %q", contentType)
		}
		w.Header().Set("Content-Type", "application/json; odata.metadata=minimal")
		w.WriteHeader(status)
		fmt.Fprint(w, text)
	}))
	t.Cleanup(server.Close)
	c, err := windowsupdate.NewClient(server.URL+"/beta/", odata.WithToken(func(context.Context) (string, error) { return "token", nil }))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func collection(c *windowsupdate.Client) windowsupdate.WindowsUpdateStateCollectionBuilder {
	return c.DeviceManagement().DeviceConfigurations().Key("c 1").AsWindowsUpdateForBusinessConfiguration().DeviceUpdateStates()
}

func parsed(t *testing.T, text string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func example(t *testing.T) *windowsupdate.WindowsUpdateState {
	return &windowsupdate.WindowsUpdateState{
		DeviceID:             odata.Some("Device Id value"),
		UserID:               odata.Some("User Id value"),
		DeviceDisplayName:    odata.Some("Device Display Name value"),
		UserPrincipalName:    odata.Some("User Principal Name value"),
		Status:               odata.Some(windowsupdate.WindowsUpdateStatusPendingInstallation),
		QualityUpdateVersion: odata.Some("Quality Update Version value"),
		FeatureUpdateVersion: odata.Some("Feature Update Version value"),
		LastScanDateTime:     odata.Some(parsed(t, "2016-12-31T23:59:18.0955018-08:00")),
		LastSyncDateTime:     odata.Some(parsed(t, "2017-01-01T00:02:49.3205976-08:00")),
	}
}

// same checks that what came in goes out, by encoding/json as well.
func same(t *testing.T, got *windowsupdate.WindowsUpdateState) {
	t.Helper()
	for name, marshal := range map[string]func(any) ([]byte, error){"odata": odata.Marshal, "encoding/json": json.Marshal} {
		text, err := marshal(got)
		if err != nil || string(text) != answer {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
}

func TestCreate(t *testing.T) {
	if n := len(documented(t, body)); n != 504 {
		t.Errorf("the documented body has 504 bytes, this one %d", n)
	}
	if n := len(documented(t, answer)); n != 553 {
		t.Errorf("the documented answer has 553 bytes, this one %d", n)
	}
	c := serve(t, "POST", states, body, 201, documented(t, answer))
	created, err := collection(c).Create(example(t)).Do(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	same(t, created)
}

func TestUpdate(t *testing.T) {
	c := serve(t, "PATCH", state, body, 200, documented(t, answer))
	updated, err := collection(c).Key("s/1").Update(example(t)).Do(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	same(t, updated)
}

func TestDelete(t *testing.T) {
	c := serve(t, "DELETE", state, "", 204, "")
	if err := collection(c).Key("s/1").Delete().Do(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestGetAsDocumentedAndAsODataHasIt(t *testing.T) {
	wrapped := documented(t, `{"value":`+answer+`}`)
	if n := len(wrapped); n != 594 {
		t.Logf("the documented wrapped answer has 594 bytes, this one %d", n)
	}
	for _, text := range []string{wrapped, answer} {
		c := serve(t, "GET", state, "", 200, text)
		got, err := collection(c).Key("s/1").Get().Do(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		same(t, got)
	}
}

func TestList(t *testing.T) {
	c := serve(t, "GET", states, "", 200, documented(t, `{"value":[`+answer+`]}`))
	n := 0
	for got, err := range collection(c).List().All(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		same(t, got)
		n++
	}
	if n != 1 {
		t.Errorf("%d items", n)
	}
}

func TestNothingIsSentThatTheSchemaForbids(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("sent %s", r.URL) }))
	defer server.Close()
	c, err := windowsupdate.NewClient(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	bad := example(t)
	bad.Status = odata.Some(windowsupdate.WindowsUpdateStatus("broken"))
	bad.LastScanDateTime = odata.Null[time.Time]()
	_, err = collection(c).Create(bad).Do(context.Background())
	var invalid *odata.ValidationError
	if !errors.As(err, &invalid) || len(invalid.Violations) != 2 || invalid.Violations[0].Path != "status" || invalid.Violations[1].Path != "lastScanDateTime" {
		t.Errorf("got %v", err)
	}
	if _, err := collection(c).Create(nil).Do(context.Background()); err == nil {
		t.Error("nil was sent")
	}
}

func TestScopes(t *testing.T) {
	c, err := windowsupdate.NewClient("https://graph.microsoft.com/beta")
	if err != nil {
		t.Fatal(err)
	}
	read, write := "DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"
	if got := collection(c).Create(nil).Scopes(); !slices.Equal(got, []string{write}) {
		t.Errorf("create: %v", got)
	}
	if got := collection(c).Key("x").Delete().Scopes("Application"); !slices.Equal(got, []string{write}) {
		t.Errorf("delete: %v", got)
	}
	if got := collection(c).List().Scopes(); !slices.Equal(got, []string{read, write}) {
		t.Errorf("list: %v", got)
	}
	if got := collection(c).List().Scopes("Personal"); got != nil {
		t.Errorf("a scheme that is not supported: %v", got)
	}
}

func ExampleNewClient() {
	c, err := windowsupdate.NewClient("https://graph.microsoft.com/beta")
	if err != nil {
		fmt.Println(err)
		return
	}
	request, err := c.DeviceManagement().DeviceConfigurations().Key("42").
		AsWindowsUpdateForBusinessConfiguration().DeviceUpdateStates().
		Create(&windowsupdate.WindowsUpdateState{
			DeviceID: odata.Some("Device Id value"),
			Status:   odata.Some(windowsupdate.WindowsUpdateStatusUpToDate),
		}).HTTP(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	text, _ := io.ReadAll(request.Body)
	fmt.Println(request.Method, request.URL.Path)
	fmt.Println(string(text))
	// Output:
	// POST /beta/deviceManagement/deviceConfigurations/42/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates
	// {"@odata.type":"#microsoft.graph.windowsUpdateState","deviceId":"Device Id value","status":"upToDate"}
}
