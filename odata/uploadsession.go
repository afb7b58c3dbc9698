package odata

// This file is upload sessions: a large file in ranges, to a URL that the service has given for it, as Microsoft
// Graph's createUploadSession does. The URL says itself who may upload, so nothing of the client's goes there, and no
// message shows it.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// UploadRange is what the bytes of a range are a multiple of, except the last ones: 320 KiB, as Microsoft Graph
// documents it.
const UploadRange = 320 << 10

// defaultRanges is how many of them are sent at once: 10 MiB.
const defaultRanges = 32

// UploadSession uploads one file. It is not safe for concurrent use. Its fields may be set before it is used.
type UploadSession struct {
	// RangeSize is the number of bytes that are sent at once; it has to be a multiple of [UploadRange]. 0 is 10 MiB.
	RangeSize int64
	// Progress is called after each range with the number of bytes that the service has; nil for nothing.
	Progress func(sent int64)
	client   *Client
	url      *url.URL
}

// NewUploadSession returns the session with the URL that a service has given, such as the member uploadUrl of what
// Graph's createUploadSession returns. The client's transport and retries are used, and nothing that it adds to
// requests: no token, header or query option. Plain http is allowed to this machine only.
func NewUploadSession(s Service, uploadURL string) (*UploadSession, error) {
	u, err := url.Parse(uploadURL)
	switch client := s.OData(); {
	case client == nil:
		return nil, errNoClient
	case err != nil || u.Host == "":
		return nil, errors.New("odata: the URL of the upload session is not an absolute URL")
	case u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())):
		return nil, errorf("odata: the URL of the upload session leads to %s by %s; https is needed", u.Host, u.Scheme)
	default:
		return &UploadSession{client: client, url: u}, nil
	}
}

// UploadStatus is how far an upload has come.
type UploadStatus struct {
	// Next is the first byte that the service waits for.
	Next int64
	// Expires is when the session ends; zero where the service does not say.
	Expires time.Time
}

// Upload sends the size bytes of content from their beginning, and reads the service's last answer, the file as it is
// there, into what result points to; nil reads nothing.
func (s *UploadSession) Upload(ctx context.Context, content io.ReaderAt, size int64, result any) error {
	return s.from(ctx, 0, content, size, result)
}

// Resume asks how far the upload has come and goes on from there, as [UploadSession.Upload] does: after an error, or in
// another run of the program.
func (s *UploadSession) Resume(ctx context.Context, content io.ReaderAt, size int64, result any) error {
	status, err := s.Status(ctx)
	if err != nil {
		return err
	}
	return s.from(ctx, status.Next, content, size, result)
}

// Status asks how far the upload has come.
func (s *UploadSession) Status(ctx context.Context) (UploadStatus, error) {
	answer, data, err := s.exchange(ctx, http.MethodGet, nil, nil)
	if err == nil {
		err = s.fault(http.MethodGet, answer, data)
	}
	if err != nil {
		return UploadStatus{}, err
	}
	return statusOf(data)
}

// Cancel ends the session; the service drops what it has.
func (s *UploadSession) Cancel(ctx context.Context) error {
	answer, data, err := s.exchange(ctx, http.MethodDelete, nil, nil)
	if err != nil {
		return err
	}
	return s.fault(http.MethodDelete, answer, data)
}

// from sends the ranges from a byte on. After a fault on the way it asks where to go on.
func (s *UploadSession) from(ctx context.Context, at int64, content io.ReaderAt, size int64, result any) error {
	step, err := s.step(size)
	if err != nil {
		return err
	}
	for failures := 0; ; {
		if at >= size {
			return errors.New("odata: the upload session waits for bytes beyond the end of the file")
		}
		answer, data, err := s.put(ctx, content, at, min(step, size-at), size)
		if again, wait := s.worthAnother(ctx, answer, err, failures); again {
			failures++
			if err := sleep(ctx, wait); err != nil {
				return err
			}
			if status, err := s.Status(ctx); err == nil {
				at = status.Next
			}
			continue
		}
		if err == nil {
			err = s.fault(http.MethodPut, answer, data)
		}
		if err != nil {
			return err
		}
		if answer.StatusCode != http.StatusAccepted {
			s.progress(size)
			return s.finish(ctx, answer, data, result)
		}
		status, err := statusOf(data)
		if err != nil {
			return err
		}
		if status.Next <= at {
			return errorf("odata: the upload session has taken a range and still waits for byte %d", status.Next)
		}
		failures, at = 0, status.Next
		s.progress(at)
	}
}

// step is the number of bytes that are sent at once of a file with size bytes.
func (s *UploadSession) step(size int64) (int64, error) {
	step := s.RangeSize
	if step == 0 {
		step = defaultRanges * UploadRange
	}
	switch {
	case step < 0 || step%UploadRange != 0:
		return 0, errorf("odata: a range of %d bytes is not a multiple of %d", step, UploadRange)
	case size <= 0:
		return 0, errorf("odata: an upload of %d bytes has no ranges; upload the stream as a whole", size)
	}
	return step, nil
}

