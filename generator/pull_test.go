package generator

// This file tests pulling: what comes over the network and what does not, and that a file that is there stays as it is
// whenever anything is wrong.

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/metadata/compare"
)

const shopDocument = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="size" Type="Edm.Int32"/>
<NavigationProperty Name="owner" Type="s.owner" Partner="things"/></EntityType>
<EntityType Name="owner"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="name" Type="Edm.String"/>
<NavigationProperty Name="things" Type="Collection(s.thing)" Partner="owner"/></EntityType>
<EntityContainer Name="all"><EntitySet Name="things" EntityType="s.thing"/><EntitySet Name="owners" EntityType="s.owner"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// puller pulls into a folder of its own.
type puller struct {
	t      *testing.T
	config *Config
}

func newPuller(t *testing.T, source string, lines ...string) *puller {
	return &puller{t, &Config{
		File: "csdlgen.yaml", Dir: t.TempDir(), Metadata: Text{Text: "shop.xml"}, Source: Text{Text: source}, Package: Text{Text: "shop"}, Select: textsOf(lines),
	}}
}

func (p *puller) path() string { return filepath.Join(p.config.Dir, "shop.xml") }

// pull pulls and writes.
func (p *puller) pull(options PullOptions) *Pulled {
	p.t.Helper()
	pulled, err := Pull(p.t.Context(), p.config, options)
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := pulled.Write(); err != nil {
		p.t.Fatal(err)
	}
	return pulled
}

// fails pulls, which must fail with an error that has the text, and change nothing in the folder.
func (p *puller) fails(options PullOptions, want string) {
	p.t.Helper()
	before, _ := os.ReadFile(p.path())
	_, err := Pull(p.t.Context(), p.config, options)
	if err == nil || !strings.Contains(err.Error(), want) {
		p.t.Errorf("the error is\n%v\nand not\n%s", err, want)
	}
	after, _ := os.ReadFile(p.path())
	if !bytes.Equal(before, after) {
		p.t.Errorf("after %q the file is another one:\n%s", want, after)
	}
	if entries, _ := os.ReadDir(p.config.Dir); len(entries) > 1 {
		p.t.Errorf("%v are in the folder", entries)
	}
}

func TestPullFromAServer(t *testing.T) {
	text, asked := shopDocument, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Header().Set("ETag", fmt.Sprintf(`"%d"`, len(text)))
		if r.Header.Get("If-None-Match") == w.Header().Get("ETag") {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			t.Error("the request does not accept gzip")
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write([]byte(text))
		_ = z.Close()
	}))
	defer server.Close()
	p := newPuller(t, server.URL+"/$metadata?key=verborgen", "GET /things/{id}")
	var told int64
	options := PullOptions{Cache: filepath.Join(t.TempDir(), "cache"), Progress: func(done, _ int64) { told = done }}
	first := p.pull(options)
	if told != int64(len(shopDocument)) {
		t.Errorf("progress ends with %d bytes", told)
	}
	if !first.First || first.NotModified || first.Changes != nil || first.Size != len(shopDocument) || strings.Contains(string(first.Text), "verborgen") {
		t.Errorf("the first pull: %+v\n%s", first, first.Text)
	}
	if strings.Contains(string(first.Text), "owner") {
		t.Errorf("the slice has what nobody selects:\n%s", first.Text)
	}

	again := p.pull(options)
	if written, err := again.Write(); written || err != nil || !again.NotModified || len(again.Changes) != 0 || again.Reselected {
		t.Errorf("the second pull: %v %v %+v", written, err, again)
	}

	// The whole is there, though it was not downloaded: another selection can be cut.
	p.config.Select = textsOf([]string{"GET /things/{id}", "GET /things/{id}/owner"})
	more := p.pull(options)
	if !more.NotModified || !more.Reselected || !strings.Contains(string(more.Text), `NavigationProperty Name="owner"`) || !strings.Contains(string(more.Text), "Partner") {
		t.Errorf("another selection: %+v\n%s", more, more.Text)
	}
	if _, err := Generate(t.Context(), p.config); err != nil {
		t.Error(err)
	}

	text = strings.Replace(shopDocument, `"size" Type="Edm.Int32"`, `"size" Type="Edm.String"`, 1)
	changed := p.pull(options)
	if changed.NotModified || len(changed.Changes) != 1 || changed.Changes[0].Name != "s.thing/size" || changed.Changes[0].Class != compare.Wire || changed.Changes[0].Names[0] != "Thing.Size" {
		t.Errorf("a change: %+v", changed.Changes)
	}
	if asked != 4 {
		t.Errorf("the server was asked %d times", asked)
	}
	text = shopDocument
	if p.pull(PullOptions{}).NotModified {
		t.Error("without a cache, nothing can be unchanged")
	}
}

