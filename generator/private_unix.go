//go:build unix

package generator

import (
	"os"
	"syscall"
)

// isPrivate says whether a folder of the cache is the user's, and nobody else can write to it. Anything in another one
// may be by anybody: a package would be taken to be up to date, or a document for the service's, because they say so. A
// link may lead to files that are not the cache's.
func isPrivate(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return false
	}
	const othersWrite = 0o022
	of, known := info.Sys().(*syscall.Stat_t)
	return known && int(of.Uid) == os.Geteuid() && info.Mode()&othersWrite == 0
}
