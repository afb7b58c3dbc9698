package selection

// This file decides how patterns write what they make up, and how keys are written. OData 4.0 demands keys in
// parentheses, names with their namespace and parentheses after functions. Request lines say what else a service
// understands, and so may its metadata.

import (
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
	"github.com/csdlgen/csdlgen/metadata/vocab"
)

// Forms are what a configuration decides of how requests are written. The zero value decides nothing.
type Forms struct {
	// Keys says how single keys are written.
	Keys KeyForm
}

// KeyForm says how a single key is written.
type KeyForm int

// The forms of keys.
const (
	AnyKeys           KeyForm = iota // as the request lines and the metadata say
	KeysAsSegments                   // /users/42
	KeysInParentheses                // /users(42)
)

// style is how patterns write.
type style struct {
	model             *metadata.Model
	keysInParentheses bool
	short             bool // whether operations are called without their namespace
	emptyParentheses  bool // whether functions without parameters have parentheses
}

// unqualified says whether the operation is called without its namespace.
func (s style) unqualified(op *metadata.Operation) bool {
	if s.short {
		return true
	}
	for _, schema := range s.model.Schemas {
		if schema.Namespace == op.Namespace {
			return vocab.DefaultNamespace(schema.Annotations)
		}
	}
	return false
}

// style learns from the steps that lines write.
func (f Forms) style(model *metadata.Model, written [][]Step) style {
	s := style{model: model, emptyParentheses: true, keysInParentheses: true}
	short, long := false, false
	for _, path := range written {
		for _, step := range path {
			if step.Kind != CallStep || step.Import != nil {
				continue
			}
			name := step.called()
			if isLong := strings.Contains(name, "."); isLong {
				long = true
			} else {
				short = true
			}
			if step.Call.Function && !step.Parentheses {
				s.emptyParentheses = false
			}
		}
	}
	s.short = short && !long
	switch form := writtenKeys(written); {
	case f.Keys != AnyKeys:
		s.keysInParentheses = f.Keys == KeysInParentheses
	case form != AnyKeys:
		s.keysInParentheses = form == KeysInParentheses
	default:
		s.keysInParentheses = !keysAsSegments(model)
	}
	return s
}

// writtenKeys is how the steps write single keys: as segments where one does, else in parentheses.
func writtenKeys(written [][]Step) KeyForm {
	form := AnyKeys
	for _, path := range written {
		for _, step := range path {
			if step.Kind != KeyStep || len(step.Keys) != 1 {
				continue
			}
			if !step.Parentheses {
				return KeysAsSegments
			}
			form = KeysInParentheses
		}
	}
	return form
}

// keysAsSegments says whether the service declares that it takes keys as segments.
func keysAsSegments(model *metadata.Model) bool {
	return model.Container != nil && vocab.KeyAsSegmentSupported(model.Container.Annotations)
}

// Parenthesized says whether the operations write single keys in parentheses: as their lines do, and where only
// patterns have keys, as the configuration and the metadata say.
func (f Forms) Parenthesized(model *metadata.Model, operations []*Operation) bool {
	if f.Keys != AnyKeys {
		return f.Keys == KeysInParentheses
	}
	var written, made [][]Step
	for _, op := range operations {
		written = append(written, op.Path[:op.Written])
		made = append(made, op.Path[op.Written:])
	}
	if form := writtenKeys(written); form != AnyKeys {
		return form == KeysInParentheses
	}
	return writtenKeys(made) != AnyKeys && !keysAsSegments(model)
}
