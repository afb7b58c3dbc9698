package urltext

import "strings"

// This file is percent-encoding: the one place where text becomes part of a URL.

// EscapeQuery percent-encodes the value of a query option. The characters by which filters and other options are read
// stay as they are, but for the semicolon, which some servers - those of net/http among them - take for the end of the
// option, and a slash in a quoted text, which only separates the segments of paths outside of one (OData ABNF,
// stringLiteral).
func EscapeQuery(s string) string {
	var b strings.Builder
	for i, part := range strings.SplitAfter(s, "'") {
		keep := "$@'(),:*!="
		if quoted := i%2 == 1; !quoted {
			keep += "/"
		}
		b.WriteString(Escape(part, keep))
	}
	return b.String()
}

// Escape percent-encodes everything but the unreserved characters of RFC 3986 and the ones in keep.
func Escape(s, keep string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 || strings.IndexByte(keep, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&0xF])
	}
	return b.String()
}
