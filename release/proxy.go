package main

// This file writes the checkout as a module proxy: a folder that GOPROXY=file://... takes, so that `go install` and
// `go get -tool` of a version can be tried before the version is there.

import (
	"fmt"
	"os"
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
	archive, err := os.Create(filepath.Join(files, version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.CreateFromVCS(archive, m, root, "HEAD", ""); err != nil {
		return err
	}
	return archive.Close()
}
