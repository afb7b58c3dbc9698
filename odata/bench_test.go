package odata

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
)

// plainState is what somebody writes by hand: the floor of the benchmarks.
type plainState struct {
	Type                 string     `json:"@odata.type,omitempty"`
	ID                   string     `json:"id,omitempty"`
	DeviceID             string     `json:"deviceId,omitempty"`
	UserID               string     `json:"userId,omitempty"`
	DeviceDisplayName    string     `json:"deviceDisplayName,omitempty"`
	UserPrincipalName    string     `json:"userPrincipalName,omitempty"`
	Status               string     `json:"status,omitempty"`
	QualityUpdateVersion string     `json:"qualityUpdateVersion,omitempty"`
	FeatureUpdateVersion string     `json:"featureUpdateVersion,omitempty"`
	LastScanDateTime     *time.Time `json:"lastScanDateTime,omitempty"`
	LastSyncDateTime     *time.Time `json:"lastSyncDateTime,omitempty"`
}

// The limit of the benchmarks is json v2 with the same struct: as fast as the standard library will be.

// bodies are distinct bodies of the documented request: a cache of strings would flatter otherwise.
func bodies() [][]byte {
	all := make([][]byte, 512)
	for i := range all {
		all[i] = []byte(strings.ReplaceAll(seedBody, " value", fmt.Sprintf(" value %d", i)))
	}
	return all
}

func BenchmarkDecode(b *testing.B) {
	all := bodies()
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			var s plainState
			if err := json.Unmarshal(all[i%len(all)], &s); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("limit", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			var s plainState
			if err := jsonv2.Unmarshal(all[i%len(all)], &s); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("csdlgen", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			var s updateState
			if err := Unmarshal(all[i%len(all)], &s); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	all := bodies()
	plain, ours := make([]plainState, len(all)), make([]updateState, len(all))
	for i, body := range all {
		if err := json.Unmarshal(body, &plain[i]); err != nil {
			b.Fatal(err)
		}
		if err := Unmarshal(body, &ours[i]); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := json.Marshal(&plain[i%len(all)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("limit", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := jsonv2.Marshal(&plain[i%len(all)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("csdlgen", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := Marshal(&ours[i%len(all)]); err != nil {
				b.Fatal(err)
			}
		}
	})
}
