package engine

// This file reads and writes batches as JSON (OData JSON Format 4.01, section 19).

import (
	"encoding/base64"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
)

// readJSONBatch reads the requests of a batch.
func readJSONBatch(r *Request) ([]*part, error) {
	o, err := object.Parse(r.Body)
	if err != nil {
		return nil, err
	}
	items, err := object.Items(o.Get("requests"))
	if err != nil {
		return nil, errors.New("the member requests must be an array")
	}
	var parts []*part
	for _, item := range items {
		p, err := readJSONPart(item)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func readJSONPart(item jsontext.Value) (*part, error) {
	o, err := object.Parse(item)
	if err != nil {
		return nil, err
	}
	p := &part{
		id: object.Plain(o.Get("id")), group: object.Plain(o.Get("atomicityGroup")), method: strings.ToUpper(o.Text("method")), url: o.Text("url"),
		header: http.Header{}, body: o.Get("body"),
	}
	if p.id == "" || p.method == "" || !o.Has("url") {
		return nil, errors.New("a request must have id, method and url")
	}
	if headers := o.Get("headers"); headers != nil {
		named, err := object.Parse(headers)
		if err != nil {
			return nil, err
		}
		for _, m := range named {
			p.header.Set(m.Name, object.Plain(m.Value))
		}
	}
	if after := o.Get("dependsOn"); after != nil {
		ids, err := object.Items(after)
		if err != nil {
			return nil, errors.New("dependsOn must be an array")
		}
		for _, id := range ids {
			p.after = append(p.after, object.Plain(id))
		}
	}
	if kind := p.header.Get("Content-Type"); p.body.Kind() == '"' && !strings.HasPrefix(kind, "application/json") {
		p.body = unpacked(kind, object.Plain(p.body))
	}
	return p, nil
}

// unpacked is a body that is not JSON: a text as it is, anything else out of base64.
func unpacked(kind, text string) []byte {
	if strings.HasPrefix(kind, "text/") {
		return []byte(text)
	}
	for _, encoding := range []*base64.Encoding{base64.URLEncoding, base64.RawURLEncoding, base64.StdEncoding} {
		if content, err := encoding.DecodeString(text); err == nil {
			return content
		}
	}
	return []byte(text)
}

// writeJSONBatch is the answer with the answers of a batch.
func writeJSONBatch(r *Request, all [][]*part) *Response {
	var answers []jsontext.Value
	for _, p := range slices.Concat(all...) {
		if p.answer == nil {
			continue
		}
		o := object.Object{{Name: "id", Value: object.String(p.id)}}
		if p.group != "" {
			o.Set("atomicityGroup", object.String(p.group))
		}
		o.Set("status", object.Int(int64(p.answer.Status)))
		var headers object.Object
		for _, name := range slices.Sorted(maps.Keys(p.answer.Header)) {
			headers.Set(name, object.String(strings.Join(p.answer.Header[name], ", ")))
		}
		o.Set("headers", headers.JSON())
		if len(p.answer.Body) > 0 {
			o.Set("body", packed(p.answer))
		}
		answers = append(answers, o.JSON())
	}
	return r.json(http.StatusOK, object.Object{{Name: "responses", Value: object.Array(answers)}}.JSON())
}

// packed is the body of an answer as JSON.
func packed(a *Response) jsontext.Value {
	switch kind := a.Header.Get("Content-Type"); {
	case strings.HasPrefix(kind, "application/json"):
		return a.Body
	case strings.HasPrefix(kind, "text/"):
		return object.String(string(a.Body))
	}
	return object.String(base64.URLEncoding.EncodeToString(a.Body))
}
