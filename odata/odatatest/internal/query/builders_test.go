package query_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/edm"
	"github.com/csdlgen/csdlgen/odata/filter"
	"github.com/csdlgen/csdlgen/odata/internal/enum"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/model"
	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
)

// What csdlgen generates for the service of the tests.
type (
	person  struct{ odata.Undeclared }
	address struct{ odata.Undeclared }
	boss    struct {
		odata.Undeclared `odata:"@odata.type=#my.boss"`
	}
	rights string
	code   string

	condition = filter.Filter[*person]
)

func (*rights) ODataEnum() enum.Type { return enum.New("my.rights") }

var (
	name    = filter.Property[*person, string]{Name: "name"}
	age     = filter.Property[*person, int32]{Name: "age"}
	price   = filter.Property[*person, edm.Decimal]{Name: "price"}
	ratio   = filter.Property[*person, float64]{Name: "ratio"}
	flag    = filter.Property[*person, bool]{Name: "flag"}
	born    = filter.Property[*person, time.Time]{Name: "born"}
	day     = filter.Property[*person, edm.Date]{Name: "day"}
	clock   = filter.Property[*person, edm.TimeOfDay]{Name: "clock"}
	span    = filter.Property[*person, edm.Duration]{Name: "span"}
	guid    = filter.Property[*person, edm.GUID]{Name: "guid"}
	right   = filter.Property[*person, rights]{Name: "rights"}
	codes   = filter.Property[*person, code]{Name: "code"}
	place   = filter.Property[*person, edm.Raw]{Name: "place"}
	home    = filter.Property[*person, *address]{Name: "home"}
	tags    = filter.CollectionProperty[*person, filter.Item[string]]{Name: "tags"}
	homes   = filter.CollectionProperty[*person, *address]{Name: "homes"}
	manager = filter.NavigationProperty[*person, *person]{Name: "manager"}
	reports = filter.NavigationCollection[*person, *person]{Name: "reports"}
	city    = filter.Property[*address, string]{Name: "city"}
	owned   = filter.NavigationCollection[*person, *boss]{Name: "owned"}
	bonus   = filter.Property[*boss, int32]{Name: "bonus"}
	grants  = filter.CollectionProperty[*boss, filter.Item[int32]]{Name: "grants"}
)

func number(n int32) filter.Expression[*person, int32] { return filter.Const[*person](n) }

