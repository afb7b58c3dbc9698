package abnf

// This file is the rules of literals, names and punctuation (sections 6, 7 and 9 of the ABNF).

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Punctuation.

func (p *parser) rws(at int) []int    { return p.many(1, -1, p.space)(at) }
func (p *parser) bws(at int) []int    { return p.many(0, -1, p.space)(at) }
func (p *parser) space(at int) []int  { return p.alt(p.lit("%20"), p.lit("%09"))(at) }
func (p *parser) comma(at int) []int  { return p.either(',')(at) }
func (p *parser) colon(at int) []int  { return p.either(':')(at) }
func (p *parser) open(at int) []int   { return p.either('(')(at) }
func (p *parser) close(at int) []int  { return p.either(')')(at) }
func (p *parser) semi(at int) []int   { return p.either(';')(at) }
func (p *parser) squote(at int) []int { return p.either('\'')(at) }
func (p *parser) dquote(at int) []int { return p.lit("%22")(at) }
func (p *parser) star(at int) []int   { return p.either('*')(at) }

// eq is EQ, which is never percent-encoded.
func (p *parser) eq(at int) []int { return p.lit("=")(at) }

// sign is SIGN: a plus is only there percent-encoded, since a plain one is a space to many services.
func (p *parser) sign(at int) []int { return p.alt(p.lit("%2B"), p.lit("-"))(at) }

func (p *parser) digits(least, most int) rule { return p.many(least, most, p.one("0123456789")) }

func (p *parser) hex(n int) rule {
	return p.many(n, n, p.one("0123456789abcdefABCDEF"))
}

// Names.

// identifier is odataIdentifier: a letter or an underscore, then letters, digits and underscores, at most 128. Letters
// beyond ASCII are percent-encoded.
func (p *parser) identifier(at int) []int {
	return p.named("odataIdentifier", func() rule {
		return func(at int) []int {
			var ends []int
			for n := 0; n < 128 && at < len(p.text); n++ {
				r, size := p.letter(at)
				first := r == '_' || unicode.IsOneOf([]*unicode.RangeTable{unicode.L, unicode.Nl}, r)
				later := n > 0 && unicode.IsOneOf([]*unicode.RangeTable{unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf}, r)
				if size == 0 || !first && !later {
					break
				}
				at += size
				ends = append(ends, at)
				p.far = max(p.far, at)
			}
			return ends
		}
	})(at)
}

// letter is the character at a place and how much of the text it takes: nothing for what is no valid UTF-8.
func (p *parser) letter(at int) (rune, int) {
	switch c := p.text[at]; {
	case c >= utf8.RuneSelf: // a URL has it percent-encoded
		return 0, 0
	case c != '%':
		return rune(c), 1
	}
	var encoded []byte
	for i := at; i+2 < len(p.text) && p.text[i] == '%' && !utf8.FullRune(encoded); i += 3 {
		encoded = append(encoded, decoded(p.text[i:]))
	}
	r, size := utf8.DecodeRune(encoded)
	if r == utf8.RuneError || size < 2 {
		return 0, 0
	}
	return r, 3 * size
}

// qualified is a name with a namespace, optionally is one with or without.
func (p *parser) qualified(at int) []int {
	return p.seq(p.identifier, p.many(1, -1, p.seq(p.lit("."), p.identifier)))(at)
}

func (p *parser) optionally(at int) []int { return p.alt(p.identifier, p.qualified)(at) }

func (p *parser) typeName(at int) []int {
	return p.alt(p.optionally, p.seq(p.lit("Collection"), p.open, p.optionally, p.close))(at)
}

func (p *parser) parameterAlias(at int) []int { return p.seq(p.either('@'), p.identifier)(at) }

// Literals.

func (p *parser) primitiveLiteral(at int) []int {
	return p.named("primitiveLiteral", func() rule {
		return p.alt(p.lit("null"), p.keyPropertyValue, p.binaryLiteral, p.geoPoint)
	})(at)
}

// keyPropertyValue is a literal of a type that keys can have.
func (p *parser) keyPropertyValue(at int) []int {
	return p.alt(p.boolean, p.guid, p.dateTimeOffset, p.date, p.timeOfDay, p.number, p.stringLiteral, p.durationLiteral, p.enumLiteral)(at)
}

func (p *parser) boolean(at int) []int { return p.alt(p.word("true"), p.word("false"))(at) }

// number is every numeric literal: integers are decimals too.
func (p *parser) number(at int) []int {
	exponent := p.seq(p.word("e"), p.opt(p.sign), p.digits(1, -1))
	return p.alt(p.seq(p.opt(p.sign), p.digits(1, -1), p.opt(p.lit("."), p.digits(1, -1)), p.opt(exponent)),
		p.lit("NaN"), p.lit("INF"), p.lit("-INF"))(at)
}

