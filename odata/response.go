package odata

// This file is what an answer says besides its body: its status and its headers, as every request hands them out.

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Response is the status and the headers of an answer. Every request fills one in, by its method Response, whatever its
// result is and whether it succeeds: after Do, after a page of Pages, once the batch is sent that the request is part
// of. The zero Response is that of a request that has had no answer. It prints its status and nothing of its headers,
// which may hold secrets.
type Response struct {
	// StatusCode is the HTTP status; 0 for no answer.
	StatusCode int
	// Header are the headers of the answer, in a batch those of the request's own answer.
	Header  http.Header
	url     *url.URL // of the request, after redirects
	context string   // the context URL in the body
}

// responseOf is what an answer to a request of the URL says.
func responseOf(answer *http.Response, at *url.URL) Response {
	return Response{StatusCode: answer.StatusCode, Header: answer.Header, url: at}
}

// ETag returns the entity tag that the answer has in its header, or "".
func (r Response) ETag() string { return r.Header.Get("ETag") }

// EntityID returns the id of the entity that a create or an upsert has made, where the answer says it in a header: the
// absolute URL in OData-EntityId, else in Location (OData Protocol 4.01, section 8.3.4), else "".
func (r Response) EntityID() Reference {
	for _, name := range [...]string{"OData-EntityId", "Location"} {
		if link := r.Header.Get(name); link != "" {
			return Reference(absolute(r.url, link))
		}
	}
	return ""
}

// Location returns the absolute URL in the header Location, or "": of an entity that was created, or of the status
// monitor of a request that was accepted.
func (r Response) Location() string {
	if link := r.Header.Get("Location"); link != "" {
		return absolute(r.url, link)
	}
	return ""
}

// goal is the URL in the header Location, as a [RedirectError] has it: "" for what no request could be made to.
func (r Response) goal() string {
	base := r.url
	if base == nil {
		base = new(url.URL)
	}
	to, err := parseLink(base, r.Header.Get("Location"))
	if err != nil || to.User != nil {
		return ""
	}
	return to.String()
}

// Resolve returns the absolute URL of a link in the body of the answer: of an id, a read link, a media link, a
// navigation link, a next link of an expanded collection. Links are relative to the context URL of the answer, else to
// the request (OData JSON Format 4.01, section 4.3). Where the object that has the link has a context URL of its own,
// say it too; of several objects around the link, from the outside in. What a URL cannot have is percent-encoded. A
// link that is not valid is returned as it is.
func (r Response) Resolve(link string, contexts ...string) string {
	return absolute(baseOf(r.url, append([]string{r.context}, contexts...)...), link)
}

// Applied reports whether the service says that it has applied a preference, such as [ReturnMinimal] (RFC 7240, section
// 3). Names are compared without the prefix "odata.", which a service of OData 4.01 may leave out.
func (r Response) Applied(preference string) bool {
	want := preferenceName(preference)
	return slices.ContainsFunc(r.Header.Values("Preference-Applied"), func(value string) bool {
		return slices.ContainsFunc(strings.Split(value, ","), func(p string) bool { return preferenceName(p) == want })
	})
}

// preferenceName is a preference as it is compared.
func preferenceName(text string) string {
	name, value, found := strings.Cut(strings.TrimSpace(text), "=")
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "odata.")
	if found {
		name += "=" + strings.Trim(strings.TrimSpace(value), `"`)
	}
	return name
}

// Challenges returns what the service demands of who asks: the values of WWW-Authenticate (RFC 9110, section 11.6.1).
func (r Response) Challenges() []string { return r.Header.Values("WWW-Authenticate") }

// String returns the status.
func (r Response) String() string {
	if r.StatusCode == 0 {
		return "no answer"
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", r.StatusCode, http.StatusText(r.StatusCode)))
}

// MarshalText returns the status: as JSON, a log would hold the headers.
func (r Response) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// GoString returns the status.
func (r Response) GoString() string { return fmt.Sprintf("odata.Response(%q)", r.String()) }
