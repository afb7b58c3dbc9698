package odata

// This file is the links that services write: what they are relative to, and what is encoded in them.

import (
	"net/url"
	"strings"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/rawjson"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// parseLink resolves a link against the URL that it is relative to. What no URL may have, such as a space or a letter
// beyond ASCII, is percent-encoded; what is encoded stays as it is.
func parseLink(base *url.URL, link string) (*url.URL, error) {
	return base.Parse(encodeLink(link))
}

// encodeLink percent-encodes what no URL may have (RFC 3986, section 2), also a percent sign that begins no encoded
// character. Brackets are for the host alone.
func encodeLink(link string) string {
	link = strings.TrimSpace(link)
	host := 0 // where the host ends
	if scheme, rest, found := strings.Cut(link, "//"); found && !strings.ContainsAny(scheme, "/?#") {
		host = len(link) - len(rest) + strings.IndexAny(rest+"/", "/?#")
	}
	var b strings.Builder
	if colonInName(link) {
		b.WriteString("./")
	}
	fragment := false
	for i := range len(link) {
		c := link[i]
		switch {
		case c == '%' && i+2 < len(link) && isHex(link[i+1]) && isHex(link[i+2]), i < host && (c == '[' || c == ']'):
			b.WriteByte(c)
		case c == '#' && !fragment:
			fragment = true
			b.WriteByte(c)
		default:
			b.WriteString(urltext.Escape(link[i:i+1], ":/?@!$&'()*+,;="))
		}
	}
	return b.String()
}

// colonInName says whether a relative link begins with a name that has a colon, such as a key that is a time: what is
// before the colon would be taken for a scheme, which it cannot be (RFC 3986, section 4.2).
func colonInName(link string) bool {
	first := link[:strings.IndexAny(link+"/", "/?#")]
	before, _, found := strings.Cut(first, ":")
	return found && (before == "" || !isLetter(rune(before[0])) || strings.ContainsFunc(before, func(r rune) bool {
		return !isLetter(r) && !('0' <= r && r <= '9') && r != '+' && r != '-' && r != '.'
	}))
}

func isLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// absolute is a link resolved against the URL of the request that it was the answer to; as it came where that is not
// possible.
func absolute(base *url.URL, link string) string {
	if base == nil {
		return link
	}
	u, err := parseLink(base, link)
	if err != nil {
		return link
	}
	return u.String()
}

// baseOf is what the links in an object are relative to (OData JSON Format 4.01, section 4.3): its context URL, else
// that of an object around it, else the request. The contexts are from the outside in; "" is none, and one that is not
// a valid URL is passed over.
func baseOf(request *url.URL, contexts ...string) *url.URL {
	base := request
	for _, context := range contexts {
		if base == nil || context == "" {
			continue
		}
		if u, err := parseLink(base, context); err == nil {
			base = u
		}
	}
	return base
}

// contextOf is the context URL of the object that a text is, or "". It stands before all other members that matter.
func contextOf(data edm.Raw) string {
	s := lenient(data, '{')
	if s == nil {
		return ""
	}
	for first := true; ; first = false {
		if more, err := s.Another('}', first); err != nil || !more {
			return ""
		}
		quoted, err := s.Name()
		if err != nil {
			return ""
		}
		value, err := s.Value()
		if err != nil {
			return ""
		}
		if name, _ := rawjson.Unquote(quoted, ""); name == "@odata.context" || name == "@context" {
			return wordsOf(value)
		}
	}
}

// follow resolves a link against what it is relative to. One to another origin is refused: the token must not go there.
func (c *Client) follow(base *url.URL, link string) (*url.URL, error) {
	u, err := parseLink(base, link)
	if err != nil {
		return nil, &LinkError{"", "it is not a valid URL"}
	}
	if !sameOrigin(u, c.root) || u.User != nil {
		return nil, &LinkError{u.Redacted(), "it leads to a different host from the service root " + c.root.Host}
	}
	return u, nil
}
