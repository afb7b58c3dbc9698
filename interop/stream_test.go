package interop_test

// This file sends streams up and down.

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
)

func testStreams(t *testing.T, c *service) {
	created := do(t, c.Documents().Create(&workshop.Documents{Name: odata.Some("a document")}))
	key, _ := created.ID.Get()
	document := c.Documents().Key(key)

	content := make([]byte, 3<<20)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(content)
	send(t, document.Content().Upload("image/png", bytes.NewReader(content)))
	d := do(t, document.Content().Download())
	equal(t, "the media type", d.ContentType, "image/png")
	reads(t, "the stream", d, content)
	is(t, "the media type", do(t, document.Get()).MediaType, "image/png")

	// From a pipe, whose length nobody knows.
	r, w := io.Pipe()
	go func() {
		_, err := w.Write(content[:100_000])
		w.CloseWithError(err)
	}()
	send(t, document.Content().Upload("text/plain", r))
	reads(t, "the second stream", do(t, document.Content().Download()), content[:100_000])

	// CAP sends the whole stream where a part is asked for.
	reads(t, "ten bytes", do(t, document.Content().Download().Range(10, 19)), content[10:20])

	// A reader that gives up early leaves nothing behind.
	d = do(t, document.Content().Download())
	if _, err := io.ReadFull(d, make([]byte, 10)); err != nil {
		t.Error(err)
	}
	d.Close()

	send(t, document.Content().Delete())
	reads(t, "a stream that was deleted", do(t, document.Content().Download()), nil)
	send(t, document.Delete())
	if _, err := document.Content().Download().Do(t.Context()); !odata.IsNotFound(err) {
		t.Errorf("reading the stream of a document that was deleted: %v", err)
	}
}

// An upload whose source fails is an error, and what was there stays.
func testBrokenUpload(t *testing.T, c *service) {
	created := do(t, c.Documents().Create(&workshop.Documents{Name: odata.Some("broken")}))
	key, _ := created.ID.Get()
	content := c.Documents().Key(key).Content()
	send(t, content.Upload("text/plain", strings.NewReader("whole")))
	broken := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("the disk is gone")))
	if err := content.Upload("text/plain", broken).Do(t.Context()); err == nil || !strings.Contains(err.Error(), "the disk is gone") {
		t.Errorf("an upload that breaks off: %v", err)
	}
	reads(t, "the stream", do(t, content.Download()), []byte("whole"))
}

// reads fails the test where a stream is not want.
func reads(t *testing.T, what string, d *odata.Download, want []byte) {
	t.Helper()
	got, err := io.ReadAll(d)
	if err := errors.Join(err, d.Close()); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s has %d bytes, want %d, or other bytes", what, len(got), len(want))
	}
}
