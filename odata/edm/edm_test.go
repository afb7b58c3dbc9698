package edm

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestDecimalsAreJSON(t *testing.T) {
	for in, want := range map[string]string{
		"007": "7", "-007": "-7", "+007.50": "7.50", "000": "0", "-000": "-0", "00.10": "0.10", "-00.10": "-0.10", "00e2": "0e2", "01E+2": "1E+2", "100": "100",
		"0": "0", "0.0": "0.0", "-1.50": "-1.50", "0e0": "0e0",
	} {
		d, err := ParseDecimal(in)
		text, _ := json.Marshal(d)
		if err != nil || string(text) != want || d.String() != want {
			t.Errorf("%s is written as %s and %s, want %s: %v", in, text, d, want, err)
		}
		var quoted Decimal
		if err := quoted.UnmarshalJSON([]byte(`"` + in + `"`)); err != nil || quoted != d {
			t.Errorf("%s in a string is %s: %v", in, quoted, err)
		}
	}
}

func TestDecimalsAreOrdered(t *testing.T) {
	var last Decimal
	for i, s := range []string{"NaN", "-INF", "-1e30", "-1", "0", "1.0", "1e30", "INF"} {
		d, err := ParseDecimal(s)
		if err != nil || i > 0 && (last.Compare(d) != -1 || d.Compare(last) != 1) || d.Compare(d) != 0 || d.IsFinite() == strings.ContainsAny(s, "IN") {
			t.Errorf("%s after %s: %v", d, last, err)
		}
		last = d
	}
}

// What is not a DateTimeOffset is not read as one.
func TestTimesThatAreNone(t *testing.T) {
	for _, s := range []string{"", "2020", "2020-13-01T00:00:00Z", "2020-01-02T", "2020-13-02", "2020-01-02 03:04:05Z", "2020-01-02T03:04:05,5Z", "2020-01-02T03:04:05.Z",
		"2020-01-02T24:00:01Z", "2020-01-02T24:01Z", "2020-01-02T25:00:00Z", "2020-01-02T12:00:60Z", "2020-01-02T23:59:61Z", "2020-01-02T03:04:05+24:00", "02020-01-02T03:04:05Z",
		"1234567890-01-02T03:04:05Z", "2020-01-02T03:04:05.1234567891Z", "2020-01-02T03:04:05.0000000001Z"} {
		if when, err := ParseDateTimeOffset(s); err == nil {
			t.Errorf("%q is read as %v", s, when)
		}
	}
}

// Times that a time.Time does not have are read as the moment that they are.
func TestUnusualTimes(t *testing.T) {
	for s, want := range map[string]string{
		"2020-01-02T24:00Z":             "2020-01-03T00:00:00Z",
		"2016-12-31T23:59:60Z":          "2017-01-01T00:00:00Z",
		"2017-01-01T05:29:60.5+05:30":   "2017-01-01T05:30:00.5+05:30",
		"-0044-03-15T12:00:00Z":         "-0044-03-15T12:00:00Z",
		"10000-01-01T00:00:00.1234567Z": "10000-01-01T00:00:00.1234567Z",
	} {
		when, err := ParseDateTimeOffset(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if out, err := AppendDateTimeOffset(nil, when); err != nil || string(out) != want {
			t.Errorf("%s is written as %s, %v; want %s", s, out, err, want)
		}
	}
	for _, unwritable := range []time.Time{time.Date(1_000_000_000, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(2020, 1, 2, 0, 0, 0, 0, time.FixedZone("", 30))} {
		if out, err := AppendDateTimeOffset(nil, unwritable); err == nil {
			t.Errorf("%v is written as %s", unwritable, out)
		}
	}
}

// Every type reads what it writes, as text and as JSON.
func TestTextAndJSON(t *testing.T) {
	type all struct {
		Date     Date
		Time     TimeOfDay
		Duration Duration
		Decimal  Decimal
		NaN      Decimal
	}
	const in = `{"Date":"2020-02-29","Time":"03:04:05.5","Duration":"P2W","Decimal":1.50,"NaN":"NaN"}`
	var v all
	if err := json.Unmarshal([]byte(in), &v); err != nil {
		t.Fatal(err)
	}
	if out, err := json.Marshal(v); err != nil || string(out) != in {
		t.Errorf("%s is written as %s, %v", in, out, err)
	}
	for _, bad := range []string{`{"Date":"2021-02-29"}`, `{"Time":"24:00"}`, `{"Duration":"1h"}`, `{"Decimal":"x"}`, `{"Decimal":true}`, `{"Date":1}`} {
		if err := json.Unmarshal([]byte(bad), &v); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
}

// URLs have days for weeks, and no months.
func TestDayTime(t *testing.T) {
	for in, want := range map[string]string{"P2W": "P14D", "-P1W3DT1M": "-P10DT1M", "PT1S": "PT1S", "P1M": "", "P1Y": ""} {
		d, err := ParseDuration(in)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := d.DayTime(); got != want || (err != nil) != (want == "") {
			t.Errorf("%s is %q, %v; want %q", in, got, err, want)
		}
	}
}

// FuzzLiterals: the texts of the primitive types that are read are written as they came, or equal.
func FuzzLiterals(f *testing.F) {
	for _, s := range []string{"2020-01-02", "-0001-01-01", "03:04:05.5", "P1DT2H", "-PT0.1S", "1.50", "1e3", "2020-01-02T03:04:05.1Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if x, err := ParseDate(s); err == nil {
			if y, err := ParseDate(x.String()); err != nil || x != y {
				t.Errorf("date %s is written %s", s, x)
			}
		}
		if x, err := ParseTimeOfDay(s); err == nil {
			if y, err := ParseTimeOfDay(x.String()); err != nil || x != y {
				t.Errorf("time %s is written %s", s, x)
			}
		}
		if x, err := ParseDuration(s); err == nil {
			std, err := x.Std()
			if y, err2 := DurationOf(std).Std(); err == nil && (err2 != nil || std != y) {
				t.Errorf("duration %s is %v, and then %v %v", s, std, y, err2)
			}
		}
		if x, err := ParseDecimal(s); err == nil && x.Compare(x) != 0 {
			t.Errorf("decimal %s", s)
		}
		if x, err := ParseDateTimeOffset(s); err == nil {
			out, err := AppendDateTimeOffset(nil, x)
			if err == nil {
				if y, err := ParseDateTimeOffset(string(out)); err != nil || !x.Equal(y) {
					t.Errorf("time %s is written %s %v", s, out, err)
				}
			}
		}
	})
}
