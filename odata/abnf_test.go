package odata

// This file holds what the builders write against the rules of the OData ABNF, which internal/abnf knows by itself:
// random paths, keys, filters and options, made by the public functions of hostile values. Each URL has to match the
// grammar, net/url has to read the same options from it, and every text in it has to read back as it was given.

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
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/request"
	"github.com/csdlgen/csdlgen/odata/internal/urltext"
)

var (
	propDay   = filter.Property[*everything, edm.Date]{Name: "day"}
	propClock = filter.Property[*everything, edm.TimeOfDay]{Name: "clock"}
	propSpan  = filter.Property[*everything, edm.Duration]{Name: "span"}
	propGUID  = filter.Property[*everything, edm.GUID]{Name: "guid"}
	propDec   = filter.Property[*everything, edm.Decimal]{Name: "dec"}
	propBin   = filter.Property[*everything, []byte]{Name: "bin"}
	propPlace = filter.Property[*everything, edm.Raw]{Name: "place"}
	propFloat = filter.Property[*everything, float32]{Name: "größe"}
)

// maker makes requests of bytes: what is random in a property test and what a fuzzer turns. When the bytes are used up,
// all choices are the first.
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
func (m *maker) textOperand(depth int) filter.Operand[*everything, string] {
	if depth <= 0 {
		return propName
	}
	switch m.pick(9) {
	case 1:
		return filter.ToLower(m.textOperand(depth - 1))
	case 2:
		return filter.Concat(m.textOperand(depth-1), filter.Operand[*everything, string](filter.Const[*everything](m.quote())))
	case 3:
		return filter.Substring(m.textOperand(depth-1), m.pick(9), m.pick(5)-2)
	case 4:
		return filter.Through(propHome, addressCity)
	case 5:
		return filter.Cast[string](propA, "Edm.String")
	case 6:
		return filter.Through(propX, filter.Trim(filter.ToUpper(propName)))
	case 7:
		return filter.Const[*everything](m.quote())
	}
	return propName
}

func (m *maker) number(depth int) filter.Operand[*everything, int32] {
	if depth <= 0 {
		return propA
	}
	switch m.pick(10) {
	case 1:
		return filter.Plus(m.number(depth-1), m.number(depth-1))
	case 2:
		return filter.Times(m.number(depth-1), m.number(depth-1))
	case 3:
		return filter.Neg(m.number(depth - 1))
	case 4:
		return filter.Const[*everything](int32(m.int64()))
	case 5:
		return filter.Length(m.textOperand(depth - 1))
	case 6:
		return filter.IndexOf(m.textOperand(depth-1), m.quote())
	case 7:
		return [...]filter.Expression[*everything, int32]{filter.Year(propWhen), filter.Month(propDay), filter.Day(propWhen), filter.Hour(propClock), filter.Minute(propWhen), filter.Second(propClock), filter.TotalOffsetMinutes(propWhen)}[m.pick(7)]
	case 8:
		return filter.Minus(m.number(depth-1), filter.Mod(m.number(depth-1), m.number(depth-1)))
	}
	return filter.Derived[*everything](specialSize)
}

// literalFilter compares with a literal of each type.
func (m *maker) literalFilter() filter.Filter[*everything] {
	switch m.pick(18) {
	case 1:
		return filter.Ge(propWhen, m.time())
	case 2:
		return filter.Lt(propDay, m.date())
	case 3:
		return filter.Le(propClock, m.clock())
	case 4:
		return filter.Gt(propSpan, m.duration())
	case 5:
		return filter.Eq(propGUID, m.guid())
	case 6:
		return filter.Ne(propDec, edm.DecimalOf(m.int64(), m.pick(12)))
	case 7:
		return filter.Eq(propBin, m.binary())
	case 8:
		return filter.Has(propColor, m.color())
	case 9:
		return filter.Eq(propPrice, m.float())
	case 10:
		return filter.In(propName, m.quote(), m.quote())
	case 11:
		return filter.In(propColor, m.color(), m.color())
	case 12:
		return filter.Eq(propFlag, m.pick(2) == 1)
	case 13:
		return filter.Eq(propFloat, float32(m.float()))
	case 14:
		return filter.Gt(filter.Earlier(filter.Now[*everything](), filter.Const[*everything](m.duration())), m.time())
	case 15:
		return filter.Eq(filter.Length(propName), int32(m.int64()))
	case 16:
		m.quoted = append(m.quoted, "SRID=4326;Point(1.5 -2)")
		return filter.Lt(filter.GeoDistance(propPlace, filter.Point[*everything](1.5, -2)), 10)
	case 17:
		return filter.IsNull(propHome)
	}
	return filter.Eq(propName, m.quote())
}

