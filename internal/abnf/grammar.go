package abnf

// This file is the rules of paths, query options and expressions (sections 1, 2, 4 and 5 of the ABNF).

import (
	"slices"
	"strings"
)

// rule is the rule with a name of the ABNF; nil where there is none here.
func (p *parser) rule(name string) rule {
	return map[string]rule{
		"odataIdentifier": p.identifier, "primitiveLiteral": p.primitiveLiteral, "keyPropertyValue": p.keyPropertyValue,
		"stringLiteral": p.stringLiteral, "guid": p.guid, "date": p.date, "timeOfDayLiteral": p.timeOfDay, "dateTimeOffsetLiteral": p.dateTimeOffset,
		"durationLiteral": p.durationLiteral, "decimalLiteral": p.number, "binaryLiteral": p.binaryLiteral, "enumLiteral": p.enumLiteral,
		"keyPredicate": p.keyPredicate, "functionParameters": p.functionParameters, "resourcePath": p.resourcePath,
		"commonExpr": p.commonExpr, "boolCommonExpr": p.commonExpr, "parameterValue": p.parameterValue, "searchExpr": p.searchExpr,
		"selectItem": p.selectItem, "expandItem": p.expandItem, "orderbyItem": p.orderbyItem,
		"queryOptions": p.queryOptions, "odataRelativeUri": p.relativeURI,
	}[name]
}

// Paths.

func (p *parser) relativeURI(at int) []int {
	return p.seq(p.resourcePath, p.opt(p.lit("?"), p.opt(p.queryOptions)))(at)
}

// resourcePath is stricter than the ABNF in one point: a key that is a segment has its parentheses and quotes
// percent-encoded, so that no key looks like a call.
func (p *parser) resourcePath(at int) []int {
	name := p.seq(p.optionally, p.opt(p.alt(p.parentheses, p.functionParameters)))
	key := p.many(1, -1, p.char(func(c byte, encoded bool) bool { return encoded || isPchar(c) && strings.IndexByte("()'$", c) < 0 }))
	special := p.alt(p.lit("$count"), p.lit("$ref"), p.lit("$value"), p.lit("$each"), p.lit("$query"), p.seq(p.lit("$filter"), p.open, p.commonExpr, p.close))
	return p.seq(name, p.many(0, -1, p.seq(p.lit("/"), p.alt(name, p.seq(key, p.opt(p.parentheses)), special))))(at)
}

// keyPredicate is a key in parentheses, or keys as segments.
func (p *parser) keyPredicate(at int) []int {
	segment := p.many(0, -1, p.char(func(c byte, encoded bool) bool { return encoded || isPchar(c) }))
	return p.alt(p.parentheses, p.many(1, -1, p.seq(p.lit("/"), segment)))(at)
}

// parentheses is simpleKey and compoundKey.
func (p *parser) parentheses(at int) []int {
	value := p.alt(p.parameterAlias, p.keyPropertyValue)
	return p.seq(p.open, p.alt(value, p.list(p.comma, p.seq(p.identifier, p.eq, value))), p.close)(at)
}

func (p *parser) functionParameters(at int) []int {
	parameter := p.seq(p.identifier, p.eq, p.alt(p.parameterAlias, p.primitiveLiteral))
	return p.seq(p.open, p.opt(p.bws, p.list(p.seq(p.bws, p.comma, p.bws), parameter)), p.bws, p.close)(at)
}

// Query options.

func (p *parser) queryOptions(at int) []int { return p.list(p.lit("&"), p.queryOption)(at) }

func (p *parser) queryOption(at int) []int {
	name := p.char(func(c byte, encoded bool) bool {
		return c != '&' && c != '=' && c != '@' && c != '$' && (encoded || isQchar(c))
	})
	later := p.char(func(c byte, encoded bool) bool { return encoded || c != '=' && isQchar(c) })
	custom := p.seq(name, p.many(0, -1, later), p.opt(p.eq, p.many(0, -1, p.qchar)))
	return p.alt(p.filterOption, p.searchOption, p.orderby, p.skip, p.top, p.inlinecount, p.selectOption, p.expandOption, p.compute,
		p.option("skiptoken", p.many(1, -1, p.qchar)), p.option("deltatoken", p.many(1, -1, p.qchar)), p.option("format", p.many(1, -1, p.qchar)),
		p.option("id", p.many(1, -1, p.qchar)), p.aliasAndValue, custom)(at)
}

