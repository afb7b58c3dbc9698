// Package csdl turns the text of CSDL documents into elements with positions, and back: [Parse] reads CSDL XML and CSDL
// JSON, [XML] and [JSON] write them. Whichever it was, the elements are in the words of CSDL XML, with what the JSON
// representation takes for granted written out. A program may build a [Document], or cut one that it has read, and
// write it.
//
// What is not well-formed is an error with file, line and column; so is what is not CSDL at all, such as a sign-in page
// that was saved in place of metadata. Documents are not trusted: docs/metadata.md lists the limits.
//
// What is read and written again means the same. In CSDL JSON this needs two things that the standard has no place for,
// and that only Parse reads: constants with their kind, and types that share a name with operations.
package csdl
