package odata

// This file is the answers in a batch: how they are read, and what becomes of them. Each member of each answer is read
// for itself, so that one that a service writes in its own way costs nobody the others, whose requests have been done.

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// batchAnswer is an answer in a batch.
type batchAnswer struct {
	ID      string
	Status  int // 0 where it does not say one
	Headers map[string]string
	Body    json.RawMessage
}

// UnmarshalJSON reads an answer (OData JSON Format 4.01, section 19.5). Ids and statuses are numbers or texts, headers
// have one value or several; what is none of that counts as not there.
func (a *batchAnswer) UnmarshalJSON(data []byte) error {
	m := membersOf(data)
	*a = batchAnswer{ID: m.text("id"), Headers: map[string]string{}, Body: json.RawMessage(m.first("body"))}
	status, _, _ := strings.Cut(strings.TrimSpace(m.text("status")), " ") // 200 OK
	a.Status, _ = strconv.Atoi(status)
	for name, value := range membersOf(m.first("headers")) {
		if text := wordsOf(value); text != "" {
			a.Headers[name] = text
		}
	}
	return nil
}

func (a *batchAnswer) header() http.Header {
	h := http.Header{}
	for name, value := range a.Headers {
		h.Set(name, value)
	}
	return h
}

// take keeps an answer, and the error that it is.
func (p *batchPart) take(a *batchAnswer) {
	p.answer = a
	if bytes.Equal(bytes.TrimSpace(a.Body), []byte("null")) {
		a.Body = nil
	}
	a.plainText()
	p.call.heard(Response{StatusCode: a.Status, Header: a.header(), url: p.url})
	if a.Status < 100 {
		p.err = &BatchError{p.id, "the answer to it has no status"}
		return
	}
	if a.Status >= 200 && a.Status < 300 {
		p.err = p.call.accepted(*p.call.response, a.Body)
		p.call.renew(a.Body)
		p.call.inContext(a.Body, nil)
		if p.err == nil && p.call.Method == http.MethodGet && a.Status != http.StatusNoContent && len(a.Body) == 0 {
			p.err = p.unreadable(errEmpty)
		}
		return
	}
	said := errorOf(p.call.Method, pathOnly(p.wire.URL), *p.call.response, a.Body)
	if p.err = said; isRedirect(a.Status) && said.Response.Header.Get("Location") != "" {
		p.err = &RedirectError{Location: said.Response.goal(), Reason: "the request is part of a batch", Answer: said}
	}
}

// plainText takes a text out of the JSON string that it is in a batch (OData JSON Format 4.01, section 19.2).
func (a *batchAnswer) plainText() {
	var text string
	if !isJSON(a.header()) && json.Unmarshal(a.Body, &text) == nil {
		a.Body = []byte(text)
	}
}
