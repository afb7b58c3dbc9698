// Package docs_test holds the documentation to what it says: every block of code in a Markdown file of the repository
// compiles, loads or runs, and every link leads somewhere. internal/doctest says how a block is marked that cannot.
package docs_test

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/internal/doctest"
	"github.com/csdlgen/csdlgen/internal/testenv"
)

// blocks calls test with every code block of the language that is not marked otherwise, and fails where there are fewer
// than some.
func blocks(t *testing.T, language string, atLeast int, test func(t *testing.T, b doctest.Block)) {
	t.Helper()
	n := 0
	for _, file := range markdown(t) {
		all, err := doctest.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range all {
			if b.Language == language && (b.Note == "" || b.Note == "file") {
				n++
				t.Run(strings.TrimPrefix(b.Place(), "../"), func(t *testing.T) { test(t, b) })
			}
		}
	}
	if n < atLeast {
		t.Errorf("%d blocks of %s are tested, it was %d", n, language, atLeast)
	}
}

// Every block is of a language that a test below knows, or says why not.
func TestEveryBlockIsTested(t *testing.T) {
	for _, file := range markdown(t) {
		all, err := doctest.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range all {
			if !slices.Contains([]string{"go", "yaml", "xml", "json", "console", "sh"}, b.Language) && b.Note != "skip" {
				t.Errorf("%s: no test knows blocks of %q; write <!-- test: skip: REASON --> before it", b.Place(), b.Language)
			}
		}
	}
}

// given are the variables that the text around a block introduces: those of the guide, and those of README.md.
func given(b doctest.Block) string {
	switch {
	case b.File == "../README.md":
		return "ctx context.Context, token func(context.Context) (string, error), id string, scanned time.Time"
	case filepath.Dir(b.File) == "../docs":
		return "ctx context.Context, c *graph.Client, u *graph.User, id, userID, link, token string, since time.Time, message *graph.Message, " +
			"file *os.File, body any, err error, root, uploadURL string, size int64, t *testing.T, svc *graphfake.Service, sign func(*http.Request) string, config *generator.Config"
	}
	return ""
}

// guidePackage is the path of the package that the guide shows, which testdata/csdlgen.yaml describes.
const guidePackage = "example.com/downstream/graph"

// newCompiler compiles with the packages that the documentation shows: the runtime, what is generated in this
// repository, a package of the guide's own, and that of start.md.
func newCompiler(t *testing.T) *doctest.Compiler {
	t.Helper()
	compiler, err := doctest.NewCompiler("..", "bufio", "bytes", "context", "crypto/subtle", "encoding/csv", "encoding/json", "errors", "fmt", "io", "log/slog", "net/http",
		"net/http/httptest", "os", "reflect", "regexp", "slices", "strconv", "strings", "testing", "time", "github.com/google/uuid",
		"github.com/csdlgen/csdlgen/generated/windowsupdate", "github.com/csdlgen/csdlgen/generator", "github.com/csdlgen/csdlgen/odata/...")
	if err != nil {
		t.Fatal(err)
	}
	addGenerated(t, compiler, generated(t, "testdata/csdlgen.yaml"))
	mail := generated(t, "testdata/mail.yaml")
	if err := compiler.Add("example.com/hello/mail", mail.Files); err != nil {
		t.Fatal(err)
	}
	return compiler
}

