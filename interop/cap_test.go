package interop_test

// This file asserts ways of CAP that the runtime hides from the other tests: if one of them changes, README.md does.

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
)

func testWaysOfCAP(t *testing.T, c *service) {
	order := newOrder(t, c, "ways")
	do(t, c.Machines().Create(&workshop.Machines{Name: odata.Some("without a key")}))
	equal(t, "what has the first word", numbers(t, c.Orders().List().Search("ways nothing"), ""), "ways")
	equal(t, "what has the second word", numbers(t, c.Orders().List().Search("nothing OR ways"), ""), "")
	if _, err := odata.Get[edm.Raw](t.Context(), c, "Customers/a%2Fb"); !odata.IsNotFound(err) || !strings.Contains(err.Error(), "Customers:b") {
		t.Errorf("a slash in a key that is a segment: %v", err)
	}
	escaped, err := odata.Get[*workshop.Echo](t.Context(), c, `echoes(words=@w)?@w=["\u0026"]`)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "an escape in a parameter alias", escaped.Words, []odata.Opt[string]{odata.Some(`\u0026`)})

	const batch = `{"requests":[{"id":"1","method":"PATCH","url":"/Orders(%v)","headers":{%q:"*","content-type":"application/json"},"body":{"title":"x"}},` +
		`{"id":"2","method":"GET","url":"/Orders/$count"}]}`
	for name, status := range map[string]string{"If-Match": `"status":428`, "if-match": `"status":200`} {
		answer, err := odata.Post[edm.Raw](t.Context(), c, "$batch", edm.Raw(fmt.Sprintf(batch, id(t, order), name)))
		if err != nil {
			t.Fatal(err)
		}
		if text := string(answer); !strings.Contains(text, status) || !strings.Contains(text, `"body":"`) {
			t.Errorf("with %s, the answer to a batch is %s, want %s, and the count as a string", name, text, status)
		}
	}
}

// A range of a stream is answered with the whole of it.
func testWholeStreamForRange(t *testing.T, c *service) {
	key, _ := do(t, c.Documents().Create(&workshop.Documents{Name: odata.Some("ranges")})).ID.Get()
	content := c.Documents().Key(key).Content()
	send(t, content.Upload("text/plain", strings.NewReader("0123456789")))
	request, err := content.Download().Range(2, 4).HTTP(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	equal(t, "status of a range", answer.StatusCode, http.StatusOK)
}
