package undertest

// This file tests a program with a service in memory that misbehaves.

import (
	"slices"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph/graphfake"
)

func TestActiveUsersInChaos(t *testing.T) {
	for seed := range uint64(10) {
		svc := graphfake.New(t, odatatest.PageSize(2))
		svc.Users().AddJSON(`[{"displayName":"Grace","accountEnabled":true},{"displayName":"Eve","accountEnabled":false},
			{"displayName":"Ada","accountEnabled":true},{"displayName":"Alan","accountEnabled":true}]`)
		svc.Chaos(seed)
		names, err := ActiveUsers(t.Context(), svc.Client(odata.WithMaxRetryWait(time.Millisecond)))
		if want := []string{"Ada", "Alan", "Grace"}; err != nil || !slices.Equal(names, want) {
			t.Errorf("seed %d: %v, %v; want %v", seed, names, err, want)
		}
	}
}
