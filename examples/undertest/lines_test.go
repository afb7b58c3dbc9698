package undertest

// This file counts the lines of the tests, for the table of docs/testing.md: `go test ./examples/undertest -update`
// renews it.

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "renew the table")

// what says what the programs do, in the order of the table.
var what = []struct{ program, does string }{
	{"ActiveUsers", "list users with a filter, in order, by pages"},
	{"Promote", "change a user, and set a property to null"},
	{"NewTeam", "create a group"},
	{"Join", "add a member to a group"},
	{"MailOfMembers", "list the members of a group"},
	{"Invite", "send a mail, an action"},
	{"Unread", "list messages with a filter"},
	{"File", "change a message that somebody else changes, too"},
	{"Report", "upload a file, and read what became of it"},
	{"Sync", "follow the changes of users"},
	{"Greeting", "send a batch"},
	{"ReportUpdate", "create a windowsUpdateState"},
}

// linesOf are the lines of the tests in a file, and of everything else in it but imports and comments.
func linesOf(t *testing.T, name string) (tests map[string]int, others int) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	tests = map[string]int{}
	for _, d := range file.Decls {
		lines := fset.Position(d.End()).Line - fset.Position(d.Pos()).Line + 1
		f, isFunc := d.(*ast.FuncDecl)
		switch {
		case isFunc && strings.HasPrefix(f.Name.Name, "Test"):
			tests[strings.TrimPrefix(f.Name.Name, "Test")] = lines
		case isFunc:
			others += lines
		}
	}
	return tests, others
}

func TestLines(t *testing.T) {
	fake, more := linesOf(t, "fake_test.go")
	byHand, helpers := linesOf(t, "httptest_test.go")
	var table strings.Builder
	table.WriteString("| test | service in memory | handler |\n|---|---|---|\n")
	total, totalByHand := more, helpers
	for _, w := range what {
		fmt.Fprintf(&table, "| %s | %d | %d |\n", w.does, fake[w.program], byHand[w.program+"ByHand"])
		total, totalByHand = total+fake[w.program], totalByHand+byHand[w.program+"ByHand"]
		if fake[w.program] == 0 || byHand[w.program+"ByHand"] == 0 {
			t.Errorf("there are no two tests of %s", w.program)
		}
	}
	fmt.Fprintf(&table, "| functions around them | %d | %d |\n| all | %d | %d |\n", more, helpers, total, totalByHand)
	if len(what) != len(fake) || len(what) != len(byHand) {
		t.Errorf("%d programs have %d and %d tests", len(what), len(fake), len(byHand))
	}
	const page = "../../docs/testing.md"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), "| test | service in memory | handler |\n")
	_, after, ended := strings.Cut(rest, "\n\n")
	if !ok || !ended {
		t.Fatalf("%s has no table of lines", page)
	}
	want := before + table.String() + "\n" + after
	if want == string(text) {
		return
	}
	if !*update {
		t.Fatalf("the table of lines in %s is not up to date: go test ./examples/undertest -update renews it", page)
	}
	if err := os.WriteFile(page, []byte(want), 0o600); err != nil {
		t.Fatal(err)
	}
}
