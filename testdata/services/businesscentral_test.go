package services_test

// This file uses Business Central: companies, customers of one, a create, an update that needs an ETag, an invoice that
// is posted and read as PDF.

import (
	"io"
	"testing"

	"example.com/services/businesscentral"
	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
)

func TestBusinessCentral(t *testing.T) {
	const company, id = "3f0f9a3b-0000-4000-8000-00000000000a", "4f0f9a3b-0000-4000-8000-00000000000b"
	const customer = `{"@odata.etag":"W/\"JzQ0O=\"","id":"` + id + `","number":"C1","displayName":"D","balanceDue":0,"lastModifiedDateTime":"0001-01-01T00:00:00Z"}`
	below := "/companies(" + company + ")"
	root := serve(t, "/api/v2.0",
		exchange{request: "GET /companies", answer: `{"@odata.context":"{root}/$metadata#companies","value":[{"id":"` + company + `","name":"CRONUS","timestamp":"12"}]}`},
		exchange{request: "GET " + below + "/customers?$filter=displayName%20eq%20'D''s'", answer: `{"value":[` + customer + `]}`},
		exchange{request: "POST " + below + "/customers", body: `{"displayName":"New"}`, status: 201, answer: customer},
		exchange{request: "PATCH " + below + "/customers(" + id + ")", headers: []string{`If-Match: W/"JzQ0O="`}, body: `{"displayName":"E"}`, answer: customer},
		exchange{request: "POST " + below + "/salesInvoices(" + id + ")/Microsoft.NAV.post", status: 204},
		exchange{request: "GET " + below + "/salesInvoices(" + id + ")/pdfDocument/pdfDocumentContent", answers: []string{"Content-Type: application/octet-stream"}, answer: "%PDF-1.7"},
		exchange{request: "PATCH " + below + "/customers(" + id + ")", headers: []string{`If-Match: W/"JzQ0O="`}, body: `{"displayName":"F"}`, status: 409,
			answer: `{"error":{"code":"Request_EntityChanged","message":"Another user has already changed the record.  CorrelationId:  5."}}`},
	)
	c := ok(businesscentral.NewClient(root))
	is(t, ok(c.Companies().List().Do(ctx)).Items[0].Timestamp.Or(0), int64(12))
	customers := c.Companies().Key(uuid.MustParse(company)).Customers()
	it := ok(customers.List().Filter(filter.Eq(businesscentral.CustomerPropDisplayName, "D's")).Do(ctx)).Items[0]
	is(t, ok(customers.Create(&businesscentral.Customer{DisplayName: odata.Some("New")}).Do(ctx)).Number.Or(""), "C1")
	key := customers.Key(uuid.MustParse(id))
	after := *it
	after.DisplayName = odata.Some("E")
	ok(key.Update(ok(odata.Changes(it, &after))).Do(ctx))
	invoice := c.Companies().Key(uuid.MustParse(company)).SalesInvoices().Key(uuid.MustParse(id))
	is(t, invoice.Post().Do(ctx), nil)
	pdf := ok(invoice.PdfDocument().PdfDocumentContent().Download().Do(ctx))
	is(t, string(ok(io.ReadAll(pdf))), "%PDF-1.7")
	is(t, pdf.Close(), nil)
	after.DisplayName = odata.Some("F")
	_, err := key.Update(ok(odata.Changes(it, &after))).Do(ctx)
	is(t, odata.IsConflict(err), true)
	is(t, businesscentral.SalesInvoiceEntityBufferStatusInReview, businesscentral.SalesInvoiceEntityBufferStatus("In_x0020_Review"))
}
