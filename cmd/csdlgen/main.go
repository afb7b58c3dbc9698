// Command csdlgen generates Go packages from OData metadata. Run csdlgen --help, or read the README.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/csdlgen/csdlgen/internal/cli"

	// What generated code imports: a module that has this command as a tool has it too, and builds what it generates
	// without go mod tidy.
	_ "github.com/csdlgen/csdlgen/odata/odataimpl"
)

// garbage is how much of what a run has allocated may be garbage before it is looked through, in percent of what is in
// use. A run takes less than a second and then gives everything back: with Go's 100 a fifth of it is collecting.
const garbage = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
