package ir

// This file is how the plan says Go types. As text, and so in JSON, a type is what a Go programmer would write: *User,
// odata.Opt[[]string].

import (
	"fmt"
	"go/token"
	"path"
	"strings"
)

// GoType is a Go type: a name with type arguments, or a pointer to or slice of another type.
type GoType struct {
	// Package is the name of the package that declares Name, a key of Plan.Imports; "" for predeclared types and for
	// the main package's own.
	Package string
	Name    string
	Args    []GoType
	// Pointer and Slice hold the element type of a pointer or slice; then Name is "".
	Pointer *GoType
	Slice   *GoType
}

// PointerTo is a pointer to a type.
func PointerTo(t GoType) GoType { return GoType{Pointer: &t} }

// SliceOf is a slice of a type.
func SliceOf(t GoType) GoType { return GoType{Slice: &t} }

// RuntimeType is a type that the runtime declares.
func RuntimeType(name string, args ...GoType) GoType {
	return GoType{Package: path.Base(RuntimePath(name)), Name: name, Args: args}
}

// Optional is the runtime's optional value of a type.
func Optional(t GoType) GoType { return RuntimeType("Opt", t) }

func (t GoType) ref() *GoType { return &t }

// Local says whether the main package declares the type: its own types are exported, predeclared ones are not.
func (t GoType) Local() bool { return t.Package == "" && token.IsExported(t.Name) }

// Basic says whether the type is a name without a package, such as string: a type made of it loses no methods.
func (t GoType) Basic() bool { return t.Package == "" && t.Pointer == nil && t.Slice == nil }

// Qualified prints the type as seen from outside the main package, whose name is given.
func (t GoType) Qualified(pkg string) string {
	switch {
	case t.Pointer != nil:
		return "*" + t.Pointer.Qualified(pkg)
	case t.Slice != nil:
		return "[]" + t.Slice.Qualified(pkg)
	}
	name := t.Name
	switch {
	case t.Local() && pkg != "":
		name = pkg + "." + name
	case t.Package != "":
		name = t.Package + "." + name
	}
	for i, a := range t.Args {
		if i == 0 {
			name += "["
		} else {
			name += ", "
		}
		name += a.Qualified(pkg)
	}
	if len(t.Args) > 0 {
		name += "]"
	}
	return name
}

// String prints the type as the main package writes it.
func (t GoType) String() string { return t.Qualified("") }

// MarshalText writes the type as Go text.
func (t GoType) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (t *GoType) UnmarshalText(text []byte) error {
	p := typeParser{rest: string(text)}
	parsed, ok := p.parse()
	if !ok || p.rest != "" {
		return fmt.Errorf("%q is not a Go type as a plan has it: a name, with a package before it and type arguments after it, and * or [] in front", text)
	}
	*t = parsed
	return nil
}

// typeParser reads the text of a type from its beginning.
type typeParser struct{ rest string }

// take takes a prefix, if it is there.
func (p *typeParser) take(prefix string) bool {
	rest, ok := strings.CutPrefix(p.rest, prefix)
	p.rest = rest
	return ok
}

func (p *typeParser) parse() (GoType, bool) {
	switch {
	case p.take("*"):
		element, ok := p.parse()
		return PointerTo(element), ok
	case p.take("[]"):
		element, ok := p.parse()
		return SliceOf(element), ok
	}
	t := GoType{Name: p.identifier()}
	if t.Name != "" && p.take(".") {
		t.Package, t.Name = t.Name, p.identifier()
	}
	if !p.take("[") {
		return t, t.Name != ""
	}
	for {
		argument, ok := p.parse()
		if !ok {
			return t, false
		}
		t.Args = append(t.Args, argument)
		if !p.take(", ") {
			return t, p.take("]")
		}
	}
}

// identifier takes an identifier; "" where there is none.
func (p *typeParser) identifier() string {
	end := strings.IndexAny(p.rest, ".[], *")
	if end < 0 {
		end = len(p.rest)
	}
	name := p.rest[:end]
	if !token.IsIdentifier(name) {
		return ""
	}
	p.rest = p.rest[end:]
	return name
}
