package odata

// This file tests by random documents that reading and writing lose nothing: every member comes out as it went in,
// whether the model declares it or not and whether its value fits or not, and the error lists exactly those that do
// not.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// memberTexts are values for the members of [everything]: what fits, and what does not.
var memberTexts = map[string]struct{ fits, misfits []string }{
	"text":    {[]string{`"a"`, `""`, `"ä\u0041\n"`, `"\ud83d\ude00"`, `"😀"`, `"12345678\"90"`}, []string{`1`, `true`, `{}`, `["a"]`}},
	"flag":    {[]string{`true`, `false`}, []string{`"true"`, `0`, `[]`}},
	"byte":    {[]string{`0`, `255`, `1e1`, `7.0`}, []string{`256`, `-1`, `"1"`, `1.5`}},
	"sbyte":   {[]string{`-128`, `127`}, []string{`128`, `"x"`}},
	"short":   {[]string{`-32768`, `1.0e2`, `-0`}, []string{`1e5`, `{}`}},
	"int":     {[]string{`2147483647`, `12.0`, `0e0`}, []string{`2147483648`, `"7"`, `1e-1`}},
	"long":    {[]string{`9223372036854775807`, `"1"`, `1e18`, `"1.0"`}, []string{`9223372036854775808`, `"x"`, `1e19`, `"e"`}},
	"single":  {[]string{`1.5`, `"INF"`, `1e-3`, `0.10`}, []string{`1e39`, `"1.5"`}},
	"double":  {[]string{`1.50`, `"-INF"`, `1E5`, `123456789012345678`}, []string{`1e309`, `"inf"`}},
	"decimal": {[]string{`1.50`, `"1.5"`, `-0.00`, `1e100`, `123456789012345678901234567890`}, []string{`1e99999`, `"1,5"`, `true`}},
	"when":    {[]string{`"2020-01-02T03:04:05Z"`, `"2020-01-02T03:04:05.1230+02:00"`, `"2020-01-02"`}, []string{`""`, `"yesterday"`, `1577934245`}},
	"date":    {[]string{`"2020-02-29"`, `"-0001-01-01"`}, []string{`"2021-02-29"`, `""`, `"2020-01-01T00:00:00Z"`}},
	"clock":   {[]string{`"07:59"`, `"07:59:59.990"`}, []string{`"24:00"`, `7`}},
	"span":    {[]string{`"PT1H"`, `"-P1DT0.5S"`}, []string{`"1h"`, `""`}},
	"guid":    {[]string{`"21EC2020-3AEA-1069-A2DD-08002B30309D"`}, []string{`"21EC2020"`, `{}`}},
	"binary":  {[]string{`"AQI="`, `"AQI"`, `"_-8"`}, []string{`"*"`, `[1]`}},
	"status":  {[]string{`"failed"`, `"new"`, `3`}, []string{`{}`, `true`}},
	"raw":     {[]string{`{"a":[1.0,"x"]}`, `"x"`, `[]`, `1.0`}, nil},
	"texts":   {[]string{`[]`, `["a",null,"\u00e4"]`}, []string{`"a"`, `{}`}},
	"longs":   {[]string{`[1,"2",3.0]`, `[]`}, []string{`7`}},
}

// documents makes random objects.
type documents struct {
	*rand.Rand
	misfits []string // the paths of what does not fit
}

func (d *documents) space() string { return []string{"", "", " ", "\n\t"}[d.IntN(4)] }

func pick[T any](d *documents, from []T) T { return from[d.IntN(len(from))] }

// object is a random object; the path leads to it.
func (d *documents) object(path string, depth int) string {
	var members []string
	add := func(name, value string) {
		members = append(members, d.space()+strconv.Quote(name)+d.space()+":"+d.space()+value+d.space())
	}
	at := func(name string) string { return strings.TrimPrefix(path+"."+name, ".") }
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range memberTexts {
			if !yield(name) {
				return
			}
		}
	})
	d.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names[:d.IntN(len(names))] {
		texts := memberTexts[name]
		switch n := d.IntN(10); {
		case n == 0 && name != "raw":
			add(name, "null")
		case n < 3 && len(texts.misfits) > 0:
			add(name, pick(d, texts.misfits))
			d.misfits = append(d.misfits, at(name))
		default:
			add(name, pick(d, texts.fits))
		}
		if d.IntN(8) == 0 {
			add(name+"@a.note", `{ "x" : 1.0 }`)
		}
		if d.IntN(8) == 0 {
			add("unknown"+strconv.Itoa(len(members)), pick(d, []string{`1.0`, `null`, `"\u00e4"`, `[ { } , [ ] ]`, `{"a":{"a":"\\\""}}`}))
		}
	}
	if depth < 4 && d.IntN(2) == 0 {
		add("nested", d.object(at("nested"), depth+1))
	}
	if depth < 4 && d.IntN(2) == 0 {
		var items []string
		for i := range d.IntN(4) {
			at := fmt.Sprintf("%s[%d]", at("list"), i)
			switch d.IntN(6) {
			case 0:
				items = append(items, "null")
			case 1:
				items = append(items, pick(d, []string{`1`, `"x"`, `[]`}))
				d.misfits = append(d.misfits, at)
			default:
				items = append(items, d.object(at, depth+1))
			}
		}
		add("list", "["+d.space()+strings.Join(items, d.space()+","+d.space())+"]")
	}
	return "{" + strings.Join(members, ",") + d.space() + "}"
}

func checkDocument(t *testing.T, seed uint64) {
	t.Helper()
	d := &documents{Rand: rand.New(rand.NewPCG(seed, 1))}
	text := d.object("", 0)
	for name, read := range map[string]func([]byte, any) error{"": Unmarshal, " strictly": UnmarshalStrict} {
		var m everything
		err := read([]byte(text), &m)
		if err != nil && unreadableIn(err) == nil || len(d.misfits) > 0 != (err != nil) || err != nil && !slices.Equal(paths(err), d.misfits) {
			t.Fatalf("seed %d%s: %s\n got %v\nwant %v", seed, name, text, err, d.misfits)
		}
		out, err := Marshal(&m)
		if err != nil || !sameJSON(t, string(out), text) {
			t.Fatalf("seed %d%s:\n in %s\nout %s %v", seed, name, text, out, err)
		}
		var again everything
		if err := read(out, &again); len(d.misfits) > 0 != (err != nil) {
			t.Fatalf("seed %d%s: %s is read again with %v", seed, name, out, err)
		}
		if twice, err := Marshal(&again); err != nil || string(twice) != string(out) {
			t.Fatalf("seed %d%s: written first\n%s, then\n%s %v", seed, name, out, twice, err)
		}
	}
}

func TestRandomDocumentsLoseNothing(t *testing.T) {
	for seed := range uint64(3000) {
		checkDocument(t, seed)
	}
}

func FuzzDocuments(f *testing.F) {
	for seed := range uint64(5) {
		f.Add(seed)
	}
	f.Fuzz(checkDocument)
}
