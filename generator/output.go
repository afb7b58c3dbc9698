package generator

// This file compares a Result with what folder.go has found on the disk, and refuses what must not be touched.

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// Changes say what Write did, or would do. Names are sorted.
type Changes struct {
	Written []string // created or changed
	Deleted []string // own files that the plan no longer has
	Same    []string // unchanged and not touched
	// Unfinished says that another run was ended before it was done, and has left something behind, which Write
	// removes. It is also how a run that is at work looks to Check.
	Unfinished bool
}

// Any says whether there is anything to do.
func (c Changes) Any() bool { return len(c.Written)+len(c.Deleted) > 0 || c.Unfinished }

// look reads the output folder and says what would change. What must not be touched is an error.
func (r *Result) look() (folder, Changes, error) { return r.lookAgain(r.memory.recorder()) }

// lookAgain is look with a trace.
func (r *Result) lookAgain(seen *trace) (folder, Changes, error) {
	f, err := look(seen, r.Dir, r.folders())
	if err != nil {
		return f, Changes{}, err
	}
	changes, err := r.compare(f)
	if err != nil {
		return f, Changes{}, err
	}
	changes.Unfinished = unfinished(r.Dir)
	return f, changes, nil
}

// compare says what would change. What must not be touched is an error.
func (r *Result) compare(f folder) (Changes, error) {
	var c Changes
	var diags diag.List
	for _, name := range r.names() {
		if !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || path.Ext(name) != ".go" {
			return c, fmt.Errorf("the plan has the file %q, which is not a Go file below the output folder", name)
		}
		if inTheWay := f.inTheWay(name); inTheWay != "" {
			diags.Report(Pos{File: r.path(inTheWay), Line: 1, Col: 1}, complaint.ForeignFile, "this file is in the way: csdlgen would overwrite it, but did not generate it").
				Fixf("move it, or choose another output folder")
			continue
		}
		if have, ok := f.own[name]; ok && sameText(have, r.Files[name]) {
			c.Same = append(c.Same, name)
		} else {
			c.Written = append(c.Written, name)
		}
	}
	for name := range f.own {
		if _, planned := r.Files[name]; !planned {
			c.Deleted = append(c.Deleted, name)
		}
	}
	slices.Sort(c.Deleted)
	r.claimed(f, &diags)
	r.clashes(f, &diags)
	return c, diags.Err()
}

// sameText says whether a file is what csdlgen wrote. How lines end does not count: git changes that.
func sameText(have, wrote []byte) bool {
	return bytes.Equal(have, wrote) || bytes.Equal(unixLines(have), wrote)
}

// unixLines is a text whose lines end as csdlgen writes them.
func unixLines(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
}

// path is where a file is, or would be.
func (r *Result) path(name string) string { return filepath.Join(r.Dir, filepath.FromSlash(name)) }

// folders are the folders that the files are in, sorted.
func (r *Result) folders() []string {
	var all []string
	for _, name := range r.names() {
		all = append(all, path.Dir(name))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// names are the names of the files, sorted.
func (r *Result) names() []string {
	names := make([]string, 0, len(r.Files))
	for name := range r.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
