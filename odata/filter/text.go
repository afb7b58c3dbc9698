package filter

import "github.com/csdlgen/csdlgen/odata/internal/urltext"

// This file is query options as text: what requests send, and what programs need that write a path by hand.

// Text returns the condition as $filter has it, not percent-encoded; "" for the zero Filter. A value that no URL can
// have is an error. A nil condition is the zero Filter.
func Text(condition Condition) (string, error) {
	if condition == nil {
		return "", nil
	}
	e := condition.condition()
	return e.String(), e.fault()
}

// TextOn is [Text] for what requests take.
func TextOn[R any](condition ConditionOn[R]) (string, error) {
	return condition.e.String(), condition.e.fault()
}

// SelectText returns properties as $select has them, not percent-encoded. An expression that is not a path is an error.
func SelectText[R any](items ...SelectItem[R]) (string, error) {
	parts := make([]urltext.Written, len(items))
	for i, item := range items {
		parts[i] = tree(item.Name, item.made).path()
	}
	all := urltext.Joined(parts, ",")
	return all.Text, all.Err
}

// ExpandText returns navigation properties as $expand has them, not percent-encoded.
func ExpandText[R any](items ...ExpandItem[R]) (string, error) {
	parts := make([]urltext.Written, len(items))
	for i, item := range items {
		parts[i] = tree(item.Name, item.made).expanded()
	}
	all := urltext.Joined(parts, ",")
	return all.Text, all.Err
}

// OrderByText returns orders as $orderby has them, not percent-encoded.
func OrderByText[R any](items ...Order[R]) (string, error) {
	parts := make([]urltext.Written, len(items))
	for i, item := range items {
		parts[i] = tree("", item.by).written()
	}
	all := urltext.Joined(parts, ",")
	return all.Text, all.Err
}
