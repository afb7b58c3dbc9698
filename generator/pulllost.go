package generator

// This file says of request lines and types that the new description of a service does not have that the one before had
// them, and what probably became of them.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/compare"
)

// explainLost adds to complaints about the configuration what is known from the slice before.
func (p *previous) explainLost(config *Config, model *metadata.Model, err error) error {
	list, ok := err.(Diagnostics)
	if !ok || p.model == nil || model == nil {
		return err
	}
	before := usageOf(p.model, config)
	var changes []compare.Change
	for i, d := range list {
		if d.File != config.File || before.missesToo(d, config) {
			continue
		}
		if changes == nil {
			changes = compare.Models(p.model, model)
		}
		list[i].Related = append(d.Related, became(d, config, before, changes, p.path))
	}
	return list
}

// became says what probably became of what a complaint misses.
func became(d Diagnostic, config *Config, before *usage, changes []compare.Change, path string) diag.Related {
	for _, line := range before.lines {
		if !standsAt(d.Pos, config, line.text) {
			continue
		}
		for _, c := range changes {
			if c.Action != compare.Removed || c.Guess == nil || c.Guess.RenamedTo == "" || !mentions(line.text, c.Name) || !before.uses(line, elementOf(c)) {
				continue
			}
			return diag.Related{Pos: Pos{File: path}, Message: fmt.Sprintf("it had %s, which may be %s now (a guess: %s)", c.Name, c.Guess.RenamedTo, c.Guess.Because)}
		}
	}
	return diag.Related{Pos: Pos{File: path}, Message: "it existed when this was pulled"}
}

// standsAt says whether an entry of the configuration stands on the line of a place.
func standsAt(pos Pos, config *Config, text string) bool {
	on := func(list []Text, prefix string) bool {
		return slices.ContainsFunc(list, func(t Text) bool { return t.Pos.Line == pos.Line && prefix+strings.TrimSpace(t.Text) == text })
	}
	return on(config.Select, "") || on(config.Types, "types: ")
}

// mentions says whether a line names an element, by the last part of its name.
func mentions(line, name string) bool {
	name, _, _ = strings.Cut(name, "(")
	return strings.Contains(line, name[strings.LastIndexAny(name, "./")+1:])
}
