package odata

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/google/go-cmp/cmp"
)

const seedBody = `{
  "@odata.type": "#microsoft.graph.windowsUpdateState",
  "deviceId": "Device Id value",
  "userId": "User Id value",
  "deviceDisplayName": "Device Display Name value",
  "userPrincipalName": "User Principal Name value",
  "status": "pendingInstallation",
  "qualityUpdateVersion": "Quality Update Version value",
  "featureUpdateVersion": "Feature Update Version value",
  "lastScanDateTime": "2016-12-31T23:59:18.0955018-08:00",
  "lastSyncDateTime": "2017-01-01T00:02:49.3205976-08:00"
}`

func compact(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(text)); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return b.String()
}

// indented is how documentation prints JSON: two spaces, CRLF.
func indented(t testing.TB, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, data, "", "  "); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

func TestSeedBodyFromLiteral(t *testing.T) {
	scan, _ := time.Parse(time.RFC3339Nano, "2016-12-31T23:59:18.0955018-08:00")
	sync, _ := time.Parse(time.RFC3339Nano, "2017-01-01T00:02:49.3205976-08:00")
	got, err := Marshal(&updateState{
		DeviceID: Some("Device Id value"), UserID: Some("User Id value"), DeviceDisplayName: Some("Device Display Name value"),
		UserPrincipalName: Some("User Principal Name value"), Status: Some(updateStatus("pendingInstallation")),
		QualityUpdateVersion: Some("Quality Update Version value"), FeatureUpdateVersion: Some("Feature Update Version value"),
		LastScanDateTime: Some(scan), LastSyncDateTime: Some(sync),
	})
	if err != nil || string(got) != compact(t, seedBody) {
		t.Fatalf("%v\n%s", err, got)
	}
	if n := len(indented(t, got)); n != 504 {
		t.Errorf("the documented body has 504 bytes, ours %d", n)
	}
}

func TestSeedAnswerSurvives(t *testing.T) {
	answer := strings.Replace(seedBody, `windowsUpdateState",`, `windowsUpdateState",`+"\n"+`  "id": "3d92af00-af00-3d92-00af-923d00af923d",`, 1)
	var s updateState
	if err := Unmarshal([]byte(answer), &s); err != nil {
		t.Fatal(err)
	}
	got, err := Marshal(&s)
	if err != nil || string(got) != compact(t, answer) {
		t.Fatalf("%v\n%s", err, got)
	}
	if n := len(indented(t, got)); n != 553 {
		t.Errorf("the documented answer has 553 bytes, ours %d", n)
	}
}

