package services_test

// This file uses SAP's OData 4: a page with the client in the query, one entity by its draft key, a draft that is created,
// changed and activated with a token against forgery, its items, an error with its details.

import (
	"errors"
	"testing"

	"example.com/services/sap"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
)

func TestSAP(t *testing.T) {
	const order = `{"@odata.etag":"W/\"SADL\"","SalesOrder":"7","IsActiveEntity":false,"SoldToParty":"P","TotalNetAmount":12.500,"TransactionCurrency":"EUR","LastChangeDateTime":"2024-05-01T10:00:00.1234567Z","SAP__Messages":[{"code":"M/1","message":"check","target":"SoldToParty","transition":false,"numericSeverity":3,"longtextUrl":null}]}`
	token := []string{"X-CSRF-Token: abc"}
	root := serve(t, "/sap/opu/odata4/sap/api_order/srvd_a2x/sap/order/0001",
		exchange{request: "GET /SalesOrder?sap-client=100&$count=true", headers: []string{"X-CSRF-Token: Fetch"}, answers: []string{"X-CSRF-Token: abc"},
			answer: `{"@odata.context":"$metadata#SalesOrder","@odata.metadataEtag":"W/\"2\"","@odata.count":1,"value":[` + order + `]}`},
		exchange{request: "POST /SalesOrder", headers: token, body: `{"SoldToParty":"P","TransactionCurrency":"EUR"}`, status: 201, answer: order},
		exchange{request: "PATCH /SalesOrder(SalesOrder='7',IsActiveEntity=false)", headers: append(token, `If-Match: W/"SADL"`), body: `{"SoldToParty":"Q"}`, answer: order},
		exchange{request: "POST /SalesOrder(SalesOrder='7',IsActiveEntity=false)/SAP__self.Activate", headers: append(token, `If-Match: W/"SADL"`), answer: order},
		exchange{request: "GET /SalesOrder(SalesOrder='7',IsActiveEntity=true)/_Item", answer: `{"value":[{"SalesOrder":"7","SalesOrderItem":"10","IsActiveEntity":true,"RequestedQuantity":1.000}]}`},
		exchange{request: "POST /SalesOrder", body: `{"SoldToParty":"P","TransactionCurrency":"EUR"}`, status: 400,
			answer: `{"error":{"code":"V1/1","message":"Sold-to party P is not there","target":"SoldToParty","@SAP__common.numericSeverity":4,"details":[{"code":"V1/2","message":"again","target":"SalesOrder","@SAP__common.numericSeverity":3}],"innererror":{"ErrorDetails":{"@SAP__common.Application":{"ServiceId":"ORDER"}}}}}`},
	)
	c := ok(sap.NewClient(root))
	var first odata.Response
	page := ok(c.SalesOrder().List().Query("sap-client", "100").Count().Header("X-CSRF-Token", "Fetch").Response(&first).Do(ctx))
	it := page.Items[0]
	is(t, it.TotalNetAmount.Or(edm.Decimal{}).String(), "12.500")
	is(t, it.SAPMessages.Or(nil)[0].NumericSeverity.Or(0), uint8(3))
	csrf := first.Header.Get("X-CSRF-Token")

	draft := &sap.SalesOrderType{SoldToParty: odata.Some("P"), TransactionCurrency: odata.Some("EUR")}
	ok(c.SalesOrder().Create(draft).Header("X-CSRF-Token", csrf).Do(ctx))
	key := c.SalesOrder().Key("7", false)
	after := *it
	after.SoldToParty = odata.Some("Q")
	ok(key.Update(ok(odata.Changes(it, &after))).Header("X-CSRF-Token", csrf).Do(ctx))
	ok(key.Activate().Header("X-CSRF-Token", csrf).IfMatch(it.Extra.ETag()).Do(ctx))
	is(t, ok(c.SalesOrder().Key("7", true).Item().List().Do(ctx)).Items[0].SalesOrderItem.Or(""), "10")

	_, err := c.SalesOrder().Create(draft).Do(ctx)
	var refused *odata.Error
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	is(t, refused.Target, "SoldToParty")
	is(t, refused.Details[0].Code, "V1/2")
}
