package examples_test

// This file is the service that the examples talk to: a service in memory, or, where an example is about what Microsoft
// Graph does in its own way, a server on this machine that gives the answers of Graph. What either finds wrong it
// prints, so that the output of the example is not the expected one.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph"
	"github.com/csdlgen/csdlgen/testdata/releases/v0.1.0/generated/graph/graphfake"
)

// try runs the program of an example with a client for a server that expects what expect says. The path is that of the
// service root.
func try[C any](newClient func(string, ...odata.Option) (C, error), path string, program func(context.Context, C) error, expect func(*odatatest.Server)) {
	t := &printer{}
	defer t.finish()
	server := odatatest.NewServer(t)
	expect(server)
	c, err := newClient(server.URL+path, odata.WithToken(token))
	if err != nil {
		t.Errorf("%v", err)
		return
	}
	run(t, c, program)
	for _, r := range server.Requests() {
		t.checkHeader(r)
	}
}

// onGraph runs the program of an example on a service in memory, which fill fills. The program has to send the requests
// of wire, byte for byte: for each the method and path, then the body, with Graph's root for that of the service.
func onGraph(program func(context.Context, *graph.Client) error, fill func(*graphfake.Service), wire ...string) {
	t := &printer{}
	defer t.finish()
	svc := graphfake.New(t, odatatest.Root("/v1.0"))
	fill(svc)
	run(t, svc.Client(odata.WithToken(token)), program)
	var sent []string
	for _, r := range svc.Requests() {
		sent = append(sent, r.Method+" "+r.Path, strings.ReplaceAll(string(r.Body), svc.URL, "https://graph.microsoft.com/v1.0"))
		t.checkHeader(r)
	}
	if !slices.Equal(sent, wire) {
		t.Errorf("sent was\n%q\nand not\n%q", sent, wire)
	}
}

func token(context.Context) (string, error) { return "secret", nil }

// run runs a program and prints its error.
func run[C any](t *printer, c C, program func(context.Context, C) error) {
	if err := program(context.Background(), c); err != nil {
		t.Errorf("%v", err)
	}
}

// printer is the test that the server fails. It prints.
type printer struct{ cleanups []func() }

func (*printer) Helper()                           {}
func (*printer) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }
func (p *printer) Cleanup(f func())                { p.cleanups = append(p.cleanups, f) }

func (p *printer) finish() {
	for _, f := range p.cleanups {
		f()
	}
}

// checkHeader checks the headers that all requests have.
func (p *printer) checkHeader(r odatatest.Request) {
	want := map[string]string{"Authorization": "Bearer secret", "Accept": "application/json", "Content-Type": ""}
	switch {
	case strings.HasSuffix(r.Path, "/content"):
		want["Content-Type"] = "text/csv"
	case len(r.Body) > 0:
		want["Content-Type"] = "application/json"
	}
	for name, value := range want {
		if got := r.Header.Get(name); got != value {
			p.Errorf("%s %s has the header %s: %q and not %q", r.Method, r.Path, name, got, value)
		}
	}
}
