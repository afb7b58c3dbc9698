package odata

// This file is logging. What could be a secret - the token, headers, query options - is never logged, bodies only when
// they are asked for, and then without the queries of the links in them. A batch is logged as what it is: requests and
// answers, by the same rules. For traces, give [WithHTTPClient] a client whose Transport starts a span for each
// request: every attempt goes through it.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"reflect"
	"strings"
	"time"
)

// Logger is what requests are logged to. A *slog.Logger is one; the arguments are keys and values in turn, as it takes
// them. It must be safe for concurrent use.
type Logger interface {
	DebugContext(ctx context.Context, message string, args ...any)
	WarnContext(ctx context.Context, message string, args ...any)
}

// WithLogger logs every request when its answer has come: method, path, status, duration and the service's request id
// at level Debug, attempts that follow another and faults at level Warn. Tokens, headers and query options are never
// logged. The logger is usually a *slog.Logger.
func WithLogger(logger Logger) Option {
	return func(c *Client) error {
		if v := reflect.ValueOf(logger); !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
			return errors.New("odata: WithLogger was given nil")
		}
		c.logger = logger
		return nil
	}
}

// WithBodyLogging logs the bodies of requests and answers too, at level Debug, those of batches part by part. They may
// hold personal data. Of links in them, such as next links and pre-signed addresses, the query is left out.
func WithBodyLogging() Option {
	return func(c *Client) error {
		c.logBodies = true
		return nil
	}
}

// maxLogged is how many bytes of a body are logged.
const maxLogged = 16 << 10

// logBody logs the body of a request, or of the answer to it.
func (c *Client) logBody(r *http.Request, what string, header http.Header, body []byte) {
	if c.logger == nil || !c.logBodies || len(body) == 0 {
		return
	}
	if strings.HasSuffix(r.URL.Path, "/$batch") {
		c.logParts(r.Context(), body)
		return
	}
	if kind, _, _ := mime.ParseMediaType(header.Get("Content-Type")); kind == "application/http" {
		_, body, _ = bytes.Cut(body, []byte("\r\n\r\n")) // what comes before are the headers
	}
	c.logger.DebugContext(r.Context(), "odata "+what, "body", loggable(body))
}

// logParts logs the requests or the answers of a batch. One that is not JSON is not logged: its headers cannot be told
// from its bodies.
func (c *Client) logParts(ctx context.Context, body []byte) {
	var batch struct {
		Requests  []*batchRequest `json:"requests"`
		Responses []*batchAnswer  `json:"responses"`
	}
	if err := json.Unmarshal(body, &batch); err != nil {
		return
	}
	c.logBatch(ctx, batch.Requests, batch.Responses)
}

// logBatch logs the requests and the answers of a batch.
func (c *Client) logBatch(ctx context.Context, requests []*batchRequest, answers []*batchAnswer) {
	if c.logger == nil || !c.logBodies {
		return
	}
	for _, r := range requests {
		if r != nil {
			c.logger.DebugContext(ctx, "odata request in a batch", "id", r.ID, "method", r.Method, "path", pathOnly(r.URL), "body", loggable(r.Body))
		}
	}
	for _, a := range answers {
		if a != nil {
			c.logger.DebugContext(ctx, "odata answer in a batch", "id", a.ID, "status", a.Status, "body", loggable(a.Body))
		}
	}
}

// logAnswer logs a request with its outcome.
func (c *Client) logAnswer(r *http.Request, answer *http.Response, err error, started time.Time) {
	if c.logger == nil {
		return
	}
	args := []any{"method", r.Method, "path", r.URL.EscapedPath(), "duration", time.Since(started)}
	write := c.logger.DebugContext
	if answer != nil {
		args = append(args, "status", answer.StatusCode)
		if id := requestID(answer.Header); id != "" {
			args = append(args, "request", id)
		}
		if answer.StatusCode >= 500 {
			write = c.logger.WarnContext
		}
	}
	if err != nil {
		write = c.logger.WarnContext
		args = append(args, "error", withoutURL(err).Error())
	}
	write(r.Context(), "odata request", args...)
}

// logRetry logs that a request is sent again.
func (c *Client) logRetry(r *http.Request, attempt int) {
	if c.logger != nil && attempt > 0 {
		c.logger.WarnContext(r.Context(), "odata request is sent again", "method", r.Method, "path", r.URL.EscapedPath(), "attempt", attempt+1)
	}
}
