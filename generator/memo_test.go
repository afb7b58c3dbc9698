package generator

// This file tests that what is remembered of a package is told where a run would find the same, and nowhere else.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// memoProject is a module with a package that depends on everything that a package can depend on.
var memoProject = map[string]string{
	"go.mod": "module example.com/project\n\ngo 1.26\n",
	"api/csdlgen.yaml": "version: 1\nmetadata: csdl/main.xml\noverlays: [csdl/overlay.xml]\noutput: shop\nfake: true\n" +
		"# What is used.\nselect: [GET /Ts, \"GET /Ts/{id}\"]\n",
	"api/csdl/main.xml": tinySchema(`<edmx:Reference Uri="parts/common.xml"><edmx:Include Namespace="common"/></edmx:Reference>`+
		`<edmx:Reference Uri="parts/none.xml"><edmx:Include Namespace="none"/></edmx:Reference>`, ` BaseType="common.base"`),
	"api/csdl/parts/common.xml": `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="common" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EntityType Name="base" Abstract="true"><Property Name="size" Type="Edm.Int32"/></EntityType></Schema></edmx:DataServices></edmx:Edmx>`,
	"api/csdl/overlay.xml": `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="o" xmlns="http://docs.oasis-open.org/odata/ns/edm"><Annotations Target="common.base/size"><Annotation Term="Org.OData.Core.V1.Description" String="How large it is."/></Annotations></Schema></edmx:DataServices></edmx:Edmx>`,
	"api/shop/mine.go":          "package shop\n\nvar mine int\n",
	"api/shop/mine_test.go":     "package shop_test\n",
	"api/shop/shopfake/mine.go": "package shopfake\n",
	"api/shop/cmd/main.go":      "package main\n",
	"notes.txt":                 "nobody reads this\n",
}

// memoTest is a project that was generated, and a memo that knows it. The project is the current folder.
type memoTest struct {
	*testing.T
	memo *Memo
}

const memoConfig = "api/csdlgen.yaml"

func newMemoTest(t *testing.T) memoTest {
	t.Helper()
	t.Chdir(t.TempDir())
	put(t, ".", memoProject)
	m := memoTest{t, NewMemo(filepath.Join(t.TempDir(), "deep", "memo"))}
	if m.knows() {
		t.Fatal("a package is known that was never made")
	}
	m.generate(2)
	if m.generate(0); !m.knows() {
		t.Fatal("nothing has changed, and the package is not known")
	}
	return m
}

func (m memoTest) config() *Config {
	m.Helper()
	config, err := ReadConfig(memoConfig)
	if err != nil {
		m.Fatal(err)
	}
	return config
}

// generate runs gen, which has to write at least so many files.
func (m memoTest) generate(atLeast int) {
	m.Helper()
	result, err := m.memo.Generate(m.Context(), m.config())
	if err != nil {
		m.Fatal(err)
	}
	if changes, err := result.Write(); err != nil || len(changes.Written) < atLeast || atLeast == 0 && changes.Any() {
		m.Fatalf("%+v %v", changes, err)
	}
}

func (m memoTest) knows() bool {
	m.Helper()
	_, known := m.memo.Unchanged(m.config())
	return known
}

// truth is what a run would say without a memo; false where it would not find everything in order.
func (m memoTest) truth() (Summary, bool) {
	config, err := ReadConfig(memoConfig)
	if err != nil {
		return Summary{}, false
	}
	result, err := Generate(m.Context(), config)
	if err != nil {
		return Summary{}, false
	}
	_, changes, err := result.Check()
	return result.Summary(), err == nil && !changes.Any()
}

// told is everything that the command may print of a summary.
func told(s Summary) string {
	text := fmt.Sprintf("%s %s %d %d %d %d", s.Dir, s.Package, s.Operations, s.Types, s.Files, s.Lines)
	for _, w := range s.Warnings {
		asJSON, err := json.Marshal(w)
		text += fmt.Sprintf("\n%v %s %v", w, asJSON, err)
	}
	return text
}

