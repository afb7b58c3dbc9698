package engine

// This file is which requests a line means, as the configuration has it: * /users/**.

import (
	"errors"
	"net/http"
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
)

// Pattern is the requests that a line means.
type Pattern struct {
	method string      // "" for any
	path   *route.Path // nil for any, and for batches
	below  bool        // and all below
	batch  bool
}

// Asked is a request as a pattern sees it.
type Asked struct {
	method string
	path   *route.Path // nil for one that the schema does not have, and for a batch
	Batch  bool
	// List says that it is for a list of entities.
	List bool
}

// Pattern reads a method, which may be * for any, and a path as documentation writes it, with /** at its end for itself
// and all that is below. A key in place of a name in braces means that key only. A line that means no request of the
// slice is an error.
func (e *Engine) Pattern(method, path string) (Pattern, error) {
	p := Pattern{method: strings.TrimPrefix(method, "*")}
	path, p.below = strings.CutSuffix(strings.Trim(path, "/"), "**")
	path = strings.Trim(path, "/")
	if p.batch = path == batchPath; p.batch || path == "" && p.below {
		return p, nil
	}
	read, err := route.Pattern(e.Model, path)
	if err != nil {
		return p, err
	}
	p.path = read
	switch {
	case e.Table.Any(func(method, shape string) bool { return p.fits(method, shape) }):
		return p, nil
	case p.below || p.method == "":
		return p, errors.New("the slice has no such request")
	}
	return p, errors.New("the slice does not have this request; " + missing(method, read, e.Table.Methods(read)))
}

// fits compares what requests of the slice are known by.
func (p Pattern) fits(method, shape string) bool {
	if p.method != "" && p.method != method {
		return false
	}
	return shape == p.path.Shape || p.below && strings.HasPrefix(shape, p.path.Shape+"/")
}

// Matches says whether a request is one of them.
func (p Pattern) Matches(r Asked) bool {
	switch {
	case p.batch:
		return r.Batch && (p.method == "" || p.method == r.method)
	case p.path == nil:
		return p.method == "" || p.method == r.method
	}
	return r.path != nil && p.fits(r.method, r.path.Shape) && p.path.Means(r.path)
}

// Asked is what a request is by the schema.
func (e *Engine) Asked(in *http.Request) Asked {
	r := e.read(in, nil)
	asked := Asked{method: in.Method, Batch: r.path == batchPath}
	if asked.Batch {
		return asked
	}
	p, err := route.Parse(e.Model, r.path, r.alias)
	if err != nil {
		return asked
	}
	last := p.Last()
	asked.path = p
	asked.List = in.Method == http.MethodGet && last.Many && last.Struct != nil && last.Struct.Entity && last.Kind != route.Ref &&
		(last.Kind != route.Operation || isDelta(last))
	return asked
}
