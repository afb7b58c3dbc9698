// Command table prints what generated packages and csdlgen cost, each figure beside its floor that is measured in the
// same run, with the budget: what programs cost to build, what all of a large service costs, how fast JSON is read and
// written, and how fast csdlgen generates. It is run in the folder of the module bench, takes about ten minutes, and
// needs a machine that does nothing else. What needs the schemas in ../../shared/data is left out where they are
// missing.
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
)

// row is a line of the table. A budget is a ratio to the floor, or a figure where there is no floor.
type row struct {
	what, unit  string
	beside      string // what the floor is
	floor, ours float64
	most        float64 // the budget; 0 for none
	faster      bool    // whether the ratio is how many times as fast as the floor, and the budget the least
}

func main() {
	runs := flag.Int("n", 3, "how often each program is built with an empty cache; the fastest counts")
	only := flag.String("only", "build,whole,json,generate", "the parts of the table")
	flag.Parse()
	if err := run(*runs, strings.Split(*only, ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(runs int, parts []string) error {
	temp, err := os.MkdirTemp("", "table")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	var rows []row
	for _, part := range parts {
		var more []row
		switch part {
		case "build":
			more, err = buildRows(temp, runs)
		case "whole":
			more, err = wholeRows(temp)
		case "json":
			more, err = jsonRows()
		case "generate":
			more, err = generateRows(temp)
		default:
			err = fmt.Errorf("there is no part %q", part)
		}
		if err != nil {
			return err
		}
		rows = append(rows, more...)
	}
	return print(rows)
}

// print prints the table. What misses its budget is marked.
func print(rows []row) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "what\tunit\tfloor\t\tcsdlgen\tratio\tbudget\t")
	for _, r := range rows {
		ratio, budget, missed := "", "", ""
		of := r.ours
		if r.floor > 0 {
			of = r.ours / r.floor
			if r.faster {
				of = r.floor / r.ours
			}
			ratio = strconv.FormatFloat(of, 'f', 2, 64)
		}
		if r.most > 0 {
			budget = strconv.FormatFloat(r.most, 'g', 3, 64)
			if of > r.most && !r.faster || of < r.most && r.faster {
				missed = "missed"
			}
		}
		floor := ""
		if r.floor > 0 {
			floor = figure(r.floor)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.what, r.unit, r.beside, floor, figure(r.ours), ratio, budget, missed)
	}
	return w.Flush()
}

// figure prints three digits.
func figure(f float64) string {
	switch {
	case f >= 100:
		return strconv.FormatFloat(f, 'f', 0, 64)
	case f >= 10:
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	return strconv.FormatFloat(f, 'f', 2, 64)
}
