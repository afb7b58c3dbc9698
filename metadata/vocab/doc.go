// Package vocab reads the standard vocabularies of OData from annotations: Core, Validation, Capabilities, Measures and
// Authorization. Each reader takes the annotations of an element and returns plain values, so that no other package
// spells a term:
//
//	if vocab.Computed(property.Annotations) { ... }
//	for _, key := range vocab.AlternateKeys(entityType.Annotations) { ... }
//
// A reader returns the zero value where the annotation is absent or has a form that the vocabulary does not give it;
// metadata/check says so to the user. Only annotations without a qualifier count. All readers are safe for concurrent
// use.
//
// The terms and types of the vocabularies themselves come with the package ([Source]), as far as CSDL can say them, so
// that nobody needs a file of them.
package vocab
