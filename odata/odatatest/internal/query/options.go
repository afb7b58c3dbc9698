package query

// This file is the query string: which options there are, which of them a request may have, and how their values are
// read (OData URL Conventions 4.01, section 5).

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/csdlgen/csdlgen/odata/internal/rawjson"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
)

// Settings are what services do in ways of their own. The zero value is as the specification has it.
type Settings struct {
	// Now is the time that now() returns; [time.Now] where it is nil.
	Now func() time.Time
	// FoldCase compares texts without regard to case, as Microsoft Graph does.
	FoldCase bool
	// Levels is how deep $levels=max follows a navigation property, at most 100; 5 where it is 0.
	Levels int
	// Short writes annotations as OData 4.01 does: @count, and not @odata.count.
	Short bool
}

// Options are the query options of a request. [Parse] makes them.
type Options struct {
	// Top is $top; -1 where the request has none.
	Top int
	// Skip is $skip; 0 where the request has none.
	Skip int
	// Count says that the request asks for the number of items.
	Count bool
	// SkipToken, DeltaToken, Format and ID are the values of these options, "" where the request has none.
	SkipToken, DeltaToken, Format, ID string
	// Custom are the options that OData does not know, in their order.
	Custom []Custom

	filter   *expr
	find     search
	order    []ordering
	shape    *shape
	levels   int // of an expanded navigation property; -1 for max
	given    []string
	selected []string // $select and $expand as a context URL has them
	target   typ
	types    types
	settings Settings
}

// Custom is an option that OData does not know.
type Custom struct{ Name, Value string }

