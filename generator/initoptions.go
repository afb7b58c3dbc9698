package generator

// This file is what csdlgen init is told, and what follows from that: names, folders, the configuration. What is
// missing is an error that says which flag to give.

import (
	"cmp"
	"errors"
	"go/token"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/csdlgen/csdlgen/generator/starter"
	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// InitLines is the file that complaints of Init name for the request lines: the first is line 1.
const InitLines = "--select"

// ToolPath is the import path of the command, for go get -tool.
const ToolPath = "github.com/csdlgen/csdlgen/cmd/csdlgen"

// InitOptions say what Init makes. Paths are relative to the current folder.
type InitOptions struct {
	// Metadata is where the whole description of the service is: a file, or an http or https URL. One that ends in a
	// slash is the root of the service, whose metadata is in $metadata below it.
	Metadata string
	// Select holds request lines such as "GET /users/{id}".
	Select []string
	// Package is the name of the package and Dir its folder. Each follows from the other where it is empty.
	Package, Dir string
	// Test says that a test is written, into the package's folder; Main is the file of a program that is written, ""
	// for none.
	Test bool
	Main string
	// Root is the root of the service that the program calls. It follows from a Metadata that is a URL.
	Root string
	// Pull says how the metadata is got; From, SHA256 and Force do not count.
	Pull PullOptions
}

// setup is what Init makes, with nothing missing.
type setup struct {
	starter.Package
	dir, main string
	test      bool
}

// file is a file in the folder of the package.
func (s *setup) file(name string) string { return filepath.Join(s.dir, name) }

// setup fills in what follows from something else. All that is missing or cannot be used is complained about at once.
func (o InitOptions) setup() (*setup, error) {
	var diags diag.List
	missing := func(what, fix string, args ...any) {
		diags.Report(Pos{}, complaint.InitMissing, "%s", what).Fixf(fix, args...)
	}
	s := &setup{dir: o.folder(), main: o.Main, test: o.Test}
	s.Name = o.name()
	s.Root = cmp.Or(o.Root, rootOf(o.Metadata))
	s.Select = oneLine(o.Select)
	switch {
	case o.Metadata == "":
		missing("the service's metadata is not given", "write --metadata 'https://shop.example/odata/$metadata', or --metadata FILE")
	case o.Metadata == standardInput:
		diags.Report(Pos{}, complaint.InitValue, "the metadata cannot be standard input, which csdlgen pull could not read again").Fixf("write it to a file: --metadata FILE")
	}
	if len(s.Select) == 0 {
		missing("no request line is given", "write --select 'GET /users', as often as needed")
	}
	switch {
	case s.Name == "":
		missing("the name of the package is not given", "write --package NAME")
	case !token.IsIdentifier(s.Name) || s.Name == "_" || s.Name == "main":
		diags.Report(Pos{}, complaint.InitValue, "%q cannot be the name of a Go package that others import", s.Name).Fixf("write --package NAME with letters and digits")
	}
	if err := o.source(s); err != nil {
		diags.Report(Pos{}, complaint.InitValue, "the metadata %s cannot be used: %v", shownName(o.Metadata), err)
	}
	s.Metadata = s.Name + ".xml"
	o.checkPrograms(s, &diags)
	if s.main != "" && s.Root == "" && o.Metadata != "" {
		missing("the root of the service, which the program calls, is not given", "write --root https://shop.example/odata, or leave out --main")
	}
	return s, diags.Err()
}

// folder is the folder of the package.
func (o InitOptions) folder() string {
	if dir := cmp.Or(o.Dir, o.Package); dir != "" {
		return filepath.Clean(dir)
	}
	return ""
}

// name is the name of the package.
func (o InitOptions) name() string {
	if o.Package != "" || o.Dir == "" {
		return o.Package
	}
	abs, err := filepath.Abs(o.Dir)
	if err != nil {
		return ""
	}
	return filepath.Base(abs)
}

// oneLine are the request lines, each with single spaces, without those that are empty.
func oneLine(lines []string) []string {
	var all []string
	for _, line := range lines {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// rootOf is the root of the service whose metadata has a URL; "" where that does not say it.
func rootOf(metadata string) string {
	u, err := url.Parse(metadata)
	if err != nil || !isURL(metadata) {
		return ""
	}
	if root, isMetadata := strings.CutSuffix(u.Path, "$metadata"); isMetadata || strings.HasSuffix(u.Path, "/") {
		return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimSuffix(root, "/")}).String()
	}
	return ""
}

// source finds how the configuration names the whole document.
func (o InitOptions) source(s *setup) error {
	if !isURL(o.Metadata) {
		dir, err := filepath.Abs(s.dir)
		if err != nil {
			return err
		}
		file, err := filepath.Abs(o.Metadata)
		if err != nil {
			return err
		}
		if rel, err := filepath.Rel(dir, file); err == nil {
			file = rel
		}
		s.Source = filepath.ToSlash(file)
		return nil
	}
	u, err := url.Parse(o.Metadata)
	if err != nil {
		return errors.New("it is not a valid URL")
	}
	if u.User != nil {
		return errors.New("it has a user or password, which would stand in the configuration; put an access token into the environment variable CSDLGEN_TOKEN")
	}
	s.Source = metadataAt(o.Metadata)
	return nil
}

// metadataAt is where metadata is that somebody names: the root of a service stands for the $metadata below it.
func metadataAt(metadata string) string {
	u, err := url.Parse(metadata)
	if err != nil || !isURL(metadata) || !strings.HasSuffix(u.Path, "/") {
		return metadata
	}
	u.Path += "$metadata"
	return u.String()
}

// checkPrograms finds the import path that programs need, and complains about where they cannot be.
func (o InitOptions) checkPrograms(s *setup, diags *diag.List) {
	if s.main == "" && !s.test || s.Name == "" {
		return
	}
	if starter.Reserved(s.Name) {
		diags.Report(Pos{}, complaint.InitValue, "a program and a test have another use for the name %s", s.Name).Fixf("write --package with another name, or leave out --main and --test")
	}
	if s.Import = moduleOf(nil, s.dir).importPath; s.Import == "" {
		diags.Report(Pos{}, complaint.InitMissing, "there is no Go module here (no go.mod), from which a program or a test could import the package").
			Fixf("run go mod init example.com/NAME first, or leave out --main and --test")
	}
	if s.main == "" {
		return
	}
	if filepath.Ext(s.main) != ".go" || strings.HasSuffix(s.main, "_test.go") {
		diags.Report(Pos{}, complaint.InitValue, "%q cannot be the file of a program", s.main).Fixf("write --main=main.go")
	}
	folder := filepath.Dir(s.main)
	if sameFolder(folder, s.dir) {
		diags.Report(Pos{}, complaint.InitValue, "the program and the package cannot be in one folder").Fixf("write --dir FOLDER, or --main=cmd/%s/main.go", s.Name)
		return
	}
	entries, _ := os.ReadDir(folder) // one that cannot be read is complained about when it is written to
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".go" && !strings.HasSuffix(e.Name(), "_test.go") && e.Name() != filepath.Base(s.main) {
			diags.Report(Pos{File: filepath.Join(folder, e.Name())}, complaint.InitFile, "this file is in the way: %s has to be the first Go file of its folder", s.main).
				Fixf("write --main=cmd/%s/main.go", s.Name)
		}
	}
}

