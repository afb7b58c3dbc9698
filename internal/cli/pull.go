package cli

// This file is csdlgen pull. Of several configurations, all slices are cut before one is written, so that trouble with
// one changes nothing.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/metadata/compare"
)

// tokenVariable is the environment variable with the token for downloads: on a command line, others could read it.
const tokenVariable = "CSDLGEN_TOKEN"

// usualTimeout is how long a download may take unless somebody says otherwise.
const usualTimeout = 2 * time.Minute

// pullFlags are the flags of pull.
type pullFlags struct {
	configFlags

	options generator.PullOptions
	noCache bool
}

func newPull(r *reporter) *cobra.Command {
	var flags pullFlags
	c := &cobra.Command{
		Use:   "pull [FOLDER/... | FOLDER | FILE] ...",
		Short: "Get the service's metadata, and keep the part that the package needs",
		Long: `pull reads the whole description of a service from what source: in the configuration names, a URL or a file, cuts it to what the
package needs, and writes that slice to the file that metadata: names: a few kilobytes, to be committed, from which gen works
offline and generates the same package as from the whole. Then it prints what has changed since the slice before, with the request
lines and Go names that are touched.

A download that was made before is not made again if the server says that nothing has changed. A token for it goes into the
environment variable ` + tokenVariable + `, and nowhere but to the origin of the URL. Request lines that the new description does not
have are errors. Where anything is wrong, the file stays as it is; so it does where it was edited, or is not a slice (--force).

` + aboutArguments + `

Exit code: 0 success, whatever has changed, 2 failure.`,
		Example: `  csdlgen pull && csdlgen gen
  csdlgen pull ./... && csdlgen gen ./...
  csdlgen pull --from graph-beta.xml
  curl -H "Authorization: Bearer $TOKEN" 'https://shop.example/odata/$metadata' | csdlgen pull --from -

In csdlgen.yaml:
  metadata: graph.xml
  source: https://graph.microsoft.com/v1.0/$metadata`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			flags.options.Stdin = c.InOrStdin()
			if flags.configs, err = flags.paths(c, args); err != nil {
				return err
			}
			return pull(c.Context(), r, &flags)
		},
	}
	flags.add(c, r, "print the changes as JSON; errors and warnings too, one per line")
	completeArguments(c)
	c.Flags().StringVar(&flags.options.From, "from", "", "read the whole document from this `file or URL` instead of source; - is standard input")
	c.Flags().BoolVar(&flags.options.Force, "force", false, "replace a slice that was edited, and a file that is not a slice")
	c.Flags().StringVar(&flags.options.SHA256, "sha256", "", "refuse a document with another `checksum`, in hexadecimal digits")
	c.Flags().DurationVar(&flags.options.Timeout, "timeout", usualTimeout, "how long a download may take")
	c.Flags().BoolVar(&flags.noCache, "no-cache", false, "always download the document, and keep no copy")
	return c
}

func pull(ctx context.Context, r *reporter, flags *pullFlags) error {
	configs, err := readSlices(flags.configs)
	if err != nil {
		return err
	}
	if len(configs) > 1 && flags.options.From == "-" {
		return errors.New("standard input can be read only once; run csdlgen pull --from - with one configuration")
	}
	bar := newProgress(r.err, r.json)
	options := downloading(flags.options, bar)
	if flags.noCache {
		options.Cache = ""
	}
	var all []*generator.Pulled
	var errs []error
	for _, c := range configs {
		p, err := generator.Pull(ctx, c, options)
		bar.clear()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.warn(c, p.Warnings)
		all = append(all, p)
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, p := range all {
		written, err := p.Write()
		if err != nil {
			return err
		}
		if err := r.pulled(p, written); err != nil {
			return err
		}
	}
	return nil
}

// downloading are options with what every download has: the token, the folder that keeps copies, the bar.
func downloading(options generator.PullOptions, bar *progress) generator.PullOptions {
	options.Token = os.Getenv(tokenVariable)
	if cache, err := os.UserCacheDir(); err == nil {
		options.Cache = filepath.Join(cache, "csdlgen", "metadata")
	}
	options.Progress = bar.tell
	return options
}

// readSlices reads all configurations. Two may not have one slice.
func readSlices(paths []string) ([]*generator.Config, error) {
	configs, err := readConfigs(paths)
	if err != nil {
		return nil, err
	}
	var complaints generator.Diagnostics
	first := map[string]*generator.Config{}
	for _, c := range configs {
		path := realPath(c.MetadataPath())
		if other := first[path]; other != nil {
			complaints.Report(c.Metadata.Pos, complaint.SliceTwice, "%s is also the slice of %s", c.Metadata.Text, other.File).
				Fixf("give one of the configurations another file under metadata:")
		}
		first[path] = c
	}
	return configs, complaints.Err()
}

// pulled prints what was pulled and what has changed.
func (r *reporter) pulled(p *generator.Pulled, written bool) error {
	if r.json {
		return compare.JSON(r.out, p.Changes)
	}
	if p.Reselected {
		r.printf("the selection has changed too; what it adds is listed as added\n\n")
	}
	if !p.First {
		if err := compare.Text(r.out, p.Changes); err != nil {
			return err
		}
	}
	what := "up to date"
	if written {
		what = "written; run csdlgen gen"
	}
	notModified := ""
	if p.NotModified {
		notModified = ", not modified since the last pull"
	}
	r.printf("%s: %s and %s in %s, cut from %s (%s%s, SHA-256 %s); %s\n", shown(p.Path), diag.Count(len(p.Plan.Operations), "operation"), diag.Count(len(p.Plan.Types), "type"),
		bytesText(len(p.Text)), p.Source, bytesText(p.Size), notModified, p.SHA256, what)
	return nil
}

// bytesText is a number of bytes for people.
func bytesText[N int | int64](n N) string {
	const kilo, mega = 1000, 1000 * 1000
	switch {
	case n >= mega:
		return fmt.Sprintf("%.1f MB", float64(n)/mega)
	case n >= kilo:
		return fmt.Sprintf("%.1f kB", float64(n)/kilo)
	}
	return fmt.Sprintf("%d bytes", n)
}
