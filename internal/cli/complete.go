package cli

// This file completes what is typed in a shell: configurations and documents by their names, types and request lines
// from what the configurations ask for. `csdlgen completion` prints the scripts for shells; cobra makes them.

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/ir"
)

// completion is how cobra asks for completions of an argument.
type completion = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// completeConfig lets -c complete YAML files, and the arguments as f says.
func completeConfig(c *cobra.Command, f completion) {
	c.ValidArgsFunction = f
	_ = c.MarkFlagFilename("config", "yaml", "yml") // the flag is there
}

// completeArguments lets arguments and -c complete configurations.
func completeArguments(c *cobra.Command) {
	completeConfig(c, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
	})
}

// fromPlans completes one argument from the plans of the configurations. A configuration that is wrong completes
// nothing: there is no place to say so.
func fromPlans(configs *[]string, words func(*ir.Plan) []string) completion {
	return func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		var all []string
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		for _, path := range *configs {
			config, err := generator.ReadConfig(path)
			if err != nil {
				continue
			}
			p, _, err := generator.Plan(c.Context(), config)
			if err != nil {
				continue
			}
			for _, word := range words(p) {
				if strings.HasPrefix(word, begun) {
					all = append(all, word)
				}
			}
		}
		slices.Sort(all)
		return slices.Compact(all), cobra.ShellCompDirectiveNoFileComp
	}
}

// schemaNames are the types of a plan and, after a slash, their fields and members.
func schemaNames(p *ir.Plan) []string {
	var all []string
	for _, t := range p.Types {
		all = append(all, t.SchemaName)
		for _, f := range t.Fields {
			all = append(all, t.SchemaName+"/"+f.SchemaName)
		}
		for _, m := range t.Members {
			all = append(all, t.SchemaName+"/"+m.SchemaName)
		}
	}
	return all
}

// shownNames are what show can be filtered by: request lines, and types by both of their names.
func shownNames(p *ir.Plan) []string {
	var all []string
	for _, op := range p.Operations {
		all = append(all, op.Request)
	}
	for _, t := range p.Types {
		all = append(all, t.SchemaName, t.GoName)
	}
	return all
}
