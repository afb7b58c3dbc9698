package odata

// This file is the reading end of an upload: who may read the stream, and when. net/http may go on reading a body after it has returned the
// answer, so each attempt has the stream for itself, and only until the next one or the end.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// UploadError is an upload whose source failed, or ended before the bytes that it had announced. The service has got a part of it and
// sees that it was broken off; it is not sent again.
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
	seeker  io.Seeker // nil where it cannot be rewound
	rewinds bool
	start   int64
	length  int64         // -1 where it is not known
	turn    chan struct{} // is held by who reads
	current *attempt
	begun   atomic.Bool // whether anything was read
	failed  atomic.Pointer[error]
}

func newSource(stream io.Reader) *source {
	s := &source{stream: stream, turn: make(chan struct{}, 1), length: sizeOf(stream)}
	if seeker, ok := stream.(io.Seeker); ok {
		if start, err := seeker.Seek(0, io.SeekCurrent); err == nil {
			s.seeker, s.start, s.rewinds = seeker, start, true
		}
	}
	return s
}

// attempt is the stream from its beginning; the attempt before it reads no more.
func (s *source) attempt(ctx context.Context) (io.Reader, error) {
	if s.current != nil {
		s.current.over.Store(true)
		select {
		case s.turn <- struct{}{}:
			<-s.turn
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	switch {
	case s.fault() != nil:
		return nil, s.fault()
	case s.rewinds:
		if _, err := s.seeker.Seek(s.start, io.SeekStart); err != nil {
			return nil, s.fail(fmt.Errorf("rewinding it: %w", err))
		}
	case s.begun.Load():
		return nil, errors.New("the stream of the upload cannot be rewound to be sent again")
	}
	s.current = &attempt{from: s}
	return s.current, nil
}

// readGrace is how long the end of an upload waits for a read of a source that hangs.
const readGrace = time.Second

// close ends the last attempt and closes the stream where it can be. After it nobody reads, unless the source hangs.
func (s *source) close() {
	if s.current != nil {
		s.current.over.Store(true)
	}
	closer, closes := s.stream.(io.Closer)
	select {
	case s.turn <- struct{}{}:
		if closes {
			closer.Close()
		}
		<-s.turn
		return
	default: // somebody reads
	}
	if closes {
		closer.Close()
	}
	timer := time.NewTimer(readGrace)
	defer timer.Stop()
	select {
	case s.turn <- struct{}{}:
		<-s.turn
	case <-timer.C:
	}
}

func (s *source) fail(err error) error {
	s.failed.CompareAndSwap(nil, &err)
	return err
}

// fault is why the source failed; nil where it did not.
func (s *source) fault() error {
	if s == nil {
		return nil
	}
	if err := s.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// sent is the number of bytes that the last attempt has read.
func (s *source) sent() int64 {
	if s.current == nil {
		return 0
	}
	return s.current.read.Load()
}

// attempt reads the stream for one attempt.
type attempt struct {
	from *source
	over atomic.Bool
	read atomic.Int64
}

// errOver ends the reads of an attempt that is over.
var errOver = errors.New("the attempt to upload is over")

// Read reads the stream, unless the attempt is over.
func (a *attempt) Read(p []byte) (int, error) {
	s := a.from
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if a.over.Load() {
		return 0, errOver
	}
	s.begun.Store(true)
	n, err := s.stream.Read(p)
	total := a.read.Add(int64(n))
	switch {
	case err == nil:
	case err != io.EOF:
		s.fail(err)
	case s.length >= 0 && total < s.length:
		err = s.fail(fmt.Errorf("it ended before the %d bytes that it announced: %w", s.length, io.ErrUnexpectedEOF))
	}
	return n, err
}

// Close does nothing: the source closes its stream.
func (a *attempt) Close() error { return nil }
