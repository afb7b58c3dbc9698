package cli

// This file is csdlgen find: it searches a service for words and prints lines for csdlgen.yaml.

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/find"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/nearest"
)

// fewResults is how many results are printed unless somebody asks for more.
const fewResults = 20

// findFlags are the flags of find.
type findFlags struct {
	config   string
	metadata string
	keys     string
	limit    int
}

func newFind(r *reporter, code *int) *cobra.Command {
	var flags findFlags
	c := &cobra.Command{
		Use:   "find WORDS",
		Short: "Search the service for words, and print request lines to paste",
		Long: `find searches the paths, types, properties and operations of a service, and their descriptions, for words. All words have to be
there: driveItem is the words drive and item; list, create, update, delete, download and the like also say what a request does.
What has them in its name comes first, then what has them in its path, then what has them in its description.

It prints lines that can be pasted into csdlgen.yaml: request lines, the shortest that brings what was found, and types that no
request brings. The comment after a line says what was found.

It searches what the configuration names under source:, else under metadata:, or what --metadata names.

Exit code: 0 something was found, 1 nothing, 2 failure.`,
		Example: `  csdlgen find windowsUpdateState
  csdlgen find create calendar event
  csdlgen find --metadata 'https://services.odata.org/TripPinRESTierService/$metadata' trips
  csdlgen find --metadata graph.xml --keys segments send mail
  csdlgen find --limit 0 --json attachment | jq -r .line`,
		Args: func(_ *cobra.Command, args []string) error { return flags.check(args) },
		RunE: func(c *cobra.Command, args []string) (err error) {
			*code, err = flags.run(c.Context(), r, generator.PullOptions{From: flags.metadata, Stdin: c.InOrStdin()}, strings.Join(args, " "))
			return err
		},
	}
	c.Flags().StringVarP(&flags.config, "config", "c", "csdlgen.yaml", "configuration `file`")
	c.Flags().StringVar(&flags.metadata, "metadata", "", "search this `file or URL`, without a configuration; - is standard input")
	c.Flags().StringVar(&flags.keys, "keys", "", "with --metadata, write keys as segments (/users/{id}) or in parentheses (/users({id}))")
	c.Flags().IntVar(&flags.limit, "limit", fewResults, "how many lines to print; 0 for all")
	c.Flags().BoolVar(&r.json, "json", false, "print what was found as JSON, one per line; errors too")
	addGitHub(c, r)
	completeConfig(c, cobra.NoFileCompletions)
	_ = c.MarkFlagFilename("metadata", "xml", "csdl", "json") // the flag is there
	_ = c.RegisterFlagCompletionFunc("keys", cobra.FixedCompletions([]string{"parentheses", "segments"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// check complains about arguments.
func (f *findFlags) check(args []string) error {
	if strings.TrimSpace(strings.Join(args, "")) == "" {
		return fmt.Errorf("csdlgen find is given no words; write csdlgen find send mail")
	}
	forms := []string{"segments", "parentheses"}
	switch {
	case f.keys == "":
	case f.keys != forms[0] && f.keys != forms[1]:
		fix := nearest.DidYouMean(f.keys, forms)
		if fix == "" {
			fix = "write " + strings.Join(forms, " or ")
		}
		return fmt.Errorf("--keys cannot be %q; %s", f.keys, fix)
	case f.metadata == "":
		return fmt.Errorf("--keys goes with --metadata; a configuration says under its own key keys how they are written")
	}
	if f.limit < 0 {
		return fmt.Errorf("--limit cannot be %d; 0 is for all", f.limit)
	}
	return nil
}

func (f *findFlags) run(ctx context.Context, r *reporter, options generator.PullOptions, query string) (code int, err error) {
	config := &generator.Config{Keys: generator.Text{Text: f.keys}}
	if f.metadata == "" {
		if config, err = generator.ReadConfig(f.config); err != nil {
			return trouble, err
		}
	}
	bar := newProgress(r.err, r.json)
	index, err := generator.Index(ctx, config, downloading(options, bar))
	bar.clear()
	if err != nil {
		return trouble, err
	}
	results := index.Search(query)
	if len(results) == 0 {
		r.note("nothing has all of the words %q; try fewer, or others", query)
		return differs, nil
	}
	shown := results
	if f.limit > 0 {
		shown = results[:min(f.limit, len(results))]
	}
	if err := r.found(shown); err != nil {
		return trouble, err
	}
	if more := len(results) - len(shown); more > 0 {
		r.note("%s more; --limit 0 prints all, and another word fewer", diag.Count(more, "line"))
	}
	return ok, nil
}

// found prints what was found.
func (r *reporter) found(results []find.Result) error {
	if !r.json {
		r.printf("%s", find.YAML(results))
		return nil
	}
	for _, result := range results {
		text, err := json.Marshal(result)
		if err != nil {
			return err
		}
		r.printf("%s\n", text)
	}
	return nil
}

// note says something on standard error that is no complaint; not where programs read.
func (r *reporter) note(format string, args ...any) {
	if !r.json {
		fmt.Fprintf(r.err, format+"\n", args...) //nolint:errcheck // nobody is left to tell
	}
}