// Parse reads the query string of a request for a value of a type, such as microsoft.graph.user, or for a collection,
// such as Collection(microsoft.graph.user) or Collection(Edm.String). What is wrong is an [Errors], all of it at once.
// Names of options may lack their $ and have letters of any case, as OData 4.01 allows.
func Parse(m *model.Model, target, rawQuery string, settings Settings) (*Options, error) {
	var errs Errors
	r := reader{types: types{m}, settings: settings, aliases: map[string]string{}, errs: &errs}
	of := r.types.declared(target)
	o := r.options(of)
	pairs := r.split(rawQuery)
	for _, p := range pairs {
		if name, ok := strings.CutPrefix(p.name, "@"); ok {
			r.aliases[name] = p.value
		}
	}
	for _, p := range pairs {
		if !strings.HasPrefix(p.name, "@") {
			r.pair(o, p, scope{it: of.item(), this: of.item()})
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return o, nil
}

// reader reads options.
type reader struct {
	types    types
	settings Settings
	aliases  map[string]string
	errs     *Errors
}

func (r *reader) options(of typ) *Options {
	return &Options{Top: -1, levels: 1, shape: &shape{all: true}, target: of, types: r.types, settings: r.settings}
}

// pair is an option as the query string has it, percent-decoded.
type pair struct{ name, value string }

// split cuts a query string into its options.
func (r *reader) split(rawQuery string) []pair {
	var all []pair
	for text := range strings.SplitSeq(rawQuery, "&") {
		if text == "" {
			continue
		}
		rawName, rawValue, _ := strings.Cut(text, "=")
		name, err := url.QueryUnescape(rawName)
		value, err2 := url.QueryUnescape(rawValue)
		if err != nil || err2 != nil || !utf8.ValidString(name+value) {
			*r.errs = append(*r.errs, &Error{Option: rawName, Text: rawValue, Reason: rawjson.Quote(text) + " is not percent-encoded UTF-8"})
			continue
		}
		all = append(all, pair{name, value})
	}
	return all
}

// systemOptions are the options of OData, and which of them are of collections alone.
var systemOptions = map[string]struct{ many bool }{
	"$filter": {true}, "$orderby": {true}, "$top": {true}, "$skip": {true}, "$count": {true}, "$search": {true},
	"$select": {}, "$expand": {}, "$levels": {}, "$format": {}, "$skiptoken": {}, "$deltatoken": {}, "$id": {},
	"$compute": {}, "$apply": {}, "$index": {}, "$schemaversion": {},
}

// canonicalName is the name of an option with its $ and in small letters; false where OData does not know it.
func canonicalName(name string) (string, bool) {
	canonical := strings.ToLower(name)
	if !strings.HasPrefix(canonical, "$") {
		if canonical == "id" {
			return name, false // too common a name of other options
		}
		canonical = "$" + canonical
	}
	_, ok := systemOptions[canonical]
	return canonical, ok
}

// pair reads an option of the query string.
func (r *reader) pair(o *Options, p pair, s scope) {
	name, known := canonicalName(p.name)
	switch {
	case known:
		c := &cursor{source: source{option: p.name, text: p.value, errs: r.errs}}
		if o.claim(c, name, 0) {
			c.spaces()
			r.option(c, o, name, s)
			c.end()
		}
	case strings.HasPrefix(p.name, "$"):
		*r.errs = append(*r.errs, &Error{Option: p.name, Reason: "there is no such query option" + meant(p.name, slices.Sorted(maps.Keys(systemOptions)))})
	default:
		o.Custom = append(o.Custom, Custom{p.name, p.value})
	}
}

// end complains about what follows the value of an option.
func (c *cursor) end() {
	start := c.at
	c.spaces()
	switch next := c.peek(); {
	case c.failed || !c.inList && c.at == len(c.text):
	case !c.inList:
		c.expected("an operator such as eq or and, or the end")
	case next != ';' && next != ')':
		c.expected(`an operator, ";" or ")"`)
	default:
		c.at = start
	}
}

// whole reads all of a text; nil, with a complaint, where that cannot be done.
func whole(s source, read func(*cursor) *node) *node {
	c := &cursor{source: s}
	c.spaces()
	n := read(c)
	c.end()
	if c.failed {
		return nil
	}
	return n
}

// claim says whether an option may be there: once, and of a collection where it is of those.
func (o *Options) claim(c *cursor, name string, at int) bool {
	switch {
	case slices.Contains(o.given, name):
		c.fail(at, "%s is there twice", name)
	case systemOptions[name].many && !o.target.many && o.target.kind != anyKind:
		c.fail(at, "%s is of collections, and this is a single value of the type %s", name, o.target)
	}
	o.given = append(o.given, name)
	return !c.failed
}

// option reads the value of an option.
func (r *reader) option(c *cursor, o *Options, name string, s scope) {
	switch name {
	case "$filter":
		n := c.expression(0)
		if c.end(); !c.failed {
			o.filter = r.binder(c, s).condition(n, "$filter")
		}
	case "$orderby":
		r.orderby(c, o, s)
	case "$search":
		o.find = c.search()
	case "$select":
		r.selects(c, o, s)
	case "$expand":
		r.expands(c, o, s)
	case "$top":
		o.Top = c.count32()
	case "$skip":
		o.Skip = c.count32()
	case "$count":
		o.Count = c.boolean()
	case "$levels":
		o.levels = c.levels()
	default:
		r.rest(c, o, name)
	}
}

// rest reads the options that are not evaluated here.
func (r *reader) rest(c *cursor, o *Options, name string) {
	value := c.text[c.at:]
	switch name {
	case "$skiptoken":
		o.SkipToken = value
	case "$deltatoken":
		o.DeltaToken = value
	case "$format":
		o.Format = value
	case "$id":
		o.ID = value
	case "$schemaversion":
	default:
		c.unsupported(0, "%s cannot be evaluated here", name)
		c.failed = true
	}
	c.at = len(c.text)
}

func (r *reader) binder(c *cursor, s scope) *binder {
	return &binder{source: c.source, scope: s, types: r.types, fold: comparer{r.settings.FoldCase}, aliases: r.aliases, nodes: new(int)}
}

// nested reads options in parentheses, with semicolons between them.
func (r *reader) nested(c *cursor, o *Options, s scope, allowed ...string) {
	c.enter()
	defer c.leave()
	defer func(before bool) { c.inList = before }(c.inList)
	c.inList = true
	c.need("(")
	for !c.failed {
		start := c.at
		name := c.optionName()
		switch {
		case c.failed:
		case !slices.Contains(allowed, name):
			c.fail(start, "%s is not an option here; there are %s", name, strings.Join(allowed, ", "))
		case o.claim(c, name, start):
			r.option(c, o, name, s)
		}
		c.end()
		if c.mark(")") {
			c.at = c.beforeSpaces()
			return
		}
		c.need(";")
	}
}

// optionName reads the name of a nested option, and goes past the equals sign.
func (c *cursor) optionName() string {
	start := c.at
	c.take("$")
	c.identifier()
	name, _ := canonicalName(c.text[start:c.at])
	if c.at == start {
		c.expected("an option such as $filter")
	}
	c.need("=")
	return name
}

// count32 reads a number of items.
func (c *cursor) count32() int {
	start := c.at
	n, ok := c.number()
	if !ok {
		c.at = start
		c.expected("a number of items, 0 or more")
	}
	return n
}

func (c *cursor) boolean() bool {
	word := c.identifier()
	if word != "true" && word != "false" {
		c.at -= len(word)
		c.expected("true or false")
	}
	return word == "true"
}

// levels reads how deep a navigation property is followed; -1 is max.
func (c *cursor) levels() int {
	if c.take("max") {
		return -1
	}
	start := c.at
	n, ok := c.number()
	if !ok || n == 0 || n > maxLevels {
		c.at = start
		c.expected("a number of levels from 1 to " + strconv.Itoa(maxLevels) + ", or max")
	}
	return n
}

// maxLevels bounds how deep a navigation property is followed.
const maxLevels = 100
