package undertest

// This file tests the programs with the services in memory that csdlgen generates.

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/windowsupdate"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/windowsupdate/windowsupdatefake"
)

func TestActiveUsers(t *testing.T) {
	svc := graphfake.New(t, odatatest.PageSize(2))
	svc.Users().AddJSON(`[{"displayName":"Grace","accountEnabled":true},{"displayName":"Eve","accountEnabled":false},
		{"displayName":"Ada","accountEnabled":true},{"displayName":"Alan","accountEnabled":true}]`)
	names, err := ActiveUsers(t.Context(), svc.Client())
	if want := []string{"Ada", "Alan", "Grace"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%v, %v; want %v", names, err, want)
	}
}

func TestPromote(t *testing.T) {
	svc := graphfake.New(t)
	svc.Users().AddJSON(`{"id":"1","displayName":"Ada","mobilePhone":"555"}`)
	if err := Promote(t.Context(), svc.Client(), "1", "Countess"); err != nil {
		t.Fatal(err)
	}
	if ada := svc.Users().Get("1"); ada.JobTitle.Or("") != "Countess" || !ada.MobilePhone.IsNull() || ada.DisplayName.Or("") != "Ada" {
		t.Errorf("%v", ada)
	}
}

func TestNewTeam(t *testing.T) {
	svc := graphfake.New(t)
	id, err := NewTeam(t.Context(), svc.Client(), "Engines", "engines")
	if err != nil || svc.Groups().Get(id).DisplayName.Or("") != "Engines" {
		t.Errorf("%s, %v", id, err)
	}
}

func TestJoin(t *testing.T) {
	svc := graphfake.New(t)
	svc.Users().AddJSON(`{"id":"1"}`)
	svc.Groups().AddJSON(`{"id":"7"}`)
	if err := Join(t.Context(), svc.Client(), "7", "1"); err != nil || !odatatest.In[graph.User](svc, "/groups/7/members").Has("1") {
		t.Error(err)
	}
}

func TestMailOfMembers(t *testing.T) {
	svc := graphfake.New(t)
	svc.Users().AddJSON(`{"id":"1","mail":"ada@example.com"}`)
	svc.Groups().AddJSON(`[{"id":"7"},{"id":"8"}]`)
	svc.Link("/groups/7/members", "/users/1", "/groups/8")
	addresses, err := MailOfMembers(t.Context(), svc.Client(), "7")
	if want := []string{"ada@example.com"}; err != nil || !slices.Equal(addresses, want) {
		t.Errorf("%v, %v; want %v", addresses, err, want)
	}
}

func TestInvite(t *testing.T) {
	svc := graphfake.New(t)
	var sent *graph.Message
	svc.OnUserSendMail(func(_ context.Context, _ string, p *graph.UserSendMailParameters) error {
		sent = p.Message.Or(nil)
		return nil
	})
	if err := Invite(t.Context(), svc.Client(), "Lunch?", "ada@example.com"); err != nil {
		t.Fatal(err)
	}
	if to := sent.ToRecipients.Or(nil); sent.Subject.Or("") != "Lunch?" || len(to) != 1 || to[0].EmailAddress.Or(nil).Address.Or("") != "ada@example.com" {
		t.Errorf("%v", sent)
	}
}

func TestUnread(t *testing.T) {
	svc := graphfake.New(t)
	odatatest.In[graph.Message](svc, "/me/messages").AddJSON(`[{"subject":"Lunch?","isRead":false},{"subject":"Old news","isRead":true}]`)
	subjects, err := Unread(t.Context(), svc.Client())
	if want := []string{"Lunch?"}; err != nil || !slices.Equal(subjects, want) {
		t.Errorf("%v, %v; want %v", subjects, err, want)
	}
}

func TestFile(t *testing.T) {
	svc := graphfake.New(t)
	messages := odatatest.In[graph.Message](svc, "/me/messages")
	messages.AddJSON(`{"id":"1","isRead":false,"categories":["red"]}`)
	faster := false
	svc.Handle("PATCH", "/me/messages/{id}", func(c *odatatest.Call) (any, error) {
		if !faster {
			faster = true
			return nil, &odata.Error{StatusCode: 412, Code: "ErrorIrresolvableConflict"}
		}
		return c.Default(), nil
	})
	if err := File(t.Context(), svc.Client(), "1", "done"); err != nil {
		t.Fatal(err)
	}
	if m := messages.Get("1"); !m.IsRead.Or(false) || !slices.Equal(m.Categories.Or(nil), []string{"red", "done"}) {
		t.Errorf("%v", m)
	}
}

func TestReport(t *testing.T) {
	svc := graphfake.New(t)
	size, err := Report(t.Context(), svc.Client(), "march.csv", strings.NewReader("month,sum\n"))
	if _, content := svc.Stream("/me/drive/root:/Reports/march.csv:/content"); err != nil || size != 10 || string(content) != "month,sum\n" {
		t.Errorf("%d, %q, %v", size, content, err)
	}
}

func TestSync(t *testing.T) {
	svc := graphfake.New(t)
	svc.Users().AddJSON(`[{"id":"1","displayName":"Ada"},{"id":"2","displayName":"Alan"}]`)
	directory := map[string]string{}
	link, err := Sync(t.Context(), svc.Client(), directory, "")
	if want := map[string]string{"1": "Ada", "2": "Alan"}; err != nil || !maps.Equal(directory, want) {
		t.Fatalf("%v, %v; want %v", directory, err, want)
	}
	odatatest.At[graph.User](svc, "/users/1").SetJSON(`{"id":"1","displayName":"Lady Ada"}`)
	svc.Users().Remove("2")
	svc.Users().AddJSON(`{"id":"3","displayName":"Grace"}`)
	_, err = Sync(t.Context(), svc.Client(), directory, link)
	if want := map[string]string{"1": "Lady Ada", "3": "Grace"}; err != nil || !maps.Equal(directory, want) {
		t.Errorf("%v, %v; want %v", directory, err, want)
	}
}

func TestGreeting(t *testing.T) {
	svc := graphfake.New(t)
	svc.Me().SetJSON(`{"displayName":"Ada"}`)
	odatatest.In[graph.Message](svc, "/me/messages").AddJSON(`[{"subject":"Lunch?"},{"subject":"Re: Lunch?"}]`)
	name, messages, err := Greeting(t.Context(), svc.Client())
	if err != nil || name != "Ada" || messages != 2 {
		t.Errorf("%s, %d, %v", name, messages, err)
	}
}

func TestReportUpdate(t *testing.T) {
	svc := windowsupdatefake.New(t)
	configurations := odatatest.In[odata.Raw](svc, "/deviceManagement/deviceConfigurations")
	configurations.AddJSON(`{"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration","id":"5"}`)
	scanned := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	id, err := ReportUpdate(t.Context(), svc.Client(), "5", "laptop-7", scanned)
	if err != nil {
		t.Fatal(err)
	}
	const states = "/deviceManagement/deviceConfigurations/5/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates"
	state := odatatest.In[windowsupdate.WindowsUpdateState](svc, states).Get(id)
	if state.DeviceID.Or("") != "laptop-7" || state.Status.Or("") != windowsupdate.WindowsUpdateStatusPendingInstallation || !state.LastScanDateTime.Or(time.Time{}).Equal(scanned) {
		t.Errorf("%v", state)
	}
}
