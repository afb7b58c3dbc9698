package azure

// This file is what programs call: Authorizer, TokenSource and their options. What a source does is in source.go, what
// challenges say in challenge.go.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// Option says for what tokens are asked. [WithScopes] and [WithTenant] are options; a program can write another.
type Option func(*policy.TokenRequestOptions) error

// TokenSource returns the function that odata.WithToken takes: it gets tokens for the service with the root URL from
// the credential, and keeps each as long as it is good. It is safe for concurrent use where the credential is, as those
// of azidentity are.
//
// A nil credential, a service root that is no absolute http or https URL and an option without a value are errors.
// Errors of the function wrap the credential's and name the scopes. Nothing prints a token.
func TokenSource(credential azcore.TokenCredential, serviceRoot string, options ...Option) (func(context.Context) (string, error), error) {
	s, err := newSource(credential, serviceRoot, options)
	if err != nil {
		return nil, err
	}
	return s.token, nil
}

// Authorizer returns the function that odata.WithAuthorizer takes. It does what a [TokenSource] does, and takes part in
// continuous access evaluation: where the service refuses a token and demands claims - since the user's password, role
// or place has changed - it gets one with these claims from the credential, and the request is sent again. Errors and
// concurrency are as with TokenSource.
func Authorizer(credential azcore.TokenCredential, serviceRoot string, options ...Option) (func(r *http.Request, challenges []string) error, error) {
	s, err := newSource(credential, serviceRoot, options)
	if err != nil {
		return nil, err
	}
	s.request.EnableCAE = true
	return s.authorize, nil
}

// newSource is a source of tokens for the service.
func newSource(credential azcore.TokenCredential, serviceRoot string, options []Option) (*source, error) {
	if credential == nil {
		return nil, errors.New("azure: the credential is nil")
	}
	scope, err := defaultScope(serviceRoot)
	if err != nil {
		return nil, err
	}
	s := &source{
		credential: credential,
		request:    policy.TokenRequestOptions{Scopes: []string{scope}},
		turn:       make(chan struct{}, 1),
	}
	for _, option := range options {
		if option == nil {
			continue
		}
		if err := option(&s.request); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// WithScopes asks for tokens with these scopes and not with the one that is made from the service root. Several scopes
// have to be of one service.
func WithScopes(scopes ...string) Option {
	return func(request *policy.TokenRequestOptions) error {
		if len(scopes) == 0 || slices.Contains(scopes, "") {
			return fmt.Errorf("azure: WithScopes was given %q; it needs at least one scope, such as https://graph.microsoft.com/.default", scopes)
		}
		request.Scopes = slices.Clone(scopes)
		return nil
	}
}

// WithTenant asks for tokens of the tenant with the id or domain, where it is not the one that the credential has. The
// credential has to allow it: those of azidentity do with AdditionallyAllowedTenants.
func WithTenant(tenant string) Option {
	return func(request *policy.TokenRequestOptions) error {
		if tenant == "" {
			return errors.New("azure: WithTenant was given no tenant; leave it out for the one that the credential has")
		}
		request.TenantID = tenant
		return nil
	}
}

// defaultScope is the scope for everything that has been granted at a service.
func defaultScope(serviceRoot string) (string, error) {
	u, err := url.Parse(serviceRoot)
	switch {
	case err != nil:
		return "", fmt.Errorf("azure: the service root is no URL: %w", errors.Unwrap(err)) // without the URL, which may hold a password
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return "", fmt.Errorf("azure: the service root %q is no absolute http or https URL", u.Redacted())
	case u.User != nil:
		return "", errors.New("azure: the service root holds a user name")
	}
	host := strings.ToLower(u.Host)
	if u.Scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	}
	return u.Scheme + "://" + host + "/.default", nil
}
