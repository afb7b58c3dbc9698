package odata

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// ticket has a key that is a number, and properties that are called as the members of other entries are.
type ticket struct {
	Undeclared
	ID      Opt[int32]     `json:"id,omitzero"`
	Title   Opt[string]    `json:"title,omitzero"`
	Reason  Opt[*animal]   `json:"reason,omitzero"`
	Source  Opt[int32]     `json:"source,omitzero"`
	Members Opt[[]*ticket] `json:"members,omitzero"`
}

func TestDeltaEntries(t *testing.T) {
	for entry, want := range map[string]string{
		`{"id":5,"@removed":{"reason":"deleted"}}`:                                                   `removed deleted id 5 {"id":5,"@removed":{"reason":"deleted"}}`,
		`{"@removed":{"reason":"changed"},"title":"a","id":5}`:                                       `removed changed id 5 {"@removed":{"reason":"changed"},"id":5,"title":"a"}`,
		`{"id":5,"@odata.removed":{"reason":"deleted"}}`:                                             `removed deleted id 5 {"id":5,"@odata.removed":{"reason":"deleted"}}`,
		`{"id":5,"@removed":{}}`:                                                                     `removed  id 5 {"id":5,"@removed":{}}`,
		`{"id":5,"@removed":null}`:                                                                   `removed  id 5 {"id":5,"@removed":null}`,
		`{"id":5,"@removed":true}`:                                                                   `removed  id 5 {"id":5,"@removed":true}`,
		`{"id":5,"@removed":"changed"}`:                                                              `removed changed id 5 {"id":5,"@removed":"changed"}`,
		`{"id":5,"@removed":[1]}`:                                                                    `removed  id 5 {"id":5,"@removed":[1]}`,
		`{"id":5,"@removed":{"reason":7}}`:                                                           `removed  id 5 {"id":5,"@removed":{"reason":7}}`,
		`{"id":5,"reason":{"name":"of the ticket"},"@removed":{"reason":"deleted"}}`:                 `removed deleted id 5 {"id":5,"reason":{"name":"of the ticket"},"@removed":{"reason":"deleted"}}`,
		`{"@id":"tickets(5)","@removed":{"reason":"deleted"}}`:                                       `removed deleted id tickets(5) {"@id":"tickets(5)","@removed":{"reason":"deleted"}}`,
		`{"@odata.context":"$metadata#tickets/$deletedEntity","id":"tickets(5)","reason":"deleted"}`: `removed deleted id tickets(5) null`,
		`{"reason":"changed","id":"https://example.com/svc/tickets(5)","@context":"#tickets/$deletedEntity"}`:  `removed changed id https://example.com/svc/tickets(5) null`,
		`{"@odata.context":"$metadata#tickets/%24deletedEntity","id":5,"reason":"deleted"}`:                    `removed deleted id 5 {"@odata.context":"$metadata#tickets/%24deletedEntity","id":5}`,
		`{"@odata.context":"#tickets/$deletedEntity","id":"tickets(5)","title":"a","reason":"deleted"}`:        `removed deleted id tickets(5) {"@odata.context":"#tickets/$deletedEntity","title":"a"}`,
		`{"@odata.context":"#tickets/$link","source":"tickets(1)","relationship":"members","target":"t(2)"}`:   `link {tickets(1) t(2) members}`,
		`{"target":"t(2)","relationship":"m","source":"tickets(1)","@odata.context":"x#tickets/$deletedLink"}`: `removed link {tickets(1) t(2) m}`,
		`{"id":5,"title":"a"}`:                             `{"id":5,"title":"a"}`,
		`{"id":5,"removed":{"reason":"deleted"}}`:          `{"id":5,"removed":{"reason":"deleted"}}`,
		`{"@odata.context":"#tickets/$entity","id":5}`:     `{"@odata.context":"#tickets/$entity","id":5}`,
		`{"@odata.context":"#tickets/a.B/$entity","id":5}`: `a.B {"@odata.context":"#tickets/a.B/$entity","id":5}`,
		`null`: `null`,
		`{"id":"five","@removed":{"reason":"deleted"}}`: `removed deleted id five {"id":"five","@removed":{"reason":"deleted"}} error [value[1].id]`,
		`{"id":5,"source":"x"}`:                         `{"id":5,"source":"x"} error [value[1].source]`,
	} {
		body := `{"@odata.context":"$metadata#tickets/$delta","value":[{"id":1},` + entry + `,{"id":2}],"@odata.deltaLink":"x"}`
		client := testClient(t, answers(200, jsonType, body))
		delta := NewDeltaRequest[*ticket](request.Get(At(client, "/tickets/delta()")))
		changes, link, err := delta.All(t.Context())
		if len(changes) != 3 || !strings.HasSuffix(link, "/v1/tickets/x") || changes[0].Item.ID.Or(0) != 1 || changes[2].Item.ID.Or(0) != 2 || changes[0].Err != nil {
			t.Errorf("%s: %v %s %v", entry, changes, link, err)
			continue
		}
		if got := tell(t, changes[1]); got != want {
			t.Errorf("%s\n got %s\nwant %s", entry, got, want)
		}
		if (err != nil) != strings.Contains(want, "error") {
			t.Errorf("%s: %v", entry, err)
		}
	}
}

