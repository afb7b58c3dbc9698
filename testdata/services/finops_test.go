package services_test

// This file uses Dynamics 365 Finance and Operations: customers of all companies, one by its two keys, a create and an
// update, lines behind a name with a blank, the status of an export.

import (
	"testing"

	"example.com/services/finops"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
)

func TestFinanceAndOperations(t *testing.T) {
	const customer = `{"@odata.etag":"W/\"J\"","dataAreaId":"usmf","CustomerAccount":"US-1","OrganizationName":"O","CreditLimit":0,"IsOneTimeCustomer":"No","CreditRatingDate":"1900-01-01T12:00:00Z"}`
	root := serve(t, "/data",
		exchange{request: "GET /CustomersV3?cross-company=true&$top=2", answer: `{"@odata.context":"{root}/$metadata#CustomersV3","value":[` + customer + `]}`},
		exchange{request: "GET /CustomersV3(dataAreaId='usmf',CustomerAccount='US-1')", answer: customer},
		exchange{request: "POST /CustomersV3", body: `{"dataAreaId":"usmf","CustomerAccount":"US-2","CreditLimit":12.5,"IsOneTimeCustomer":"Yes","CreditRatingDate":"1900-01-01T12:00:00Z"}`, status: 201, answer: customer},
		exchange{request: "PATCH /CustomersV3(dataAreaId='usmf',CustomerAccount='US-1')", headers: []string{`If-Match: W/"J"`}, body: `{"OrganizationName":"P"}`, status: 204},
		exchange{request: "GET /CustomersV3(dataAreaId='usmf',CustomerAccount='US-1')/Sales%20lines", answer: `{"value":[{"dataAreaId":"usmf","InventoryLotId":"L","LineAmount":1.0}]}`},
		exchange{request: "POST /DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetExecutionSummaryStatus", body: `{"executionId":"E1"}`,
			answer: `{"@odata.context":"{root}/$metadata#Microsoft.Dynamics.DataEntities.DMFExecutionSummaryStatus","value":"Succeeded"}`},
		exchange{request: "GET /CustomersV3(dataAreaId='x',CustomerAccount='y')", status: 500, answer: `{"error":{"code":"","message":"An error has occurred.","innererror":{"message":"Write failed","type":"System.InvalidOperationException"}}}`},
	)
	c := ok(finops.NewClient(root))
	page := ok(c.CustomersV3().List().Query("cross-company", "true").Top(2).Do(ctx))
	it := page.Items[0]
	is(t, it.IsOneTimeCustomer.Or(""), finops.NoYesNo)
	is(t, ok(c.CustomersV3().Key("usmf", "US-1").Get().Do(ctx)).OrganizationName.Or(""), "O")

	created := &finops.CustomerV3{
		DataAreaID: odata.Some("usmf"), CustomerAccount: odata.Some("US-2"), CreditLimit: odata.Some(ok(edm.ParseDecimal("12.5"))),
		IsOneTimeCustomer: odata.Some(finops.NoYesYes), CreditRatingDate: it.CreditRatingDate,
	}
	ok(c.CustomersV3().Create(created).Do(ctx))
	after := *it
	after.OrganizationName = odata.Some("P")
	_, err := c.CustomersV3().Key("usmf", "US-1").Update(ok(odata.Changes(it, &after))).Do(ctx)
	is(t, err, nil)
	is(t, ok(c.CustomersV3().Key("usmf", "US-1").SalesLines().List().Do(ctx)).Items[0].LineAmount.Or(edm.Decimal{}).String(), "1.0")
	status := ok(c.DataManagementDefinitionGroups().GetExecutionSummaryStatus(&finops.DataManagementDefinitionGroupCollectionGetExecutionSummaryStatusParameters{ExecutionID: odata.Some("E1")}).Do(ctx))
	is(t, status, finops.DMFExecutionSummaryStatusSucceeded)
	_, err = c.CustomersV3().Key("x", "y").Get().Do(ctx)
	is(t, err != nil, true)
}
