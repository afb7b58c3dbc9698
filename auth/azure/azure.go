package azure

// This file is what programs call: TokenSource and its options. What a source does is in source.go.

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// Option says for what tokens are asked. [WithScopes] and [WithTenant] are options; a program can write another, for Claims.
type Option func(*policy.TokenRequestOptions) error

// TokenSource returns the function that odata.WithToken takes: it gets tokens for the service with the root URL from the credential, and keeps
// each as long as it is good. It is safe for concurrent use where the credential is, as those of azidentity are.
//
// A nil credential, a service root that is no absolute http or https URL and an option without a value are errors. Errors of the function wrap the
// credential's and name the scopes. Nothing prints a token.
func TokenSource(credential azcore.TokenCredential, serviceRoot string, options ...Option) (func(context.Context) (string, error), error) {
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
	return s.token, nil
}

// WithScopes asks for tokens with these scopes and not with the one that is made from the service root. Several scopes have to be of one service.
func WithScopes(scopes ...string) Option {
	return func(request *policy.TokenRequestOptions) error {
		if len(scopes) == 0 || slices.Contains(scopes, "") {
			return fmt.Errorf("azure: WithScopes was given %q; it needs at least one scope, such as https://graph.microsoft.com/.default", scopes)
		}
		request.Scopes = slices.Clone(scopes)
		return nil
	}
}

// WithTenant asks for tokens of the tenant with the id or domain, where it is not the one that the credential has. The credential has to allow it:
// those of azidentity do with AdditionallyAllowedTenants.
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
