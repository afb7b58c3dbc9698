package odataimpl

import "testing"

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

func TestEnumKnownIgnoresCase(t *testing.T) {
	type updateStatus string
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
