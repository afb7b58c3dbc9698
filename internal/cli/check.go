package cli

// This file is csdlgen check: the diff for who reviews, and a last line for who reads the log of a failed build.

import (
	"context"
	"errors"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/decl"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// checkFlags are the flags of check.
type checkFlags struct {
	changeFlags
	source bool
}

func newCheck(r *reporter, code *int) *cobra.Command {
	var flags checkFlags
	c := &cobra.Command{
		Use:   "check [FOLDER/... | FOLDER | FILE] ...",
		Short: "Print what gen would change, and write nothing",
		Long: `check compares the package with what gen would write and prints the difference as a unified diff: missing, changed and
stale files. It is for CI. What to do about it is on standard error, with a line for each declaration that gen would add, take
away or change. Where all is up to date it prints nothing.

As in gen, a package for which nothing has changed is not made again, unless with --no-cache. It needs no network. Where
the file that source: names is there, the slice is held against that too; with --source, against a URL as well, as
csdlgen pull reads it.

` + aboutArguments + `

With --json, standard output is empty and standard error has a line for each package that is not up to date, with the
code out-of-date (or unfinished, where a run of gen was killed), the names of the files that differ as "files", the diff as
"diff", and what it means in Go's terms as "changes".

Exit code: 0 up to date, 1 it differs, 2 failure.`,
		Example: `  csdlgen check
  csdlgen check ./...
  csdlgen check --github ./...
  csdlgen check --source
  csdlgen check --json 2>&1 | jq -r '.files[]'`,
		RunE: func(c *cobra.Command, args []string) error {
			paths, err := flags.paths(c, args)
			if err != nil {
				return err
			}
			*code, err = check(c.Context(), r, paths, flags.memo(), flags.source)
			return err
		},
	}
	flags.add(c, r, "print errors, warnings and what differs as JSON, one per line")
	c.Flags().BoolVar(&flags.source, "source", false, "download what source: names, and hold the slice against that too")
	completeArguments(c)
	return c
}

func check(ctx context.Context, r *reporter, paths []string, memo *generator.Memo, source bool) (code int, err error) {
	all, err := generate(ctx, r, paths, memo) // what can be compared is, whatever is wrong with others
	errs := []error{err}
	code = ok
	var outdated []difference
	for _, p := range all {
		if p.config.SourceHere() || source && p.config.Source.Text != "" {
			d, err := sliceDifference(ctx, r, p.config, memo)
			errs = append(errs, err)
			if d != nil {
				code = differs
				outdated = append(outdated, *d)
			}
		}
		diff, changes, err := p.check()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if changes.Any() {
			code = differs
			declared, err := p.declared()
			errs = append(errs, err)
			outdated = append(outdated, p.difference(diff, changes, declared))
		}
	}
	r.differences(outdated)
	if r.github {
		errs = append(errs, summarise(outdated))
	}
	return code, errors.Join(errs...)
}

// difference is a package that is not up to date.
type difference struct {
	diag.Diagnostic
	Files   []string      `json:"files"`
	Diff    string        `json:"diff"`
	Changes []decl.Change `json:"changes"`
}

// difference says of a package what differs and what to do.
func (p generated) difference(diff []byte, c generator.Changes, declared []decl.Change) difference {
	d := difference{Files: []string{}, Diff: string(diff), Changes: list(declared)}
	for _, names := range [][]string{c.Written, c.Deleted} {
		for _, name := range names {
			d.Files = append(d.Files, filepath.ToSlash(filepath.Join(p.Dir, name)))
		}
	}
	files := diag.Count(len(d.Files), "file") + " differ"
	if len(d.Files) == 1 {
		files += "s"
	}
	var found diag.List
	at := generator.Pos{File: shown(p.Dir)}
	if c.Unfinished {
		found.Report(at, complaint.Unfinished, "a run of csdlgen gen was interrupted, or is still in progress; %s from what it would write", files).
			Fixf("run csdlgen gen again")
	} else {
		found.Report(at, complaint.OutOfDate, "%s from what csdlgen gen would write (%s or csdlgen itself has changed)", files, strings.Join(p.inputs(), ", ")).
			Fixf("run go generate (or csdlgen gen) and commit what it writes")
	}
	d.Diagnostic = found[0]
	return d
}

// sliceDifference says of a slice that it is not what pull would write, or nothing.
func sliceDifference(ctx context.Context, r *reporter, config *generator.Config, memo *generator.Memo) (*difference, error) {
	if memo.SliceUnchanged(config) {
		return nil, nil
	}
	bar := newProgress(r.err, r.json)
	options := downloading(generator.PullOptions{Timeout: usualTimeout}, bar)
	p, err := memo.Pull(ctx, config, options) // nothing is written: an edited slice is one that differs
	bar.clear()
	if err != nil || !p.Outdated() {
		return nil, err
	}
	d := &difference{Files: []string{filepath.ToSlash(p.Path)}, Changes: []decl.Change{}}
	for _, c := range p.Changes {
		d.Changes = append(d.Changes, decl.Change{Kind: decl.Kind(c.Action), Name: c.Name, Text: c.String()})
	}
	var found diag.List
	found.Report(generator.Pos{File: shown(p.Path)}, complaint.SliceOutdated, "this slice is not what csdlgen pull would cut from %s now", p.Source).
		Fixf("run csdlgen pull, then csdlgen gen")
	d.Diagnostic = found[0]
	return d, nil
}

// inputs are the names of what a package is made from.
func (p generated) inputs() []string {
	var names []string
	for _, text := range append([]generator.Text{p.config.Metadata}, p.config.Overlays...) {
		name := filepath.Base(text.Text)
		if address, err := url.Parse(text.Text); err == nil && address.Host != "" {
			name = path.Base(address.Path) // and no query
		}
		names = append(names, name)
	}
	return append(names, filepath.Base(p.config.File))
}
