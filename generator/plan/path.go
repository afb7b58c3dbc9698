package plan

// This file walks the path of a selected request line, once: each step adds the method that makes it to the builder
// where it starts, and is written down as part of the call.

import (
	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
)

// planOperation adds the methods that a request line walks through, and says how it is called.
func (p *planner) planOperation(op *selection.Operation) *ir.Operation {
	p.warnDenied(op)
	c := newCaller(p, op)
	at := p.client
	p.planAccessor(op.Path[0])
	steps, _ := pathAndEnd(op)
	for _, step := range steps {
		next := p.builder(step)
		m := p.stepMethod(step, at, next)
		p.addMethod(at, m)
		c.step(m, step)
		at = next
	}
	m := p.endMethod(op, at)
	if op.Kind == selection.Invoke {
		p.planHandler(op, at, m)
	}
	if op.Kind == selection.Create && op.Resource().Type.HasStream {
		p.addMethod(at, m) // some services take the entity in place of its media
		m = p.mediaMethod(op)
	}
	p.addMethod(at, m, append([]string{verbatim(op.Line.Text)}, operationDoc(op)...)...)
	return c.end(m, op)
}

// pathAndEnd divides a path into the steps that lead to a builder and the step that the last method makes itself: the
// call of an operation, or a property that is a value or a stream; nil where the last method makes no step.
func pathAndEnd(op *selection.Operation) ([]selection.Step, *selection.Step) {
	last := op.Resource()
	switch {
	case op.Kind == selection.Invoke,
		last.Kind == selection.PropertyStep && (op.Kind == selection.Value || op.Kind == selection.Stream),
		last.Kind == selection.PropertyStep && op.Kind == selection.Count:
		return op.Path[:len(op.Path)-1], &last
	}
	return op.Path, nil
}
