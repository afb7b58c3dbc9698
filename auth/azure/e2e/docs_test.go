package e2e_test

// This file compiles the blocks of the documentation that need azidentity, which the main module does not have.

import (
	"path/filepath"
	"testing"

	"github.com/csdlgen/csdlgen/internal/doctest"
)

func TestDocumentation(t *testing.T) {
	compiler, err := doctest.NewCompiler(".", "github.com/Azure/azure-sdk-for-go/sdk/azidentity", "github.com/csdlgen/csdlgen/auth/azure",
		"github.com/csdlgen/csdlgen/generated/graph", "github.com/csdlgen/csdlgen/odata")
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join("..", "..", "..")
	for _, file := range []string{"docs/client.md", "auth/azure/README.md"} {
		blocks, err := doctest.Read(filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		compiled := 0
		for _, b := range blocks {
			if b.Note != "module" || b.Of != "auth/azure/e2e" {
				continue
			}
			compiled++
			if err := compiler.Compile(b, ""); err != nil {
				t.Error(err)
			}
		}
		if compiled == 0 {
			t.Errorf("%s has no block for this module", file)
		}
	}
}
