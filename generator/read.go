package generator

// This file reads files, up to a size, and nothing that is not a file: a pipe or a device may never end.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// maxMetadata is the size in bytes above which a document is not read: twenty times Graph's.
const maxMetadata = 64 << 20

// What is not read, as in "cannot read x: it is a folder".
var (
	errFolder     = errors.New("it is a folder")
	errNotRegular = errors.New("it is not a regular file")
)

// regular says why a file is not read, or nil: reading a pipe or a device may never end.
func regular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errFolder
	case !info.Mode().IsRegular():
		return errNotRegular
	}
	return nil
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path) // before it is opened: a pipe waits for a writer
	if err != nil {
		return nil, err
	}
	if err := regular(info); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return readSized(f, info.Size())
}

func readLimited(r io.Reader) ([]byte, error) { return readSized(r, 0) }

// readSized is readLimited of what has that size, as far as anybody knows: the text has its place at once.
func readSized(r io.Reader, size int64) ([]byte, error) {
	data := bytes.NewBuffer(make([]byte, 0, min(size, maxMetadata)+bytes.MinRead))
	_, err := data.ReadFrom(io.LimitReader(r, maxMetadata+1))
	if err == nil && data.Len() > maxMetadata {
		err = fmt.Errorf("it is larger than %d bytes", maxMetadata)
	}
	return data.Bytes(), err
}

// readInRoot reads a file below a folder.
func readInRoot(dir, name string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close() //nolint:errcheck // it was only read
	info, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := regular(info); err != nil {
		return nil, err
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return readSized(f, info.Size())
}
