package odata

import (
	"slices"
	"testing"
)

// handMade has the method that generated types have, and no members.
type handMade string

func (handMade) IsKnown() bool { return true }

func TestEnumMembers(t *testing.T) {
	got := EnumMembers[updateStatus]()
	if !slices.Equal(got, []updateStatus{"upToDate", "pendingInstallation", "pendingReboot", "failed"}) {
		t.Errorf("%q", got)
	}
	got[0] = "changed"
	if EnumMembers[updateStatus]()[0] != "upToDate" {
		t.Error("the members share memory")
	}
	if got := EnumMembers[handMade](); got != nil {
		t.Errorf("%q", got)
	}
}
