package query_test

import (
	"errors"
	"net/url"
	"strconv"
	"testing"

	"github.com/csdlgen/csdlgen/odata/odatatest/internal/query"
)

// What is wrong in a query, where, and what to do about it.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ option, value, want string }{
		{"$filter", "nam eq 1", `1: my.person has no property nam; did you mean name?`},
		{"$filter", "Name eq 'x'", `1: my.person has no property Name; did you mean name?`},
		{"$filter", "home/town eq 'x'", `6: my.address has no property town; it has city, zip, country`},
		{"$filter", "name eq 1", `6: eq cannot compare Edm.String with Edm.Int64; texts are in single quotes`},
		{"$filter", "age eq '1'", `5: eq cannot compare Edm.Int32 with Edm.String; only texts, enumeration members and durations are in quotes`},
		{"$filter", "guid eq '01234567-89ab-cdef-0123-456789abcdef'", `6: eq cannot compare Edm.Guid with Edm.String; only texts, enumeration members and durations are in quotes`},
		{"$filter", "born ge '2020-01-01T00:00:00Z'", `6: ge cannot compare Edm.DateTimeOffset with Edm.String; only texts, enumeration members and durations are in quotes`},
		{"$filter", "color eq 'blue'", `10: my.color has no member blue; it has red, green`},
		{"$filter", "color eq 'gren'", `10: my.color has no member gren; did you mean green?`},
		{"$filter", "color eq my.colour'red'", `10: there is no enumeration type my.colour`},
		{"$filter", "color eq my.rights'read'", `7: eq cannot compare my.color with my.rights`},
		{"$filter", "rights has 'fly'", `12: my.rights has no member fly; it has read, write, run`},
		{"$filter", "name has 'x'", `6: has needs a value of an enumeration type on its left and members of that type on its right, found Edm.String and Edm.String`},
		{"$filter", "tags eq 'a'", `6: eq cannot compare Collection(Edm.String) with Edm.String`},
		{"$filter", "homes/city eq 'x'", `7: city is below a collection of my.address; any(x:...) and all(x:...) look into its items`},
		{"$filter", "name/any(x:x eq 'a')", `6: any is of collections, and what is before it is a single value of the type Edm.String`},
		{"$filter", "tags/any(x:x)", `12: the argument of any is a condition, and this is of the type Edm.String`},
		{"$filter", "tags/all()", `10: found ")" where the variable of the lambda, as in any(x:x eq 1) is expected`},
		{"$filter", "tags/any(x:y eq 'a')", `12: my.person has no property y`},
		{"$filter", "name", `1: $filter is a condition, and this is of the type Edm.String`},
		{"$filter", "not name eq 'x'", `1: not binds more strongly than comparisons, and its operand is of the type Edm.String; put the condition in parentheses`},
		{"$filter", "age and flag", `1: and is between conditions, and this is of the type Edm.Int32`},
		{"$filter", "name add 1 eq 2", `6: add cannot calculate with Edm.String and Edm.Int64`},
		{"$filter", "blob lt binary'AA'", `6: lt compares values that have an order, and those of the type Edm.Binary have none`},
		{"$filter", "manager lt null", `9: lt compares values that have an order, and those of the type my.person have none`},
		{"$filter", "substringof('x',name)", `1: there is no function substringof; did you mean substring?`},
		{"$filter", "contains(name)", `1: contains takes (Edm.String, Edm.String), found (Edm.String)`},
		{"$filter", "contains(age,'1')", `1: contains takes (Edm.String, Edm.String), found (Edm.Int32, Edm.String)`},
		{"$filter", "year(clock) eq 1", `1: year takes (Edm.DateTimeOffset) or (Edm.Date), found (Edm.TimeOfDay)`},
		{"$filter", "my.car/wheels eq 4", `1: my.car does not derive from my.person`},
		{"$filter", "my.tank/wheels eq 4", `1: there is no entity or complex type my.tank`},
		{"$filter", "isof(my.tank)", `6: there is no type my.tank`},
		{"$filter", "cast(age,1) eq '1'", `10: the last argument of cast is the name of a type, as in cast(age,Edm.String)`},
		{"$filter", "isof('my.tank')", `6: there is no type my.tank`},
		{"$filter", "name eq 'x", `9: the text that begins here does not end with a quote (a quote in a text is doubled: 'O''Neil')`},
		{"$filter", "name eq", `8: found the end where a space after eq is expected`},
		{"$filter", "name eq ", `9: found the end where a property, a value or a function is expected`},
		{"$filter", "(name eq 'x'", `13: found the end where ")" is expected`},
		{"$filter", "name eq 'x')", `12: found ")" where an operator such as eq or and, or the end is expected`},
		{"$filter", "name == 'x'", `6: found "=" where an operator such as eq or and, or the end is expected`},
		{"$filter", "name eq 'x' && flag", `13: found "&" where an operator such as eq or and, or the end is expected`},
		{"$filter", "age eq 1L", `8: "1L" is not a literal; a number has no suffix, a text is in single quotes`},
		{"$filter", "day eq 2023-02-29", `8: found "2023-02-29", which is not a day of the calendar`},
		{"$filter", "span eq 'x'", `9: found "x" where a duration such as PT1H30M is expected`},
		{"$filter", "name eq \"x", `9: what begins here is not valid JSON`},
		{"$filter", "name eq @a", ``}, // null
		{"$filter", "$that/name eq 'x'", `1: $that does not exist; there are $it, $this and $count`},
		{"$filter", "nam in (1,2) or name in (1,'x',2)", "1: my.person has no property nam; did you mean name?\n22: in cannot compare Edm.String with Edm.Int64; texts are in single quotes\n22: in cannot compare Edm.String with Edm.Int64; texts are in single quotes"},
		{"$filter", "näme eq 1 and nom eq 2", "1: my.person has no property näme; did you mean name?\n15: my.person has no property nom"},
		{"$filter", "", `1: found the end where a property, a value or a function is expected`},
		{"$orderby", "tags", `1: $orderby sorts by values that have an order, and those of the type Collection(Edm.String) have none`},
		{"$orderby", "photo", `1: $orderby sorts by values that have an order, and those of the type Edm.Stream have none`},
		{"$orderby", "name up", `6: found "up" where an operator such as eq or and, or the end is expected`},
		{"$orderby", "name,", `6: found the end where a property, a value or a function is expected`},
		{"$select", "name,mail", `6: my.person has no property mail`},
		{"$select", "home/town", `6: my.address has no property town; it has city, zip, country`},
		{"$select", "my.car/wheels", `1: my.car does not derive from my.person`},
		{"$select", "id,my.boss", `4: my.boss ends in a type, and not in a property`},
		{"$select", "my.demote", `1: there is no type and no operation my.demote`},
		{"$select", "name/first", `6: first is below a value of the type Edm.String, which has no properties`},
		{"$select", "homes($expand=country)", `7: $expand is not an option here; there are $filter, $search, $count, $orderby, $skip, $top, $select`},
		{"$select", "home($top=1)", `6: $top is of collections, and this is a single value of the type my.address`},
		{"$expand", "name", `1: name is not a navigation property`},
		{"$expand", "home", `1: the path does not end in a navigation property`},
		{"$expand", "boss", `1: my.person has no property boss; did you mean born?`},
		{"$expand", "manager/reports", `9: reports is below the navigation property manager; what is below one is expanded by options, as in manager($expand=reports)`},
		{"$expand", "manager($filter=flag)", `9: $filter is of collections, and this is a single value of the type my.person`},
		{"$expand", "*,*($levels=2)", `3: * is there twice`},
		{"$expand", "owned,owned/my.car", `7: owned/my.car is expanded twice`},
		{"$expand", "manager,manager", `9: manager is expanded twice`},
		{"$expand", "reports($select=mail;$filter=nam eq 1)", "17: my.person has no property mail\n30: my.person has no property nam; did you mean name?"},
		{"$expand", "reports($top=x)", `14: found "x" where a number of items, 0 or more is expected`},
		{"$expand", "reports($levels=0)", `17: found "0" where a number of levels from 1 to 100, or max is expected`},
		{"$expand", "reports/$count($top=1)", `16: $top is not an option here; there are $filter, $search`},
		{"$expand", "reports($filter=flag", `21: found the end where an operator, ";" or ")" is expected`},
		{"$top", "-1", `1: found "-" where a number of items, 0 or more is expected`},
		{"$top", "99999999999", `1: found "99999999999" where a number of items, 0 or more is expected`},
		{"$count", "yes", `1: found "yes" where true or false is expected`},
		{"$search", "(a OR", `6: found the end where a word, or a phrase in double quotes is expected`},
		{"$search", `"a`, `1: the phrase that begins here does not end with a double quote`},
		{"$fitler", "flag", `0: there is no such query option; did you mean $filter?`},
	} {
		_, err := parse(t, "Collection(my.person)", c.option+"="+url.QueryEscape(c.value))
		if got := placed(err); got != c.want {
			t.Errorf("%s=%s\n got %s\nwant %s", c.option, c.value, got, c.want)
		}
		if isUnsupported(err) {
			t.Errorf("%s=%s is said to be right", c.option, c.value)
		}
	}
}