func (s *UploadSession) progress(sent int64) {
	if s.Progress != nil {
		s.Progress(sent)
	}
}

// put sends one range.
func (s *UploadSession) put(ctx context.Context, content io.ReaderAt, at, n, size int64) (*http.Response, []byte, error) {
	header := http.Header{"Content-Range": {fmt.Sprintf("bytes %d-%d/%d", at, at+n-1, size)}}
	return s.exchange(ctx, http.MethodPut, io.NewSectionReader(content, at, n), header)
}

// worthAnother says whether a range is to be sent again, and after which time: the way to the service has failed, or it
// is busy.
func (s *UploadSession) worthAnother(ctx context.Context, answer *http.Response, err error, failures int) (bool, time.Duration) {
	var source *UploadError
	if failures >= s.client.retries || ctx.Err() != nil || errors.As(err, &source) {
		return false, 0
	}
	if err == nil && answer.StatusCode != http.StatusTooManyRequests && answer.StatusCode != http.StatusRequestedRangeNotSatisfiable && answer.StatusCode < 500 {
		return false, 0
	}
	wait := s.client.backoff(failures, answer)
	return wait <= s.client.maxWait, wait
}

// exchange sends one request to the session, with nothing of the client's, and reads the answer.
func (s *UploadSession) exchange(ctx context.Context, method string, part *io.SectionReader, header http.Header) (*http.Response, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, s.url.String(), nil)
	if err != nil {
		return nil, nil, errors.New("odata: the URL of the upload session is not valid")
	}
	var body watched
	if part != nil {
		body.from = part
		r.Body, r.ContentLength = io.NopCloser(&body), part.Size()
	}
	for name, values := range header {
		r.Header[name] = values
	}
	r.Header.Set("User-Agent", userAgent)
	r.Header.Set("Accept", "application/json")
	plain := http.Client{Transport: s.client.http.Transport, Timeout: s.client.http.Timeout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := plain.Do(r)
	if fault := body.fault.first(); fault != nil {
		err = &UploadError{Method: method, Path: sessionPath, Sent: body.read.Load(), Err: fault}
	} else if err != nil {
		err = errorf("odata: %s %s: %w", method, sessionPath, discreet(withoutURL(err)))
	}
	if err != nil {
		if answer != nil {
			answer.Body.Close()
		}
		return nil, nil, err
	}
	defer answer.Body.Close()
	data, err := s.client.read(answer.Body)
	if err != nil {
		return nil, nil, errorf("odata: %s %s: %w", method, sessionPath, err)
	}
	return answer, data, nil
}

// sessionPath is what messages show for the URL, which is a secret.
const sessionPath = "(upload session)"

// fault is the error that an answer is; nil for a success.
func (s *UploadSession) fault(method string, answer *http.Response, data []byte) error {
	if answer.StatusCode < 300 {
		return nil
	}
	return errorOf(method, sessionPath, Response{StatusCode: answer.StatusCode, Header: answer.Header}, data)
}

// finish reads the last answer.
func (s *UploadSession) finish(ctx context.Context, answer *http.Response, data []byte, result any) error {
	if result == nil || len(data) == 0 || !isJSON(answer.Header) {
		return nil
	}
	return unmarshalAnswer(s.client.decoding(ctx), data, result)
}

// statusOf reads how far an upload has come: {"nextExpectedRanges": ["26-"]}.
func statusOf(data []byte) (UploadStatus, error) {
	var wire struct {
		Undeclared
		Next    Opt[[]string]  `json:"nextExpectedRanges,omitzero"`
		Expires Opt[time.Time] `json:"expirationDateTime,omitzero"`
	}
	var status UploadStatus
	if err := Unmarshal(data, &wire); err != nil {
		return status, errorf("odata: the status of the upload session: %w", err)
	}
	status.Expires, _ = wire.Expires.Get()
	ranges, _ := wire.Next.Get()
	if len(ranges) == 0 {
		return status, errors.New("odata: the upload session does not say which bytes it waits for")
	}
	first, _, _ := strings.Cut(ranges[0], "-")
	next, err := strconv.ParseInt(first, 10, 64)
	if err != nil || next < 0 {
		return status, errorf("odata: the upload session waits for the range %q, which is none", ranges[0])
	}
	status.Next = next
	return status, nil
}

// watched is a range of the file, and what went wrong with reading it: net/http says only that the request failed.
type watched struct {
	from  io.Reader
	read  atomic.Int64
	fault firstFault
}

// Read reads the range.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.from.Read(p)
	total := w.read.Add(int64(n))
	section, _ := w.from.(*io.SectionReader)
	if err == io.EOF && section != nil && total < section.Size() {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && err != io.EOF {
		w.fault.note(err)
	}
	return n, err
}
