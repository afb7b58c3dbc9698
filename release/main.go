// Command release makes a release of csdlgen of what is checked out:
//
//	go run . prepare v0.2.0    what has to be committed before the tag: the changelog's section, and the record of the release
//	go run . notes v0.2.0      prints the changelog's section
//	go run . proxy v0.2.0 DIR  writes what is checked out as a module proxy in DIR, to try the release before it is one
//
// The record is what later versions are held to: its API (api.go) and the packages that it generated (record.go).
package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/mod/semver"
)

func main() {
	if err := run("..", os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(2)
	}
}

// run does what the arguments say with the checkout in root.
func run(root string, args []string) error {
	if len(args) < 2 {
		return errors.New("usage: release prepare|notes|proxy VERSION [DIR]")
	}
	version := args[1]
	if semver.Canonical(version) != version {
		return fmt.Errorf("%q is not a version: write vMAJOR.MINOR.PATCH", version)
	}
	switch {
	case args[0] == "prepare" && len(args) == 2:
		return prepare(root, version, time.Now())
	case args[0] == "notes" && len(args) == 2:
		notes, err := notesOf(root, version)
		fmt.Print(notes)
		return err
	case args[0] == "proxy" && len(args) == 3:
		return writeProxy(root, version, args[2])
	}
	return fmt.Errorf("%q: the commands are prepare, notes and proxy", args)
}

// prepare writes what has to be committed before the tag is set.
func prepare(root, version string, day time.Time) error {
	if err := closeSection(root, version, day); err != nil {
		return err
	}
	return writeRecord(root, version)
}
