package odata

import (
	"errors"
	"slices"
	"testing"
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
	d, _ := ParseDecimal("1234.567")
	m := &everything{
		Text: Some("LONG"), Texts: Some([]string{"abc", "abcd"}), Binary: Some([]byte{1, 2, 3}), Int: Some(int32(11)),
		Double: Some(1.5), Decimal: Some(d), Long: Some(int64(7)), Short: Some(int16(3)), Date: Some(Date{2019, 12, 31}),
		List:  Some([]*everything{{}, nil, {Int: Some(int32(0))}}),
		State: Some(&updateState{Status: Null[updateStatus]()}),
	}
	want := []string{
		"text: has 4 characters, at most 3 are allowed",
		`text: "LONG" does not match ^[a-z]*$`,
		"texts[1]: has 4 characters, at most 3 are allowed",
		"binary: has 3 bytes, at most 2 are allowed",
		"int: 11 is more than 10",
		"double: 1.5 is not less than 1.5",
		"decimal: has 7 digits, at most 5 are allowed",
		"decimal: has 3 digits behind the point, at most 2 are allowed",
		"long: 7 is no multiple of 5",
		"short: 3 is none of 1, 2",
		"date: 2019-12-31 is less than 2020-01-01",
		"list[2].int: 0 is less than 1",
		"state.status: must not be null",
	}
	if got := violations(Validate(m)); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestValidateModes(t *testing.T) {
	m := &everything{GUID: Some(GUID{}), Flag: Some(true)}
	for _, c := range []struct {
		name string
		err  error
		want []string
	}{
		{"any", Validate(m), nil},
		{"create", ValidateCreate(m, "text", "flag"), []string{"text: is required", "guid: is computed by the service and cannot be sent"}},
		{"update", ValidateUpdate(m), []string{"guid: is computed by the service and cannot be sent", "flag: cannot be changed after the object is created"}},
		{"strict", ValidateStrict(&updateState{}), []string{"status: is missing and cannot be null", "lastScanDateTime: is missing and cannot be null"}},
		{"not strict", Validate(&updateState{}), nil},
		{"nil", Validate((*updateState)(nil)), nil},
		{"unknown member", Validate(&updateState{Status: Some(updateStatus("x"))}), []string{`status: "x" is none of the members of the enumeration`}},
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

func TestFlags(t *testing.T) {
	type f string
	known := []f{"a", "b", "c"}
	if !FlagsKnown[f]("a, b", known) || FlagsKnown[f]("a,x", known) || FlagsKnown[f]("", known) {
		t.Error("FlagsKnown")
	}
	if !FlagsHas[f]("a,b", "b") || FlagsHas[f]("a,b", "b,c") {
		t.Error("FlagsHas")
	}
	if got := FlagsWith[f]("a", "b,a"); got != "a,b" {
		t.Errorf("FlagsWith: %s", got)
	}
	if got := FlagsWithout[f]("a,b,c", "b"); got != "a,c" {
		t.Errorf("FlagsWithout: %s", got)
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

func TestEnumKnownIgnoresCase(t *testing.T) {
	known := []updateStatus{"shift", "swapRequest"}
	for value, want := range map[updateStatus]bool{"shift": true, "SwapRequest": true, "shift,swapRequest": false, "": false, "other": false} {
		if EnumKnown(value, known) != want {
			t.Errorf("EnumKnown(%q) is %v", value, !want)
		}
	}
	if !FlagsKnown("Shift, SwapRequest", known) || FlagsKnown("Shift,other", known) {
		t.Error("FlagsKnown")
	}
}
