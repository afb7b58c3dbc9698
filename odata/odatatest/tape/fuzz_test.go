package tape

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
)

// Whatever a body is, a tape gives it back.
func FuzzBody(f *testing.F) {
	for _, body := range []string{"", "\n", "a", "a\n\n", "# a\n\\b\n", "### 200\n", `{"a":[1.50,"é"]}`, "{\n\"a\": 1}\n", `{"a":1,"a":2}`, "\xff\r\n\x00", "a\r\n\r\n# b\r\n", "a\r\nb\n", "a\rb", `"\/"`} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		m := message{header: http.Header{"Accept": {"text/plain"}}, body: body}
		text := format([]exchange{{"PUT", "https://service.example/a", m, 200, m}, {"GET", "https://service.example/b", message{}, 204, message{}}})
		read, err := parse(text)
		if err != nil || len(read) != 2 {
			t.Fatalf("%d exchanges, %v\n%s", len(read), err, text)
		}
		if !bytes.Equal(read[0].ask.body, body) || !bytes.Equal(read[0].answer.body, body) || len(read[0].ask.header) != 1 {
			t.Errorf("%q came back as %q and %q, with %v\n%s", body, read[0].ask.body, read[0].answer.body, read[0].ask.header, text)
		}
	})
}

// Whatever is in a file, it is exchanges or an error.
func FuzzParse(f *testing.F) {
	f.Add("### 1\nGET https://service.example/users\nAccept: */*\n\n### 200\nTape-Body: base64\n\nAAAA\n")
	f.Add("### 1\n")
	f.Fuzz(func(t *testing.T, text string) {
		read, err := parse(text)
		if err == nil && len(read) != strings.Count("\n"+strings.ReplaceAll(text, "\r\n", "\n"), "\n### ")/2 {
			t.Errorf("%d exchanges of\n%s", len(read), text)
		}
	})
}
