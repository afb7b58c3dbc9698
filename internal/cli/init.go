package cli

// This file is csdlgen init: its flags, and what it says when it is done. ask.go asks on a terminal for what the flags
// leave open.

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/find"
)

// initFlags are the flags of init.
type initFlags struct {
	options generator.InitOptions
	yes     bool
	noCache bool
}

func newInit(r *reporter) *cobra.Command {
	var flags initFlags
	c := &cobra.Command{
		Use:   "init [METADATA] [REQUEST-LINE ...]",
		Short: "Begin: write what a new package needs, and the package",
		Long: `init makes a package of a service's metadata, a URL or a file, and the request lines that a program uses.
It writes into the folder of the package:

  csdlgen.yaml   the configuration, with comments
  doc.go         with the line for go generate
  NAME.xml       the part of the metadata that the package needs, as csdlgen pull cuts it: to be committed
  *.go           the package
  NAME_test.go   with --test: a test of one request, which needs no service

and with --main a program that makes this request: main.go in the current folder, or another file (--main=FILE).

A URL that ends in a slash is the root of the service, and stands for ROOT/$metadata. A service that asks for a token
gets the one in the environment variable ` + tokenVariable + `.

Where two things would have one name in Go, it gives one of them another and writes that into the configuration.

On a terminal it asks for what it was not told, with a search for request lines, and before it writes. Elsewhere, and with --yes, it asks nothing.
It overwrites nothing: where a file is in the way, nothing is written.

Exit code: 0 all is well, 2 trouble.`,
		Example: `  csdlgen init
  csdlgen init https://graph.microsoft.com/v1.0/ 'GET /users' 'GET /users/{id}' --package graph --test
  csdlgen init --metadata service.xml --select 'POST /orders' --dir internal/shop --yes
  csdlgen init service.xml 'GET /orders' --package shop --main=cmd/orders/main.go --root https://shop.example/odata`,
		RunE: func(c *cobra.Command, args []string) error {
			var ask *questions
			if !flags.yes && !r.json && !r.github && isTerminal(c.InOrStdin()) && isTerminal(r.err) {
				ask = newQuestions(c.InOrStdin(), r.err, flags.searcher(c.Context(), r))
			}
			return flags.run(c.Context(), r, args, ask)
		},
	}
	f, o := c.Flags(), &flags.options
	f.StringVar(&o.Metadata, "metadata", "", "the service's metadata: a `file or URL`")
	f.StringArrayVar(&o.Select, "select", nil, "a `request line` as documentation prints it; may be given several times")
	f.StringVar(&o.Package, "package", "", "the `name` of the package; the last element of --dir if not given")
	f.StringVar(&o.Dir, "dir", "", "the `folder` of the package; named as the package if not given")
	f.BoolVar(&o.Test, "test", false, "write a test of one request, too")
	f.StringVar(&o.Main, "main", "", "write a program that makes one request, too, to this `file`")
	f.Lookup("main").NoOptDefVal = "main.go"
	f.StringVar(&o.Root, "root", "", "the `URL` of the service's root, for --main; follows from a URL of the metadata")
	f.DurationVar(&o.Pull.Timeout, "timeout", usualTimeout, "how long a download may take")
	f.BoolVar(&flags.noCache, "no-cache", false, "download the metadata in any case, and keep no copy")
	f.BoolVarP(&flags.yes, "yes", "y", false, "ask nothing")
	f.BoolVar(&r.json, "json", false, "ask nothing, and print what was written as JSON; errors and warnings too, one per line")
	addGitHub(c, r)
	f.BoolVar(&r.warnings, "warnings", false, "print the warnings about the metadata too, which stop nothing")
	return c
}

// searcher reads the metadata that somebody wants to search.
func (f *initFlags) searcher(ctx context.Context, r *reporter) func(generator.InitOptions) (*find.Index, error) {
	return func(options generator.InitOptions) (*find.Index, error) {
		bar := newProgress(r.err, r.json)
		defer bar.clear()
		options.Pull = f.downloading(options.Pull, bar)
		return generator.InitIndex(ctx, options)
	}
}

// run does what init does; it asks where there is somebody to ask.
func (f *initFlags) run(ctx context.Context, r *reporter, args []string, ask *questions) error {
	options := f.options
	options.Select = slices.Clone(options.Select)
	if err := take(&options, args); err != nil {
		return err
	}
	if ask != nil {
		if err := ask.complete(&options); err != nil {
			return err
		}
	}
	s, err := f.make(ctx, r, options)
	for ask != nil && aboutLines(err) {
		r.report(err)
		options.Select = without(options.Select, err)
		if err := ask.lines(&options); err != nil {
			return err
		}
		s, err = f.make(ctx, r, options)
	}
	if err != nil {
		return err
	}
	for _, w := range s.Warnings {
		if r.warnings || w.File == generator.InitLines {
			r.complain(w)
		}
	}
	if ask != nil {
		if err := ask.confirm(s); err != nil {
			return err
		}
	}
	changes, err := s.Write()
	if err != nil {
		return err
	}
	return r.begun(s, changes)
}