// tell is a change in words.
func tell(t *testing.T, c Change[*ticket]) string {
	var b strings.Builder
	if c.Removed {
		b.WriteString("removed ")
	}
	if c.Link != nil {
		fmt.Fprint(&b, "link ", *c.Link)
		return b.String()
	}
	if c.Removed {
		fmt.Fprintf(&b, "%s id %s ", c.Reason, c.ID)
	}
	if c.Item != nil && c.Item.Extra.ODataType() != "" {
		b.WriteString(c.Item.Extra.ODataType() + " ")
	}
	b.WriteString(jsonText(t, c.Item))
	if c.Err != nil {
		fmt.Fprint(&b, " error ", paths(c.Err))
	}
	return b.String()
}

func TestNestedDelta(t *testing.T) {
	body := `{"value":[{"id":1,"members@odata.context":"#tickets(1)/members/a.Member","members@delta":[{"id":2,"@removed":{"reason":"deleted"}},{"id":3,"title":"b"},{"id":"x"},{"@type":"#a.Other","id":4}]}]}`
	client := testClient(t, answers(200, jsonType, body))
	page, err := NewDeltaRequest[*ticket](request.Get(At(client, "/tickets/delta()"))).Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	one := page.Changes[0].Item
	changes, err := NestedDelta[*ticket](&one.Undeclared, "members")
	if len(changes) != 4 || !changes[0].Removed || changes[0].ID != "2" || changes[1].Item.Title.Or("") != "b" || changes[1].Item.Extra.ODataType() != "a.Member" || changes[3].Item.Extra.ODataType() != "a.Other" {
		t.Errorf("%v", changes)
	}
	if fmt.Sprint(paths(err)) != "[[2].id]" || changes[2].Err == nil || changes[1].Err != nil {
		t.Errorf("%v", err)
	}
	if changes, err := NestedDelta[*ticket](&one.Undeclared, "others"); changes != nil || err != nil {
		t.Errorf("%v %v", changes, err)
	}
	_ = one.Extra.SetMember("others@odata.delta", 7)
	var located *DecodeError
	if changes, err := NestedDelta[*ticket](&one.Undeclared, "others"); changes != nil || !errors.As(err, &located) || located.Path != "others@delta" {
		t.Errorf("%v %v", changes, err)
	}
}

// What the service says of a page, besides its items, is there by name.
func TestPagesKeepWhatIsSaidOfThem(t *testing.T) {
	body := `{"@odata.context":"$metadata#things","@Vendor.Sales.pagingcookie":"<cookie page='1'/>","@Vendor.Sales.morerecords":true,"@odata.metadataEtag":"W/\"1\"","value":[{"id":"1"}],"@odata.count":7,"note":1.0,"@odata.nextLink":"things?p=2","@odata.deltaLink":"d"}`
	client := testClient(t, answers(200, jsonType, body))
	page, err := List[*everything](client, "/things").Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	delta, err := NewDeltaRequest[*everything](request.Get(At(client, "/things"))).Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, extra := range map[string]*Extra{"page": &page.Extra, "delta": &delta.Extra} {
		cookie, _ := extra.Annotation("", "Vendor.Sales.pagingcookie")
		more, ok := extra.Annotation("", "Vendor.Sales.morerecords")
		tag, _ := extra.Control("", "metadataEtag")
		note, _ := extra.Member("note")
		count, _ := extra.Count("")
		if string(cookie) != `"<cookie page='1'/>"` || string(more) != "true" || !ok || string(tag) != `"W/\"1\""` || string(note) != "1.0" || extra.Context() != "$metadata#things" || count != 7 {
			t.Errorf("%s: %s %s %s %s", name, cookie, more, tag, note)
		}
		n := 0
		for range extra.Annotations("") {
			n++
		}
		if n != 7 {
			t.Errorf("%s: %d annotations", name, n)
		}
	}
	if !strings.HasSuffix(page.NextLink, "/v1/things?p=2") || delta.NextLink != page.NextLink || !strings.HasSuffix(delta.DeltaLink, "/v1/d") || *page.Count != 7 {
		t.Errorf("%+v %+v", page, delta)
	}
}

// A next link that is not a text does not make a page the last one in silence.
func TestLinksThatAreNotTexts(t *testing.T) {
	for link, fails := range map[string]bool{`5`: true, `{"url":"x"}`: true, `null`: false, `""`: false} {
		for _, name := range []string{"@odata.nextLink", "@deltaLink"} {
			client := testClient(t, answers(200, jsonType, `{"value":[],"`+name+`":`+link+`}`))
			if page, err := List[*everything](client, "/things").Do(t.Context()); (err != nil) != fails || fails && !strings.Contains(err.Error(), "a URL is expected") {
				t.Errorf("%s %s: %+v %v", name, link, page, err)
			}
		}
	}
}
