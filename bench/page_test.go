package bench

// This file measures a page of 1,000 users: generated models beside a plain struct and encoding/json, which keeps
// neither unknown members nor null. The limit is json v2 with the same struct.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	jsonv2 "github.com/go-json-experiment/json"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/odata"
)

type plainUser struct {
	ID                *string    `json:"id,omitempty"`
	AccountEnabled    *bool      `json:"accountEnabled,omitempty"`
	DisplayName       *string    `json:"displayName,omitempty"`
	JobTitle          *string    `json:"jobTitle,omitempty"`
	Mail              *string    `json:"mail,omitempty"`
	UserPrincipalName *string    `json:"userPrincipalName,omitempty"`
	CreatedDateTime   *time.Time `json:"createdDateTime,omitempty"`
}

// users are pages of 1,000 users each, no two values the same.
func users(pages int) [][]byte {
	all := make([][]byte, pages)
	for p := range all {
		var b bytes.Buffer
		b.WriteByte('[')
		for i := range 1000 {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"id":"%08d-%04d","accountEnabled":true,"displayName":"User %d of %d","jobTitle":null,"mail":"u%d.%d@example.com","userPrincipalName":"u%d.%d@example.com","createdDateTime":"2020-01-%02dT00:00:00.%07dZ","officeLocation":"Room %d"}`,
				i, p, i, p, i, p, i, p, i%28+1, i*100+p, i)
		}
		b.WriteByte(']')
		all[p] = b.Bytes()
	}
	return all
}

func BenchmarkPageDecode(b *testing.B) {
	pages := users(16)
	b.Run("floor", func(b *testing.B) {
		decode(b, pages, func(data []byte) error { return json.Unmarshal(data, new([]plainUser)) })
	})
	b.Run("limit", func(b *testing.B) {
		decode(b, pages, func(data []byte) error { return jsonv2.Unmarshal(data, new([]plainUser)) })
	})
	b.Run("csdlgen", func(b *testing.B) {
		decode(b, pages, func(data []byte) error { return odata.Unmarshal(data, new([]*graph.User)) })
	})
}

func decode(b *testing.B, pages [][]byte, read func([]byte) error) {
	b.ReportAllocs()
	b.SetBytes(int64(len(pages[0])))
	for i := 0; b.Loop(); i++ {
		if err := read(pages[i%len(pages)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPageEncode(b *testing.B) {
	pages := users(16)
	plain, models := make([][]plainUser, len(pages)), make([][]*graph.User, len(pages))
	for i, page := range pages {
		if err := json.Unmarshal(page, &plain[i]); err != nil {
			b.Fatal(err)
		}
		if err := odata.Unmarshal(page, &models[i]); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("floor", func(b *testing.B) {
		encode(b, plain, func(page []plainUser) ([]byte, error) { return json.Marshal(page) })
	})
	b.Run("limit", func(b *testing.B) {
		encode(b, plain, func(page []plainUser) ([]byte, error) { return jsonv2.Marshal(page) })
	})
	b.Run("csdlgen", func(b *testing.B) {
		encode(b, models, func(page []*graph.User) ([]byte, error) { return odata.Marshal(page) })
	})
}

func encode[T any](b *testing.B, pages [][]T, write func([]T) ([]byte, error)) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		text, err := write(pages[i%len(pages)])
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(text)))
	}
}
