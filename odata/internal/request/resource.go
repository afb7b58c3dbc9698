package request

// This file is where a request goes: a path below the service root, built step by step from names of the schema and
// values of keys. It is the one place where text becomes part of a URL path, so no value can leave its segment.

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

// Client is what a Resource belongs to. All that a path needs of it is the URL of the service root, for references.
type Client interface {
	String() string
}

// Resource is a path below a service root. It does not change: every method returns another one. Resources may be
// copied and used concurrently. The zero value goes nowhere; requests to it are errors.
type Resource struct {
	client       Client
	parentheses  bool             // whether all keys are written in parentheses
	path         string           // percent-encoded, begins with "/" unless empty
	query        []urltext.Option // parameter aliases
	open         bool             // whether a path address has to be closed by a colon before more follows
	restrictions *restrictions    // what the schema says of it, which does not change; nil for nothing
	err          error            // what cannot be said in a URL; requests return it
}

// Root is the service root of a client, which writes keys in parentheses or as segments.
func Root(client Client, parentheses bool) Resource {
	return Resource{client: client, parentheses: parentheses}
}

// KeyPart is one named value of a key.
type KeyPart struct {
	Name  string
	Value urltext.Literal
}

// Child is the resource with the name below this one: an entity set, a singleton, a navigation property.
func (r Resource) Child(name string) Resource {
	r.restrictions = nil
	return r.add("/" + urltext.Escape(name, ""))
}

// Cast is the same resource as the type with the qualified name (OData URL Conventions 4.01, section 4.11).
func (r Resource) Cast(qualifiedName string) Resource {
	return r.add("/" + urltext.Escape(qualifiedName, ""))
}

// Key is the entity with the key in the collection: /key, or ('key') for services that need parentheses. A key that
// would mean something else as a segment - empty, a dot, two dots, one that begins with $, or one of the names - is
// always written in parentheses. The names are those of operations that are bound to the collection, and namespaces
// followed by a dot, "ns.", with which casts and qualified operations begin: so no value calls a function.
func (r Resource) Key(value urltext.Literal, names ...string) Resource {
	switch {
	case value.Err() != nil:
		return r.Failed(fmt.Errorf("odata: the key: %w", value.Err()))
	case value.NeedsAlias():
		return r.Failed(fmt.Errorf("odata: the key %s is not a primitive value", value))
	}
	p := value.Plain()
	if r.parentheses || isSegment(p, names) || p == "" || p == "." || p == ".." || p[0] == '$' {
		return r.add("(" + value.Escaped() + ")")
	}
	return r.add("/" + urltext.Escape(p, ""))
}

// isSegment says whether a key would mean something else as a segment. Services find names ignoring case.
func isSegment(key string, names []string) bool {
	for _, name := range names {
		if strings.EqualFold(key, name) || strings.HasSuffix(name, ".") && len(key) >= len(name) && strings.EqualFold(key[:len(name)], name) {
			return true
		}
	}
	return false
}

// Keys is the entity with the key of several parts in the collection: (order=1,line=2).
func (r Resource) Keys(parts ...KeyPart) Resource {
	all := make([]string, len(parts))
	for i, p := range parts {
		switch {
		case p.Value.Err() != nil:
			return r.Failed(fmt.Errorf("odata: the key %s: %w", p.Name, p.Value.Err()))
		case p.Value.NeedsAlias():
			return r.Failed(fmt.Errorf("odata: the key %s=%s is not a primitive value", p.Name, p.Value))
		}
		all[i] = urltext.Escape(p.Name, "") + "=" + p.Value.Escaped()
	}
	return r.add("(" + strings.Join(all, ",") + ")")
}

// KeySegment is the entity with the alternate key in the collection, written as a segment: /name=value. It is for
// services whose documentation writes keys so; [Resource.Keys] is what the standard has.
func (r Resource) KeySegment(name string, value urltext.Literal) Resource {
	if !utf8.ValidString(value.Plain()) {
		return r.Failed(fmt.Errorf("odata: the key %s=%q is not valid UTF-8", name, value.Plain()))
	}
	return r.add("/" + urltext.Escape(name, "") + "=" + urltext.Escape(value.Plain(), ""))
}

