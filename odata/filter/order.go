package filter

import "strings"

// This file is $orderby, and the text of $search.

// Order is an expression with a direction.
type Order[R any] struct{ by *expr }

// Asc sorts by an expression, the least first.
func Asc[R, T any](by Operand[R, T]) Order[R] { return Order[R]{tree(by.Name, by.made)} }

// Desc sorts by an expression, the greatest first.
func Desc[R, T any](by Operand[R, T]) Order[R] { return Order[R]{descExpr(tree(by.Name, by.made))} }

// Phrase returns text as one phrase of a $search expression: its words next to each other.
func Phrase(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
