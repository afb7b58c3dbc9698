package odata

// This file is batches as multipart/mixed (OData Protocol 4.01, section 11.7.7), which every service with batches
// knows: a part for each request, and for each group a part that has parts of its own, a change set.

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"sort"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/request"
)

// WithMultipartBatches sends batches as multipart/mixed. Many services of OData 4.0 know no other form: Dataverse,
// SAP Gateway. Microsoft Graph knows JSON only, which is what clients send without this option. What
// waits for another request is sent in a batch of its own, since multipart batches cannot say so.
func WithMultipartBatches() Option {
	return func(c *Client) error {
		c.multipart = true
		return nil
	}
}

// exchangeMultipart sends one batch and returns its answers.
func (b *Batch) exchangeMultipart(ctx context.Context, client *Client, parts []*batchPart) ([]*batchAnswer, error) {
	text, boundary := multipartBatch(client, parts)
	whole := b.withHeaders(request.Upload(http.MethodPost, client.Root().Append("/$batch"), "multipart/mixed; boundary="+boundary, bytes.NewReader(text)).Response(b.into))
	c := callOf(whole).accepting("multipart/mixed")
	source, err := newSource(ctx, c.Stream)
	if err != nil {
		return nil, err
	}
	c.source = source
	requests := make([]*batchRequest, len(parts))
	for i, p := range parts {
		requests[i] = p.wire
	}
	client.logBatch(ctx, requests, nil)
	r, answer, data, err := c.exchange(ctx)
	source.close()
	switch {
	case err != nil:
		return nil, err
	case answer.StatusCode >= 300:
		return nil, newError(r, answer, data)
	}
	if err := c.accepted(*c.response, data); err != nil {
		return nil, err
	}
	answers, err := readMultipart(answer.Header, data, units(parts))
	client.logBatch(ctx, nil, answers)
	if err != nil {
		return answers, unreadable(r, answer, err)
	}
	return answers, nil
}

// multipartBatch writes the batch.
func multipartBatch(client *Client, parts []*batchPart) (text []byte, boundary string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	w.SetBoundary("batch_" + rand.Text()) // which is a valid one
	for _, unit := range units(parts) {
		if unit[0].group == nil {
			writeRequest(w, client, unit[0], false)
			continue
		}
		var inner bytes.Buffer
		set := multipart.NewWriter(&inner)
		set.SetBoundary("changeset_" + rand.Text())
		for _, p := range unit {
			writeRequest(set, client, p, true)
		}
		set.Close()
		part, _ := w.CreatePart(textproto.MIMEHeader{"Content-Type": {"multipart/mixed; boundary=" + set.Boundary()}})
		part.Write(inner.Bytes())
	}
	w.Close()
	return b.Bytes(), w.Boundary()
}

// writeRequest writes one request. Writing into memory does not fail.
func writeRequest(w *multipart.Writer, client *Client, p *batchPart, inGroup bool) {
	header := textproto.MIMEHeader{"Content-Type": {"application/http"}, "Content-Transfer-Encoding": {"binary"}}
	if inGroup {
		header["Content-ID"] = []string{p.id} // by which others refer to it
	}
	part, _ := w.CreatePart(header)
	fmt.Fprintf(part, "%s %s HTTP/1.1\r\n", p.wire.Method, p.wire.URL)
	names := make([]string, 0, len(p.wire.Headers))
	for name := range p.wire.Headers {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(part, "%s: %s\r\n", http.CanonicalHeaderKey(name), p.wire.Headers[name])
	}
	fmt.Fprint(part, "\r\n")
	part.Write(p.wire.Body)
}

// errNotMultipart is an answer to a batch that is none.
var errNotMultipart = errors.New("the answer to the batch is not multipart/mixed")

// readMultipart reads the answers to the units of a batch, which come in their order. A service that stops at a failure
// answers no more of them.
func readMultipart(header http.Header, data []byte, units [][]*batchPart) ([]*batchAnswer, error) {
	parts, err := partsOf(header.Get("Content-Type"), data)
	var answers []*batchAnswer
	for i, part := range parts {
		var unit []*batchPart
		if i < len(units) {
			unit = units[i]
		}
		some, fault := part.answers(unit)
		if err == nil {
			err = fault
		}
		answers = append(answers, some...)
	}
	return answers, err
}

// multipartPart is a part of a multipart text.
type multipartPart struct {
	header textproto.MIMEHeader
	body   []byte
}

// partsOf are the parts of a multipart text, as far as it can be read.
func partsOf(contentType string, data []byte) ([]multipartPart, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/mixed" || params["boundary"] == "" {
		return nil, errNotMultipart
	}
	var parts []multipartPart
	for r := multipart.NewReader(bytes.NewReader(data), params["boundary"]); ; {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return parts, nil
		}
		if err != nil {
			return parts, discreet(err)
		}
		body, err := io.ReadAll(p)
		if err != nil {
			return parts, discreet(err)
		}
		parts = append(parts, multipartPart{p.Header, body})
	}
}

// answers are the answers in a part: one, or those of a change set. One answer to a change set says why none of it was
// done.
func (m multipartPart) answers(unit []*batchPart) ([]*batchAnswer, error) {
	idOf := func(i int, header textproto.MIMEHeader) string {
		id := strings.Trim(header.Get("Content-ID"), "<> ")
		if id == "" && i < len(unit) {
			id = unit[i].id
		}
		return id
	}
	if !strings.HasPrefix(strings.ToLower(m.header.Get("Content-Type")), "multipart/") {
		var all []*batchAnswer
		for i := range max(1, len(unit)) {
			a, err := m.answer()
			if err != nil {
				return all, err
			}
			if a.ID = idOf(i, nil); len(unit) == 0 {
				a.ID = idOf(0, m.header)
			}
			all = append(all, a)
		}
		return all, nil
	}
	parts, err := partsOf(m.header.Get("Content-Type"), m.body)
	var all []*batchAnswer
	for i, part := range parts {
		a, fault := part.answer()
		if fault != nil {
			return all, fault
		}
		a.ID = idOf(i, part.header)
		all = append(all, a)
	}
	return all, err
}

// answer is the HTTP response in a part.
func (m multipartPart) answer() (*batchAnswer, error) {
	r, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(bytes.TrimLeft(m.body, "\r\n"))), nil)
	if err != nil {
		return nil, discreet(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, discreet(err)
	}
	a := &batchAnswer{Status: r.StatusCode, Headers: map[string]string{}, Body: bytes.TrimSpace(body)}
	for name, values := range r.Header {
		a.Headers[name] = strings.Join(values, ", ")
	}
	return a, nil
}
