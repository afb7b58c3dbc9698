package odatatest

// This file is what a service was asked: the log of its requests, and their comparison with a file.

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Requests returns the requests that have come, in their order.
func (s *Service) Requests() []Request { return s.log() }

// String is the request as HTTP, as far as it is the program's: the request line, the headers that the program or the
// runtime chose in alphabetical order, and the body, which is indented where it is JSON. No header that says who asks
// is in it.
func (r Request) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.Method, r.Path)
	for _, name := range sortedNames(r.Header) {
		fmt.Fprintf(&b, "%s: %s\n", name, strings.Join(r.Header[name], ", "))
	}
	if len(r.Body) > 0 {
		b.WriteString("\n" + strings.TrimSuffix(printable(r.Body), "\n") + "\n")
	}
	return b.String()
}

// sortedNames are the names of the headers that are printed: not those of the connection, nor those that differ between
// machines or say who asks.
func sortedNames(header map[string][]string) []string {
	var names []string
	for name := range header {
		switch name {
		case "User-Agent", "Accept-Encoding", "Content-Length", "Connection", "Authorization", "Cookie", "Host", "Transfer-Encoding":
		default:
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// printable is a body as text.
func printable(body []byte) string {
	text := jsontext.Value(bytes.Clone(body))
	if text.Indent(jsontext.WithIndent("  ")) == nil {
		return string(text)
	}
	return string(body)
}

// Golden compares the requests that have come with a file, and fails the test where they differ. The file is a txtar
// archive: a file "1 GET" for the first request, and so on. URLs of the service are written as if its root was
// https://service. The file is written anew where the test program has a flag -update that is set, or the environment
// variable UPDATE_GOLDEN is not empty.
func (s *Service) Golden(t TB, name string) {
	t.Helper()
	var b strings.Builder
	for i, r := range s.Requests() {
		fmt.Fprintf(&b, "-- %d %s --\n%s", i+1, r.Method, strings.ReplaceAll(r.String(), s.URL, "https://service"))
	}
	got := b.String()
	if updating() {
		err := os.MkdirAll(filepath.Dir(name), 0o755)
		if err == nil {
			err = os.WriteFile(name, []byte(got), 0o644)
		}
		if err != nil {
			t.Errorf("odatatest: %v", err)
		}
		return
	}
	file, err := os.ReadFile(name)
	if err != nil {
		t.Errorf("odatatest: %v; run the test with -update, or with UPDATE_GOLDEN=1, to write it", err)
		return
	}
	if want := strings.ReplaceAll(string(file), "\r\n", "\n"); got != want {
		t.Errorf("odatatest: the requests differ from %s; run the test with -update, or with UPDATE_GOLDEN=1, to renew it\n%s", name, firstDifference(want, got))
	}
}

// updating says whether files are to be written anew.
func updating() bool {
	if os.Getenv("UPDATE_GOLDEN") != "" {
		return true
	}
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// firstDifference shows the first line that differs, with those before it in its request.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	start := at
	for start > 0 && !strings.HasPrefix(a[min(start, len(a)-1)], "-- ") {
		start--
	}
	line := func(lines []string) string {
		if at < len(lines) {
			return lines[at]
		}
		return "(the end)"
	}
	return strings.Join(append(slices.Clone(b[start:at]), "- "+line(a), "+ "+line(b)), "\n")
}
