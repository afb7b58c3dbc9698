package odatatest_test

// This file tests what tests do with a service in memory without requests: put entities in, relate them, look at them.

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/generated/windowsupdate"
	"github.com/csdlgen/csdlgen/generated/windowsupdate/windowsupdatefake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

func TestEntitiesAreKeptAsTheyAre(t *testing.T) {
	svc := graphfake.New(t)
	const text = `{"id":"1","createdDateTime":"2017-01-01T00:02:49.3205970-08:00","displayName":"Ada","jobTitle":null,"extension_x":{"a":1.0}}`
	added := svc.Users().AddJSON(text)
	for _, user := range append(added, svc.Users().Get("1"), svc.Users().All()[0]) {
		if back, err := odata.Marshal(user); err != nil || string(back) != text {
			t.Errorf("%s %v", back, err)
		}
	}
	svc.Users().AddJSON(`{"@odata.context":"x","value":[{"id":"2","@odata.etag":"y"},{"id":"3","@odata.type":"#microsoft.graph.robot","arms":2}]}`)
	if n := svc.Users().Len(); n != 3 || !svc.Users().Has("2") || svc.Users().Has("4") {
		t.Errorf("%d", n)
	}
	if robot := svc.Users().Get("3"); robot.Extra.ODataType() != "microsoft.graph.robot" {
		t.Errorf("%v is a %s", robot, robot.Extra.ODataType())
	}
	svc.Users().Remove("2")
	if svc.Users().Has("2") {
		t.Error("2 is still there")
	}
}

