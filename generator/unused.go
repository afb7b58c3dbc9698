package generator

// This file says which entries of a configuration no code uses, and takes them out.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator/unused"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// Unused are the entries of the configuration's select, types and properties that no code of the packages uses, as
// warnings at their places. Patterns are those of the go command, from the current folder; tests count. An entry that
// stands for several requests or types is used if one of them is.
func Unused(ctx context.Context, config *Config, patterns []string) (Diagnostics, error) {
	u, err := understood(ctx, config, nil)
	if err != nil {
		return nil, err
	}
	code, err := unused.Load(ctx, ".", config.OutputDir(), patterns)
	if err != nil {
		return nil, err
	}
	if len(u.closure.Operations) != len(u.plan.Operations) {
		return nil, errors.New("the plan does not have the operations of the selection; please report this")
	}
	s := unusedSearch{understanding: u, config: config, code: code}
	s.requests()
	s.types()
	s.properties()
	return s.found, nil
}

// unusedSearch goes through the entries of a configuration.
type unusedSearch struct {
	*understanding
	config *Config
	code   *unused.Code
	found  Diagnostics
}

func (s *unusedSearch) report(entry Text, what string) {
	s.found.Report(s.config.at(entry.Pos), complaint.Unused, "no code uses the %s", what).Fixf("take it out; csdlgen unused --fix does")
}

// requests goes through select. Entries that take away bring nothing that could be used.
func (s *unusedSearch) requests() {
	for _, entry := range s.config.Select {
		brings, used := false, false
		for i, op := range s.closure.Operations {
			if op.Line.Pos == s.config.at(entry.Pos) {
				brings = true
				used = used || s.code.Calls(s.plan, s.plan.Operations[i])
			}
		}
		if brings && !used {
			s.report(entry, "request "+strings.TrimSpace(entry.Text))
		}
	}
}

// types goes through types.
func (s *unusedSearch) types() {
	for _, entry := range s.config.Types {
		brings, used := false, false
		for _, t := range s.plan.Types {
			if len(t.Why) > 0 && t.Why[0] == "types: "+entry.Text {
				brings = true
				used = used || s.code.HasType(t)
			}
		}
		if brings && !used {
			s.report(entry, "type "+entry.Text)
		}
	}
}

// properties goes through properties.
func (s *unusedSearch) properties() {
	for _, list := range s.config.Properties {
		t := s.model.Type(list.Type.Text)
		for _, entry := range list.Names {
			if t != nil && !s.code.HasProperty(s.plan, t.QualifiedName(), entry.Text) {
				s.report(entry, "property "+t.QualifiedName()+"/"+entry.Text)
			}
		}
	}
}

// TakeOut takes entries out of the text of a configuration and leaves everything else as it is, comments included. Each
// entry has to have a line to itself. Positions are those of complaints about the configuration. A configuration that
// would select nothing, or something else than is left, is an error.
func TakeOut(file string, text []byte, entries []Pos) ([]byte, error) {
	before, err := ParseConfig(file, text)
	if err != nil {
		return nil, err
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	var kept []byte
	for i, line := range lines {
		at := slices.IndexFunc(entries, func(p Pos) bool { return p.Line == i+1 })
		if at < 0 {
			kept = append(kept, line...)
			continue
		}
		if !bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("- ")) {
			return nil, complaintAtPos(entries[at], "the entry does not have a line to itself", "take it out by hand")
		}
	}
	kept = dropEmptyKeys(kept)
	after, err := ParseConfig(file, kept)
	if err != nil {
		return nil, fmt.Errorf("without what no code uses, the configuration would be wrong: %w", err)
	}
	if got, want := len(after.Select)+len(after.Types)+members(after), len(before.Select)+len(before.Types)+members(before)-len(entries); got != want {
		return nil, complaintAtPos(entries[0], "the entries cannot be told from what is around them", "take them out by hand")
	}
	return kept, nil
}

// members is how many properties are listed.
func members(c *Config) int {
	n := 0
	for _, list := range c.Properties {
		n += len(list.Names)
	}
	return n
}

// dropEmptyKeys takes out the keys of lists that have lost all entries.
func dropEmptyKeys(text []byte) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	var kept [][]byte
	for i, line := range lines {
		if key := string(bytes.TrimRight(line, "\r\n")); key == "select:" || key == "types:" {
			rest := slices.IndexFunc(lines[i+1:], func(l []byte) bool {
				t := bytes.TrimSpace(l)
				return len(t) > 0 && t[0] != '#'
			})
			if rest < 0 || !bytes.HasPrefix(bytes.TrimLeft(lines[i+1+rest], " "), []byte("-")) {
				continue
			}
		}
		kept = append(kept, line)
	}
	return bytes.Join(kept, nil)
}

func complaintAtPos(at Pos, message, fix string) error {
	var diags diag.List
	diags.Report(at, complaint.UnusedStays, "%s", message).Fixf("%s", fix)
	return diags.Err()
}

// Fix takes the entries that complaints of [Unused] are about out of the configuration's file.
func (c *Config) Fix(found Diagnostics) error {
	path, err := filepath.EvalSymlinks(filepath.Join(c.Dir, filepath.Base(c.File)))
	if err != nil {
		return err
	}
	text, err := os.ReadFile(path) //nolint:gosec // it is the user's own
	if err != nil {
		return err
	}
	var entries []Pos
	for _, d := range found {
		entries = append(entries, d.Pos)
	}
	kept, err := TakeOut(c.File, text, entries)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	staged := path + ".csdlgen-new" // so that a run that is killed leaves the old file
	err = os.WriteFile(staged, kept, info.Mode().Perm())
	if err == nil {
		err = os.Rename(staged, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(staged))
	}
	return nil
}
