package cli

// This file tests the line that shows how far a download is.

import (
	"bytes"
	"testing"
)

func TestProgressText(t *testing.T) {
	for _, c := range []struct {
		done, total int64
		want        string
	}{
		{0, 3_400_000, "downloading [                              ] 0 bytes of 3.4 MB"},
		{1_700_000, 3_400_000, "downloading [===============               ] 1.7 MB of 3.4 MB"},
		{3_400_000, 3_400_000, "downloading [==============================] 3.4 MB of 3.4 MB"},
		{5_000, 3_000, "downloading [==============================] 5.0 kB of 3.0 kB"},
		{1_234, -1, "downloading 1.2 kB"},
	} {
		if got := progressText(c.done, c.total); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestProgressIsForTerminals(t *testing.T) {
	var out bytes.Buffer
	p := newProgress(&out, false)
	p.tell(1, 2)
	p.clear()
	if out.Len() > 0 {
		t.Errorf("%q is written to what is not a terminal", out.String())
	}
	p = &progress{out: &out}
	p.tell(1, 2)
	p.tell(2, 2) // at once: it is not drawn
	p.clear()
	if want := eraseLine + progressText(1, 2) + eraseLine; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}
