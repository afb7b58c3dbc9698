package odata

// This file is what stands in the query of requests: what package filter makes, and the options that a client sends
// with every request.

import (
	"errors"
	"net/url"
	"strings"

	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

func filtered[R any](condition filter.ConditionOn[R]) urltext.Written {
	text, err := filter.TextOn(condition)
	return urltext.Written{Text: text, Err: err}
}

func selected[R any](items []filter.SelectItem[R]) urltext.Written {
	text, err := filter.SelectText(items...)
	return urltext.Written{Text: text, Err: err}
}

func expanded[R any](items []filter.ExpandItem[R]) urltext.Written {
	text, err := filter.ExpandText(items...)
	return urltext.Written{Text: text, Err: err}
}

func ordered[R any](items []filter.Order[R]) urltext.Written {
	text, err := filter.OrderByText(items...)
	return urltext.Written{Text: text, Err: err}
}

// WithQuery sends a query option with every request to the service: sap-client, api-version. A request that sets the
// option itself sends its own value. Links of the service get the option where they lack it. Query options may also
// stand in the URL that [NewClient] takes. No error or log shows them.
func WithQuery(name, value string) Option {
	return func(c *Client) error {
		if name == "" {
			return errors.New("odata: WithQuery needs the name of a query option")
		}
		c.query = urltext.Hide(urltext.With(c.query.Reveal(), name, value))
		return nil
	}
}

// addQuery takes the query options of the service root.
func (c *Client) addQuery(query string) error {
	for _, part := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if part == "" {
			continue
		}
		n, err1 := url.QueryUnescape(name)
		v, err2 := url.QueryUnescape(value)
		if err := errors.Join(err1, err2); err != nil {
			return errorf("odata: the query of the service root has a %% that does not begin an encoded character")
		}
		if err := WithQuery(n, v)(c); err != nil {
			return err
		}
	}
	return nil
}

// setQuery gives a URL the options of its request, and those of the client before them.
func (c *Client) setQuery(u *url.URL, own []urltext.Option) {
	var options []urltext.Option
	for _, always := range c.query.Reveal() {
		if !urltext.Has(own, always.Name) {
			options = append(options, always)
		}
	}
	u.RawQuery = queryText(append(options, own...))
}

// addMissing gives a link of the service the options of the client that it lacks.
func (c *Client) addMissing(u *url.URL) {
	var missing []urltext.Option
	given := u.Query()
	for _, o := range c.query.Reveal() {
		if !given.Has(o.Name) {
			missing = append(missing, o)
		}
	}
	if len(missing) == 0 {
		return
	}
	if u.RawQuery != "" {
		u.RawQuery += "&"
	}
	u.RawQuery += queryText(missing)
}

func queryText(options []urltext.Option) string {
	parts := make([]string, len(options))
	for i, o := range options {
		parts[i] = urltext.Escape(o.Name, "$@") + "=" + urltext.EscapeQuery(o.Value)
	}
	return strings.Join(parts, "&")
}
