package tape

// This file finds what must not be published, and says what stands for it.

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// redactor maps texts to what stands for them.
type redactor struct {
	replaced map[string]string
	counted  map[string]int // how many texts of a kind there are
	origins  []string       // those of the services, the main one first
}

func newRedactor() *redactor {
	return &redactor{replaced: map[string]string{}, counted: map[string]int{}}
}

// fix says what stands for a text.
func (r *redactor) fix(old, new string) {
	if old != "" {
		r.replaced[old] = new
	}
}

// stand makes up what stands for a text, in a form that is told from others by its number.
func (r *redactor) stand(old, form string) {
	if _, known := r.replaced[old]; known || old == "" {
		return
	}
	r.counted[form]++
	r.replaced[old] = fmt.Sprintf(form, r.counted[form])
}

// What stands for texts: of the same kind as they are, so that programs can read it.
const (
	guidForm  = "00000000-0000-4000-8000-%012d"
	mailForm  = "person%d@example.com"
	idForm    = "id-%d"
	tokenForm = "token-%d"
)

// hosts says which origins are replaced, in their order; the first one is the service's.
func (r *redactor) hosts(origins ...string) {
	for _, o := range origins {
		if o != "" && !slices.Contains(r.origins, o) && len(r.origins) < maxHosts {
			r.origins = append(r.origins, o)
		}
	}
}

// learn looks through an exchange.
func (r *redactor) learn(e exchange) {
	r.hosts(origin(e.url))
	r.text(e.url)
	r.query(e.url)
	for _, m := range []message{e.ask, e.answer} {
		for name, values := range m.header {
			for _, value := range values {
				if !isLeftOut(name) {
					r.text(value)
				}
			}
		}
		if utf8.Valid(m.body) {
			r.text(string(m.body))
			r.members(m.body)
		}
	}
}

// text finds what has a form of its own.
func (r *redactor) text(text string) {
	for _, kind := range []struct{ form, pattern string }{
		{tokenForm, `eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*`}, // a JSON web token
		{guidForm, `(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`},
		{mailForm, `[A-Za-z0-9._+#-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`},
	} {
		for _, found := range regexp.MustCompile(kind.pattern).FindAllString(text, -1) {
			r.stand(strings.Replace(found, "%40", "@", 1), kind.form)
		}
	}
	for _, link := range regexp.MustCompile(`https?:(?:\\?/){2}[^\s"<>\\]+\?[^\s"<>\\]+`).FindAllString(text, -1) {
		r.query(link)
	}
}

// query finds the secrets of a URL: signatures, and what only the service can read.
func (r *redactor) query(rawURL string) {
	_, query, _ := strings.Cut(rawURL, "?")
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		name = strings.ToLower(strings.TrimPrefix(strings.Replace(name, "%24", "$", 1), "$"))
		for _, secret := range []string{"token", "sig", "key", "code", "secret", "password", "auth"} {
			if strings.Contains(name, secret) && value != "" {
				plain, err := url.QueryUnescape(value)
				if err == nil && plain != value {
					r.stand(plain, tokenForm)
					r.fix(value, r.replaced[plain])
				}
				r.stand(value, tokenForm)
			}
		}
	}
}

// members finds identifiers and secrets by the names of the members that hold them.
func (r *redactor) members(body []byte) {
	d := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	name := ""
	for {
		token, err := d.ReadToken()
		if err != nil {
			return // what is not JSON has no members
		}
		kind, length := d.StackIndex(d.StackDepth())
		switch {
		case token.Kind() != '"':
			if token.Kind() == '[' {
				continue // the items are values of the member
			}
			name = ""
		case kind == '{' && length%2 == 1:
			name = token.String()
		default:
			r.member(name, token.String())
		}
	}
}

// longest identifiers that are taken for counted or spoken ones, which say nothing to others: 12, "inbox", "USD".
const shortID = 15

func (r *redactor) member(name, value string) {
	lower := strings.ToLower(name)
	switch {
	case strings.Contains(value, "://"):
	case strings.HasSuffix(lower, "password"), strings.HasSuffix(lower, "secret"), strings.HasSuffix(lower, "secrettext"),
		strings.HasSuffix(lower, "token"), strings.HasSuffix(lower, "clientstate"):
		r.stand(value, tokenForm)
	case (lower == "id" || strings.HasSuffix(name, "Id") || strings.HasSuffix(name, "ID") || strings.HasSuffix(lower, "_id")) && len(value) > shortID:
		r.stand(value, idForm)
	}
}

// replacer replaces all that is known, in the spellings of text, JSON and URLs. Where one text contains another the
// longer one counts.
func (r *redactor) replacer() *strings.Replacer {
	spelled := map[string]string{}
	for old, new := range r.replaced {
		spelled[old] = new
		for _, escape := range []func(string) string{url.QueryEscape, url.PathEscape, func(s string) string { return strings.Replace(s, "@", "%40", 1) }} {
			if escaped := escape(old); r.replaced[escaped] == "" {
				spelled[escaped] = escape(new)
			}
		}
	}
	for i, o := range r.origins {
		spelled[o] = hostName(i)
		spelled[strings.ReplaceAll(o, "/", `\/`)] = strings.ReplaceAll(hostName(i), "/", `\/`)
		spelled[url.QueryEscape(o)] = url.QueryEscape(hostName(i))
	}
	var texts []string
	for old := range spelled {
		texts = append(texts, old)
	}
	slices.SortFunc(texts, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	var pairs []string
	for _, old := range texts {
		pairs = append(pairs, old, spelled[old])
	}
	return strings.NewReplacer(pairs...)
}

// hostName is the origin that stands for the i-th one.
func hostName(i int) string {
	if i == 0 {
		return "https://service.example"
	}
	return fmt.Sprintf("https://host%d.example", i+1)
}

// maxHosts is how many hosts a tape tells from each other.
const maxHosts = 20

func isHostName(name string) bool {
	for i := 1; i < maxHosts; i++ {
		if hostName(i) == "https://"+name {
			return true
		}
	}
	return false
}

// isLeftOut says whether a header says who asks or by which way, or is set anew by whoever sends it.
func isLeftOut(name string) bool {
	switch http.CanonicalHeaderKey(name) {
	case "Authorization", "Proxy-Authorization", "Proxy-Authenticate", "Cookie", "Set-Cookie", "Ocp-Apim-Subscription-Key", "X-Api-Key", "X-Csrf-Token",
		"Date", "Content-Length", "Connection", "Transfer-Encoding", "Keep-Alive", "User-Agent", "Accept-Encoding", "Host", "Server", "Via",
		"Strict-Transport-Security", "X-Ms-Ags-Diagnostic", "Client-Request-Id", "Request-Id":
		return true
	}
	return false
}
