package services_test

// This file uses IFS: defaults of a new order, a create, an order with its ETag, a list by its state, a release, a copy by a
// function whose name has a dot.

import (
	"testing"

	"example.com/services/ifs"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
)

func TestIFS(t *testing.T) {
	const order = `{"@odata.etag":"W/\"Vz\"","luname":"CustomerOrder","keyref":"ORDER_NO=C1^","Objgrants":null,"OrderNo":"C1","CustomerNo":"10","Objstate":"Planned"}`
	root := serve(t, "/main/ifsapplications/projection/v1/CustomerOrderHandling.svc",
		exchange{request: "GET /CustomerOrder_Default()", answer: `{"luname":"CustomerOrder","OrderNo":null,"CustomerNo":"10"}`},
		exchange{request: "POST /CustomerOrderSet", body: `{"OrderNo":"C1","CustomerNo":"10"}`, status: 201, answer: order},
		exchange{request: "GET /CustomerOrderSet?$filter=Objstate%20eq%20IfsApp.CustomerOrderHandling.CustomerOrderState'Planned'", answer: `{"value":[` + order + `]}`},
		exchange{request: "PATCH /CustomerOrderSet('C1')", headers: []string{`If-Match: W/"Vz"`}, body: `{"CustomerNo":"11"}`, answer: order},
		exchange{request: "POST /CustomerOrderSet('C1')/IfsApp.CustomerOrderHandling.CustomerOrder_SetReleased", headers: []string{`If-Match: W/"Vz"`}, body: ``, status: 204},
		exchange{request: "GET /CustomerOrderSet('C1')/IfsApp.CustomerOrderHandling.Order.Copy()", answer: `{"OrderNo":"C2","Info$Text":"copied"}`},
	)
	c := ok(ifs.NewClient(root))
	defaults := ok(c.CustomerOrderDefault().Do(ctx))
	ok(c.CustomerOrderSet().Create(&ifs.CustomerOrder{OrderNo: odata.Some("C1"), CustomerNo: defaults.CustomerNo}).Do(ctx))
	it := ok(c.CustomerOrderSet().List().Filter(filter.Eq(ifs.CustomerOrderPropObjstate, ifs.CustomerOrderStatePlanned)).Do(ctx)).Items[0]
	after := *it
	after.CustomerNo = odata.Some("11")
	key := c.CustomerOrderSet().Key("C1")
	ok(key.Update(ok(odata.Changes(it, &after))).Do(ctx))
	is(t, key.CustomerOrderSetReleased().IfMatch(it.Extra.ETag()).Do(ctx), nil)
	is(t, ok(key.OrderCopy().Do(ctx)).InfoText.Or(""), "copied")
}
