package generator

// This file downloads documents. A download stays on the origin that the configuration names, unless that says otherwise, and what a URL may hold of
// secrets - a password, a query - is in no message.

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// fetchTimeout bounds a download.
	fetchTimeout = 2 * time.Minute
	// maxRedirects is how often a download is sent elsewhere.
	maxRedirects = 10
)

// isURL says whether the name of a document is a URL and not a file.
func isURL(name string) bool {
	return strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://")
}

// shownURL is a URL as messages show it: without user, password, query and fragment.
func shownURL(address string) string {
	u, err := url.Parse(address)
	if err != nil { // what is a password in it cannot be told
		scheme, _, _ := strings.Cut(address, "://")
		return scheme + "://..."
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}

// fetch downloads a document. Elsewhere says whether it may come from another origin than that of the address, by a redirect.
func fetch(ctx context.Context, address string, elsewhere bool) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("the address is not a valid URL")
	}
	request.Header.Set("Accept", "application/xml, application/json;q=0.5")
	client := http.Client{CheckRedirect: func(next *http.Request, before []*http.Request) error { return redirect(next, before, elsewhere) }}
	answer, err := client.Do(request)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) { // whose text has the address
			err = failed.Err
		}
		return nil, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was only read
	switch answer.StatusCode {
	case http.StatusOK:
		return readLimited(answer.Body)
	case http.StatusUnauthorized, http.StatusForbidden:
		return nil, fmt.Errorf("the server answers %s: csdlgen does not sign in; download the document yourself and name the file", status(answer))
	}
	return nil, fmt.Errorf("the server answers %s", status(answer))
}

func status(answer *http.Response) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", answer.StatusCode, http.StatusText(answer.StatusCode)))
}

// redirect decides whether a download goes on somewhere else.
func redirect(next *http.Request, before []*http.Request, elsewhere bool) error {
	if len(before) >= maxRedirects {
		return fmt.Errorf("the server redirects more than %d times", maxRedirects)
	}
	if !elsewhere && origin(next.URL) != origin(before[0].URL) {
		return fmt.Errorf("the server redirects to another origin, %s; if that is right, name that address in the configuration, or write references: urls", shownURL(next.URL.String()))
	}
	next.Header.Del("Referer") // it has the query of the address
	return nil
}

// origin is scheme, host and port of a URL.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[strings.ToLower(u.Scheme)]
	}
	return strings.ToLower(u.Scheme) + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}
