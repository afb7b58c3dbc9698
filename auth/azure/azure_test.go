package azure_test

// This file tests which token is asked for and when, with credentials that record what they are asked. Time is
// synctest's, so nothing waits.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/csdlgen/csdlgen/auth/azure"
)

// credential answers with the tokens token-1, token-2 and so on.
type credential struct {
	mu       sync.Mutex
	asked    []policy.TokenRequestOptions
	lifetime time.Duration // of a token; 0 where it does not say
	refresh  time.Duration // until RefreshOn; 0 where it does not say
	slow     time.Duration // how long it takes
	fault    error
	empty    bool
}

func (c *credential) GetToken(ctx context.Context, request policy.TokenRequestOptions) (azcore.AccessToken, error) {
	c.mu.Lock()
	c.asked = append(c.asked, request)
	n, lifetime, refresh, slow, fault, empty := len(c.asked), c.lifetime, c.refresh, c.slow, c.fault, c.empty
	c.mu.Unlock()
	select {
	case <-ctx.Done():
		return azcore.AccessToken{}, ctx.Err()
	case <-time.After(slow):
	}
	if fault != nil || empty {
		return azcore.AccessToken{}, fault
	}
	token := azcore.AccessToken{Token: fmt.Sprintf("token-%d", n)}
	if lifetime > 0 {
		token.ExpiresOn = time.Now().Add(lifetime)
	}
	if refresh > 0 {
		token.RefreshOn = time.Now().Add(refresh)
	}
	return token, nil
}

func (c *credential) set(change func(*credential)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(c)
}

const graph = "https://graph.microsoft.com/v1.0"

func source(t *testing.T, c azcore.TokenCredential, root string, options ...azure.Option) func(context.Context) (string, error) {
	t.Helper()
	token, err := azure.TokenSource(c, root, options...)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func want(t *testing.T, token func(context.Context) (string, error), text string) {
	t.Helper()
	got, err := token(t.Context())
	if err != nil || got != text {
		t.Errorf("got %q %v, want %q", got, err, text)
	}
}

func TestScopesAndTenant(t *testing.T) {
	for _, c := range []struct {
		root    string
		options []azure.Option
		scopes  []string
		tenant  string
	}{
		{graph, nil, []string{"https://graph.microsoft.com/.default"}, ""},
		{"https://graph.microsoft.com/", nil, []string{"https://graph.microsoft.com/.default"}, ""},
		{"https://Graph.Microsoft.us:443/beta", []azure.Option{nil}, []string{"https://graph.microsoft.us/.default"}, ""},
		{"http://127.0.0.1:8080/v1.0", nil, []string{"http://127.0.0.1:8080/.default"}, ""},
		{graph, []azure.Option{azure.WithScopes("a", "b")}, []string{"a", "b"}, ""},
		{graph, []azure.Option{azure.WithTenant("contoso.example")}, []string{"https://graph.microsoft.com/.default"}, "contoso.example"},
	} {
		cred := &credential{}
		want(t, source(t, cred, c.root, c.options...), "token-1")
		if got := cred.asked[0]; !slices.Equal(got.Scopes, c.scopes) || got.TenantID != c.tenant || got.EnableCAE || got.Claims != "" {
			t.Errorf("%s: asked for %+v", c.root, got)
		}
	}
}

func TestWhatMakesNoSource(t *testing.T) {
	for wanted, build := range map[string]func() error{
		"the credential is nil":                             func() error { _, err := azure.TokenSource(nil, graph); return err },
		`the service root "graph" is no absolute`:           func() error { _, err := azure.TokenSource(&credential{}, "graph"); return err },
		`the service root "ftp://x" is no absolute`:         func() error { _, err := azure.TokenSource(&credential{}, "ftp://x"); return err },
		`the service root "https://:443/v1" is no absolute`: func() error { _, err := azure.TokenSource(&credential{}, "https://:443/v1"); return err },
		"the service root is no URL":                        func() error { _, err := azure.TokenSource(&credential{}, "https://u:secret@x y/"); return err },
		"the service root holds a user name":                func() error { _, err := azure.TokenSource(&credential{}, "https://u:secret@x/"); return err },
		"WithScopes was given []":                           func() error { _, err := azure.TokenSource(&credential{}, graph, azure.WithScopes()); return err },
		`WithScopes was given ["a" ""]`:                     func() error { _, err := azure.TokenSource(&credential{}, graph, azure.WithScopes("a", "")); return err },
		"WithTenant was given no tenant":                    func() error { _, err := azure.TokenSource(&credential{}, graph, azure.WithTenant("")); return err },
	} {
		err := build()
		if err == nil || !strings.Contains(err.Error(), wanted) || strings.Contains(err.Error(), "secret") {
			t.Errorf("got %v, want %s", err, wanted)
		}
	}
}

// The credential's scopes are its own: what a program does with its slice afterwards changes nothing.
func TestScopesAreCopied(t *testing.T) {
	cred, scopes := &credential{}, []string{"a"}
	token := source(t, cred, graph, azure.WithScopes(scopes...))
	scopes[0] = "b"
	want(t, token, "token-1")
	if cred.asked[0].Scopes[0] != "a" {
		t.Error("the scopes are the program's slice")
	}
}

func TestRenewal(t *testing.T) {
	for name, c := range map[string]struct {
		cred *credential
		// at is when a token is asked for, tokens what then comes.
		at     []time.Duration
		tokens []string
	}{
		"five minutes before the end":    {&credential{lifetime: time.Hour}, []time.Duration{0, 54 * time.Minute, 55 * time.Minute, 56 * time.Minute}, []string{"1", "1", "2", "2"}},
		"when the credential says":       {&credential{lifetime: time.Hour, refresh: 30 * time.Minute}, []time.Duration{29 * time.Minute, 30 * time.Minute}, []string{"1", "2"}},
		"after the end":                  {&credential{lifetime: time.Hour}, []time.Duration{time.Hour}, []string{"2"}},
		"a short life":                   {&credential{lifetime: time.Minute}, []time.Duration{10 * time.Second, 30 * time.Second, 59 * time.Second}, []string{"1", "2", "2"}},
		"a shorter one":                  {&credential{lifetime: time.Second}, []time.Duration{time.Second}, []string{"2"}},
		"where it does not say how long": {&credential{}, []time.Duration{0, 0}, []string{"2", "3"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				token := source(t, c.cred, graph)
				want(t, token, "token-1")
				for i, at := range c.at {
					time.Sleep(time.Until(start.Add(at)))
					want(t, token, "token-"+c.tokens[i])
				}
			})
		})
	}
}

