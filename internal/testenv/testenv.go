// Package testenv says which tests are asked for.
package testenv

import (
	"os"
	"testing"
)

// Whole is the environment variable that asks for the tests on whole real schemas: unset, they are skipped, since they
// take minutes; 1, they run, as in make test; all, staticcheck looks at the largest schemas too, which takes gigabytes,
// as in make whole.
const Whole = "CSDLGEN_WHOLE"

// WholeSchemas skips a test on whole real schemas unless it is asked for.
func WholeSchemas(t testing.TB) {
	t.Helper()
	if os.Getenv(Whole) == "" {
		t.Skipf("tests on whole schemas take minutes; make test runs them, and so does %s=1", Whole)
	}
}

// Slow skips a test that builds for long, or looks at much, unless the tests that take minutes are asked for.
func Slow(t testing.TB) {
	t.Helper()
	if os.Getenv(Whole) == "" {
		t.Skipf("this test takes long; make test runs it, and so does %s=1", Whole)
	}
}
