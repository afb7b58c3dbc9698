package odata

// This file is logging. What could be a secret - the token, headers, query options - is never logged, bodies only when they are asked for.
// For traces, give [WithHTTPClient] a client whose Transport starts a span for each request: every attempt goes through it.

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// WithLogger logs every request when its answer has come: method, path, status, duration and the service's request id at level Debug,
// attempts that follow another and faults at level Warn. Tokens, headers and query options are never logged.
func WithLogger(logger *slog.Logger) Option {
	return func(c *Client) error {
		if logger == nil {
			return errors.New("odata: WithLogger was given nil")
		}
		c.logger = logger
		return nil
	}
}

// WithBodyLogging logs the bodies of requests and answers too, at level Debug. They may hold personal data.
func WithBodyLogging() Option {
	return func(c *Client) error {
		c.logBodies = true
		return nil
	}
}

// maxLogged is how many bytes of a body are logged.
const maxLogged = 16 << 10

func (c *Client) logBody(ctx context.Context, what string, body []byte) {
	if c.logger != nil && c.logBodies && len(body) > 0 {
		c.logger.DebugContext(ctx, "odata "+what, slog.String("body", string(body[:min(len(body), maxLogged)])))
	}
}

// logAnswer logs a request with its outcome.
func (c *Client) logAnswer(r *http.Request, answer *http.Response, err error, started time.Time) {
	if c.logger == nil {
		return
	}
	attrs := []slog.Attr{slog.String("method", r.Method), slog.String("path", r.URL.EscapedPath()), slog.Duration("duration", time.Since(started))}
	level := slog.LevelDebug
	if answer != nil {
		attrs = append(attrs, slog.Int("status", answer.StatusCode))
		if id := requestID(answer.Header); id != "" {
			attrs = append(attrs, slog.String("request", id))
		}
		if answer.StatusCode >= 500 {
			level = slog.LevelWarn
		}
	}
	if err != nil {
		level = slog.LevelWarn
		attrs = append(attrs, slog.String("error", withoutURL(err).Error()))
	}
	c.logger.LogAttrs(r.Context(), level, "odata request", attrs...)
}

// logRetry logs that a request is sent again.
func (c *Client) logRetry(_ retryablehttp.Logger, r *http.Request, attempt int) {
	if c.logger != nil && attempt > 0 {
		c.logger.LogAttrs(r.Context(), slog.LevelWarn, "odata request is sent again",
			slog.String("method", r.Method), slog.String("path", r.URL.EscapedPath()), slog.Int("attempt", attempt+1))
	}
}