func TestPathsMakeWhatTheyName(t *testing.T) {
	svc := windowsupdatefake.New(t)
	const path = "/deviceManagement/deviceConfigurations/ea6f7c5d/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates"
	odatatest.In[windowsupdate.WindowsUpdateState](svc, path).Add(&windowsupdate.WindowsUpdateState{ID: odata.Some("1"), DeviceID: odata.Some("d")})
	states := svc.Client().DeviceManagement().DeviceConfigurations().Key("ea6f7c5d").AsWindowsUpdateForBusinessConfiguration().DeviceUpdateStates()
	state, err := states.Key("1").Get().Do(t.Context())
	if err != nil || state.DeviceID.Or("") != "d" {
		t.Errorf("%v %v", state, err)
	}
	if _, err := states.Create(&windowsupdate.WindowsUpdateState{DeviceID: odata.Some("e")}).Do(t.Context()); err != nil {
		t.Error(err)
	}
	if n := odatatest.In[windowsupdate.WindowsUpdateState](svc, path).Len(); n != 2 {
		t.Errorf("%d states", n)
	}
	if err := states.Key("1").Delete().Do(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestFoldersAndLinks(t *testing.T) {
	svc := graphfake.New(t)
	svc.Load(fstest.MapFS{
		"me.json":               {Data: []byte(`{"id":"0","displayName":"Ada"}`)},
		"me/messages.json":      {Data: []byte(`[{"id":"m1","subject":"Hello"},{"id":"m2"}]`)},
		"users.json":            {Data: []byte(`{"value":[{"id":"1"},{"id":"2"}]}`)},
		"users/1/messages.json": {Data: []byte(`[{"id":"m1"}]`)},
		"groups.json":           {Data: []byte(`[{"id":"g"}]`)},
		"README.md":             {Data: []byte(`no JSON`)},
	})
	svc.Link("/groups/g/members", "/users/1", "/users/2", "/groups/g")
	svc.Link("/users/1/manager", "/users/2")
	svc.Link("/users/1/manager", "/me")
	members := odatatest.In[graph.DirectoryObject](svc, "/groups/g/members")
	if n := members.Len(); n != 3 {
		t.Errorf("%d members", n)
	}
	if user, ok := members.Get("1").AsUser(); !ok || user.ID.Or("") != "1" {
		t.Errorf("%v", members.Get("1"))
	}
	members.Remove("2")
	if members.Has("2") || !svc.Users().Has("2") {
		t.Error("a reference and what it refers to are not the same")
	}
	if manager, ok := odatatest.At[graph.DirectoryObject](svc, "/users/1/manager").Get().AsUser(); !ok || manager.DisplayName.Or("") != "Ada" {
		t.Errorf("%v", manager)
	}
	if n := odatatest.In[graph.Message](svc, "/me/messages").Len(); n != 2 {
		t.Errorf("%d messages", n)
	}
}

// TestWhatCannotBe: each is a failure that says what is wrong, and no answer.
func TestWhatCannotBe(t *testing.T) {
	for want, do := range map[string]func(*graphfake.Service){
		"accountEnabled: found 7":                           func(s *graphfake.Service) { s.Users().AddJSON(`{"accountEnabled":7}`) },
		"already an entity with the key '1'":                func(s *graphfake.Service) { s.Users().AddJSON(`[{"id":"1"},{"id":"1"}]`) },
		"cut off":                                           func(s *graphfake.Service) { s.Users().AddJSON(`{"id":`) },
		"does not derive from microsoft.graph.user":         func(s *graphfake.Service) { s.Users().AddJSON(`{"@odata.type":"#microsoft.graph.group"}`) },
		`"user": the slice has no entity set`:               func(s *graphfake.Service) { odatatest.In[graph.User](s, "/user").All() },
		"/me is not a collection":                           func(s *graphfake.Service) { odatatest.In[graph.User](s, "/me").All() },
		"does not lead to one entity":                       func(s *graphfake.Service) { odatatest.At[graph.User](s, "/users").Get() },
		`there is no microsoft.graph.user with the key "9"`: func(s *graphfake.Service) { s.Users().Get("9") },
		"does not have 2 parts":                             func(s *graphfake.Service) { s.Users().Get("9", "8") },
		"is null":                                           func(s *graphfake.Service) { odatatest.At[graph.User](s, "/me/manager").Get() },
		"is not a navigation property":                      func(s *graphfake.Service) { s.Link("/users", "/me") },
		"contains its entities":                             func(s *graphfake.Service) { s.Link("/me/messages", "/me") },
		"is of the type microsoft.graph.message": func(s *graphfake.Service) {
			odatatest.In[graph.Message](s, "/me/messages").AddJSON(`{"id":"1"}`)
			s.Link("/me/manager", "/me/messages/1")
		},
		"is not a stream":        func(s *graphfake.Service) { s.Stream("/me") },
		"loading users/1/x.json": func(s *graphfake.Service) { s.Load(fstest.MapFS{"users/1/x.json": {Data: []byte(`{}`)}}) },
		"a handler of GET /groups: the slice does not have this": func(s *graphfake.Service) { s.Handle("GET", "/groups", nil) },
	} {
		r := &recorder{}
		do(graphfake.New(r))
		r.finish()
		if len(r.failures) != 1 || !strings.Contains(r.failures[0], want) {
			t.Errorf("failures %q, want %q", r.failures, want)
		}
	}
}

// A file that a path leads to is among all items too, by its id.
func TestFilesAreItems(t *testing.T) {
	svc := odatatest.NewService(t, schema.Service{
		Structs: []schema.Struct{
			{Name: "files.drive", Entity: true, Key: []schema.Key{{Path: "id"}}, Properties: []schema.Property{{Name: "id", Type: "Edm.String"}}, Links: []schema.Link{
				{Name: "items", Type: "Collection(files.item)", Contains: true}, {Name: "root", Type: "files.item", Null: true, Contains: true},
			}},
			{Name: "files.item", Entity: true, Key: []schema.Key{{Path: "id"}}, Properties: []schema.Property{
				{Name: "id", Type: "Edm.String"}, {Name: "name", Type: "Edm.String", Null: true}, {Name: "content", Type: "Edm.Stream", Null: true},
			}, Links: []schema.Link{{Name: "children", Type: "Collection(files.item)", Contains: true}}},
		},
		Sets: []schema.Set{{Name: "drive", Type: "files.drive", Singleton: true}},
	})
	svc.SetStream("/drive/root:/a/b.txt:/content", "text/plain", []byte("Hello"))
	type item struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	folder := odatatest.In[item](svc, "/drive/root:/a:/children")
	id := folder.All()[0].ID
	byID := odatatest.At[item](svc, "/drive/items/"+id)
	if got := byID.Get(); got.Name != "b.txt" {
		t.Errorf("%v", got)
	}
	if _, content := svc.Stream("/drive/items/" + id + "/content"); string(content) != "Hello" {
		t.Errorf("%s", content)
	}
	byID.Set(&item{ID: id, Name: "c.txt"})
	if _, content := svc.Stream("/drive/root:/a/c.txt:/content"); string(content) != "Hello" {
		t.Errorf("%s", content)
	}
	byID.Remove()
	if byID.Exists() || folder.Len() != 0 {
		t.Errorf("%v are still there", folder.All())
	}
	if all := odatatest.In[item](svc, "/drive/items"); all.Len() != 0 {
		t.Errorf("%v", all.All())
	}
}

func TestSingleEntitiesAndStreams(t *testing.T) {
	svc := graphfake.New(t)
	drive := odatatest.At[edm.Raw](svc, "/me/drive")
	if drive.Exists() {
		t.Error("a drive out of nothing")
	}
	svc.SetStream("/me/drive/root:/a/b.txt:/content", "text/plain", []byte("Hello"))
	svc.SetStream("/me/drive/root:/a/c:/content", "", []byte("x"))
	if kind, content := svc.Stream("/me/drive/root:/a/b.txt:/content"); kind != "text/plain" || string(content) != "Hello" {
		t.Errorf("%s %s", kind, content)
	}
	folder := odatatest.In[graph.DriveItem](svc, "/me/drive/root:/a:/children")
	if n := folder.Len(); n != 2 || !drive.Exists() {
		t.Errorf("%d files", n)
	}
	id := folder.All()[0].ID.Or("")
	odatatest.At[graph.DriveItem](svc, "/me/drive/root:/a/c").Remove()
	if item := folder.Get(id); folder.Len() != 1 || item.Name.Or("") != "b.txt" || item.Size.Or(0) != 5 {
		t.Errorf("%v", item)
	}
	user := odatatest.At[graph.User](svc, "/users/7")
	for _, name := range []string{"Ada", "Bob"} {
		if set := user.Set(&graph.User{DisplayName: odata.Some(name)}); set.ID.Or("") != "7" || user.Get().DisplayName.Or("") != name {
			t.Errorf("%v", set)
		}
	}
	odatatest.In[graph.Message](svc, "/users/7/messages").Load(fstest.MapFS{"x.json": {Data: []byte(`{"id":"1"}`)}}, "x.json")
	user.Remove()
	if user.Exists() {
		t.Error("7 is still there")
	}
	svc.Me().SetJSON(`{"id":"0"}`)
	svc.Me().Remove()
	if id := svc.Me().Get().ID; !id.State.IsAbsent() {
		t.Errorf("%v", id)
	}
}

func TestRawEntities(t *testing.T) {
	svc := graphfake.New(t)
	groups := odatatest.In[edm.Raw](svc, "groups")
	text := edm.Raw(`{"id":"1","x":1}`)
	groups.Add(&text)
	if got := string(*groups.Get("1")); got != string(text) {
		t.Errorf("%s", got)
	}
}
