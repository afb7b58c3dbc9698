package examples_test

// This file is the service that the examples talk to: a server on this machine that expects the requests of an example,
// in their order. What it finds wrong it prints, so that the output of the example is not the expected one.

import (
	"context"
	"fmt"
	"strings"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// try runs the program of an example with a client for a server that expects what expect says. The path is that of the
// service root.
func try[C any](newClient func(string, ...odata.Option) (C, error), path string, program func(context.Context, C) error, expect func(*odatatest.Server)) {
	t := &printer{}
	defer t.finish()
	server := odatatest.NewServer(t)
	expect(server)
	token := func(context.Context) (string, error) { return "secret", nil }
	c, err := newClient(server.URL+path, odata.WithToken(token))
	if err != nil {
		t.Errorf("%v", err)
		return
	}
	if err := program(context.Background(), c); err != nil {
		t.Errorf("%v", err)
	}
	for _, r := range server.Requests() {
		t.checkHeader(r)
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
