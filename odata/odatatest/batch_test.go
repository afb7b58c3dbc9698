package odatatest_test

// This file tests batches by the runtime's client, in both of their forms.

import (
	"errors"
	"testing"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/generated/graph/graphfake"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

func TestBatches(t *testing.T) {
	for name, options := range map[string][]odata.Option{"JSON": nil, "multipart": {odata.WithMultipartBatches()}} {
		t.Run(name, func(t *testing.T) {
			svc := odatatest.NewService(t, shop(everything()...), odatatest.Root("/v1.0"))
			c := odatatest.NewClient(svc, odata.NewClient, options...)
			var batch odata.Batch
			group := batch.Atomic()
			category := odata.Add(group, odata.Request[edm.Raw](c, "POST", "categories", edm.Raw(`{"code":"c"}`)))
			made := odata.Add(group, odata.Request[*product](c, "POST", "products", edm.Raw(`{"name":"A","category@odata.bind":"`+string(category.Reference())+`"}`)))
			listed := odata.Add(&batch, odata.Request[edm.Raw](c, "GET", "categories/c/products?$select=name", nil), made)
			missing := odata.Add(&batch, odata.Request[edm.Raw](c, "GET", "products/99", nil))
			after := odata.Add(&batch, odata.Request[edm.Raw](c, "GET", "products", nil), missing)
			if err := batch.Do(t.Context()); err != nil {
				t.Fatal(err)
			}
			if p, err := made.Result(); err != nil || p.Name.Or("") != "A" {
				t.Errorf("%v %v", p, err)
			}
			if list, err := listed.Result(); err != nil || string(list) == "" {
				t.Errorf("%s %v", list, err)
			}
			if _, err := missing.Result(); !odata.IsNotFound(err) {
				t.Errorf("%v", err)
			}
			if _, err := after.Result(); err == nil {
				t.Error("what depends on a failure succeeds")
			}
			testUndone(t, svc, c)
		})
	}
}

// testUndone sends a group of which one fails: nothing is left of the others.
func testUndone(t *testing.T, svc *odatatest.Service, c *odata.Client) {
	t.Helper()
	var batch odata.Batch
	group := batch.Atomic()
	first := odata.Add(group, odata.Request[edm.Raw](c, "POST", "products", edm.Raw(`{"name":"B","parts":[{"name":"p"}],"category@odata.bind":"categories/c"}`)))
	odata.Add(group, odata.Request[edm.Raw](c, "DELETE", "categories/c", nil))
	odata.Add(group, odata.Request[edm.Raw](c, "PATCH", "products/1", edm.Raw(`{"name":"Changed"}`)))
	last := odata.Add(group, odata.Request[edm.Raw](c, "DELETE", "products/99", nil))
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	var said *odata.Error
	if _, err := first.Result(); !errors.As(err, &said) {
		t.Errorf("%v", err)
	}
	if _, err := last.Result(); !odata.IsNotFound(err) {
		t.Errorf("%v", err)
	}
	products := odatatest.In[product](svc, "products")
	if n := products.Len(); n != 1 || products.Get(1).Name.Or("") != "A" || odatatest.In[product](svc, "categories/c/products").Len() != 1 {
		t.Errorf("%d products, %v", n, products.Get(1))
	}
}

func TestBatchOfGraph(t *testing.T) {
	svc := graphfake.New(t)
	c := svc.Client()
	svc.Me().SetJSON(`{"id":"1","displayName":"Ada"}`)
	ada := svc.Users().AddJSON(`{"id":"1"}`)[0]
	var batch odata.Batch
	me := odata.Add(&batch, c.Me().Get())
	team := odata.Add(&batch, c.Groups().Create(&graph.Group{DisplayName: odata.Some("x"), MailEnabled: odata.Some(true), MailNickname: odata.Some("x"), SecurityEnabled: odata.Some(true)}))
	changed := odata.Add(&batch, c.Users().Key(ada.ID.Or("")).Update(&graph.User{JobTitle: odata.Some("Countess")}), team)
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	user, err := me.Result()
	_, err2 := changed.Result()
	if err != nil || err2 != nil || user.DisplayName.Or("") != "Ada" || svc.Groups().Len() != 1 || svc.Users().Get("1").JobTitle.Or("") != "Countess" {
		t.Errorf("%v %v %v", user, err, err2)
	}
}
