package diag

// This file adds to a complaint what not every complaint has. Until its statement ends a complaint is a Draft, which is
// not an error, so that nobody returns half of one.

import "fmt"

// Draft is a complaint of a List that is being written. The zero value belongs to no list; what is added to it is
// dropped.
type Draft struct {
	list *List
	at   int
}

// change changes the complaint where it is, in a list that may have grown. It has to happen before the list is sorted.
func (d *Draft) change(change func(d *Diagnostic)) *Draft {
	if d.list != nil {
		change(&(*d.list)[d.at])
	}
	return d
}

// Fixf says how to fix what the complaint is about. A second call replaces the first.
func (d *Draft) Fixf(format string, args ...any) *Draft {
	return d.change(func(of *Diagnostic) { of.Fix = fmt.Sprintf(format, args...) })
}

// At adds a related place.
func (d *Draft) At(pos Pos, format string, args ...any) *Draft {
	return d.change(func(of *Diagnostic) {
		of.Related = append(of.Related, Related{Pos: pos, Message: fmt.Sprintf(format, args...)})
	})
}

// Because keeps the error underneath.
func (d *Draft) Because(cause error) *Draft {
	return d.change(func(of *Diagnostic) { of.Cause = cause })
}
