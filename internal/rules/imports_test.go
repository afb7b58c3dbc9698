package rules_test

// This file is the direction of imports, as a table: what each package may import of this module, and which other
// modules. A package that is not in the table is an error, and so is a line for a package that does not exist.

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

const module = "github.com/csdlgen/csdlgen/"

// allowed are the imports of each package, as in design: of this module by their path in it, others by their import
// path or the beginning of it. Everybody may import the standard library.
var allowed = map[string]string{
	"cmd/csdlgen":  "internal/cli odata/odataimpl",
	"internal/cli": "generator generator/decl generator/find generator/ir generator/why metadata/compare odata/odatatest/schema internal/complaint internal/diag internal/nearest github.com/spf13/ golang.org/x/term",

	// From the configuration to files: the only package that writes.
	"generator": "generator/decl generator/find generator/ir generator/plan generator/selection generator/starter generator/unused generator/why metadata metadata/check metadata/compare metadata/load metadata/slice metadata/vocab templates internal/complaint internal/diag internal/nearest internal/plaintext " +
		"github.com/goccy/go-yaml github.com/rogpeppe/go-internal/diff github.com/gofrs/flock golang.org/x/mod/modfile",
	"generator/selection": "metadata metadata/vocab internal/complaint internal/diag internal/nearest",
	"generator/plan":      "generator/ir generator/selection metadata metadata/vocab odata/odatatest/schema internal/complaint internal/diag internal/nearest internal/wordlist",
	"generator/decl":      "internal/diag",
	"generator/find":      "generator/selection metadata metadata/vocab",
	"generator/unused":    "generator/ir golang.org/x/tools/go/packages",
	"generator/why":       "generator/selection metadata internal/complaint internal/diag internal/nearest",
	"generator/starter":   "generator/ir generator/selection",
	"generator/ir":        "odata/odatatest/schema", // plain values
	"templates":           "generator/ir internal/gofmt odata/odatatest/schema github.com/dave/jennifer/jen golang.org/x/sync/errgroup",

	// What a description means knows nothing of Go. Only load reads documents.
	"metadata":       "internal/diag internal/wordlist",
	"metadata/csdl":  "github.com/beevik/etree internal/complaint internal/diag internal/plaintext internal/wordlist github.com/go-json-experiment/json",
	"metadata/load":  "metadata metadata/csdl metadata/vocab internal/complaint internal/diag internal/nearest internal/wordlist",
	"metadata/check": "metadata metadata/vocab internal/complaint internal/diag internal/nearest internal/wordlist",
	"metadata/vocab": "metadata internal/wordlist",

	"metadata/compare": "metadata metadata/vocab internal/diag",
	"metadata/slice":   "metadata metadata/csdl internal/wordlist",

	// The runtime pays for each module.
	"odata":                           "odata/edm odata/filter odata/internal/ " + runtimeModules,
	"odata/edm":                       "odata/internal/ " + runtimeModules,
	"odata/filter":                    "odata/edm odata/internal/ " + runtimeModules,
	"odata/odataimpl":                 "odata odata/edm odata/filter odata/internal/ " + runtimeModules,
	"odata/odatatest":                 "odata odata/odatatest/ odata/internal/ " + testModules,
	"odata/odatatest/internal/model":  "internal/nearest odata/odatatest/schema",
	"odata/odatatest/internal/object": "odata/internal/ " + testModules,
	"odata/odatatest/internal/value":  "odata odata/edm odata/internal/ odata/odatatest/ " + testModules,
	"odata/odatatest/internal/query":  "odata/edm odata/internal/ odata/odatatest/ " + testModules,
	"odata/odatatest/internal/route":  "odata/odatatest/ " + testModules,
	"odata/odatatest/internal/engine": "odata/odatatest/ " + testModules,
	"odata/odatatest/internal/store":  "odata/odatatest/ " + testModules,
	"odata/odatatest/schema":          "",
	"odata/odatatest/tape":            testModules,
	"odata/internal/enum":             "",
	"odata/internal/rawjson":          "",
	"odata/internal/request":          "odata/internal/ " + runtimeModules,
	"odata/internal/typename":         "",
	"odata/internal/urltext":          "odata/edm odata/internal/ " + runtimeModules,

	"internal/complaint": "internal/diag",
	"internal/diag":      "internal/nearest",
	"internal/gofmt":     "",
	"internal/nearest":   "",
	"internal/wordlist":  "",
	"internal/plaintext": "",

	// For tests alone.
	"internal/testenv":         "",
	"metadata/internal/corpus": "metadata metadata/check metadata/load internal/complaint internal/diag github.com/rogpeppe/go-internal/txtar",
	"internal/abnf":            "",
	"internal/doctest":         "github.com/yuin/goldmark golang.org/x/tools/go/packages",
	"internal/typecheck":       "generator/ir golang.org/x/tools/go/packages",

	// Only tests and comments.
	"docs": "", "examples": "", "interop": "", "internal/rules": "",

	"examples/undertest": "generated/ odata odata/filter",

	"generated/graph":                           generated,
	"generated/graph/graphfake":                 generatedFake + "generated/graph",
	"generated/windowsupdate":                   generated,
	"generated/windowsupdate/windowsupdatefake": generatedFake + "generated/windowsupdate",
	"interop/workshop":                          generated,
	"interop/workshop/workshopfake":             generatedFake + "interop/workshop",
}

