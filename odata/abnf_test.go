package odata

// This file holds what the builders write against the rules of the OData ABNF, which internal/abnf knows by itself: random paths, keys, filters and
// options, made by the public functions of hostile values. Each URL has to match the grammar, net/url has to read the same options from it, and
// every text in it has to read back as it was given.

import (
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"math/rand/v2"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/internal/abnf"
	"github.com/csdlgen/csdlgen/odata/edm"
)

const (
	propDay   Property[*everything, edm.Date]      = "day"
	propClock Property[*everything, edm.TimeOfDay] = "clock"
	propSpan  Property[*everything, edm.Duration]  = "span"
	propGUID  Property[*everything, edm.GUID]      = "guid"
	propDec   Property[*everything, edm.Decimal]   = "dec"
	propBin   Property[*everything, []byte]        = "bin"
	propPlace Property[*everything, edm.Raw]       = "place"
	propFloat Property[*everything, float32]       = "größe"
)

// maker makes requests of bytes: what is random in a property test and what a fuzzer turns. When the bytes are used up, all choices are the first.
type maker struct {
	data []byte
	// quoted are the texts that must stand between quotes, in the order in which they are written.
	quoted []string
}

func (m *maker) pick(n int) int {
	if len(m.data) == 0 {
		return 0
	}
	b := m.data[0]
	m.data = m.data[1:]
	return int(b) % n
}

func (m *maker) int64() int64 {
	var n int64
	for range m.pick(9) {
		n = n<<8 | int64(m.pick(256))
	}
	return n
}

// hostile are pieces of texts that would like to leave their literal.
var hostile = []string{"", "a", "'", "''", "%27", "&", "&$top=1", "=", "+", "/", "/../", "?", "#", "%", "%2F", ";", ",", "(", ")", " ", "\t", "\r\n", "\"", "\\", "\x00", "ü", "\u2028", "😀",
	"$", "@x", ":", "*", "!", "~", "' or 'a' eq 'a", "')/x", "null", "[", "{", "}", "<", "|", "^", "`", ".."}

func (m *maker) text() string {
	var b strings.Builder
	for range m.pick(4) {
		b.WriteString(hostile[m.pick(len(hostile))])
	}
	return b.String()
}

// quote is a text that is going to be written in quotes.
func (m *maker) quote() string {
	s := m.text()
	m.quoted = append(m.quoted, s)
	return s
}

func (m *maker) float() float64 {
	return [...]float64{0, 1.5, -1, 1e21, -1e-9, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), math.Copysign(0, -1)}[m.pick(10)]
}

func (m *maker) time() time.Time {
	zone := time.FixedZone("", (m.pick(200)-100)*17*60+m.pick(3))
	return time.Unix(m.int64()%(1<<37), m.int64()%1e9).In(zone)
}

func (m *maker) duration() edm.Duration {
	d, err := edm.ParseDuration([...]string{"PT1S", "-P1DT2H3M4.5S", "P2W", "P1W3DT1M", "PT0.000000001S", "P10D"}[m.pick(6)])
	if err != nil {
		panic(err)
	}
	text, err := d.DayTime()
	if err != nil {
		panic(err)
	}
	m.quoted = append(m.quoted, text)
	return d
}

func (m *maker) binary() []byte {
	b := make([]byte, m.pick(6))
	for i := range b {
		b[i] = byte(m.pick(256))
	}
	m.quoted = append(m.quoted, base64.URLEncoding.EncodeToString(b))
	return b
}

func (m *maker) color() color {
	value, written := [...]string{"red", "red, green", "-5", "größe"}[m.pick(4)], ""
	for i, part := range strings.Split(value, ",") {
		if i > 0 {
			written += ","
		}
		written += strings.TrimSpace(part)
	}
	m.quoted = append(m.quoted, written)
	return color(value)
}

func (m *maker) guid() (g edm.GUID) {
	for i := range g {
		g[i] = byte(m.pick(256))
	}
	return g
}

func (m *maker) date() edm.Date { return edm.DateOf(m.time()) }

func (m *maker) clock() edm.TimeOfDay { return edm.TimeOfDayOf(m.time()) }

