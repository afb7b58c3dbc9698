// Package hidden keeps values from package fmt: it prints the fields of any struct, unexported ones too, but of a
// function only its address.
package hidden

// Value is a value that nobody prints by accident. The zero Value holds the zero T.
type Value[T any] struct{ reveal func() T }

// Of hides a value.
func Of[T any](value T) Value[T] { return Value[T]{func() T { return value }} }

// Reveal returns the value.
func (v Value[T]) Reveal() T {
	if v.reveal == nil {
		var zero T
		return zero
	}
	return v.reveal()
}
