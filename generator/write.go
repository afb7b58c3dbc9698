package generator

// This file writes a Result: every new text goes to a file in the folder of the run first, then all are renamed, then
// own files that are no longer planned are deleted. Where anything fails before the first rename, nothing has changed.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
)

// Write brings the output folder to what the Result says: it writes what differs, deletes own files that are stale and
// touches nothing else. A file that is not csdlgen's in the way, or a hand-written declaration that clashes, is an
// error, and nothing is changed. So is another run that is at work in the folder for longer than ten seconds.
func (r *Result) Write() (Changes, error) {
	f, changes, err := r.look()
	if err != nil {
		return changes, err
	}
	if !changes.Any() {
		r.remember(f)
		return changes, nil
	}
	if err := os.MkdirAll(r.Dir, 0o777); err != nil {
		return Changes{}, fmt.Errorf("making the output folder: %w", err)
	}
	run, err := begin(r.Dir, patience)
	if err != nil {
		return Changes{}, err
	}
	changes, err = r.write(run)
	if err = errors.Join(err, run.end()); err != nil {
		return Changes{}, err
	}
	r.rememberWritten(changes.Written)
	return changes, nil
}

// write does what Write does, as the only run in the folder.
func (r *Result) write(run *writingRun) (Changes, error) {
	f, changes, err := r.look() // another run may have been at work until now
	if err != nil {
		return Changes{}, err
	}
	changes.Unfinished = run.heals // what is there now is this run
	made, err := r.makeFolders(f, changes.Written)
	if err != nil {
		return Changes{}, errors.Join(err, remove(made))
	}
	for range changes.Written {
		run.place()
	}
	err = each(len(changes.Written), func(i int) error {
		if err := stage(run.staged[i], r.Files[changes.Written[i]]); err != nil {
			return fmt.Errorf("writing %s: %w", changes.Written[i], err)
		}
		return nil
	})
	if err != nil {
		return Changes{}, errors.Join(err, remove(made))
	}
	for i, name := range changes.Written {
		if err := os.Rename(run.staged[i], r.path(name)); err != nil {
			return Changes{}, fmt.Errorf("writing %s: %w", name, err)
		}
	}
	for _, name := range changes.Deleted {
		if err := r.delete(name); err != nil {
			return Changes{}, err
		}
	}
	return changes, nil
}

// delete removes a stale file, and the folders below the output folder that become empty by that.
func (r *Result) delete(name string) error {
	if err := os.Remove(r.path(name)); err != nil {
		return fmt.Errorf("deleting the stale file %s: %w", name, err)
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if os.Remove(r.path(dir)) != nil { // it is not empty, and so stays
			break
		}
	}
	return nil
}

// makeFolders makes the folders of the files, and returns the new ones, the deepest first.
func (r *Result) makeFolders(f folder, names []string) ([]string, error) {
	var made []string
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

func remove(paths []string) error {
	var errs []error
	for _, p := range paths {
		errs = append(errs, os.Remove(p))
	}
	return errors.Join(errs...)
}
