package plan

// This file turns a schema's name into a Go identifier: pure functions of one name, so that no other name, no order and
// no selection can change the result. names.go decides what happens when two names meet.

import (
	"hash/fnv"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// initialisms are the words that Go writes in capitals: the list of staticcheck's ST1003.
const initialisms = " ACL API ASCII CPU CSS DNS EOF GUID HTML HTTP HTTPS ID IP JSON QPS RAM RPC SLA SMTP SQL SSH TCP TLS TTL UDP UI GID UID UUID URI URL UTF8 VM XML XMPP XSRF XSS SIP RTP AMQP DB TS "

func isInitialism(upper string) bool { return strings.Contains(initialisms, " "+upper+" ") }

// exported returns the exported Go identifier for a schema name: deviceId becomes DeviceID. The result is a valid
// identifier for every input; a name without any letter or digit becomes X.
func exported(name string) string {
	var b strings.Builder
	for _, w := range words(name) {
		b.WriteString(capitalised(w))
	}
	id := b.String()
	if first, _ := firstRune(id); !unicode.IsUpper(first) {
		id = "X" + id // no letter, a digit first, or a script without capitals
	}
	return id
}

// local returns the identifier for a variable: deviceId becomes deviceID, Id becomes id. What it would
// hide gets the suffix Value, what is taken a number.
func local(name string, taken map[string]bool, not hidden) string {
	var b strings.Builder
	for i, w := range words(name) {
		if i == 0 {
			b.WriteString(strings.ToLower(w))
		} else {
			b.WriteString(capitalised(w))
		}
	}
	id := b.String()
	if first, _ := firstRune(id); id == "" || !unicode.IsLetter(first) {
		id = "x" + id
	}
	if not.hides(id) {
		id += "Value"
	}
	base := id
	for n := 2; taken[id]; n++ {
		id = base + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// capitalised writes one word: an initialism or the plural of one in capitals, else with a capital first.
func capitalised(w string) string {
	upper := strings.ToUpper(w)
	if isInitialism(upper) {
		return upper
	}
	if stem, plural := strings.CutSuffix(w, "s"); plural && isInitialism(strings.ToUpper(stem)) {
		return strings.ToUpper(stem) + "s"
	}
	first, size := utf8.DecodeRuneInString(w)
	if unicode.ToUpper(first) == first {
		return w
	}
	return string(unicode.ToUpper(first)) + w[size:]
}

// words cuts a name where it changes from small letter or digit to capital, before the last capital of a run that a
// small letter follows (HTMLParser is HTML, Parser), and at everything that is no letter and no digit.
func words(name string) []string {
	var out []string
	text := unescaped(name)
	runes := []rune(text)
	start := -1
	flush := func(end int) {
		switch {
		case start < 0 || start >= end:
		case len(runes) == len(text): // as in nearly all names, a byte is a character: the word is a piece of the name
			out = append(out, text[start:end])
		default:
			out = append(out, string(runes[start:end]))
		}
		start = -1
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush(i)
			continue
		case start >= 0 && unicode.IsUpper(r) && !unicode.IsUpper(runes[i-1]):
			flush(i)
		case start >= 0 && endsCapitals(runes, start, i):
			flush(i - 1)
			start = i - 1
		}
		if start < 0 {
			start = i
		}
	}
	flush(len(runes))
	return out
}

// endsCapitals says whether runes[i] is the small letter after a run of capitals, the last of which begins a word.
func endsCapitals(runes []rune, start, i int) bool {
	return i-1 > start && unicode.IsLower(runes[i]) && unicode.IsUpper(runes[i-1]) && unicode.IsUpper(runes[i-2]) && !pluralInitialism(runes, start, i)
}

// escape is how some services write what a name may not hold: Bill_x0020_No for "Bill No".
var escape = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescaped is a name without escapes.
func unescaped(name string) string {
	if !strings.Contains(name, "_x") {
		return name
	}
	return escape.ReplaceAllStringFunc(name, func(e string) string {
		code, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil {
			return e
		}
		return string(rune(code))
	})
}

// pluralInitialism says whether runes[start:i+1] is an initialism with its plural s at the end of a word, as in IDs.
func pluralInitialism(runes []rune, start, i int) bool {
	end := i+1 == len(runes) || !unicode.IsLower(runes[i+1])
	return end && runes[i] == 's' && isInitialism(string(runes[start:i]))
}

// fileName returns the name of the file for a Go type: small letters and digits. It has no underscore: a trailing
// _test, _windows or _arm64 would mean something to the go command. Very long names are cut and told apart by a hash,
// and so are the names of devices, which no file can have on Windows.
func fileName(goName string) string {
	name := strings.Map(func(r rune) rune {
		if r = unicode.ToLower(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, goName)
	if cut := 90; len(name) > 100 {
		for cut > 0 && name[cut]&0xC0 == 0x80 {
			cut--
		}
		return name[:cut] + hashed(goName) + ".go"
	}
	if isDevice(name) {
		return name + hashed(goName) + ".go"
	}
	return name + ".go"
}

func hashed(text string) string {
	h := fnv.New32a()
	h.Write([]byte(text))
	return strconv.FormatUint(uint64(h.Sum32()), 16)
}

// isDevice says whether Windows takes the name for a device, whatever stands behind a dot.
func isDevice(name string) bool {
	switch name {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(name) == 4 && (name[:3] == "com" || name[:3] == "lpt") && '0' <= name[3] && name[3] <= '9'
}
