package edm_test

import (
	"fmt"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
)

func ExampleDurationOf() {
	d := edm.DurationOf(90 * time.Minute)
	back, err := d.Std()
	fmt.Println(d, back, err)
	// Output: PT1H30M 1h30m0s <nil>
}

func ExampleParseDecimal() {
	d, err := edm.ParseDecimal("0.10")
	fmt.Println(d, d.Compare(edm.DecimalOf(1, 1)), err)
	// Output: 0.10 0 <nil>
}

func ExampleParseDateTimeOffset() {
	t, err := edm.ParseDateTimeOffset("2016-12-31T23:59:18.0955018-08:00")
	fmt.Println(t, err)
	// Output: 2016-12-31 23:59:18.0955018 -0800 -0800 <nil>
}

func ExampleDate() {
	d, err := edm.ParseDate("2020-02-29")
	fmt.Println(d, d.Compare(edm.DateOf(time.Date(2021, time.March, 1, 0, 0, 0, 0, time.UTC))), err)
	// Output: 2020-02-29 -1 <nil>
}

func ExampleTimeOfDay() {
	t, err := edm.ParseTimeOfDay("07:30")
	fmt.Println(t, err)
	// Output: 07:30:00 <nil>
}
