package generator

// This file tests that one run at a time writes to a folder, and that nothing of a user is taken for what a run left
// behind.

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Runs that write different packages to one folder at once leave it as one of them alone would.
func TestConcurrentRuns(t *testing.T) {
	dir := t.TempDir()
	const runs, files = 8, 20
	var wg sync.WaitGroup
	for n := range runs {
		all := map[string]string{}
		for i := range files {
			all[fmt.Sprintf("f%d.go", (i+n)%(files+runs))] = own + fmt.Sprintf("var a%d = %d\n", i, n)
		}
		wg.Go(func() {
			if _, err := made(dir, all).Write(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	texts := contents(t, dir)
	if len(texts) != files {
		t.Errorf("%d files are left of %d", len(texts), files)
	}
	writers := map[string]bool{}
	for _, text := range texts {
		writers[text[strings.LastIndexByte(text, ' '):]] = true
	}
	if len(writers) != 1 {
		t.Errorf("the folder is of %d runs: %q", len(writers), texts)
	}
}

// A run that does not get its turn says so on one line, and has changed nothing.
func TestRunIsBusy(t *testing.T) {
	dir := t.TempDir()
	atWork, err := begin(dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := begin(dir, 30*time.Millisecond); err == nil || err.Error() != dir+": another csdlgen is writing to this folder; run this one again when the other has finished" {
		t.Errorf("%v", err)
	}
	if _, changes, err := made(dir, map[string]string{}).Check(); err != nil || !changes.Unfinished {
		t.Errorf("check does not see it: %v", err)
	}
	if err := atWork.end(); err != nil {
		t.Fatal(err)
	}
	if left := contents(t, dir); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
}

// What only looks like the folder of a run is a user's: it stays, and is an error where a run needs the name.
func TestUsersFilesAreKept(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"file":         {runFolder: "mine"},
		"other files":  {runFolder + "/notes.txt": "mine", runFolder + "/0": "mine"},
		"another text": {runFolder + "/" + aboutFile: "mine", runFolder + "/0": "mine"},
	} {
		dir := t.TempDir()
		put(t, dir, files)
		before := tree(t, dir)
		if _, changes, err := made(dir, map[string]string{}).Check(); err != nil || changes.Any() {
			t.Errorf("%s: check takes it for a run: %+v %v", name, changes, err)
		}
		_, err := made(dir, map[string]string{"a.go": own}).Write()
		if err == nil || err.Error() != filepath.Join(dir, runFolder)+": csdlgen needs this name while it writes, but did not create what has it now; move it, or choose another output folder" {
			t.Errorf("%s: %v", name, err)
		}
		if after := tree(t, dir); strings.Join(before, "\n") != strings.Join(after, "\n") {
			t.Errorf("%s: changed: %q", name, after)
		}
	}
}

// However early a run was killed, the next one does its work.
func TestKilledRunsOfEveryStage(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"after the lock":         {runFolder + "/" + lockFile: ""},
		"while it says what":     {runFolder + "/" + lockFile: "", runFolder + "/" + aboutFile: about[:10]},
		"while it writes a text": {runFolder + "/" + lockFile: "", runFolder + "/" + aboutFile: about, runFolder + "/0": "// Code gen"},
		"while it ends":          {runFolder + "/" + lockFile: ""},
	} {
		dir := t.TempDir()
		put(t, dir, files)
		if _, err := made(dir, map[string]string{"a.go": own}).Write(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := contents(t, dir); !maps.Equal(got, map[string]string{"a.go": own}) {
			t.Errorf("%s: %q", name, got)
		}
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, runFolder), 0o700); err != nil { // killed before the lock
		t.Fatal(err)
	}
	if _, err := made(dir, map[string]string{"a.go": own}).Write(); err != nil || len(contents(t, dir)) != 1 {
		t.Errorf("%v", err)
	}
}
