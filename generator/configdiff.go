package generator

// This file is what a configuration says of comparing schemas: which changes somebody has looked at and accepted.

import (
	"slices"

	"github.com/goccy/go-yaml/ast"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata/compare"
)

// DiffIgnore is a change that is not reported: by rule and place, with the reason.
type DiffIgnore struct {
	// Rule is the name of a rule; see [compare.Rules].
	Rule Text
	// At is the name of an element, or a glob; see [compare.Ignore].
	At Text
	// Reason is for people.
	Reason Text
}

// diff reads the key diff: a mapping with the key ignore.
func (r *configReader) diff(n ast.Node) []DiffIgnore {
	entries, _ := r.mapping(n, "diff")
	var all []DiffIgnore
	for _, e := range entries {
		if e.key.Text != "ignore" {
			r.diags.Report(e.key.Pos, complaint.ConfigKey, "unknown key %q of diff", e.key.Text).Fixf("the key is ignore")
			continue
		}
		sequence, ok := e.value.(*ast.SequenceNode)
		if !ok {
			r.wrong(e.value, "ignore", "a list (lines that begin with -)")
			continue
		}
		for _, item := range sequence.Values {
			all = append(all, r.ignore(item))
		}
	}
	return all
}

// ignore reads one entry of the list.
func (r *configReader) ignore(n ast.Node) DiffIgnore {
	var out DiffIgnore
	keys := []struct {
		name string
		text *Text
	}{{"rule", &out.Rule}, {"at", &out.At}, {"reason", &out.Reason}}
	entries, ok := r.mapping(n, "an item of ignore")
	for _, e := range entries {
		i := slices.IndexFunc(keys, func(k struct {
			name string
			text *Text
		}) bool {
			return k.name == e.key.Text
		})
		if i < 0 {
			r.diags.Report(e.key.Pos, complaint.ConfigKey, "unknown key %q of an item of ignore", e.key.Text).Fixf("the keys are rule, at and reason")
			continue
		}
		*keys[i].text = r.text(e.value, e.key.Text)
	}
	for _, k := range keys {
		if ok && !slices.ContainsFunc(entries, func(e entry) bool { return e.key.Text == k.name }) {
			r.diags.Report(r.pos(n), complaint.ConfigValue, "an item of ignore has no %s", k.name).Fixf("write rule, at and reason")
		}
	}
	r.knownRule(out.Rule)
	return out
}

// knownRule complains about a rule that does not exist.
func (r *configReader) knownRule(rule Text) {
	names := compare.RuleNames()
	if rule.Text == "" || slices.Contains(names, rule.Text) {
		return
	}
	d := r.diags.Report(rule.Pos, complaint.ConfigValue, "there is no rule named %q", rule.Text)
	if meant := nearest.DidYouMean(rule.Text, names); meant != "" {
		d.Fixf("%s", meant)
	} else {
		d.Fixf("csdlgen diff --rules prints the rules")
	}
}
