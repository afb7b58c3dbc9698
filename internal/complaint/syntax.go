package complaint

// This file declares the complaints about documents that are not well-formed, or not CSDL at all; metadata/csdl makes
// them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about documents that are not well-formed, or not CSDL at all.
var (
	JSON = diag.Complaint{
		Code: "json", Severity: diag.Error, Meaning: "the text is not valid JSON",
		Example: "this is not valid JSON: invalid UTF-8",
	}
	JSONAnnotation = diag.Complaint{
		Code: "json-annotation", Severity: diag.Warning, Meaning: "an annotation is about a member that does not exist",
		Example: `"width@Org.OData.Core.V1.Description" annotates "width", which does not exist or cannot be annotated here; it is ignored`,
	}
	JSONDepth = diag.Complaint{
		Code: "json-depth", Severity: diag.Error, Meaning: "values are nested more deeply than the limit",
		Example: "values are nested more than 200 levels deep",
	}
	JSONKind = diag.Complaint{
		Code: "json-kind", Severity: diag.Error, Meaning: "a member has a value of the wrong kind, such as a string instead of an object",
		Example: `"$Kind" is 1; a string is expected`,
	}
	JSONMember = diag.Complaint{
		Code: "json-member", Severity: diag.Warning, Meaning: "a member has no meaning where it stands; it is ignored",
		Example: `"$Aliases" has no meaning in a schema; it is ignored`,
	}
	JSONMemberKind = diag.Complaint{
		Code: "json-member-kind", Severity: diag.Error, Meaning: "`$Kind` is missing, or does not fit",
		Example: `an overload of "move" has the $Kind "EntityType"; Action or Function is expected`,
	}
	JSONMemberTwice = diag.Complaint{
		Code: "json-member-twice", Severity: diag.Error, Meaning: "an object has the same member twice",
		Example: `the object has the member "$Version" twice; remove or rename one of them`,
	}
	JSONOverloads = diag.Complaint{
		Code: "json-overloads", Severity: diag.Warning, Meaning: "an operation is an object; an array of overloads is expected",
		Example: "the action move is an object; an array with one object for each overload is expected",
	}
	JSONSize = diag.Complaint{
		Code: "json-size", Severity: diag.Error, Meaning: "the document has more values than the limit",
		Example: "the document has more than 1048576 values",
	}
	JSONText = diag.Complaint{
		Code: "json-text", Severity: diag.Error, Meaning: "there is text after the document",
		Example: "found text after the end of the document; remove it",
	}
	JSONTruncated = diag.Complaint{
		Code: "json-truncated", Severity: diag.Error, Meaning: "the document is incomplete",
		Example: "the document ends unexpectedly; download it again: it is incomplete",
	}
	NotCSDL = diag.Complaint{
		Code: "not-csdl", Severity: diag.Error, Meaning: "the document is something other than CSDL",
		Example: "this is a ZIP archive; metadata is XML or JSON; unpack it",
	}
	TooLarge = diag.Complaint{
		Code: "too-large", Severity: diag.Error, Meaning: "the document has more bytes than the limit",
		Example: "the document has 67108866 bytes; csdlgen reads at most 67108864",
	}
	XML = diag.Complaint{
		Code: "xml", Severity: diag.Error, Meaning: "the text is not valid XML",
		Example: "this is not valid XML: invalid UTF-8",
	}
	XMLAttributeTwice = diag.Complaint{
		Code: "xml-attribute-twice", Severity: diag.Error, Meaning: "an element has the same attribute twice",
		Example: "<a> has the attribute x twice; remove one of them",
	}
	XMLAttributes = diag.Complaint{
		Code: "xml-attributes", Severity: diag.Error, Meaning: "an element has more attributes than the limit",
		Example: "<a> has more than 100 attributes",
	}
	XMLDepth = diag.Complaint{
		Code: "xml-depth", Severity: diag.Error, Meaning: "elements are nested more deeply than the limit",
		Example: "elements are nested more than 200 levels deep",
	}
	XMLDirective = diag.Complaint{
		Code: "xml-directive", Severity: diag.Error, Meaning: "there is a document type or an entity declaration",
		Example: "found a document type or entity declaration, which CSDL does not allow; remove it",
	}
	XMLEmpty = diag.Complaint{
		Code: "xml-empty", Severity: diag.Error, Meaning: "the document is empty",
		Example: "the document is empty; download the service's $metadata",
	}
	XMLEncoding = diag.Complaint{
		Code: "xml-encoding", Severity: diag.Error, Meaning: "the document is not encoded in UTF-8",
		Example: `the document is encoded in ISO-8859-1; csdlgen reads UTF-8; save it as UTF-8, with encoding="UTF-8" or none in its first line`,
	}
	XMLNamespaces = diag.Complaint{
		Code: "xml-namespaces", Severity: diag.Error, Meaning: "more XML namespaces are declared than the limit",
		Example: "more than 100 XML namespaces are in scope here",
	}
	XMLPrefix = diag.Complaint{
		Code: "xml-prefix", Severity: diag.Error, Meaning: "the prefix of an element is not declared",
		Example: "the prefix of <edmx:Edmx> is not declared; add the attribute xmlns:edmx with the XML namespace that it stands for",
	}
	XMLPrefixWarning = diag.Complaint{
		Code: "xml-prefix", Severity: diag.Warning, Meaning: "the prefix of an attribute is not declared; the attribute is ignored",
		Example: "the prefix of the attribute sap:label is not declared; the attribute is ignored",
	}
	XMLRoots = diag.Complaint{
		Code: "xml-roots", Severity: diag.Error, Meaning: "there are two root elements",
		Example: "found a second root element, <b>; one document holds one edmx:Edmx element",
	}
	XMLSize = diag.Complaint{
		Code: "xml-size", Severity: diag.Error, Meaning: "the document has more elements than the limit",
		Example: "the document has more than 1048576 elements",
	}
	XMLTags = diag.Complaint{
		Code: "xml-tags", Severity: diag.Error, Meaning: "an end tag does not match",
		Example: "</a> found where </b> is expected",
	}
	XMLText = diag.Complaint{
		Code: "xml-text", Severity: diag.Error, Meaning: "there is text outside the root element",
		Example: "found text outside the root element; remove it",
	}
	XMLTruncated = diag.Complaint{
		Code: "xml-truncated", Severity: diag.Error, Meaning: "the document is incomplete",
		Example: "the document ends inside <a>; download it again: it is incomplete",
	}
)

// Syntax returns the complaints about documents that are not well-formed, or not CSDL at all, sorted by code.
func Syntax() []diag.Complaint {
	return []diag.Complaint{
		JSON, JSONAnnotation, JSONDepth, JSONKind, JSONMember, JSONMemberKind, JSONMemberTwice, JSONOverloads, JSONSize, JSONText,
		JSONTruncated, NotCSDL, TooLarge, XML, XMLAttributeTwice, XMLAttributes, XMLDepth, XMLDirective, XMLEmpty, XMLEncoding,
		XMLNamespaces, XMLPrefix, XMLPrefixWarning, XMLRoots, XMLSize, XMLTags, XMLText, XMLTruncated,
	}
}
