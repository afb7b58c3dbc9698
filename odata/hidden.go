package odata

// This file keeps secrets from package fmt: it prints the fields of any struct, unexported ones too, but of a function only its address.

// hidden holds a value that nobody prints by accident. The zero value holds the zero T.
type hidden[T any] struct{ reveal func() T }

func hide[T any](value T) hidden[T] { return hidden[T]{func() T { return value }} }

func (h hidden[T]) value() T {
	if h.reveal == nil {
		var zero T
		return zero
	}
	return h.reveal()
}
