package diag

// This file counts things in messages.

import "fmt"

// Count says how many things there are, such as "1 file" or "2 files". It adds an s for the plural.
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