// What is written first is known at once, with everything that a run says of it.
func TestMemoOfWhatIsWritten(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, ".", memoProject)
	m := memoTest{t, NewMemo(filepath.Join(t.TempDir(), "memo"))}
	m.generate(2)
	known, ok := m.memo.Unchanged(m.config())
	want, inOrder := m.truth()
	if !ok || !inOrder || len(want.Warnings) == 0 {
		t.Fatal(ok, inOrder, want)
	}
	if told(want) != told(known) {
		t.Errorf("what is remembered is %s\nand was %s", told(known), told(want))
	}
}

// A file that somebody changes between writing and remembering is seen by the next run.
func TestMemoOfWhatIsOverwritten(t *testing.T) {
	m := newMemoTest(t)
	result, err := m.memo.Generate(t.Context(), m.config())
	if err != nil {
		t.Fatal(err)
	}
	put(t, ".", map[string]string{"api/shop/client.go": own})
	if result.rememberWritten([]string{"client.go"}); m.knows() {
		t.Error("the text that was written is taken for the one that is there")
	}
	if result.rememberWritten(nil); m.knows() {
		t.Error("a package that is not up to date is remembered")
	}
	put(t, ".", map[string]string{"api/shop/client.go": string(result.Files["client.go"])})
	if !m.knows() {
		t.Error("what is there is what was written, and is not known")
	}
}

// Whatever a package depends on, a change of it makes csdlgen generate.
func TestMemoAndChanges(t *testing.T) {
	add := func(name, text string) func(memoTest) {
		return func(m memoTest) { put(m.T, ".", map[string]string{name: text}) }
	}
	for name, change := range map[string]func(memoTest){
		"another key in the configuration":  add(memoConfig, memoProject[memoConfig]+"protocol: \"4.0\"\n"),
		"other places in the configuration": add(memoConfig, "# More.\n"+memoProject[memoConfig]),
		"metadata":                          add("api/csdl/main.xml", tinySchema("", "")),
		"a referenced document":             add("api/csdl/parts/common.xml", strings.ReplaceAll(memoProject["api/csdl/parts/common.xml"], "size", "height")),
		"a document that was missing":       add("api/csdl/parts/none.xml", memoProject["api/csdl/parts/common.xml"]),
		"an overlay":                        add("api/csdl/overlay.xml", strings.Replace(memoProject["api/csdl/overlay.xml"], "How", "Say how", 1)),
		"the module's path":                 add("go.mod", "module example.com/other\n\ngo 1.26\n"),
		"a module in between":               add("api/go.mod", "module example.com/api\n\ngo 1.26\n"),
		"a hand-written file":               add("api/shop/mine.go", "package shop\n\nvar mine, Client int\n"),
		"a hand-written package comment":    add("api/shop/mine.go", "// Package shop is mine.\npackage shop\n"),
		"another hand-written file":         add("api/shop/more.go", "package shop\n"),
		"a hand-written test":               add("api/shop/mine_test.go", "package other\n"),
		"a hand-written file below":         add("api/shop/shopfake/mine.go", "package other\n"),
		"another hand-written file below":   add("api/shop/shopfake/more.go", "package other\n"),
		"a stale file":                      add("api/shop/gone.go", own),
		"a stale file below":                add("api/shop/gone/a.go", below),
		"a generated file":                  add("api/shop/client.go", own),
		"a folder of a run":                 add("api/shop/"+runFolder+"/"+aboutFile, about),
		"something with the name of a run":  add("api/shop/"+runFolder, ""),
		"a generated file is gone":          func(memoTest) { _ = os.Remove("api/shop/client.go") },
		"a generated file is a folder":      func(memoTest) { _ = os.Remove("api/shop/client.go"); _ = os.Mkdir("api/shop/client.go", 0o700) },
		"a generated file leads nowhere":    func(memoTest) { _ = os.Remove("api/shop/client.go"); _ = os.Symlink("none", "api/shop/client.go") },
		"a hand-written file is gone":       func(memoTest) { _ = os.Remove("api/shop/mine.go") },
		"the metadata is gone":              func(memoTest) { _ = os.Remove("api/csdl/main.xml") },
		"the metadata is a folder":          func(memoTest) { _ = os.Remove("api/csdl/main.xml"); _ = os.Mkdir("api/csdl/main.xml", 0o700) },
		"the output folder is gone":         func(memoTest) { _ = os.RemoveAll("api/shop") },
		"a referenced document leads elsewhere": func(memoTest) {
			_ = os.Rename("api/csdl/parts/common.xml", "common.xml")
			_ = os.Symlink("../../../common.xml", "api/csdl/parts/common.xml")
		},
		"another program":                       func(m memoTest) { m.memo.executable += "x" },
		"a setting of Go":                       func(m memoTest) { m.Setenv("GODEBUG", "urlstrictcolons=0") },
		"another folder for what is remembered": func(m memoTest) { m.memo.dir = filepath.Join(m.TempDir(), "memo") },
		"the project is elsewhere":              func(m memoTest) { moved(m.T) },
	} {
		t.Run(name, func(t *testing.T) {
			m := newMemoTest(t)
			if change(m); m.knows() {
				t.Error("the package is taken for the same")
			}
		})
	}
}

