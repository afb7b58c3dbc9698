// Package csdl turns the text of CSDL documents into elements with positions: [Parse] reads CSDL XML and CSDL JSON. Whichever it was, the elements are
// in the words of CSDL XML, with what the JSON representation takes for granted written out.
//
// What is not well-formed is an error with file, line and column; so is what is no CSDL at all, such as a sign-in page that was saved in place of
// metadata. Documents are not trusted: docs/metadata.md lists the limits.
package csdl
