// Package metadata reads the description of an OData v4 service (CSDL, the $metadata document) into a Model: what the document means,
// with pointers instead of names.
//
//	model, err := metadata.Load(metadata.Source{Name: "service.xml", Data: data}, metadata.Options{})
//
// Data goes three steps. [Parse] makes a [Document], elements as written with their positions. Declarations are read, aliases
// replaced by namespaces, implicit values made explicit, and annotations moved to the elements that they are about. References become
// pointers, and the result is checked against the rules of the specification. Whatever is wrong is a [Diagnostic] with file, line and
// column, and all complaints come at once. docs/metadata.md lists their codes, and the limits against hostile documents.
//
// The package knows OData and nothing of Go code.
package metadata