func TestPullOfWhatIsNoMetadata(t *testing.T) {
	mux := http.NewServeMux()
	answer := func(path string, code int, text string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			_, _ = w.Write([]byte(text))
		})
	}
	answer("/shop", 200, shopDocument)
	answer("/odata/$metadata", 200, shopDocument)
	answer("/html", 200, "<!DOCTYPE html><html><body>Sign in</body></html>")
	answer("/nothing", 200, "")
	answer("/blank", 200, "\n\n")
	answer("/401", 401, "no")
	answer("/500", 500, "oops")
	answer("/cut", 200, shopDocument[:300])
	answer("/another", 200, strings.NewReplacer(`"s"`, `"b"`, `"thing"`, `"account"`, `"owner"`, `"holder"`, "s.owner", "b.holder", "s.thing", "b.account").Replace(shopDocument))
	mux.HandleFunc("/304", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/huge", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "10000000000")
		_, _ = w.Write([]byte(shopDocument))
	})
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for line := bytes.Repeat([]byte(" "), 1<<20); r.Context().Err() == nil; {
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/breaks", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		_, _ = w.Write([]byte(shopDocument))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	p := newPuller(t, server.URL+"/shop", "GET /things/{id}")
	p.pull(PullOptions{})
	for path, want := range map[string]string{
		"/html":    "this is an HTML page, not metadata; it may be a sign-in or error page",
		"/nothing": "csdlgen.yaml: cannot read " + server.URL + "/nothing: it is empty; correct the URL, or download the document yourself and run csdlgen pull --from FILE",
		"/blank":   "it is empty",
		"/401": "the server responded with 401 Unauthorized; put an access token into the environment variable CSDLGEN_TOKEN, or download the document yourself " +
			"and run csdlgen pull --from FILE",
		"/500":     "cannot read " + server.URL + "/500: the server responded with 500 Internal Server Error; try again later, or download the document yourself and run csdlgen pull --from FILE",
		"/304":     "the server responded with 304 Not Modified; correct the URL, or download",
		"/loop":    "the server redirects more than 10 times; correct the URL, or download",
		"/huge":    "it is 10000000000 bytes long, and the limit is 67108864 bytes; correct the URL, or download",
		"/endless": "it is larger than 67108864 bytes; correct the URL, or download",
		"/slow":    "the download took longer than 300ms; allow it more time by --timeout, or download",
		"/cut":     server.URL + "/cut:",
		"/breaks":  "the download broke off (unexpected EOF); try again later, or download",
		"/another": server.URL + "/another describes a different service from " + p.path() + ": they have no type in common (b and s); correct source:, or remove " + p.path(),
	} {
		p.config.Source.Text = server.URL + path
		options := PullOptions{}
		if path == "/slow" {
			options.Timeout = 300 * time.Millisecond
		}
		p.fails(options, want)
	}
	p.config.Source.Text = server.URL + "/odata/" // its $metadata is meant
	if got := p.pull(PullOptions{}).Source; got != server.URL+"/odata/$metadata" {
		t.Errorf("the root of the service is read at %s", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	p.config.Source.Text = server.URL + "/slow"
	if _, err := Pull(ctx, p.config, PullOptions{}); err == nil || !strings.Contains(err.Error(), "the download was interrupted") {
		t.Errorf("an interrupted pull: %v", err)
	}
	p.config.Source.Text = server.URL + "/shop"
	p.fails(PullOptions{SHA256: "00"}, "its SHA-256 is "+sha256Of([]byte(shopDocument))+"; 00 is expected")
	p.pull(PullOptions{SHA256: strings.ToUpper(sha256Of([]byte(shopDocument)))})
}

// A token goes to the origin of the URL and nowhere else.
func TestTokenOfPull(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("another origin got the token")
		}
		_, _ = w.Write([]byte(shopDocument))
	}))
	defer other.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Authorization") != "Bearer geheim":
			w.WriteHeader(http.StatusForbidden)
		case r.URL.Path == "/elsewhere":
			http.Redirect(w, r, other.URL, http.StatusFound)
		default:
			_, _ = w.Write([]byte(shopDocument))
		}
	}))
	defer server.Close()
	p := newPuller(t, server.URL+"/shop", "GET /things/{id}")
	p.pull(PullOptions{Token: "geheim"})
	p.fails(PullOptions{Token: "falsch"}, "403 Forbidden; the token was not accepted: it may have expired")
	p.config.Source.Text = server.URL + "/elsewhere"
	p.fails(PullOptions{Token: "geheim"}, "redirects to another origin")
	p.config.References.Text = referencesURLs
	p.pull(PullOptions{Token: "geheim"})
	p.config.Source.Text = "http://shop.example/$metadata"
	p.fails(PullOptions{Token: "geheim"}, "a token is not sent over plain http; use https")
}