// generated is the package of a configuration.
func generated(t *testing.T, path string) *generator.Result {
	t.Helper()
	config, err := generator.ReadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	result, err := generator.Generate(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// addGenerated adds the packages that were generated for the guide: the main one, and the service in memory below it.
func addGenerated(t *testing.T, compiler *doctest.Compiler, result *generator.Result) {
	t.Helper()
	for _, p := range result.Plan.Packages {
		files := map[string][]byte{}
		for name, text := range result.Files {
			if path.Dir(name) == p.Folder {
				files[name] = bytes.ReplaceAll(text, []byte(result.Plan.Packages[0].ImportPath), []byte(guidePackage))
			}
		}
		if err := compiler.Add(path.Join(guidePackage, p.Folder), files); err != nil {
			t.Fatal(err)
		}
	}
}

func TestGo(t *testing.T) {
	compiler := newCompiler(t)
	blocks(t, "go", 15, func(t *testing.T, b doctest.Block) {
		if isRecipe(b.File) {
			return // TestRecipes has these
		}
		if err := compiler.Compile(b, given(b)); err != nil {
			t.Error(err)
		}
	})
}

// What the comments of packages show compiles too.
func TestPackageComments(t *testing.T) {
	compiler := newCompiler(t)
	compiled := 0
	for _, pattern := range []string{"../generator", "../examples", "../odata", "../odata/*"} {
		dirs, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, dir := range dirs {
			all, err := doctest.PackageComments(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range all {
				compiled++
				if err := compiler.Compile(b, "ctx context.Context, t *testing.T, token func(context.Context) (string, error), c *graph.Client"); err != nil {
					t.Error(err)
				}
			}
		}
	}
	if compiled < 2 {
		t.Errorf("%d pieces of package comments, it was more", compiled)
	}
}

// A block that is part of a file has the lines of it, up to a comment of dots.
func TestPartsOfFiles(t *testing.T) {
	for _, file := range markdown(t) {
		all, err := doctest.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range all {
			if b.Note != "part of" {
				continue
			}
			whole, err := os.ReadFile(filepath.Join("..", b.Of))
			if err != nil {
				t.Fatalf("%s: %v", b.Place(), err)
			}
			part, _, _ := strings.Cut(b.Text, "\t// ...\n")
			if !strings.Contains(string(whole), part) {
				t.Errorf("%s: this is not part of %s", b.Place(), b.Of)
			}
		}
	}
}

// A configuration, or some keys of one, is one that csdlgen reads, and that editors take for one.
func TestConfigurations(t *testing.T) {
	schema := configurationSchema(t)
	blocks(t, "yaml", 8, func(t *testing.T, b doctest.Block) {
		text := b.Text
		for _, line := range []string{"version: 1", "metadata: service.xml", "select: [GET /me]"} {
			key, _, _ := strings.Cut(line, " ")
			if !strings.Contains("\n"+text, "\n"+key) && !(key == "select:" && strings.Contains(text, "types:")) {
				text = line + "\n" + text
			}
		}
		if _, err := generator.ParseConfig(b.Place(), []byte(text)); err != nil {
			t.Error(err)
		}
		if err := validate(schema, text); err != nil {
			t.Errorf("the JSON Schema refuses it: %v", err)
		}
	})
}

// A CSDL document is an overlay of the metadata of windowsUpdateState.
func TestOverlays(t *testing.T) {
	blocks(t, "xml", 1, func(t *testing.T, b doctest.Block) {
		config, err := generator.ReadConfig("../generated/windowsupdate/csdlgen.yaml")
		if err != nil {
			t.Fatal(err)
		}
		overlay := filepath.Join(t.TempDir(), "overlay.xml")
		if err := os.WriteFile(overlay, []byte(b.Text), 0o600); err != nil {
			t.Fatal(err)
		}
		config.Overlays = []generator.Text{{Text: overlay}}
		if _, err := generator.Generate(t.Context(), config); err != nil {
			t.Error(err)
		}
	})
}

// JSON is a plan, as csdlgen show --json prints it.
func TestPlans(t *testing.T) {
	blocks(t, "json", 1, func(t *testing.T, b doctest.Block) {
		if _, err := ir.Read([]byte(b.Text)); err != nil {
			t.Error(err)
		}
	})
}

// The commands of a file run, one after the other, in a new module, with the files that it shows; what it prints under
// a command is what they print.
func TestConsole(t *testing.T) {
	testenv.Slow(t)
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("the commands are those of a shell")
	}
	run := 0
	for _, file := range markdown(t) {
		all, err := doctest.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		c := newConsole(t)
		for _, b := range all {
			switch {
			case b.Note == "file":
				c.put(t, b.Of, b.Text)
			case b.Language == "console" && b.Note == "":
				run += c.run(t, b)
			}
		}
	}
	if run < 8 {
		t.Errorf("%d commands run, it was more", run)
	}
}