// qchar is qchar-no-AMP.
func (p *parser) qchar(at int) []int {
	return p.char(func(c byte, encoded bool) bool { return encoded || isQchar(c) })(at)
}

func isQchar(c byte) bool { return c != '&' && (isPchar(c) || c == '/' || c == '?') }

func (p *parser) option(name string, value rule) rule {
	return p.seq(p.word("$"+name), p.eq, value)
}

func (p *parser) filterOption(at int) []int { return p.option("filter", p.commonExpr)(at) }
func (p *parser) searchOption(at int) []int {
	return p.option("search", p.seq(p.bws, p.searchExpr))(at)
}
func (p *parser) orderby(at int) []int {
	return p.option("orderby", p.list(p.comma, p.orderbyItem))(at)
}
func (p *parser) skip(at int) []int        { return p.option("skip", p.digits(1, -1))(at) }
func (p *parser) top(at int) []int         { return p.option("top", p.digits(1, -1))(at) }
func (p *parser) inlinecount(at int) []int { return p.option("count", p.boolean)(at) }
func (p *parser) selectOption(at int) []int {
	return p.option("select", p.list(p.comma, p.selectItem))(at)
}
func (p *parser) expandOption(at int) []int {
	return p.option("expand", p.list(p.comma, p.expandItem))(at)
}
func (p *parser) compute(at int) []int {
	return p.option("compute", p.list(p.comma, p.seq(p.commonExpr, p.rws, p.word("as"), p.rws, p.identifier)))(at)
}
func (p *parser) levels(at int) []int {
	return p.option("levels", p.alt(p.word("max"), p.seq(p.one("123456789"), p.digits(0, -1))))(at)
}
func (p *parser) aliasAndValue(at int) []int {
	return p.seq(p.parameterAlias, p.eq, p.parameterValue)(at)
}

func (p *parser) orderbyItem(at int) []int {
	return p.seq(p.commonExpr, p.opt(p.rws, p.alt(p.word("asc"), p.word("desc"))))(at)
}

// nested is options in parentheses with semicolons between.
func (p *parser) nested(options ...rule) rule {
	return p.seq(p.open, p.list(p.semi, p.alt(options...)), p.close)
}

func (p *parser) selectItem(at int) []int {
	return p.named("selectItem", func() rule {
		options := p.nested(p.filterOption, p.searchOption, p.inlinecount, p.orderby, p.skip, p.top, p.compute, p.selectOption, p.aliasAndValue)
		path := p.list(p.lit("/"), p.alt(p.optionally, p.annotation))
		return p.alt(p.star, p.seq(p.identifier, p.many(0, -1, p.seq(p.lit("."), p.identifier)), p.lit("."), p.star), p.seq(path, p.opt(options)))
	})(at)
}

func (p *parser) expandItem(at int) []int {
	return p.named("expandItem", func() rule {
		counted := []rule{p.filterOption, p.searchOption}
		referenced := append(counted, p.orderby, p.skip, p.top, p.inlinecount)
		all := append(referenced, p.selectOption, p.expandOption, p.compute, p.levels, p.aliasAndValue)
		path := p.list(p.lit("/"), p.alt(p.optionally, p.annotation))
		return p.alt(
			p.lit("$value"),
			p.seq(p.star, p.opt(p.alt(p.lit("/$ref"), p.seq(p.open, p.levels, p.close)))),
			p.seq(path, p.opt(p.alt(p.seq(p.lit("/$ref"), p.opt(p.nested(referenced...))), p.seq(p.lit("/$count"), p.opt(p.nested(counted...))), p.nested(all...)))))
	})(at)
}

