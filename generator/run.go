package generator

// This file lets one run at a time write to an output folder. A run has a folder of its own in there, runFolder, as
// long as it writes: it holds a lock, and the new texts until they are renamed to their places. What a run that was
// killed left behind is in that folder and nowhere else, so that the next one can remove it, check can tell of it, and
// no file of a user has to be told from ours by its name.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

const (
	// runFolder is the folder of a run, inside of the output folder. The go command passes over it.
	runFolder = ".csdlgen-run"
	// lockFile is locked by the run that is at work.
	lockFile = "lock"
	// aboutFile says to people, and to csdlgen, what the folder is.
	aboutFile = "about.txt"
	about     = "csdlgen gen writes to the folder around this one. Where none is running, one was ended before it was done: run csdlgen gen again.\n"
	// patience is how long a run waits for another one, which needs milliseconds.
	patience = 10 * time.Second
)

// staged is how the files with new texts are called in the folder of a run.
var stagedName = regexp.MustCompile(`^\d+$`)

// writingRun is a run that may write to an output folder.
type writingRun struct {
	folder string
	lock   *flock.Flock
	// heals says that an earlier run was ended before it was done: one that is done takes its folder with it.
	heals bool
	// staged are the files with new texts that are not renamed yet.
	staged []string
}

// begin waits until no other run is at work in the output folder, up to the given time, and removes what an earlier one
// left behind.
func begin(dir string, wait time.Duration) (*writingRun, error) {
	r := &writingRun{folder: filepath.Join(dir, runFolder)}
	if err := r.wait(wait); err != nil {
		return nil, err
	}
	_, left := os.Lstat(filepath.Join(r.folder, aboutFile))
	r.heals = left == nil
	err := os.WriteFile(filepath.Join(r.folder, aboutFile), []byte(about), 0o644) //nolint:gosec // everybody may read it
	if err == nil {
		err = r.sweep()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("preparing to write: %w", err), r.end())
	}
	return r, nil
}

// wait takes the lock.
func (r *writingRun) wait(longest time.Duration) error {
	const pause, surely = 20 * time.Millisecond, 5
	foreign := 0 // in a row: a run that just ends may look so, but not for long
	for deadline := time.Now().Add(longest); ; time.Sleep(pause) {
		switch locked, err := r.tryLock(); {
		case err == nil && locked:
			return nil
		case err == nil:
			foreign = 0
		case !errors.Is(err, errForeign):
			return err
		default:
			if foreign++; foreign == surely {
				return complaintAt(r.folder, complaint.ForeignFile, err.Error(), "move it, or choose another output folder")
			}
		}
		if foreign == 0 && time.Now().After(deadline) {
			return complaintAt(filepath.Dir(r.folder), complaint.OutputBusy, "another csdlgen is writing to this folder", "run this one again when the other has finished")
		}
	}
}

// errForeign says that what has the name of a run's folder is a user's.
var errForeign = errors.New("csdlgen needs this name while it writes, but did not create what has it now")

// tryLock makes the folder and takes its lock; false where another run has it.
func (r *writingRun) tryLock() (bool, error) {
	if !isRunFolder(r.folder) {
		return false, errForeign
	}
	if err := os.Mkdir(r.folder, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return false, fmt.Errorf("preparing to write: %w", err)
	}
	path := filepath.Join(r.folder, lockFile)
	r.lock = flock.New(path)
	switch locked, err := r.lock.TryLock(); {
	case errors.Is(err, fs.ErrNotExist): // another run has just ended and taken the folder with it
		return false, nil
	case errors.Is(err, fs.ErrPermission):
		return false, fmt.Errorf("preparing to write: %w", err)
	case err != nil: // a file system without locks; there is no other way to know
		return true, nil
	case !locked:
		return false, nil
	}
	// The file may be one that another run has removed since it was opened.
	mine, err := r.lock.Stat()
	if there, err2 := os.Stat(path); err != nil || err2 != nil || !os.SameFile(mine, there) {
		return false, r.lock.Close()
	}
	return true, nil
}

// place returns the path for a new text of the run.
func (r *writingRun) place() string {
	path := filepath.Join(r.folder, strconv.Itoa(len(r.staged)))
	r.staged = append(r.staged, path)
	return path
}

// stage writes a text to a file of the run.
func (r *writingRun) stage(text []byte) error { return stage(r.place(), text) }

// stage writes a text to a place of a run.
func stage(path string, text []byte) error {
	return os.WriteFile(path, text, 0o644) //nolint:gosec // as Go files are
}

// sweep removes the texts of an earlier run.
func (r *writingRun) sweep() error {
	entries, err := os.ReadDir(r.folder)
	for _, e := range entries {
		if stagedName.MatchString(e.Name()) {
			err = errors.Join(err, os.Remove(filepath.Join(r.folder, e.Name())))
		}
	}
	return err
}

// end removes the folder of the run and what is left in it. The lock is removed while it is held, so that nobody waits
// for a file that is gone; where the system does not allow that, after.
func (r *writingRun) end() error {
	err := r.sweep()
	if gone := os.Remove(filepath.Join(r.folder, aboutFile)); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	path := filepath.Join(r.folder, lockFile)
	early := os.Remove(path)
	err = errors.Join(err, r.lock.Close())
	if early != nil {
		_ = os.Remove(path) // unless another run has it by now
	}
	_ = os.Remove(r.folder) // unless another run has begun
	return err
}

// isRunFolder says whether a path is the folder of a run, or free for one.
func isRunFolder(path string) bool {
	info, err := os.Lstat(path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	if !info.IsDir() {
		return false
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	explained := false
	for _, e := range entries {
		switch name := e.Name(); {
		case name == lockFile:
		case name == aboutFile || stagedName.MatchString(name):
			explained = true
		default:
			return false
		}
	}
	if !explained {
		return true
	}
	text, err := os.ReadFile(filepath.Join(path, aboutFile))
	return err == nil && strings.HasPrefix(about, string(text)) // a run that was killed may have written the beginning
}

// unfinished says whether there is a run in an output folder: one that was killed, or is at work.
func unfinished(dir string) bool {
	path := filepath.Join(dir, runFolder)
	if _, err := os.Lstat(path); err != nil {
		return false
	}
	return isRunFolder(path)
}

// complaintAt is an error about a path.
func complaintAt(path string, kind diag.Complaint, message, fix string) error {
	var diags diag.List
	diags.Report(Pos{File: path}, kind, "%s", message).Fixf("%s", fix)
	return diags.Err()
}
