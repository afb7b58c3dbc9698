package cli

// This file folds Go expressions to the width of a terminal, as gofmt leaves them.

import (
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// width is how many characters a line of the output may have; 0 for any number. COLUMNS says it, else the terminal.
func width(out io.Writer) int {
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	f, ok := out.(*os.File)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// folded is a chain of calls on lines of at most width characters, where it can be folded at a dot between two calls;
// each line begins with indent, those after the first with a tab's width more.
func folded(call, indent string, width int) string {
	const deeper = "    "
	if width <= 0 {
		return indent + call
	}
	var b strings.Builder
	line := indent
	for i, part := range links(call) {
		if i > 1 && len(line)+len(part) > width { // the first call stays with the variable
			b.WriteString(line + "\n")
			line = indent + deeper
		}
		line += part
	}
	return b.String() + line
}

// links cuts a chain of calls after the dots between them. The parts together are the chain.
func links(call string) []string {
	var parts []string
	start, depth, quoted := 0, 0, false
	for i := 0; i < len(call); i++ {
		switch c := call[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == '.' && depth == 0:
			parts = append(parts, call[start:i+1])
			start = i + 1
		}
	}
	return append(parts, call[start:])
}
