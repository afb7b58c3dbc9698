package generator

// This file is csdlgen init as a library: from metadata and a few request lines to a package that builds.
// initoptions.go finds out what is missing, package starter makes the texts that a person owns; pulling and generating
// are those of pull and gen. Nothing is written before everything is known to be well, and no file is overwritten.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/csdlgen/csdlgen/generator/plan"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/generator/starter"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/templates"
)

// Initial is a new package that is not written yet.
type Initial struct {
	// Files are what a person owns from now on: the configuration, a Go file with the go:generate line, the slice, and
	// the test and the program where they are asked for.
	Files []InitialFile
	// Pulled is the slice, which is one of Files.
	Pulled *Pulled
	// Result is the generated package.
	Result *Result
	// Warnings are the complaints that stopped nothing. The place of one about a request line is that of InitLines.
	Warnings Diagnostics
	// Names are the Go names in the configuration that nobody asked for: without them, names would clash.
	Names []NamePin
	// HasTool says that go tool csdlgen, which the go:generate line runs, is there in the module of the package.
	HasTool bool
}

// InitialFile is a file of an Initial.
type InitialFile struct {
	Path string
	Text []byte
}

// Init makes a package of what its user says. It reads the metadata and writes nothing but, where there is one, to the
// cache. The error is a Diagnostics: everything that is missing; else what cannot be read, lines that mean nothing, and
// all files that are in the way.
func Init(ctx context.Context, options InitOptions) (*Initial, error) {
	setup, err := options.setup()
	if err != nil {
		return nil, err
	}
	slice := filepath.Join(setup.dir, setup.Metadata)
	config, pulled, err := setup.pull(ctx, slice, options.Pull)
	if err != nil {
		return nil, errors.Join(err, setup.inTheWay().Err())
	}
	hasComment := documented(setup.dir)
	pulled.Plan.Packages[0].Doc = nil // the comment is in the file with the go:generate line
	pulled.Plan.Packages[0].Config = configFile
	files, err := templates.Render(pulled.Plan)
	if err != nil {
		return nil, err
	}
	s := &Initial{Pulled: pulled, Result: &Result{Dir: config.OutputDir(), Files: files, Plan: pulled.Plan, Warnings: pulled.Warnings},
		Warnings: pulled.Warnings, Names: config.Names, HasTool: moduleOf(nil, setup.dir).hasTool}
	s.Files = []InitialFile{
		{setup.file(configFile), []byte(starter.Configuration(setup.Package))},
		{setup.file(s.docFile()), []byte(starter.Doc(setup.Package, hasComment))},
		{slice, pulled.Text},
	}
	if err := s.addPrograms(setup); err != nil {
		return nil, err
	}
	if err := s.inTheWay(); err != nil {
		return nil, err
	}
	return s, nil
}

// pull cuts the slice. Where all types are in another namespace than the entity container - the default of ASP.NET -
// that becomes the main one. Where names clash, the lines that mend it become part of the configuration: somebody who
// begins has none yet to paste them into.
func (s *setup) pull(ctx context.Context, slice string, options PullOptions) (*Config, *Pulled, error) {
	options.Force, options.fromFile = false, "csdlgen init --metadata FILE"
	for {
		config, err := s.config()
		if err != nil {
			return nil, nil, err
		}
		pulled, err := pullAfter(ctx, &previous{path: slice}, config, options)
		switch {
		case err == nil && s.Namespace == "" && pulled.namespace != "":
			s.Namespace = pulled.namespace // all names would begin with it
			continue
		case err == nil:
			return config, pulled, nil
		}
		if !s.name(err) {
			return nil, nil, err
		}
	}
}

// name takes over the names that complaints propose; it is false where one of them is about something else.
func (s *setup) name(err error) bool {
	var list Diagnostics
	if !errors.As(err, &list) {
		return false
	}
	var names []starter.Name
	for _, d := range list {
		var clash *plan.Clash
		switch {
		case d.Severity == diag.Warning:
		case !errors.As(d.Cause, &clash):
			return false
		case clash.Schema != "":
			names = append(names, starter.Name{Schema: clash.Schema, Go: clash.Go})
		}
	}
	again := func(n starter.Name) bool {
		return slices.ContainsFunc(s.Names, func(have starter.Name) bool { return have.Schema == n.Schema })
	}
	if len(names) == 0 || slices.ContainsFunc(names, again) {
		return false
	}
	s.Names = append(s.Names, names...)
	return true
}

// configFile is the name of a new configuration.
const configFile = "csdlgen.yaml"

// docFile is the name of the file with the go:generate line: one that is not generated.
func (s *Initial) docFile() string {
	for _, name := range [...]string{"doc.go", "generate.go"} {
		if _, taken := s.Result.Files[name]; !taken {
			return name
		}
	}
	return "gogenerate.go"
}

