package odata

import (
	"testing"
	"time"
)

// canonicalTime looks at the spelling alone: it must say what formatting would show.
func TestCanonicalTime(t *testing.T) {
	for _, s := range []string{
		"2020-01-02T03:04:05Z", "2020-01-02T03:04:05.1Z", "2020-01-02T03:04:05.10Z", "2020-01-02T03:04:05.000Z", "2020-01-02T03:04:05.123456789Z",
		"2020-01-02T03:04:05.1234567890Z", "2020-01-02T03:04:05+00:00", "2020-01-02T03:04:05-00:00", "2020-01-02T03:04:05.5-08:00",
		"2020-01-02T03:04:05+05:30", "2020-01-02t03:04:05z", "2020-01-02T03:04Z", "2020-01-02T03:04+01:00", "2020-01-02T03:04:05", "2020-01-02T03:04", "2020-01-02T03:04:05.5", "2020-01-02", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
	} {
		when, err := parseTime(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if want := when.Format(time.RFC3339Nano) == s; canonicalTime([]byte(s)) != want {
			t.Errorf("canonicalTime(%s) is %v, formatted it is %s", s, !want, when.Format(time.RFC3339Nano))
		}
	}
	for _, s := range []string{"", "2020", "2020-13-01T00:00:00Z", "2020-01-02T", "2020-13-02", "2020-01-02 03:04:05Z", "2020-01-02T24:00:00Z", "2020-01-02T03:04:05,5Z", "2020-01-02T03:04:05.Z", "-2020-01-02T03:04:05Z", "12020-01-02T03:04:05Z"} {
		if when, err := parseTime(s); err == nil {
			t.Errorf("%q is read as %v", s, when)
		}
	}
}
