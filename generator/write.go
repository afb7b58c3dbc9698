package generator

// This file writes a Result: every new text goes to a temporary file first, then all are renamed, then own files that are no
// longer planned are deleted. Where anything fails before the first rename, nothing has changed.

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// temporary is how the names of temporary files begin. No Go file, no glob of a shell and no go command looks at them.
const temporary = ".csdlgen-"

// Write brings the output folder to what the Result says: it writes what differs, deletes own files that are stale and touches
// nothing else. A file that is not csdlgen's in the way, or a hand-written declaration that clashes, is an error, and
// nothing is changed.
func (r *Result) Write() (Changes, error) {
	f, err := look(r.Dir)
	if err != nil {
		return Changes{}, err
	}
	changes, err := r.compare(f)
	if err != nil {
		return Changes{}, err
	}
	if len(changes.Written) > 0 {
		if err := os.MkdirAll(r.Dir, 0o777); err != nil {
			return Changes{}, fmt.Errorf("making the output folder: %w", err)
		}
	}
	r.sweep(f)
	staged, err := r.stage(changes.Written)
	if err != nil {
		return Changes{}, errors.Join(err, remove(staged))
	}
	for i, name := range changes.Written {
		if err := os.Rename(staged[i], filepath.Join(r.Dir, name)); err != nil {
			return Changes{}, errors.Join(fmt.Errorf("writing %s: %w", name, err), remove(staged[i:]))
		}
	}
	for _, name := range changes.Deleted {
		if err := os.Remove(filepath.Join(r.Dir, name)); err != nil {
			return Changes{}, fmt.Errorf("deleting the stale file %s: %w", name, err)
		}
	}
	return changes, nil
}

// stage writes the texts to temporary files and returns their paths, also those before an error.
func (r *Result) stage(names []string) ([]string, error) {
	var staged []string
	for _, name := range names {
		t, err := os.CreateTemp(r.Dir, temporary+"*")
		if err != nil {
			return staged, fmt.Errorf("writing %s: %w", name, err)
		}
		staged = append(staged, t.Name())
		_, err = t.Write(r.Files[name])
		err = errors.Join(err, t.Chmod(0o644), t.Close())
		if err != nil {
			return staged, fmt.Errorf("writing %s: %w", name, err)
		}
	}
	return staged, nil
}

// sweep removes temporary files that a run which was killed left behind. One that cannot be removed does no harm.
func (r *Result) sweep(f folder) {
	for name := range f.others {
		if strings.HasPrefix(name, temporary) {
			_ = os.Remove(filepath.Join(r.Dir, name))
		}
	}
}

func remove(paths []string) error {
	var errs []error
	for _, p := range paths {
		errs = append(errs, os.Remove(p))
	}
	return errors.Join(errs...)
}