// addPrograms adds the test and the program, where they are asked for.
func (s *Initial) addPrograms(setup *setup) error {
	if !setup.test && setup.main == "" {
		return nil
	}
	var diags diag.List
	call := starter.FirstCall(s.Result.Plan, s.Pulled.operations)
	switch {
	case call == nil:
		diags.Report(Pos{File: InitLines}, complaint.InitValue, "no request line reads or creates an entity or calls an action, which is what --main and --test begin with").
			Fixf("add such a line, or leave out --main and --test")
		return diags.Err()
	case call.Kind == selection.Invoke && setup.main != "": // whose effects nobody wants to try
		diags.Report(Pos{File: InitLines}, complaint.InitValue, "no request line reads or creates an entity, which is what --main begins with").
			Fixf("add such a line, or leave out --main")
		return diags.Err()
	}
	if setup.test {
		text, err := starter.Test(setup.Package, call)
		if err != nil {
			return fmt.Errorf("writing the test: %w", err)
		}
		s.Files = append(s.Files, InitialFile{setup.file(setup.Name + "_test.go"), text})
	}
	if setup.main != "" {
		text, err := starter.Main(setup.Package, call)
		if err != nil {
			return fmt.Errorf("writing the program: %w", err)
		}
		s.Files = append(s.Files, InitialFile{setup.main, text})
	}
	return nil
}

// inTheWay complains about every file that is there already, and about what else keeps the package from being written.
// Where there is a configuration, everything else is what belongs to it.
func (s *Initial) inTheWay() error {
	var diags diag.List
	if config := filepath.Join(s.Result.Dir, configFile); exists(config) {
		diags.Report(Pos{File: config}, complaint.InitFile, "there is a package here already, and csdlgen init overwrites nothing").
			Fixf("add the request lines to this file, then run csdlgen pull %[1]s && csdlgen gen %[1]s; or choose another folder with --dir", s.Result.Dir)
		return diags.Err()
	}
	for _, f := range s.Files {
		reportInTheWay(f.Path, &diags)
	}
	found, changes, err := s.Result.look()
	var list Diagnostics
	if err != nil && !errors.As(err, &list) {
		return err
	}
	for _, d := range list {
		if !slices.ContainsFunc(diags, func(have Diagnostic) bool { return have.File == d.File }) {
			diags = append(diags, d)
		}
	}
	for name := range found.own { // a package without its configuration: whose it is cannot be told
		reportInTheWay(s.Result.path(name), &diags)
	}
	if changes.Unfinished {
		diags.Report(Pos{File: s.Result.Dir}, complaint.Unfinished, "a run of csdlgen gen was ended before it was done, or is at work now").Fixf("run csdlgen gen, or choose another folder with --dir")
	}
	return diags.Err()
}

// reportInTheWay complains about a file that is there.
func reportInTheWay(path string, diags *diag.List) {
	if exists(path) {
		diags.Report(Pos{File: path}, complaint.InitFile, "this file is in the way: csdlgen init would write it, and overwrites nothing").
			Fixf("move it, or choose another folder with --dir")
	}
}

// exists says whether there is anything of that name, or something that cannot be looked at.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// Write writes all files. Where one cannot be written, those that were are removed again.
func (s *Initial) Write() (Changes, error) {
	var made []string
	for _, f := range s.Files {
		folders, err := makeAll(filepath.Dir(f.Path))
		made = append(made, folders...)
		if err == nil {
			err = writeNew(f, &made)
		}
		if err != nil {
			return Changes{}, errors.Join(fmt.Errorf("writing %s: %w", f.Path, err), removeNewest(made))
		}
	}
	changes, err := s.Result.Write()
	if err != nil {
		return Changes{}, errors.Join(err, removeNewest(made))
	}
	return changes, nil
}

// writeNew writes a file that is not there, and adds it to what was made.
func writeNew(f InitialFile, made *[]string) error {
	file, err := os.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // as Go files are
	if err != nil {
		return reason(err)
	}
	*made = append(*made, f.Path)
	_, err = file.Write(f.Text)
	return errors.Join(err, file.Close())
}

// makeAll makes a folder and those that it is in, and returns the new ones.
func makeAll(dir string) ([]string, error) {
	var made []string
	var missing []string
	for p := filepath.Clean(dir); ; p = filepath.Dir(p) {
		if _, err := os.Stat(p); !errors.Is(err, fs.ErrNotExist) || p == filepath.Dir(p) {
			break
		}
		missing = append(missing, p)
	}
	for _, p := range slices.Backward(missing) {
		if err := os.Mkdir(p, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return made, reason(err)
		}
		made = append(made, p)
	}
	return made, nil
}

// removeNewest removes what was made, the newest first.
func removeNewest(made []string) error {
	slices.Reverse(made)
	return remove(made)
}
