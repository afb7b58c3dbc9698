package ir

// This file is the plan as JSON, the format of `csdlgen show --json`, which docs/plan.md describes. Members may be
// added to it; a change that a reader could misunderstand raises the version.

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Version is the version of the format that is written, and the only one that is read.
const Version = 1

// JSON writes the plan with two spaces of indent and a line feed at its end.
func (p *Plan) JSON() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Read reads a plan that JSON wrote. Members that it does not know are passed over: a later csdlgen may have written
// them. Another version is an error.
func Read(data []byte) (*Plan, error) {
	var p Plan
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("reading a plan: %w", err)
	}
	if p.Version != Version {
		return nil, fmt.Errorf("reading a plan: its version is %d, and this csdlgen reads version %d", p.Version, Version)
	}
	return &p, nil
}
