package odata

// This file is what of a body may be logged: all of it but the queries of links, which hold tokens and what a program
// has searched for. It works on the bytes, so that a body that is cut off or is not quite JSON is logged as it came.

import (
	"bytes"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
)

// loggable is the beginning of a body without the queries of the links in it.
func loggable(body []byte) string {
	body = body[:min(len(body), maxLogged)]
	if text := bytes.TrimLeft(body, "\ufeff \t\r\n"); len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return withoutQueries(string(body), false)
	}
	var b strings.Builder
	name := ""
	for rest := body; len(rest) > 0; {
		start := bytes.IndexByte(rest, '"')
		if start < 0 {
			b.Write(rest)
			break
		}
		b.Write(rest[:start])
		end := endOfString(rest[start:])
		text, after := rest[start:start+end], rest[start+end:]
		if tail := bytes.TrimLeft(after, " \t\r\n"); len(tail) > 0 && tail[0] == ':' {
			name = string(text)
			b.Write(text)
		} else {
			b.WriteString(loggableString(string(text), isLink(name)))
		}
		rest = after
	}
	return b.String()
}

// endOfString is where the JSON string ends that a text begins with: behind its quote, or where the text ends.
func endOfString(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// loggableString is a JSON string, which may be cut off, without queries. It stays as it is where it has none.
func loggableString(raw string, link bool) string {
	text := strings.ReplaceAll(strings.Trim(raw, `"`), `\/`, "/")
	s := rawjson.Scanner{Text: []byte(raw), Strict: true}
	if whole, err := s.Value(); err == nil {
		text, _ = rawjson.Unquote(whole, "")
	}
	if short := withoutQueries(text, link); short != text {
		return string(rawjson.AppendString(nil, short))
	}
	return raw
}

// isLink says whether a member of JSON is control information that is a link, absolute or relative (OData JSON Format
// 4.01, section 4.6).
func isLink(name string) bool {
	_, control, found := strings.Cut(strings.Trim(name, `"`), "@")
	switch strings.TrimPrefix(control, "odata.") {
	case "id", "bind", "context":
		return found
	}
	return found && strings.HasSuffix(strings.ToLower(control), "link")
}

// withoutQueries is a text without the queries of the absolute URLs in it; one that is a link loses all behind its
// question mark.
func withoutQueries(text string, link bool) string {
	if link {
		return withoutQuery(text)
	}
	const ends = " \t\n\f\r\"'<>" // what no URL in a text has
	var b strings.Builder
	for {
		start := afterScheme(text)
		if start < 0 {
			b.WriteString(text)
			return b.String()
		}
		end := start + sizeBefore(text[start:], ends+"?")
		b.WriteString(text[:end])
		if text = text[end:]; strings.HasPrefix(text, "?") {
			b.WriteString("?...")
			text = text[sizeBefore(text, ends):]
		}
	}
}

// afterScheme is where the first absolute URL in a text goes on after its scheme and slashes, which may be escaped as
// in JSON; -1 where there is none.
func afterScheme(text string) int {
	for i := 1; i < len(text); i++ {
		if text[i] != ':' || !isWordCharacter(text[i-1]) {
			continue
		}
		for _, slashes := range [...]string{"://", `:\/\/`} {
			if strings.HasPrefix(text[i:], slashes) {
				return i + len(slashes)
			}
		}
	}
	return -1
}

func isWordCharacter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
}

// sizeBefore is how many bytes of a text come before the first of the characters.
func sizeBefore(text, characters string) int {
	if n := strings.IndexAny(text, characters); n >= 0 {
		return n
	}
	return len(text)
}
