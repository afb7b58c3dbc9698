package cli

// This file is what the commands do, each in a few calls of package generator. Several configurations are generated all before one is
// written, so that trouble with one changes nothing.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// read reads all configurations. Two may not have one output folder.
func (a *app) read() ([]*generator.Config, error) {
	var configs []*generator.Config
	var complaints generator.Diagnostics
	outputs := map[string]*generator.Config{}
	for _, path := range a.configs {
		c, err := generator.ReadConfig(path)
		if err != nil {
			var list generator.Diagnostics
			if !errors.As(err, &list) {
				return nil, err
			}
			complaints = append(complaints, list...)
			continue
		}
		dir := realPath(c.OutputDir())
		if first := outputs[dir]; first != nil {
			complaints.Errorf(where(c), "output-twice", "the output folder %s is that of %s too", c.OutputDir(), first.File).
				Fixf("give one of the configurations another output")
			continue
		}
		outputs[dir] = c
		configs = append(configs, c)
	}
	return configs, complaints.Err()
}

func where(c *generator.Config) generator.Pos {
	if c.Output.Text != "" {
		return c.Output.Pos
	}
	return generator.Pos{File: c.File, Line: 1, Col: 1}
}

// realPath makes two names of one folder the same, as far as it exists.
func realPath(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	rest := ""
	for p := abs; ; p = filepath.Dir(p) {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			return filepath.Join(real, rest)
		}
		if p == filepath.Dir(p) {
			return abs
		}
		rest = filepath.Join(filepath.Base(p), rest)
	}
}

// generate generates for all configurations, and complains about all of them.
func (a *app) generate(ctx context.Context) ([]*generator.Result, error) {
	configs, err := a.read()
	if err != nil {
		return nil, err
	}
	var results []*generator.Result
	var errs []error
	for _, c := range configs {
		r, err := generator.Generate(ctx, c)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		a.warn(r.Warnings)
		results = append(results, r)
	}
	return results, errors.Join(errs...)
}

func (a *app) runGen(ctx context.Context) error {
	results, err := a.generate(ctx)
	if err != nil {
		return err
	}
	// All folders are looked at before the first is written to.
	var errs []error
	for _, r := range results {
		if _, _, err := r.Check(); err != nil {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, r := range results {
		changes, err := r.Write()
		if err != nil {
			return err
		}
		a.printf("%s: %s\n", shown(r.Dir), summary(r, changes))
	}
	return nil
}

// summary says on one line what was done.
func summary(r *generator.Result, c generator.Changes) string {
	lines := 0
	for _, text := range r.Files {
		lines += strings.Count(string(text), "\n")
	}
	what := fmt.Sprintf("%s, %s, %s in %d lines of Go", counted(len(r.Plan.Operations), "operation"), counted(len(r.Plan.Types), "type"),
		counted(len(r.Files), "file"), lines)
	if !c.Any() {
		return what + "; up to date"
	}
	return what + fmt.Sprintf("; wrote %d, deleted %d", len(c.Written), len(c.Deleted))
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// shown is a folder as a user would type it.
func shown(dir string) string {
	if cwd, err := os.Getwd(); err == nil && filepath.IsAbs(dir) {
		if rel, err := filepath.Rel(cwd, dir); err == nil && !strings.HasPrefix(rel, "..") {
			return rel
		}
	}
	return filepath.Clean(dir)
}

func (a *app) runCheck(ctx context.Context) error {
	results, err := a.generate(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, r := range results {
		diff, changes, err := r.Check()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if changes.Any() {
			a.code = differs
			a.printf("%s", diff)
		}
	}
	return errors.Join(errs...)
}

func (a *app) runShow(ctx context.Context) error {
	configs, err := a.read()
	if err != nil {
		return err
	}
	var errs []error
	for _, c := range configs {
		p, warnings, err := generator.Plan(ctx, c)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		a.warn(warnings)
		if a.json {
			text, err := json.MarshalIndent(p, "", "  ")
			if err != nil {
				return err
			}
			a.printf("%s\n", text)
			continue
		}
		a.showPlan(p)
	}
	return errors.Join(errs...)
}

// showPlan prints the plan for reading: what is called how, then what there is.
func (a *app) showPlan(p *plan.Package) {
	a.printf("package %s\n", p.Name)
	for _, op := range p.Operations {
		a.printf("\n%s\n    %s\n", op.Request, op.Call)
		for _, param := range op.Params {
			a.printf("        %s %s\n", param.Name, param.Type)
		}
		if op.Result != "" {
			a.printf("    returns %s\n", op.Result)
		}
	}
	if len(p.Types) > 0 {
		a.printf("\ntypes\n")
	}
	for _, t := range p.Types {
		a.printf("    %s %s (%s) in %s, since %s\n", t.GoName, t.SchemaName, t.Kind, t.File, strings.Join(t.Why, " -> "))
	}
}

// warn prints warnings about the configuration. Those about the metadata are the service's affair: they are printed when asked for.
func (a *app) warn(warnings generator.Diagnostics) {
	for _, w := range warnings {
		if a.warnings || slices.Contains(a.configs, w.File) {
			a.complain(w)
		}
	}
}

// report prints an error: every diagnostic in it on a line of its own, sorted.
func (a *app) report(err error) {
	var located generator.Diagnostics
	var others []error
	collect(err, &located, &others)
	located.Sort()
	for _, d := range located {
		a.complain(d)
	}
	for _, e := range others {
		a.complain(generator.Diagnostic{Severity: "error", Code: "error", Message: e.Error()})
	}
}

// collect takes an error apart into its diagnostics and the rest.
func collect(err error, located *generator.Diagnostics, others *[]error) {
	var list generator.Diagnostics
	if d, ok := err.(generator.Diagnostic); ok {
		*located = append(*located, d)
		return
	}
	if l, ok := err.(generator.Diagnostics); ok {
		*located = append(*located, l...)
		return
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			collect(e, located, others)
		}
		return
	}
	if errors.As(err, &list) {
		*located = append(*located, list...)
		return
	}
	*others = append(*others, err)
}

// complain prints one diagnostic to standard error.
func (a *app) complain(d generator.Diagnostic) {
	line := d.Error()
	if d.File == "" {
		line = "csdlgen: " + line
	}
	if d.Severity == diag.Warning {
		line += " [" + d.Code + "]" // which silence: in the configuration takes
	}
	if a.json {
		if text, err := json.Marshal(d); err == nil {
			line = string(text)
		}
	}
	fmt.Fprintln(a.err, line) //nolint:errcheck // nobody is left to tell
}