// moved copies the project to another folder, and goes there.
func moved(t *testing.T) {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(".")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(to)
}

// What a package does not depend on changes nothing, and what is as it was before is known again.
func TestMemoAndWhatDoesNotMatter(t *testing.T) {
	m := newMemoTest(t)
	for name, change := range map[string]func(){
		"a file elsewhere": func() { put(t, ".", map[string]string{"notes.txt": "other", "api/more.txt": ""}) },
		"a comment": func() {
			put(t, ".", map[string]string{memoConfig: strings.Replace(memoProject[memoConfig], "What", "All that", 1)})
		},
		"the times of files":    func() { touchAll(t) },
		"the files checked out": func() { put(t, ".", memoProject) },
		"there and back":        func() { put(t, ".", map[string]string{"api/shop/x.go": ""}); _ = os.Remove("api/shop/x.go") },
	} {
		if change(); !m.knows() {
			t.Errorf("%s makes csdlgen generate", name)
		}
	}
}

func touchAll(t *testing.T) {
	t.Helper()
	for _, name := range files(t) {
		if err := os.Chtimes(name, time.Now(), time.Now()); err != nil {
			t.Fatal(err)
		}
	}
}

// files are the paths of all files below the current folder.
func files(t *testing.T) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Any byte of any file of the project: where csdlgen reads the file, a change makes it generate. Of the configuration,
// which is read in any case, and of what nobody reads, what is remembered is what a run would say.
func TestMemoAndAnyByte(t *testing.T) {
	m := newMemoTest(t)
	read := 0
	for _, name := range files(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		isRead := name != filepath.FromSlash(memoConfig) && name != "notes.txt"
		if isRead {
			read++
		}
		const positions = 60
		for at := 0; at < len(text); at += 1 + len(text)/positions {
			changed := slices.Clone(text)
			changed[at] ^= 1
			put(t, ".", map[string]string{name: string(changed)})
			config, err := ReadConfig(memoConfig)
			if err != nil {
				continue
			}
			known, ok := m.memo.Unchanged(config)
			if !ok {
				continue
			}
			if want, inOrder := m.truth(); isRead || !inOrder || told(want) != told(known) {
				t.Errorf("%s: byte %d is another one, and the package is taken for the same", name, at)
			}
		}
		put(t, ".", map[string]string{name: string(text)})
	}
	if !m.knows() || read < len(memoProject)+2 {
		t.Errorf("%d files were changed", read)
	}
}

// A file that is gone, and one more beside it, are seen in every folder.
func TestMemoAndAnyFile(t *testing.T) {
	m := newMemoTest(t)
	for _, name := range files(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		beside := filepath.Join(filepath.Dir(name), "another.go")
		for what, change := range map[string]func() error{
			"is gone":               func() error { return os.Remove(name) },
			"has another one there": func() error { return os.WriteFile(beside, []byte("package another\n"), 0o600) },
		} {
			if err := change(); err != nil {
				t.Fatal(err)
			}
			if config, err := ReadConfig(memoConfig); err == nil {
				known, ok := m.memo.Unchanged(config)
				if want, inOrder := m.truth(); ok && (!inOrder || told(want) != told(known)) {
					t.Errorf("%s %s, and the package is taken for the same", name, what)
				}
			}
			put(t, ".", map[string]string{name: string(text)})
			_ = os.Remove(beside)
		}
	}
}

