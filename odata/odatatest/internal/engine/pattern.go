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
	method string // "" for any
	shape  string
	below  bool // and all below
}

// shapeOfBatch is that of batches, which are in no slice.
const shapeOfBatch = "/" + batchPath

// Pattern reads a method, which may be * for any, and a path as documentation writes it, with /** at its end for itself
// and all that is below. A line that means no request of the slice is an error.
func (e *Engine) Pattern(method, path string) (Pattern, error) {
	p := Pattern{method: strings.TrimPrefix(method, "*")}
	path, p.below = strings.CutSuffix(strings.Trim(path, "/"), "**")
	path = strings.Trim(path, "/")
	if path == batchPath {
		p.shape = shapeOfBatch
		return p, nil
	}
	if path == "" && p.below {
		return p, nil
	}
	read, err := route.Pattern(e.Model, path)
	if err != nil {
		return p, err
	}
	p.shape = read.Shape
	switch {
	case e.Table.Any(p.Matches):
		return p, nil
	case p.below || p.method == "":
		return p, errors.New("the slice has no such request")
	}
	return p, errors.New("the slice does not have this request; " + missing(method, read, e.Table.Methods(read)))
}

// Matches says whether a request is one of them, by its method and shape.
func (p Pattern) Matches(method, shape string) bool {
	if p.method != "" && p.method != method {
		return false
	}
	return shape == p.shape || p.below && strings.HasPrefix(shape, p.shape+"/")
}

// Shape is that of a request, "/" for one that the schema does not have, and whether it is for a list of entities.
func (e *Engine) Shape(in *http.Request) (shape string, list bool) {
	r := e.read(in, nil)
	if r.path == batchPath {
		return shapeOfBatch, false
	}
	p, err := route.Parse(e.Model, r.path, r.alias)
	if err != nil {
		return "/", false
	}
	last := p.Last()
	list = in.Method == http.MethodGet && last.Many && last.Struct != nil && last.Struct.Entity && (last.Kind != route.Operation || isDelta(last))
	return p.Shape, list && last.Kind != route.Ref
}
