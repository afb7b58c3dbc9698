// Package compare says what differs between two descriptions of a service by what they mean, not by how they are
// written:
//
//	changes := compare.Models(old, new)
//
// Each [Change] follows a named [Rule], which says what the change does to a program that uses the service. [Rules]
// lists the rules, and so does docs/diff.md. The order in which a document declares things, aliases, whether an
// annotation stands inside an element or elsewhere, XML or JSON: none of that is a change.
//
// Direction decides. What is only sent (the parameter of an action) may accept more without harm and less not; what is
// only returned is the other way round; most types are both. Where nothing in the model tells, both are assumed.
package compare
