package tape_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generated/graph"
	"github.com/csdlgen/csdlgen/odata"
	"github.com/csdlgen/csdlgen/odata/odatatest/tape"
)

// A batch in multipart form is text with CRLF, boundaries that differ from one run to the next, and parts that may say
// how long they are: what is secret in it is replaced as elsewhere, and it can be played.
func TestMultipartBatch(t *testing.T) {
	part := `{"id":"` + userID + `","mail":"` + mail + `"}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "multipart/mixed; boundary=b")
		_, _ = io.WriteString(w, strings.ReplaceAll("--b\nContent-Type: application/http\n\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: "+strconv.Itoa(len(part))+"\n\n"+part+"\n--b--\n", "\n", "\r\n"))
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "batch.http")
	run := func(f *failures) {
		on := tape.New(f, file, server.URL)
		c, err := graph.NewClient(on.URL, odata.WithHTTPClient(on.HTTPClient()), odata.WithMultipartBatches())
		if err != nil {
			t.Fatal(err)
		}
		var b odata.Batch
		user := odata.Add(&b, c.Users().Key("1").Get())
		if err := b.Do(context.Background()); err != nil {
			t.Fatal(err)
		}
		if got, err := user.Result(); err != nil || got.ID.Or("") == "" || got.Mail.Or("") == "" {
			t.Errorf("%v %v", got, err)
		}
		if said := f.finish(); said != "" {
			t.Error(said)
		}
	}
	t.Setenv(tape.Variable, "1")
	run(&failures{TB: t})
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), userID) || strings.Contains(string(text), mail) || strings.Contains(string(text), "Content-Length") || !strings.Contains(string(text), "person1@example.com") {
		t.Errorf("the file is\n%s", text)
	}
	t.Setenv(tape.Variable, "")
	run(&failures{TB: t})
}
