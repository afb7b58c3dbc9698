package filter_test

import (
	"fmt"
	"time"

	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/filter"
)

type Person struct{ odata.Undeclared }

// The properties of a person; csdlgen generates such variables.
var (
	personName    = filter.Property[*Person, string]{Name: "name"}
	personAge     = filter.Property[*Person, int32]{Name: "age"}
	personBorn    = filter.Property[*Person, time.Time]{Name: "born"}
	personEmails  = filter.CollectionProperty[*Person, filter.Item[string]]{Name: "emails"}
	personManager = filter.NavigationProperty[*Person, *Person]{Name: "manager"}
	personReports = filter.NavigationCollection[*Person, *Person]{Name: "reports"}
)

func ExampleFilter() {
	born := time.Date(1815, 12, 10, 0, 0, 0, 0, time.UTC)
	fmt.Println(filter.And(
		filter.StartsWith(personName, "O'"),
		filter.Or(filter.Ge(personBorn, born), filter.IsNull(personBorn)),
		filter.Any(personEmails, filter.EndsWith(filter.It[string](), "@example.com")),
		filter.Not(filter.Any(personReports, filter.Lt(personAge, 18))),
		filter.Eq(filter.Through(personManager, personName), "Ada"),
	))
	fmt.Println(filter.Gt(filter.Size(personReports), 3))
	fmt.Println(filter.Eq(filter.Year(personBorn), 1815))
	// Output:
	// startswith(name,'O''') and (born ge 1815-12-10T00:00:00Z or born eq null) and emails/any(x:endswith(x,'@example.com')) and not reports/any(x:x/age lt 18) and manager/name eq 'Ada'
	// reports/$count gt 3
	// year(born) eq 1815
}

// All reads page after page.
func ExampleEq() {
	fmt.Println(filter.Eq(personName, "O'Neil"))
	fmt.Println(filter.Eq(filter.Year(personBorn), 1815).And(filter.Gt(personAge, 30)))
	// Output:
	// name eq 'O''Neil'
	// year(born) eq 1815 and age gt 30
}

func ExampleWith() {
	fmt.Println(filter.ExpandText(filter.With(personReports).Select(personName).Filter(filter.Ge(personAge, 18)).Top(3)))
	// Output: reports($select=name;$filter=age ge 18;$top=3) <nil>
}

func ExampleOrderByText() {
	fmt.Println(filter.OrderByText(filter.Desc(personBorn), filter.Asc(filter.Length(personName))))
	// Output: born desc,length(name) <nil>
}

func ExampleRaw() {
	fmt.Println(filter.Raw[*Person]("name in ('Ada','Grace')").And(filter.IsNotNull(personManager)))
	// Output: (name in ('Ada','Grace')) and manager ne null
}
