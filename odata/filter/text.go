package filter

import "github.com/csdlgen/csdlgen/odata/internal/urltext"

// This file is query options as text: what requests send, and what programs need that write a path by hand.

// Text returns the condition as $filter has it, not percent-encoded; "" for the zero Filter. A value that no URL can
// have is an error.
func Text(condition Condition) (string, error) { return condition.condition() }

// SelectText returns properties as $select has them, not percent-encoded. An expression that is not a path is an error.
func SelectText[R any](items ...SelectItem[R]) (string, error) {
	var none R
	parts := make([]urltext.Written, len(items))
	for i, item := range items {
		parts[i] = item.of(none)
	}
	all := urltext.Joined(parts, ",")
	return all.Text, all.Err
}

// ExpandText returns navigation properties as $expand has them, not percent-encoded.
func ExpandText[R any](items ...ExpandItem[R]) (string, error) {
	all := expanded(items)
	return all.Text, all.Err
}

// OrderByText returns orders as $orderby has them, not percent-encoded.
func OrderByText[R any](items ...Order[R]) (string, error) {
	all := ordered(items)
	return all.Text, all.Err
}

func ordered[R any](items []Order[R]) urltext.Written {
	parts := make([]urltext.Written, len(items))
	for i, item := range items {
		parts[i] = item.by.written()
		if item.desc {
			parts[i].Text += " desc"
		}
	}
	return urltext.Joined(parts, ",")
}

func expanded[R any](items []ExpandItem[R]) urltext.Written {
	var none R
	parts := make([]urltext.Written, len(items))
	for i, item := range items {
		parts[i] = item.expanded(none)
	}
	return urltext.Joined(parts, ",")
}
