package decl

// This file says what has changed, in sentences.

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/csdlgen/csdlgen/internal/diag"
)

// tell adds a change.
func (c *comparison) tell(k Kind, f *fact, format string, args ...any) {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	if format == "" {
		return
	}
	change := Change{Kind: k, Name: f.name, Text: format, File: f.file, Line: f.line}
	if f.kind == aPackage || f.kind == aRuntime {
		change.Name = ""
	}
	c.all = append(c.all, change)
}

// added is the sentence about something new.
func (c *comparison) added(f *fact) string {
	switch f.kind {
	case aPackage, aRuntime:
		return ""
	case aType:
		return f.name + " is new" + c.after.contents(f)
	case aMember:
		return fmt.Sprintf("%s has a new value %s", f.of, c.member(f))
	case aFunction:
		return f.name + " is new" + after(": ", strings.Join(requests(f.doc), ", "))
	case aRule:
		return fmt.Sprintf("%s is now validated: %s", f.name, rule(f))
	case aRequired:
		return c.demand(f, "%s is now required on %s%s")
	case aPermission:
		return fmt.Sprintf("%s now says which permissions a %s needs", f.name, f.detail)
	}
	return f.name + " is new"
}

// removed is the sentence about something that is gone.
func (c *comparison) removed(f *fact) string {
	switch f.kind {
	case aPackage, aRuntime:
		return ""
	case aMember:
		return fmt.Sprintf("%s no longer has the value %s", f.of, c.member(f))
	case aRule:
		return fmt.Sprintf("%s is no longer validated: %s", f.name, rule(f))
	case aRequired:
		return c.demand(f, "%s is no longer required on %s%s")
	case aPermission:
		return fmt.Sprintf("%s no longer says which permissions a %s needs", f.name, f.detail)
	case aFunction:
		return f.name + " is gone" + after(": ", strings.Join(requests(f.doc), ", "))
	case aField, aProperty, aConstant:
		return fmt.Sprintf("%s is gone; it was %s", f.name, f.shape)
	}
	return f.name + " is gone"
}

// reshaped tells of something that callers' code may no longer fit.
func (c *comparison) reshaped(old, new *fact) {
	switch new.kind {
	case aPackage:
		c.tell(Changed, new, "the package is now called %s, and no longer %s", new.shape, old.shape)
	case aRuntime:
		c.tell(Changed, new, "the package is now for version %s of the runtime's interface, and no longer %s", new.shape, old.shape)
	case aFunction:
		c.tell(Changed, new, "%s is now %s; it was %s", new.name, new.shape, old.shape)
	case aRule:
		c.tell(Changed, new, "%s is now validated: %s; it was %s", new.name, rule(new), old.shape)
	case aPermission:
		c.tell(Changed, new, "%s says other permissions that a %s needs", new.name, new.detail)
	case aProperty:
		if field := c.after.field(new); field != nil && c.before.byID[field.id] != nil && c.before.byID[field.id].shape != field.shape {
			return // said of the field
		}
		c.tell(Changed, new, "%s is now %s; it was %s", new.name, new.shape, old.shape)
	default:
		c.tell(Changed, new, "%s is now %s; it was %s", new.name, new.shape, old.shape)
	}
}

// revalued tells of something that callers' code still fits.
func (c *comparison) revalued(old, new *fact) {
	switch new.kind {
	case aField:
		c.tell(Changed, new, "%s now stands for %s; it was %s", new.name, new.value, old.value)
	case aPackage:
		c.tell(Changed, new, "what the service in memory of package %s is made of has changed", new.shape)
	case aType:
		c.tell(Changed, new, "values of %s say another type of themselves: %s; it was %s", new.name, said(new.value), said(old.value))
	case aFunction:
		c.reserved(old, new)
	default:
		c.tell(Changed, new, "%s is now %s; it was %s", new.name, new.value, old.value)
	}
}

// said is what a value says of its type: what stands in the tag, where there is one.
func said(value string) string {
	if _, tag, ok := strings.Cut(value, "`"); ok {
		return strings.TrimSuffix(strings.TrimSpace(tag), "`;")
	}
	return strings.TrimSuffix(value, ";")
}

// reserved tells of a method with other code. The list of an enumeration's members changes with them, and Key
// knows which keys would be taken for something else.
func (c *comparison) reserved(old, new *fact) {
	method := new.name[strings.LastIndex(new.name, ".")+1:]
	if method == "ODataEnum" && !maps.Equal(c.before.members(new.of), c.after.members(new.of)) {
		return
	}
	was, is := quoted(old.value), quoted(new.value)
	if method != "Key" || outside(old.value) != outside(new.value) {
		c.recoded[method] = append(c.recoded[method], new)
		return
	}
	var parts []string
	for _, side := range []struct {
		words       string
		these, gone []string
	}{{"now in parentheses, as requests for something else begin so: ", is, was}, {"no longer in parentheses: ", was, is}} {
		extra := slices.DeleteFunc(slices.Clone(side.these), func(s string) bool { return slices.Contains(side.gone, s) })
		if len(extra) > 0 {
			parts = append(parts, side.words+strings.Join(extra, ", "))
		}
	}
	if len(parts) == 0 {
		c.recoded[method] = append(c.recoded[method], new)
		return
	}
	c.tell(Changed, new, "%s writes keys %s", new.name, strings.Join(parts, "; "))
}