// Every field of a configuration is part of what a package is known by, also one that is new.
func TestMemoAndEveryField(t *testing.T) {
	memo := &Memo{"", "this"}
	names := map[string]string{}
	is := func(what string, config Config) {
		t.Helper()
		path := memo.file(packages, &config)
		if other, known := names[path]; known {
			t.Errorf("%s is the same as %s", what, other)
		}
		names[path] = what
	}
	is("nothing", Config{})
	for i := range reflect.TypeFor[Config]().NumField() {
		var config Config
		field := reflect.ValueOf(&config).Elem().Field(i)
		every(field, func(path string) { is(reflect.TypeFor[Config]().Field(i).Name+path, config) })
	}
	is("other bytes that are not UTF-8", Config{File: "a\xff"})
	is("others still", Config{File: "a\xfe"})
	is("the character for them", Config{File: "a\ufffd"})
	if len(names) < 60 {
		t.Errorf("%d configurations", len(names))
	}
}

// every sets each part of a value, one after the other, and calls then with what was set.
func every(v reflect.Value, then func(path string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			every(v.Field(i), func(path string) { then("." + v.Type().Field(i).Name + path) })
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		then("[0]")
		every(v.Index(0), func(path string) { then("[0]" + path) })
	case reflect.Bool:
		v.SetBool(true)
		then("")
	case reflect.Int:
		v.SetInt(1)
		then("")
	case reflect.String:
		v.SetString("a")
		then("")
	default:
		panic("a configuration has a " + v.Kind().String() + ", which may look the same where it is not")
	}
	v.SetZero()
}

// One configuration under two names, and two in one folder, are each remembered by themselves.
func TestMemoOfSeveral(t *testing.T) {
	m := newMemoTest(t)
	abs, err := filepath.Abs(memoConfig)
	if err != nil {
		t.Fatal(err)
	}
	config, err := ReadConfig(abs)
	if err != nil {
		t.Fatal(err)
	}
	if _, known := m.memo.Unchanged(config); known {
		t.Error("a configuration is known under another name, which its messages would not have")
	}
	t.Chdir("api")
	if config, err = ReadConfig("csdlgen.yaml"); err != nil {
		t.Fatal(err)
	}
	if _, known := m.memo.Unchanged(config); known {
		t.Error("a configuration is known from another folder")
	}
}

// A download is never remembered: nobody can say without another one whether it has changed.
func TestMemoAndDownloads(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/main" {
			_, _ = w.Write([]byte(tinySchema("", "")))
			return
		}
		_, _ = w.Write([]byte(memoProject["api/csdl"+r.URL.Path]))
	}))
	defer server.Close()
	t.Chdir(t.TempDir())
	reference := `<edmx:Reference Uri="` + server.URL + `/parts/common.xml"><edmx:Include Namespace="common"/></edmx:Reference>`
	put(t, ".", map[string]string{"main.xml": tinySchema("", ""), "referring.xml": tinySchema(reference, ""), "based.xml": strings.ReplaceAll(memoProject["api/csdl/parts/common.xml"], "</Schema>", `<EntityContainer Name="C"><EntitySet Name="Ts" EntityType="common.T"/></EntityContainer><EntityType Name="T" BaseType="common.base"><Key><PropertyRef Name="size"/></Key></EntityType></Schema>`)})
	memo := NewMemo(filepath.Join(t.TempDir(), "memo"))
	for name, config := range map[string]*Config{
		"a file":        {Metadata: Text{Text: "main.xml"}},
		"the metadata":  {Metadata: Text{Text: server.URL + "/main"}},
		"an overlay":    {Metadata: Text{Text: "based.xml"}, Overlays: []Text{{Text: server.URL + "/overlay.xml"}}},
		"a reference":   {Metadata: Text{Text: "referring.xml"}, References: Text{Text: referencesURLs}},
		"not a request": {Metadata: Text{Text: "referring.xml"}},
	} {
		config.Package, config.Select, config.Output = Text{Text: "p"}, []Text{{Text: "GET /Ts"}}, Text{Text: t.TempDir()}
		for range 2 {
			result, err := memo.Generate(t.Context(), config)
			if err != nil {
				t.Fatal(name, err)
			}
			if _, err := result.Write(); err != nil {
				t.Fatal(name, err)
			}
		}
		want := name == "a file" || name == "not a request"
		if _, known := memo.Unchanged(config); known != want {
			t.Errorf("%s: %v", name, known)
		}
	}
}