// builders are conditions with each of the builders in one of them.
func builders() []condition {
	when := time.Date(2020, 1, 2, 3, 4, 5, 600, time.FixedZone("", 3600))
	day29 := edm.Date{Year: 2024, Month: 2, Day: 29}
	hour := filter.Const[*person](edm.DurationOf(time.Hour))
	return []condition{
		filter.Raw[*person]("age eq 36 or flag"), filter.And(filter.Eq(name, "it's"), filter.Ne(age, 1)), filter.Or(filter.Lt(price, edm.DecimalOf(15, 1)), filter.Le(ratio, 1e-7)),
		filter.Not(filter.Gt(born, when)), filter.Ge(day, day29), filter.Eq(clock, edm.TimeOfDay{Hour: 1, Nanosecond: 5}), filter.Eq(span, edm.DurationOf(90*time.Minute)), filter.Eq(guid, edm.GUID{1}),
		filter.IsNull(home), filter.IsNotNull(manager), filter.In(age, 1, 36), filter.In(age), filter.InItems(name, tags), filter.Compare(name, filter.Less, filter.ToUpper(name)),
		filter.Holds(flag), filter.Has(right, "read, write"), filter.Any(tags, filter.Eq(filter.It[string](), "a")), filter.All(homes, filter.Ne(city, "Rom")), filter.Any(reports, condition{}),
		filter.All(reports, filter.Any(reports, filter.Compare(age, filter.Equal, filter.Outer[*person](age)))), filter.Gt(filter.Size(tags), 1), filter.Eq(filter.SizeWhere(reports, filter.Eq(age, 36)), 1),
		filter.Eq(filter.Through(manager, filter.Through(home, city)), "Ulm"), filter.Any(filter.ThroughTo(manager, reports), filter.Holds(flag)), filter.Gt(filter.Derived[*person](bonus), 1),
		filter.Any(filter.DerivedItems[*person](grants), filter.Eq(filter.It[int32](), 1)), filter.Eq(filter.Const[*person]("x"), "x"),
		filter.Contains(name, "d"), filter.StartsWith(name, "A"), filter.EndsWith(name, "a"), filter.MatchesPattern(name, "^A"), filter.Eq(filter.Length(name), 3), filter.Eq(filter.IndexOf(name, "d"), 1),
		filter.Eq(filter.Substring(name, 1, 2), "da"), filter.Eq(filter.Substring(name, 1, -1), "da"), filter.Eq(filter.ToLower(name), "ada"), filter.Eq(filter.Trim(filter.Concat(name, name)), "AdaAda"),
		filter.Eq(filter.Year(born), 1815), filter.Eq(filter.Year(day), 2024), filter.Eq(filter.Month(born), 12), filter.Eq(filter.Day(day), 29), filter.Eq(filter.Hour(clock), 12), filter.Eq(filter.Minute(born), 30),
		filter.Eq(filter.Second(clock), 56), filter.Eq(filter.FractionalSeconds(born), edm.DecimalOf(25, 2)), filter.Eq(filter.TotalOffsetMinutes(born), 60), filter.Eq(filter.DatePart(born), day29),
		filter.Eq(filter.TimePart(born), edm.TimeOfDay{}), filter.Eq(filter.TotalSeconds(span), edm.DecimalOf(5400, 0)), filter.Compare(filter.Later(born, hour), filter.Greater, filter.MinDateTime[*person]()),
		filter.Compare(filter.Earlier(filter.Now[*person](), hour), filter.LessOrEqual, filter.MaxDateTime[*person]()), filter.Eq(filter.Since(born, born), edm.Duration{}), filter.Eq(filter.Later(day, hour), day29),
		filter.Eq(filter.Plus(age, filter.Times(number(2), age)), 108), filter.Eq(filter.Minus(age, filter.Div(age, number(5))), 29), filter.Gt(filter.DivBy(age, number(5)), edm.DecimalOf(7, 0)),
		filter.Eq(filter.Mod(age, number(5)), 1), filter.Eq(filter.Neg(filter.Neg(age)), 36), filter.Eq(filter.Neg(number(-1)), 1), filter.Eq(filter.Round(ratio), 3), filter.Eq(filter.Floor(price), edm.DecimalOf(1, 0)), filter.Eq(filter.Ceiling(ratio), 1),
		filter.IsOf[*person]("my.boss"), filter.IsA[*person, *boss](), filter.Contains(filter.Underlying[string](codes), "y"), filter.Eq(filter.Cast[string](age, "Edm.String"), "36"),
		filter.HasSubset(tags, "a", "b"), filter.HasSubsequence(tags, "a", "a"), filter.Eq(codes, "xyz"), filter.Lt(filter.Size(reports), 2),
	}
}

// places are conditions that say where something is, which nobody evaluates here.
func places() []condition {
	return []condition{
		filter.Lt(filter.GeoDistance(place, filter.Point[*person](1.5, -2)), 10), filter.GeoIntersects(filter.PlanePoint[*person](0, 1, 2), place), filter.Gt(filter.GeoLength(place), 1),
	}
}

func apply(t testing.TB, condition condition) ([]query.Entity, error) {
	t.Helper()
	text, err := filter.Text(condition)
	if err != nil {
		t.Fatal(err)
	}
	o, err := query.Parse(model.New(service), "Collection(my.person)", "$filter="+url.QueryEscape(text), query.Settings{Now: func() time.Time { return now }})
	if err != nil {
		return nil, err
	}
	all, _, err := o.Matching(people())
	return all, err
}

// TestBuilders: all that the builders of filters write can be evaluated.
func TestBuilders(t *testing.T) {
	for _, b := range builders() {
		if _, err := apply(t, b); err != nil {
			t.Errorf("%s: %v", b, err)
		}
	}
	for _, b := range places() {
		if _, err := apply(t, b); !isUnsupported(err) {
			t.Errorf("%s: %v", b, err)
		}
	}
}

