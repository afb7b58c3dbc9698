package odata

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/edm"
)

func violations(err error) []string {
	var all []string
	var e *ValidationError
	if errors.As(err, &e) {
		for _, v := range e.Violations {
			all = append(all, v.String())
		}
	}
	return all
}

func TestValidateFindsEveryViolation(t *testing.T) {
	d, _ := edm.ParseDecimal("1234.567")
	m := &everything{
		Text: Some("LONG"), Texts: Some([]string{"abc", "abcd"}), Binary: Some([]byte{1, 2, 3}), Int: Some(int32(11)),
		Double: Some(1.5), Decimal: Some(d), Long: Some(int64(7)), Short: Some(int16(3)), Date: Some(edm.Date{Year: 2019, Month: 12, Day: 31}),
		List:  Some([]*everything{{}, nil, {Int: Some(int32(0))}}),
		State: Some(&updateState{Status: Null[updateStatus]()}),
	}
	want := []string{
		"text: has 4 characters, but at most 3 are allowed",
		`text: "LONG" does not match ^[a-z]*$`,
		"short: 3 is not one of 1, 2",
		"int: 11 is more than 10",
		"long: 7 is not a multiple of 5",
		"double: 1.5 is not less than 1.5",
		"decimal: has 7 digits, but at most 5 are allowed",
		"decimal: has 3 digits after the decimal point, but at most 2 are allowed",
		"date: 2019-12-31 is less than 2020-01-01",
		"binary: has 3 bytes, but at most 2 are allowed",
		"texts[1]: has 4 characters, but at most 3 are allowed",
		"list[2].int: 0 is less than 1",
		"state.status: must not be null",
	}
	if got := violations(Validate(m)); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestValidateModes(t *testing.T) {
	m := &everything{GUID: Some(edm.GUID{}), Flag: Some(true)}
	for _, c := range []struct {
		name string
		err  error
		want []string
	}{
		{"any", Validate(m), nil},
		{"create", ValidateCreate(m, "text", "flag"), []string{"text: is required", "guid: is computed by the service and cannot be sent"}},
		{"update", ValidateUpdate(m), []string{"flag: cannot be changed after the object is created", "guid: is computed by the service and cannot be sent"}},
		{"strict", ValidateStrict(&updateState{}), []string{"status: is missing and cannot be null", "lastScanDateTime: is missing and cannot be null"}},
		{"not strict", Validate(&updateState{}), nil},
		{"nil", Validate((*updateState)(nil)), nil},
		{"unknown member", Validate(&updateState{Status: Some(updateStatus("x"))}), []string{`status: "x" is not a member of the enumeration`}},
		{"number", Validate(&updateState{Status: Some(updateStatus("2"))}), nil},
	} {
		if got := violations(c.err); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestValidateLoopEnds(t *testing.T) {
	m := &everything{}
	m.Nested = Some(m)
	if err := Validate(m); err == nil {
		t.Error("a value that contains itself is valid")
	}
}

// What was read may go back: services ignore what they compute, and documented requests have it.
func TestReadValuesMayGoBack(t *testing.T) {
	var m everything
	if err := Unmarshal([]byte(`{"guid":"00000000-0000-0000-0000-000000000001","flag":true}`), &m); err != nil {
		t.Fatal(err)
	}
	if err := ValidateUpdate(&m); err != nil {
		t.Error(err)
	}
	m.Flag = Some(false)
	if got := violations(ValidateUpdate(&m)); len(got) != 1 || got[0] != "flag: cannot be changed after the object is created" {
		t.Errorf("got %q", got)
	}
}

// Services take any text where the schema says Unicode="false".
func TestUnicodeIsStrict(t *testing.T) {
	m := &ruled{Text: Some("naïve")}
	if got := violations(ValidateStrict(m)); len(got) != 1 || got[0] != "text: has the character 'ï', but only ASCII is allowed" {
		t.Errorf("got %q", got)
	}
}

// ruled has a member for each rule that everything has none for.
type ruled struct {
	Undeclared

	Texts   Opt[[]string]     `json:"texts,omitzero"`
	Text    Opt[string]       `json:"text,omitzero"`
	Single  Opt[float32]      `json:"single,omitzero"`
	Double  Opt[float64]      `json:"double,omitzero"`
	Decimal Opt[edm.Decimal]  `json:"decimal,omitzero"`
	Binary  Opt[[]byte]       `json:"binary,omitzero"`
	GUID    Opt[edm.GUID]     `json:"guid,omitzero"`
	Status  Opt[updateStatus] `json:"status,omitzero"`
	Flag    Opt[bool]         `json:"flag,omitzero"`
}

func (m *ruled) CheckOData(v *Validator) {
	v.MinItems("texts", &m.Texts, 1)
	v.MaxItems("texts", &m.Texts, 2)
	v.Unicode("text", &m.Text)
	v.Maximum("single", &m.Single, "0.1")
	v.MultipleOf("double", &m.Double, "0.01")
	v.Minimum("double", &m.Double, "-5")
	v.Digits("decimal", &m.Decimal, 3)
	v.Maximum("decimal", &m.Decimal, "1e30")
	v.AllowedValues("binary", &m.Binary, "AQI", "Aw==")
	v.AllowedValues("guid", &m.GUID, "21EC2020-3AEA-1069-A2DD-08002B30309D")
	v.AllowedValues("status", &m.Status, "failed")
	v.AllowedValues("flag", &m.Flag, "true")
}

func TestRules(t *testing.T) {
	for in, want := range map[string]string{
		`{"texts":[]}`:            "texts: has 0 items, but at least 1 are needed",
		`{"texts":["a","b","c"]}`: "texts: has 3 items, but at most 2 are allowed",
		`{"texts":["a"]}`:         "",
		`{"texts":null}`:          "",
		`{"text":"naïve"}`:        "",
		`{"text":"plain"}`:        "",
		`{"single":0.1}`:          "",
		`{"single":0.10001}`:      "single: 0.10001 is more than 0.1",
		`{"single":"INF"}`:        "single: +Inf is more than 0.1",
		`{"single":"NaN"}`:        "",
		`{"double":0.07}`:         "",
		`{"double":0.075}`:        "double: 0.075 is not a multiple of 0.01",
		`{"decimal":1000}`:        "",
		`{"decimal":0.00123}`:     "",
		`{"decimal":0.001234}`:    "decimal: has 4 digits, but at most 3 are allowed",
		`{"decimal":1.23e20}`:     "",
		`{"decimal":"INF"}`:       "decimal: INF is more than 1e30",
		`{"decimal":"NaN"}`:       "",
		`{"binary":"AQI="}`:       "",
		`{"binary":"AQ=="}`:       "binary: AQ== is not one of AQI, Aw==",
		`{"guid":"21ec2020-3aea-1069-a2dd-08002b30309d"}`: "",
		`{"status":"Failed"}`:                             "",
		`{"status":"pendingReboot"}`:                      "status: pendingReboot is not one of failed",
		`{"flag":false}`:                                  "flag: false is not one of true",
	} {
		var m ruled
		if err := Unmarshal([]byte(in), &m); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if got := strings.Join(violations(Validate(&m)), "; "); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
