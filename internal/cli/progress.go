package cli

// This file draws how far a download is, on a line of a terminal that is gone afterwards. Elsewhere nothing is drawn.

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

const (
	// barWidth is the width of the bar in characters, barPause how long it stays as it is at least.
	barWidth = 30
	barPause = 100 * time.Millisecond
	// eraseLine is what makes a terminal begin the line again: ECMA-48, section 8.3.41.
	eraseLine = "\r\x1b[K"
)

// progress draws on a terminal.
type progress struct {
	out   io.Writer // nil where nothing is drawn
	last  time.Time
	drawn bool
}

// newProgress draws on out if that is a terminal that can erase, and unless it is to be quiet.
func newProgress(out io.Writer, quiet bool) *progress {
	f, ok := out.(*os.File)
	if !ok || quiet || os.Getenv("TERM") == "dumb" {
		return &progress{}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &progress{}
	}
	return &progress{out: out}
}

// tell draws how many bytes of how many have come; total is -1 where nobody knows.
func (p *progress) tell(done, total int64) {
	if p.out == nil || time.Since(p.last) < barPause {
		return
	}
	p.last, p.drawn = time.Now(), true
	fmt.Fprint(p.out, eraseLine+progressText(done, total)) //nolint:errcheck // nobody is left to tell
}

// progressText is the line.
func progressText(done, total int64) string {
	if total <= 0 {
		return "downloading " + bytesText(done)
	}
	full := int(min(done, total) * barWidth / total)
	return "downloading [" + strings.Repeat("=", full) + strings.Repeat(" ", barWidth-full) + "] " + bytesText(done) + " of " + bytesText(total)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.out, eraseLine) //nolint:errcheck // nobody is left to tell
		p.drawn = false
	}
}
