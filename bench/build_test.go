package bench

// This file measures what building a program costs that uses a generated package, beside the same program written by
// hand. Cold is with an empty build cache, the standard library included; again is after a change of the main package.
// Run it with -benchtime 1x or more.

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var programs = [...]struct{ name, folder string }{{"floor", "./byhand"}, {"csdlgen", "./withcsdlgen"}}

func build(b *testing.B, cache, folder, out string) {
	b.Helper()
	c := exec.Command("go", "build", "-o", out, folder)
	c.Env = append(os.Environ(), "GOCACHE="+cache)
	if text, err := c.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, text)
	}
}

func BenchmarkBuildCold(b *testing.B) {
	for _, p := range programs {
		b.Run(p.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				dir := b.TempDir()
				b.StartTimer()
				build(b, filepath.Join(dir, "cache"), p.folder, filepath.Join(dir, "program"))
			}
		})
	}
}

func BenchmarkBuildAgain(b *testing.B) {
	for _, p := range programs {
		b.Run(p.name, func(b *testing.B) {
			dir := b.TempDir()
			build(b, filepath.Join(dir, "cache"), p.folder, filepath.Join(dir, "program"))
			for b.Loop() {
				b.StopTimer()
				touch(b, p.folder)
				b.StartTimer()
				build(b, filepath.Join(dir, "cache"), p.folder, filepath.Join(dir, "program"))
			}
			if err := os.Remove(changed(p.folder)); err != nil {
				b.Fatal(err)
			}
		})
	}
}

func changed(folder string) string { return filepath.Join(folder, "zz_changed.go") }

var count int

// touch changes the main package, so that it is compiled and linked again.
func touch(b *testing.B, folder string) {
	b.Helper()
	count++
	text := "package main\n\nvar _ = " + string(rune('0'+count%10)) + string(rune('0'+count/10%10)) + ".5\n"
	if err := os.WriteFile(changed(folder), []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
}
