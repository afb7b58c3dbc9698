package generator

// This file remembers packages, and slices, for which there was nothing to do, so that the next run can say so after
// looking at what they are made from, and need not make them again. What a run asked of the disk, and the answers, are
// written to a file of the user's cache: the configuration's documents, go.mod, hand-written files and generated ones,
// each with its checksum. Where every question still has its answer, the run would go the same way to the same end.
// Where one has another, where the configuration, the folder or the executable is another one, or the file cannot be
// read, is not whole or may be somebody else's, nothing is known, and no error comes from here.

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

const (
	// memoForm is raised where the same questions would mean something else.
	memoForm = 1
	// memoAge is how long what nobody asks for is kept, memoUse how often it is noted that somebody does.
	memoAge = 30 * 24 * time.Hour
	memoUse = 24 * time.Hour
	// maxMemos is how many files are kept: a few kilobytes each, as a rule.
	maxMemos = 500
)

// Memo remembers in a folder which packages were up to date, of which configurations. Several processes may use one
// folder, and several goroutines a Memo. A nil Memo remembers nothing.
type Memo struct {
	dir, executable string
}

// NewMemo returns a memo in a folder, which is made where there is something to remember, for its owner alone. In a
// folder that others can write to, or that is a link, nothing is read or written. The memo is nil for the folder "",
// and where the program that runs cannot be told from another build of it.
func NewMemo(dir string) *Memo {
	program := executable()
	if dir == "" || program == "" {
		return nil
	}
	return &Memo{dir, program}
}

// Unchanged is what Generate would find for a configuration whose package is up to date, if that is certain: the same
// program has found it so in the same folder, and nothing that it read has changed since. It is false where a document
// comes from a URL. Causes of warnings are not kept.
func (m *Memo) Unchanged(config *Config) (Summary, bool) { return recall(m.file(packages, config)) }

// Generate is [Generate] whose result is remembered once its Write or Check has found that there is nothing to do, or
// Write has done it. Nobody may change the result until then.
func (m *Memo) Generate(ctx context.Context, config *Config) (*Result, error) {
	var kept *memory
	if path := m.file(packages, config); path != "" {
		kept = &memory{path: path, seen: &trace{}}
	}
	return generateFor(ctx, config, kept)
}

// SliceUnchanged says whether it is certain that Outdated would be false of what Pull returns. It is false where a
// document comes from a URL.
func (m *Memo) SliceUnchanged(config *Config) bool {
	_, known := recall(m.file(cuts, config))
	return known
}

// Pull is [Pull] of what the configuration's Source names, by force. A slice that is not outdated is remembered.
func (m *Memo) Pull(ctx context.Context, config *Config, options PullOptions) (*Pulled, error) {
	options.From, options.SHA256, options.Force = "", "", true
	path := m.file(cuts, config)
	if path != "" {
		options.seen = &trace{}
	}
	p, err := Pull(ctx, config, options)
	if path != "" && err == nil && !p.Outdated() {
		save(path, Summary{}, options.seen)
	}
	return p, err
}

// What is remembered: that a package is up to date, or that a slice is.
const (
	packages = "package"
	cuts     = "slice"
)

// file is where something about a configuration is remembered, "" where nothing is. The name is for everything that a
// run depends on and does not read.
func (m *Memo) file(what string, config *Config) string {
	if m == nil {
		return ""
	}
	folder, err := os.Getwd()
	if err != nil {
		return ""
	}
	key := fmt.Sprintf("%d %s\n%s\n%q\n%q\n%#v", memoForm, what, m.executable, folder, os.Getenv("GODEBUG"), *config)
	return filepath.Join(m.dir, sha256Of([]byte(key)))
}

// memory is where a result is to be remembered, with what was read to make it. A nil memory is of no memo.
type memory struct {
	path string
	seen *trace
}

// inputs records what is read to make the result.
func (m *memory) inputs() *trace {
	if m == nil {
		return nil
	}
	return m.seen
}

// recorder records a look at the output folder. Each is one of its own, as a run may change the folder.
func (m *memory) recorder() *trace {
	if m == nil {
		return nil
	}
	return &trace{}
}

// remembered is what was found, and what was read until then.
type remembered struct {
	Summary Summary
	Seen    []answered
}

// remember remembers that there is nothing to do, as the output folder is.
func (r *Result) remember(f folder) {
	if r.memory == nil || f.folders[runFolder] || f.others[runFolder] || f.documented() != r.documented {
		return
	}
	save(r.memory.path, r.Summary(), r.memory.seen.with(f.seen))
}

// save writes down what was found, with what was read until then.
func save(path string, found Summary, seen *trace) {
	if seen.passing {
		return
	}
	text, err := json.Marshal(remembered{found, seen.sorted()})
	if err != nil || bytes.Contains(text, []byte(`\ufffd`)) { // which stands for what is not UTF-8
		return
	}
	writePrivate(path, append([]byte(memorySum(path, text)+"\n"), text...))
	trim(filepath.Dir(path), time.Now())
}

// recall is what was found, where the disk still has the same answers.
func recall(path string) (Summary, bool) {
	known, ok := readMemory(path)
	if !ok || slices.ContainsFunc(known.Seen, func(a answered) bool { return !a.holds() }) {
		return Summary{}, false
	}
	if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > memoUse {
		now := time.Now()
		_ = os.Chtimes(path, now, now)
	}
	return known.Summary, true
}

// rememberWritten looks at the folder after files were written, and remembers it. These have the text that was written,
// or another one by now, in which case the next run will see that: reading them once more would not tell anything.
func (r *Result) rememberWritten(written []string) {
	if r.memory == nil {
		return
	}
	seen := r.memory.recorder()
	seen.written = map[string][]byte{}
	for _, name := range written {
		seen.written[r.path(name)] = r.Files[name]
	}
	if f, changes, err := r.lookAgain(seen); err == nil && !changes.Any() {
		r.remember(f)
	}
}

// memorySum is the checksum of what is in a file, and of the file's name: what was copied from another file is about
// something else.
func memorySum(path string, text []byte) string {
	return sha256Of(append([]byte(filepath.Base(path)+"\n"), text...))
}

// readMemory reads what was written down, if that is whole.
func readMemory(path string) (remembered, bool) {
	var known remembered
	text, err := readPrivate(path)
	if err != nil {
		return known, false
	}
	sum, text, _ := bytes.Cut(text, []byte("\n"))
	whole := string(sum) == memorySum(path, text) && json.Unmarshal(text, &known) == nil
	return known, whole && len(known.Seen) > 0
}

// memoName is how the files of a memo are called, and what a run that was killed has begun to write.
var memoName = regexp.MustCompile(`^(?:[0-9a-f]{64}|new-\d+)$`)

// trim removes what nobody has asked for in a long time, and what is too much. It removes nothing that is not a memo's.
func trim(dir string, now time.Time) {
	if !isPrivate(dir) {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	ages := map[string]time.Duration{}
	var names []string
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && memoName.MatchString(e.Name()) {
			names = append(names, e.Name())
			ages[e.Name()] = now.Sub(info.ModTime())
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(ages[a], ages[b]) })
	for i, name := range names {
		if i >= maxMemos || ages[name] > memoAge {
			_ = os.Remove(filepath.Join(dir, name))
		}
	}
}
