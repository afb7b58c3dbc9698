package odata

// This file is the reading end of an upload: who may read the stream, and when. net/http may go on reading a body after
// it has returned the answer, so each attempt has the stream for itself, and only until the next one or the end. It
// also waits for reads before it gives an error or, over HTTP/2, closes an answer; so no read is waited for that hangs
// when its attempt is over.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// UploadError is an upload whose source failed, or ended before the bytes that it had announced. The service has got a
// part of it and sees that it was broken off; it is not sent again.
type UploadError struct {
	// Method and Path are the request's.
	Method, Path string
	// Sent is the number of bytes that were read of the source before.
	Sent int64
	// Err is what the source said; [io.ErrUnexpectedEOF] where it ended too early.
	Err error
}

// Error says what failed and how far the upload had come.
func (e *UploadError) Error() string {
	return fmt.Sprintf("odata: %s %s: the source of the upload failed after %d bytes: %v", e.Method, e.Path, e.Sent, e.Err)
}

// Unwrap returns what the source said.
func (e *UploadError) Unwrap() error { return e.Err }

// source is the stream of one upload, for all its attempts. A nil source has no fault.
type source struct {
	stream  io.Reader
	rewinds bool
	start   int64
	length  int64         // -1 where it is not known
	turn    chan struct{} // holds one element while somebody uses the stream
	current *attempt
	begun   atomic.Bool // whether anything was read
	failed  firstFault
}

// newSource measures a stream. A stream that hangs even so is an error when the context ends.
func newSource(ctx context.Context, stream io.Reader) (*source, error) {
	s := &source{stream: stream, turn: make(chan struct{}, 1)}
	measured := s.use(ctx.Done(), func() {
		s.length = sizeOf(stream)
		if seeker, ok := stream.(io.Seeker); ok {
			start, err := seeker.Seek(0, io.SeekCurrent)
			s.start, s.rewinds = start, err == nil
		}
	})
	if !measured {
		return nil, ctx.Err()
	}
	return s, nil
}

// use calls f with the stream to itself, unless that has to stop before. It reports whether f has returned; where it
// has not, because the stream hangs, it has the stream until it does, and nobody waits for it.
func (s *source) use(stop <-chan struct{}, f func()) bool {
	select {
	case <-stop:
		return false
	case s.turn <- struct{}{}:
	}
	done := make(chan struct{})
	go func() {
		defer func() {
			<-s.turn
			close(done)
		}()
		f()
	}()
	select {
	case <-done:
		return true
	case <-stop:
		return false
	}
}

// attempt is the stream from its beginning; the attempt before it reads no more.
func (s *source) attempt(ctx context.Context) (io.ReadCloser, error) {
	if s.current != nil {
		s.current.Close()
		if !s.rewinds && s.begun.Load() { // also where it hangs
			return nil, errors.New("the stream of the upload cannot be rewound to be sent again")
		}
	}
	var err error
	if !s.use(ctx.Done(), func() { err = s.rewind() }) {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	over, end := context.WithCancel(ctx)
	s.current = &attempt{from: s, over: over, end: end}
	return s.current, nil
}

// rewind is called by who has the stream.
func (s *source) rewind() error {
	if err := s.fault(); err != nil || !s.rewinds {
		return err
	}
	if _, err := s.stream.(io.Seeker).Seek(s.start, io.SeekStart); err != nil {
		return s.fail(errorf("rewinding it: %w", err))
	}
	return nil
}

// closeGrace is how long the end of an upload waits for a source that hangs.
const closeGrace = 100 * time.Millisecond

// close ends the last attempt and closes the stream where it can be. After it nobody uses the stream, unless that
// hangs.
func (s *source) close() {
	if s.current != nil {
		s.current.Close()
	}
	grace, end := context.WithTimeout(context.Background(), closeGrace)
	defer end()
	closer, closes := s.stream.(io.Closer)
	select {
	case s.turn <- struct{}{}: // nobody reads
		<-s.turn
		if closes {
			s.use(grace.Done(), func() { closer.Close() })
		}
		return
	default:
	}
	if closes {
		go closer.Close() // ends the read, of a pipe or a connection
	}
	s.use(grace.Done(), func() {})
}

func (s *source) fail(err error) error {
	s.failed.note(err)
	return err
}

// fault is why the source failed; nil where it did not.
func (s *source) fault() error {
	if s == nil {
		return nil
	}
	return s.failed.first()
}

// firstFault is the first of the errors that goroutines note. It is not an atomic.Pointer, whose methods everybody
// would compile who has a client.
type firstFault struct {
	lock sync.Mutex
	err  error
}

func (f *firstFault) note(err error) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.err == nil {
		f.err = err
	}
}

func (f *firstFault) first() error {
	f.lock.Lock()
	defer f.lock.Unlock()
	return f.err
}

// sent is the number of bytes that the last attempt has read.
func (s *source) sent() int64 {
	if s.current == nil {
		return 0
	}
	return s.current.read.Load()
}

// attempt reads the stream for one attempt, until that is closed or its context ends.
type attempt struct {
	from *source
	over context.Context
	end  context.CancelFunc
	read atomic.Int64
	buf  []byte
}

// errOver ends the reads of an attempt that is over.
var errOver = errors.New("the attempt to upload is over")

// readSize is how many bytes are read at once at most.
const readSize = 32 << 10

// Read reads the stream, unless the attempt is over. The stream has a buffer of ours: a read that hangs may end when p
// is used for something else.
func (a *attempt) Read(p []byte) (int, error) {
	if a.buf == nil {
		a.buf = make([]byte, readSize)
	}
	var n int
	var err error
	buf := a.buf[:min(len(p), readSize)]
	if !a.from.use(a.over.Done(), func() { n, err = a.readStream(buf) }) {
		return 0, errOver
	}
	return copy(p, buf[:n]), err
}

// readStream is called by who has the stream. What fails when the attempt is over is no fault of the source: it was
// closed meanwhile.
func (a *attempt) readStream(buf []byte) (int, error) {
	if a.over.Err() != nil { // the next attempt may have rewound the stream
		return 0, errOver
	}
	s := a.from
	s.begun.Store(true)
	n, err := s.stream.Read(buf)
	if a.over.Err() != nil {
		return 0, errOver
	}
	total := a.read.Add(int64(n))
	switch {
	case err == nil:
	case err != io.EOF:
		s.fail(err)
	case s.length >= 0 && total < s.length:
		err = s.fail(errorf("it ended before the %d bytes that it announced: %w", s.length, io.ErrUnexpectedEOF))
	}
	return n, err
}

// Close ends the attempt: a read that hangs returns.
func (a *attempt) Close() error {
	a.end()
	return nil
}
