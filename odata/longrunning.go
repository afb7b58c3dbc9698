package odata

// This file is operations that services describe by a resource of their own, as Microsoft Graph does, in place of a
// status monitor: teamsAsyncOperation, longRunningOperation and their like. They are known by their members, since
// their answers often do not say their type.

import (
	"reflect"
	"slices"
	"strings"
)

// operation is what such resources have in common.
type operation struct {
	Undeclared
	Status   Opt[string] `json:"status,omitzero"`
	Target   Opt[string] `json:"targetResourceLocation,omitzero"`
	Resource Opt[string] `json:"resourceLocation,omitzero"`
}

// operationMembers are members besides the status by one of which an operation is told from any other entity.
var operationMembers = [...]string{
	"targetResourceLocation", "resourceLocation", "targetResourceId", "operationType", "percentageComplete", "percentComplete", "lastActionDateTime",
}

// operationState is how far an operation has come.
type operationState int

const (
	operationRuns operationState = iota
	operationDone
	operationFailed
)

// state is how far the operation has come. What is not known to be an end is none.
func (o operation) state() operationState {
	switch strings.ToLower(o.Status.Or("")) {
	case "succeeded", "completed", "success", "done":
		return operationDone
	case "failed", "failure", "cancelled", "canceled", "invalid", "skipped", "deletefailed":
		return operationFailed
	}
	return operationRuns
}

// operationIn reads an answer that is an operation and not the result. It is the result where the model of that has the
// member status itself, or where the program wants JSON as it is.
func operationIn(data []byte, result any) (operation, bool) {
	var op operation
	v := reflect.ValueOf(result)
	for v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Pointer {
		v = reflect.New(v.Type().Elem().Elem())
	}
	if _, none := result.(*None); !none {
		s := shapeOf(v.Type().Elem())
		if s == nil {
			return op, false
		}
		if _, own := s.byName["status"]; own && slices.ContainsFunc(operationMembers[:], func(name string) bool { _, own := s.byName[name]; return own }) {
			return op, false
		}
	}
	if Unmarshal(data, &op) != nil || op.Status.IsNull() || op.Status.State.IsAbsent() {
		return op, false
	}
	members := membersOf(data)
	return op, slices.ContainsFunc(operationMembers[:], func(name string) bool { return len(members.first(name)) > 0 })
}
