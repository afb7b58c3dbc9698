package cli

// This file asks for request lines: somebody types them, or types words, sees the lines that a search finds, and picks
// from those by number, as often as they like.

import (
	"slices"
	"strconv"
	"strings"

	"github.com/csdlgen/csdlgen/generator"
	"github.com/csdlgen/csdlgen/generator/find"
	"github.com/csdlgen/csdlgen/internal/diag"
)

// picker is a list of request lines in the making.
type picker struct {
	*questions
	options *generator.InitOptions
	found   []find.Result
}

// lines asks for request lines, until there is one and the answer is empty.
func (q *questions) lines(o *generator.InitOptions) error {
	q.say("Which requests does the program make? Type one as the service's documentation prints it, such as GET /users/{id};\n" +
		"or words to search for, such as send mail, then the numbers of what you want. An empty line ends the list.\n")
	p := &picker{questions: q, options: o}
	for {
		answer, err := q.line("Request, words or numbers", "")
		answer = strings.TrimPrefix(answer, "- ") // as csdlgen find prints a line
		switch {
		case err != nil:
			return err
		case answer == "" && len(o.Select) > 0:
			return nil
		case answer == "":
		case requestLine.MatchString(answer) && strings.Contains(answer, "/"): // delete order is words
			p.take(answer)
		case p.pick(answer):
		default:
			if err := p.search(answer); err != nil {
				return err
			}
		}
	}
}

// take adds a line, once.
func (p *picker) take(line string) {
	if !slices.Contains(p.options.Select, line) {
		p.options.Select = append(p.options.Select, line)
	}
}

// pick takes what numbers stand for; it is false where the answer is not numbers, or nothing was searched for.
func (p *picker) pick(answer string) bool {
	if len(p.found) == 0 {
		return false
	}
	var lines []string
	for word := range strings.FieldsFuncSeq(answer, func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return false
		}
		if n < 1 || n > len(p.found) {
			p.say("There is no %d in the list.\n", n)
			return true
		}
		lines = append(lines, p.found[n-1].Line)
	}
	for _, line := range lines {
		p.take(line)
		p.say("  + %s\n", line)
	}
	return true
}

// search prints the lines that bring what has the words.
func (p *picker) search(words string) error {
	if p.read == nil {
		var err error
		if p.read, err = p.index(*p.options); err != nil {
			return err
		}
	}
	p.found = slices.DeleteFunc(p.read.Search(words), func(r find.Result) bool { return !requestLine.MatchString(r.Line) })
	if len(p.found) == 0 {
		p.say("Nothing has all of the words %q; try fewer, or others.\n", words)
		return nil
	}
	more := len(p.found) - fewResults
	p.found = p.found[:min(len(p.found), fewResults)]
	for i, r := range p.found {
		p.say("%4d  %s  (%s %s)\n", i+1, r.Line, r.Kind, r.Name)
	}
	if more > 0 {
		p.say("      and %s; another word leaves fewer\n", diag.Count(more, "more line"))
	}
	return nil
}
