// Package cli is the command csdlgen as a function: flags, printing and exit codes around package generator. It is a package of its
// own so that scenarios can run it in their own process.
package cli

// This file is the command line: the commands, their flags and help, and how an outcome becomes an exit code.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	ok      = 0
	differs = 1 // check found something to generate
	trouble = 2
)

// app is one run of the command.
type app struct {
	out, err io.Writer
	configs  []string
	json     bool
	warnings bool
	code     int
}

// Run runs the command with the arguments and returns its exit code.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	a := &app{out: stdout, err: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	if err := root.ExecuteContext(ctx); err != nil {
		if !errors.Is(err, errReported) {
			a.report(err)
		}
		return trouble
	}
	return a.code
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "csdlgen",
		Short: "Generate small Go clients from OData metadata",
		Long: `csdlgen reads the metadata of an OData v4 service, takes the request lines that a program uses - as the service's
documentation prints them - and writes a Go package with models, validators and typed requests for them.`,
		Example: `  csdlgen gen                       generate what ./csdlgen.yaml says
  csdlgen gen -c a/csdlgen.yaml -c b/csdlgen.yaml
  csdlgen check                     fail with a diff where the package is not up to date
  csdlgen show                      print the Go call for every selected request line`,
		SilenceUsage:      true,
		SilenceErrors:     true,
		Version:           version(),
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.PersistentFlags().StringArrayVarP(&a.configs, "config", "c", []string{"csdlgen.yaml"}, "configuration `file`; may be given several times")
	root.PersistentFlags().BoolVar(&a.json, "json", false, "print errors, and what show prints, as JSON")
	root.PersistentFlags().BoolVar(&a.warnings, "warnings", false, "print also the warnings about the metadata, which stop nothing")
	root.AddCommand(a.gen(), a.check(), a.show())
	return root
}

// version is the module's version as the go command knows it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func (a *app) gen() *cobra.Command {
	return &cobra.Command{
		Use:   "gen",
		Short: "Write the package, and delete own files that are stale",
		Long: `gen writes the package that a configuration describes. Files that are the same are not touched; files that csdlgen did
not generate are never changed or deleted. Where anything is wrong, nothing is written.

Exit code: 0 all is well, 2 trouble.`,
		Example: `  csdlgen gen
  csdlgen gen -c internal/graph/csdlgen.yaml

In a Go file beside csdlgen.yaml:
  //go:generate go tool csdlgen gen`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.runGen(c.Context()) },
	}
}

func (a *app) check() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Print what gen would change, and write nothing",
		Long: `check compares the package with what gen would write and prints the difference as a unified diff: missing, changed and
stale files. It is for CI.

Exit code: 0 up to date, 1 it differs, 2 trouble.`,
		Example: `  csdlgen check`,
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.runCheck(c.Context()) },
	}
}

func (a *app) show() *cobra.Command {
	return &cobra.Command{
		Use:   "show",
		Short: "Print what was understood: calls, types, and why they are there",
		Long: `show prints, next to each request line, the Go expression that makes the call, then the types of the package. With --json it
prints the whole plan, from which the package is printed.

Exit code: 0 all is well, 2 trouble.`,
		Example: `  csdlgen show
  csdlgen show --json | jq '.operations[].call'`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.runShow(c.Context()) },
	}
}

// errReported is returned where everything is printed already.
var errReported = errors.New("reported")

func (a *app) printf(format string, args ...any) {
	fmt.Fprintf(a.out, format, args...) //nolint:errcheck // nobody is left to tell
}
