// Package check holds a finished Model against the rules of CSDL that reading it does not show:
//
//	model, complaints := load.Load(source, load.Options{})
//	complaints = append(complaints, check.Check(model)...)
//
// It changes nothing. What services get wrong without harm to a client is a warning; what would make generated code
// doubtful is an error. docs/metadata.md lists all complaints.
package check
