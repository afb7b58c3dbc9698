package cli

// This file asks on a terminal what csdlgen init was not told. Answers are lines; an empty one stands for what is in
// brackets.

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"go/token"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/term"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/find"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// isTerminal says whether somebody sits at the other end.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// errNotWanted says that somebody has changed their mind.
var errNotWanted = errors.New("nothing was written")

// questions asks somebody.
type questions struct {
	in  *bufio.Scanner
	out io.Writer
	// index reads the metadata, to be searched; read is what it has read.
	index func(generator.InitOptions) (*find.Index, error)
	read  *find.Index
}

func newQuestions(in io.Reader, out io.Writer, index func(generator.InitOptions) (*find.Index, error)) *questions {
	return &questions{in: bufio.NewScanner(in), out: out, index: index}
}

// say prints something that is no question.
func (q *questions) say(format string, args ...any) {
	fmt.Fprintf(q.out, format, args...) //nolint:errcheck // nobody is left to tell
}

// line asks for a line; without one, the answer is otherwise. The end of the input is an error.
func (q *questions) line(question, otherwise string) (string, error) {
	if otherwise != "" {
		question += " [" + otherwise + "]"
	}
	q.say("%s: ", question)
	if !q.in.Scan() {
		q.say("\n")
		return "", errors.Join(errNotWanted, q.in.Err())
	}
	if text := strings.TrimSpace(q.in.Text()); text != "" {
		return text, nil
	}
	return otherwise, nil
}

// needed asks until there is an answer.
func (q *questions) needed(question, otherwise string, into *string) error {
	for *into == "" {
		answer, err := q.line(question, otherwise)
		if err != nil {
			return err
		}
		*into = answer
	}
	return nil
}

// yes asks for yes or no.
func (q *questions) yes(question string, otherwise bool) (bool, error) {
	known := map[string]bool{"y": true, "yes": true, "n": false, "no": false}
	usual := map[bool]string{true: "yes", false: "no"}[otherwise]
	for {
		answer, err := q.line(question, usual)
		if err != nil {
			return false, err
		}
		if yes, understood := known[strings.ToLower(answer)]; understood {
			return yes, nil
		}
	}
}

// complete asks for everything that the options leave open.
func (q *questions) complete(o *generator.InitOptions) error {
	asked := o.Metadata == "" || len(o.Select) == 0 || o.Package == "" && o.Dir == ""
	if err := q.metadata(o); err != nil {
		return err
	}
	if len(o.Select) == 0 {
		if err := q.lines(o); err != nil {
			return err
		}
	}
	if o.Dir == "" {
		if err := q.name(o); err != nil {
			return err
		}
	}
	if !asked { // somebody who knows the flags has said what they want
		return nil
	}
	return q.programs(o)
}

// metadata asks for the metadata, until it can be read.
func (q *questions) metadata(o *generator.InitOptions) error {
	for o.Metadata == "" {
		err := q.needed("Metadata of the service, a URL (https://shop.example/odata/$metadata) or a file", "", &o.Metadata)
		if err != nil {
			return err
		}
		q.read, err = q.index(*o)
		if errors.Is(err, context.Canceled) {
			return err
		}
		if err != nil {
			q.say("%v\n", err)
			o.Metadata = ""
		}
	}
	return nil
}

// name asks for the name of the package, until it can be one.
func (q *questions) name(o *generator.InitOptions) error {
	for o.Package == "" {
		if err := q.needed("Name of the package", proposedName(o.Metadata), &o.Package); err != nil {
			return err
		}
		if !token.IsIdentifier(o.Package) || o.Package == "main" || o.Package == "_" {
			q.say("%q cannot be the name of a Go package that others import; it has letters and digits\n", o.Package)
			o.Package = ""
		}
	}
	return nil
}

// programs asks for the test and the program.
func (q *questions) programs(o *generator.InitOptions) error {
	var err error
	if !o.Test {
		if o.Test, err = q.yes("Write a test of one request, too?", true); err != nil {
			return err
		}
	}
	if o.Main == "" {
		wanted, err := q.yes("Write a program that makes one request, too?", false)
		if err != nil || !wanted {
			return err
		}
		o.Main = "main.go"
	}
	if o.Root == "" && !strings.Contains(o.Metadata, "://") {
		return q.needed("Root of the service, for the program (https://shop.example/odata)", "", &o.Root)
	}
	return nil
}

// confirm asks whether the files are to be written.
func (q *questions) confirm(s *generator.Initial) error {
	q.say("\n%s in %s:\n", diag.Count(len(s.Pulled.Plan.Operations), "operation"), shown(s.Result.Dir))
	for _, f := range s.Files {
		q.say("    %s\n", shown(f.Path))
	}
	for _, name := range slices.Sorted(maps.Keys(s.Result.Files)) {
		q.say("    %s\n", shown(filepath.Join(s.Result.Dir, filepath.FromSlash(name))))
	}
	wanted, err := q.yes("Write these files?", true)
	if err == nil && !wanted {
		err = errNotWanted
	}
	return err
}

// proposedName is a name for the package of a service: that of its file, or what its host begins with. "" where that is
// not one.
func proposedName(metadata string) string {
	name := strings.TrimSuffix(filepath.Base(metadata), filepath.Ext(metadata))
	if u, err := url.Parse(metadata); err == nil && u.Host != "" {
		name, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimPrefix(u.Hostname(), "www."), "api."), ".")
	}
	name = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(name))
	if !token.IsIdentifier(name) {
		return ""
	}
	return name
}
