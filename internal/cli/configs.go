package cli

// This file reads the configurations that -c names and generates what they ask for. All complaints of all of them come
// at once.

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
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
}

// add adds the flags to a command.
func (f *changeFlags) add(c *cobra.Command, r *reporter, asJSON string) {
	f.configFlags.add(c, r, asJSON)
	c.Flags().BoolVarP(&r.verbose, "verbose", "v", false, "print all changes of a package, however many")
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
	*generator.Result
	config *generator.Config
}

// generate generates for all configurations, and prints their warnings. What it returns besides an error is what has
// none.
func generate(ctx context.Context, r *reporter, paths []string) ([]generated, error) {
	configs, err := readConfigs(paths)
	errs := []error{err}
	var all []generated
	for _, c := range configs {
		result, err := generator.Generate(ctx, c)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.warn(c, result.Warnings)
		all = append(all, generated{result, c})
	}
	return all, errors.Join(errs...)
}
