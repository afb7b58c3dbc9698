package ir

// This file is how the kinds of things - of types, methods, requests, literals, checks - are written as text and read
// back. Each kind is a small number with a table beside its constants, so that what the templates need of a kind is
// looked up and not spelled.

import (
	"fmt"
	"slices"
)

// table holds the names of a kind's values, by value. The zero value has no name: it stands for none.
type table struct {
	what  string
	names []string
}

func (t table) name(value uint8) string {
	if int(value) < len(t.names) && value > 0 {
		return t.names[value]
	}
	return fmt.Sprintf("%s %d", t.what, value)
}

func (t table) text(value uint8) ([]byte, error) {
	if int(value) >= len(t.names) || value == 0 {
		return nil, fmt.Errorf("%d is not a %s", value, t.what)
	}
	return []byte(t.names[value]), nil
}

func (t table) parse(text []byte, to *uint8) error {
	i := slices.Index(t.names, string(text))
	if i <= 0 {
		return fmt.Errorf("%q is not a %s; expected one of %q", text, t.what, t.names[1:])
	}
	*to = uint8(i)
	return nil
}

// row is a line of a table that says more of a kind than its name.
type row interface{ rowName() string }

// tableOf is the table of the names of rows, the first of which is empty.
func tableOf[R row](what string, rows []R) table {
	t := table{what: what, names: make([]string, len(rows))}
	for i, r := range rows {
		t.names[i] = r.rowName()
	}
	return t
}