// lossless are objects that have to come out as they went in, byte for byte.
var lossless = []string{
	`{}`,
	`{"@odata.context":"x","@odata.etag":"W/\"1\"","text":"a","unknown":{"a":1.0,"b":[1e3,null]},"text@odata.type":"#String"}`,
	`{"text":null,"flag":null,"when":null,"texts":null,"nested":null}`,
	`{"int":1.0,"long":"9007199254740993","single":1e3,"double":1.0,"decimal":1.50}`,
	`{"decimal":123456789012345678901234567890.12345678901234567890}`,
	`{"decimal":"1.0"}`,
	`{"single":"-INF","double":"INF"}`,
	`{"decimal":"INF"}`,
	`{"decimal":"-INF"}`,
	`{"decimal":-1.234567890123456789012345678901234567890123456789012345678901e-30}`,
	`{"decimal":"1E+3"}`,
	`{"short":-0e0,"int":1.2e1,"long":1e3}`,
	`{"raw":"text"}`,
	`{"raw":[1,{"a":1.0}]}`,
	`{"binary":"AQI="}`,
	`{"binary":"AQI"}`,
	`{"binary":""}`,
	`{"when":"-0044-03-15T12:00:00Z"}`,
	`{"when":"12020-01-01T24:00:00Z"}`,
	`{"date":"-0044-03-15"}`,
	`{"date":"12020-01-01"}`,
	`{"clock":"00:00:00.000000000000"}`,
	`{"span":"PT0.123456789012S"}`,
	`{"texts":[],"nullable":[]}`,
	`{"decimal":null,"clock":null,"guid":null,"binary":null}`,
	`{"double":"NaN"}`,
	`{"int":-0,"double":-0.0}`,
	`{"when":"2020-01-01T00:00:00.0000000Z"}`,
	`{"when":"2020-01-01T00:00:00+00:00"}`,
	`{"when":"2020-01-01T10:00+05:30"}`,
	`{"when":"2020-01-01t10:00:00z"}`,
	`{"when":"2020-01-01T10:00:00.123456789000Z"}`,
	`{"date":"2020-02-29","clock":"07:59:59.9990000","span":"-P3DT1H4M5.1S"}`,
	`{"clock":"07:59","span":"P1Y2M"}`,
	`{"guid":"21EC2020-3AEA-1069-A2DD-08002B30309D"}`,
	`{"binary":"_-8"}`,
	`{"binary":"/+8="}`,
	`{"status":"someFutureValue"}`,
	`{"status":2}`,
	`{"statuses":["failed",2,"x",null]}`,
	`{"raw":{"type":"Point","coordinates":[1.0,2.50]}}`,
	`{"texts":["a",null,"b"],"nullable":[null,"x"],"bytes":[1,2],"longs":[1,"2",3.0]}`,
	`{"times":["2020-01-01T00:00:00.10Z",null],"dates":["2020-01-01"],"blobs":["AQI=","AQI"]}`,
	`{"nested":{"@odata.type":"#a.b","nested":{"text":"x"}},"list":[{"text":"a"},null,{}]}`,
	`{"text":"\u003c\u003e\u0026\u2028","unknown":"\u003c"}`,
}

func TestLossless(t *testing.T) {
	for _, in := range lossless {
		var m everything
		if err := Unmarshal([]byte(in), &m); err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		ours, err := Marshal(&m)
		if err != nil || string(ours) != in {
			t.Errorf("in  %s\nout %s %v", in, ours, err)
		}
		var viaStd everything
		if err := json.Unmarshal([]byte(in), &viaStd); err != nil {
			t.Errorf("encoding/json: %s: %v", in, err)
		}
		for _, v := range []any{m, &m, viaStd} {
			std, err := json.Marshal(v)
			if err != nil || string(std) != in {
				t.Errorf("in  %s\nencoding/json out %s %v", in, std, err)
			}
		}
		if diff := cmp.Diff(m, viaStd); diff != "" && !strings.Contains(in, "NaN") {
			t.Errorf("%s: read differently: %s", in, diff)
		}
	}
}

func TestHTMLIsEscapedAsEncodingJSONDoes(t *testing.T) {
	m := everything{Text: Some("<a href=\"x\">&\u2028\u2029\x01\t</a>")}
	if err := m.Extra.SetMember("<k>", "<v>"); err != nil {
		t.Fatal(err)
	}
	ours, _ := Marshal(&m)
	std, _ := json.Marshal(m)
	if !bytes.Equal(ours, std) || bytes.ContainsAny(ours, "<>&") {
		t.Errorf("ours %s\nstd  %s", ours, std)
	}
}

