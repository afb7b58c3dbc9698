package plan

// This file plans the method that a request line ends in: a typed request, or a resource of the runtime whose own
// methods make the requests.

import (
	"slices"

	"github.com/csdlgen/csdlgen/generator/ir"
	"github.com/csdlgen/csdlgen/generator/selection"
	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// operationDoc is what the schema says of the operation, as paragraphs. It differs by the collection that a method is
// reached through, so each request line of a method has its own.
func operationDoc(op *selection.Operation) []string {
	if op.Kind == selection.Invoke {
		return recordDoc(vocab.OperationRestrictions(op.Resource().Call.Annotations))
	}
	return restrictionDoc(abilitiesAt(op, len(op.Path)-1), op.Kind)
}

// endMethod is the method of the builder at that the request line ends in.
func (p *planner) endMethod(op *selection.Operation, at *builder) method {
	m := p.endingMethod(op, at)
	m.pos = op.Resource().Pos
	return m
}

func (p *planner) endingMethod(op *selection.Operation, at *builder) method {
	last := op.Resource()
	switch op.Kind {
	case selection.Invoke:
		return p.planInvoke(last, at, op.Method)
	case selection.Reference:
		return referenceMethod(last)
	case selection.Value, selection.Stream:
		return p.resourceMethod(op, last)
	case selection.Count:
		if last.Kind == selection.PropertyStep {
			return p.resourceMethod(op, last)
		}
		return method{Method: ir.Method{Kind: ir.RequestMethod, GoName: "Count", Request: ir.CountRequest, Doc: ir.Doc{"Count reads the number of items in the collection."}}}
	}
	return p.entityMethod(op, last)
}

// entityMethod is the method for a request on an entity, or on a collection of them.
func (p *planner) entityMethod(op *selection.Operation, last selection.Step) method {
	m := method{Method: ir.Method{Kind: ir.RequestMethod, Request: requestKind(op.Kind)}}
	m.GoName = m.Request.String()
	if op.Kind != selection.Delete {
		entity := p.value(last.Type)
		m.Entity = &entity
	}
	name := last.Type.QualifiedName()
	switch op.Kind {
	case selection.Get:
		m.Doc = ir.Doc{"Get reads the " + name + "."}
	case selection.List:
		m.Doc = ir.Doc{"List reads the collection of " + name + "."}
	case selection.Create:
		m.Body = &ir.Variable{GoName: bodyParameter, Type: *m.Entity}
		m.Doc = ir.Doc{"Create adds a " + name + " to the collection."}
	case selection.Update:
		m.Body = &ir.Variable{GoName: bodyParameter, Type: *m.Entity}
		m.Doc = ir.Doc{"Update changes those members of the " + name + " that are present in body. A null in body sets the member to null."}
	case selection.Replace:
		m.Body = &ir.Variable{GoName: bodyParameter, Type: *m.Entity}
		m.Doc = ir.Doc{"Replace replaces the " + name + " with body. Members that are absent from body get the values that they have in a new one."}
	case selection.Delete:
		m.Doc = ir.Doc{"Delete removes the " + name + "."}
	}
	return m
}

// mediaMethod is the method that creates a media entity from its media.
func (p *planner) mediaMethod(op *selection.Operation) method {
	last := op.Resource()
	entity := p.value(last.Type)
	doc := append(ir.Doc{"CreateMedia adds a " + last.Type.QualifiedName() + " to the collection, made of its media."}, entityMediaDoc(last.Type)...)
	return method{pos: last.Pos, Method: ir.Method{
		Kind: ir.RequestMethod, GoName: ir.CreateMediaRequest.String(), Request: ir.CreateMediaRequest, Entity: &entity, Doc: doc,
	}}
}

// requestKind is the runtime's request for a kind of operation on an entity or a collection of entities.
func requestKind(kind selection.Kind) ir.RequestKind {
	switch kind {
	case selection.List:
		return ir.ListRequest
	case selection.Create:
		return ir.CreateRequest
	case selection.Update:
		return ir.UpdateRequest
	case selection.Replace:
		return ir.ReplaceRequest
	case selection.Delete:
		return ir.DeleteRequest
	}
	return ir.GetRequest
}

// referenceMethod is the method for the links of a navigation property.
func referenceMethod(s selection.Step) method {
	if s.Collection {
		return runtimeResource("Ref", ir.RefsResource, "Ref addresses the links from the collection to its entities, not the entities themselves.")
	}
	return runtimeResource("Ref", ir.RefResource, "Ref addresses the link to the entity, not the entity itself.")
}

// runtimeResource is a method that returns a resource of the runtime.
func runtimeResource(goName string, kind ir.RequestKind, doc ...string) method {
	return method{Method: ir.Method{Kind: ir.ResourceMethod, GoName: goName, Request: kind, Doc: doc}}
}

// resourceMethod is the method for a property that is a value or a stream, or for the media of an entity.
func (p *planner) resourceMethod(op *selection.Operation, s selection.Step) method {
	if s.Kind != selection.PropertyStep && op.Kind == selection.Value {
		item := p.value(s.Of)
		m := runtimeResource("Value", ir.CollectionResource, "Value addresses the collection of "+s.Of.QualifiedName()+" as a single value.")
		m.Entity = &item
		return m
	}
	if s.Kind != selection.PropertyStep {
		return runtimeResource("Value", ir.MediaResource, append(ir.Doc{"Value addresses the media of the " + s.Of.QualifiedName() + "."}, entityMediaDoc(s.Type)...)...)
	}
	m := p.stepMethod(s, nil, &builder{})
	m.Kind, m.Request = ir.ResourceMethod, ir.StreamResource
	if op.Kind == selection.Stream {
		m.Doc = append(m.Doc, mediaDoc(valueAnnotations(s.Property))...)
	} else {
		value := p.value(s.Of)
		m.Request, m.Entity = ir.ValueResource, &value
		if s.Collection {
			item := *p.typeOf(s.Property.TypeRef).Args[0].Slice
			m.Request, m.Entity = ir.CollectionResource, &item
		}
	}
	return m
}

// entityMediaDoc is what a media entity type, or one of its base types, says of the media.
func entityMediaDoc(t *metadata.StructuredType) []string {
	for _, s := range slices.Backward(t.Lineage()) {
		if doc := mediaDoc(s.Annotations); doc != nil {
			return doc
		}
	}
	return nil
}