// make makes the package of what is known now.
func (f *initFlags) make(ctx context.Context, r *reporter, options generator.InitOptions) (*generator.Initial, error) {
	bar := newProgress(r.err, r.json)
	defer bar.clear()
	options.Pull = f.downloading(options.Pull, bar)
	return generator.Init(ctx, options)
}

// downloading are options for a download that a bar shows.
func (f *initFlags) downloading(options generator.PullOptions, bar *progress) generator.PullOptions {
	options = downloading(options, bar)
	if f.noCache {
		options.Cache = ""
	}
	return options
}

// aboutLines says whether an error is about nothing but request lines.
func aboutLines(err error) bool {
	var all generator.Diagnostics
	other := func(d generator.Diagnostic) bool { return d.File != generator.InitLines }
	return errors.As(err, &all) && !slices.ContainsFunc(all, other)
}

// without are the request lines that an error is not about.
func without(lines []string, err error) []string {
	var all generator.Diagnostics
	if !errors.As(err, &all) {
		return lines
	}
	var rest []string
	for i, line := range lines {
		if !slices.ContainsFunc(all, func(d generator.Diagnostic) bool { return d.Line == i+1 }) {
			rest = append(rest, line)
		}
	}
	return rest
}

// requestLine is how a request line begins: its methods.
var requestLine = regexp.MustCompile(`^!?\s*((?i:get|post|put|patch|delete)|\*|[A-Z]+)(,\s*[A-Z]+)*\s+\S`)

// take takes the arguments: request lines, and the metadata.
func take(o *generator.InitOptions, args []string) error {
	for _, arg := range args {
		switch {
		case requestLine.MatchString(arg):
			o.Select = append(o.Select, arg)
		case o.Metadata != "":
			return fmt.Errorf("%q is not a request line, and the metadata is %q already; a line begins with a method, in quotes: 'GET /users'", arg, o.Metadata)
		default:
			o.Metadata = arg
		}
	}
	return nil
}

// begun prints what was written, and what comes next.
func (r *reporter) begun(s *generator.Initial, changes generator.Changes) error {
	var names []string
	hasTest, main := false, ""
	for _, f := range s.Files {
		name := shown(f.Path)
		names = append(names, name)
		hasTest = hasTest || strings.HasSuffix(name, "_test.go")
		if filepath.Ext(name) == ".go" && filepath.Dir(f.Path) != filepath.Clean(s.Result.Dir) {
			main = goPath(filepath.Dir(f.Path))
		}
	}
	p := s.Pulled
	given := map[string]string{}
	for _, n := range s.Names {
		given[n.Schema.Text] = n.Go.Text
	}
	next := nextSteps(s, hasTest, main)
	if r.json {
		return r.value(begun{Wrote: names, Names: given, Package: newWritten(s.Result.Summary(), changes, nil), Slice: shown(p.Path), Source: p.Source, Size: p.Size, SHA256: p.SHA256, Next: next})
	}
	r.printf("wrote %s\n", strings.Join(names, ", "))
	r.printf("%s: %s\n", shown(s.Result.Dir), summary(s.Result.Summary(), changes))
	r.printf("%s: %s, cut from %s (%s, SHA-256 %s)\n", shown(p.Path), bytesText(len(p.Text)), p.Source, bytesText(p.Size), p.SHA256)
	for _, n := range s.Names {
		r.printf("%s is called %s in Go, as its own name is that of something else; csdlgen.yaml says so under names:\n", n.Schema.Text, n.Go.Text)
	}
	r.printf("next:\n    %s\n", strings.Join(next, "\n    "))
	return nil
}

// begun is what init has done, as JSON.
type begun struct {
	Wrote   []string          `json:"wrote"`
	Names   map[string]string `json:"names,omitempty"`
	Package written           `json:"package"`
	Slice   string            `json:"slice"`
	Source  string            `json:"source"`
	Size    int               `json:"size"`
	SHA256  string            `json:"sha256"`
	Next    []string          `json:"next"`
}

// nextSteps are the commands that come next.
func nextSteps(s *generator.Initial, hasTest bool, main string) []string {
	var next []string
	if !s.HasTool {
		next = append(next, "go get -tool "+generator.ToolPath)
	}
	if hasTest {
		next = append(next, "go test "+goPath(s.Result.Dir))
	}
	if main != "" {
		next = append(next, "go run "+main)
	}
	return append(next, "go tool csdlgen show -c "+filepath.Join(shown(s.Result.Dir), "csdlgen.yaml"))
}

// goPath is a folder as the go command takes it.
func goPath(dir string) string {
	name := filepath.ToSlash(shown(dir))
	if name == "." || filepath.IsAbs(name) || strings.HasPrefix(name, "../") {
		return name
	}
	return "./" + name
}