// quoted are the string literals in code, and outside is the code without them.
func quoted(code string) []string {
	var all []string
	for i, part := range strings.Split(code, `"`) {
		if i%2 == 1 {
			all = append(all, part)
		}
	}
	return all
}

func outside(code string) string {
	for _, q := range quoted(code) {
		code = strings.Replace(code, `, "`+q+`"`, "", 1)
	}
	return code
}

// members are the members of an enumeration with their values.
func (all *facts) members(of string) map[string]string {
	found := map[string]string{}
	for _, f := range all.of[of] {
		if f.kind == aMember {
			found[f.name] = f.value
		}
	}
	return found
}

// member is a member without the name of its type, and what it is on the wire.
func (c *comparison) member(f *fact) string {
	wire, _, _ := strings.Cut(f.value, " ")
	return f.name + " (" + strings.Trim(wire, `"`) + ")"
}

// rule is a check with what it is given.
func rule(f *fact) string { return f.detail + after(" ", f.shape) }

// after is a text after another one, or nothing.
func after(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

// contents counts what is in a new type.
func (all *facts) contents(t *fact) string {
	count := map[kind]int{}
	for _, f := range all.of[t.name] {
		count[f.kind]++
	}
	for k, what := range map[kind]string{aField: "field", aMember: "value"} { // a type has one or the other
		if count[k] > 0 {
			return ", with " + diag.Count(count[k], what)
		}
	}
	return ""
}

// requests are the request lines in the comment of a method: they are indented by a tab.
func requests(doc []string) []string {
	var all []string
	for _, line := range doc {
		if text, ok := strings.CutPrefix(line, "\t"); ok {
			all = append(all, text)
		}
	}
	return all
}

// deprecated is what a comment says of a deprecation: the paragraph.
func deprecated(doc []string) string {
	text := ""
	for _, line := range doc {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "Deprecated:"):
			text = line
		case text != "" && line == "":
			return text
		case text != "":
			text += " " + line
		}
	}
	return text
}

// documented tells of what in a comment is about use: deprecations, and request lines of a method.
func (c *comparison) documented(old, new *fact) bool {
	before := len(c.all)
	switch was, is := deprecated(old.doc), deprecated(new.doc); {
	case was == "" && is != "":
		c.tell(Changed, new, "%s is now deprecated: %s", new.name, strings.TrimSpace(strings.TrimPrefix(is, "Deprecated:")))
	case was != "" && is == "":
		c.tell(Changed, new, "%s is no longer deprecated", new.name)
	}
	if new.kind == aFunction {
		was, is := requests(old.doc), requests(new.doc)
		for _, line := range is {
			if !slices.Contains(was, line) {
				c.tell(Changed, new, "%s is now for %s, too", new.name, line)
			}
		}
		for _, line := range was {
			if !slices.Contains(is, line) {
				c.tell(Changed, new, "%s is no longer for %s", new.name, line)
			}
		}
	}
	return len(c.all) > before
}

// tellCode tells of methods whose code is not what it was, for reasons that are not in it: csdlgen prints them in
// another way. Many of one name are one change.
func (c *comparison) tellCode() {
	for _, method := range slices.Sorted(maps.Keys(c.recoded)) {
		methods := c.recoded[method]
		const several = 2
		if len(methods) > several {
			c.tell(Changed, methods[0], "%s, and %s of %s, have other code", methods[0].name, method, diag.Count(len(methods)-1, "other type"))
			continue
		}
		for _, f := range methods {
			c.tell(Changed, f, "%s has other code", f.name)
		}
	}
}

// tellComments tells of what has nothing but another comment.
func (c *comparison) tellComments() {
	switch n := len(c.commented); {
	case n == 1:
		c.all = append(c.all, Change{Kind: Changed, Text: "the comment of " + c.commented[0] + " has changed"})
	case n > 1:
		c.all = append(c.all, Change{Kind: Changed, Text: fmt.Sprintf("the comments of %s and %s have changed", c.commented[0], diag.Count(n-1, "other declaration"))})
	}
}

// demand says who demands a property: of which field that is, where the method leads to something that is created.
func (c *comparison) demand(f *fact, format string) string {
	use, property, _ := strings.Cut(f.detail, " ")
	if c.whole == nil {
		c.whole = newFacts()
		for name, text := range c.files {
			c.whole.read(name, text)
		}
	}
	method := c.whole.byID[id{kind: aFunction, name: f.name}]
	if method != nil {
		builder := method.shape[strings.LastIndex(method.shape, " ")+1:]
		for _, ending := range []string{".Create", ".Update", ".Upsert"} {
			request := c.whole.byID[id{kind: aFunction, name: builder + ending}]
			if request == nil {
				continue
			}
			if field := c.whole.bodyField(request, property); field != nil {
				return fmt.Sprintf(format, field.name, use, " by "+f.name)
			}
		}
	}
	return fmt.Sprintf(format, property, use, " by "+f.name)
}

// bodyField is the field of the body of a request that stands for a property.
func (all *facts) bodyField(request *fact, property string) *fact {
	_, body, _ := strings.Cut(request.shape, " *")
	model, _, _ := strings.Cut(body, ")")
	for _, f := range all.of[model] {
		if f.kind == aField && f.value == property {
			return f
		}
	}
	return nil
}
