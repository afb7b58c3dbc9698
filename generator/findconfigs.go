package generator

// This file finds the configurations that arguments such as ./... stand for.

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// everyBelow is the end of an argument that stands for a folder and all below it.
const everyBelow = "..."

// FindConfigs returns the configurations that arguments stand for, each once, in the order of the arguments. FOLDER/...
// stands for every csdlgen.yaml in a folder and below it, FOLDER for the one in it, and FILE.yaml for a file. As
// for the go command, folders named vendor or testdata, those whose name begins with a dot or an underscore, and other
// modules are not below a folder: another module has its own version of csdlgen. Symbolic links are not followed. An
// argument that stands for nothing is an error; all of them are complained about at once.
func FindConfigs(arguments ...string) ([]string, error) {
	var found []string
	seen := map[string]bool{}
	var diags diag.List
	for _, argument := range arguments {
		paths := []string{argument}
		folder, below := belowFolder(argument)
		if below {
			paths = configsBelow(folder, &diags)
		} else if info, err := os.Stat(argument); err == nil && info.IsDir() {
			paths = []string{filepath.Join(argument, configFile)}
		} else if ending := filepath.Ext(argument); ending != ".yaml" && ending != ".yml" {
			diags.Report(Pos{File: argument}, complaint.ConfigFile, "this argument is neither a folder, FOLDER/... nor a configuration, a file that ends in .yaml").
				Fixf("specify a configuration of another name with -c")
			continue
		}
		for _, path := range paths {
			if path = filepath.Clean(path); !seen[path] {
				seen[path] = true
				found = append(found, path)
			}
		}
	}
	return found, diags.Err()
}

// belowFolder takes FOLDER/... apart.
func belowFolder(argument string) (folder string, below bool) {
	if argument == everyBelow {
		return ".", true
	}
	folder, below = strings.CutSuffix(filepath.ToSlash(argument), "/"+everyBelow)
	if below && folder == "" {
		folder = "/"
	}
	return filepath.FromSlash(folder), below
}

// configsBelow finds every configuration in a folder and below it.
func configsBelow(root string, diags *diag.List) []string {
	var found []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && path == root:
			return err
		case err != nil:
			diags.Report(Pos{File: path}, complaint.ConfigFile, "cannot look for configurations in this folder: %v", reason(err)).Fixf("make it readable, or move it")
			return fs.SkipDir
		case entry.IsDir() && path != root && (ignoredByGo(entry.Name()) || isModule(path)):
			return fs.SkipDir
		case entry.Name() == configFile && !entry.IsDir():
			found = append(found, path)
		}
		return nil
	})
	switch {
	case err != nil && errors.Is(err, fs.ErrNotExist):
		diags.Report(Pos{File: root}, complaint.ConfigFile, "there is no such folder, and so no %s below it", configFile).Fixf("write ./... for the current folder and all below it")
	case err != nil:
		diags.Report(Pos{File: root}, complaint.ConfigFile, "cannot look for configurations in this folder: %v", reason(err)).Fixf("make it readable")
	case len(found) == 0:
		diags.Report(Pos{File: root}, complaint.ConfigFile, "there is no %s in this folder or below it", configFile).Fixf("run csdlgen init, which writes one; or specify a file of another name with -c")
	}
	return found
}

// isModule says whether a folder is the root of a Go module.
func isModule(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil && info.Mode().IsRegular()
}
