package cli

// This file is csdlgen diff: the difference of two descriptions of a service, as text, JSON or Markdown.

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/nearest"
	"github.com/csdlgen/csdlgen/metadata/compare"
)

// The forms of the output of diff.
const (
	formText     = "text"
	formJSON     = "json"
	formMarkdown = "markdown"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	form    string
	rules   bool
	configs []string
}

func newDiff(r *reporter, code *int) *cobra.Command {
	var flags diffFlags
	c := &cobra.Command{
		Use:   "diff OLD [NEW]",
		Short: "Print what changed between two schemas, and what breaks",
		Long: `diff compares two descriptions of a service by what they mean: types, members, keys, operations, restrictions and annotations,
not lines. Each of OLD and NEW is a file, a URL, or a document of a git revision, REVISION:PATH. Each change follows a rule
that csdlgen diff --rules explains and has a class: it breaks the wire, breaks Go callers, behaves differently, or is safe.

Renamings are guesses, and are said to be: what is gone and what is new is listed as that.

With -c, only what the configuration uses is compared, and each change says which request lines and Go names it touches. NEW may
then be left out: it is the configuration's metadata. Changes that the configuration ignores (diff: ignore:) are left out, and
request lines that mean nothing in NEW are warnings.

Exit code: 0 nothing breaks, 1 something breaks the wire or Go callers, 2 failure.`,
		Example: `  csdlgen diff HEAD:graph.xml graph.xml
  csdlgen diff -c csdlgen.yaml HEAD:graph.xml
  csdlgen diff graph.xml 'https://graph.microsoft.com/v1.0/$metadata'
  csdlgen diff --format markdown HEAD~1:graph.xml HEAD:graph.xml >> $GITHUB_STEP_SUMMARY
  csdlgen diff --json old.xml new.xml | jq '.changes[] | select(.class == "wire") | .name'`,
		Args: func(_ *cobra.Command, args []string) error { return flags.check(r, args) },
		RunE: func(c *cobra.Command, args []string) (err error) {
			*code, err = flags.run(c.Context(), r, args)
			return err
		},
	}
	c.Flags().StringArrayVarP(&flags.configs, "config", "c", nil, "compare what this configuration `file` uses")
	c.Flags().StringVar(&flags.form, "format", formText, "how to print the changes: text, json or markdown")
	c.Flags().BoolVar(&r.json, "json", false, "print the changes as JSON (--format json); errors too, one per line")
	addGitHub(c, r)
	c.Flags().BoolVar(&flags.rules, "rules", false, "print the rules and compare nothing")
	return c
}

// check complains about arguments.
func (f *diffFlags) check(r *reporter, args []string) error {
	if f.rules {
		return nil
	}
	forms := []string{formText, formJSON, formMarkdown}
	switch f.form {
	case formText:
		if r.json {
			f.form = formJSON
		}
	case formJSON:
		r.json = true
	case formMarkdown:
		if r.json {
			return fmt.Errorf("--json and --format markdown cannot be given together; leave one out")
		}
	default:
		fix := "write " + strings.Join(forms[:2], ", ") + " or " + forms[2]
		if meant := nearest.DidYouMean(f.form, forms); meant != "" {
			fix = meant
		}
		return fmt.Errorf("--format cannot be %q; %s", f.form, fix)
	}
	if len(f.configs) > 1 {
		return fmt.Errorf("csdlgen diff compares for one configuration, but was given %d; run it once for each", len(f.configs))
	}
	const two = 2
	if len(f.configs) == 1 && len(args) == 1 {
		return nil
	}
	if len(args) != two {
		return fmt.Errorf("csdlgen diff takes two arguments, OLD and NEW, but was given %d; write csdlgen diff HEAD:graph.xml graph.xml", len(args))
	}
	return nil
}

func (f *diffFlags) run(ctx context.Context, r *reporter, args []string) (code int, err error) {
	if f.rules {
		return ok, r.rules()
	}
	diff, err := f.compare(ctx, args)
	if diff != nil {
		for _, w := range diff.Warnings {
			r.complain(w)
		}
	}
	if err != nil {
		return trouble, err
	}
	if r.github {
		r.annotate(diff.Changes)
	}
	if err := f.print(r, args, diff.Changes); err != nil {
		return trouble, err
	}
	if compare.Breaking(diff.Changes) || len(diff.Warnings) > 0 {
		return differs, nil
	}
	return ok, nil
}

// compare compares the two documents, or what a configuration uses of them.
func (f *diffFlags) compare(ctx context.Context, args []string) (*generator.Diff, error) {
	if len(f.configs) == 0 {
		return generator.Compare(ctx, args[0], args[1])
	}
	config, err := generator.ReadConfig(f.configs[0])
	if err != nil {
		return nil, err
	}
	return generator.CompareFor(ctx, config, args[0], strings.Join(args[1:], ""))
}

func (f *diffFlags) print(r *reporter, args []string, changes []compare.Change) error {
	switch f.form {
	case formJSON:
		return compare.JSON(r.out, changes)
	case formMarkdown:
		return compare.Markdown(r.out, "csdlgen diff "+strings.Join(args, " "), changes)
	}
	return compare.Text(r.out, changes)
}

// ruleLine is a rule as JSON.
type ruleLine struct {
	Group    string        `json:"group"`
	Rule     string        `json:"rule"`
	Class    compare.Class `json:"class"`
	BreaksGo bool          `json:"breaksGo"`
	Text     string        `json:"text"`
}

// rules prints the rules.
func (r *reporter) rules() error {
	for i, g := range compare.Groups() {
		if r.json {
			for _, rule := range g.Rules {
				if err := r.value(ruleLine{g.Title, rule.Name, rule.Class, rule.BreaksGo, rule.Text}); err != nil {
					return err
				}
			}
			continue
		}
		if i > 0 {
			r.printf("\n")
		}
		r.printf("%s\n", g.Title)
		for _, rule := range g.Rules {
			r.printf("  %s (%s): %s\n", rule.Name, rule.Class.Text(), rule.Text)
		}
	}
	return nil
}