// remembered is the one file in the memo.
func (m memoTest) remembered() string {
	m.Helper()
	all, err := filepath.Glob(filepath.Join(m.memo.dir, "*"))
	if err != nil || len(all) != 1 {
		m.Fatal(all, err)
	}
	return all[0]
}

// A file that is not whole, or not as it was written, is as good as none.
func TestMemoThatIsDamaged(t *testing.T) {
	m := newMemoTest(t)
	path := m.remembered()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := map[string][]byte{"another one": []byte(memorySum(path, []byte("{}")) + "\n{}")}
	for at := 0; at < len(text); at += 1 + len(text)/200 {
		damaged[fmt.Sprintf("cut at %d", at)] = text[:at]
		other := slices.Clone(text)
		other[at] ^= 1
		damaged[fmt.Sprintf("other at %d", at)] = other
	}
	for what, text := range damaged {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if m.knows() {
			t.Errorf("%s: the package is known", what)
		}
	}
	_, body, _ := bytes.Cut(text, []byte("\n"))
	unknown := bytes.Replace(body, []byte(`"Kind":"folder"`), []byte(`"Kind":"smell"`), 1)
	if bytes.Equal(body, unknown) {
		t.Fatal("it has no folder")
	}
	if err := os.WriteFile(path, append([]byte(memorySum(path, unknown)+"\n"), unknown...), 0o600); err != nil {
		t.Fatal(err)
	}
	if m.knows() {
		t.Error("an unknown question has an answer")
	}
	if m.generate(0); !m.knows() {
		t.Error("a damaged file is not replaced")
	}
}

// What is remembered of one package and has come to the name of another is not taken for that one.
func TestMemoUnderAnotherName(t *testing.T) {
	m := newMemoTest(t)
	text, err := os.ReadFile(m.remembered())
	if err != nil {
		t.Fatal(err)
	}
	put(t, ".", map[string]string{memoConfig: memoProject[memoConfig] + "protocol: \"4.0\"\n"})
	if err := os.WriteFile(m.memo.file(packages, m.config()), text, 0o600); err != nil {
		t.Fatal(err)
	}
	if m.knows() {
		t.Error("another configuration's package is taken for this one's")
	}
}

// What is remembered is for its owner alone, and holds paths, checksums and messages.
func TestMemoIsPrivate(t *testing.T) {
	m := newMemoTest(t)
	for path, want := range map[string]fs.FileMode{m.remembered(): 0o600, m.memo.dir: fs.ModeDir | 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: %v %v", path, info.Mode(), err)
		}
	}
	text, err := os.ReadFile(m.remembered())
	if err != nil || bytes.Contains(text, []byte("How large")) || bytes.Contains(text, []byte("var mine")) {
		t.Errorf("%v\n%s", err, text)
	}
}

// Where nothing can be remembered, nothing fails.
func TestMemoThatCannotBe(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, ".", memoProject)
	put(t, ".", map[string]string{"file": ""})
	for _, memo := range []*Memo{nil, NewMemo(""), NewMemo("file"), NewMemo(filepath.Join("file", "below"))} {
		m := memoTest{t, memo}
		_ = os.RemoveAll("api/shop")
		if m.generate(1); m.knows() {
			t.Error("it is known")
		}
	}
}

// Runs at the same time do not see half of what another one remembers.
func TestMemoOfConcurrentRuns(t *testing.T) {
	m := newMemoTest(t)
	config := m.config()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 5 {
				result, err := m.memo.Generate(t.Context(), config)
				if err != nil {
					t.Error(err)
					return
				}
				if _, changes, err := result.Check(); err != nil || changes.Any() {
					t.Error(changes, err)
				}
				if _, known := m.memo.Unchanged(config); !known {
					t.Error("it is not known")
				}
			}
		})
	}
	group.Wait()
	m.remembered()
}