// Argument is the value of a parameter of a function.
type Argument struct {
	Name  string
	Value urltext.Literal
	// Omit leaves the parameter out, which has to be optional.
	Omit bool
}

// Call is what the function or action with the name returns: /name, or /name(a=1,b='x') with arguments. A value that
// has no literal in URLs becomes a parameter alias (OData URL Conventions 4.01, section 5.3).
func (r Resource) Call(segment string, args ...Argument) Resource {
	r.restrictions = nil
	r = r.add("/" + urltext.Escape(segment, ""))
	var parts []string
	for _, a := range args {
		switch {
		case a.Omit:
		case a.Value.Err() != nil:
			r = r.Failed(fmt.Errorf("odata: the parameter %s: %w", a.Name, a.Value.Err()))
		case a.Value.NeedsAlias():
			alias := r.freeAlias(a.Name)
			parts = append(parts, urltext.Escape(a.Name, "")+"=@"+urltext.Escape(alias, ""))
			r.query = urltext.With(r.query, "@"+alias, a.Value.String())
		default:
			parts = append(parts, urltext.Escape(a.Name, "")+"="+a.Value.Escaped())
		}
	}
	if len(parts) > 0 {
		r.path += "(" + strings.Join(parts, ",") + ")"
	}
	return r
}

// freeAlias is a name for the alias of a parameter: another one where a call before this one in the path has taken it.
func (r Resource) freeAlias(name string) string {
	free := name
	for n := 2; urltext.Has(r.query, "@"+free); n++ {
		free = name + strconv.Itoa(n)
	}
	return free
}

// CallEmpty is Call of a function without arguments, written with parentheses: /name().
func (r Resource) CallEmpty(segment string) Resource {
	r = r.Call(segment)
	r.path += "()"
	return r
}

// PathTo is the entity that a path of names with slashes between leads to from here, as Microsoft Graph addresses files
// and sites: /root:/folder/file.txt. Names may hold any character but a slash; an empty name, a dot and two dots are
// errors.
func (r Resource) PathTo(path string) Resource {
	names := strings.Split(strings.Trim(path, "/"), "/")
	for i, name := range names {
		if name == "" || name == "." || name == ".." || !utf8.ValidString(name) {
			return r.Failed(fmt.Errorf("odata: the path %q has the name %q, which addresses nothing", path, name))
		}
		names[i] = urltext.Escape(name, "")
	}
	r = r.add(":/" + strings.Join(names, "/"))
	r.open = true
	return r
}

// Media is the bare value of a property, or the media of an entity ($value).
func (r Resource) Media() Resource { return r.add("/$value") }

// Ref is the reference to an entity, or the references of a collection, instead of the entities ($ref).
func (r Resource) Ref() Resource { return r.add("/$ref") }

// Restrict is the same resource with what its schema says of requests of some kinds to it. Key and Cast keep it, Child
// does not.
func (r Resource) Restrict(kinds Kinds, to Restriction) Resource {
	r.restrictions = r.restrictions.with(kinds, to)
	return r
}

// Path returns the path below the service root, percent-encoded.
func (r Resource) Path() string { return r.path }

// Client returns the client that the resource belongs to; nil for the zero Resource.
func (r Resource) Client() Client { return r.client }

// Err is why the path cannot be written; nil where it can.
func (r Resource) Err() error { return r.err }

// Query are the query options that belong to the path: the values of parameter aliases, and those of a path that was
// given as text.
func (r Resource) Query() []urltext.Option { return r.query }

// WithQuery is the resource with one more query option.
func (r Resource) WithQuery(name, value string) Resource {
	r.query = urltext.With(r.query, name, value)
	return r
}

// Append is the resource with more at the end of its path: percent-encoded, with a slash at its beginning.
func (r Resource) Append(text string) Resource { return r.add(text) }

// Failed is the resource with a fault, which its requests return.
func (r Resource) Failed(err error) Resource {
	r.err = errors.Join(r.err, err)
	return r
}

// String returns the path.
func (r Resource) String() string { return r.path }

// GoString returns the path and nothing of the client.
func (r Resource) GoString() string { return fmt.Sprintf("odata.Resource(%q)", r.path) }

func (r Resource) add(text string) Resource {
	if r.open {
		r.path += ":"
		r.open = false
	}
	r.path += text
	return r
}
