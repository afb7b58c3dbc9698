package check_test

// This file checks what complaints have in common; what each of them says, and where, is in the corpus of broken
// documents.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/internal/corpus"
	"github.com/csdlgen/csdlgen/metadata/load"
)

func complaints(main string) string {
	_, found := corpus.Complete(source("m.xml", main), load.Options{})
	return found.Errors().Error()
}

func TestLongChainOfBaseTypes(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<ComplexType Name="t0"/>`)
	for i := 1; i < 50000; i++ {
		fmt.Fprintf(&b, "<ComplexType Name=\"t%d\" BaseType=\"s.t%d\"/>\n", i, i-1)
	}
	got := complaints(corpus.InSchema(b.String()))
	if !strings.Contains(got, "has more than 200 base types") || strings.Count(got, "\n") > 50000/200 {
		t.Errorf("%.300s", got)
	}
}

// A flood of complaints is cut, and says so: errors and warnings each by themselves.
func TestTooManyComplaints(t *testing.T) {
	var b strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&b, "<ComplexType Name=\"type%d\" Color=\"red\"><Property Name=\"p\" Type=\"s.typo%d\"/></ComplexType>\n", i, i)
	}
	_, found := corpus.Complete(source("m.xml", corpus.InSchema(b.String())), load.Options{})
	if len(found.Errors()) != diag.MaxComplaints+1 || len(found.Warnings()) != diag.MaxComplaints+1 {
		t.Errorf("%d errors, %d warnings", len(found.Errors()), len(found.Warnings()))
	}
	want := []string{
		"m.xml:1:1: there are 10000 more errors than the 10000 that are shown; correct the first ones: a single mistake may have caused all of them",
		"m.xml:1:1: warning: there are 10000 more warnings than the 10000 that are shown",
	}
	for i, w := range want {
		if got := found[i].Error(); got != w || found[i].Code != "too-many" {
			t.Errorf("got %s (%s), want %s", got, found[i].Code, w)
		}
	}
}

func TestSeveralComplaintsComeAtOnceAndSorted(t *testing.T) {
	got := complaints(corpus.InSchema("<ComplexType Name=\"a\">\n<Property Name=\"p\" Type=\"s.x\"/>\n<Property Name=\"q\" Type=\"s.y\" Nullable=\"?\"/>\n</ComplexType>\n<EnumType Name=\"a\"/>"))
	want := []string{"m.xml:5:1: ", "m.xml:6:1: Nullable", "m.xml:6:1: property", "m.xml:8:1: the type s.a is declared twice"}
	lines := strings.Split(got, "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d complaints: %s", len(lines), got)
	}
	for i, w := range want {
		if !strings.HasPrefix(lines[i], w) {
			t.Errorf("line %d is %s, want %s", i, lines[i], w)
		}
	}
}
