package odata

// This file is what requests send of what package filter makes.

import (
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

func filtered(condition filter.Condition) urltext.Written {
	text, err := filter.Text(condition)
	return urltext.Written{Text: text, Err: err}
}

func selected[R any](items []filter.SelectItem[R]) urltext.Written {
	text, err := filter.SelectText(items...)
	return urltext.Written{Text: text, Err: err}
}

func expanded[R any](items []filter.ExpandItem[R]) urltext.Written {
	text, err := filter.ExpandText(items...)
	return urltext.Written{Text: text, Err: err}
}

func ordered[R any](items []filter.Order[R]) urltext.Written {
	text, err := filter.OrderByText(items...)
	return urltext.Written{Text: text, Err: err}
}