// searchExpr is words and phrases with NOT, AND and OR. In a phrase, double quotes and backslashes have a backslash
// before them (OData URL Conventions 4.01, section 5.1.8); a semicolon, a parenthesis or a quote ends a word.
func (p *parser) searchExpr(at int) []int {
	return p.named("searchExpr", func() rule {
		inPhrase := p.alt(p.char(func(c byte, encoded bool) bool { return c != '"' && c != '\\' && (encoded || isQchar(c)) }),
			p.seq(p.lit("%5C"), p.alt(p.lit("%5C"), p.lit("%22"))))
		phrase := p.seq(p.dquote, p.many(1, -1, inPhrase), p.dquote)
		char := func(more string) rule {
			return p.char(func(c byte, encoded bool) bool {
				return strings.IndexByte("\"() \t;&'", c) < 0 && (encoded || isQchar(c)) || strings.IndexByte(more, c) >= 0
			})
		}
		word := p.seq(char(""), p.many(0, -1, char("'")))
		term := p.alt(p.seq(p.open, p.bws, p.searchExpr, p.bws, p.close), p.seq(p.lit("NOT"), p.rws, p.searchExpr), phrase, word)
		return p.seq(term, p.opt(p.alt(p.seq(p.rws, p.lit("OR"), p.rws, p.searchExpr), p.seq(p.rws, p.opt(p.lit("AND"), p.rws), p.searchExpr))))
	})(at)
}

// Expressions.

// methods are the functions of the URL conventions with the least and the greatest number of their arguments.
var methods = [...]struct {
	name        string
	least, most int
}{
	{"concat", 2, 2}, {"contains", 2, 2}, {"endswith", 2, 2}, {"indexof", 2, 2}, {"length", 1, 1}, {"matchesPattern", 2, 2}, {"startswith", 2, 2},
	{"substring", 2, 3}, {"tolower", 1, 1}, {"toupper", 1, 1}, {"trim", 1, 1},
	{"year", 1, 1}, {"month", 1, 1}, {"day", 1, 1}, {"hour", 1, 1}, {"minute", 1, 1}, {"second", 1, 1}, {"fractionalseconds", 1, 1},
	{"totalseconds", 1, 1}, {"date", 1, 1}, {"time", 1, 1}, {"totaloffsetminutes", 1, 1}, {"mindatetime", 0, 0}, {"maxdatetime", 0, 0}, {"now", 0, 0},
	{"round", 1, 1}, {"floor", 1, 1}, {"ceiling", 1, 1}, {"geo.distance", 2, 2}, {"geo.length", 1, 1}, {"geo.intersects", 2, 2},
	{"hassubset", 2, 2}, {"hassubsequence", 2, 2},
}

func (p *parser) methodCall(at int) []int {
	var all []rule
	for _, m := range methods {
		arguments := p.seq(p.commonExpr, p.bws, p.many(m.least-1, m.most-1, p.seq(p.comma, p.bws, p.commonExpr, p.bws)))
		if m.most == 0 {
			arguments = p.bws
		}
		all = append(all, p.seq(p.word(m.name), p.open, p.bws, arguments, p.close))
	}
	branch := p.seq(p.commonExpr, p.bws, p.colon, p.bws, p.commonExpr, p.bws)
	all = append(all, p.seq(p.word("case"), p.open, p.bws, p.list(p.seq(p.comma, p.bws), branch), p.close))
	for _, name := range [...]string{"isof", "cast"} {
		all = append(all, p.seq(p.word(name), p.open, p.bws, p.opt(p.commonExpr, p.bws, p.comma, p.bws), p.typeName, p.bws, p.close))
	}
	return p.alt(all...)(at)
}

// commonExpr is an operand, behind it at most one of arithmetic, then at most one comparison, then and or or: what
// follows an operator is a commonExpr again, except behind has, and behind in where it is a list.
func (p *parser) commonExpr(at int) []int {
	return p.named("commonExpr", func() rule {
		follows := func(operators ...string) rule {
			var all []rule
			for _, o := range operators {
				all = append(all, p.seq(p.rws, p.word(o), p.rws, p.commonExpr))
			}
			return p.alt(all...)
		}
		has := p.seq(p.rws, p.word("has"), p.rws, p.enumLiteral)
		in := p.seq(p.rws, p.word("in"), p.rws, p.listExpr)
		return p.seq(p.operand, p.opt(follows("add", "sub", "mul", "div", "divby", "mod")),
			p.opt(p.alt(follows("eq", "ne", "lt", "le", "gt", "ge", "in"), has, in)), p.opt(follows("and", "or")))
	})(at)
}

