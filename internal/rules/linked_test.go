package rules

// This file holds what a program compiles and links that uses a generated package: none of the types behind the
// requests, no method that nobody calls, and none of the packages that the runtime does without. The linker keeps every
// exported method of the program as soon as anything that runs looks a method up by a name that it cannot know
// (reflect.Type.Method, text/template).

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const smallProgram = `package main

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/generated/windowsupdate"
)

func main() {
	c, err := windowsupdate.NewClient("https://example.com")
	if err != nil {
		fmt.Println(err)
		return
	}
	states := c.DeviceManagement().DeviceConfigurations().Key("1").AsWindowsUpdateForBusinessConfiguration().DeviceUpdateStates()
	fmt.Println(states.Create(&windowsupdate.WindowsUpdateState{}).Do(context.Background()))
}
`

func TestWhatAProgramLinks(t *testing.T) {
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	if err := os.WriteFile(source, []byte(smallProgram), 0o600); err != nil {
		t.Fatal(err)
	}
	goCommand(t, "build", "-o", program, source)
	symbols := goCommand(t, "tool", "nm", program)
	if !strings.Contains(symbols, "windowsupdate.(*WindowsUpdateState).CheckOData") {
		t.Error("a method that is called is not there: this test finds nothing")
	}
	for _, never := range []string{
		"windowsupdate.(*WindowsUpdateState).Validate", // which the program does not call
		" regexp.", " log/slog.", " text/template.", "go-json-experiment/json", "go-retryablehttp",
	} {
		if strings.Contains(symbols, never) {
			t.Errorf("%s is part of the program", never)
		}
	}
	packages := "\n" + goCommand(t, "list", "-deps", "./generated/windowsupdate")
	for _, never := range []string{"regexp", "log/slog", "text/template", "github.com/go-json-experiment/json/jsontext"} {
		if strings.Contains(packages, "\n"+never+"\n") {
			t.Errorf("the runtime imports %s, which everybody who uses it compiles", never)
		}
	}
}

const callingProgram = `package main

import (
	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
)

func main() {
	c, _ := workshop.NewClient("https://example.com")
	order := c.Orders().Key(edm.GUID{})
	println(c.Orders().List(), c.Orders().Create(nil), c.Orders().Archive(nil), c.Orders().Numbers(), c.Sum(odata.Null[[]odata.Opt[int32]]()))
	println(order.Get(), order.Update(nil), order.Replace(nil), order.Finish(nil), order.Total("EUR"), order.Note(), order.Tags())
}
`

// The types behind the requests are generic: whoever makes one compiles all of its methods. Generated packages do, and
// the packages that call them must not: neither may the compiler take a builder's methods into them.
func TestWhoCompilesRequests(t *testing.T) {
	source := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(source, []byte(callingProgram), 0o600); err != nil {
		t.Fatal(err)
	}
	behind := regexp.MustCompile(`odata\.\(\*[a-z]\w*(Request|Resource)\[`)
	for of, want := range map[string]bool{source: false, "./interop/workshop": true} {
		object := strings.TrimSpace(goCommand(t, "list", "-export", "-f", "{{.Export}}", of))
		if found := behind.FindString(goCommand(t, "tool", "nm", object)); (found != "") != want {
			t.Errorf("%s: found %q", of, found)
		}
	}
}

// What a program reads of the runtime - models, requests, what their fields and methods have, those of nobody else
// included - leads to no reflect.Type or reflect.Value: the methods of these have half a hundred types of their own,
// which everybody would compile.
func TestNobodyCompilesReflection(t *testing.T) {
	source := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(source, []byte(callingProgram), 0o600); err != nil {
		t.Fatal(err)
	}
	reflects := regexp.MustCompile(`(?m)^.* T .*\breflect\..*$`)
	for _, of := range []string{source, "./interop/workshop", "./generated/windowsupdate"} {
		object := strings.TrimSpace(goCommand(t, "list", "-export", "-f", "{{.Export}}", of))
		if found := reflects.FindAllString(goCommand(t, "tool", "nm", object), -1); len(found) > 0 {
			t.Errorf("%s compiles %d functions for reflection, the first: %s", of, len(found), found[0])
		}
	}
}

// goCommand runs the go command in the root of the module and returns what it prints.
func goCommand(t *testing.T, args ...string) string {
	t.Helper()
	command := exec.Command("go", args...)
	command.Dir = "../.."
	text, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, text)
	}
	return string(text)
}
