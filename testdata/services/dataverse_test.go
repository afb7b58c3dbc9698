package services_test

// This file uses Dataverse: who am I, a page with formatted values, a create that answers 204 with the id, an update
// with an ETag, an alternate key, a link.

import (
	"testing"

	"example.com/services/dataverse"
	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
)

func TestDataverse(t *testing.T) {
	const id, contact = "1f0f9a3b-0000-4000-8000-00000000000a", "2f0f9a3b-0000-4000-8000-00000000000b"
	formatted := []string{`Prefer: odata.include-annotations="*"`}
	root := serve(t, "/api/data/v9.2",
		exchange{request: "GET /WhoAmI()", answer: `{"@odata.context":"{root}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse","BusinessUnitId":"` + id + `","UserId":"` + id + `","OrganizationId":"` + id + `"}`},
		exchange{request: "GET /accounts?$filter=statecode%20eq%200&$select=name,statecode,_primarycontactid_value", headers: formatted,
			answer: `{"@odata.context":"{root}/$metadata#accounts(name,statecode,_primarycontactid_value)","value":[{"@odata.etag":"W/\"7\"","name":"Grüße","statecode@OData.Community.Display.V1.FormattedValue":"Active","statecode":0,"accountid":"` + id + `","_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname":"contact","_primarycontactid_value":"` + contact + `"}],"@odata.nextLink":"{root}/accounts?$skiptoken=x"}`},
		exchange{request: "POST /accounts", body: `{"@odata.type":"#Microsoft.Dynamics.CRM.account","name":"A","primarycontactid@odata.bind":"{root}/contacts(` + contact + `)"}`, status: 204, answers: []string{"OData-EntityId: {root}/accounts(" + id + ")"}},
		exchange{request: "PATCH /accounts(" + id + ")", headers: []string{`If-Match: W/"7"`}, body: `{"@odata.type":"#Microsoft.Dynamics.CRM.account","name":"B"}`, status: 204},
		exchange{request: "GET /accounts(accountnumber='A%201')", answer: `{"accountid":"` + id + `","creditlimit":10.50}`},
		exchange{request: "POST /accounts(" + id + ")/contact_customer_accounts/$ref", body: `{"@odata.id":"{root}/contacts(` + contact + `)"}`, status: 204},
		exchange{request: "GET /accounts(" + contact + ")", status: 404, answer: `{"error":{"code":"0x80040217","message":"account With Id = 2 Does Not Exist"}}`},
	)
	c := ok(dataverse.NewClient(root))
	is(t, ok(c.WhoAmI().Do(ctx)).UserID.Or(uuid.UUID{}).String(), id)

	page := ok(c.Accounts().List().Filter(filter.Eq(dataverse.AccountPropStatecode, 0)).
		Select(dataverse.AccountPropName, dataverse.AccountPropStatecode, dataverse.AccountPropPrimarycontactidValue).
		Prefer(`odata.include-annotations="*"`).Do(ctx))
	it := page.Items[0]
	is(t, it.Name.Or(""), "Grüße")
	text, _ := it.Extra.Annotation("statecode", "OData.Community.Display.V1.FormattedValue")
	is(t, string(text), `"Active"`)
	is(t, page.NextLink, root+"/accounts?$skiptoken=x")

	created := &dataverse.Account{Name: odata.Some("A")}
	if err := odata.Bind(created, dataverse.AccountPropPrimarycontactid, odata.RefTo(odata.At(c, "contacts("+contact+")"))); err != nil {
		t.Fatal(err)
	}
	var answer odata.Response
	_, err := c.Accounts().Create(created).Response(&answer).Do(ctx)
	is(t, err, nil)
	is(t, string(answer.EntityID()), root+"/accounts("+id+")")

	change := &dataverse.Account{Name: odata.Some("B")}
	_, err = c.Accounts().Key(uuid.MustParse(id)).Update(change).IfMatch(it.Extra.ETag()).Do(ctx)
	is(t, err, nil)
	is(t, ok(c.Accounts().KeyByAccountnumber("A 1").Get().Do(ctx)).Creditlimit.Or(edm.Decimal{}).String(), "10.50")
	is(t, c.Accounts().Key(uuid.MustParse(id)).ContactCustomerAccounts().Ref().Add(odata.RefTo(odata.At(c, "contacts("+contact+")"))).Do(ctx), nil)
	_, err = c.Accounts().Key(uuid.MustParse(contact)).Get().Do(ctx)
	is(t, odata.IsNotFound(err), true)
}
