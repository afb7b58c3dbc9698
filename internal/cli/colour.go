package cli

// This file sets off what a reader looks for first, where the output is a terminal. NO_COLOR (no-color.org) turns it
// off.

import (
	"io"
	"os"

	"golang.org/x/term"
)

// coloured says whether what is written to out may have colours.
func coloured(out io.Writer) bool {
	f, ok := out.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// bold is a text in bold: ECMA-48, section 8.3.117.
func (r *reporter) bold(text string) string {
	if !coloured(r.out) {
		return text
	}
	return "\x1b[1m" + text + "\x1b[0m"
}
