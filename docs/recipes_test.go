package docs_test

// This file tests the recipes: the configuration of a page generates the package that its Go blocks are compiled and
// run with, so each page has every request line that its code needs.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/doctest"
	"github.com/csdlgen/csdlgen/internal/testenv"
)

// isRecipe says whether a Markdown file is a recipe, or their index.
func isRecipe(file string) bool { return filepath.Dir(file) == "../docs/recipes" }

// recipe is a page: its name, its package, which is generated, and its code as a file that imports it.
type recipe struct {
	name, pkg string
	files     map[string][]byte
	compiler  *doctest.Compiler
	code      doctest.Block
}

// module is the module that all recipes are packages of.
const module = "example.com/downstream"

// families are the folders of testdata/services that have the metadata of services other than Graph, by the file that
// pages name.
var families = map[string]string{"crm.xml": "dataverse", "nav.xml": "businesscentral"}

// recipes reads the pages. Where metadata is not "", it stands for the service of the pages that name none.
func recipes(t *testing.T, metadata string) []recipe {
	t.Helper()
	pages, err := filepath.Glob("recipes/*.md")
	if err != nil {
		t.Fatal(err)
	}
	compiler := newCompiler(t)
	var all []recipe
	for _, page := range pages {
		blocks, err := doctest.Read(page)
		if err != nil {
			t.Fatal(err)
		}
		var code []doctest.Block
		config := ""
		for _, b := range blocks {
			switch {
			case b.Language == "yaml" && b.Note == "":
				config += b.Text
			case b.Language == "go" && b.Note == "":
				b.File = filepath.Join("..", "docs", page)
				code = append(code, b)
			}
		}
		if len(code) == 0 && filepath.Base(page) == "README.md" {
			continue
		}
		if len(code) == 0 || config == "" {
			t.Fatalf("%s has no configuration or no code", page)
		}
		all = append(all, read(t, compiler, strings.TrimSuffix(filepath.Base(page), ".md"), config, metadata, code))
	}
	if len(all) < 11 {
		t.Fatalf("%d recipes, it was more", len(all))
	}
	return all
}

// read generates the package of a page.
func read(t *testing.T, compiler *doctest.Compiler, name, text, metadata string, code []doctest.Block) recipe {
	t.Helper()
	if !strings.Contains("\n"+text, "\nmetadata:") {
		text = "version: 1\nmetadata: graph.xml\npackage: graph\n" + text
	}
	config, err := generator.ParseConfig("recipes/testdata/"+name+".yaml", []byte(text))
	if err != nil {
		t.Fatalf("%s.md: %v", name, err)
	}
	config.Source = generator.Text{}
	if family := families[config.Metadata.Text]; family != "" {
		config.Metadata.Text = filepath.Join("../../../testdata/services", family, "metadata.xml")
	} else if metadata != "" {
		config.Metadata.Text = metadata
	}
	result, err := generator.Generate(t.Context(), config)
	if err != nil {
		t.Fatalf("%s.md: %v", name, err)
	}
	r := recipe{name: name, pkg: config.Package.Text, files: result.Files}
	if r.compiler, err = compiler.With(module+"/"+name+"/"+r.pkg, result.Files); err != nil {
		t.Fatal(err)
	}
	// The guide has a package of the name graph, too.
	if r.code, err = r.compiler.Without(guidePackage).File("recipe", code); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r recipe) compile(t *testing.T) {
	t.Helper()
	if err := r.compiler.Compile(r.code, ""); err != nil {
		t.Error(err)
	}
}

// The recipes compile, with small schemas.
func TestRecipes(t *testing.T) {
	for _, r := range recipes(t, "") {
		t.Run(r.name, r.compile)
	}
}

// The recipes for Microsoft Graph compile with all of it.
func TestRecipesWithAllOfGraph(t *testing.T) {
	testenv.WholeSchemas(t)
	metadata, err := filepath.Abs("../../shared/data/csdl/graph-v1.0.csdl")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(metadata); err != nil {
		t.Skip(err)
	}
	for _, r := range recipes(t, metadata) {
		t.Run(r.name, r.compile)
	}
}

// The tests that the recipes show pass.
func TestRecipesRun(t *testing.T) {
	testenv.Slow(t)
	c := newConsole(t)
	for _, r := range recipes(t, "") {
		for name, text := range r.files {
			c.put(t, r.name+"/"+r.pkg+"/"+name, string(text))
		}
		c.put(t, r.name+"/recipe_test.go", r.code.Text)
	}
	if out, err := c.command("go test ./...").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
