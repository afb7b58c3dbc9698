package generator

// This file holds that whatever a package depends on is asked for in trace.go: a function that reads by other means is
// in the table, with the reason why nobody has to know what it has read.

import (
	"bytes"
	"encoding/hex"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Reasons of functions that read without a trace.
const (
	asks       = "is how a trace reads"
	otherTasks = "belongs to another command than gen and check"
	remembers  = "is for what is remembered itself"
	writes     = "belongs to writing, after which the folder is looked at again"
	atTheEnd   = "is for a question that has to have the same answer when the result is remembered"
	sameValue  = "is part of the name of what is remembered"
)

var readers = map[string]string{
	"readFile": asks, "readInRoot": asks, "trace.text": asks, "trace.textBelow": asks, "trace.isFile": asks, "trace.same": asks, "trace.readFolder": asks, "trace.readEntry": asks,

	"ReadConfig": sameValue, "Memo.file": sameValue, "openExecutable": sameValue,

	"recall": remembers, "readPrivate": remembers, "isPrivate": remembers, "trim": remembers,

	"documented": atTheEnd, "unlessOurs": atTheEnd,
	"unfinished": "is about a name in the output folder with which nothing is remembered",

	"begin": writes, "writingRun.tryLock": writes, "writingRun.sweep": writes, "isRunFolder": writes,

	"FindConfigs": otherTasks, "configsBelow": otherTasks, "isModule": otherTasks,
	"exists": otherTasks, "writeNew": otherTasks, "makeAll": otherTasks, "InitOptions.checkPrograms": otherTasks,
	"openDocument": otherTasks, "parseRevision": otherTasks, "git": otherTasks,
	"Config.SourceHere": otherTasks, "Pulled.Write": otherTasks, "Pulled.write": otherTasks,
	"Config.Fix": otherTasks,
}

// TestReadsAreRecorded finds every function that reads.
func TestReadsAreRecorded(t *testing.T) {
	reading := strings.Fields("os.ReadFile os.ReadDir os.Open os.OpenFile os.OpenRoot os.DirFS os.Stat os.Lstat os.Readlink os.Getwd os.Getenv os.LookupEnv os.Environ os.Hostname os.UserHomeDir " +
		"filepath.EvalSymlinks filepath.Glob filepath.Walk filepath.WalkDir exec.Command exec.CommandContext readFile readInRoot")
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			declared := declaration{receiver(f), f.Name}.String()
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && slices.Contains(reading, called(call)) {
					found[declared] = true
					if readers[declared] == "" {
						t.Errorf("%s: %s calls %s: ask by way of a trace, or say in the table why nobody has to", name, declared, called(call))
					}
				}
				return true
			})
		}
	}
	for name := range readers {
		if !found[name] {
			t.Errorf("%s is in the table and does not read", name)
		}
	}
}

// called is the name of what is called, with its package.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if pkg, ok := f.X.(*ast.Ident); ok {
			return pkg.Name + "." + f.Sel.Name
		}
	}
	return ""
}

// A question with two answers, and one about something that passes, is not asked again.
func TestTraceOfWhatPasses(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, ".", map[string]string{"a": "1"})
	var one, other trace
	_, _ = one.text("a")
	_, _ = other.text("a")
	if one.with(&other).passing {
		t.Error("a file is the same, and passes")
	}
	put(t, ".", map[string]string{"a": "2"})
	_, _ = other.text("a")
	if one.passing || !other.passing || !one.with(&other).passing {
		t.Error("a file was another one meanwhile")
	}
	var now trace
	if _, _ = now.text("a"); !one.with(&now).passing {
		t.Error("a file is another one for another trace")
	}
	one.download()
	if !one.passing {
		t.Error("a download does not pass")
	}
}

// A program is told by the build ID that the go command made, else by everything in it.
func TestIdentity(t *testing.T) {
	const id = "AAAAAAAAAAAAAAAAAAAA/BBBBBBBBBBBBBBBBBBBB/CCCCCCCCCCCCCCCCCCCC/DDDDDDDDDDDDDDDDDDD-"
	long := strings.Repeat("x", beginning)
	for text, want := range map[string]string{
		"\x7fELF..\x04\x00\x00\x00S\x00\x00\x00\x04\x00\x00\x00Go\x00\x00" + id + "\x00" + long: id,
		"MZ..\xff Go build ID: \"" + id + "\"\n \xff" + long:                                    id,
		"\xff Go build ID: \"" + id + "/" + id + "\"":                                           "",
		"\xff Go build ID: \"mine\"":                                                            "",
		"\xff Go build ID: \"" + id:                                                             "",
		long + "\xff Go build ID: \"" + id + "\"":                                               "",
		"": "",
	} {
		if want == "" {
			want = sha256Of([]byte(text))
		}
		if got, err := identity(strings.NewReader(text)); err != nil || got != want {
			t.Errorf("%q...: %s, want %s (%v)", text[:min(len(text), 20)], got, want, err)
		}
	}
	if _, err := identity(io.MultiReader(strings.NewReader(long), failing{})); err == nil {
		t.Error("a program that cannot be read is told")
	}
	this, _, _ := strings.Cut(executable(), "\n")
	if _, err := hex.DecodeString(this); this == "" || err == nil && len(this) == 64 {
		t.Errorf("this program, which go test has built, is told by %q", this)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, os.ErrClosed }

// What is wrong with a folder is an answer, too, and so is what is in it besides files.
func TestTraceOfFolders(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, ".", map[string]string{"f/a.go": "package a\n", "f/b.txt": "b"})
	answer := func() string {
		var now trace
		_, _ = now.folder("f")
		if len(now.answers) != 1 {
			t.Fatal(now.answers)
		}
		return now.answers[question{askFolder, "f", ""}]
	}
	seen := map[string]string{}
	step := func(what string, change func() error) {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		now := answer()
		if before, known := seen[now]; known {
			t.Errorf("%s: as %s", what, before)
		}
		seen[now] = what
	}
	step("at first", func() error { return nil })
	step("a file more", func() error { return os.WriteFile("f/c.txt", nil, 0o600) })
	step("another name", func() error { return os.Rename("f/c.txt", "f/d.txt") })
	step("a folder", func() error { return os.Mkdir("f/c.txt", 0o700) })
	step("another text", func() error { return os.WriteFile("f/a.go", []byte("package b\n"), 0o600) })
	step("no text", func() error { return os.WriteFile("f/a.go", nil, 0o600) })
	step("a link to nothing", func() error { _ = os.Remove("f/a.go"); return os.Symlink("none", "f/a.go") })
	step("a link to a file", func() error { return os.WriteFile("f/none", []byte("package c\n"), 0o600) })
	step("no folder", func() error { return os.RemoveAll("f") })
	step("a file", func() error { return os.WriteFile("f", nil, 0o600) })
	before := answer()
	if err := os.WriteFile("f", bytes.Repeat([]byte("x"), 10), 0o600); err != nil || answer() != before {
		t.Errorf("what is not a folder is told from another such: %v", err)
	}
}