func TestChangedItemsAreWritten(t *testing.T) {
	var m everything
	if err := Unmarshal([]byte(`{"texts":["a",null,"c"],"longs":["1","2"]}`), &m); err != nil {
		t.Fatal(err)
	}
	texts, _ := m.Texts.Get()
	texts[0], texts[1] = "x", "y"
	longs, _ := m.Longs.Get()
	longs[1] = 7
	got, _ := Marshal(&m)
	if want := `{"texts":["x","y","c"],"longs":["1",7]}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNewObjectSaysItsType(t *testing.T) {
	s := &updateState{}
	for _, c := range []struct {
		change func()
		want   string
	}{
		{func() {}, `{"@odata.type":"#microsoft.graph.windowsUpdateState"}`},
		{func() { _ = s.Extra.SetMember("x@odata.bind", "y") }, `{"@odata.type":"#microsoft.graph.windowsUpdateState","x@odata.bind":"y"}`},
		{func() { s.Extra.SetODataType("a.b") }, `{"@odata.type":"#a.b","x@odata.bind":"y"}`},
		{func() { s.Extra.SetODataType("") }, `{"x@odata.bind":"y"}`},
		{func() { s.Extra.DeleteMember("x@odata.bind") }, `{}`},
	} {
		c.change()
		if got, err := Marshal(s); err != nil || string(got) != c.want {
			t.Errorf("got %s %v, want %s", got, err, c.want)
		}
	}
	if err := s.Extra.SetMember("deviceId", 1); err != nil {
		t.Fatal(err)
	}
	if _, err := Marshal(s); err == nil {
		t.Error("a declared member set as undeclared is written twice")
	}
}

func TestCopiesAreIndependent(t *testing.T) {
	var a everything
	if err := Unmarshal([]byte(`{"@odata.etag":"1","u":1}`), &a); err != nil {
		t.Fatal(err)
	}
	b := a
	_ = b.Extra.SetMember("u", 2)
	b.Extra.DeleteMember("@odata.etag")
	if raw, _ := a.Extra.Member("u"); string(raw) != "1" || a.Extra.ETag() != "1" || b.Extra.ETag() != "" {
		t.Errorf("a change of a copy shows in the original: %s %s", raw, a.Extra.ETag())
	}
	n, err := Dynamic[int32](&b.Undeclared, "u")
	if v, ok := n.Get(); err != nil || !ok || v != 2 {
		t.Errorf("Dynamic: %v %v", n, err)
	}
}

func TestUnmarshalErrors(t *testing.T) {
	for _, c := range [][2]string{
		{`{"text":1}`, `odata: text: found 1 where a string is expected`},
		{`{"nested":{"list":[{"int":"x"}]}}`, `odata: nested.list[0].int: found "x" where an integer is expected`},
		{`{"int":3000000000}`, `odata: int: found 3000000000, which is out of the range of an integer of 32 bits`},
		{`{"int":1.5}`, `odata: int: found 1.5 where an integer of 32 bits is expected`},
		{`{"int":1.5e0}`, `odata: int: found 1.5e0 where an integer of 32 bits is expected`},
		{`{"long":1e19}`, `odata: long: found 1e19, which is out of the range of an integer of 64 bits`},
		{`{"int":"1"}`, `odata: int: found "1" where an integer is expected`},
		{`{"double":1e400}`, `odata: double: found 1e400, which is out of the range of a number of 64 bits`},
		{`{"double":"Infinity"}`, `odata: double: found "Infinity" where a number is expected`},
		{`{"clock":"24:00:00"}`, `odata: clock: found "24:00:00", which is not a time of day`},
		{`{"clock":"01:02:03.0123456789"}`, `odata: clock: found "01:02:03.0123456789": the fraction of a second has more than 9 digits`},
		{`{"decimal":1e9999}`, `odata: decimal: found "1e9999", whose exponent is beyond 6144`},
		{`{"byte":256}`, `odata: byte: found 256, which is out of the range of an integer from 0 to 255`},
		{`{"flag":"true"}`, `odata: flag: found "true" where true or false is expected`},
		{`{"when":"2020-01-01x"}`, `odata: when: found "2020-01-01x" where a DateTimeOffset such as 2006-01-02T15:04:05Z is expected`},
		{`{"when":"2020-01-01T00:00:00.1234567891Z"}`, `odata: when: found "2020-01-01T00:00:00.1234567891Z", whose fraction of a second has more than 9 digits`},
		{`{"date":"2021-02-29"}`, `odata: date: found "2021-02-29", which is not a day of the calendar`},
		{`{"guid":"x"}`, `odata: guid: found "x" where a GUID is expected`},
		{`{"binary":"*"}`, `odata: binary: found "*" where base64 is expected`},
		{`{"decimal":"x"}`, `odata: decimal: found "x" where a decimal such as 1.50 is expected`},
		{`{"span":"1h"}`, `odata: span: found "1h" where a duration such as PT1H30M is expected`},
		{`{"texts":"a"}`, `odata: texts: found "a" where a JSON array is expected`},
		{`{"texts":["a",1]}`, `odata: texts[1]: found 1 where a string is expected`},
		{`{"nested":[]}`, `odata: nested: found [] where a JSON object is expected`},
		{`[]`, `odata: found [] where a JSON object is expected`},
		{`{"text":"a","text":"b"}`, `odata: text: the member occurs twice`},
		{`{} {}`, `odata: there is more text after the end of the value`},
		{`{"text":"a"`, `odata: the JSON is cut off: unexpected EOF`},
		{``, `odata: the JSON is cut off: unexpected EOF`},
	} {
		var m everything
		err := Unmarshal([]byte(c[0]), &m)
		var located *DecodeError
		if err == nil || err.Error() != c[1] || !errors.As(err, &located) {
			t.Errorf("%s\n got %v\nwant %s", c[0], err, c[1])
		}
	}
	if err := Unmarshal([]byte(`{"text"`), &everything{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut off: %v", err)
	}
	deep := strings.Repeat(`{"nested":`, 600) + `{}` + strings.Repeat(`}`, 600)
	if err := Unmarshal([]byte(deep), &everything{}); err == nil {
		t.Error("600 levels are read")
	}
}

func TestMarshalErrors(t *testing.T) {
	loop := &everything{}
	loop.Nested = Some(loop)
	for name, m := range map[string]*everything{
		"invalid UTF-8":  {Text: Some("\xff")},
		"raw no JSON":    {Raw: Some(edm.Raw(`{`))},
		"year 1e9":       {When: Some(time.Date(1_000_000_000, 1, 1, 0, 0, 0, 0, time.UTC))},
		"offset seconds": {When: Some(time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", 61)))},
		"a loop":         loop,
	} {
		if got, err := Marshal(m); err == nil {
			t.Errorf("%s: written as %s", name, got)
		}
	}
}

func TestAnswerMayBeWrapped(t *testing.T) {
	for in, want := range map[string]string{
		`{"value":{"text":"a"}}`:                        "a",
		`{"@odata.context":"c","value": {"text":"a"} }`: "a",
		`{"text":"a"}`:                                  "a",
		`{"text":"a","value":{"text":"b"}}`:             "a",
		`{"value":[1],"text":"a"}`:                      "a",
	} {
		var m *everything
		if err := unmarshalAnswer(decoding{}, []byte(in), &m); err != nil || m.Text.Or("") != want {
			t.Errorf("%s: %v %v", in, m, err)
		}
	}
}

// anything is a model without fields, as of a complex type without properties.
type anything struct{ Undeclared }

// A value of a type without properties may be any JSON.
func TestWhole(t *testing.T) {
	for _, text := range []string{`[[1,2.50],["a",null]]`, `"text"`, `1.0`, `true`, `{"a":1}`, `{}`} {
		var a anything
		if err := Unmarshal([]byte(text), &a); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if (a.Extra.Whole() == nil) != (text[0] == '{') {
			t.Errorf("%s: the whole is %s", text, a.Extra.Whole())
		}
		if out, err := Marshal(&a); err != nil || string(out) != text {
			t.Errorf("%s is written as %s, %v", text, out, err)
		}
	}
	var a anything
	if err := a.Extra.SetWhole([]int{1, 2}); err != nil {
		t.Fatal(err)
	}
	if out, err := Marshal(a); err != nil || string(out) != "[1,2]" {
		t.Errorf("%s, %v", out, err)
	}
	var e everything
	if err := e.Extra.SetWhole(1); err != nil {
		t.Fatal(err)
	}
	if _, err := Marshal(e); err == nil {
		t.Error("fields were lost without an error")
	}
}
