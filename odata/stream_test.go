package odata

// This file tests what uploads say of their content; streams on the wire are in surface_test.go.

import (
	"context"
	"strings"
	"testing"
)

func TestUploadsHaveAMediaType(t *testing.T) {
	c, err := NewClient("https://example.com/v1")
	if err != nil {
		t.Fatal(err)
	}
	stream := newStream(c.Root().Child("content"))
	for given, want := range map[string]string{"text/csv": "text/csv", "": "application/octet-stream"} {
		r, err := stream.Upload(given, strings.NewReader("x")).HTTP(context.Background())
		if err != nil || r.Header.Get("Content-Type") != want {
			t.Errorf("%q became %v, %v", given, r.Header, err)
		}
	}
}
