package odatatest_test

// This file tests the service in memory by the client of Microsoft Graph: what programs do first with it.

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// must is a result without an error.
func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestListUsers(t *testing.T) {
	svc := graphfake.New(t, odatatest.PageSize(2))
	for _, name := range []string{"Ada", "Bob", "Alan", "Anna", "Abe"} {
		svc.Users().Add(&graph.User{DisplayName: odata.Some(name)})
	}
	var names []string
	list := svc.Client().Users().List().Filter(filter.StartsWith(graph.UserPropDisplayName, "A")).OrderBy(filter.Desc(graph.UserPropDisplayName)).Select(graph.UserPropDisplayName)
	for user, err := range list.All(context.Background()) {
		names = append(names, must[*graph.User](t)(user, err).DisplayName.Or(""))
	}
	if got := strings.Join(names, " "); got != "Anna Alan Ada Abe" {
		t.Errorf("%s", got)
	}
	if got := len(svc.Requests()); got != 2 {
		t.Errorf("%d requests", got)
	}
}

// What has happened to users since they were read, page by page.
func TestDelta(t *testing.T) {
	svc := graphfake.New(t, odatatest.PageSize(2))
	for _, name := range []string{"Ada", "Bob", "Cid"} {
		svc.Users().Add(&graph.User{ID: odata.Some(name), DisplayName: odata.Some(name)})
	}
	ctx, users := context.Background(), svc.Client().Users()
	told := func(from string) (text, next string) {
		changes, next, err := users.Delta().From(from).All(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			text += c.Item.ID.Or("") + " " + c.ID + c.Reason + ","
		}
		return text, next
	}
	changes, link, err := users.Delta().Select(graph.UserPropID).All(ctx)
	if err != nil || len(changes) != 3 || link == "" {
		t.Fatal(changes, link, err)
	}
	must[*graph.User](t)(users.Key("Bob").Update(&graph.User{DisplayName: odata.Some("Robert")}).Do(ctx))
	svc.Users().Remove("Ada")
	svc.Users().Add(&graph.User{ID: odata.Some("Dan")})
	text, link := told(link)
	if want := "Bob ,Dan ,Ada Adadeleted,"; text != want {
		t.Errorf("%s", text)
	}
	if text, _ := told(link); text != "" {
		t.Errorf("%s", text)
	}
}

// Graph does not tell capitals from small letters.
func TestIgnoreCase(t *testing.T) {
	svc := graphfake.New(t, odatatest.IgnoreCase())
	svc.Users().Add(&graph.User{DisplayName: odata.Some("Ada"), Mail: odata.Some("Ada@example.com")}, &graph.User{DisplayName: odata.Some("bob")})
	list := svc.Client().Users().List().Filter(filter.Or(filter.Eq(graph.UserPropMail, "ada@EXAMPLE.com"), filter.StartsWith(graph.UserPropDisplayName, "B"))).OrderBy(filter.Asc(graph.UserPropDisplayName))
	var names []string
	for user, err := range list.All(context.Background()) {
		names = append(names, must[*graph.User](t)(user, err).DisplayName.Or(""))
	}
	if got := strings.Join(names, " "); got != "Ada bob" {
		t.Errorf("%s", got)
	}
}

func TestUpdateUser(t *testing.T) {
	svc := graphfake.New(t)
	ctx := context.Background()
	added := svc.Users().Add(&graph.User{DisplayName: odata.Some("Ada"), JobTitle: odata.Some("Countess")})[0]
	id := added.ID.Or("")
	page := must[*graph.User](t)
	var read *graph.User
	for user, err := range svc.Client().Users().List().All(ctx) {
		read = page(user, err)
	}
	after := must[*graph.User](t)(odata.Clone(read))
	after.JobTitle = odata.Null[string]()
	after.Mail = odata.Some("ada@example.com")
	patch := must[*graph.User](t)(odata.Changes(read, after))
	answer := must[*graph.User](t)(svc.Client().Users().Key(id).Update(patch).Do(ctx))
	if answer.Mail.Or("") != "ada@example.com" || !answer.JobTitle.IsNull() {
		t.Errorf("%v", answer)
	}
	if _, err := svc.Client().Users().Key(id).Update(patch).IfMatch(`W/"0"`).Do(ctx); !odata.IsPreconditionFailed(err) {
		t.Errorf("an old ETag: %v", err)
	}
	if now := svc.Users().Get(id); now.DisplayName.Or("") != "Ada" || !now.JobTitle.IsNull() {
		t.Errorf("%v", now)
	}
}

// TestOtherNamesOfUsers: the request line says that userPrincipalName is as good as the key.
func TestOtherNamesOfUsers(t *testing.T) {
	svc := graphfake.New(t)
	svc.Users().AddJSON(`[{"id":"1","userPrincipalName":"ada@example.com"},{"id":"abc"},{"id":"x"}]`)
	user := must[*graph.User](t)(svc.Client().Users().Key("Ada@example.com").Update(&graph.User{JobTitle: odata.Some("Countess")}).Do(t.Context()))
	if user.ID.Or("") != "1" || svc.Users().Get("ada@example.com").JobTitle.Or("") != "Countess" {
		t.Errorf("%v", user)
	}
	if svc.Users().Has("ABC") || svc.Users().Has("") {
		t.Error("keys differ by case")
	}
}

