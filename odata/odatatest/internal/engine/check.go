package engine

// This file holds a request against what the schema says of it, whoever answers it: headers, and the parameters of
// actions and functions.

import (
	"net/http"
	"strings"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/value"
	"github.com/csdlgen/csdlgen/odata/odatatest/schema"
)

// check is an error where a request lacks what the schema demands.
func (e *Engine) check(r *Request) error {
	for _, name := range r.Selected.Headers {
		if r.HTTP.Header.Get(name) == "" {
			return r.wrong(http.StatusBadRequest, "the service demands the header "+name)
		}
	}
	last := r.Path.Last()
	if last.Kind != route.Operation || r.Method != http.MethodPost {
		return nil
	}
	own := last.Operation.Parameters
	if last.Operation.Bound {
		own = own[1:]
	}
	return e.checkParameters(r, last.Operation.Name, own)
}

// checkParameters holds the body of a call against the parameters.
func (e *Engine) checkParameters(r *Request, operation string, own []schema.Parameter) error {
	var body object.Object
	if len(strings.TrimSpace(string(r.Body))) > 0 {
		var err error
		if body, err = r.object(); err != nil {
			return err
		}
	}
	c := value.Checker{Model: e.Model, Strict: true}
	known := map[string]bool{}
	for _, p := range own {
		known[p.Name] = true
		switch v := body.Get(p.Name); {
		case v != nil:
			c.Property(p.Name, &schema.Property{Name: p.Name, Type: p.Type, Null: p.Null, Scale: -1, Precision: -1}, v)
		case !p.Null && !p.Optional:
			return r.wrong(http.StatusBadRequest, "the parameter "+p.Name+" is missing")
		}
	}
	for _, m := range body {
		if !known[m.Name] && !strings.Contains(m.Name, "@") {
			return r.wrong(http.StatusBadRequest, "the body has "+m.Name+", which is not a parameter of "+operation)
		}
	}
	if faults := c.Faults(); len(faults) > 0 {
		return invalid(faults, r.complain)
	}
	return nil
}
