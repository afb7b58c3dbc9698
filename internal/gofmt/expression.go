package gofmt

// This file is types and expressions. There are no operators of two operands: gofmt spaces them by how deep they are.

// typ reads a type: a name, with the package and type arguments that it has, a pointer or a slice.
func (p *printer) typ() {
	for p.kind == '*' || p.kind == '[' {
		if p.kind == '[' {
			p.take('[')
			p.take(']')
		} else {
			p.take('*')
		}
	}
	p.typeName()
}

func (p *printer) typeName() {
	p.name()
	if p.kind == '.' {
		p.take('.')
		p.name()
	}
	if p.kind == '[' {
		p.typeArguments()
	}
}

func (p *printer) typeArguments() {
	p.take('[')
	p.typ()
	for p.kind == ',' {
		p.take(',')
		p.write(" ")
		p.typ()
	}
	p.take(']')
}

// parameters reads parameters or a receiver: all of them have a name, or the only one has none.
func (p *printer) parameters() {
	p.take('(')
	for n := 0; p.kind != ')' && p.kind != eof; n++ {
		if n > 0 {
			p.take(',')
			p.write(" ")
		}
		if n == 0 && p.kind == '*' {
			p.typ()
			break
		}
		p.name()
		if n == 0 && p.kind == ')' {
			break
		}
		p.write(" ")
		p.typ()
	}
	p.take(')')
}

// results reads results in parentheses: all of them have a name, or none, and then they are two or more.
func (p *printer) results() {
	p.take('(')
	named := p.result()
	if !named && p.kind != ',' {
		p.refuse()
	}
	for p.kind == ',' {
		p.take(',')
		p.write(" ")
		if p.result() != named {
			p.refuse()
		}
	}
	p.take(')')
}

// result reads a type, with a name before it or without, and says which.
func (p *printer) result() (named bool) {
	if p.kind != word {
		p.typ()
		return false
	}
	p.name()
	switch p.kind {
	case ',', ')':
	case '.':
		p.take('.')
		p.typeName()
	case '[': // of type arguments, or of a slice: only the former is known
		p.typeArguments()
	default:
		p.write(" ")
		p.typ()
		return true
	}
	return false
}

// literal reads a constant value.
func (p *printer) literal() {
	if p.kind == '-' {
		p.take('-')
		p.take(number)
		return
	}
	if p.kind != number && p.kind != str {
		p.refuse()
	}
	p.take(p.kind)
}

// expression reads an expression; it says whether it is a name alone.
func (p *printer) expression() bool {
	switch p.kind {
	case '-', number, str:
		p.literal()
		return false
	case '[':
		p.typ()
		p.composite()
		return false
	case '&':
		p.take('&')
		p.primary()
		return false
	}
	return p.primary()
}

// primary reads a name, and what is selected from it, called or made of it.
func (p *printer) primary() bool {
	p.name()
	for alone := true; ; alone = false {
		switch p.kind {
		case '.':
			p.take('.')
			p.name()
		case '[':
			p.typeArguments()
		case '(':
			p.call()
		case '{':
			p.composite()
			return false
		default:
			return alone
		}
	}
}

// call reads the arguments of a call: in one line, or each in its own where nothing else is around it. The first ones
// may be in the line of the call.
func (p *printer) call() {
	p.take('(')
	if p.kind == newline {
		p.column(')')
		return
	}
	p.depth++
	for n := 0; p.kind != ')' && p.kind != eof; n++ {
		if n > 0 {
			p.take(',')
			if p.kind == newline {
				p.depth--
				p.column(')')
				return
			}
			p.write(" ")
		}
		p.expression()
	}
	p.take(')')
	p.depth--
}

// composite reads the values of a literal: in one line, or each in its own where nothing else is around it.
func (p *printer) composite() {
	p.take('{')
	if p.kind == newline {
		p.column('}')
		return
	}
	p.depth++
	for n := 0; p.kind != '}' && p.kind != eof; n++ {
		if n > 0 {
			p.take(',')
			p.write(" ")
		}
		if p.expression() && p.kind == ':' {
			p.take(':')
			p.write(" ")
			p.expression()
		}
	}
	p.take('}')
	p.depth--
}

// column reads values of a literal or arguments in lines of their own.
func (p *printer) column(end byte) {
	p.endLine()
	if p.depth > 0 || p.kind == end {
		p.refuse()
	}
	for p.kind != end && p.kind != eof {
		if p.blank {
			p.refuse()
		}
		p.write("\t\t")
		p.depth++
		p.expression()
		p.depth--
		p.take(',')
		p.endLine()
	}
	if p.blank {
		p.refuse()
	}
	p.write("\t")
	p.take(end)
	if p.kind != newline {
		p.refuse()
	}
}
