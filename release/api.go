package main

// This file is the public API of a release as the compiler sees it, and what has become of it since: export data of
// each package that programs and generated code import, compared by apidiff.

import (
	"fmt"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/exp/apidiff"
	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

const modulePath = "github.com/csdlgen/csdlgen/"

// promised are the packages whose API docs/versioning.md promises: the runtime, what programs test with, and what does
// in Go what the commands do.
func promised() []string {
	return []string{
		"odata", "odata/edm", "odata/filter", "odata/odataimpl", "odata/odatatest", "odata/odatatest/schema",
		"generator", "generator/ir",
	}
}

// apiNow loads the promised packages of the checkout, in their order.
func apiNow(root string) ([]*types.Package, error) {
	config := &packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedSyntax, Dir: root}
	var patterns []string
	for _, name := range promised() {
		patterns = append(patterns, "./"+name)
	}
	loaded, err := packages.Load(config, patterns...)
	if err != nil {
		return nil, err
	}
	api := make([]*types.Package, len(loaded))
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return nil, p.Errors[0]
		}
		api[slices.Index(promised(), strings.TrimPrefix(p.PkgPath, modulePath))] = p.Types
	}
	return api, nil
}

// writeAPI writes export data of the packages into dir.
func writeAPI(dir string, api []*types.Package) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, p := range api {
		f, err := os.Create(filepath.Join(dir, apiFile(p.Path())))
		if err != nil {
			return err
		}
		if err := gcexportdata.Write(f, token.NewFileSet(), p); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// readAPI reads the export data that dir has of a package.
func readAPI(dir, path string) (*types.Package, error) {
	f, err := os.Open(filepath.Join(dir, apiFile(path)))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return gcexportdata.Read(f, token.NewFileSet(), make(map[string]*types.Package), path)
}

func apiFile(path string) string {
	return strings.ReplaceAll(strings.TrimPrefix(path, modulePath), "/", "_") + ".export"
}

// breaks lists what code that compiled with the API in dir may not compile with now, as "PACKAGE: CHANGE".
func breaks(dir string, api []*types.Package) ([]string, error) {
	var found []string
	for _, now := range api {
		before, err := readAPI(dir, now.Path())
		if os.IsNotExist(err) {
			continue // the package is new
		}
		if err != nil {
			return nil, err
		}
		for _, change := range apidiff.Changes(before, now).Changes {
			if !change.Compatible {
				found = append(found, fmt.Sprintf("%s: %s", strings.TrimPrefix(now.Path(), modulePath), change.Message))
			}
		}
	}
	return found, nil
}
