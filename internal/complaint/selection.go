package complaint

// This file declares the complaints about request lines, and types that the configuration names; generator/selection
// makes them.

import "github.com/csdlgen/csdlgen/internal/diag"

// The complaints about request lines, and types that the configuration names.
var (
	ActionArguments = diag.Complaint{
		Code: "action-arguments", Severity: diag.Error, Meaning: "an action is called with parameters in the path",
		Example: `"ship" is an action; its parameters are in the body of the request; leave the parentheses out`,
	}
	AlternateKey = diag.Complaint{
		Code: "alternate-key", Severity: diag.Warning, Meaning: "a request line uses an alternate key that the metadata does not declare",
		Example: "the schema declares no alternate key (code={code}) of shop.thing; declare it in an overlay",
	}
	EmptyAddress = diag.Complaint{
		Code: "empty-address", Severity: diag.Error, Meaning: "nothing follows the colon of a path address",
		Example: "nothing follows the colon of root:; write a placeholder for the path, root:/{path}",
	}
	FunctionArguments = diag.Complaint{
		Code: "function-arguments", Severity: diag.Error, Meaning: "a function is called with parameters that no overload has",
		Example: "the function shop.total has no overload with the parameters (curency); write total() or total(currency={currency})",
	}
	FunctionArgumentsWarning = diag.Complaint{
		Code: "function-arguments", Severity: diag.Warning, Meaning: "a request line leaves out the parameters of a function",
		Example: "the function shop.total has parameters, which this line leaves out; write total(currency={currency})",
	}
	KeyCount = diag.Complaint{
		Code: "key-count", Severity: diag.Error, Meaning: "a key has too few or too many parts",
		Example: "the key of my.shop.line has 2 parts, but this line gives 1; write (order={order},no={no})",
	}
	KeyLiteral = diag.Complaint{
		Code: "key-literal", Severity: diag.Warning, Meaning: "a literal is taken for a key, or for a placeholder",
		Example: `"inbox" is read as a placeholder for any key; write {id} for any key`,
	}
	KeyName = diag.Complaint{
		Code: "key-name", Severity: diag.Error, Meaning: "a part of a key has no name, or a name that the key does not have",
		Example: `the key of my.shop.line has 2 parts, and "{a}" does not say which one it is; write (order={order},no={no})`,
	}
	KeyValue = diag.Complaint{
		Code: "key-value", Severity: diag.Error, Meaning: "a literal is not a value of the key",
		Example: "a key that is a segment of its own has no quotes; leave them out",
	}
	NoContainer = diag.Complaint{
		Code: "no-container", Severity: diag.Error, Meaning: "the metadata has no entity container, so that no request line can be resolved",
		Example: "the metadata has no entity container, so no request line can be selected",
	}
	KeylessType = diag.Complaint{
		Code: "no-key", Severity: diag.Error, Meaning: "a key is given for a type that has none",
		Example: "{id} is read as a key, but shop.thing has none",
	}
	PathAddress = diag.Complaint{
		Code: "path-address", Severity: diag.Error, Meaning: "a path address (`:/path:`) stands where there is none, or is empty",
		Example: `a path address begins at one entity, but "Orders" is a collection of shop.Order; leave the colon out`,
	}
	PathEnd = diag.Complaint{
		Code: "path-end", Severity: diag.Error, Meaning: "a path goes on after something that ends it",
		Example: `"x" follows $ref, which ends a path; leave it out`,
	}
	RequestBelow = diag.Complaint{
		Code: "request-below", Severity: diag.Error, Meaning: "a pattern stands for too many paths",
		Example: "/** stands for more than 10000 paths here; start deeper, or name what is used",
	}
	RequestCase = diag.Complaint{
		Code: "request-case", Severity: diag.Warning, Meaning: "a name is written with other capitals than in the metadata",
		Example: `"things" is called "Things" in the schema`,
	}
	RequestLine = diag.Complaint{
		Code: "request-line", Severity: diag.Error, Meaning: "a request line is malformed",
		Example: `request line "GET" has no path; write a method and a path, such as GET /users/{id}`,
	}
	RequestMethod = diag.Complaint{
		Code: "request-method", Severity: diag.Error, Meaning: "a method does not exist, or does not fit what the path leads to",
		Example: `"FETCH" is no method of a request line; use one of GET, POST, PATCH, PUT, DELETE, or * for all that fit`,
	}
	RequestMethodWarning = diag.Complaint{
		Code: "request-method", Severity: diag.Warning, Meaning: "a function is called by POST",
		Example: `"posted" is a function in the schema, to be called with GET; this line sends its parameters in the body of a POST`,
	}
	RequestPattern = diag.Complaint{
		Code: "request-pattern", Severity: diag.Error, Meaning: "a pattern is malformed",
		Example: "/** stands for everything below a resource, but no resource precedes it; write a resource before it",
	}
	RequestQuery = diag.Complaint{
		Code: "request-query", Severity: diag.Error, Meaning: "what follows a question mark is not a query",
		Example: `"$count" is not a query option, and what follows a question mark is not part of the path; write /$count`,
	}
	RequestRemoved = diag.Complaint{
		Code: "request-removed", Severity: diag.Warning, Meaning: "a line that removes requests (`!`) removes none",
		Example: "!DELETE /Things/{id} removes nothing",
	}
	RequestRepeated = diag.Complaint{
		Code: "request-repeated", Severity: diag.Warning, Meaning: "the same request is selected twice",
		Example: "GET /Things/{id}/parts is selected twice",
	}
	RequestHost = diag.Complaint{
		Code: "request-root", Severity: diag.Error, Meaning: "a path begins with what looks like a host and is a resource",
		Example: `"Things" is read as the name of a host, but "Things" is a resource of the service; begin the path with a slash`,
	}
	RequestRoot = diag.Complaint{
		Code: "request-root", Severity: diag.Warning, Meaning: "the beginning of a path is taken for a part of the service's address",
		Example: `"/odata" is not a resource of the service and is read as part of its address; begin the path with /Things`,
	}
	RequestSlashes = diag.Complaint{
		Code: "request-slashes", Severity: diag.Warning, Meaning: "slashes are missing or not needed",
		Example: "extra slashes, and blanks around slashes, are ignored",
	}
	RequestSystem = diag.Complaint{
		Code: "request-system", Severity: diag.Error, Meaning: "the path leads to a resource that needs no request line",
		Example: "$batch needs no request line: any requests can be sent in a batch; use odata.Batch",
	}
	SurplusChoice = diag.Complaint{
		Code: "surplus-choice", Severity: diag.Error, Meaning: "a segment of documentation stands for several requests",
		Example: "{id | userPrincipalName} stands for several requests; write a line for each of id, userPrincipalName",
	}
	SurplusKey = diag.Complaint{
		Code: "surplus-key", Severity: diag.Error, Meaning: "a key stands where none is expected",
		Example: `{b} is a key, but "{a}" is one shop.thing; leave it out or name a property here`,
	}
	UnboundOperation = diag.Complaint{
		Code: "unbound-operation", Severity: diag.Error, Meaning: "an operation is not bound to what the path leads to",
		Example: "shop.merge is not bound to one shop.Order; it is bound to a collection of shop.Order",
	}
	UnknownMember = diag.Complaint{
		Code: "unknown-member", Severity: diag.Error, Meaning: "a property, navigation property or parameter does not exist",
		Example: `shop.thing has no property "pirce"; did you mean price?`,
	}
	UnknownSegment = diag.Complaint{
		Code: "unknown-segment", Severity: diag.Error, Meaning: "a segment of a path does not exist there",
		Example: `the service root (shop.default) has no segment "Thing"; did you mean Things?`,
	}
	UnknownType = diag.Complaint{
		Code: "unknown-type", Severity: diag.Error, Meaning: "a type does not exist",
		Example: `no type in the metadata matches "shop.thng"; did you mean shop.thing?`,
	}
	UnrelatedCast = diag.Complaint{
		Code: "unrelated-cast", Severity: diag.Error, Meaning: "a path casts to a type that does not derive from what it leads to",
		Example: "shop.thing cannot be cast to shop.other, which does not derive from it; use shop.specialThing",
	}
)

// Selection returns the complaints about request lines, and types that the configuration names, sorted by code.
func Selection() []diag.Complaint {
	return []diag.Complaint{
		ActionArguments, AlternateKey, EmptyAddress, FunctionArguments, FunctionArgumentsWarning, KeyCount, KeyLiteral, KeyName,
		KeyValue, NoContainer, KeylessType, PathAddress, PathEnd, RequestBelow, RequestCase, RequestLine, RequestMethod,
		RequestMethodWarning, RequestPattern, RequestQuery, RequestRemoved, RequestRepeated, RequestHost, RequestRoot, RequestSlashes,
		RequestSystem, SurplusChoice, SurplusKey, UnboundOperation, UnknownMember, UnknownSegment, UnknownType, UnrelatedCast,
	}
}
