// Package tape records what a program and a real service say to each other, and plays it back where the service is not
// at hand:
//
//	tape := tape.New(t, "testdata/users.http", "https://graph.microsoft.com/v1.0")
//	c, err := graph.NewClient(tape.URL, odata.WithHTTPClient(tape.HTTPClient()), odata.WithToken(token))
//
// With ODATA_RECORD=1 in the environment the test talks to the service, and the file is written at its end. Without, a
// server on this machine gives the answers of the file, and the test needs no network, no tenant and no token.
//
// What must not be published is replaced before anything is written: tokens, GUIDs and other long identifiers, mail
// addresses, the host's name, and what [Replace] names; cookies, credentials and other headers that say who asks are
// left out. The same text is always replaced by the same text, so that the identifiers of one answer fit the URL of
// the next request. What people wrote, such as names and subjects, stays, and so do bodies that are not text in
// UTF-8, such as pictures: read a file before you commit it.
package tape

// This file is a tape as tests see it. recorder.go listens, replay.go plays, redact.go replaces, and file.go is the
// form on disk.

import (
	"net/http"
	"os"
)

// Variable is the environment variable that asks for recording, where it is not empty.
const Variable = "ODATA_RECORD"

// TB is the part of testing.TB that a Tape needs.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// Tape is a service for a test: the real one while it is recorded, and its recording otherwise. It is safe for
// concurrent use; requests that are made at the same time are recorded in the order of their answers.
type Tape struct {
	// URL is the service root to make a client with.
	URL string

	client *http.Client
}

// HTTPClient is what a client has to send its requests with.
func (t *Tape) HTTPClient() *http.Client { return t.client }

// Option is about what is written to a file.
type Option func(*redactor)

// Replace replaces a text, such as a name, by another wherever it stands: in URLs, headers and bodies.
func Replace(old, new string) Option {
	return func(r *redactor) { r.fix(old, new) }
}

// Keep keeps a text, such as an identifier that the test itself uses, although it looks like what is replaced.
func Keep(text string) Option {
	return func(r *redactor) { r.fix(text, text) }
}

// New returns a tape in the file. Where [Variable] is set it talks to the service with that root, and writes the file
// at the end of the test; otherwise it plays the file. A request that is not on the tape fails the test and gets status
// 500; so does one at the end of the test that is on the tape and was not made.
func New(t TB, file, root string, options ...Option) *Tape {
	t.Helper()
	if os.Getenv(Variable) == "" {
		return play(t, file, root)
	}
	recorder := NewRecorder(root, nil, options...)
	t.Cleanup(func() {
		if err := recorder.WriteFile(file); err != nil {
			t.Errorf("tape: %v", err)
		}
	})
	return &Tape{URL: root, client: &http.Client{Transport: recorder}}
}
