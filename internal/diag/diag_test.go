package diag

import (
	"errors"
	"io/fs"
	"testing"
)

func TestListErrSortsAndKeepsEverything(t *testing.T) {
	var l List
	l.Errorf(Pos{"b.xml", 2, 1}, "x", "second").Fixf("do %s", "this")
	l.Errorf(Pos{"a.xml", 9, 3}, "x", "first").At(Pos{"a.xml", 1, 1}, "other")
	l.Warnf(Pos{"a.xml", 1, 1}, "w", "only a warning")
	want := "a.xml:9:3: first (a.xml:1:1: other)\nb.xml:2:1: second; do this"
	if got := l.Err().Error(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := l.Warnings()[0].Error(); got != "a.xml:1:1: warning: only a warning" {
		t.Errorf("warning prints as %s", got)
	}
}

func TestErrOfWarningsIsNil(t *testing.T) {
	var l List
	l.Warnf(Pos{}, "w", "warning")
	if err := l.Err(); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestCauseIsFound(t *testing.T) {
	var l List
	l.Errorf(Pos{File: "a.yaml"}, "missing", "no file").Cause = fs.ErrNotExist
	var d Diagnostic
	if err := l.Err(); !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &d) || d.Code != "missing" {
		t.Errorf("cause or diagnostic is lost in %v", err)
	}
}
