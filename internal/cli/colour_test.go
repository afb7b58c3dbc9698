package cli

import (
	"bytes"
	"os"
	"testing"
)

// What is not a terminal gets no colours.
func TestPlain(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	for _, r := range []*reporter{{out: file}, {out: &bytes.Buffer{}}} {
		if got := r.bold("text"); got != "text" {
			t.Errorf("%T gets %q", r.out, got)
		}
	}
}
