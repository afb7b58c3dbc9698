// Package cli is the command csdlgen as a function: flags, printing and exit codes around package generator. It is a
// package of its own so that scenarios can run it in their own process.
//
// Each command is a file: its flags, help and examples, and what it does in a few calls of package generator. This file
// puts them together, configs.go reads and generates what -c names, report.go prints.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/csdlgen/csdlgen/internal/nearest"
)

// The exit codes.
const (
	ok      = 0
	differs = 1 // check found something to generate
	trouble = 2
)

// Run runs the command with the arguments and returns its exit code.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	r := &reporter{out: stdout, err: stderr}
	code := ok
	root := newRoot(r, &code)
	r.json, r.github = slices.Contains(args, "--json"), slices.Contains(args, "--github") // also of what is wrong with the flags themselves
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		if c == root && !strings.HasPrefix(args[0], "-") { // the flag is one of a command that does not exist
			return unknownCommand(root, args[0])
		}
		return flagError(c, err)
	})
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	if err := root.ExecuteContext(ctx); err != nil {
		r.report(err)
		return trouble
	}
	return code
}

// newRoot makes the command with all its commands. What they print goes to the reporter, what they exit with to code.
func newRoot(r *reporter, code *int) *cobra.Command {
	root := &cobra.Command{
		Use:   "csdlgen",
		Short: "Generate small Go clients from OData metadata",
		Long: `csdlgen reads the metadata of an OData v4 service, takes the request lines that a program uses - as the service's
documentation prints them - and writes a Go package with models, validators and typed requests for them.`,
		Example: `  csdlgen init                      begin: a package for some request lines
  csdlgen gen                       generate what ./csdlgen.yaml says
  csdlgen gen -c a/csdlgen.yaml -c b/csdlgen.yaml
  csdlgen check                     fail with a diff where the package is not up to date
  csdlgen show                      print the Go call for every selected request line
  csdlgen find send mail            search the service, and print request lines to paste
  csdlgen why shop.size             print which request line brings a type or property`,
		Args: func(root *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(root, args[0])
			}
			return nil
		},
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceUsage:      true,
		SilenceErrors:     true,
		Version:           version(),
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetHelpCommand(newHelp(root))
	root.AddCommand(newGen(r), newCheck(r, code), newDiff(r, code), newFind(r, code), newInit(r), newPull(r), newShow(r), newUnused(r, code), newWhy(r))
	return root
}

// version is the module's version as the go command knows it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// unknownCommand complains about a word that is not a command.
func unknownCommand(root *cobra.Command, name string) error {
	var known []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			known = append(known, c.Name())
		}
	}
	return fmt.Errorf("unknown command %q; %s", name, proposed(name, known, "the commands are "))
}

// flagError says what is wrong with a flag and what to write.
func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		given := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			given = "-" + unknown.GetSpecifiedName()
		}
		for _, sub := range c.Commands() {
			if slices.Contains(flagNames(sub), given) {
				return fmt.Errorf("%s is a flag of a command; write it after the command: csdlgen %s %[1]s", given, sub.Name())
			}
		}
		return fmt.Errorf("%s has no flag %s; %s", c.CommandPath(), given, proposed(given, flagNames(c), "its flags are "))
	case errors.As(err, &empty):
		return fmt.Errorf("--%s has no value; write --%[1]s %s", empty.GetFlag().Name, strings.Trim(empty.GetFlag().DefValue, "[]"))
	case errors.As(err, &invalid):
		return fmt.Errorf("--%s cannot be %q; see %s --help", invalid.GetFlag().Name, invalid.GetValue(), c.CommandPath())
	}
	return fmt.Errorf("%w; see %s --help", err, c.CommandPath())
}

// flagNames are the flags of a command as they are written.
func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		names = append(names, "--"+f.Name)
		if f.Shorthand != "" {
			names = append(names, "-"+f.Shorthand)
		}
	})
	return names
}

// proposed is which of the known words is probably meant, or all of them.
func proposed(word string, known []string, all string) string {
	const short = 2 // every -x is near every other
	if meant := nearest.DidYouMean(word, known); meant != "" && len(word) > short {
		return meant
	}
	slices.Sort(known)
	return all + strings.Join(known, ", ")
}
