package odata

// This file tests references that lead nowhere; requests with others are in surface_test.go.

import (
	"context"
	"strings"
	"testing"
)

func TestReferencesToNothingAreNotSent(t *testing.T) {
	c, err := NewClient("https://example.com/v1")
	if err != nil {
		t.Fatal(err)
	}
	members, owner := newRefs(c.Root().Child("members")), newRef(c.Root().Child("owner"))
	nowhere := RefTo(At(c, "../users/1"))
	for name, r := range map[string]SetRequest{"add": members.Add(nowhere), "remove": members.Remove(nowhere), "set": owner.Set("")} {
		if _, err := r.HTTP(context.Background()); err == nil || !strings.Contains(err.Error(), "the reference is empty") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := RefTo(At(c, "users/1")); got != "https://example.com/v1/users/1" {
		t.Errorf("got %s", got)
	}
}
