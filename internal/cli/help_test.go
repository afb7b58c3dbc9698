package cli

// This file checks what the help of the commands shows.

import (
	"io"
	"strings"
	"testing"
)

// The examples are for a shell, which takes $metadata for a variable outside of single quotes.
func TestExamplesAreQuoted(t *testing.T) {
	code := ok
	for _, c := range newRoot(&reporter{out: io.Discard, err: io.Discard}, &code).Commands() {
		for line := range strings.Lines(c.Example) {
			command, yaml, _ := strings.Cut(line, ": http") // a key of a configuration is not for a shell
			if yaml != "" {
				line = command
			}
			for i, part := range strings.Split(line, "'") {
				if i%2 == 0 && strings.Contains(part, "$metadata") {
					t.Errorf("%s: %s", c.Name(), line)
				}
			}
		}
	}
}