// textOperand is an operand whose value is a text.
func (m *maker) textOperand(depth int) Operand[*everything, string] {
	if depth <= 0 {
		return propName
	}
	switch m.pick(9) {
	case 1:
		return ToLower(m.textOperand(depth - 1))
	case 2:
		return Concat(m.textOperand(depth-1), Operand[*everything, string](Const[*everything](m.quote())))
	case 3:
		return Substring(m.textOperand(depth-1), m.pick(9), m.pick(5)-2)
	case 4:
		return Through(propHome, addressCity)
	case 5:
		return Cast[string](propA, "Edm.String")
	case 6:
		return Through(propX, Trim(ToUpper(propName)))
	case 7:
		return Const[*everything](m.quote())
	}
	return propName
}

func (m *maker) number(depth int) Operand[*everything, int32] {
	if depth <= 0 {
		return propA
	}
	switch m.pick(10) {
	case 1:
		return Plus(m.number(depth-1), m.number(depth-1))
	case 2:
		return Times(m.number(depth-1), m.number(depth-1))
	case 3:
		return Neg(m.number(depth - 1))
	case 4:
		return Const[*everything](int32(m.int64()))
	case 5:
		return Length(m.textOperand(depth - 1))
	case 6:
		return IndexOf(m.textOperand(depth-1), m.quote())
	case 7:
		return [...]Expression[*everything, int32]{Year(propWhen), Month(propDay), Day(propWhen), Hour(propClock), Minute(propWhen), Second(propClock), TotalOffsetMinutes(propWhen)}[m.pick(7)]
	case 8:
		return Minus(m.number(depth-1), Mod(m.number(depth-1), m.number(depth-1)))
	}
	return Derived[*everything](specialSize)
}

// literalFilter compares with a literal of each type.
func (m *maker) literalFilter() Filter[*everything] {
	switch m.pick(18) {
	case 1:
		return Ge(propWhen, m.time())
	case 2:
		return Lt(propDay, m.date())
	case 3:
		return Le(propClock, m.clock())
	case 4:
		return Gt(propSpan, m.duration())
	case 5:
		return Eq(propGUID, m.guid())
	case 6:
		return Ne(propDec, edm.DecimalOf(m.int64(), m.pick(12)))
	case 7:
		return Eq(propBin, m.binary())
	case 8:
		return Has(propColor, m.color())
	case 9:
		return Eq(propPrice, m.float())
	case 10:
		return In(propName, m.quote(), m.quote())
	case 11:
		return In(propColor, m.color(), m.color())
	case 12:
		return Eq(propFlag, m.pick(2) == 1)
	case 13:
		return Eq(propFloat, float32(m.float()))
	case 14:
		return Gt(Earlier(Now[*everything](), Const[*everything](m.duration())), m.time())
	case 15:
		return Eq(Length(propName), int32(m.int64()))
	case 16:
		m.quoted = append(m.quoted, "SRID=4326;Point(1.5 -2)")
		return Lt(GeoDistance(propPlace, Point[*everything](1.5, -2)), 10)
	case 17:
		return IsNull(propHome)
	}
	return Eq(propName, m.quote())
}

func (m *maker) filter(depth int) Filter[*everything] {
	if depth <= 0 {
		return m.literalFilter()
	}
	switch m.pick(22) {
	case 20:
		return All(propMails, Compare(messageBody, NotEqual, Outer[*message](m.textOperand(depth))))
	case 21:
		return InItems(m.textOperand(depth), propTags)
	case 1:
		return And(m.filter(depth-1), m.filter(depth-1))
	case 2:
		return Or(m.filter(depth-1), m.filter(depth-1), m.filter(depth-2))
	case 3:
		return Not(m.filter(depth - 1))
	case 4:
		return Any(propTags, Filter[Item[string]]{})
	case 5:
		return Any(propTags, Or(Eq(It[string](), m.quote()), StartsWith(It[string](), m.quote())))
	case 6:
		return All(propMails, Any(messageTo, m.filter(depth-1)))
	case 7:
		return Any(propHomes, Contains(addressCity, m.quote()))
	case 8:
		return Compare(m.number(depth), Comparison([]string{"eq", "ne", "lt", "le", "gt", "ge"}[m.pick(6)]), m.number(depth))
	case 9:
		return EndsWith(m.textOperand(depth), m.quote())
	case 10:
		return MatchesPattern(m.textOperand(depth), m.quote())
	case 11:
		return Gt(Size(propMails), m.int64())
	case 12:
		return Gt(SizeWhere(propMails, Eq(messageBody, m.quote())), 1)
	case 13:
		return Any(ThroughTo(propX, propTags), Eq(It[string](), m.quote()))
	case 14:
		return Or(IsOf[*everything]("my.special"), IsA[*everything, *special]())
	case 15:
		return Holds(propFlag)
	case 16:
		return RawFilter[*everything]("a eq 1 or name eq null").And(m.filter(depth - 1))
	case 17:
		return Lt(TotalSeconds(Since(propWhen, MinDateTime[*everything]())), edm.DecimalOf(m.int64(), 3))
	case 18:
		return Eq(Round(Div(propPrice, Const[*everything](m.float()))), m.float())
	case 19:
		return HasSubset(propTags, "a", "b")
	}
	return m.literalFilter()
}

