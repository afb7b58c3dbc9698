package generator

// This file keeps the last download of each address, with what the server said of it, so that pulling again costs one
// request and no download where nothing has changed. A file of the cache that cannot be read, or is not what it says,
// is as good as none: no error comes from here.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
)

// cached is a download that was kept.
type cached struct {
	validators
	// SHA256 is the checksum of the document.
	SHA256 string
	data   []byte
}

// cacheFile is where the download of an address, with a token, is kept; "" without a cache. Neither can be told from
// the name.
func cacheFile(folder, address, token string) string {
	if folder == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(address + "\n" + token))
	return filepath.Join(folder, hex.EncodeToString(sum[:16]))
}

// readCached reads a download that was kept; the zero value where there is none.
func readCached(path string) cached {
	if path == "" {
		return cached{}
	}
	text, err := readPrivate(path)
	if err != nil {
		return cached{}
	}
	head, data, _ := bytes.Cut(text, []byte("\n"))
	var c cached
	if json.Unmarshal(head, &c) != nil || c.SHA256 != sha256Of(data) {
		return cached{}
	}
	c.data = data
	return c
}

// write keeps a download, for the user alone: a token may have been needed for it.
func (c cached) write(path string) {
	if path == "" || c.validators == (validators{}) {
		return
	}
	head, err := json.Marshal(c)
	if err == nil {
		writePrivate(path, append(append(head, '\n'), c.data...))
	}
}

// errNotPrivate says why a file of the cache is not read.
var errNotPrivate = errors.New("others can write to its folder")

// readPrivate reads a file of the cache that nobody but the user can have written.
func readPrivate(path string) ([]byte, error) {
	if !isPrivate(filepath.Dir(path)) {
		return nil, errNotPrivate
	}
	return readFile(path)
}

// writePrivate writes a file of the cache, for the user alone. Whoever reads it meanwhile has the old one or the new
// one. Nothing is written to a folder that others can write to.
func writePrivate(path string, text []byte) {
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil || !isPrivate(filepath.Dir(path)) {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return
	}
	_, err = f.Write(text)
	if f.Close() != nil || err != nil || os.Rename(f.Name(), path) != nil {
		_ = os.Remove(f.Name())
	}
}

// sha256Of is the checksum of a document.
func sha256Of(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
