package cli

// This file is csdlgen help. It is what cobra has, but for a word that is not a command: cobra prints the general help
// then, and reports success.

import "github.com/spf13/cobra"

func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Print the help of a command",
		Long:  "help prints what a command does, its flags and examples. csdlgen COMMAND --help does the same.",
		Example: `  csdlgen help gen
  csdlgen gen --help`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return root.Help()
			}
			c, _, err := root.Find(args)
			if err != nil || c == root {
				return unknownCommand(root, args[0])
			}
			c.InitDefaultHelpFlag()
			return c.Help()
		},
	}
}
