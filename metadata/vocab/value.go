package vocab

// This file reads expressions as plain Go values. The readers of the vocabularies are made of these.

import (
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/metadata"
)

// Flag is a Boolean of a vocabulary that may be absent. The zero Flag is absent.
type Flag struct {
	// Name is what the vocabulary calls it: "Insertable".
	Name string
	// Given says whether the schema has a value, Value is that value.
	Given, Value bool
	// Pos is where the value stands.
	Pos metadata.Pos
}

// Denied says whether the schema says false.
func (f Flag) Denied() bool { return f.Given && !f.Value }

// True says whether the schema says true.
func (f Flag) True() bool { return f.Given && f.Value }

// Choice is the members of an enumeration that the schema chooses. The zero Choice is absent.
type Choice struct {
	// Name is what the vocabulary calls it: "Navigability".
	Name string
	// Members are the names of the members.
	Members []string
	// Given says whether the schema has a value, also one without members.
	Given bool
	// Pos is where the value stands.
	Pos metadata.Pos
}

// Is says whether the choice is this member and no other.
func (c Choice) Is(member string) bool { return len(c.Members) == 1 && c.Members[0] == member }

// Value is a text that the schema says, or a path to the property that has it.
type Value struct {
	// Text is the text, or the path; "" where there is neither.
	Text string
	// Path says whether Text is a path.
	Path bool
}

// valueOf is the value of an annotation, or nil.
func valueOf(annotations metadata.Annotations, term string) metadata.Expression {
	if a := annotations.Find(term); a != nil {
		return a.Value
	}
	return nil
}

// tagged says whether a Boolean term applies.
func tagged(annotations metadata.Annotations, term string) bool {
	value, _ := metadata.BoolOf(valueOf(annotations, term))
	return value
}

// text is the string of a term, "" without one.
func text(annotations metadata.Annotations, term string) string {
	s, _ := metadata.StringOf(valueOf(annotations, term))
	return s
}

// stringOf is the text of a String constant, else "".
func stringOf(e metadata.Expression) string {
	s, _ := metadata.StringOf(e)
	return s
}

// constantOf is the text of a constant of any kind.
func constantOf(e metadata.Expression) (text string, ok bool) {
	c, ok := e.(*metadata.Constant)
	if !ok {
		return "", false
	}
	return c.Text, true
}

// pathOf is the text of a path of any kind.
func pathOf(e metadata.Expression) (text string, ok bool) {
	p, ok := e.(*metadata.Path)
	if !ok {
		return "", false
	}
	return p.Text, true
}

// anyValue is a constant or a path.
func anyValue(e metadata.Expression) Value {
	if text, ok := constantOf(e); ok {
		return Value{Text: text}
	}
	text, ok := pathOf(e)
	return Value{Text: text, Path: ok}
}

// count is a number from 0 on.
func count(e metadata.Expression) (n int, ok bool) {
	text, _ := constantOf(e)
	number, err := strconv.ParseInt(text, 10, 32)
	return int(number), err == nil && number >= 0
}

// flag is a Boolean expression by the name that the vocabulary has for it.
func flag(name string, e metadata.Expression) Flag {
	value, given := metadata.BoolOf(e)
	if !given {
		return Flag{Name: name}
	}
	return Flag{Name: name, Given: true, Value: value, Pos: e.Position()}
}

// choice is an expression of an enumeration type by the name that the vocabulary has for it.
func choice(name string, e metadata.Expression) Choice {
	if e == nil {
		return Choice{Name: name}
	}
	return Choice{Name: name, Members: members(e), Given: true, Pos: e.Position()}
}

// members are the members that an expression of an enumeration type names. Documents in JSON have them as a string with
// commas.
func members(e metadata.Expression) []string {
	switch v := e.(type) {
	case *metadata.EnumValue:
		return v.Members
	case *metadata.Constant:
		return strings.Split(v.Text, ",")
	}
	return nil
}

// texts are the paths and constants of a collection.
func texts(e metadata.Expression) []string {
	list, ok := e.(*metadata.Collection)
	if !ok {
		return nil
	}
	var all []string
	for _, item := range list.Items {
		if v := anyValue(item); v != (Value{}) {
			all = append(all, v.Text)
		}
	}
	return all
}

// record is a record with others that count where it has no member.
type record []*metadata.Record

// recordOf is an expression that is a record; it has no members where it is none.
func recordOf(e metadata.Expression) record {
	if r, ok := e.(*metadata.Record); ok {
		return record{r}
	}
	return nil
}

// get is the value of a member, or nil.
func (r record) get(name string) metadata.Expression {
	for _, one := range r {
		if value := one.Get(name); value != nil {
			return value
		}
	}
	return nil
}
