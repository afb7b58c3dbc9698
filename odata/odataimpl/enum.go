package odataimpl

// This file is what the generated enumeration types call.

import "github.com/csdlgen/csdlgen/odata/internal/enum"

// EnumType is what an enumeration type tells the runtime of itself: its qualified name and its members.
type EnumType = enum.Type

// EnumOf is the enumeration type with the qualified name and the members. They are given with the last first, so that a
// member that comes to the end of an enumeration stands next to its constant.
func EnumOf(name string, lastFirst ...string) EnumType { return enum.New(name, lastFirst...) }

// FlagsHas reports whether all members of flags are in value.
func FlagsHas(value, flags string) bool { return enum.Has(value, flags) }

// FlagsWith returns value with the members of flags that it does not have, in their order.
func FlagsWith(value, flags string) string { return enum.With(value, flags) }

// FlagsWithout returns value without the members of flags.
func FlagsWithout(value, flags string) string { return enum.Without(value, flags) }
