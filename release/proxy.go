package main

// This file writes the checkout as a module proxy: a folder that GOPROXY=file://... takes, so that `go install` and
// `go get -tool` of a version can be tried before the version is there.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// writeProxy writes what git knows of the checkout in root as the given version into dir.
func writeProxy(root, version, dir string) error {
	m := module.Version{Path: "github.com/csdlgen/csdlgen", Version: version}
	files := filepath.Join(dir, filepath.FromSlash(m.Path), "@v")
	if err := os.MkdirAll(files, 0o755); err != nil {
		return err
	}
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	info := fmt.Sprintf(`{"Version":%q,"Time":%q}`, version, time.Now().UTC().Format(time.RFC3339))
	for name, content := range map[string]string{"list": version + "\n", version + ".mod": string(gomod), version + ".info": info} {
		if err := os.WriteFile(filepath.Join(files, name), []byte(content), 0o644); err != nil {
			return err
		}
	}
	return writeZip(filepath.Join(files, version+".zip"), root, m)
}

// writeZip writes what is committed as the zip file of a module, which leaves out the modules within.
func writeZip(file, root string, m module.Version) error {
	tree, err := os.MkdirTemp("", "csdlgen-release-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tree)
	export := exec.Command("git", "-C", root, "archive", "--format=tar", "--output", filepath.Join(tree, ".tar"), "HEAD")
	unpack := exec.Command("tar", "-x", "-C", tree, "-f", filepath.Join(tree, ".tar"))
	for _, command := range []*exec.Cmd{export, unpack} {
		if out, err := command.CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w: %s", command.Args, err, out)
		}
	}
	if err := os.Remove(filepath.Join(tree, ".tar")); err != nil {
		return err
	}
	archive, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(archive, m, tree); err != nil {
		return err
	}
	return archive.Close()
}
