//go:build unix

package generator

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe, a link that leads nowhere or a folder is not read, whatever it is called.
func TestOnlyRegularFilesAreRead(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.go"), 0o600); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "link.go")); err != nil {
		t.Fatal(err)
	}
	if _, err := made(dir, map[string]string{"a.go": own}).Write(); err != nil { // a pipe would be waited for without end
		t.Error(err)
	}
	_, err := made(dir, map[string]string{"pipe.go": own}).Write()
	var complaints Diagnostics
	if !errors.As(err, &complaints) || complaints[0].Code != "foreign-file" {
		t.Errorf("%v", err)
	}
}