// TestOtherBuilders: so can what they write for the other options.
func TestOtherBuilders(t *testing.T) {
	text := func(text string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return url.QueryEscape(text)
	}
	orders := text(filter.OrderByText(filter.Asc(filter.Length(name)), filter.Desc(born), filter.Asc(filter.Size(tags))))
	selects := text(filter.SelectText[*person](name, tags, filter.Through(home, city), filter.Derived[*person](bonus)))
	deep := filter.With(reports).Select(name).Filter(filter.Gt(age, 1).And(filter.Eq(name, "a;b)"))).OrderBy(filter.Desc(name)).Top(1).Skip(1).Count().Search(filter.Phrase(`a "b"`)).Levels(0)
	expands := text(filter.ExpandText(
		filter.With(manager).Expand(deep), filter.WithRef(reports), filter.WithCount(reports).Filter(filter.Holds(flag)), filter.WithOnly[*boss](owned).Levels(2),
		filter.WithDerived[*person](filter.NavigationCollection[*boss, *person]{Name: "reports"}), filter.WithThrough(home, filter.NavigationProperty[*address, *boss]{Name: "country"}),
	))
	o, err := parse(t, "Collection(my.person)", "$orderby="+orders+"&$select="+selects+"&$expand="+expands+"&$search="+url.QueryEscape(filter.Phrase("ada")))
	if err != nil {
		t.Fatal(err)
	}
	left, _, err := o.Matching(people())
	if err != nil || ids(left) != "ada" {
		t.Fatalf("%s %v", ids(left), err)
	}
	got, err := o.Project(left[0])
	const want = `{"name":"Ada","tags":["a","b","a"],"home":{"city":"Ulm","country":{"id":"c1","wheels":4}},` +
		`"manager":{"id":"bob","name":"Bob O'Neil","nick":"bo","flag":false,"age":50,"price":2,"ratio":2.5,"color":"green","rights":"run","tags":[],"bonus":7,"grants":[1],` +
		`"reports@odata.count":0,"reports":[]},"reports":[],"reports@odata.count":0,"owned":[]}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
}

// TestAllBuilders: there is no builder that the test above does not have.
func TestAllBuilders(t *testing.T) {
	own, err := os.ReadFile("builders_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir("../../../filter")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file.Name(), "_test.go") || !strings.HasSuffix(file.Name(), ".go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), "../../../filter/"+file.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() || !makesCondition(f) {
				continue
			}
			found++
			if !strings.Contains(string(own), "filter."+f.Name.Name+"(") && !strings.Contains(string(own), "filter."+f.Name.Name+"[") {
				t.Errorf("no test evaluates filter.%s", f.Name.Name)
			}
		}
	}
	if found < 60 {
		t.Errorf("%d builders were found", found)
	}
}

// makesCondition says whether a function returns what conditions are made of.
func makesCondition(f *ast.FuncDecl) bool {
	if f.Type.Results == nil {
		return false
	}
	result := f.Type.Results.List[0].Type
	switch generic := result.(type) {
	case *ast.IndexExpr:
		result = generic.X
	case *ast.IndexListExpr:
		result = generic.X
	}
	name, ok := result.(*ast.Ident)
	return ok && slices.Contains([]string{"Filter", "Expression", "Collection"}, name.Name)
}

// TestLaws: conditions that are put together leave what their parts leave.
func TestLaws(t *testing.T) {
	all := builders()
	random := rand.New(rand.NewPCG(1, 2))
	pick := func() condition {
		c := all[random.IntN(len(all))]
		for range random.IntN(3) {
			c = []condition{filter.Not(c), c.And(all[random.IntN(len(all))]), c.Or(all[random.IntN(len(all))])}[random.IntN(3)]
		}
		return c
	}
	left := func(c condition) []string {
		entities, err := apply(t, c)
		if err != nil {
			t.Fatalf("%s: %v", c, err)
		}
		return strings.Fields(ids(entities))
	}
	for range 500 {
		a, b := pick(), pick()
		x, y := left(a), left(b)
		var both, either []string
		for _, id := range []string{"ada", "bob", "cid"} {
			if slices.Contains(x, id) && slices.Contains(y, id) {
				both = append(both, id)
			}
			if slices.Contains(x, id) || slices.Contains(y, id) {
				either = append(either, id)
			}
		}
		not := left(filter.Not(a))
		for _, law := range []struct {
			c    condition
			want []string
		}{
			{filter.And(a, b), both}, {filter.And(b, a), both}, {filter.Or(a, b), either}, {filter.Not(filter.Not(a)), x},
			{filter.Not(filter.And(filter.Not(a), filter.Not(b))), either}, {filter.Not(filter.Or(a, b)), left(filter.Not(a).And(filter.Not(b)))},
		} {
			if got := left(law.c); !slices.Equal(got, law.want) {
				t.Fatalf("%s\n got %v\nwant %v", law.c, got, law.want)
			}
		}
		for _, id := range not {
			if slices.Contains(x, id) {
				t.Fatalf("%s holds and does not hold for %s", a, id)
			}
		}
	}
}
