package odatatest

// This file is faults of the connection, and of what is not quite HTTP. They write to the connection themselves, since
// net/http would not.

import (
	"fmt"
	"io"
	"net"
	"net/http"
)

// Hang takes the request, reads nothing of its body and never answers. Do returns when its context ends, also that of
// an upload whose source hangs too.
func Hang() Fault {
	return Fault{name: "hang", rude: true, serve: func(h *host, _ http.ResponseWriter, r *http.Request, _ *answer) {
		select {
		case <-r.Context().Done():
		case <-h.done:
		}
	}}
}

// HangUp closes the connection without an answer. Reads are sent again: expect them again. Anything else is an error,
// since nobody knows what has become of it: a [Service] has done it, unless the fault is [Undone].
func HangUp() Fault {
	return Fault{name: "hang up", serve: func(_ *host, w http.ResponseWriter, _ *http.Request, _ *answer) {
		hijack(w, func(net.Conn) {})
	}}
}

// AnswerEarly answers without having read the body of the request, and goes on reading and throwing it away: a service
// that refuses an upload. The answer is what Do returns, without waiting for the rest of the source.
func AnswerEarly() Fault {
	return Fault{name: "early answer", rude: true, serve: func(_ *host, w http.ResponseWriter, _ *http.Request, a *answer) {
		hijack(w, func(c net.Conn) {
			a.raw(c, len(a.body), "")
			_, _ = io.Copy(io.Discard, c) // until the client has enough
		})
	}}
}

// CutOff ends the connection after some bytes of the body, which was announced as longer. Do returns an
// *odata.AnswerError that wraps io.ErrUnexpectedEOF; of an error, the *odata.Error with what came.
func CutOff(bytes int) Fault {
	return Fault{name: "cut off", serve: func(_ *host, w http.ResponseWriter, _ *http.Request, a *answer) {
		hijack(w, func(c net.Conn) {
			size := len(a.body)
			a.body = a.body[:min(bytes, size)]
			a.raw(c, max(size, bytes+1), "")
		})
	}}
}

// MalformedHeader sends a line among the headers that is not one, such as a cookie without a colon. Do returns an error
// that does not quote it, nor does a log.
func MalformedHeader(line string) Fault {
	return Fault{name: "malformed header", serve: func(_ *host, w http.ResponseWriter, _ *http.Request, a *answer) {
		hijack(w, func(c net.Conn) { a.raw(c, len(a.body), line+"\r\n") })
	}}
}

// hijack gives the connection to f, and closes it.
func hijack(w http.ResponseWriter, f func(net.Conn)) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer conn.Close()
	f(conn)
}

// raw writes the answer with a length and more among its headers.
func (a *answer) raw(w io.Writer, length int, more string) {
	if len(a.body) > 0 && a.header.Get("Content-Type") == "" {
		a.header.Set("Content-Type", "application/json")
	}
	fmt.Fprintf(w, "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Length: %d\r\n%s", a.status, http.StatusText(a.status), length, more)
	_ = a.header.Write(w)
	_, _ = fmt.Fprintf(w, "\r\n%s", a.body) // a client that is gone does not want it
}
