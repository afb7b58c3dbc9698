package filter

// This file is what conditions, orders, $select and $expand are about: properties, for which csdlgen generates
// variables, and what the functions of this package make of them. One generic type without a method stands for all of
// them, since a generated package has an instantiation of it for every pair of an R and a T, and every build compiles
// the methods of each. Its type parameters say what a method would: a property of another type, or one that an option
// cannot name, does not compile.

// Part is a property of R, or an expression over the properties of R. T is the type of its value where Count is [One],
// and of its items where Count is [Many]. Use says which option names it: $select, for [Selectable], or $expand, for
// [Expandable].
//
// Programs use the names that it has in each of these roles, such as [Property], and functions that take any Part with
// this Use or that Count. The zero value names nothing, and is an error of the request.
type Part[R, T, Use, Count any] struct {
	_ of[R, Use]
	// Name is the name of the property in the schema, or a path that begins with it: address/city.
	Name string
	made *expr // what a function of this package made; nil for what Name says
}

// part is what every Part can be assigned to whatever its T and Count are.
type part[R, Use any] = struct {
	_    of[R, Use]
	Name string
	made *expr
}

// of makes parts of different R or Use different types. It cannot be compared, so that no build compiles how a Part is.
type of[R, Use any] [0]func()

// tree is the expression that a Part is.
func tree(name string, made *expr) *expr {
	if made == nil {
		return propertyExpr(name)
	}
	return made
}

// The uses of a [Part], and how many values it has.
type (
	// Selectable is what $select can name.
	Selectable struct{}
	// Expandable is what $expand can name.
	Expandable struct{}
	// One is a single value or related entity.
	One struct{}
	// Many is a collection.
	Many struct{}
)

// Property is a property of R with values of type T: primitive, of an enumeration, or complex. Where a package has no
// variable for a property, Property[*graph.User, string]{Name: "mail"} is one.
type Property[R, T any] = Part[R, T, Selectable, One]

// CollectionProperty is a property of R with collections of T: complex values, or the [Item] of others.
type CollectionProperty[R, T any] = Part[R, T, Selectable, Many]

// NavigationProperty is a navigation property of R that leads to one E.
type NavigationProperty[R, E any] = Part[R, E, Expandable, One]

// NavigationCollection is a navigation property of R that leads to any number of E.
type NavigationCollection[R, E any] = Part[R, E, Expandable, Many]

// Expression is what a function makes of operands. An expression that is a path can stand in $select, any in $orderby.
type Expression[R, T any] = Part[R, T, Selectable, One]

// Collection is a collection that a path leads to, for [Any], [All] and [Size].
type Collection[R, E any] = Part[R, E, Selectable, Many]

// Operand is what functions take for a value of type T over R: a [Property] or an [Expression]. Those that take a
// [NavigationProperty] too, such as [Through] and [IsNull], take any Part with one value.
type Operand[R, T any] = Part[R, T, Selectable, One]

// SelectItem is a property of R that $select can name.
type SelectItem[R any] = part[R, Selectable]

// ExpandItem is a navigation property of R, or an [Expansion] of one.
type ExpandItem[R any] = part[R, Expandable]