func (m *maker) expand(depth int) ExpandItem[*everything] {
	switch m.pick(9) {
	case 6:
		return WithDerived[*everything](specialOwners).Filter(Contains(messageBody, m.quote()))
	case 7:
		return WithOnly[*special](propX).Select(specialSize).Top(1)
	case 8:
		return WithThrough(propHome, addressMails).OrderBy(Asc(messageBody))
	case 1:
		return With(propMails).Select(messageBody).Filter(Any(messageTo, m.filter(depth-1))).Top(m.pick(300)).Skip(m.pick(300)).Count()
	case 2:
		return With(propX).Expand(m.expand(depth-1), WithCount(propMails)).OrderBy(Desc(Length(m.textOperand(depth))))
	case 3:
		return WithRef(propMails).Filter(Contains(messageBody, m.quote()))
	case 4:
		return With(propKeeper).Levels(m.pick(3))
	case 5:
		return With(propMails).Search(Phrase("a" + m.searched()))
	}
	return propX
}

// searched is a text for $search, without the quotes that the tests below look for.
func (m *maker) searched() string { return strings.ReplaceAll(m.text(), "'", "") }

// path makes a resource, with the segments that it has when they are decoded.
func (m *maker) path(c *Client) (Resource, []string) {
	at, want := c.Root().Child("Users"), []string{"Users"}
	last := func(text string) { want[len(want)-1] += text }
	for range m.pick(4) {
		switch m.pick(7) {
		case 0:
			key := m.text()
			at = at.Key(LitString(key))
			if c.parentheses || key == "" || key == "." || key == ".." || key[0] == '$' {
				last("('" + strings.ReplaceAll(key, "'", "''") + "')")
			} else {
				want = append(want, key)
			}
		case 1:
			n, key := m.int64(), m.text()
			at = at.Keys(KeyPart{"order", LitInt(n)}, KeyPart{"größe", LitString(key)})
			last(fmt.Sprintf("(order=%d,größe='%s')", n, strings.ReplaceAll(key, "'", "''")))
		case 2:
			value := m.quote()
			at = at.Call("ns.f", Argument{Name: "a", Value: LitString(value)}, Argument{Name: "b", Value: LitBinary(m.binary())}, Argument{Name: "c", Value: LitNull()})
			b := m.quoted[len(m.quoted)-1]
			m.quoted = m.quoted[:len(m.quoted)-2]
			want = append(want, "ns.f(a='"+strings.ReplaceAll(value, "'", "''")+"',b=binary'"+b+"',c=null)")
		case 3:
			at = at.Call("g", Argument{Name: "ids", Value: LitJSON([]string{strings.ReplaceAll(m.text(), "'", ""), "b"})})
			want = append(want, "g(ids=@ids)")
			if n := len(at.query); n > 1 {
				want[len(want)-1] = fmt.Sprintf("g(ids=@ids%d)", n)
			}
		case 4:
			at, want = at.Cast("ns.user"), append(want, "ns.user")
		case 5:
			day := m.date()
			at = at.Keys(KeyPart{"day", LitDate(day)}, KeyPart{"color", LitEnum("ns.Color", "red, green")})
			last("(day=" + day.String() + ",color=ns.Color'red,green')")
		default:
			at, want = at.Child("messages"), append(want, "messages")
		}
		at, want = at.Child("orders"), append(want, "orders")
	}
	return at, want
}

