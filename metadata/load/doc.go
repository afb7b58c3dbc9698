// Package load makes a [metadata.Model] of the documents that describe a service (CSDL, the $metadata document):
//
//	model, err := load.Load(load.Source{Name: "service.xml", Data: data}, load.Options{})
//
// Declarations are read, aliases replaced by namespaces, implicit values made explicit, and annotations moved to the elements that they are about.
// References become pointers, and the result is checked against the rules of the specification. Whatever is wrong is a complaint with file, line
// and column, and all complaints come at once. docs/metadata.md lists their codes, and the limits against hostile documents.
package load