const (
	runtimeModules = "github.com/google/uuid"
	testModules    = "github.com/go-json-experiment/json" // which programs' tests may build as well
	generated      = "odata odata/edm odata/filter odata/odataimpl github.com/google/uuid"
	generatedFake  = "odata odata/edm odata/odataimpl odata/odatatest odata/odatatest/schema "
)

// TestImports compares the table with what packages import, tests apart.
func TestImports(t *testing.T) {
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports, Dir: "../.."}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range loaded {
		name := strings.TrimPrefix(p.PkgPath, module)
		rule, known := allowed[name]
		if !known {
			t.Errorf("the package %s is new: say in the table what it may import", name)
			continue
		}
		seen[name] = true
		checkImports(t, name, strings.Fields(rule), slices.Sorted(maps.Keys(p.Imports)))
	}
	for name := range allowed {
		if !seen[name] {
			t.Errorf("there is no package %s", name)
		}
	}
}

func checkImports(t *testing.T, name string, rule, imports []string) {
	t.Helper()
	for _, path := range imports {
		own := strings.TrimPrefix(path, module)
		if first, _, _ := strings.Cut(own, "/"); own == path && !strings.Contains(first, ".") {
			continue // the standard library
		}
		if !slices.ContainsFunc(rule, func(r string) bool { return permits(r, own) }) {
			t.Errorf("%s must not import %s", name, own)
		}
	}
}

// permits says whether an entry of the table is for the import: for itself, for what is below where it ends in a slash,
// and for packages of a module.
func permits(entry, path string) bool {
	rest, isBelow := strings.CutPrefix(path, entry)
	return isBelow && (rest == "" || strings.HasSuffix(entry, "/") || strings.Contains(entry, ".") && rest[0] == '/')
}

// TestNoOutputByTemplates: what prints decides nothing and touches no file.
func TestNoOutputByTemplates(t *testing.T) {
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports, Dir: "../.."}, "./templates", "./generator/ir", "./generator/plan", "./generator/selection",
		"./metadata", "./metadata/csdl", "./metadata/load", "./metadata/check", "./metadata/vocab")
	if err != nil {
		t.Fatal(err)
	}
	if len(loaded) != 9 {
		t.Errorf("%d packages are there, and not 9", len(loaded))
	}
	for _, p := range loaded {
		for _, forbidden := range []string{"os", "net/http", "os/exec"} {
			if p.Imports[forbidden] != nil {
				t.Errorf("%s must not import %s", p.PkgPath, forbidden)
			}
		}
	}
}

// TestRuntimeModules: what a program with generated code builds comes from few modules, also indirectly.
func TestRuntimeModules(t *testing.T) {
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports | packages.NeedDeps, Dir: "../.."}, "./odata/...", "./generated/...")
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Fields(runtimeModules + " " + testModules + " " + strings.TrimSuffix(module, "/") + "/odata " + module + "generated " + module + "internal/nearest")
	visited := 0
	packages.Visit(loaded, func(p *packages.Package) bool {
		visited++
		if first, _, _ := strings.Cut(p.PkgPath, "/"); strings.Contains(first, ".") && !slices.ContainsFunc(modules, func(m string) bool { return permits(m, p.PkgPath) }) {
			t.Errorf("the runtime builds %s", p.PkgPath)
		}
		return true
	}, nil)
	if visited < 100 {
		t.Errorf("%d packages were looked at, it was more", visited)
	}
}
