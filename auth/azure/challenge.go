package azure

// This file is challenges: what a service demands of the token that it refuses (RFC 6750, section 3; OpenID Connect
// claims challenge).

import (
	"encoding/base64"
	"errors"
	"net/http"
	"regexp"
	"strings"
)

// authorize adds a token to a request. The challenges are those of the answer by which the service refused the token
// before.
func (s *source) authorize(r *http.Request, challenges []string) error {
	claims, err := claimsOf(challenges)
	if err != nil {
		return s.failed(err)
	}
	var token string
	if claims != "" {
		token, err = s.claimed(r.Context(), claims)
	} else {
		token, err = s.token(r.Context())
	}
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	return nil
}

var (
	// scheme is the beginning of a challenge, parameter one of its parameters: quoted, or a token.
	scheme    = regexp.MustCompile(`^[\s,]*([\w.-]+)(?:\s+|$)`)
	parameter = regexp.MustCompile(`^[\s,]*([\w.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))`)
)

// claimsOf is the JSON of the claims that a challenge demands; "" where none does.
func claimsOf(challenges []string) (string, error) {
	for _, text := range challenges {
		for text != "" {
			start := scheme.FindStringSubmatch(text)
			if start == nil { // the token of a scheme that has no parameters
				_, text, _ = strings.Cut(text, ",")
				continue
			}
			text = text[len(start[0]):]
			parameters := map[string]string{}
			for found := parameter.FindStringSubmatch(text); found != nil; found = parameter.FindStringSubmatch(text) {
				parameters[strings.ToLower(found[1])] = found[2] + found[3]
				text = text[len(found[0]):]
			}
			if encoded := parameters["claims"]; encoded != "" && strings.EqualFold(start[1], "Bearer") && parameters["error"] == "insufficient_claims" {
				claims, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.NewReplacer("-", "+", "_", "/").Replace(encoded), "="))
				if err != nil {
					return "", errors.New("the service demands claims that are not valid base64")
				}
				return string(claims), nil
			}
		}
	}
	return "", nil
}
