package tape

// This file is the form of a tape on disk, as people read it in a diff: HTTP, one exchange after the other,
//
//	### 1
//	GET https://service.example/v1.0/users?$top=1
//	Accept: application/json
//
//	### 200
//	Content-Type: application/json
//
//	{
//	  "value": []
//	}
//
// JSON that had no white space is indented; other text is as it was, and other JSON too, below the header Tape-Body:
// text. Text whose lines end in CRLF, such as a batch, is below Tape-Body: crlf, and what is not text in base64, below
// Tape-Body: base64. A line of a body that begins with # or \, and an empty
// one at its end, has a \ before it.

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	mark       = "### "
	bodyHeader = "Tape-Body"
)

// format writes exchanges.
func format(exchanges []exchange) string {
	var b strings.Builder
	for i, e := range exchanges {
		fmt.Fprintf(&b, "%s%d\n%s %s\n%s%s%d\n%s", mark, i+1, e.method, e.url, formatMessage(e.ask), mark, e.status, formatMessage(e.answer))
	}
	return b.String()
}

func formatMessage(m message) string {
	var b strings.Builder
	var names []string
	for name := range m.header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range m.header[name] {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	how, body := spelled(m.body)
	if how != "" {
		fmt.Fprintf(&b, "%s: %s\n", bodyHeader, how)
	}
	b.WriteString("\n")
	if body == "" {
		return b.String()
	}
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, `\`) || line == "" && i == len(lines)-1 {
			b.WriteString(`\`)
		}
		b.WriteString(line + "\n")
	}
	b.WriteString("\n")
	return b.String()
}

// The values of Tape-Body.
const (
	asBase64 = "base64"
	asText   = "text"
	asCRLF   = "crlf"
)

// spelled says how a body stands on a tape, and what stands there.
func spelled(body []byte) (how, text string) {
	if !isText(body) {
		if lines := bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")); isText(lines) && bytes.Equal(bytes.ReplaceAll(lines, []byte("\n"), []byte("\r\n")), body) {
			return asCRLF, string(lines)
		}
		return asBase64, base64.StdEncoding.EncodeToString(body)
	}
	indented := jsontext.Value(bytes.Clone(body))
	if indented.Indent(jsontext.WithIndent("  "), jsontext.AllowDuplicateNames(true)) != nil {
		return "", string(body)
	}
	if !bytes.Equal(compacted(indented), body) {
		return asText, string(body)
	}
	return "", string(indented)
}

// read is the opposite of spelled.
func read(how, text string) ([]byte, error) {
	switch how {
	case asBase64:
		return base64.StdEncoding.DecodeString(text)
	case asText:
		return []byte(text), nil
	case asCRLF:
		return []byte(strings.ReplaceAll(text, "\n", "\r\n")), nil
	case "":
		return compacted([]byte(text)), nil
	}
	return nil, fmt.Errorf("%s is %s, %s or %s, and not %q", bodyHeader, asBase64, asCRLF, asText, how)
}

// compacted is JSON without white space; other text as it is.
func compacted(text []byte) []byte {
	value := jsontext.Value(bytes.Clone(text))
	if value.Compact(jsontext.AllowDuplicateNames(true)) != nil {
		return text
	}
	return value
}

// isText says whether a body can be shown as it is.
func isText(body []byte) bool {
	return utf8.Valid(body) && !bytes.ContainsAny(body, "\x00\r")
}

// parse reads exchanges. Errors name the line.
func parse(text string) ([]exchange, error) {
	p := &parser{lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}
	var exchanges []exchange
	for p.skipBlank(); p.at < len(p.lines); p.skipBlank() {
		e, err := p.exchange()
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", p.at, err)
		}
		exchanges = append(exchanges, e)
	}
	return exchanges, nil
}

// parser is a place in a tape. After a line was taken, at is its number.
type parser struct {
	lines []string
	at    int
}

func (p *parser) skipBlank() {
	for p.at < len(p.lines) && p.lines[p.at] == "" {
		p.at++
	}
}

func (p *parser) next() string {
	if p.at < len(p.lines) {
		p.at++
		return p.lines[p.at-1]
	}
	return ""
}

func (p *parser) exchange() (e exchange, err error) {
	if _, ok := strings.CutPrefix(p.next(), mark); !ok {
		return e, fmt.Errorf("expected %q and the number of a request", mark)
	}
	line := p.next()
	method, url, ok := strings.Cut(line, " ")
	if !ok || origin(url) == "" {
		return e, fmt.Errorf("%q is not a method and a whole URL", line)
	}
	e.method, e.url = method, url
	if e.ask, err = p.message(); err != nil {
		return e, err
	}
	line = p.next()
	status, ok := strings.CutPrefix(line, mark)
	if e.status, err = strconv.Atoi(strings.TrimSpace(status)); !ok || err != nil || http.StatusText(e.status) == "" && (e.status < 200 || e.status > 599) {
		return e, fmt.Errorf("%q is not %q and a status", line, mark)
	}
	e.answer, err = p.message()
	return e, err
}

func (p *parser) message() (m message, err error) {
	m.header = http.Header{}
	for line := p.next(); line != ""; line = p.next() {
		name, value, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			return m, fmt.Errorf("%q is not a header; an empty line ends headers", line)
		}
		m.header.Add(name, strings.TrimSpace(value))
	}
	start := p.at
	for p.at < len(p.lines) && !strings.HasPrefix(p.lines[p.at], mark) {
		p.at++
	}
	lines := slices.Clone(p.lines[start:p.at])
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, `\`)
	}
	how := m.header.Get(bodyHeader)
	m.header.Del(bodyHeader)
	m.body, err = read(how, strings.Join(lines, "\n"))
	return m, err
}
