package odatatest_test

// This file tests what the service in memory answers, by the exchanges in testdata/service. A file is requests (>>>),
// each with its answer (<<<) and with what it fails the test for (!!!). go test -update renews answers.

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/odatatest"
)

var update = flag.Bool("update", false, "renew the answers in testdata")

func TestExchanges(t *testing.T) {
	files, err := filepath.Glob("testdata/service/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			test := &recorder{}
			svc := odatatest.NewService(test, shop(everything()...), odatatest.PageSize(3), odatatest.Upsert())
			got := converse(t, svc, test, string(text))
			test.finish()
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != string(text) {
				t.Errorf("the exchange differs from %s:\n%s", file, got)
			}
		})
	}
}

// converse sends the requests of a text and returns it with the answers that came.
func converse(t *testing.T, svc *odatatest.Service, test *recorder, text string) string {
	t.Helper()
	head, exchanges, _ := strings.Cut(text, ">>> ")
	out := head
	for exchange := range strings.SplitSeq(exchanges, "\n>>> ") {
		request, _, _ := strings.Cut(exchange, "\n<<< ")
		request, comment, _ := strings.Cut(request, "\n#")
		if comment != "" {
			comment = "\n#" + comment
		}
		request = strings.TrimSuffix(request, "\n")
		out += ">>> " + request + comment + "\n<<< " + strings.ReplaceAll(answerOf(t, request, svc.URL), svc.URL, "https://service")
		test.mu.Lock()
		for _, failure := range test.failures {
			out += "!!! " + strings.ReplaceAll(strings.TrimSuffix(failure, "\n"), "\n", "\n    ") + "\n"
		}
		test.failures = nil
		test.mu.Unlock()
		out += "\n"
	}
	return strings.TrimSuffix(out, "\n")
}

// answerOf sends a request - a request line, headers, and a body - and returns its answer.
func answerOf(t testing.TB, request, root string) string {
	t.Helper()
	lines := strings.Split(request, "\n")
	method, path, _ := strings.Cut(lines[0], " ")
	at := 1
	header := http.Header{}
	for at < len(lines) && strings.Contains(lines[at], ": ") && !strings.HasPrefix(lines[at], "{") {
		name, value, _ := strings.Cut(lines[at], ": ")
		header.Set(name, value)
		at++
	}
	body := strings.ReplaceAll(strings.Join(lines[at:], "\n"), "https://service", root)
	r, err := http.NewRequest(method, root+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = header
	if strings.HasPrefix(body, "{") && header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d\n", answer.StatusCode)
	for _, name := range []string{"Location", "OData-EntityId", "ETag", "Preference-Applied", "Content-Range"} {
		if value := answer.Header.Get(name); value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	if kind := answer.Header.Get("Content-Type"); kind != "" && kind != "application/json;odata.metadata=minimal" {
		fmt.Fprintf(&b, "Content-Type: %s\n", kind)
	}
	if len(content) > 0 {
		b.WriteString(string(content) + "\n")
	}
	return b.String()
}
