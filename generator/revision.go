package generator

// This file reads documents as of a git revision, written REVISION:PATH as git does: HEAD:graph.xml. The path counts
// from the top of the repository, else from the current folder. The git command does the work, in the folder where
// csdlgen runs.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"strings"

	"github.com/csdlgen/csdlgen/metadata/load"
)

// revision is a document as of a git revision.
type revision struct{ rev, path string }

// parseRevision takes a name apart. A file that has such a name is that file. Without a revision, :graph.xml, the
// document is that of git's index.
func parseRevision(name string) (r revision, ok bool) {
	rev, file, ok := strings.Cut(name, ":")
	if !ok || file == "" || isURL(name) {
		return revision{}, false
	}
	if _, err := os.Stat(name); err == nil {
		return revision{}, false
	}
	const drive = 1 // C:\graph.xml
	return revision{rev, file}, len(rev) != drive
}

func (r revision) String() string { return r.rev + ":" + r.path }

// read returns the document.
func (r revision) read(ctx context.Context) (load.Source, error) {
	if strings.HasPrefix(r.rev, "-") {
		return load.Source{}, fmt.Errorf("%q is not the name of a git revision", r.rev)
	}
	data, err := git(ctx, "cat-file", "blob", r.String())
	if err == nil {
		return load.Source{Name: r.String(), Data: data}, nil
	}
	if near, nearErr := git(ctx, "cat-file", "blob", r.rev+":./"+r.path); nearErr == nil {
		return load.Source{Name: r.String(), Data: near}, nil
	}
	return load.Source{}, r.explain(ctx, err)
}

// explain says which part of the name git does not know.
func (r revision) explain(ctx context.Context, err error) error {
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("it names a git revision, but there is no git command; install git, or write the document to a file")
	case !errors.As(err, &exit):
		return err
	}
	if _, err := git(ctx, "rev-parse", "--git-dir"); err != nil {
		if strings.Contains(err.Error(), "not a git repository") {
			return errors.New("it names a git revision, but this folder is not in a git repository")
		}
		return fmt.Errorf("it names a git revision, and git says: %w", err)
	}
	if r.rev == "" {
		return fmt.Errorf("git's index has no file %s; git ls-files lists its files", r.path)
	}
	if _, err := git(ctx, "rev-parse", "--verify", "--quiet", r.rev+"^{tree}"); err != nil {
		return fmt.Errorf("the git repository has no revision %q; git log lists its revisions", r.rev)
	}
	return fmt.Errorf("the revision %s has no file %s; git ls-tree -r --name-only %[1]s lists its files", r.rev, r.path)
}

// open opens a document that the one of the revision refers to: one of the same revision, in its folder or below.
func (r revision) open(ctx context.Context, ref load.Reference) (load.Source, error) {
	from, _ := parseRevision(ref.From)
	name := path.Join(path.Dir(from.path), ref.URI)
	folder := path.Dir(r.path)
	switch {
	case ref.WellKnown:
		return load.Source{}, errors.New("this vocabulary is built into csdlgen")
	case strings.Contains(ref.URI, ":"), strings.HasPrefix(ref.URI, "/"):
		return load.Source{}, errors.New("it is not in the git repository")
	case folder != "." && !strings.HasPrefix(name, folder+"/"), strings.HasPrefix(name, ".."):
		return load.Source{}, errors.New("it is outside the folder of the metadata")
	}
	return revision{r.rev, name}.read(ctx)
}

// git runs git and returns what it prints. The error is what git says of it.
func git(ctx context.Context, args ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "git", args...)
	command.Env = append(os.Environ(), "LC_ALL=C")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	data, readErr := readLimited(out)
	if readErr != nil {
		_ = command.Process.Kill() // it may wait for a reader
		_, _ = io.Copy(io.Discard, out)
	}
	if err := command.Wait(); err != nil && readErr == nil {
		said, _, _ := strings.Cut(stderr.String(), "\n")
		return nil, fmt.Errorf("%s (%w)", strings.TrimPrefix(said, "fatal: "), err)
	}
	return data, readErr
}
