package azure_test

// This file tests what challenges become: claims of the next token, an error, or nothing.

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/csdlgen/csdlgen/auth/azure"
)

const claims = `{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}`

func authorizer(t *testing.T, c *credential) func(*http.Request, []string) error {
	t.Helper()
	authorize, err := azure.Authorizer(c, graph)
	if err != nil {
		t.Fatal(err)
	}
	return authorize
}

// authorized is the header that an Authorizer sets, or its error.
func authorized(t *testing.T, authorize func(*http.Request, []string) error, challenges []string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", graph, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := authorize(r, challenges); err != nil {
		return err.Error()
	}
	return r.Header.Get("Authorization")
}

func TestChallengesBecomeClaims(t *testing.T) {
	encoded := base64.StdEncoding.EncodeToString([]byte(claims))
	for challenge, want := range map[string]string{
		`Bearer realm="", authorization_uri="https://login.example/common, or not", error="insufficient_claims", claims="` + encoded + `"`: "Bearer token-2",
		`bearer claims=` + strings.TrimRight(encoded, "=") + `,error=insufficient_claims`:                                                  "Bearer token-2",
		`Negotiate abc==, Bearer error="insufficient_claims", claims="` + encoded + `"`:                                                    "Bearer token-2",
		`Basic realm="a \"b\"", Bearer error="insufficient_claims",claims="` + encoded + `"`:                                               "Bearer token-2",
		`Bearer error="insufficient_claims", claims="%%%"`:                                                                                 "azure: no token for https://graph.microsoft.com/.default: the service demands claims that are not valid base64",
		`Bearer error="invalid_token"`:                  "Bearer token-1",
		`Bearer claims="` + encoded + `"`:               "Bearer token-1",
		`PoP error="insufficient_claims", claims="e30"`: "Bearer token-1",
		`Bearer`:  "Bearer token-1",
		"= , \"=": "Bearer token-1",
		"":        "Bearer token-1",
	} {
		cred := &credential{lifetime: time.Hour}
		authorize := authorizer(t, cred)
		if got := authorized(t, authorize, nil); got != "Bearer token-1" {
			t.Fatal(got)
		}
		if got := authorized(t, authorize, []string{challenge}); got != want {
			t.Errorf("%s: %s, want %s", challenge, got, want)
		}
		if !cred.asked[0].EnableCAE || cred.asked[0].Claims != "" {
			t.Errorf("asked for %+v", cred.asked[0])
		}
		if len(cred.asked) == 2 && (cred.asked[1].Claims != claims || !cred.asked[1].EnableCAE || len(cred.asked[1].Scopes) != 1) {
			t.Errorf("%s: asked for %+v", challenge, cred.asked[1])
		}
	}
}

// Requests that are refused together ask for one token together, and the next ones go on with it; what the next
// challenge demands is asked for.
func TestOneTokenForOneChallenge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cred := &credential{lifetime: time.Hour, slow: time.Second}
		authorize := authorizer(t, cred)
		challenge := func(text string) []string {
			return []string{`Bearer error="insufficient_claims", claims="` + base64.StdEncoding.EncodeToString([]byte(text)) + `"`}
		}
		if got := authorized(t, authorize, nil); got != "Bearer token-1" {
			t.Error(got)
		}
		var wait sync.WaitGroup
		for range 5 {
			wait.Go(func() {
				if got := authorized(t, authorize, challenge(claims)); got != "Bearer token-2" {
					t.Error(got)
				}
			})
		}
		wait.Wait()
		for i, text := range []string{"", claims, `{"other":1}`} {
			var c []string
			if text != "" {
				c = challenge(text)
			}
			if got, want := authorized(t, authorize, c), []string{"Bearer token-2", "Bearer token-2", "Bearer token-3"}[i]; got != want {
				t.Errorf("%q: %s, want %s", text, got, want)
			}
		}
		cred.set(func(c *credential) { c.fault = fmt.Errorf("the user has to sign in again") })
		if got := authorized(t, authorize, challenge(`{}`)); !strings.HasSuffix(got, "the user has to sign in again") {
			t.Error(got)
		}
		if got := authorized(t, authorize, nil); got != "Bearer token-3" {
			t.Error(got)
		}
	})
}
