package engine

// This file reads and writes batches as multipart/mixed (OData Protocol 4.01, section 11.7.7).

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
)

// readMultipartBatch reads the requests of a batch. Those of a change set are a group.
func readMultipartBatch(r *Request) ([]*part, error) {
	return readMultipart(r.HTTP.Header.Get("Content-Type"), bytes.NewReader(r.Body), "")
}

func readMultipart(contentType string, body io.Reader, group string) ([]*part, error) {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, err
	}
	var parts []*part
	for in := multipart.NewReader(body, parameters["boundary"]); ; {
		one, err := in.NextRawPart()
		if err == io.EOF {
			return parts, nil
		}
		if err != nil {
			return nil, err
		}
		number := group + strconv.Itoa(len(parts)+1)
		if strings.HasPrefix(one.Header.Get("Content-Type"), "multipart/") {
			if group != "" {
				return nil, errors.New("a change set cannot have a change set in it")
			}
			set, err := readMultipart(one.Header.Get("Content-Type"), one, "set "+number)
			if err != nil {
				return nil, err
			}
			parts = append(parts, set...)
			continue
		}
		p, err := readHTTPPart(one)
		if err != nil {
			return nil, err
		}
		p.group = group
		if p.id = strings.Trim(one.Header.Get("Content-ID"), "<> "); p.id == "" {
			p.id = "part " + number
		}
		parts = append(parts, p)
	}
}

// readHTTPPart reads a request as HTTP has it, with a URL that may be relative.
func readHTTPPart(in io.Reader) (*part, error) {
	text := textproto.NewReader(bufio.NewReader(in))
	line, err := text.ReadLine()
	if err != nil {
		return nil, err
	}
	words := strings.Fields(line)
	if len(words) != 3 {
		return nil, fmt.Errorf("%q is not a request line", line)
	}
	header, err := text.ReadMIMEHeader()
	if err != nil && err != io.EOF {
		return nil, err
	}
	body, err := io.ReadAll(text.R)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(header.Get("Content-Type"), "application/json") {
		body = bytes.TrimSpace(body)
	}
	return &part{method: words[0], url: words[1], header: http.Header(header), body: body}, nil
}

// writeMultipartBatch is the answer with the answers of a batch: one for each request, and for a change set those of
// its requests, or the one that says why none was done.
func writeMultipartBatch(r *Request, all [][]*part) *Response {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	_ = w.SetBoundary("batch_answers") // which is a valid one
	for _, unit := range all {
		failed := slices.IndexFunc(unit, func(p *part) bool {
			return p.failed() && (p.answer == nil || p.answer.Status != http.StatusFailedDependency)
		})
		switch {
		case unit[0].answer == nil:
		case unit[0].group == "":
			writeHTTPPart(w, unit[0])
		case failed >= 0:
			writeHTTPPart(w, unit[failed])
		case unit[0].failed(): // for the sake of another
			writeHTTPPart(w, unit[0])
		default:
			writeChangeSet(w, unit)
		}
	}
	_ = w.Close() // writing into memory does not fail
	answer := r.empty(http.StatusOK)
	answer.Header.Set("Content-Type", "multipart/mixed; boundary="+w.Boundary())
	answer.Body = b.Bytes()
	return answer
}

func writeChangeSet(w *multipart.Writer, unit []*part) {
	var b bytes.Buffer
	set := multipart.NewWriter(&b)
	_ = set.SetBoundary("changeset_answers")
	for _, p := range unit {
		writeHTTPPart(set, p)
	}
	_ = set.Close()
	out, _ := w.CreatePart(textproto.MIMEHeader{"Content-Type": {"multipart/mixed; boundary=" + set.Boundary()}})
	_, _ = out.Write(b.Bytes())
}

func writeHTTPPart(w *multipart.Writer, p *part) {
	header := textproto.MIMEHeader{"Content-Type": {"application/http"}, "Content-Transfer-Encoding": {"binary"}}
	if !strings.HasPrefix(p.id, "part ") {
		header.Set("Content-ID", p.id)
	}
	out, _ := w.CreatePart(header)
	fmt.Fprintf(out, "HTTP/1.1 %d %s\r\n", p.answer.Status, http.StatusText(p.answer.Status))
	for _, name := range slices.Sorted(maps.Keys(p.answer.Header)) {
		fmt.Fprintf(out, "%s: %s\r\n", name, strings.Join(p.answer.Header[name], ", "))
	}
	fmt.Fprintf(out, "\r\n%s", p.answer.Body)
}
