package generator

// This file tells the program that runs from any other build of it. What it says is of the code, and not of where the
// code is or of when it was built.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
)

// beginning is how much of an executable has its build ID in it, as the go command has it.
const beginning = 32 << 10

// executable identifies the program that runs, by the modules that it is of and by the checksum that the go command has
// left in it. It is "" where the program cannot be read.
func executable() string {
	f, err := openExecutable()
	if err != nil {
		return ""
	}
	defer f.Close() //nolint:errcheck // it was only read
	code, err := identity(f)
	if err != nil {
		return ""
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		code += "\n" + info.String()
	}
	return code
}

// openExecutable opens the file of the program that runs. On Linux that is the very file, also where another one has
// its path by now.
func openExecutable() (*os.File, error) {
	if runtime.GOOS == "linux" {
		if f, err := os.Open("/proc/self/exe"); err == nil {
			return f, nil
		}
	}
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return os.Open(path)
}

// What stands before a build ID: in the note of ELF, in the text of others.
var beforeBuildID = [...]string{"\x04\x00\x00\x00Go\x00\x00", "\xff Go build ID: \""}

// buildID is a build ID as the go command makes it, of checksums of everything that it links. What others have put
// there has another form.
var buildID = regexp.MustCompile(`^([-_0-9A-Za-z]{20}(?:/[-_0-9A-Za-z]{20}){3})[^-_0-9A-Za-z/]`)

// identity is the build ID of an executable, or else its checksum.
func identity(file io.Reader) (string, error) {
	head, err := io.ReadAll(io.LimitReader(file, beginning))
	if err != nil {
		return "", err
	}
	for _, before := range beforeBuildID {
		if _, after, ok := bytes.Cut(head, []byte(before)); ok {
			if id := buildID.FindSubmatch(after); id != nil {
				return string(id[1]), nil
			}
		}
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.MultiReader(bytes.NewReader(head), file)); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
