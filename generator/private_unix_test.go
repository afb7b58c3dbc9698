//go:build unix

package generator

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What others may have written is not relied on, and nothing is removed there.
func TestCacheOfOthers(t *testing.T) {
	for what, share := range map[string]func(dir string) error{
		"its group writes":   func(dir string) error { return os.Chmod(dir, 0o770) }, //nolint:gosec // as somebody might
		"everybody writes":   func(dir string) error { return os.Chmod(dir, 0o777|os.ModeSticky) },
		"it leads elsewhere": func(dir string) error { _ = os.Rename(dir, dir+"2"); return os.Symlink(dir+"2", dir) },
		"it is another user's": func(dir string) error {
			if os.Geteuid() != 0 {
				return os.Chmod(dir, 0o707) //nolint:gosec // only root can give a folder away
			}
			return os.Chown(dir, 1, 1)
		},
	} {
		t.Run(what, func(t *testing.T) {
			m := newMemoTest(t)
			old := time.Now().Add(-2 * memoAge)
			if err := os.Chtimes(m.remembered(), old, old); err != nil {
				t.Fatal(err)
			}
			if err := share(m.memo.dir); err != nil {
				t.Fatal(err)
			}
			if m.knows() {
				t.Error("what is remembered there is relied on")
			}
			put(m.T, ".", map[string]string{"api/shop/more.go": "package shop\n"})
			m.generate(0)
			trim(m.memo.dir, time.Now())
			m.remembered()

			kept := filepath.Join(m.memo.dir, "document")
			cached{validators: validators{ETag: `"1"`}, SHA256: sha256Of(nil)}.write(kept)
			if _, err := os.Stat(kept); err == nil {
				t.Error("a download is kept there")
			}
			put(m.T, m.memo.dir, map[string]string{"document": `{"ETag":"1","SHA256":"` + sha256Of(nil) + `"}` + "\n"})
			if readCached(kept).SHA256 != "" {
				t.Error("a download from there is relied on")
			}
		})
	}
}
