package filter

import "strings"

// This file is $orderby, and the text of $search.

// Order is an expression with a direction.
type Order[R any] struct {
	by   expr
	desc bool
}

// Asc sorts by an expression, the least first.
func Asc[R, T any](by Operand[R, T]) Order[R] { return Order[R]{by: expressionOf(by)} }

// Desc sorts by an expression, the greatest first.
func Desc[R, T any](by Operand[R, T]) Order[R] { return Order[R]{expressionOf(by), true} }

// Phrase returns text as one phrase of a $search expression: its words next to each other.
func Phrase(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
