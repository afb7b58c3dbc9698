package odata

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// What a schema says is JSON may come as a file: every read and function can be had as it comes, also from where a
// service redirects to.
func TestAnswersAsStreams(t *testing.T) {
	const csv = "name,count\nä,1\n"
	files := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("the token went to another host")
		}
		w.Header().Set("Content-Type", "text/csv")
		io.WriteString(w, csv)
	}))
	defer files.Close()
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/gone"):
			answers(404, jsonType, `{"error":{"code":"c","message":"m"}}`)(w, r)
		case r.Method == http.MethodPost:
			answers(200, "text/csv", csv)(w, r)
		default:
			http.Redirect(w, r, files.URL+"/file", http.StatusFound)
		}
	}, withSecret())
	at := client.Root().Child("report")
	for name, download := range map[string]func(context.Context) (*Download, error){
		"get":      newGet[*everything](at).Header("Accept", "text/csv").Download,
		"function": newFunction[*everything](at).Download,
		"list":     newList[*everything](at).Download,
		"action":   newAction[*everything](at, nil).Download,
		"by hand":  Request[edm.Raw](client, "GET", "report", nil).Download,
	} {
		d, err := download(t.Context())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text, err := io.ReadAll(d)
		if err != nil || string(text) != csv || d.ContentType != "text/csv" || d.Close() != nil {
			t.Errorf("%s: %q, %s, %v", name, text, d.ContentType, err)
		}
	}
	if _, err := newGet[*everything](client.Root().Child("gone")).Download(t.Context()); !IsNotFound(err) {
		t.Error(err)
	}
	_, err := newFunction[*everything](at).Do(t.Context())
	var fault *AnswerError
	if !errors.As(err, &fault) || !strings.Contains(err.Error(), "Download reads it") {
		t.Error(err)
	}
}