func (p *parser) guid(at int) []int {
	dash := p.lit("-")
	return p.seq(p.hex(8), dash, p.hex(4), dash, p.hex(4), dash, p.hex(4), dash, p.hex(12))(at)
}

// stringLiteral has characters that a path segment may have, and two quotes for one.
func (p *parser) stringLiteral(at int) []int {
	inside := p.char(func(c byte, encoded bool) bool {
		return c != '\'' && (encoded || isPchar(c) && (c != '&' || at < p.query))
	})
	return p.seq(p.squote, p.many(0, -1, p.alt(p.seq(p.squote, p.squote), inside)), p.squote)(at)
}

// isPchar is pchar of RFC 3986 without percent-encoding.
func isPchar(c byte) bool { return isUnreserved(c) || strings.IndexByte("!$&'()*+,;=:@", c) >= 0 }

func (p *parser) year(at int) []int {
	return p.seq(p.opt(p.lit("-")), p.alt(p.seq(p.lit("0"), p.digits(3, 3)), p.seq(p.one("123456789"), p.digits(3, -1))))(at)
}

func (p *parser) date(at int) []int {
	month := p.alt(p.seq(p.lit("0"), p.one("123456789")), p.seq(p.lit("1"), p.one("012")))
	day := p.alt(p.seq(p.lit("0"), p.one("123456789")), p.seq(p.one("12"), p.digits(1, 1)), p.seq(p.lit("3"), p.one("01")))
	return p.seq(p.year, p.lit("-"), month, p.lit("-"), day)(at)
}

func (p *parser) hour(at int) []int {
	return p.alt(p.seq(p.one("01"), p.digits(1, 1)), p.seq(p.lit("2"), p.one("0123")))(at)
}

func (p *parser) minute(at int) []int { return p.seq(p.one("012345"), p.digits(1, 1))(at) }

func (p *parser) timeOfDay(at int) []int {
	second := p.alt(p.minute, p.lit("60"))
	return p.seq(p.hour, p.colon, p.minute, p.opt(p.colon, second, p.opt(p.lit("."), p.digits(1, 12))))(at)
}

func (p *parser) dateTimeOffset(at int) []int {
	return p.seq(p.date, p.word("T"), p.timeOfDay, p.alt(p.word("Z"), p.seq(p.sign, p.hour, p.colon, p.minute)))(at)
}

// durationLiteral has days, hours, minutes and seconds, and no years, months or weeks.
func (p *parser) durationLiteral(at int) []int {
	part := func(unit string) rule { return p.opt(p.digits(1, -1), p.word(unit)) }
	seconds := p.opt(p.digits(1, -1), p.opt(p.lit("."), p.digits(1, -1)), p.word("S"))
	value := p.seq(p.opt(p.lit("-")), p.word("P"), part("D"), p.opt(p.word("T"), part("H"), part("M"), seconds))
	return p.seq(p.opt(p.word("duration")), p.squote, value, p.squote)(at)
}

// enumLiteral is members, by name or number, of a type with a qualified name. Without the name it is a string as well.
func (p *parser) enumLiteral(at int) []int {
	member := p.alt(p.identifier, p.seq(p.opt(p.sign), p.digits(1, 19)))
	return p.seq(p.opt(p.qualified), p.squote, p.list(p.comma, member), p.squote)(at)
}

// binaryLiteral is base64url, with its padding or without.
func (p *parser) binaryLiteral(at int) []int {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	char := p.one(digits)
	two := p.seq(char, char, p.one("AEIMQUYcgkosw048"), p.opt(p.lit("=")))
	one := p.seq(char, p.one("AQgw"), p.opt(p.lit("==")))
	return p.seq(p.word("binary"), p.squote, p.many(0, -1, p.many(4, 4, char)), p.opt(p.alt(two, one)), p.squote)(at)
}

// geoPoint is the one geographic literal that is known here.
func (p *parser) geoPoint(at int) []int {
	number := p.seq(p.opt(p.sign), p.digits(1, -1), p.opt(p.lit("."), p.digits(1, -1)), p.opt(p.word("e"), p.opt(p.sign), p.digits(1, -1)))
	position := p.seq(number, p.lit("%20"), number, p.many(0, 2, p.seq(p.lit("%20"), number)))
	return p.seq(p.alt(p.word("geography"), p.word("geometry")), p.squote, p.word("SRID"), p.eq, p.digits(1, 5), p.semi,
		p.word("Point"), p.open, position, p.close, p.squote)(at)
}