func (p *parser) listExpr(at int) []int {
	literal := p.seq(p.primitiveLiteral, p.bws)
	return p.seq(p.open, p.bws, p.opt(p.list(p.seq(p.comma, p.bws), literal)), p.close)(at)
}

func (p *parser) operand(at int) []int {
	negate := p.seq(p.lit("-"), p.bws, p.commonExpr)
	not := p.seq(p.word("not"), p.rws, p.commonExpr)
	parentheses := p.seq(p.open, p.bws, p.commonExpr, p.bws, p.close)
	return p.alt(p.primitiveLiteral, p.arrayOrObject, negate, p.methodCall, parentheses, not, p.memberExpr)(at)
}

// memberExpr is a path: properties, casts, calls of functions, keys, and at its end perhaps a lambda or a count.
func (p *parser) memberExpr(at int) []int {
	return p.named("memberExpr", func() rule {
		lambda := func(name string, body rule) rule { return p.seq(p.lit(name), p.open, p.bws, body, p.bws, p.close) }
		predicate := p.seq(p.identifier, p.bws, p.colon, p.bws, p.commonExpr)
		count := p.seq(p.lit("$count"), p.opt(p.nested(p.filterOption, p.searchOption)))
		parameter := p.seq(p.identifier, p.eq, p.alt(p.parameterAlias, p.parameterValue))
		call := p.seq(p.alt(p.notMethod, p.qualified), p.open, p.opt(p.bws, p.list(p.seq(p.bws, p.comma, p.bws), parameter)), p.bws, p.close)
		keyed := p.seq(p.notMethod, p.parentheses)
		step := p.alt(p.identifier, keyed, p.seq(p.qualified, p.lit("/"), p.identifier), call, p.annotation)
		first := p.alt(step, p.lit("$it"), p.lit("$this"), p.parameterAlias, p.seq(p.lit("$root/"), step))
		last := p.alt(lambda("any", p.opt(predicate)), lambda("all", predicate), count)
		return p.seq(first, p.many(0, -1, p.seq(p.lit("/"), step)), p.opt(p.lit("/"), last))
	})(at)
}

// notMethod is a name that is none of the built-in functions, whose arguments have rules of their own.
func (p *parser) notMethod(at int) []int {
	reserved := map[string]bool{"any": true, "all": true, "case": true, "isof": true, "cast": true}
	for _, m := range methods {
		reserved[m.name] = true
	}
	return slices.DeleteFunc(slices.Clone(p.identifier(at)), func(end int) bool { return reserved[p.text[at:end]] })
}

func (p *parser) annotation(at int) []int {
	return p.seq(p.either('@'), p.optionally, p.opt(p.lit("%23"), p.identifier))(at)
}

// JSON in URLs.

func (p *parser) parameterValue(at int) []int { return p.alt(p.arrayOrObject, p.commonExpr)(at) }

func (p *parser) arrayOrObject(at int) []int {
	return p.named("arrayOrObject", func() rule {
		token := func(c byte) rule { return p.seq(p.bws, p.either(c), p.bws) }
		end := func(c byte) rule { return p.seq(p.bws, p.either(c)) }
		value := p.alt(p.jsonString, p.commonExpr)
		member := p.seq(p.jsonString, token(':'), value)
		return p.alt(p.seq(token('['), p.opt(p.list(token(','), value)), end(']')), p.seq(token('{'), p.opt(p.list(token(','), member)), end('}')))
	})(at)
}

func (p *parser) jsonString(at int) []int {
	plain := p.char(func(c byte, encoded bool) bool { return c != '"' && c != '\\' && (encoded || isQchar(c)) })
	escape := p.seq(p.lit("%5C"), p.alt(p.lit("%22"), p.lit("%5C"), p.either('/'), p.one("bfnrt"), p.seq(p.lit("u"), p.hex(4))))
	return p.seq(p.dquote, p.many(0, -1, p.alt(plain, escape)), p.dquote)(at)
}
