// Command csdlgen generates Go packages from OData metadata. Run csdlgen --help, or read the README.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/csdlgen/csdlgen/internal/cli"

	// What generated code imports: a module that has this command as a tool has it too, and builds what it generates
	// without go mod tidy.
	_ "github.com/csdlgen/csdlgen/odata/odataimpl"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
