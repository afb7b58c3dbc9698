package odata

// This file tests who is asked to authorize, when, and what becomes of challenges.

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// sign is an Authorizer that signs method, URL and body.
func sign(key string) Authorizer {
	return func(r *http.Request, _ []string) error {
		mac := hmac.New(sha256.New, []byte(key))
		fmt.Fprint(mac, r.Method, r.URL.RequestURI())
		if r.GetBody != nil {
			body, err := r.GetBody()
			if err != nil {
				return err
			}
			if _, err := io.Copy(mac, body); err != nil {
				return err
			}
		}
		r.Header.Set("Signature", fmt.Sprintf("%x", mac.Sum(nil)))
		return nil
	}
}

// Every attempt is signed for itself: the first, one after a throttled one, and one that a redirect leads to.
func TestEveryAttemptIsAuthorized(t *testing.T) {
	const key = "key"
	tries := 0
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		tries++
		body, _ := io.ReadAll(r.Body)
		mac := hmac.New(sha256.New, []byte(key))
		fmt.Fprint(mac, r.Method, r.URL.RequestURI(), string(body))
		if got, want := r.Header.Get("Signature"), fmt.Sprintf("%x", mac.Sum(nil)); got != want {
			t.Errorf("try %d: %s %s is signed %s, want %s", tries, r.Method, r.URL, got, want)
		}
		switch tries {
		case 1:
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(429)
		case 2:
			http.Redirect(w, r, "/v1/moved?a=b", http.StatusPermanentRedirect)
		default:
			answers(201, jsonType, `{"text":"a"}`)(w, r)
		}
	}, WithAuthorizer(sign(key)))
	create := newCreate(client.Root().Child("things"), &everything{Text: Some("a")})
	if _, err := create.Do(context.Background()); err != nil || tries != 3 {
		t.Errorf("%v after %d tries", err, tries)
	}
	r, err := create.HTTP(context.Background())
	if err != nil || r.Header.Get("Signature") == "" {
		t.Errorf("a request that is not sent is not signed: %v", err)
	}
}

func TestChallenges(t *testing.T) {
	const challenge = `Bearer error="insufficient_claims", claims="e30="`
	for name, c := range map[string]struct {
		good  string           // the token that the service takes
		ask   func(int) string // the token that comes when asked for the n-th time
		asked int              // how often the Authorizer is asked
		sent  int              // how often the request is sent
		fails bool
	}{
		"met":            {"2", func(n int) string { return fmt.Sprint(n) }, 2, 2, false},
		"not met":        {"9", func(n int) string { return fmt.Sprint(n) }, 2, 2, true},
		"nothing better": {"9", func(int) string { return "1" }, 2, 1, true},
	} {
		for kind, body := range map[string]io.Reader{"a body": nil, "a stream": strings.NewReader("abc")} {
			asked, sent := 0, 0
			client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
				sent++
				text, _ := io.ReadAll(r.Body)
				if len(text) == 0 || r.Method != "PUT" {
					t.Errorf("%s: %s with the body %q", name, r.Method, text)
				}
				if r.Header.Get("Authorization") != "Bearer "+c.good {
					w.Header().Set("WWW-Authenticate", challenge)
					answers(401, jsonType, `{"error":{"code":"InvalidAuthenticationToken","message":"no"}}`)(w, r)
					return
				}
				w.WriteHeader(204)
			}, WithAuthorizer(func(r *http.Request, challenges []string) error {
				if asked++; (asked == 2) != (len(challenges) == 1 && challenges[0] == challenge) {
					t.Errorf("%s: asked with %q for the %d. time", name, challenges, asked)
				}
				r.Header.Set("Authorization", "Bearer "+c.ask(asked))
				return nil
			}), WithRetries(2))
			var err error
			if body == nil {
				err = newValue[string](client.Root()).Set("a").Do(context.Background())
			} else {
				err = newStream(client.Root()).Upload("", body).Do(context.Background())
			}
			if (err != nil) != c.fails || c.fails && !IsUnauthorized(err) || asked != c.asked || sent != c.sent {
				t.Errorf("%s, %s: %v, asked %d times, sent %d times", name, kind, err, asked, sent)
			}
		}
	}
}