func TestGroupsAndMembers(t *testing.T) {
	svc := graphfake.New(t)
	c, ctx := svc.Client(), context.Background()
	ada := svc.Users().Add(&graph.User{DisplayName: odata.Some("Ada")})[0].ID.Or("")
	group := &graph.Group{DisplayName: odata.Some("Engines"), MailEnabled: odata.Some(false), MailNickname: odata.Some("engines"), SecurityEnabled: odata.Some(true)}
	var response odata.Response
	made := must[*graph.Group](t)(c.Groups().Create(group).Response(&response).Do(ctx))
	if response.StatusCode != 201 || response.ETag() == "" || !strings.HasSuffix(string(response.EntityID()), "groups('"+made.ID.Or("")+"')") {
		t.Errorf("%+v", response)
	}
	members := c.Groups().Key(made.ID.Or("")).Members()
	if err := members.Ref().Add(odata.RefTo(odata.At(c, "directoryObjects/"+ada))).Do(ctx); err != nil {
		t.Fatal(err)
	}
	var names []string
	for member, err := range members.List().All(ctx) {
		user, ok := must[*graph.DirectoryObject](t)(member, err).AsUser()
		if !ok {
			t.Fatalf("%v is not a user", member)
		}
		names = append(names, user.DisplayName.Or(""))
	}
	if strings.Join(names, " ") != "Ada" {
		t.Errorf("%v", names)
	}
	svc.Users().Remove(ada)
	if n := odatatest.In[graph.DirectoryObject](svc, "/groups/"+made.ID.Or("")+"/members").Len(); n != 0 {
		t.Errorf("%d members", n)
	}
}

func TestMailAndDrive(t *testing.T) {
	svc := graphfake.New(t)
	c, ctx := svc.Client(), context.Background()
	svc.Me().Set(&graph.User{ID: odata.Some("1"), DisplayName: odata.Some("Ada")})
	sent := ""
	svc.OnUserSendMail(func(_ context.Context, id string, p *graph.UserSendMailParameters) error {
		message, _ := p.Message.Get()
		sent = id + " " + message.Subject.Or("")
		return nil
	})
	if err := c.Me().SendMail(&graph.UserSendMailParameters{Message: odata.Some(&graph.Message{Subject: odata.Some("Hello")})}).Do(ctx); err != nil || sent != "1 Hello" {
		t.Errorf("%q %v", sent, err)
	}
	if err := c.Me().Drive().Root().Path("reports/2026.txt").Content().Upload("text/plain", strings.NewReader("text")).Do(ctx); err != nil {
		t.Fatal(err)
	}
	item := must[*graph.DriveItem](t)(c.Me().Drive().Root().Path("reports/2026.txt").Get().Do(ctx))
	if item.Name.Or("") != "2026.txt" || item.Size.Or(0) != 4 {
		t.Errorf("%v", item)
	}
	if kind, content := svc.Stream("/me/drive/root:/reports/2026.txt:/content"); kind != "text/plain" || string(content) != "text" {
		t.Errorf("%s %s", kind, content)
	}
	messages := odatatest.In[graph.Message](svc, "/me/messages")
	id := messages.Add(&graph.Message{Subject: odata.Some("Lunch")})[0].ID.Or("")
	file := &graph.FileAttachment{Name: odata.Some("menu.txt"), ContentBytes: odata.Some([]byte("soup"))}
	made := must[*graph.Attachment](t)(c.Me().Messages().Key(id).Attachments().Create(file.AsAttachment()).Do(ctx))
	if back, ok := made.AsFileAttachment(); !ok || string(back.ContentBytes.Or(nil)) != "soup" {
		t.Errorf("%v", made)
	}
	if n := odatatest.In[graph.Attachment](svc, "/me/messages/"+id+"/attachments").Len(); n != 1 {
		t.Errorf("%d attachments", n)
	}
}

// Services differ in whether an update of what is not there creates it.
func TestUpsert(t *testing.T) {
	ctx, change := context.Background(), &graph.User{DisplayName: odata.Some("Ada")}
	svc := graphfake.New(t)
	var said *odata.Error
	if _, err := svc.Client().Users().Key("1").Update(change).Do(ctx); !errors.As(err, &said) || said.StatusCode != 404 || svc.Users().Len() > 0 {
		t.Errorf("%v, and there are %d users", err, svc.Users().Len())
	}
	svc = graphfake.New(t, odatatest.Upsert())
	if _, err := svc.Client().Users().Key("1").Update(change).Do(ctx); err != nil || svc.Users().Get("1").DisplayName.Or("") != "Ada" {
		t.Errorf("%v, %v", err, svc.Users().Get("1"))
	}
}
