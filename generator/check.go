package generator

// This file compares a Result with what is in the output folder and writes nothing.

import (
	"bytes"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
)

// Check returns what Write would change, as a unified diff: missing, changed and stale files. It is empty where all is
// up to date, and where only what an unfinished run left behind is to be removed.
func (r *Result) Check() ([]byte, Changes, error) {
	f, changes, err := r.look()
	if err != nil {
		return nil, Changes{}, err
	}
	if !changes.Any() {
		r.remember(f)
		return nil, changes, nil
	}
	var out bytes.Buffer
	for _, name := range changes.Written {
		old := "/dev/null"
		if _, exists := f.own[name]; exists {
			old = r.shown(name)
		}
		out.Write(unified(old, unixLines(f.own[name]), r.shown(name), r.Files[name]))
	}
	for _, name := range changes.Deleted {
		out.Write(unified(r.shown(name), f.own[name], "/dev/null", nil))
	}
	return out.Bytes(), changes, nil
}

func (r *Result) shown(name string) string { return filepath.ToSlash(r.path(name)) }

// unified is a unified diff without the line "diff OLD NEW" before it.
func unified(oldName string, old []byte, newName string, new []byte) []byte {
	text := diff.Diff(oldName, old, newName, new)
	if i := bytes.Index(text, []byte("--- ")); i > 0 {
		text = text[i:]
	}
	return text
}
