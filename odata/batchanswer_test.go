package odata

// This file tests answers of batches that are not quite what the format says: what is odd about one costs nobody the
// others, whose requests have been done.

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
)

// oneOfTwo sends a batch of two requests and returns what became of the first.
func oneOfTwo(t *testing.T, body string, options ...Option) (*everything, Response, error, error) {
	t.Helper()
	client := testClient(t, answers(200, jsonType, body), options...)
	var b Batch
	var response Response
	first := Add(&b, newGet[*everything](client.Root().Child("a")).Response(&response))
	Add(&b, newDelete(client.Root().Child("b")))
	err := b.Do(context.Background())
	thing, fault := first.Result()
	return thing, response, fault, err
}

func TestOddAnswersInBatches(t *testing.T) {
	const second = `{"id":"2","status":204}`
	for name, body := range map[string]string{
		"a byte order mark":        "\ufeff" + `{"responses":[{"id":"1","status":200,"body":{"text":"a"}},` + second + `]}`,
		"a number as id":           `{"responses":[{"id":1,"status":200,"body":{"text":"a"}},` + second + `]}`,
		"a text as status":         `{"responses":[{"id":"1","status":"200 OK","body":{"text":"a"}},` + second + `]}`,
		"headers of several kinds": `{"responses":[{"id":"1","status":200,"headers":{"a":1,"b":null,"c":{}},"body":{"text":"a"}},` + second + `]}`,
		"headers of no kind":       `{"responses":[{"id":"1","status":200,"headers":"none","body":{"text":"a"}},` + second + `]}`,
		"more members":             `{"responses":[{"id":"1","status":200,"body":{"text":"a"},"atomicityGroup":7,"@x.y":[]},` + second + `],"error":null}`,
		"names twice":              `{"responses":[{"id":"1","status":200,"id":"3","body":{"text":"a"},"body":{}},` + second + `]}`,
	} {
		thing, _, fault, err := oneOfTwo(t, body)
		if err != nil || fault != nil || thing.Text.Or("") != "a" {
			t.Errorf("%s: %v, %v, %v", name, thing, fault, err)
		}
	}
	for name, odd := range map[string]string{
		"no object": `5`, "no id": `{"status":200,"body":{"text":"b"}}`, "no status": `{"id":"2","status":"fine"}`, "of nobody": `{"id":"7","status":200}`,
	} {
		thing, _, fault, err := oneOfTwo(t, `{"responses":[`+odd+`,{"id":"1","status":200,"body":{"text":"a"}}]}`)
		if fault != nil || thing.Text.Or("") != "a" {
			t.Errorf("%s: %v, %v", name, thing, fault)
		}
		var wrong *BatchError
		if name != "no status" && !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, fault, err := oneOfTwo(t, `{"responses":[{"id":"1","body":{"text":"a"}},`+second+`]}`); fault == nil || err != nil || !strings.Contains(fault.Error(), "no status") {
		t.Errorf("%v, %v", fault, err)
	}
	if _, _, fault, err := oneOfTwo(t, "\ufeff"+`{"responses":[{"id":"1","status":200,"body":{}},`+second+`]}`, WithStrictJSON()); fault == nil || err == nil {
		t.Error("strict, and yet a byte order mark is read")
	}
	if _, _, fault, err := oneOfTwo(t, `{"responses":[{"id":"1","status":200,"body":{}},`); fault == nil || err == nil {
		t.Error("an answer that is cut off is read")
	}
}

func TestHeadersAndPagesOfAnswersInBatches(t *testing.T) {
	thing, response, fault, err := oneOfTwo(t, `{"responses":[{"id":"1","status":200,"headers":{"ETag":["W/\"1\""],"X-Count":5},"body":{"text":"a"}},{"id":"2","status":204}]}`)
	if err != nil || fault != nil || thing.Extra.ETag() != `W/"1"` || response.Header.Get("x-count") != "5" {
		t.Errorf("%v %v %v %v", thing, response.Header, fault, err)
	}
	_, _, fault, _ = oneOfTwo(t, `{"responses":[{"id":"1","status":200,"headers":{"Content-Type":"text/html"},"body":"<html>sign in"},{"id":"2","status":204}]}`)
	if fault == nil || !strings.Contains(fault.Error(), "text/html and not JSON: <html>") {
		t.Errorf("%v", fault)
	}
}

// A redirect in a batch says where the service points, without what may be secret there.
func TestRedirectsInBatches(t *testing.T) {
	for location, want := range map[string]string{
		"https://other.example/x?sig=" + secret: "https://other.example/x?sig=" + secret,
		"https://user:" + secret + "@host/":     "",
		"http://[" + secret:                     "",
	} {
		_, _, fault, _ := oneOfTwo(t, `{"responses":[{"id":"1","status":302,"headers":{"Location":"`+location+`"}},{"id":"2","status":204}]}`)
		var redirect *RedirectError
		var said *Error
		if !errors.As(fault, &redirect) || redirect.Location != want || !errors.As(fault, &said) || said.StatusCode != http.StatusFound {
			t.Errorf("%s: %v", location, fault)
		}
		if strings.Contains(fault.Error(), secret) {
			t.Errorf("%v", fault)
		}
	}
}
