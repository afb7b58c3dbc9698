package csdl

// This file recognises what a document is by its content: CSDL in XML or in JSON, or one of the things that are saved
// in its place by mistake - a sign-in page, an error, the service document, another description language.

import (
	"bytes"
	"strings"

	"github.com/csdlgen/csdlgen/internal/complaint"

	"github.com/csdlgen/csdlgen/internal/diag"
	"github.com/csdlgen/csdlgen/internal/plaintext"
)

// maxBytes is how large a document may be. All of Microsoft Graph is a twentieth of it.
const maxBytes = 64 << 20

// Parse reads a document in CSDL XML or CSDL JSON; which of the two it is shows in its first character. The error is a
// Diagnostics; a document that is not well-formed has one complaint, the first.
func Parse(src Source) (*Document, error) {
	var diags diag.List
	if len(src.Data) > maxBytes {
		diags.Report(diag.Pos{File: src.Name, Line: 1, Col: 1}, complaint.TooLarge, "the document has %d bytes; csdlgen reads at most %d", len(src.Data), maxBytes)
		return nil, diags.Err()
	}
	if binaryComplaint(src, &diags) {
		return nil, diags.Err()
	}
	text, err := plaintext.UTF8(src.Data)
	if err != nil {
		diags.Report(diag.Pos{File: src.Name, Line: 1, Col: 1}, complaint.NotCSDL, "%v; metadata is XML or JSON in UTF-8 or UTF-16", err).Fixf("save it as UTF-8")
		return nil, diags.Err()
	}
	src.Data = text
	switch first := bytes.TrimLeft(src.Data, " \t\r\n"); {
	case len(first) > 0 && (first[0] == '{' || first[0] == '['):
		return parseJSON(src)
	case looksLikeHTML(first):
		diags.Report(diag.Pos{File: src.Name, Line: 1, Col: 1}, complaint.NotCSDL, "this is an HTML page, not metadata").
			Fixf("it may be a sign-in or error page: sign in and download the service's $metadata again")
	case len(first) > 0 && first[0] != '<':
		textComplaint(src, first, &diags)
	default:
		return parseXML(src)
	}
	return nil, diags.Err()
}

// binaryComplaint complains about what is not text.
func binaryComplaint(src Source, diags *diag.List) bool {
	what, fix := "", ""
	for _, known := range [...]struct{ magic, what, fix string }{
		{"\x1f\x8b", "compressed with gzip", "unpack it"},
		{"PK\x03\x04", "a ZIP archive", "unpack it"},
		{"%PDF", "a PDF document", "give csdlgen the service's $metadata document"},
	} {
		if bytes.HasPrefix(src.Data, []byte(known.magic)) {
			what, fix = known.what, known.fix
		}
	}
	if what == "" {
		return false
	}
	diags.Report(diag.Pos{File: src.Name, Line: 1, Col: 1}, complaint.NotCSDL, "this is %s; metadata is XML or JSON", what).Fixf("%s", fix)
	return true
}

func looksLikeHTML(text []byte) bool {
	start := strings.ToLower(string(text[:min(len(text), 64)]))
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
}

// textComplaint complains about text that is neither XML nor JSON.
func textComplaint(src Source, first []byte, diags *diag.List) {
	before := src.Data[:len(src.Data)-len(first)]
	at := diag.Pos{File: src.Name, Line: 1 + bytes.Count(before, []byte("\n")), Col: len(before) - bytes.LastIndexByte(before, '\n')}
	what := "this is neither XML nor JSON"
	switch {
	case bytes.HasPrefix(first, []byte("openapi:")), bytes.HasPrefix(first, []byte("swagger:")):
		what = "this is an OpenAPI description, not metadata"
	case bytes.HasPrefix(first, []byte("HTTP/1")), bytes.HasPrefix(first, []byte("HTTP/2")):
		what = "this begins with the header of an HTTP response"
	}
	diags.Report(at, complaint.NotCSDL, "%s", what).Fixf("give csdlgen the service's $metadata document: XML that begins with <edmx:Edmx>, or CSDL JSON")
}

// WrongRoot says what an XML document is whose root element is not Edmx, and what to do.
func WrongRoot(root *Element) (what, fix string) {
	const download = "give csdlgen the service's $metadata document"
	switch {
	case root.Space == "http://www.w3.org/2007/app" && root.Name == "service":
		return "this is the service document, which lists entity sets and describes no types", "download it again with /$metadata at the end of the URL"
	case root.Name == "error":
		return "this is an error response of a service", "download the service's $metadata again"
	case root.Name == "feed", root.Name == "entry", root.Name == "rss":
		return "this is a feed of data", download
	case root.Name == "definitions" && strings.HasPrefix(root.Space, "http://schemas.xmlsoap.org/wsdl"):
		return "this is a SOAP service's WSDL", download
	case strings.EqualFold(root.Name, "html"):
		return "this is an HTML page", "it may be a sign-in or error page: sign in and download the service's $metadata again"
	case root.Name == "Schema":
		return "this is a schema without the edmx:Edmx element around it", `wrap it: <edmx:Edmx Version="4.0" xmlns:edmx="` + EdmxSpace + `"><edmx:DataServices>...</edmx:DataServices></edmx:Edmx>`
	}
	return "", download
}
