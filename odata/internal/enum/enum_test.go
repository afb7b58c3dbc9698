package enum

import (
	"reflect"
	"slices"
	"testing"
)

type rights string

func (*rights) ODataEnum() Type { return New("a.rights", "c", "b", "a") }

func TestFlags(t *testing.T) {
	known := New("a.rights", "c", "b", "a")
	if !known.AllKnown("a, b") || known.AllKnown("a,x") || known.AllKnown("") || !known.AllKnown("A, B") || known.AllKnown("a,") {
		t.Error("AllKnown")
	}
	if !Has("a,b", "b") || Has("a,b", "b,c") || !Has("a", "") {
		t.Error("Has")
	}
	if got := With("a", "b,a"); got != "a,b" {
		t.Errorf("With: %s", got)
	}
	if got := Without("a,b,c", "b"); got != "a,c" {
		t.Errorf("Without: %s", got)
	}
}

func TestKnownIgnoresCase(t *testing.T) {
	known := New("a.updateStatus", "swapRequest", "shift")
	for value, want := range map[string]bool{"shift": true, "SwapRequest": true, "shift,swapRequest": false, "": false, "other": false} {
		if known.Known(value) != want {
			t.Errorf("Known(%q) is %v", value, !want)
		}
	}
}

func TestOf(t *testing.T) {
	found, ok := Of(reflect.TypeFor[rights]())
	if !ok || found.Name() != "a.rights" || !slices.Equal(found.Members(), []string{"a", "b", "c"}) {
		t.Errorf("%v %v", found, ok)
	}
	for _, other := range []reflect.Type{nil, reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[*rights](), reflect.TypeFor[any]()} {
		if _, ok := Of(other); ok {
			t.Errorf("%v is an enumeration type", other)
		}
	}
}
