// Command csdlgen generates Go packages from OData metadata. Run csdlgen --help, or read the README.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/csdlgen/csdlgen/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
