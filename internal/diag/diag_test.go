package diag

import (
	"errors"
	"io/fs"
	"testing"
)

var (
	wrong = Complaint{Code: "x", Severity: Error}
	odd   = Complaint{Code: "w", Severity: Warning}
)

func TestListErrSortsAndKeepsEverything(t *testing.T) {
	var l List
	second := l.Report(Pos{"b.xml", 2, 1}, wrong, "second")
	l.Report(Pos{"a.xml", 9, 3}, wrong, "first").At(Pos{"a.xml", 1, 1}, "other")
	l.Report(Pos{"a.xml", 1, 1}, odd, "only a warning")
	second.Fixf("do %s", "this") // The list has grown since.
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
	l.Report(Pos{}, odd, "warning")
	if err := l.Err(); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestCauseIsSeen(t *testing.T) {
	var l List
	l.Report(Pos{File: "a.yaml"}, wrong, "no file").Because(fs.ErrNotExist)
	var first Diagnostic
	if err := l.Err(); !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &first) || first.Code != "x" {
		t.Errorf("got %v", err)
	}
}

// A complaint that is still written is no error, and neither is a pointer to one.
func TestDraftIsNoError(t *testing.T) {
	if _, ok := any(&Draft{}).(error); ok {
		t.Error("a draft is an error")
	}
}

func TestCollectorIsBounded(t *testing.T) {
	var c Collector
	for range MaxComplaints + 5 {
		c.Report(Pos{File: "a", Line: 2, Col: 1}, wrong, "again").Fixf("stop").At(Pos{}, "here")
	}
	if n := len(c.List()); n != MaxComplaints {
		t.Errorf("%d complaints are kept", n)
	}
	done := c.Done("a")
	if got := done[0].Error(); len(done) != 2 || got != "a:1:1: there are 5 more errors than the 10000 that are shown; correct the first ones: a single mistake may have caused all of them" {
		t.Errorf("%d complaints, the first is %s", len(done), got)
	}
}

func TestProposing(t *testing.T) {
	var c Collector
	names := func() []string { return []string{"price", "weight"} }
	c.Proposing(c.Report(Pos{}, wrong, "near"), "prize", names, "")
	c.Proposing(c.Report(Pos{}, wrong, "far"), "zzzzzzzz", names, "remove it")
	if got := c.List()[0].Fix + "; " + c.List()[1].Fix; got != "did you mean price?; remove it" {
		t.Errorf("got %s", got)
	}
}
