package cli

// This file reads the configurations that -c names and generates what they ask for. All complaints of all of them come
// at once.

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/decl"
	"github.com/csdlgen/csdlgen/internal/complaint"
)

// configFlags are the flags of a command that reads configurations.
type configFlags struct {
	configs []string
}

// add adds the flags to a command. asJSON says what --json does there.
func (f *configFlags) add(c *cobra.Command, r *reporter, asJSON string) {
	c.Flags().StringArrayVarP(&f.configs, "config", "c", []string{"csdlgen.yaml"}, "configuration `file`; may be given several times")
	c.Flags().BoolVar(&r.json, "json", false, asJSON)
	c.Flags().BoolVar(&r.warnings, "warnings", false, "print warnings about the metadata too")
	addGitHub(c, r)
}

// addGitHub adds the flag for annotations to a command that has --json.
func addGitHub(c *cobra.Command, r *reporter) {
	c.Flags().BoolVar(&r.github, "github", false, "print errors and warnings as annotations of GitHub Actions")
	c.MarkFlagsMutuallyExclusive("github", "json")
}

// changeFlags are the flags of a command that says what changes in packages.
type changeFlags struct {
	configFlags
	noCache bool
}

// add adds the flags to a command.
func (f *changeFlags) add(c *cobra.Command, r *reporter, asJSON string) {
	f.configFlags.add(c, r, asJSON)
	c.Flags().BoolVarP(&r.verbose, "verbose", "v", false, "print all changes of a package, however many")
	c.Flags().BoolVar(&f.noCache, "no-cache", false, "generate also where nothing has changed since the last run, and remember nothing")
}

// memo remembers packages for which nothing has changed, in the user's cache; nil where there is none, or none is
// wanted.
func (f *changeFlags) memo() *generator.Memo {
	cache, err := os.UserCacheDir()
	if err != nil || f.noCache {
		return nil
	}
	return generator.NewMemo(filepath.Join(cache, "csdlgen", "packages"))
}

// aboutArguments says in the help of a command what its arguments are.
const aboutArguments = `FOLDER/... stands for every csdlgen.yaml in a folder and below it, FOLDER for the one in it. As for the go command, folders named
vendor or testdata, those whose name begins with a dot or an underscore, and other modules are not below it.`

// paths are the configurations that the arguments and -c name; without either, csdlgen.yaml in the current folder.
func (f *configFlags) paths(c *cobra.Command, args []string) ([]string, error) {
	if len(args) == 0 {
		return f.configs, nil
	}
	found, err := generator.FindConfigs(args...)
	if c.Flags().Changed("config") {
		found = append(found, f.configs...)
	}
	return found, err
}

// readConfigs reads all configurations, each once. Two may not have one output folder.
func readConfigs(paths []string) ([]*generator.Config, error) {
	var configs []*generator.Config
	var complaints generator.Diagnostics
	outputs := map[string]*generator.Config{}
	known := map[string]bool{}
	for _, path := range paths {
		name, err := filepath.Abs(path)
		if err == nil && known[name] {
			continue
		}
		known[name] = true
		c, err := generator.ReadConfig(path)
		if err != nil {
			var list generator.Diagnostics
			if !errors.As(err, &list) {
				return configs, err
			}
			complaints = append(complaints, list...)
			continue
		}
		dir := realPath(c.OutputDir())
		if first := outputs[dir]; first != nil {
			complaints.Report(where(c), complaint.OutputTwice, "the output folder %s is also that of %s", c.OutputDir(), first.File).
				Fixf("give one of the configurations another output")
			continue
		}
		outputs[dir] = c
		configs = append(configs, c)
	}
	return configs, complaints.Err()
}

// where is the place in a configuration that says the output folder.
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

// generated is a package with the configuration that asked for it.
type generated struct {
	generator.Summary
	config *generator.Config
	// result is nil where nothing has changed since the package was found to be up to date.
	result *generator.Result
}

// generate generates for all configurations, and prints their warnings. What it returns besides an error is what has
// none.
func generate(ctx context.Context, r *reporter, paths []string, memo *generator.Memo) ([]generated, error) {
	configs, err := readConfigs(paths)
	errs := []error{err}
	var all []generated
	for _, c := range configs {
		p, err := generateOne(ctx, c, memo)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.warn(c, p.Warnings)
		all = append(all, p)
	}
	return all, errors.Join(errs...)
}

// generateOne generates for a configuration, unless nothing has changed.
func generateOne(ctx context.Context, c *generator.Config, memo *generator.Memo) (generated, error) {
	if known, ok := memo.Unchanged(c); ok {
		return generated{known, c, nil}, nil
	}
	result, err := memo.Generate(ctx, c)
	if err != nil {
		return generated{}, err
	}
	return generated{result.Summary(), c, result}, nil
}

// declared says in Go's terms what would change.
func (p generated) declared() ([]decl.Change, error) {
	if p.result == nil {
		return nil, nil
	}
	return p.result.Declared()
}

// write brings the output folder up to date.
func (p generated) write() (generator.Changes, error) {
	if p.result == nil {
		return generator.Changes{}, nil
	}
	return p.result.Write()
}

// check says what would change in the output folder.
func (p generated) check() ([]byte, generator.Changes, error) {
	if p.result == nil {
		return nil, generator.Changes{}, nil
	}
	return p.result.Check()
}
