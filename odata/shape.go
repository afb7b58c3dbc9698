package odata

// This file knows the shape of models: the structs that csdlgen generates, which embed Undeclared, and structs that
// consist of Opts. A model's shape is read once from its fields and tags and kept; that cache is the one piece of state
// that the package has.

import (
	"cmp"
	"encoding/json"
	"maps"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/internal/typename"
)

// shape is what encoding and decoding know of a model.
type shape struct {
	undeclared int            // index of the embedded Undeclared; -1 for a struct of a program's own that has none
	wireType   string         // the member "@odata.type" of a new value, ready to be written; "" for none
	typeName   string         // the qualified name in it
	rootName   string         // the qualified name of a type without a base type, of which a new value says nothing
	fields     []*shapeField  // in the order of the struct
	byName     map[string]int // index in fields
	annotated  bool           // whether a field is an annotation: its name begins with @
	mixed      bool           // whether there are fields that are not members
}

type shapeField struct {
	index  int
	name   string
	prefix string // the name as JSON with its colon
	direct
	// next is the field that came after this one when a model was read last, counted from 1; 0 before. Services write
	// the members of their objects in an order of their own, always the same. It is only a guess.
	next atomic.Int32
}

var (
	undeclaredType = reflect.TypeOf(Undeclared{})
	byteType       = reflect.TypeOf(byte(0))
)

// shapes caches the shape by struct type; a struct that is not a model has a nil one. Types are looked up in a map that
// does not change. What is not there yet is found behind the lock; after as many lookups there as there are types, the
// map is made anew.
var shapes struct {
	known  atomic.Value // map[reflect.Type]*shape
	lock   sync.Mutex
	all    map[reflect.Type]*shape
	missed int
}

// shapeOf returns the shape of a model, or nil where t is not a model.
func shapeOf(t reflect.Type) *shape {
	known, _ := shapes.known.Load().(map[reflect.Type]*shape)
	if s, ok := known[t]; ok {
		return s
	}
	return missingShape(t)
}

func missingShape(t reflect.Type) *shape {
	shapes.lock.Lock()
	defer shapes.lock.Unlock()
	s, ok := shapes.all[t]
	if !ok {
		if shapes.all == nil {
			shapes.all = map[reflect.Type]*shape{}
		}
		s = readShape(t)
		shapes.all[t] = s
	}
	if shapes.missed++; shapes.missed > len(shapes.all) {
		shapes.missed = 0
		shapes.known.Store(maps.Clone(shapes.all))
	}
	return s
}

func readShape(t reflect.Type) *shape {
	if t.Kind() != reflect.Struct {
		return nil
	}
	s := &shape{undeclared: -1, byName: map[string]int{}}
	for i := range t.NumField() {
		f := t.Field(i)
		switch name, _, _ := strings.Cut(f.Tag.Get("json"), ","); {
		case f.Anonymous && f.Type == undeclaredType:
			s.undeclared = i
			s.readTag(f.Tag)
		case !f.IsExported() || name == "-":
		case isOpt(f.Type):
			s.addField(f, i, cmp.Or(name, f.Name))
		default:
			s.mixed = true
		}
	}
	if s.undeclared < 0 && (len(s.fields) == 0 || s.mixed) {
		return nil
	}
	return s
}

// readTag reads what the tag of Undeclared says of the model's type.
func (s *shape) readTag(tag reflect.StructTag) {
	if name, ok := typename.FromTag(tag); ok {
		s.typeName = strings.TrimPrefix(name, "#")
		s.wireType = `"@odata.type":` + string(rawjson.AppendString(nil, name))
	}
	s.rootName, _ = typename.RootFromTag(tag)
}

// addField adds the field with the index, an Opt, as the member with the name.
func (s *shape) addField(f reflect.StructField, index int, name string) {
	s.byName[name] = len(s.fields)
	s.annotated = s.annotated || name[0] == '@'
	s.fields = append(s.fields, &shapeField{index: index, name: name, prefix: string(rawjson.AppendString(nil, name)) + ":", direct: directOf(f)})
}

// checkPlain returns an error for a type that encoding/json would read or write without knowing what an Opt is: it
// would take an object for the fields of the Opt, and leave out what it says. By is the method that a type has which
// knows how it is read or written.
func checkPlain(t, by reflect.Type) error {
	switch holder := optIn(t, by, map[reflect.Type]bool{}); {
	case holder == nil:
		return nil
	case holder == t && t.Kind() == reflect.Struct:
		return errorf("%s has fields of type Opt beside others: make all of them Opts; a struct that embeds odata.Undeclared may have fields that are not members", t)
	default:
		return errorf("encoding/json, which %s is for, does not know the Opts in %s: give the structs that have them the methods MarshalJSON and UnmarshalJSON, which call odata.Marshal and odata.Unmarshal", t, holder)
	}
}

// The methods of types that encoding/json reads and writes as they say.
var (
	readsItself  = reflect.TypeOf((*json.Unmarshaler)(nil)).Elem()
	writesItself = reflect.TypeOf((*json.Marshaler)(nil)).Elem()
)

// optIn is the type in t, or t itself, that holds Opts; nil for none. Seen are the types that have been looked at.
func optIn(t, by reflect.Type, seen map[reflect.Type]bool) reflect.Type {
	if seen[t] || reflect.PointerTo(t).Implements(by) {
		return nil
	}
	seen[t] = true
	var inside []reflect.Type
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		inside = append(inside, t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.Tag.Get("json") != "-" && (f.IsExported() || f.Anonymous) {
				inside = append(inside, f.Type)
			}
		}
	}
	for _, of := range inside {
		if isOpt(of) {
			return t
		}
	}
	for _, of := range inside {
		if holder := optIn(of, by, seen); holder != nil {
			return holder
		}
	}
	return nil
}

// after is the index of the field that is likely to come after another in an object; fields are counted from 1 in last,
// 0 stands for the beginning. Members come as they did in the object before, or as they are declared.
func (s *shape) after(last int) int {
	if last > 0 {
		if next := s.fields[last-1].next.Load(); next > 0 {
			return int(next) - 1
		}
	}
	return last
}

// expect makes the field i the one that is likely to come after another.
func (s *shape) expect(i, last int) {
	if last > 0 {
		s.fields[last-1].next.Store(int32(i + 1))
	}
}

// find returns the index of the member with the name.
func (s *shape) find(name []byte) (int, bool) {
	if len(name) > 0 && name[0] == '@' && !s.annotated {
		return 0, false
	}
	i, ok := s.byName[string(name)]
	return i, ok
}

// field is the field i of the addressable model v.
func (s *shape) field(v reflect.Value, i int) Field {
	return v.Field(s.fields[i].index).Addr().Interface().(Field)
}

// fieldType is the type of the field i of the model v.
func (s *shape) fieldType(v reflect.Value, i int) reflect.Type {
	return v.Field(s.fields[i].index).Type()
}

// absent says whether the field i of the addressable model v is, and has no assigned Value. Most fields of wide models
// are, so it does not go through Field.
func (s *shape) absent(v reflect.Value, i int) bool {
	model := v.Addr().UnsafePointer()
	return *s.fields[i].formIn(model) == nil && s.fields[i].zeroIn(model)
}

// rest is what the addressable model v does not declare. A struct of a program's own that has no Undeclared forgets it.
func (s *shape) rest(v reflect.Value) *Extra {
	if s.undeclared < 0 {
		return new(Extra)
	}
	return &v.Field(s.undeclared).Addr().Interface().(*Undeclared).Extra
}