// What nobody asks for goes, and so does what is too much, the oldest first. Nothing else does.
func TestMemoIsTrimmed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "memo")
	now := time.Now()
	name := func(i int) string { return sha256Of(fmt.Append(nil, i)) }
	keep := func(name string, age time.Duration) {
		put(t, dir, map[string]string{name: ""})
		if err := os.Chtimes(filepath.Join(dir, name), now, now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range maxMemos + 10 {
		keep(name(i), time.Duration(i)*time.Minute)
	}
	keep("new-123", 2*memoAge)
	keep("id_rsa", 2*memoAge)
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // it is a folder
		t.Fatal(err)
	}
	trim(dir, now)
	left := contents(t, dir)
	_, oldest := left[name(maxMemos-1)]
	if _, others := left["id_rsa"]; len(left) != maxMemos+1 || !oldest || !others {
		t.Errorf("%d files are left: %v", len(left), slices.Sorted(maps.Keys(left)))
	}
	trim(dir, now.Add(memoAge-time.Minute/2))
	if left := contents(t, dir); len(left) != 2 {
		t.Errorf("%d files are left", len(left))
	}
	trim(filepath.Join(dir, "none"), now)
}

// What is asked for stays: its time is that of the last use.
func TestMemoThatIsUsedStays(t *testing.T) {
	m := newMemoTest(t)
	old := time.Now().Add(-memoUse - time.Hour)
	if err := os.Chtimes(m.remembered(), old, old); err != nil {
		t.Fatal(err)
	}
	m.knows()
	if info, err := os.Stat(m.remembered()); err != nil || time.Since(info.ModTime()) > time.Hour {
		t.Errorf("%v %v", info.ModTime(), err)
	}
}

// A slice is remembered like a package: until its source, a document that this refers to, an overlay, the slice itself
// or the configuration is another one.
func TestMemoOfSlices(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, ".", memoProject)
	put(t, ".", map[string]string{memoConfig: strings.Replace(memoProject[memoConfig], "metadata: csdl/main.xml", "metadata: slice.xml\nsource: csdl/main.xml", 1)})
	m := memoTest{t, NewMemo(filepath.Join(t.TempDir(), "memo"))}
	outdated := func() bool {
		p, err := m.memo.Pull(t.Context(), m.config(), PullOptions{})
		return err != nil || p.Outdated()
	}
	if !outdated() || m.memo.SliceUnchanged(m.config()) {
		t.Fatal("a slice is remembered that was never cut")
	}
	p, err := Pull(t.Context(), m.config(), PullOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Write(); err != nil {
		t.Fatal(err)
	}
	if outdated() || !m.memo.SliceUnchanged(m.config()) || m.knows() {
		t.Fatal("a slice that is as it was cut is not remembered, or is remembered as a package")
	}
	for _, name := range []string{memoConfig, "api/csdl/main.xml", "api/csdl/parts/common.xml", "api/csdl/overlay.xml", "api/slice.xml", "go.mod"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(text); at += 1 + len(text)/40 {
			changed := slices.Clone(text)
			changed[at] ^= 1
			put(t, ".", map[string]string{name: string(changed)})
			if config, err := ReadConfig(memoConfig); err == nil && m.memo.SliceUnchanged(config) && (name != memoConfig || outdated()) {
				t.Errorf("%s: byte %d is another one, and the slice is taken for the same", name, at)
			}
		}
		put(t, ".", map[string]string{name: string(text)})
	}
	if !m.memo.SliceUnchanged(m.config()) {
		t.Error("the slice is as it was, and is not known")
	}
	if (*Memo)(nil).SliceUnchanged(m.config()) {
		t.Error("nobody remembers something")
	}
	if p, err := (*Memo)(nil).Pull(t.Context(), m.config(), PullOptions{}); err != nil || p.Outdated() {
		t.Errorf("%v", err)
	}
}
