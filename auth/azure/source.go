package azure

// This file keeps a token and renews it in time, by the rules of the clients of Azure's SDK (azcore's
// BearerTokenPolicy): whose token is due goes on with it while one caller renews it; whose token is gone waits for that
// caller.

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

const (
	// early is how long before its end a token is renewed, where the credential does not say.
	early = 5 * time.Minute
	// pause is how long a source waits after it has asked before it asks again, while its token is valid.
	pause = 30 * time.Second
)

// source gets tokens from a credential.
type source struct {
	credential azcore.TokenCredential
	request    policy.TokenRequestOptions
	turn       chan struct{} // holds one element while somebody asks the credential
	held       atomic.Pointer[held]
}

// held is a token and when the credential was last asked for another.
type held struct {
	token  azcore.AccessToken
	asked  time.Time
	claims string // what a challenge demanded of it; "" for none
}

// state is what a token is good for.
type state int

const (
	gone  state = iota // there is none, or it has expired
	due                // it is valid, and should be renewed
	fresh              // it is valid
)

func (h *held) state(now time.Time) state {
	switch {
	case h == nil || !now.Before(h.token.ExpiresOn): // also where the credential does not say when
		return gone
	case now.Before(h.asked.Add(pause)):
		return fresh
	}
	renew := h.token.RefreshOn
	if renew.IsZero() {
		renew = h.token.ExpiresOn.Add(-early)
	}
	if now.Before(renew) {
		return fresh
	}
	return due
}

// token returns the token to send a request with.
func (s *source) token(ctx context.Context) (string, error) {
	h := s.held.Load()
	switch h.state(time.Now()) {
	case fresh:
		return h.token.Token, nil
	case due:
		select {
		case s.turn <- struct{}{}:
		default: // somebody renews it
			return h.token.Token, nil
		}
	default:
		select {
		case s.turn <- struct{}{}:
		case <-ctx.Done():
			return "", s.failed(ctx.Err())
		}
	}
	defer func() { <-s.turn }()
	return s.renew(ctx)
}

// claimed returns a token with the claims that a challenge demands. Requests that are refused together get one
// together.
func (s *source) claimed(ctx context.Context, claims string) (string, error) {
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return "", s.failed(ctx.Err())
	}
	defer func() { <-s.turn }()
	now := time.Now()
	if h := s.held.Load(); h != nil && h.claims == claims && now.Before(h.asked.Add(pause)) && now.Before(h.token.ExpiresOn) {
		return h.token.Token, nil
	}
	request := s.request
	request.Claims = claims
	token, err := s.ask(ctx, request)
	if err != nil {
		return "", s.failed(err)
	}
	s.held.Store(&held{token, now, claims})
	return token.Token, nil
}

// ask asks the credential. A token that is empty is none.
func (s *source) ask(ctx context.Context, request policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := s.credential.GetToken(ctx, request)
	if err == nil && token.Token == "" {
		err = errors.New("the credential returned an empty token and no error")
	}
	return token, err
}

// renew asks the credential, unless somebody else has done that in the meantime. The caller has the turn.
func (s *source) renew(ctx context.Context) (string, error) {
	now := time.Now()
	h := s.held.Load()
	before := h.state(now)
	if before == fresh {
		return h.token.Token, nil
	}
	token, err := s.ask(ctx, s.request)
	switch {
	case err == nil:
		s.held.Store(&held{token: token, asked: now})
		return token.Token, nil
	case before == due:
		s.held.Store(&held{token: h.token, asked: now, claims: h.claims}) // the token that is there will do for a while
		return h.token.Token, nil
	}
	return "", s.failed(err)
}

func (s *source) failed(err error) error {
	return fmt.Errorf("azure: no token for %s: %w", strings.Join(s.request.Scopes, " "), err)
}
