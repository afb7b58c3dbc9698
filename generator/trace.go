package generator

// This file asks the disk what generating a package depends on, and records the answers. Whoever asks the same
// questions later and gets the same answers would generate the same: memo.go relies on that, so nothing that leads to a
// package, or looks at the folder that it goes to, may read anything without asking here.

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// trace is what was asked, with the answers. A nil trace answers too, and keeps nothing.
type trace struct {
	answers map[question]string
	// passing says that what was asked cannot be asked again: of a network, or of a disk that answers now this, now
	// that.
	passing bool
	// written are the texts of files that need not be read, by their paths.
	written map[string][]byte
}

// question is something that the disk is asked.
type question struct {
	Kind questionKind
	Path string
	// Other is the second path where a question is about two.
	Other string `json:",omitempty"`
}

// questionKind says what is asked.
type questionKind string

// The kinds of questions, each with the method of trace that asks it.
const (
	askText      questionKind = "text"      // text
	askTextBelow questionKind = "textBelow" // textBelow
	askFolder    questionKind = "folder"    // folder
	askIsFile    questionKind = "isFile"    // isFile
	askSame      questionKind = "same"      // same
)

// ask asks a question again.
func (r *trace) ask(q question) {
	switch q.Kind {
	case askText:
		_, _ = r.text(q.Path)
	case askTextBelow:
		_, _ = r.textBelow(q.Path, q.Other)
	case askFolder:
		_, _ = r.folder(q.Path)
	case askIsFile:
		r.isFile(q.Path)
	case askSame:
		r.same(q.Path, q.Other)
	}
}

// keep records an answer, which is made only where somebody wants it.
func (r *trace) keep(q question, answer func() string) {
	if r == nil {
		return
	}
	now := answer()
	if before, asked := r.answers[q]; asked && before != now {
		r.passing = true
	}
	if r.answers == nil {
		r.answers = map[question]string{}
	}
	r.answers[q] = now
}

// download records that something comes from a network.
func (r *trace) download() {
	if r != nil {
		r.passing = true
	}
}

// with is the trace with all that was asked elsewhere.
func (r *trace) with(other *trace) *trace {
	both := &trace{passing: r.passing || other.passing}
	for _, one := range [...]*trace{r, other} {
		for q, answer := range one.answers {
			both.keep(q, func() string { return answer })
		}
	}
	return both
}

// answered is a question with its answer.
type answered struct {
	question
	Answer string
}

// sorted are the questions with their answers: single files first, which are looked at again in less time than folders.
func (r *trace) sorted() []answered {
	var all []answered
	for q, answer := range r.answers {
		all = append(all, answered{q, answer})
	}
	slices.SortFunc(all, func(a, b answered) int {
		return cmp.Or(-cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Other, b.Other))
	})
	return all
}

// holds says whether the answer to a question still is what it was.
func (a answered) holds() bool {
	var now trace
	now.ask(a.question)
	return now.answers[a.question] == a.Answer && a.Answer != ""
}

// answerOf is the answer that is a text, or that there is none.
func answerOf(text []byte, err error) string {
	if err != nil {
		return "none: " + err.Error()
	}
	return sha256Of(text)
}

// text reads a file.
func (r *trace) text(path string) ([]byte, error) {
	data, err := readFile(path)
	r.keep(question{askText, path, ""}, func() string { return answerOf(data, err) })
	return data, err
}

// textBelow reads a file below a folder, which links do not lead out of.
func (r *trace) textBelow(dir, name string) ([]byte, error) {
	data, err := readInRoot(dir, name)
	r.keep(question{askTextBelow, dir, name}, func() string { return answerOf(data, err) })
	return data, err
}

// isFile says whether there is a file, or a link to one.
func (r *trace) isFile(path string) bool {
	info, err := os.Stat(path)
	is := err == nil && info.Mode().IsRegular()
	r.keep(question{askIsFile, path, ""}, func() string { return strconv.FormatBool(is) })
	return is
}

// same says whether two paths lead to one file or folder.
func (r *trace) same(a, b string) bool {
	one, errA := os.Stat(filepath.Clean(a))
	other, errB := os.Stat(filepath.Clean(b))
	are := errA == nil && errB == nil && os.SameFile(one, other)
	r.keep(question{askSame, a, b}, func() string { return strconv.FormatBool(are) })
	return are
}

// dirEntry is something in a folder.
type dirEntry struct {
	name     string
	isFolder bool // and no link to one
	// text is that of a Go file; nil for everything else.
	text []byte
	// sum is the checksum of the text, where it is wanted.
	sum string
	// gone says that it was removed since the folder was listed.
	gone bool
}

// folder reads a folder with the Go files in it, sorted by name.
func (r *trace) folder(path string) ([]dirEntry, error) {
	entries, err := r.readFolder(path)
	r.keep(question{askFolder, path, ""}, func() string {
		var list []byte
		for _, e := range entries {
			list = fmt.Appendf(list, "%q %t %s\n", e.name, e.isFolder, e.sum)
		}
		return answerOf(list, err)
	})
	return entries, err
}

func (r *trace) readFolder(path string) ([]dirEntry, error) {
	listed, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	all := make([]dirEntry, len(listed))
	err = each(len(listed), func(i int) (err error) {
		if all[i], err = r.readEntry(path, listed[i]); r != nil && all[i].text != nil {
			all[i].sum = sha256Of(all[i].text)
		}
		return err
	})
	return slices.DeleteFunc(all, func(e dirEntry) bool { return e.gone }), err
}

// readEntry reads something in a folder. Of what is no file, there is no text: a pipe would never end, a link may lead
// nowhere.
func (r *trace) readEntry(folder string, listed fs.DirEntry) (dirEntry, error) {
	e := dirEntry{name: listed.Name(), isFolder: listed.IsDir()}
	if e.isFolder || filepath.Ext(e.name) != ".go" {
		return e, nil
	}
	path := filepath.Join(folder, e.name)
	if r != nil && listed.Type().IsRegular() {
		if text, written := r.written[path]; written {
			e.text = text
			return e, nil
		}
	}
	if !listed.Type().IsRegular() {
		if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
			return e, nil
		}
	}
	var err error
	if e.text, err = os.ReadFile(path); errors.Is(err, fs.ErrNotExist) {
		e.gone, err = true, nil
	}
	return e, err
}