// Where the Authorizer cannot meet the challenge, the error is both: its own, and the answer's.
func TestAChallengeThatCannotBeMet(t *testing.T) {
	client := testClient(t, answers(401, jsonType, `{"error":{"code":"Claims","message":"more"}}`), WithAuthorizer(func(_ *http.Request, challenges []string) error {
		if challenges != nil {
			return io.ErrNoProgress
		}
		return nil
	}))
	_, err := getThing(client)
	if !errors.Is(err, io.ErrNoProgress) || !IsUnauthorized(err) || !strings.Contains(err.Error(), "Claims: more") {
		t.Error(err)
	}
	// A stream that is read and cannot be rewound is not sent again: the refusal is the answer.
	asked := 0
	client = testClient(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(401)
	}, WithAuthorizer(func(r *http.Request, _ []string) error {
		if r.GetBody != nil {
			t.Error("the Authorizer was given a stream")
		}
		asked++
		r.Header.Set("Key", fmt.Sprint(asked))
		return nil
	}))
	err = newStream(client.Root()).Upload("", io.MultiReader(strings.NewReader("abc"))).Do(context.Background())
	if !IsUnauthorized(err) || asked != 2 {
		t.Error(err, asked)
	}
}

// A source of tokens that gives another one after a refusal is all that renewing needs.
func TestARefusedTokenIsAskedForAgain(t *testing.T) {
	n := 0
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer 1" {
			w.WriteHeader(401)
			return
		}
		answers(200, jsonType, `{"text":"a"}`)(w, r)
	}, WithToken(func(context.Context) (string, error) { n++; return fmt.Sprint(n), nil }))
	if got, err := getThing(client); err != nil || got.Text.Or("") != "a" || n != 2 {
		t.Errorf("%v %v after %d tokens", got, err, n)
	}
}

func TestAuthorizersStayAtHome(t *testing.T) {
	elsewhere := other(t)
	var asked atomic.Int32
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL+"/x", http.StatusFound)
	},
		WithAuthorizer(func(r *http.Request, _ []string) error {
			asked.Add(1)
			r.Header.Set("X-Key", secret)
			r.URL.RawQuery = "sig=" + secret
			return nil
		}))
	if got, err := getThing(client); err != nil || got.Text.Or("") != "elsewhere" || asked.Load() != 1 {
		t.Errorf("%v %v, asked %d times", got, err, asked.Load())
	}
	for name, change := range map[string]func(*http.Request){
		"host":   func(r *http.Request) { r.URL.Host = "example.com" },
		"header": func(r *http.Request) { r.Host = "example.com" },
		"method": func(r *http.Request) { r.Method = "DELETE" },
		"path":   func(r *http.Request) { r.URL.Path = "/" },
	} {
		client := testClient(t, func(http.ResponseWriter, *http.Request) { t.Error("sent") }, WithAuthorizer(func(r *http.Request, _ []string) error {
			change(r)
			return nil
		}))
		if _, err := getThing(client); err == nil || !strings.Contains(err.Error(), "the Authorizer changed the destination") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := NewClient("http://example.com", WithAuthorizer(sign(""))); err == nil || !strings.Contains(err.Error(), "plain http") {
		t.Error(err)
	}
	for _, name := range []string{"Authorization", "cookie", "Proxy-Authorization"} {
		if _, err := NewClient("http://example.com", WithHeader(name, secret)); err == nil || !strings.Contains(err.Error(), "plain http") || strings.Contains(err.Error(), secret) {
			t.Error(err)
		}
		for _, root := range []string{"https://example.com", "http://localhost:1", "http://[::1]/x"} {
			if _, err := NewClient(root, WithHeader(name, secret)); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := NewClient("http://example.com", WithHeader("ConsistencyLevel", "eventual"), WithAuthorizer(nil), WithToken(nil)); err != nil {
		t.Error(err)
	}
}

// A token is not sent where it cannot be got, and not got again: that is no fault of the way there.
func TestAuthorizersThatFailAreAskedOnce(t *testing.T) {
	asked := 0
	client := testClient(t, func(http.ResponseWriter, *http.Request) { t.Error("sent") }, WithRetries(3), WithMaxRetryWait(time.Millisecond),
		WithToken(func(context.Context) (string, error) { asked++; return "", io.ErrClosedPipe }))
	if _, err := getThing(client); !errors.Is(err, io.ErrClosedPipe) || err.Error() != "odata: getting a token: io: read/write on closed pipe" || asked != 1 {
		t.Error(err, asked)
	}
}
