package odata

// This file checks that large numbers go as strings where a service is asked for that.

import (
	"context"
	"math"
	"net/http"
	"testing"

	"github.com/csdlgen/csdlgen/odata/edm"
)

func TestIEEE754Compatible(t *testing.T) {
	var accept, contentType, sent string
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		accept, contentType = r.Header.Get("Accept"), r.Header.Get("Content-Type")
		data := make([]byte, r.ContentLength)
		r.Body.Read(data)
		sent = string(data)
		answers(200, jsonType, `{"long":9007199254740993,"decimal":"1.50","longs":[1,"2"]}`)(w, r)
	}, WithIEEE754Compatible())
	price, err := edm.ParseDecimal("12345678901234567890.50")
	if err != nil {
		t.Fatal(err)
	}
	read, err := newUpdate(client.Root().Child("a"), &everything{
		Long: Some[int64](math.MaxInt64), Decimal: Some(price), Longs: Some([]int64{1, -2}),
	}).SkipValidation().Do(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	const media = "application/json;IEEE754Compatible=true"
	if accept != media || contentType != media {
		t.Errorf("accept %s, content type %s", accept, contentType)
	}
	if want := `{"long":"9223372036854775807","decimal":"12345678901234567890.50","longs":["1","-2"]}`; sent != want {
		t.Errorf("sent %s, want %s", sent, want)
	}
	// What was read goes back as a string whatever it came as; without the option it goes back as it came.
	if _, err := newUpdate(client.Root().Child("a"), read).SkipValidation().Do(context.Background()); err != nil {
		t.Fatal(err)
	}
	if want := `{"long":"9007199254740993","decimal":"1.50","longs":["1","2"]}`; sent != want {
		t.Errorf("sent %s, want %s", sent, want)
	}
	text, err := Marshal(read)
	if want := `{"long":9007199254740993,"decimal":"1.50","longs":[1,"2"]}`; string(text) != want || err != nil {
		t.Errorf("%s %v, want %s", text, err, want)
	}
}
