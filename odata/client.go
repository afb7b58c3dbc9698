package odata

// This file is the Client: a service root, how to authorize, how to send. Requests are in request.go, what happens on
// the wire in transport.go.

import (
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Client sends requests to one service. It is safe for concurrent use. It never prints its token or its headers.
type Client struct {
	root        *url.URL           // without a slash at the end
	authorize   Authorizer         // nil for none
	http        *http.Client       // a copy
	header      func() http.Header // not a field, which package fmt would print
	maxBody     int64
	maxMemory   int64 // bytes of memory for each byte of an answer; 0 for MemoryPerByte
	strict      bool  // answers are nothing but JSON in UTF-8
	retries     int
	maxWait     time.Duration
	parentheses bool
	unchecked   bool   // no validation
	logger      Logger // nil for none
	logBodies   bool
	// relativeBatch writes the URLs in a batch without a slash at the beginning.
	relativeBatch bool
	// json is the media type of bodies and answers.
	json string
	// version is that of the protocol: the form of bodies, and the highest of answers.
	version string
	// multipart sends batches as multipart/mixed and not as JSON.
	multipart bool
	// query are the query options of every request, which may be secret.
	query urltext.Hidden
}

// Option changes how a Client works.
type Option func(*Client) error

// The defaults of the options.
const (
	defaultMaxBody = 64 << 20
	defaultRetries = 3
	defaultMaxWait = time.Minute
)

// NewClient returns a client for the service with the root URL, such as https://graph.microsoft.com/v1.0. The URL is
// absolute, http or https; query options in it go along with every request, as those of [WithQuery] do. With a token,
// an [Authorizer], or a header that is for credentials, plain http is allowed to this machine only.
func NewClient(serviceRoot string, options ...Option) (*Client, error) {
	root, query, err := parseRoot(serviceRoot)
	if err != nil {
		return nil, err
	}
	c := &Client{root: root, http: http.DefaultClient, header: keep(http.Header{}), maxBody: defaultMaxBody, retries: defaultRetries, maxWait: defaultMaxWait, json: "application/json", version: version40}
	if err := c.addQuery(query); err != nil {
		return nil, err
	}
	for _, o := range options {
		if o == nil {
			continue
		}
		if err := o(c); err != nil {
			return nil, err
		}
	}
	if secret := c.credentials(); secret != "" && root.Scheme == "http" && !isLoopback(root.Hostname()) {
		return nil, errorf("odata: %s would be sent over plain http to %s; use https", secret, root.Host)
	}
	users := *c.http
	if users.Transport == nil && c.http == http.DefaultClient {
		users.Transport = patient()
	}
	c.http = &users
	return c, nil
}

func keep(h http.Header) func() http.Header { return func() http.Header { return h } }

// credentials is what the client adds to requests that nobody on the way must see, or "".
func (c *Client) credentials() string {
	if c.authorize != nil {
		return "a token, or anything else that the Authorizer adds,"
	}
	for _, name := range [...]string{"Authorization", "Cookie", "Proxy-Authorization"} {
		if len(c.header().Values(name)) > 0 {
			return "the header " + name
		}
	}
	return ""
}

// The time-outs of a client without [WithHTTPClient]. There is none for bodies, which may take long as long as they
// move.
const (
	connectTimeout = 30 * time.Second
	headerTimeout  = 2 * time.Minute // from the end of the request to the headers of the answer
)

// patient is the default transport with time-outs; nil, which is the default one, where a program has replaced that.
func patient() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return nil
	}
	t := standard.Clone()
	t.DialContext = (&net.Dialer{Timeout: connectTimeout, KeepAlive: connectTimeout}).DialContext
	t.TLSHandshakeTimeout = connectTimeout
	t.ResponseHeaderTimeout = headerTimeout
	return t
}

// parseRoot takes the query off the URL of a service root.
func parseRoot(text string) (root *url.URL, query string, err error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, "", errorf("odata: the service root is not a valid URL: %w", discreet(errors.Unwrap(err)))
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, "", errorf("odata: the service root %q is not an absolute http or https URL", withoutQuery(u.Redacted()))
	case u.User != nil:
		return nil, "", errors.New("odata: the service root holds a user name; use a token or a header")
	case u.Fragment != "":
		return nil, "", errorf("odata: the service root %q has a fragment", withoutQuery(text))
	}
	query = u.RawQuery
	u.RawQuery, u.ForceQuery = "", false
	u.RawPath = strings.TrimRight(u.EscapedPath(), "/")
	u.Path = strings.TrimRight(u.Path, "/")
	return u, query, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Root is the service root as a resource, from which generated code builds paths.
