package interop_test

// This file sends streams up and down.

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
)

func testStreams(t *testing.T, c *service) {
	created := do(t, c.Documents().Create(&workshop.Documents{Name: odata.Some("a document")}))
	key, _ := created.ID.Get()
	document := c.Documents().Key(key)

	content := make([]byte, 3<<20)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(content)
	send(t, document.Content().Upload("image/png", bytes.NewReader(content)))
	d := do(t, document.Content().Download())
	got, err := io.ReadAll(d)
	d.Close()
	if err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes came back of %d, or others: %v", len(got), len(content), err)
	}
	equal(t, "the media type", d.ContentType, "image/png")
	is(t, "the media type", do(t, document.Get()).MediaType, "image/png")

	// From a pipe, whose length nobody knows.
	r, w := io.Pipe()
	go func() {
		for i := range 100 {
			if _, err := w.Write(content[i*1000 : i*1000+1000]); err != nil {
				return
			}
		}
		w.Close()
	}()
	send(t, document.Content().Upload("text/plain", r))
	d = do(t, document.Content().Download())
	got, err = io.ReadAll(d)
	d.Close()
	if err != nil || !bytes.Equal(got, content[:100_000]) {
		t.Errorf("%d bytes came back of 100000, or others: %v", len(got), err)
	}

	dd, err := document.Content().Download().Range(10, 19).Do(t.Context())
	if err == nil {
		got, _ = io.ReadAll(dd)
		dd.Close()
	}
	t.Log(len(got), err)
	err = document.Content().Delete().Do(t.Context())
	t.Log(err)
	dd, err = document.Content().Download().Do(t.Context())
	t.Log(dd, err)
	doc := do(t, document.Get())
	text, _ := odata.Marshal(doc)
	t.Log(string(text))
}