func (m *maker) filter(depth int) filter.Filter[*everything] {
	if depth <= 0 {
		return m.literalFilter()
	}
	switch m.pick(22) {
	case 20:
		return filter.All(propMails, filter.Compare(messageBody, filter.NotEqual, filter.Outer[*message](m.textOperand(depth))))
	case 21:
		return filter.InItems(m.textOperand(depth), propTags)
	case 1:
		return filter.And(m.filter(depth-1), m.filter(depth-1))
	case 2:
		return filter.Or(m.filter(depth-1), m.filter(depth-1), m.filter(depth-2))
	case 3:
		return filter.Not(m.filter(depth - 1))
	case 4:
		return filter.Any(propTags, filter.Filter[filter.Item[string]]{})
	case 5:
		return filter.Any(propTags, filter.Or(filter.Eq(filter.It[string](), m.quote()), filter.StartsWith(filter.It[string](), m.quote())))
	case 6:
		return filter.All(propMails, filter.Any(messageTo, m.filter(depth-1)))
	case 7:
		return filter.Any(propHomes, filter.Contains(addressCity, m.quote()))
	case 8:
		return filter.Compare(m.number(depth), filter.Comparison([]string{"eq", "ne", "lt", "le", "gt", "ge"}[m.pick(6)]), m.number(depth))
	case 9:
		return filter.EndsWith(m.textOperand(depth), m.quote())
	case 10:
		return filter.MatchesPattern(m.textOperand(depth), m.quote())
	case 11:
		return filter.Gt(filter.Size(propMails), m.int64())
	case 12:
		return filter.Gt(filter.SizeWhere(propMails, filter.Eq(messageBody, m.quote())), 1)
	case 13:
		return filter.Any(filter.ThroughTo(propX, propTags), filter.Eq(filter.It[string](), m.quote()))
	case 14:
		return filter.Or(filter.IsOf[*everything]("my.special"), filter.IsA[*everything, *special]())
	case 15:
		return filter.Holds(propFlag)
	case 16:
		return filter.Raw[*everything]("a eq 1 or name eq null").And(m.filter(depth - 1))
	case 17:
		return filter.Lt(filter.TotalSeconds(filter.Since(propWhen, filter.MinDateTime[*everything]())), edm.DecimalOf(m.int64(), 3))
	case 18:
		return filter.Eq(filter.Round(filter.Div(propPrice, filter.Const[*everything](m.float()))), m.float())
	case 19:
		return filter.HasSubset(propTags, "a", "b")
	}
	return m.literalFilter()
}

