// Package metadata is what the description of an OData v4 service means: the Model, with pointers instead of names, and
// the questions that are asked of it. It knows OData and nothing of Go code, and it reads no text.
//
// metadata/csdl turns text into documents and back, metadata/load makes a Model of documents.
package metadata
