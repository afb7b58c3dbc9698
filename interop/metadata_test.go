package interop_test

// This file compares the metadata that the server has now, and what csdlgen makes of it, with what is committed.

import (
	"bytes"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/internal/typecheck"
)

var update = flag.Bool("update", false, "replace workshop/metadata.xml by what the server says; make generate then renews the package")

func testMetadata(t *testing.T, c *service) {
	live := download(t, c.root+"/$metadata")
	file := filepath.Join("workshop", "metadata.xml")
	if *update {
		if err := os.WriteFile(file, live, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	committed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(live, committed) {
		t.Errorf("the server's metadata is not %s; go test ./interop -update renews it", file)
	}
}

// The package comes out of the server as it is committed: csdlgen reads the metadata by HTTP, as a user's configuration
// may.
func testGenerate(t *testing.T, c *service) {
	config, err := generator.ReadConfig(filepath.Join("workshop", "csdlgen.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	config.Metadata.Text = c.root + "/$metadata"
	result, err := generator.Generate(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	diff, _, err := result.Check()
	if err != nil {
		t.Fatal(err)
	}
	if len(diff) > 0 {
		t.Errorf("the package workshop is not what the server's metadata gives; run make generate, and read the diff:\n%s", diff)
	}
}

var entitySet = regexp.MustCompile(`<EntitySet Name="([^"]*)"`)

// Everything that the server has compiles, not only what is committed.
func testGenerateEverything(t *testing.T, c *service) {
	const text = "version: 1\nmetadata: %s\npackage: everything\ntypes: ['**']\nselect:\n"
	config := strings.Replace(text, "%s", c.root+"/$metadata", 1)
	for _, set := range entitySet.FindAllSubmatch(download(t, c.root+"/$metadata"), -1) {
		config += "  - '* /" + string(set[1]) + "/**'\n"
	}
	parsed, err := generator.ParseConfig(filepath.Join(t.TempDir(), "csdlgen.yaml"), []byte(config))
	if err != nil {
		t.Fatal(err)
	}
	result, err := generator.Generate(t.Context(), parsed)
	if err != nil {
		t.Fatal(err)
	}
	checker, err := typecheck.New(".")
	if err != nil {
		t.Fatal(err)
	}
	if err := checker.Check(result.Files); err != nil {
		t.Error(err)
	}
}

// CAP can say the same model in other ways: with structures as complex types, with what is composed as contained, with
// references. Its metadata then is another, and compiles too.
func TestFlavours(t *testing.T) {
	for _, flavour := range []string{"w4", "x4"} {
		t.Run(flavour, func(t *testing.T) {
			c := startService(t, "CDS_ODATA_FLAVOR="+flavour)
			if metadata := string(download(t, c.root+"/$metadata")); !strings.Contains(metadata, `<Property Name="delivery" Type=`) {
				t.Error("the structured element is no complex property")
			}
			testGenerateEverything(t, c)
		})
	}
}

func download(t *testing.T, url string) []byte {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s answers %s, %v", url, answer.Status, err)
	}
	return text
}
