package odata

import (
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// canonicalTime looks at the spelling alone: it must say what formatting would show.
func TestCanonicalTime(t *testing.T) {
	for _, s := range []string{
		"2020-01-02T03:04:05Z", "2020-01-02T03:04:05.1Z", "2020-01-02T03:04:05.10Z", "2020-01-02T03:04:05.000Z", "2020-01-02T03:04:05.123456789Z",
		"2020-01-02T03:04:05.1234567890Z", "2020-01-02T03:04:05+00:00", "2020-01-02T03:04:05-00:00", "2020-01-02T03:04:05.5-08:00",
		"2020-01-02T03:04:05+05:30", "2020-01-02t03:04:05z", "2020-01-02T03:04Z", "2020-01-02T03:04+01:00", "2020-01-02T03:04:05", "2020-01-02T03:04", "2020-01-02T03:04:05.5", "2020-01-02", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
	} {
		when, err := edm.ParseDateTimeOffset(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if want := when.Format(time.RFC3339Nano) == s; canonicalTime([]byte(s)) != want {
			t.Errorf("canonicalTime(%s) is %v, formatted it is %s", s, !want, when.Format(time.RFC3339Nano))
		}
	}
}

// Times that a time.Time does not have are read as the moment that they are, and keep their spelling in a model.
func TestUnusualTimes(t *testing.T) {
	for s, want := range map[string]string{
		"2020-01-02T24:00:00Z":              "2020-01-03T00:00:00Z",
		"2020-12-31T24:00:00.000+01:00":     "2021-01-01T00:00:00+01:00",
		"2020-01-02T24:00Z":                 "2020-01-03T00:00:00Z",
		"2016-12-31T23:59:60Z":              "2017-01-01T00:00:00Z",
		"2017-01-01T05:29:60.5+05:30":       "2017-01-01T05:30:00.5+05:30",
		"-0044-03-15T12:00:00Z":             "-0044-03-15T12:00:00Z",
		"10000-01-01T00:00:00.1234567Z":     "10000-01-01T00:00:00.1234567Z",
		"12020-06-02t03:04-08:00":           "12020-06-02T03:04:00-08:00",
		"2020-01-02T03:04:05.123456789000Z": "2020-01-02T03:04:05.123456789Z",
	} {
		when, err := edm.ParseDateTimeOffset(s)
		if err != nil || when.Format(time.RFC3339Nano) != want {
			t.Errorf("%s is read as %s, %v; want %s", s, when.Format(time.RFC3339Nano), err, want)
		}
		in := `{"when":"` + s + `"}`
		var m everything
		if err := Unmarshal([]byte(in), &m); err != nil {
			t.Errorf("%s: %v", s, err)
		}
		if out, err := Marshal(&m); err != nil || string(out) != in {
			t.Errorf("%s is written as %s, %v", in, out, err)
		}
	}
	if l := urltext.LitTime(time.Date(12020, 1, 2, 0, 0, 0, 0, time.UTC)); l.String() != "12020-01-02T00:00:00Z" || l.Err() != nil {
		t.Errorf("%s %v", l, l.Err())
	}
	if r := (Resource{}).Key(urltext.LitTime(time.Date(1_000_000_000, 1, 2, 0, 0, 0, 0, time.UTC))); r.Err() == nil {
		t.Error("a year of ten digits is written into a URL")
	}
}
