package engine

// This file answers requests about streams: media entities, and properties that are streams (OData Protocol 4.01,
// sections 11.2.5 and 11.4.7).

import (
	"bytes"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"time"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/object"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/route"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/store"
)

// media answers a request about a stream, or about the raw value of a property.
func (e *Engine) media(r *Request, at *place) (*Response, error) {
	name := ""
	if at.member != nil {
		if at.step.Type != "Edm.Stream" {
			return e.raw(r, at)
		}
		name = at.member[0]
	}
	if at.many {
		return nil, fail(http.StatusBadRequest, "a collection has no stream")
	}
	if err := e.conditions(r, at.entity); err != nil {
		return nil, err
	}
	if err := e.present(at); err != nil {
		return nil, err
	}
	stream, there := at.entity.Streams[name]
	switch r.Method {
	case http.MethodGet:
		if !there {
			return nil, fail(http.StatusNotFound, "the entity has no content")
		}
		return r.content(stream), nil
	case http.MethodPut, http.MethodPatch:
		return e.store(r, at, name)
	case http.MethodDelete:
		streams := maps.Clone(at.entity.Streams)
		delete(streams, name)
		at.entity.Streams = streams
		e.Store.Touch(at.entity)
		return r.empty(http.StatusNoContent), nil
	}
	return nil, notAllowed(r)
}

// content answers with a stream, or the part of it that the request asks for.
func (r *Request) content(s store.Stream) *Response {
	recorder := httptest.NewRecorder()
	recorder.Header().Set("OData-Version", r.version())
	recorder.Header().Set("Content-Type", s.ContentType)
	recorder.Header().Set("ETag", s.ETag())
	http.ServeContent(recorder, r.HTTP, "", time.Time{}, bytes.NewReader(s.Content))
	return &Response{Status: recorder.Code, Header: recorder.Header(), Body: recorder.Body.Bytes()}
}

// store keeps the body of a request as a stream. A file that an address leads to is the answer, as Microsoft Graph
// gives it.
func (e *Engine) store(r *Request, at *place, name string) (*Response, error) {
	made := len(at.entity.Streams) == 0
	e.SetStream(at.entity, name, r.HTTP.Header.Get("Content-Type"), r.Body)
	if at.file == "" {
		answer := r.empty(http.StatusNoContent)
		answer.Header.Set("ETag", at.entity.ETag())
		return answer, nil
	}
	file := *at
	file.member = nil
	body, err := e.represent(r, &file, at.entity, nil)
	if err != nil {
		return nil, err
	}
	if made {
		return r.json(http.StatusCreated, body), nil
	}
	return r.json(http.StatusOK, body), nil
}

// SetStream sets a stream of an entity, and its size where the type has such a property.
func (e *Engine) SetStream(entity *store.Entity, name, contentType string, content []byte) {
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	e.Store.Touch(entity)
	streams := maps.Clone(entity.Streams)
	if streams == nil {
		streams = map[string]store.Stream{}
	}
	streams[name] = store.Stream{ContentType: contentType, Content: slices.Clone(content), Revision: entity.Revision}
	entity.Streams = streams
	if p := entity.Type.Property("size"); p != nil && p.Type == "Edm.Int64" {
		members := entity.Object.Clone()
		members.Set(p.Name, object.Int(int64(len(content))))
		entity.Object = members
	}
}

// createMedia makes a media entity of its content.
func (e *Engine) createMedia(r *Request, at *place) (*Response, error) {
	d, err := r.drafter(nil).draft("", at.as, nil)
	if err != nil {
		return nil, err
	}
	made, err := e.put(at.collection, d)
	if err != nil {
		return nil, err
	}
	e.SetStream(made, "", r.HTTP.Header.Get("Content-Type"), r.Body)
	return e.created(r, at, made, nil)
}

// toStream says whether the path leads to a stream, so that a write may make the entity that has it.
func toStream(steps []route.Step) bool {
	last := steps[len(steps)-1]
	return last.Kind == route.Media || last.Type == "Edm.Stream"
}