// sameFolder says whether two paths name one folder.
func sameFolder(a, b string) bool {
	absA, errA := filepath.Abs(a)
	absB, errB := filepath.Abs(b)
	return errA == nil && errB == nil && absA == absB
}

// config is the configuration, as it will be read from the file. What was said about it has its place in what Init was
// told.
func (s *setup) config() (*Config, error) {
	c, err := ParseConfig(s.file(configFile), []byte(starter.Configuration(s.Package)))
	if err != nil {
		return nil, err
	}
	same := c.Metadata.Text == s.Metadata && c.Source.Text == s.Source && c.Package.Text == s.Name && c.Namespace.Text == s.Namespace && len(c.Select) == len(s.Select) && len(c.Names) == len(s.Names)
	for i := range c.Select {
		same = same && c.Select[i].Text == s.Select[i]
		c.Select[i].Pos = Pos{File: InitLines, Line: i + 1, Col: 1}
	}
	for i := range c.Names {
		same = same && c.Names[i].Schema.Text == s.Names[i].Schema && c.Names[i].Go.Text == s.Names[i].Go
	}
	if !same {
		return nil, errors.New("this is a fault of csdlgen: the configuration that it would write is not what it was told; nothing was written")
	}
	c.Source.Pos = Pos{File: "--metadata"}
	c.Package.Pos = Pos{File: "--package"}
	return c, nil
}

// inTheWay complains about files that are there, of those whose names are known before anything is read.
func (s *setup) inTheWay() diag.List {
	var diags diag.List
	files := []string{s.file(configFile), s.file("doc.go"), s.file(s.Metadata)}
	if s.test {
		files = append(files, s.file(s.Name+"_test.go"))
	}
	if s.main != "" {
		files = append(files, s.main)
	}
	for _, f := range files {
		reportInTheWay(f, &diags)
	}
	return diags
}
