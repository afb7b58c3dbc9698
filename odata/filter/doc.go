// Package filter says which entities a request reads, in which order, and with what: the query options $filter,
// $orderby, $select, $expand and $search (OData URL Conventions 4.01, section 5.1).
//
//	users, err := c.Users().List().
//		Filter(filter.And(
//			filter.Eq(graph.UserPropAccountEnabled, true),
//			filter.StartsWith(graph.UserPropMail, "a"),
//		)).
//		OrderBy(filter.Desc(graph.UserPropDisplayName)).
//		Expand(filter.With(graph.UserPropManager).Select(graph.DirectoryObjectPropID)).
//		Do(ctx)
//
// Generated packages have a variable for each property. Its type says what it is a property of, what its values are and
// which options name it, so that a filter on another type does not compile; no value can leave its literal.
//
//   - Conditions: [Eq], [Ne], [Lt], [Le], [Gt], [Ge], [In], [IsNull], [Has], [Compare]; [And], [Or], [Not].
//   - Collections: [Any], [All], [Size]; [It] is the item where items are plain values.
//   - Functions: [Contains], [StartsWith], [EndsWith], [Length], [ToLower]; [Year], [Month], [Now], [Later]; [Plus],
//     [Round]; [GeoDistance] and more.
//   - Paths: [Through] and [ThroughTo] lead into complex values and related entities, [Derived] and [DerivedItems] to
//     derived types.
//   - Orders: [Asc], [Desc]. Expands: [With] and its siblings. A phrase to search for: [Phrase].
//   - What is not here is text: [Raw] makes a filter of it, and requests have a method Query.
//
// Filters, expressions and expansions are values that do not change; they may be kept and used concurrently. A value
// that no URL can have, such as text that is not UTF-8, is an error of the request that it is used in. [Text],
// [SelectText], [ExpandText] and [OrderByText] return what requests send.
package filter
