package odata

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// collection is a property of values that come in three pages.
func pagedTags(t *testing.T, last string) CollectionResource[string] {
	client := testClient(t, sequence(`{"@odata.count":5,"value":["a","b"],"@odata.nextLink":"tags?$skiptoken=1"}`, `{"value":["c"],"@nextLink":"tags?$skiptoken=2"}`, last))
	return NewCollectionResource[string](At(client, "/things(1)/tags"))
}

func TestPropertiesInPages(t *testing.T) {
	var got []string
	for tag, err := range pagedTags(t, `{"value":["d","e"]}`).List().All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, tag)
	}
	if fmt.Sprint(got) != "[a b c d e]" {
		t.Error(got)
	}
	page, err := pagedTags(t, "").List().Do(t.Context())
	if err != nil || !strings.HasSuffix(page.NextLink, "/v1/things(1)/tags?$skiptoken=1") || *page.Count != 5 || len(page.Items) != 2 {
		t.Errorf("%+v %v", page, err)
	}
	all, err := pagedTags(t, `{"value":["d","e"]}`).Get().Do(t.Context())
	if err != nil || fmt.Sprint(all.Or(nil)) != "[a b c d e]" {
		t.Errorf("%v %v", all, err)
	}
	all, err = pagedTags(t, `{"value":["d",7]}`).Get().Do(t.Context())
	if unreadableIn(err) == nil || fmt.Sprintf("%q", all.Or(nil)) != `["a" "b" "c" "d" ""]` {
		t.Errorf("%v %v", all, err)
	}
	if _, err = pagedTags(t, `{"value":["d"`).Get().Do(t.Context()); err == nil || unreadableIn(err) != nil {
		t.Errorf("a page that is cut off: %v", err)
	}
	var circle *LinkError
	if _, err = pagedTags(t, `{"value":[],"@odata.nextLink":"tags?$skiptoken=1"}`).Get().Do(t.Context()); !errors.As(err, &circle) {
		t.Errorf("pages in a circle: %v", err)
	}
}

func TestCollectionsOfComplexValuesInPages(t *testing.T) {
	client := testClient(t, sequence(`{"@odata.context":"$metadata#pets(1)/friends/zoo.Dog","value":[{"id":1}],"@odata.nextLink":"friends?p=2"}`, `{"@odata.context":"x#Collection(zoo.Dog)","value":[{"id":2},null]}`))
	all, err := NewCollectionResource[*animal](At(client, "/pets(1)/friends")).Get().Do(t.Context())
	if err != nil || kinds(all.Or(nil)...) != "zoo.Dog true, zoo.Dog true, nil" {
		t.Errorf("%s %v", kinds(all.Or(nil)...), err)
	}
}

// Where nobody follows a next link, it is an error.
func TestMorePagesAreNotLost(t *testing.T) {
	body := `{"value":["a"],"@odata.nextLink":"x?p=2"}`
	client := testClient(t, answers(200, jsonType, body))
	if _, err := NewFunctionRequest[[]string](request.Get(At(client, "/f()"))).Do(t.Context()); !errors.Is(err, errMorePages) {
		t.Errorf("%v", err)
	}
	var batch Batch
	client = testClient(t, answers(200, jsonType, `{"responses":[{"id":"1","status":200,"body":`+body+`}]}`))
	answer := Add(&batch, NewCollectionResource[string](At(client, "/things(1)/tags")).Get())
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := answer.Result(); !errors.Is(err, errMorePages) {
		t.Errorf("%v", err)
	}
}

func TestCollectionsAreSet(t *testing.T) {
	client, got := recorded(t, 204, "", "")
	tags := NewCollectionResource[string](At(client, "/things(1)/tags"))
	if err := errors.Join(tags.Set([]string{"a", "b"}).Do(t.Context()), tags.Set(nil).Do(t.Context()), tags.Clear().Do(t.Context())); err != nil {
		t.Fatal(err)
	}
	if sent := got(); !strings.Contains(sent, "DELETE /v1/things(1)/tags") {
		t.Error(sent)
	}
	client = testClient(t, answers(200, jsonType, `{"value":null}`))
	null := NewCollectionResource[string](At(client, "/things(1)/tags"))
	if all, err := null.Get().Do(t.Context()); err != nil || !all.IsNull() {
		t.Errorf("%v %v", all, err)
	}
	if page, err := null.List().Do(t.Context()); err != nil || !slices.Equal(page.Items, nil) {
		t.Errorf("%v %v", page, err)
	}
}
