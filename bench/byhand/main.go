// Command byhand creates a windowsUpdateState with net/http and encoding/json, as somebody writes it who has no
// generator. It is the floor of the build benchmarks.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"
)

// State is a windowsUpdateState.
type State struct {
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

func create(ctx context.Context, root, token, configuration string, s *State) (*State, error) {
	s.Type = "#microsoft.graph.windowsUpdateState"
	body, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	target := root + "/deviceManagement/deviceConfigurations/" + url.PathEscape(configuration) +
		"/microsoft.graph.windowsUpdateForBusinessConfiguration/deviceUpdateStates"
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 64<<20))
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusCreated {
		return nil, errors.New(answer.Status + ": " + string(text))
	}
	created := &State{}
	return created, json.Unmarshal(text, created)
}

func main() {
	now := time.Now()
	s, err := create(context.Background(), os.Args[1], os.Args[2], os.Args[3], &State{DeviceID: "1", Status: "upToDate", LastScanDateTime: &now})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(s.ID)
}
