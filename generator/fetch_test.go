package generator

// This file tests downloads: where they lead, and what messages say about it.

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const tiny = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">%s<edmx:DataServices>
<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EntityType Name="T"%s><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityContainer Name="C"><EntitySet Name="Ts" EntityType="s.T"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`

func tinySchema(before, attributes string) string {
	return strings.Replace(strings.Replace(tiny, "%s", before, 1), "%s", attributes, 1)
}

// planFrom plans from the metadata at an address, and returns what it complains about.
func planFrom(address, references string) (Diagnostics, error) {
	_, warnings, err := Plan(context.Background(), &Config{File: "csdlgen.yaml", Metadata: Text{Text: address}, Package: Text{Text: "p"}, Select: []Text{{Text: "GET /Ts"}},
		References: Text{Text: references}})
	return warnings, err
}

func TestRedirectsOfDownloads(t *testing.T) {
	var referers []string
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		referers = append(referers, r.Header.Get("Referer"))
		_, _ = w.Write([]byte(tinySchema("", "")))
	}))
	defer other.Close()
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	mux.HandleFunc("/metadata", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(tinySchema("", ""))) })
	mux.HandleFunc("/same", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/metadata?b=2", http.StatusFound) })
	mux.HandleFunc("/other", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/m?secret=1", http.StatusFound)
	})
	mux.HandleFunc("/circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) })

	if _, err := planFrom(server.URL+"/same", ""); err != nil {
		t.Errorf("a redirect on the same origin: %v", err)
	}
	want := "csdlgen.yaml: cannot read the metadata " + server.URL + "/other: the server redirects to another origin, " + other.URL +
		"/m; if that is intended, use that address in the configuration, or write references: urls"
	if _, err := planFrom(server.URL+"/other", ""); err == nil || err.Error() != want {
		t.Errorf("a redirect to another origin:\n%v\n%s", err, want)
	}
	if len(referers) != 0 {
		t.Error("the other origin was asked")
	}
	if _, err := planFrom(server.URL+"/other?token=abc", referencesURLs); err != nil {
		t.Errorf("a redirect that the configuration allows: %v", err)
	}
	if len(referers) != 1 || referers[0] != "" {
		t.Errorf("the other origin was told %q", referers)
	}
	if _, err := planFrom(server.URL+"/circle", referencesURLs); err == nil || !strings.Contains(err.Error(), "redirects more than 10 times") {
		t.Errorf("a circle: %v", err)
	}
}

// A password or a query of a URL is in no message, whatever it is about, and still sent.
func TestSecretsOfURLs(t *testing.T) {
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	allowed := func(w http.ResponseWriter, r *http.Request) bool {
		user, password, _ := r.BasicAuth()
		if user != "ada" || password != "geheim" {
			w.WriteHeader(http.StatusUnauthorized)
			return false
		}
		return true
	}
	serve := func(path, text string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if allowed(w, r) {
				_, _ = w.Write([]byte(text))
			}
		})
	}
	serve("/broken", "<a>")
	serve("/warns", tinySchema(`<edmx:Reference Uri="more"><edmx:Include Namespace="m"/></edmx:Reference>`, ` BaseType="m.Base"`))
	serve("/refers", tinySchema(`<edmx:Reference Uri="http://ada:geheim@`+host+`/none?key=verborgen"><edmx:Include Namespace="m"/></edmx:Reference>`, ` BaseType="m.Base"`))
	serve("/more", strings.ReplaceAll(tinySchema("", ""), `"s"`, `"m"`))
	secret := "http://ada:geheim@" + host
	for _, address := range []string{secret + "/broken?key=verborgen", secret + "/none?key=verborgen", secret + ":geheim/x?key=verborgen", "http://ada:geheim@127.0.0.1:1/x?key=verborgen",
		"http://ada:geheim@[::1/x?key=verborgen", secret + "/warns?key=verborgen", secret + "/refers?key=verborgen"} {
		_, err := planFrom(address, referencesURLs)
		if err == nil {
			t.Errorf("%s: no error", address)
			continue
		}
		if strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "verborgen") {
			t.Errorf("a secret is told: %v", err)
		}
	}
	if _, err := planFrom(secret+"/broken?key=verborgen", ""); err == nil || !strings.HasPrefix(err.Error(), server.URL+"/broken:1:") {
		t.Errorf("%v", err)
	}
	if _, err := planFrom("http://"+host+"/broken", ""); err == nil || !strings.Contains(err.Error(), "the server responded with 401 Unauthorized: csdlgen does not sign in") {
		t.Errorf("%v", err)
	}
}

// Documents whose addresses differ in what is not shown are different documents.
func TestDocumentsOfOneName(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.RawQuery {
		case "main":
			_, _ = w.Write([]byte(tinySchema(`<edmx:Reference Uri="?a"><edmx:Include Namespace="a"/></edmx:Reference><edmx:Reference Uri="?b"><edmx:Include Namespace="b"/></edmx:Reference>`, ` BaseType="b.T"`)))
		default:
			_, _ = w.Write([]byte(strings.ReplaceAll(tinySchema("", ""), `"s"`, `"`+r.URL.RawQuery+`"`)))
		}
	}))
	defer server.Close()
	warnings, err := planFrom(server.URL+"/?main", referencesURLs)
	if err != nil {
		t.Errorf("%v", err)
	}
	for _, w := range warnings {
		if w.Code == "reference-unread" || w.Code == "include-missing" {
			t.Errorf("%v", w)
		}
	}
}
