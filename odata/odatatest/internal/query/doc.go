// Package query reads the query options of requests and evaluates them over entities that are kept as JSON, for the
// service in memory (OData URL Conventions 4.01, section 5; OData Protocol 4.01, section 11.2).
//
// [Parse] holds the options against the schema: a name that does not exist, types that do not fit and what cannot
// be evaluated are errors that say where. [Options.Matching] filters, searches, sorts and cuts entities,
// [Options.Project] writes one as $select and $expand ask for it. The entities and what is related to them come through
// [Entity], which the store implements.
//
// Evaluation follows the specification: null is unknown in conditions and comes first in orders, numbers are compared
// exactly, times as moments, strings by code point. [Settings] has what services do otherwise. An expression whose
// value the package cannot know is an error and never a guess.
//
// Options do not change, and may be used concurrently.
package query