// checkURL makes a request of data and holds its URL against the grammar and against what went in.
func checkURL(t *testing.T, data []byte) {
	client, err := NewClient("https://example.com/v1", WithKeysInParentheses())
	if err != nil {
		t.Fatal(err)
	}
	m := &maker{data: data}
	client.parentheses = m.pick(2) == 1
	at, segments := m.path(client)
	list := NewList[*everything](at)
	want := url.Values{}
	for _, o := range at.query {
		want.Set(o.name, o.value)
	}
	filter := m.filter(4)
	list = list.Filter(filter)
	want.Set("$filter", filter.String())
	if m.pick(2) == 1 {
		item := m.expand(3)
		list = list.Expand(item, propMails)
		want.Set("$expand", item.expanded(nil).text+",mails")
	}
	if m.pick(2) == 1 {
		order := m.textOperand(3)
		list = list.OrderBy(Desc(order), Asc(propA))
		want.Set("$orderby", expressionOf(order).String()+" desc,a")
	}
	if m.pick(2) == 1 {
		phrase := Phrase("a"+m.searched()) + " AND NOT b"
		list = list.Search(phrase).Select(propID, Through(propHome, addressCity)).Top(5).Skip(m.pick(200)).Count()
		want.Set("$search", phrase)
		want.Set("$select", "id,home/city")
	}
	r, err := list.HTTP(context.Background())
	if err != nil {
		t.Fatalf("%v\n%s", err, filter)
	}
	relative := strings.TrimPrefix(r.URL.RequestURI(), "/v1/")
	if err := abnf.Check("odataRelativeUri", relative); err != nil {
		t.Fatal(err)
	}
	checkSegments(t, strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/v1/"), "/"), segments)
	got, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		t.Fatalf("%v: %s", err, r.URL.RawQuery)
	}
	var quoted []string
	for _, name := range [...]string{"$filter", "$expand", "$orderby"} {
		quoted = append(quoted, quotedIn(got.Get(name))...)
	}
	for name := range want {
		if got.Get(name) != want.Get(name) || len(got[name]) != 1 {
			t.Fatalf("%s is read as %q, want %q", name, got[name], want.Get(name))
		}
	}
	if !slices.Equal(quoted, m.quoted) {
		t.Fatalf("the quoted texts read back as %q, want %q, from\n%s", quoted, m.quoted, r.URL.RawQuery)
	}
}

func checkSegments(t *testing.T, got, want []string) {
	t.Helper()
	for i, s := range got {
		plain, err := url.PathUnescape(s)
		if err != nil || i >= len(want) || plain != want[i] {
			t.Fatalf("segment %d is %q, %v, of %q", i, plain, err, want)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("the path has %d segments, want %q", len(got), want)
	}
}

// quotedIn are the texts between single quotes, two quotes being one.
func quotedIn(s string) (all []string) {
	for {
		_, rest, found := strings.Cut(s, "'")
		if !found {
			return all
		}
		text := ""
		for {
			part, more, closed := strings.Cut(rest, "'")
			text, rest = text+part, more
			if !closed || !strings.HasPrefix(rest, "'") {
				break
			}
			text, rest = text+"'", rest[1:]
		}
		all, s = append(all, text), rest
	}
}

func TestURLsMatchTheABNF(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 3))
	for range 1000 {
		data := make([]byte, random.IntN(120))
		for i := range data {
			data[i] = byte(random.UintN(256))
		}
		if checkURL(t, data); t.Failed() {
			return
		}
	}
}

func FuzzURLs(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x01\x03\x00\x02\x06\x02\x02\x05\x05\x01\x01\x0f\x01\x0d\x02\x0a\x11\x06\x05\x01\x01\x01"))
	f.Fuzz(checkURL)
}

// FuzzLiteralsMatchTheABNF: a literal of any text is a literal to the ABNF, in a path and in a filter, and reads back.
func FuzzLiteralsMatchTheABNF(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Add("\xff")
	client, err := NewClient("https://example.com")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := client.Root().Child("a").Keys(KeyPart{"k", LitString(s)}).Child("f").Call("g", Argument{Name: "p", Value: LitString(s)})
		r, err := NewList[*everything](at).Filter(Eq(propName, s)).HTTP(context.Background())
		if (err == nil) != (strings.ToValidUTF8(s, "") == s) {
			t.Fatalf("%q: %v", s, err)
		}
		if err != nil {
			return
		}
		if err := abnf.Check("odataRelativeUri", strings.TrimPrefix(r.URL.RequestURI(), "/")); err != nil {
			t.Fatal(err)
		}
		if back := quotedIn(r.URL.Query().Get("$filter")); len(back) != 1 || back[0] != s {
			t.Fatalf("%q reads back as %q", s, back)
		}
		if back := quotedIn(r.URL.Path); len(back) != 2 || back[0] != s || back[1] != s {
			t.Fatalf("%q in the path reads back as %q", s, back)
		}
	})
}

