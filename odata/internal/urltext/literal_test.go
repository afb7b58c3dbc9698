package urltext

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/csdlgen/csdlgen/odata/edm"
)

type model struct{ text string }

// MarshalJSON writes the model as generated ones do.
func (m model) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]string{"text": m.text}) }

func TestLiterals(t *testing.T) {
	d, _ := edm.ParseDecimal("1.50")
	span, _ := edm.ParseDuration("PT1H")
	for want, l := range map[string]Literal{
		"null": LitNull(), "'a''b'": LitString("a'b"), "true": LitBool(true), "-5": LitInt(-5), "1.5": LitFloat(1.5), "INF": LitFloat(math.Inf(1)),
		"-INF": LitFloat(math.Inf(-1)), "NaN": LitFloat(math.NaN()), "1.50": LitDecimal(d), "2020-01-02": LitDate(edm.Date{Year: 2020, Month: 1, Day: 2}),
		"03:04:05.5": LitTimeOfDay(edm.TimeOfDay{Hour: 3, Minute: 4, Second: 5, Nanosecond: 500000000}), "duration'PT1H'": LitDuration(span),
		"2020-01-02T03:04:05Z":                 LitTime(time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)),
		"21ec2020-3aea-1069-a2dd-08002b30309d": LitGUID(uuid.MustParse("21EC2020-3AEA-1069-A2DD-08002B30309D")),
		"binary'_-8='":                         LitBinary([]byte{0xff, 0xef}),
		"2019-12-31T23:59:59.5Z":               LitTime(time.Date(2020, 1, 1, 0, 0, 0, 5e8, time.FixedZone("", 1))),
		"2020-01-01T00:00:00-09:30":            LitTime(time.Date(2020, 1, 1, 0, 0, 0, 0, time.FixedZone("", -9*3600-1800))),
		"duration'-P15DT1S'":                   LitDuration(duration("-P2W1DT1S")),
		"ns.Color'a,b'":                        LitEnum("ns.Color", " a , b"),
		"'it''s'":                              LitJSON("it's"),
		"ns.Color'red,green'":                  LitEnum("ns.Color", "red,green"),
	} {
		if got := l.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// JSON in a URL has the escapes that JSON cannot do without, and no others.
func TestJSONLiteralsHaveFewEscapes(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{[]string{"<a> & 'b'", "\u2028", `\u0026`, "\"", "\n"}, "[\"<a> & 'b'\",\"\u2028\",\"\\\\u0026\",\"\\\"\",\"\\n\"]"},
		{model{"&"}, `{"text":"&"}`},
		{[]time.Time{time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)}, `["2020-01-02T03:04:05Z"]`},
		{[]float64{math.NaN()}, `["NaN"]`},
		{[][]byte{{1, 2, 255}}, `["AQL/"]`},
		{[]*model{nil}, `[null]`},
		{nil, `null`},
		{[]float64{1, 0.5, 1e300}, "[1,0.5,1e+300]"},
		{edm.Raw(`{ "a": 1.0, "b": "\u0026" }`), `{"a":1.0,"b":"&"}`},
	} {
		if got := LitJSON(c.value).String(); got != c.want {
			t.Errorf("%#v is %s, want %s", c.value, got, c.want)
		}
	}
}

func duration(text string) edm.Duration {
	d, err := edm.ParseDuration(text)
	if err != nil {
		panic(err)
	}
	return d
}
