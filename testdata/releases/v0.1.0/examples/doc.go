// Package examples shows what programs do first with Microsoft Graph, an example a file. Each file can be copied: the
// function in it takes the client that a program has, and the example below calls it with a service on this machine,
// which answers, and checks what is sent, byte for byte.
//
// A program makes its client once:
//
//	c, err := graph.NewClient("https://graph.microsoft.com/v1.0", odata.WithToken(token)) // func(context.Context) (string, error)
//
// The packages are generated from request lines as Graph's documentation prints them: [graph] and [windowsupdate]. The
// csdlgen.yaml beside them says which; `csdlgen show -c generated/graph/csdlgen.yaml` prints each line with its call.
// Where the token comes from with Azure's credentials, github.com/csdlgen/csdlgen/auth/azure shows.
//
// [graph]: https://pkg.go.dev/github.com/csdlgen/csdlgen/generated/graph
// [windowsupdate]: https://pkg.go.dev/github.com/csdlgen/csdlgen/generated/windowsupdate
package examples
