// Package odataimpl is what only generated code calls. Programs use package odata and the packages that csdlgen
// generates.
//
// A generated builder holds a [Resource], a path that grows step by step, with literals ([LitString] and the others)
// for keys and parameters. At its end [Get], [Create], [Update] and the others make a [Call], of which package odata
// makes a request. Enumerations say what they are by [EnumOf]. [EnforceVersion] lets
// generated code and runtime that do not fit each other not compile.
//
// What is here is kept for generated code of the versions from [MinVersion] to [MaxVersion], and promised to nobody
// else.
package odataimpl
