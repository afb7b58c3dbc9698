//go:build !unix

package generator

import "os"

// isPrivate says whether a folder of the cache is one and no link. Whose it is, the mode does not say here; on Windows,
// the folder for caches is in the user's profile, where others cannot write.
func isPrivate(dir string) bool {
	info, err := os.Lstat(dir)
	return err == nil && info.IsDir()
}