// What is right and cannot be evaluated is said to be so.
func TestUnsupported(t *testing.T) {
	for query, want := range map[string]string{
		"$filter=geo.distance(place,geography'SRID=4326;Point(1 2)') lt 10": `1: geo.distance cannot be evaluated here`,
		"$filter=matchespattern(name,'(?=x)')":                              `21: the regular expression (?=x) has a group that begins with (?, which cannot be evaluated here`,
		`$filter=matchespattern(name,'(a)\1')`:                              `21: the regular expression (a)\1 has \1, which cannot be evaluated here`,
		"$filter=matchespattern(name,'[')":                                  "21: the regular expression [ cannot be evaluated: error parsing regexp: missing closing ]: `[`",
		"$filter=$it/my.isOld()":                                            `5: my.isOld is a function of the service, which cannot be evaluated here`,
		"$filter=my.isOld(p=1)":                                             `1: my.isOld is a function of the service, which cannot be evaluated here`,
		"$filter=name eq $root/people('x')/name":                            `9: $root, which leads to other resources, cannot be evaluated here`,
		"$filter=name/@my.term eq 'x'":                                      `6: @my.term is an annotation, which cannot be evaluated here`,
		"$filter=place eq geography'SRID=4326;Point(1 2)'":                  `7: values of the type Edm.GeographyPoint can be compared with null alone`,
		"$filter=cast(tags,Collection(Edm.Int32))/$count eq 1":              `1: cast of Collection(Edm.String) as Collection(Edm.Int32) cannot be evaluated here`,
		"$apply=aggregate($count as n)":                                     `1: $apply cannot be evaluated here`,
		"$compute=age add 1 as next":                                        `1: $compute cannot be evaluated here`,
		"$expand=photo":                                                     `1: photo is a stream, which cannot be expanded here`,
	} {
		_, err := parse(t, "Collection(my.person)", query)
		if got := placed(err); got != want || !isUnsupported(err) {
			t.Errorf("%s\n got %s\nwant %s", query, got, want)
		}
	}
}

// placed are the columns and reasons of complaints.
func placed(err error) string {
	var all query.Errors
	if !errors.As(err, &all) {
		return ""
	}
	var text string
	for i, e := range all {
		if i > 0 {
			text += "\n"
		}
		text += strconv.Itoa(e.Column) + ": " + e.Reason
	}
	return text
}

func isUnsupported(err error) bool {
	var e *query.Error
	return errors.As(err, &e) && e.Unsupported
}