func TestPullFromStandardInputAndFiles(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte(shopDocument))
	_ = z.Close()
	p := newPuller(t, "", "GET /things/{id}")
	p.fails(PullOptions{}, "the configuration does not say where the whole document is; add the line: source: URL-OR-FILE")
	p.pull(PullOptions{From: "-", Stdin: strings.NewReader(shopDocument)})
	want, _ := os.ReadFile(p.path())
	p.pull(PullOptions{From: "-", Stdin: bytes.NewReader(zipped.Bytes())})
	if got, _ := os.ReadFile(p.path()); !bytes.Equal(got, want) {
		t.Errorf("of the compressed document:\n%s", got)
	}
	p.fails(PullOptions{From: "-", Stdin: bytes.NewReader(zipped.Bytes()[:100])}, "cannot read standard input: its gzip data is damaged")
	p.fails(PullOptions{From: "-", Stdin: strings.NewReader("")}, "cannot read standard input: it is empty; give csdlgen the whole of the service's $metadata")
	p.fails(PullOptions{From: p.config.Dir}, "it is a folder; specify the file in it")
	p.fails(PullOptions{From: filepath.Join(p.config.Dir, "none.xml")}, "no such file or directory")
	p.fails(PullOptions{From: p.path()}, "it is itself a slice and lacks what was cut away; give csdlgen the whole of the service's $metadata")
	p.fails(PullOptions{From: "http://127.0.0.1:0/"}, "; correct the URL, or download")
}