// FuzzPaths: whatever path a program is given, the request stays below the service root, or is an error.
func FuzzPaths(f *testing.F) {
	for _, s := range hostile {
		f.Add("a" + s + "/b?$filter=x eq 'y'")
		f.Add(s)
	}
	for _, s := range []string{"..", "a/..%2f..", "a/%2e%2E/", "//evil.example", "https://evil.example", "/\\evil.example", "a?b&c=%zz", "a?&&=&x", "%", "a;b/../c", ".%2e", "a#b"} {
		f.Add(s)
	}
	client, err := NewClient("https://example.com/v1")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := NewGet[*everything](At(client, s)).HTTP(context.Background())
		if err != nil {
			return
		}
		sent, err := url.Parse("https://example.com" + r.URL.RequestURI())
		if err != nil {
			t.Fatalf("%q is sent as %q, which is no URL: %v", s, r.URL.RequestURI(), err)
		}
		if clean := path.Clean(sent.Path); r.URL.Host != "example.com" || r.URL.Fragment != "" || clean != "/v1" && !strings.HasPrefix(clean, "/v1/") {
			t.Fatalf("%q leads to %s%s", s, r.URL.Host, sent.Path)
		}
		for _, segment := range strings.Split(sent.Path, "/") {
			if segment == ".." || segment == "." {
				t.Fatalf("%q has the segment %s", s, segment)
			}
		}
		if _, err := url.ParseQuery(r.URL.RawQuery); err != nil {
			t.Fatalf("%q has the query %s: %v", s, r.URL.RawQuery, err)
		}
	})
}

// What has no literal is an error of the request, and is not sent.
func TestWhatHasNoLiteral(t *testing.T) {
	client, err := NewClient("https://example.com")
	if err != nil {
		t.Fatal(err)
	}
	at, years := client.Root().Child("a"), duration("P1Y")
	list := NewList[*everything](at)
	for name, r := range map[string]ListRequest[*everything]{
		"text in a filter":    list.Filter(Not(Any(propTags, Eq(It[string](), "\xff")))),
		"text in an expand":   list.Expand(With(propMails).Filter(Contains(messageBody, "\xff"))),
		"nested expand":       list.Expand(With(propX).Expand(With(propMails).OrderBy(Asc(Concat(messageBody, Operand[*message, string](Const[*message]("\xff"))))))),
		"text in an order":    list.OrderBy(Asc(Concat(propName, Operand[*everything, string](Const[*everything]("\xff"))))),
		"years":               list.Filter(Eq(propSpan, years)),
		"a date":              list.Filter(Eq(propDay, edm.Date{})),
		"a time":              list.Filter(Eq(propClock, edm.TimeOfDay{Hour: 24})),
		"no member":           list.Filter(Eq(propColor, color(""))),
		"a function":          list.Select(ToLower(propName)),
		"a place":             list.Filter(GeoIntersects(Point[*everything](math.NaN(), 0), propPlace)),
		"an enumeration":      list.Filter(Contains(Underlying[string](propColor), "x")),
		"no definition":       list.OrderBy(Asc(Underlying[string](propA))),
		"below a function":    list.Filter(Eq(Through(Const[*everything](&address{}), addressCity), "x")),
		"key":                 NewList[*everything](at.Key(LitDate(edm.Date{}))),
		"part of a key":       NewList[*everything](at.Keys(KeyPart{"a", LitDuration(years)})),
		"key that is JSON":    NewList[*everything](at.Key(LitJSON([]int{1}))),
		"part that is JSON":   NewList[*everything](at.Keys(KeyPart{"a", LitJSON([]int{1})})),
		"parameter":           NewList[*everything](at.Call("f", Argument{Name: "a", Value: LitEnum("x.y", " ")})),
		"text in a parameter": NewList[*everything](at.Call("f", Argument{Name: "a", Value: LitString("\xff")})),
	} {
		if r, err := r.HTTP(context.Background()); err == nil {
			t.Errorf("%s: %s", name, r.URL)
		}
	}
	// An option that is set anew is written anew, and what says nothing is left out.
	r, err := list.Filter(Eq(propA, 1)).Filter(Filter[*everything]{}).Select(propID).Select().OrderBy().Expand().HTTP(context.Background())
	if err != nil || r.URL.RawQuery != "" {
		t.Error(r.URL, err)
	}
}