func (m *maker) expand(depth int) filter.ExpandItem[*everything] {
	switch m.pick(9) {
	case 6:
		return filter.WithDerived[*everything](specialOwners).Filter(filter.Contains(messageBody, m.quote()))
	case 7:
		return filter.WithOnly[*special](propX).Select(specialSize).Top(1)
	case 8:
		return filter.WithThrough(propHome, addressMails).OrderBy(filter.Asc(messageBody))
	case 1:
		return filter.With(propMails).Select(messageBody).Filter(filter.Any(messageTo, m.filter(depth-1))).Top(m.pick(300)).Skip(m.pick(300)).Count()
	case 2:
		return filter.With(propX).Expand(m.expand(depth-1), filter.WithCount(propMails)).OrderBy(filter.Desc(filter.Length(m.textOperand(depth))))
	case 3:
		return filter.WithRef(propMails).Filter(filter.Contains(messageBody, m.quote()))
	case 4:
		return filter.With(propKeeper).Levels(m.pick(3))
	case 5:
		return filter.With(propMails).Search(filter.Phrase("a" + m.searched()))
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
			at = at.Key(urltext.LitString(key))
			if c.parentheses || key == "" || key == "." || key == ".." || key[0] == '$' {
				last("('" + strings.ReplaceAll(key, "'", "''") + "')")
			} else {
				want = append(want, key)
			}
		case 1:
			n, key := m.int64(), m.text()
			at = at.Keys(request.KeyPart{Name: "order", Value: urltext.LitInt(n)}, request.KeyPart{Name: "größe", Value: urltext.LitString(key)})
			last(fmt.Sprintf("(order=%d,größe='%s')", n, strings.ReplaceAll(key, "'", "''")))
		case 2:
			value := m.quote()
			at = at.Call("ns.f", request.Argument{Name: "a", Value: urltext.LitString(value)}, request.Argument{Name: "b", Value: urltext.LitBinary(m.binary())}, request.Argument{Name: "c", Value: urltext.LitNull()})
			b := m.quoted[len(m.quoted)-1]
			m.quoted = m.quoted[:len(m.quoted)-2]
			want = append(want, "ns.f(a='"+strings.ReplaceAll(value, "'", "''")+"',b=binary'"+b+"',c=null)")
		case 3:
			at = at.Call("g", request.Argument{Name: "ids", Value: urltext.LitJSON([]string{strings.ReplaceAll(m.text(), "'", ""), "b"})})
			want = append(want, "g(ids=@ids)")
			if n := len(at.Query()); n > 1 {
				want[len(want)-1] = fmt.Sprintf("g(ids=@ids%d)", n)
			}
		case 4:
			at, want = at.Cast("ns.user"), append(want, "ns.user")
		case 5:
			day := m.date()
			at = at.Keys(request.KeyPart{Name: "day", Value: urltext.LitDate(day)}, request.KeyPart{Name: "color", Value: urltext.LitEnum("ns.Color", "red, green")})
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
	list := newList[*everything](at)
	want := url.Values{}
	for _, o := range at.Query() {
		want.Set(o.Name, o.Value)
	}
	condition := m.filter(4)
	list = list.Filter(condition)
	want.Set("$filter", condition.String())
	if m.pick(2) == 1 {
		item := m.expand(3)
		list = list.Expand(item, propMails)
		text, err := filter.ExpandText(item)
		if err != nil {
			t.Fatal(err)
		}
		want.Set("$expand", text+",mails")
	}
	if m.pick(2) == 1 {
		order := m.textOperand(3)
		list = list.OrderBy(filter.Desc(order), filter.Asc(propA))
		text, err := filter.OrderByText(filter.Desc(order))
		if err != nil {
			t.Fatal(err)
		}
		want.Set("$orderby", text+",a")
	}
	if m.pick(2) == 1 {
		phrase := filter.Phrase("a"+m.searched()) + " AND NOT b"
		list = list.Search(phrase).Select(propID, filter.Through(propHome, addressCity)).Top(5).Skip(m.pick(200)).Count()
		want.Set("$search", phrase)
		want.Set("$select", "id,home/city")
	}
	r, err := list.HTTP(context.Background())
	if err != nil {
		t.Fatalf("%v\n%s", err, condition)
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
		at := client.Root().Child("a").Keys(request.KeyPart{Name: "k", Value: urltext.LitString(s)}).Child("f").Call("g", request.Argument{Name: "p", Value: urltext.LitString(s)})
		r, err := newList[*everything](at).Filter(filter.Eq(propName, s)).HTTP(context.Background())
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
		r, err := newGet[*everything](At(client, s)).HTTP(context.Background())
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
	list := newList[*everything](at)
	for name, r := range map[string]ListRequest[*everything]{
		"text in a filter":    list.Filter(filter.Not(filter.Any(propTags, filter.Eq(filter.It[string](), "\xff")))),
		"text in an expand":   list.Expand(filter.With(propMails).Filter(filter.Contains(messageBody, "\xff"))),
		"nested expand":       list.Expand(filter.With(propX).Expand(filter.With(propMails).OrderBy(filter.Asc(filter.Concat(messageBody, filter.Operand[*message, string](filter.Const[*message]("\xff"))))))),
		"text in an order":    list.OrderBy(filter.Asc(filter.Concat(propName, filter.Operand[*everything, string](filter.Const[*everything]("\xff"))))),
		"years":               list.Filter(filter.Eq(propSpan, years)),
		"a date":              list.Filter(filter.Eq(propDay, edm.Date{})),
		"a time":              list.Filter(filter.Eq(propClock, edm.TimeOfDay{Hour: 24})),
		"no member":           list.Filter(filter.Eq(propColor, color(""))),
		"a function":          list.Select(filter.ToLower(propName)),
		"a place":             list.Filter(filter.GeoIntersects(filter.Point[*everything](math.NaN(), 0), propPlace)),
		"an enumeration":      list.Filter(filter.Contains(filter.Underlying[string](propColor), "x")),
		"no definition":       list.OrderBy(filter.Asc(filter.Underlying[string](propA))),
		"below a function":    list.Filter(filter.Eq(filter.Through(filter.Const[*everything](&address{}), addressCity), "x")),
		"key":                 newList[*everything](at.Key(urltext.LitDate(edm.Date{}))),
		"part of a key":       newList[*everything](at.Keys(request.KeyPart{Name: "a", Value: urltext.LitDuration(years)})),
		"key that is JSON":    newList[*everything](at.Key(urltext.LitJSON([]int{1}))),
		"part that is JSON":   newList[*everything](at.Keys(request.KeyPart{Name: "a", Value: urltext.LitJSON([]int{1})})),
		"parameter":           newList[*everything](at.Call("f", request.Argument{Name: "a", Value: urltext.LitEnum("x.y", " ")})),
		"text in a parameter": newList[*everything](at.Call("f", request.Argument{Name: "a", Value: urltext.LitString("\xff")})),
	} {
		if r, err := r.HTTP(context.Background()); err == nil {
			t.Errorf("%s: %s", name, r.URL)
		}
	}
	// An option that is set anew is written anew, and what says nothing is left out.
	r, err := list.Filter(filter.Eq(propA, 1)).Filter(filter.Filter[*everything]{}).Select(propID).Select().OrderBy().Expand().HTTP(context.Background())
	if err != nil || r.URL.RawQuery != "" {
		t.Error(r.URL, err)
	}
}