// A renewal that fails does no harm while the token is valid; the credential is asked again half a minute later.
func TestFaultOfARenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cred := &credential{lifetime: time.Hour}
		token := source(t, cred, graph)
		want(t, token, "token-1")
		broken := errors.New("no network")
		cred.set(func(c *credential) { c.fault = broken })
		time.Sleep(56 * time.Minute)
		want(t, token, "token-1")
		want(t, token, "token-1")
		if len(cred.asked) != 2 {
			t.Errorf("asked %d times", len(cred.asked))
		}
		time.Sleep(30 * time.Second)
		want(t, token, "token-1")
		if len(cred.asked) != 3 {
			t.Errorf("asked %d times", len(cred.asked))
		}
		time.Sleep(time.Hour)
		_, err := token(t.Context())
		if !errors.Is(err, broken) || err.Error() != "azure: no token for https://graph.microsoft.com/.default: no network" {
			t.Errorf("got %v", err)
		}
		cred.set(func(c *credential) { c.fault = nil })
		want(t, token, "token-5")
	})
}

func TestEmptyToken(t *testing.T) {
	token := source(t, &credential{empty: true}, graph)
	if got, err := token(t.Context()); got != "" || err == nil || !strings.Contains(err.Error(), "an empty token") {
		t.Errorf("got %q %v", got, err)
	}
}

// Callers that come while the credential is asked for the first token wait for it; one that gives up does not hold up
// the others.
func TestOneAsksForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cred := &credential{lifetime: time.Hour, slow: time.Minute}
		token := source(t, cred, graph)
		hasty, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var wait sync.WaitGroup
		for range 10 {
			wait.Go(func() { want(t, token, "token-1") })
		}
		synctest.Wait() // one asks, nine wait
		start := time.Now()
		if _, err := token(hasty); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
		wait.Wait()
		if len(cred.asked) != 1 {
			t.Errorf("asked %d times", len(cred.asked))
		}
	})
}

// While one caller renews a token that is still valid, the others go on with it.
func TestNobodyWaitsForARenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cred := &credential{lifetime: time.Hour}
		token := source(t, cred, graph)
		want(t, token, "token-1")
		time.Sleep(56 * time.Minute)
		cred.set(func(c *credential) { c.slow = time.Minute })
		var wait sync.WaitGroup
		wait.Go(func() { want(t, token, "token-2") })
		synctest.Wait()
		start := time.Now()
		want(t, token, "token-1")
		if time.Since(start) != 0 {
			t.Error("it waited")
		}
		wait.Wait()
		want(t, token, "token-2")
	})
}

// Whose first call is cancelled leaves a source that works.
func TestCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cred := &credential{lifetime: time.Hour, slow: time.Minute}
		token := source(t, cred, graph)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := token(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		want(t, token, "token-2")
	})
}