// What users did to a slice is not undone, and what is no slice not replaced.
func TestPullReplacesSlicesOnly(t *testing.T) {
	from := func() PullOptions { return PullOptions{From: "-", Stdin: strings.NewReader(shopDocument)} }
	p := newPuller(t, "", "GET /things/{id}")
	p.pull(from())
	text, _ := os.ReadFile(p.path())
	put := func(text string) {
		if err := os.WriteFile(p.path(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(strings.ReplaceAll(string(text), "\n", "\r\n"))
	p.pull(from())
	put(strings.Replace(string(text), "Edm.Int32", "Edm.Int64", 1))
	p.fails(from(), p.path()+" has been edited since csdlgen pull wrote it")
	forced := from()
	forced.Force = true
	if changes := p.pull(forced).Changes; len(changes) != 1 {
		t.Errorf("%+v", changes)
	}
	put(shopDocument)
	p.fails(from(), p.path()+" was not written by csdlgen pull, which would replace it")
	forced.Stdin = strings.NewReader(shopDocument)
	p.pull(forced)
	if got, _ := os.ReadFile(p.path()); !bytes.Equal(got, text) {
		t.Errorf("%s", got)
	}

	pulled, err := Pull(t.Context(), p.config, from())
	if err != nil {
		t.Fatal(err)
	}
	put("x")
	if _, err := pulled.Write(); err == nil || !strings.Contains(err.Error(), "was changed while csdlgen pull was running") {
		t.Errorf("%v", err)
	}
	if got, _ := os.ReadFile(p.path()); string(got) != "x" {
		t.Errorf("%s", got)
	}
}

// TestGenFromAStaleSlice: what was not cut for is not in the slice, and must not look like something that the service
// does not have.
func TestGenFromAStaleSlice(t *testing.T) {
	p := newPuller(t, "", "GET /things/{id}", "DELETE /owners/{id}")
	p.pull(PullOptions{From: "-", Stdin: strings.NewReader(shopDocument)})
	fails := func(want string) {
		t.Helper()
		if _, err := Generate(t.Context(), p.config); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, and not %s", err, want)
		}
	}
	p.config.Select = p.config.Select[:1] // less than before
	if _, err := Generate(t.Context(), p.config); err != nil {
		t.Error(err)
	}
	p.config.Select = textsOf([]string{"GET /owners/{id}"}) // it would be an owner without a name
	fails("csdlgen.yaml: " + p.path() + " was not cut for this: GET /owners/{id}; run csdlgen pull to cut it again")
	p.config.Select = textsOf([]string{"GET /things/{id}"})
	p.config.Types = textsOf([]string{"s.*"})
	fails("was not cut for this: types: s.*")
	p.config.Types = nil
	p.config.Names = []NamePin{{Schema: Text{Text: "s.none"}, Go: Text{Text: "None"}}}
	fails("a slice; csdlgen pull cuts it again")
}

func TestLostLines(t *testing.T) {
	p := newPuller(t, "", "GET /things/{id}", "GET /things/{id}/owner", "GET /owners")
	for i := range p.config.Select {
		p.config.Select[i].Pos = Pos{File: "csdlgen.yaml", Line: 5 + i, Col: 5}
	}
	p.pull(PullOptions{From: "-", Stdin: strings.NewReader(shopDocument)})
	lost := strings.NewReplacer(`Name="owner" Type="s.owner"`, `Name="theOwner" Type="s.owner"`, `<EntitySet Name="owners" EntityType="s.owner"/>`, "").Replace(shopDocument)
	p.fails(PullOptions{From: "-", Stdin: strings.NewReader(lost)}, `csdlgen.yaml:6:22: s.thing has no segment "owner"`)
	p.fails(PullOptions{From: "-", Stdin: strings.NewReader(lost)}, "it had s.thing/owner, which may be s.thing/theOwner now (a guess: ")
	p.fails(PullOptions{From: "-", Stdin: strings.NewReader(lost)}, `csdlgen.yaml:7:10: the service root (s.all) has no segment "owners"`)
	p.config.Select = append(p.config.Select, Text{Text: "GET /nothing", Pos: Pos{File: "csdlgen.yaml", Line: 9, Col: 5}})
	_, err := Pull(t.Context(), p.config, PullOptions{From: "-", Stdin: strings.NewReader(lost)})
	if err == nil || strings.Count(err.Error(), "was pulled") != 1 {
		t.Errorf("what was never there is not lost:\n%v", err)
	}
}
