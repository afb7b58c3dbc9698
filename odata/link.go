package odata

// This file is the links that services write: what they are relative to, and what is encoded in them.

import (
	"net/url"
	"strings"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// parseLink resolves a link against the URL that it is relative to. What no URL may have, such as a space or a letter beyond ASCII, is
// percent-encoded; what is encoded stays as it is.
func parseLink(base *url.URL, link string) (*url.URL, error) {
	return base.Parse(encodeLink(link))
}

// encodeLink percent-encodes what no URL may have (RFC 3986, section 2), also a percent sign that begins no encoded character. Brackets are for the
// host alone.
func encodeLink(link string) string {
	link = strings.TrimSpace(link)
	host := 0 // where the host ends
	if scheme, rest, found := strings.Cut(link, "//"); found && !strings.ContainsAny(scheme, "/?#") {
		host = len(link) - len(rest) + strings.IndexAny(rest+"/", "/?#")
	}
	var b strings.Builder
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
