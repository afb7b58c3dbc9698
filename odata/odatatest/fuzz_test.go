package odatatest_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// FuzzService: whatever is asked of a service, there is an answer with a status that means something, and the next
// request is answered too.
func FuzzService(f *testing.F) {
	files, err := filepath.Glob("testdata/service/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, exchange := range strings.Split(string(text), ">>> ")[1:] {
			request, _, _ := strings.Cut(exchange, "\n<<<")
			line, rest, _ := strings.Cut(request, "\n")
			method, path, _ := strings.Cut(line, " ")
			f.Add(method, path, rest[max(strings.LastIndexByte(rest, '\n'), 0):])
		}
	}
	svc := odatatest.NewService(&recorder{}, shop(everything()...))
	for _, setup := range []string{`{"name":"a","parts":[{}],"label":{},"size":{"width":1},"category":{"code":"x"},"tags":["a"]}`, `{"name":"b","related":[{"@id":"products(1)"}]}`} {
		answerOf(f, "POST /products\n"+setup, svc.URL)
	}
	f.Fuzz(func(t *testing.T, method, path, body string) {
		r, err := http.NewRequest(method, svc.URL+"/", strings.NewReader(body))
		if err != nil || method == "CONNECT" || !strings.HasPrefix(path, "/") {
			t.Skip()
		}
		if r.URL, err = r.URL.Parse(svc.URL + path); err != nil || r.URL.Host != strings.TrimPrefix(svc.URL, "http://") {
			t.Skip()
		}
		r.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatalf("%s %s %q: %v", method, path, body, err)
		}
		defer answer.Body.Close()
		if text, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode == http.StatusInternalServerError {
			t.Fatalf("%s %s %q: %d %s %v", method, path, body, answer.StatusCode, text, err)
		}
	})
}
