package tape_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/odata/odatatest/tape"
)

// The service of these tests knows a user of whom nothing may be published.
const (
	userID  = "87d349ed-44d7-43e1-9a83-5f2406dee5bd"
	longID  = "AAMkAGI2TG93AAA_3f+x/Qe=="
	mail    = "ada.lovelace@contoso.com"
	secret  = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2dyYXBo.c2lnbmF0dXJl"
	picture = "\x89PNG\r\n\x1a\n\x00"
	report  = "name,size\n#1,2\n\\3,4\n\n"
)

// service answers as a service with a second host would. storage is the URL of that.
func service(storage *string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		here := "http://" + r.Host + "/v1.0"
		w.Header().Set("Request-Id", userID)
		switch r.Method + " " + r.URL.Path {
		case "GET /v1.0/users":
			if r.Header.Get("Authorization") != "Bearer "+secret {
				http.Error(w, "who are you?", http.StatusUnauthorized)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"@odata.context":"%s/$metadata#users","@odata.nextLink":"%s/users?$skiptoken=abc%%2Bdef","value":[{"id":"%s","mail":"%s","size":1.50,"drive":{"id":"%s"}}]}`, here, here, userID, mail, longID)
		case "GET /v1.0/users/" + userID + "/photo/$value":
			fmt.Fprint(w, picture)
		case "GET /v1.0/report":
			http.Redirect(w, r, *storage+"/files/report.csv?sig=verysecret%3D&v=1", http.StatusFound)
		case "POST /v1.0/drives/" + longID + "/items":
			body, _ := io.ReadAll(r.Body)
			w.WriteHeader(http.StatusCreated)
			w.Write(body)
		case "GET /files/report.csv":
			fmt.Fprint(w, report)
		default:
			http.Error(w, "nothing here: "+r.URL.Path, http.StatusNotFound)
		}
	}
}

// program is what uses the service. It returns what it was told. What it asks depends on the answers.
func program(t *testing.T, on *tape.Tape, token string) []string {
	t.Helper()
	var told []string
	call := func(method, url, body string) string {
		request, err := http.NewRequest(method, url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := on.HTTPClient().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		told = append(told, fmt.Sprintf("%d %s", response.StatusCode, text))
		return string(text)
	}
	users := call("GET", on.URL+"/users", "")
	between := func(text, from, to string) string {
		_, text, _ = strings.Cut(text, from)
		text, _, _ = strings.Cut(text, to)
		return text
	}
	id, drive := between(users, `[{"id":"`, `"`), between(users, `"drive":{"id":"`, `"`)
	call("GET", between(users, `"@odata.nextLink":"`, `"`), "")
	call("GET", on.URL+"/users/"+id+"/photo/$value", "")
	call("POST", on.URL+"/drives/"+strings.ReplaceAll(drive, "/", "%2F")+"/items", "{\n \"name\": \""+between(users, `"mail":"`, `"`)+"\"}")
	call("GET", on.URL+"/report", "")
	return told
}

// failures is a test that counts as failed by what it was told.
type failures struct {
	testing.TB
	texts    []string
	cleanups []func()
}

func (f *failures) Errorf(format string, args ...any) {
	f.texts = append(f.texts, fmt.Sprintf(format, args...))
}
func (f *failures) Cleanup(c func()) { f.cleanups = append(f.cleanups, c) }
func (f *failures) finish() string {
	for _, c := range f.cleanups {
		c()
	}
	return strings.Join(f.texts, "\n")
}

// recorded records the program and returns the file, and what the program was told.
func recorded(t *testing.T, options ...tape.Option) (file string, told []string) {
	t.Helper()
	var storageURL string
	server, storage := httptest.NewServer(service(&storageURL)), httptest.NewServer(service(&storageURL))
	defer server.Close()
	defer storage.Close()
	storageURL = storage.URL
	file = filepath.Join(t.TempDir(), "testdata", "users.http")
	t.Setenv(tape.Variable, "1")
	f := &failures{TB: t}
	told = program(t, tape.New(f, file, server.URL+"/v1.0", options...), secret)
	if said := f.finish(); said != "" {
		t.Fatal(said)
	}
	t.Setenv(tape.Variable, "")
	return file, told
}

func TestNothingSecretIsWritten(t *testing.T) {
	file, told := recorded(t, tape.Replace("report", "paper"))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{userID, longID, "AAMkAGI2", mail, "contoso", secret, "abc%2Bdef", "verysecret", "Bearer", "127.0.0.1", "report"} {
		if !strings.Contains(strings.Join(told, "\n"), secret) && !strings.Contains("Bearer 127.0.0.1 verysecret report "+secret, secret) {
			t.Errorf("the program was not told %q: the test tests nothing", secret)
		}
		if bytes.Contains(text, []byte(secret)) {
			t.Errorf("%q is in the file:\n%s", secret, text)
		}
	}
	for _, kept := range []string{"GET https://service.example/v1.0/users\n", `"size": 1.50`, "person1@example.com", "https://host2.example/files/paper.csv?sig=token-2&v=1"} {
		if !bytes.Contains(text, []byte(kept)) {
			t.Errorf("%q is not in the file:\n%s", kept, text)
		}
	}
}

// The program is told what the service told it, with other texts for what was replaced.
func TestPlay(t *testing.T) {
	file, told := recorded(t)
	f := &failures{TB: t}
	on := tape.New(f, file, "https://graph.example/v1.0")
	got := program(t, on, "none")
	if said := f.finish(); said != "" {
		t.Error(said)
	}
	root := strings.TrimSuffix(on.URL, "/v1.0")
	normal := strings.NewReplacer(root, "ORIGIN", "00000000-0000-4000-8000-000000000001", userID, "person1@example.com", mail, "id-1", longID, "token-1", "abc%2Bdef").Replace(strings.Join(got, "\n"))
	_, rest, _ := strings.Cut(told[0], `"http://`)
	address, _, _ := strings.Cut(rest, "/")
	if diff := cmp.Diff(strings.ReplaceAll(strings.Join(told, "\n"), "http://"+address, "ORIGIN"), normal); diff != "" {
		t.Errorf("told when recorded (-) and played (+):\n%s", diff)
	}
	if got[len(got)-1] != "200 "+report {
		t.Errorf("the report is %q", got[len(got)-1])
	}
}

func TestWhatIsNotOnTheTapeFails(t *testing.T) {
	file, _ := recorded(t)
	f := &failures{TB: t}
	on := tape.New(f, file, "https://graph.example/v1.0")
	for _, request := range [][3]string{{"GET", "/groups", ""}, {"POST", "/drives/id-1/items", `{"name":"other"}`}} {
		r, err := http.NewRequest(request[0], on.URL+request[1], strings.NewReader(request[2]))
		if err != nil {
			t.Fatal(err)
		}
		response, err := on.HTTPClient().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusInternalServerError {
			t.Errorf("%v is %d", request, response.StatusCode)
		}
	}
	said := f.finish()
	for _, want := range []string{
		"GET https://service.example/v1.0/groups is not on the tape, or was asked more often than it is; run the test with ODATA_RECORD=1",
		"was asked with the body\n{\"name\":\"other\"}\nand is on the tape with\n{\n \"name\": \"person1@example.com\"}",
		"users.http has GET https://service.example/v1.0/users, which was not asked",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
}

func TestKeep(t *testing.T) {
	file, _ := recorded(t, tape.Keep(userID), tape.Replace("Ada", "Eva"))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte("/users/"+userID+"/photo")) {
		t.Errorf("the identifier is not in the file:\n%s", text)
	}
}

func TestFaultyFiles(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "was not asked"}, // an empty tape is one; see below
		{"GET /users\n", `line 1: expected "### " and the number of a request`},
		{"### 1\nGET /users\n", `line 2: "GET /users" is not a method and a whole URL`},
		{"### 1\nGET https://service.example/users\nAccept\n", `line 3: "Accept" is not a header`},
		{"### 1\nGET https://service.example/users\n\n### ok\n", `line 4: "### ok" is not "### " and a status`},
		{"### 1\nGET https://service.example/users\n\n### 200\nTape-Body: gzip\n\nx\n", `Tape-Body is base64, crlf or text, and not "gzip"`},
	} {
		file := filepath.Join(t.TempDir(), "users.http")
		if err := os.WriteFile(file, []byte(test.text), 0o644); err != nil {
			t.Fatal(err)
		}
		f := &failures{TB: t}
		tape.New(f, file, "https://graph.example")
		if said := f.finish(); test.text != "" && !strings.Contains(said, test.want) || test.text == "" && said != "" {
			t.Errorf("%q: %q; want %q", test.text, said, test.want)
		}
	}
	f := &failures{TB: t}
	tape.New(f, "missing.http", "https://graph.example")
	if said := f.finish(); !strings.Contains(said, "missing.http") || !strings.Contains(said, "ODATA_RECORD=1 to record it") {
		t.Error(said)
	}
}
