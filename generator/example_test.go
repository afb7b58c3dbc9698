package generator_test

// This file is how a program generates a package by itself.

import (
	"context"
	"fmt"

	"github.com/csdlgen/csdlgen/generator"
)

// A program that generates reads a configuration, or fills in a Config by hand. Nothing is written before Write; Check
// says what that would change.
func ExampleGenerate() {
	config, err := generator.ReadConfig("../generated/windowsupdate/csdlgen.yaml")
	if err != nil {
		fmt.Println(err) // each complaint with its file, line and column
		return
	}
	result, err := generator.Generate(context.Background(), config)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Plan.Operations[4].Call)
	_, changes, err := result.Check() // or result.Write()
	fmt.Println(len(changes.Same), "files are up to date,", changes.Any(), err)
	// Output:
	// c.DeviceManagement().DeviceConfigurations().Key(deviceConfigurationID).AsWindowsUpdateForBusinessConfiguration().DeviceUpdateStates().Key(windowsUpdateStateID).Delete()
	// 10 files are up to date, false <nil>
}

// Complaints come all at once, each with its place.
func ExampleParseConfig() {
	_, err := generator.ParseConfig("csdlgen.yaml", []byte("version: 1\nmetadta: shop.xml\nselect: GET /Things\n"))
	fmt.Println(err)
	// Output:
	// csdlgen.yaml:1:1: no metadata is given; add the line: metadata: FILE, with the service's $metadata document beside this file
	// csdlgen.yaml:2:1: unknown key "metadta"; did you mean metadata?
	// csdlgen.yaml:3:9: select is the text "GET /Things"; a list (lines that begin with -) is expected
}
