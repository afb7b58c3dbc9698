// Package odataimpl is what only generated code calls: programs use package odata and the packages that csdlgen generates. It keeps what it
// promises to generated code of the versions between [MinVersion] and [MaxVersion], and to nobody else.
package odataimpl