func (c *Client) Root() Resource {
	if c == nil {
		return Resource{}
	}
	return request.Root(c, c.parentheses)
}

// String returns the service root.
func (c *Client) String() string {
	if c == nil {
		return "no service"
	}
	return c.root.String()
}

// GoString returns the service root and nothing else.
func (c *Client) GoString() string { return fmt.Sprintf("odata.Client(%q)", c.String()) }

// WithHTTPClient sends by the client's transport, with its time-out, cookies and redirect policy. The client itself is
// not changed. What is the same for every request to any host - proxies, certificates, traces - belongs into its
// Transport; what shows who asks belongs into an [Authorizer], since a Transport also sees redirects to other hosts.
//
// The policy, CheckRedirect, is asked about redirects that the runtime would follow: those of reads, and of other
// requests by 307 and 308 to the same origin. It can forbid them, not allow more.
func WithHTTPClient(client *http.Client) Option {
	return func(c *Client) error {
		if client == nil {
			return errors.New("odata: WithHTTPClient was given nil")
		}
		c.http = client
		return nil
	}
}

// WithMaxBody bounds the bytes of an answer's body; the default is 64 MiB. Of an error, 64 KiB are read at most.
func WithMaxBody(bytes int64) Option {
	return func(c *Client) error {
		if bytes <= 0 {
			return errorf("odata: WithMaxBody needs at least 1 byte, not %d", bytes)
		}
		c.maxBody = min(bytes, math.MaxInt64-1) // one more is read, to see whether there is more
		return nil
	}
}

// WithMaxMemory sets how many bytes of memory reading an answer may take for each byte of it; the default is
// [MemoryPerByte]. What would take more is an [*AnswerError] that holds a [*MemoryError].
func WithMaxMemory(perByte int) Option {
	return func(c *Client) error {
		if perByte < 1 {
			return errorf("odata: WithMaxMemory needs at least 1 byte of memory for each byte of an answer, not %d", perByte)
		}
		c.maxMemory = int64(perByte)
		return nil
	}
}

// WithStrictJSON reads answers as [UnmarshalStrict] reads a text: one with a byte order mark, bytes that are not UTF-8
// or halves of surrogate pairs is an error.
func WithStrictJSON() Option {
	return func(c *Client) error {
		c.strict = true
		return nil
	}
}

// WithRetries sets how often a request that the service throttles is sent again; the default is 3, 0 is never.
func WithRetries(n int) Option {
	return func(c *Client) error {
		if n < 0 {
			return errorf("odata: the number of retries is negative: %d", n)
		}
		c.retries = n
		return nil
	}
}

// WithMaxRetryWait bounds the wait before a request is sent again; the default is a minute. Where the service asks for
// more, its answer is returned as an [Error] at once.
func WithMaxRetryWait(d time.Duration) Option {
	return func(c *Client) error {
		c.maxWait = d
		return nil
	}
}

// WithHeader sends a header with every request to the origin of the service root, and nowhere else.
func WithHeader(name, value string) Option {
	return func(c *Client) error {
		c.header().Add(name, value)
		return checkHeader(name, value)
	}
}

// WithoutValidation sends bodies without validating them.
func WithoutValidation() Option {
	return func(c *Client) error {
		c.unchecked = true
		return nil
	}
}

// WithIEEE754Compatible exchanges Edm.Int64 and Edm.Decimal as JSON strings and asks the service to do so (OData JSON
// Format 4.01, section 3.2). Services built on JavaScript lose the digits of large numbers otherwise. Strings are read
// in any case.
func WithIEEE754Compatible() Option {
	return func(c *Client) error {
		c.json = "application/json;IEEE754Compatible=true"
		return nil
	}
}

// largeAsStrings says whether large numbers are written as strings.
func (c *Client) largeAsStrings() bool { return c.json != "application/json" }

// WithRelativeBatchURLs writes the URLs inside a batch relative to the service root without a slash at their beginning.
// Services that resolve them strictly need it; Microsoft Graph documents the slash.
func WithRelativeBatchURLs() Option {
	return func(c *Client) error {
		c.relativeBatch = true
		return nil
	}
}

// WithKeysInParentheses writes keys as Users('key') and not as Users/key. Services of OData 4.0 need it.
func WithKeysInParentheses() Option {
	return func(c *Client) error {
		c.parentheses = true
		return nil
	}
}
