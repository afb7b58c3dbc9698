package compare

// This file prints changes: as text for people and for grep, as JSON for programs, as Markdown for a pull request.

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// reportVersion is the version of the JSON form. It changes where a program that reads it would have to.
const reportVersion = 1

// report is the JSON form of changes.
type report struct {
	Version int      `json:"version"`
	Changes []Change `json:"changes"`
}

// JSON writes the changes as one JSON document: {"version":1,"changes":[...]}.
func JSON(w io.Writer, changes []Change) error {
	if changes == nil {
		changes = []Change{}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(report{reportVersion, changes})
}

// Summary counts the changes by class on one line: "3 changes: 1 breaks the wire, 2 are safe".
func Summary(changes []Change) string {
	if len(changes) == 0 {
		return "no changes"
	}
	var parts []string
	for _, class := range Classes() {
		if n := Count(changes, class); n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+verb(class, n))
		}
	}
	what := "changes"
	if len(changes) == 1 {
		what = "change"
	}
	return fmt.Sprintf("%d %s: %s", len(changes), what, strings.Join(parts, ", "))
}

// verb is what so many changes do.
func verb(class Class, n int) string {
	switch {
	case class == Safe && n == 1:
		return "is safe"
	case class == Safe:
		return "are safe"
	case class == Behavior && n > 1:
		return "behave differently"
	case n > 1:
		return strings.Replace(class.Text(), "breaks", "break", 1)
	}
	return class.Text()
}

// String says on one line what the change is, without its places: "property s.thing/size: type Edm.Int32 is now
// Edm.String".
func (c Change) String() string {
	text := kindText(c.Kind) + " " + c.Name + ": "
	switch {
	case c.Action != Changed && c.Old != nil && c.New != nil: // a base type has it, or had it
		text += string(c.Action) + here(c)
	case c.Action == Added:
		text += "added" + valueText(c.New)
	case c.Action == Removed:
		text += "removed" + valueText(c.Old)
	default:
		text += fromTo(c)
	}
	if g := c.Guess; g != nil && g.RenamedTo != "" {
		text += fmt.Sprintf("; perhaps renamed to %s (a guess: %s)", g.RenamedTo, g.Because)
	} else if g != nil {
		text += fmt.Sprintf("; perhaps renamed from %s (a guess: %s)", g.RenamedFrom, g.Because)
	}
	return text
}

// here says of a member that is declared elsewhere now what became of it.
func here(c Change) string {
	said := " here, still declared by a base type"
	if c.Action == Added {
		said = " here, was declared by a base type"
	}
	if text(c.Old) == text(c.New) {
		return said + valueText(c.New)
	}
	return said + "; " + fromTo(c)
}

// fromTo says what changed: the rule as words, then the two values. Of lists it says what came and went.
func fromTo(c Change) string {
	words := c.Rule
	if cut, ok := strings.CutSuffix(words, "-sent"); ok {
		words = cut + " (sent)"
	} else if cut, ok := strings.CutSuffix(words, "-read"); ok {
		words = cut + " (returned)"
	}
	words = strings.ReplaceAll(words, "-", " ")
	if c.Old == nil && c.New == nil {
		return words
	}
	before, isList := c.Old.([]string)
	after, areLists := c.New.([]string)
	if (isList || c.Old == nil) && (areLists || c.New == nil) {
		return words + ": " + cameAndWent(before, after)
	}
	return fmt.Sprintf("%s: was %s, is %s", words, orNothing(c.Old), orNothing(c.New))
}

// cameAndWent says what a list has more and less: "+a, -b".
func cameAndWent(before, after []string) string {
	var parts []string
	for _, item := range after {
		if !slices.Contains(before, item) {
			parts = append(parts, "+"+item)
		}
	}
	for _, item := range before {
		if !slices.Contains(after, item) {
			parts = append(parts, "-"+item)
		}
	}
	return strings.Join(parts, ", ")
}

// orNothing is a value as text on one line.
func orNothing(value any) string {
	if value == nil {
		return "not given"
	}
	return strings.Join(strings.Fields(text(value)), " ")
}

// valueText is a value in parentheses, or "" where there is none.
func valueText(value any) string {
	if value == nil {
		return ""
	}
	return " (" + orNothing(value) + ")"
}

// kindText is a kind as words: "entity type".
func kindText(k Kind) string {
	var b strings.Builder
	for _, r := range string(k) {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// placesText is where the element stands: "old.xml:3:5, new.xml:4:5".
func placesText(c Change) string {
	parts := make([]string, len(c.Places))
	for i, p := range c.Places {
		parts[i] = p.String()
	}
	return strings.Join(parts, ", ")
}

// someOf are the first few of a list, for reading.
func someOf(list []string) string {
	const few = 5
	if len(list) > few {
		return strings.Join(list[:few], ", ") + fmt.Sprintf(" and %d more", len(list)-few)
	}
	return strings.Join(list, ", ")
}

// Text writes the changes for reading, under a heading for each class, each followed by its places.
func Text(w io.Writer, changes []Change) error {
	var b strings.Builder
	class := Class("")
	for _, c := range changes {
		if c.Class != class {
			if class != "" {
				b.WriteByte('\n')
			}
			class = c.Class
			fmt.Fprintf(&b, "%s (%d)\n", class.Text(), Count(changes, class))
		}
		fmt.Fprintf(&b, "  %s [%s]\n", c, c.Rule)
		if c.AlsoBreaksGo {
			b.WriteString("    breaks Go callers too\n")
		}
		if len(c.Requests) > 0 {
			fmt.Fprintf(&b, "    used by %s\n", someOf(c.Requests))
		}
		if len(c.Names) > 0 {
			fmt.Fprintf(&b, "    in Go: %s\n", someOf(c.Names))
		}
		if len(c.Places) > 0 {
			fmt.Fprintf(&b, "    %s\n", placesText(c))
		}
	}
	if len(changes) > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(Summary(changes) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// maxRows is how many rows a table of Markdown has: a comment of a pull request has a limit of some 65,000 bytes.
const maxRows = 100

// Markdown writes the changes as tables, one for each class, safe changes folded away.
func Markdown(w io.Writer, title string, changes []Change) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n%s.\n", markdown(title), capital(Summary(changes)))
	for _, class := range Classes() {
		n := Count(changes, class)
		if n == 0 {
			continue
		}
		if class == Safe {
			fmt.Fprintf(&b, "\n<details><summary>%s (%d)</summary>\n", capital(class.Text()), n)
		} else {
			fmt.Fprintf(&b, "\n#### %s (%d)\n", capital(class.Text()), n)
		}
		b.WriteString("\n| change | rule | where |\n|---|---|---|\n")
		rows := 0
		for _, c := range changes {
			if c.Class != class {
				continue
			}
			if rows++; rows > maxRows {
				fmt.Fprintf(&b, "\n%d more: `csdlgen diff` prints them.\n", n-maxRows)
				break
			}
			what := markdown(c.String())
			if len(c.Names) > 0 {
				what += "<br>Go: " + markdown(someOf(c.Names))
			}
			fmt.Fprintf(&b, "| %s | `%s` | %s |\n", what, c.Rule, markdown(placesText(c)))
		}
		if class == Safe {
			b.WriteString("\n</details>\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func capital(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// markdown escapes what has a meaning in a table of Markdown: nothing that a schema says becomes a link, a tag or
// another column.
func markdown(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_{}[]<>|#&~@", r) {
			if r == '@' || r == '<' || r == '>' || r == '&' || r == '|' {
				fmt.Fprintf(&b, "&#%d;", r)
				continue
			}
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
