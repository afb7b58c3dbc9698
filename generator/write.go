package generator

// This file writes a Result: every new text goes to a temporary file first, then all are renamed, then own files that are no
// longer planned are deleted. Where anything fails before the first rename, nothing has changed.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// temporary is how the names of temporary files begin. No Go file, no glob of a shell and no go command looks at them.
const temporary = ".csdlgen-"

// Write brings the output folder to what the Result says: it writes what differs, deletes own files that are stale and touches
// nothing else. A file that is not csdlgen's in the way, or a hand-written declaration that clashes, is an error, and
// nothing is changed.
func (r *Result) Write() (Changes, error) {
	f, err := look(r.Dir, r.folders())
	if err != nil {
		return Changes{}, err
	}
	changes, err := r.compare(f)
	if err != nil {
		return Changes{}, err
	}
	made, err := r.makeFolders(f, changes.Written)
	if err != nil {
		return Changes{}, errors.Join(err, remove(made))
	}
	r.sweep(f)
	staged, err := r.stage(changes.Written)
	if err != nil {
		return Changes{}, errors.Join(err, remove(staged), remove(made))
	}
	for i, name := range changes.Written {
		if err := os.Rename(staged[i], r.path(name)); err != nil {
			return Changes{}, errors.Join(fmt.Errorf("writing %s: %w", name, err), remove(staged[i:]))
		}
	}
	for _, name := range changes.Deleted {
		if err := os.Remove(r.path(name)); err != nil {
			return Changes{}, fmt.Errorf("deleting the stale file %s: %w", name, err)
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if os.Remove(r.path(dir)) != nil { // it is not empty, and so stays
				break
			}
		}
	}
	return changes, nil
}

// makeFolders makes the output folder and the folders of the files, and returns the new ones below it, the deepest first.
func (r *Result) makeFolders(f folder, names []string) ([]string, error) {
	var made []string
	if len(names) > 0 {
		if err := os.MkdirAll(r.Dir, 0o777); err != nil {
			return nil, fmt.Errorf("making the output folder: %w", err)
		}
	}
	for _, name := range names {
		var missing []string
		for dir := path.Dir(name); dir != "." && !f.folders[dir]; dir = path.Dir(dir) {
			missing = append(missing, dir)
		}
		for _, dir := range slices.Backward(missing) {
			switch err := os.Mkdir(r.path(dir), 0o777); {
			case err == nil:
				made = slices.Insert(made, 0, r.path(dir))
			case !errors.Is(err, fs.ErrExist): // by the file before
				return made, fmt.Errorf("making the folder %s: %w", dir, err)
			}
		}
	}
	return made, nil
}

// stage writes the texts to temporary files and returns their paths, also those before an error.
func (r *Result) stage(names []string) ([]string, error) {
	var staged []string
	for _, name := range names {
		t, err := os.CreateTemp(filepath.Dir(r.path(name)), temporary+"*")
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
		if strings.HasPrefix(path.Base(name), temporary) {
			_ = os.Remove(r.path(name))
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
