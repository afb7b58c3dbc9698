package odatatest

// This file is what a service was asked: the log of its requests, and their comparison with a file.

// Requests returns the requests that have come, in their order.
func (s *Service) Requests() []Request { return nil }

// String is the request as HTTP, with headers in alphabetical order.
func (r Request) String() string { return "" }

// Golden compares the requests that have come with a file, and fails the test where they differ. The file is renewed
// where the test program has a flag -update that is set, or the environment variable UPDATE_GOLDEN is not empty.
func (s *Service) Golden(t TB, name string) {}
