// Package load makes a [metadata.Model] of the documents that describe a service (CSDL, the $metadata document):
//
//	model, complaints := load.Load(load.Source{Name: "service.xml", Data: data}, load.Options{})
//	complaints = append(complaints, check.Check(model)...)
//	if err := complaints.Err(); err != nil { ... }
//
// It goes in phases: documents are gathered, their declarations read, names looked up, annotations moved to the
// elements that they are about. Afterwards nobody needs to know in which of its spellings something was written:
// aliases are replaced by namespaces, implicit values are explicit, references are pointers. What cannot be understood
// is a complaint with file, line and column, and all complaints come at once; metadata/check finds what can be
// understood and breaks a rule. docs/metadata.md lists the codes, and the limits against hostile documents.
package load
