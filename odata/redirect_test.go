package odata

// This file tests redirects: what is never sent, what goes along, and to where.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// writes are requests that change something, of every kind.
func writes(at Resource) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"POST create": func(ctx context.Context) error {
			_, err := newCreate(at, &everything{Text: Some("a")}).Do(ctx)
			return err
		},
		"PATCH update": func(ctx context.Context) error {
			_, err := newUpdate(at, &everything{Text: Some("a")}).Do(ctx)
			return err
		},
		"PUT replace": func(ctx context.Context) error {
			_, err := newReplace(at, &everything{Text: Some("a")}).Do(ctx)
			return err
		},
		"DELETE delete": func(ctx context.Context) error { return newDelete(at).Do(ctx) },
		"POST action": func(ctx context.Context) error {
			_, err := newAction[int32](at, map[string]int{"a": 1}).Do(ctx)
			return err
		},
		"POST nothing":    func(ctx context.Context) error { return newActionNone(at, nil).Do(ctx) },
		"POST collection": func(ctx context.Context) error { _, err := newActionList[int32](at, nil).Do(ctx); return err },
		"POST stream":     func(ctx context.Context) error { _, err := newActionStream(at, nil).Do(ctx); return err },
		"PUT upload": func(ctx context.Context) error {
			return newStream(at).Upload("text/plain", strings.NewReader("abc")).Do(ctx)
		},
		"PATCH upload": func(ctx context.Context) error {
			return newStream(at).Patch("text/plain", strings.NewReader("abc")).Do(ctx)
		},
		"PUT value":        func(ctx context.Context) error { return newValue[string](at).Set("a").Do(ctx) },
		"DELETE value":     func(ctx context.Context) error { return newValue[string](at).Clear().Do(ctx) },
		"POST reference":   func(ctx context.Context) error { return newRefs(at).Add("x").Do(ctx) },
		"PUT reference":    func(ctx context.Context) error { return newRef(at).Set("x").Do(ctx) },
		"DELETE reference": func(ctx context.Context) error { return newRefs(at).Remove("x").Do(ctx) },
		"POST batch":       func(ctx context.Context) error { var b Batch; Add(&b, newDelete(at)); return b.Do(ctx) },
	}
}

func TestRedirectedWritesStayWhatTheyAre(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s %s went to another host", r.Method, r.URL) }))
	t.Cleanup(elsewhere.Close)
	for status, repeated := range map[int]bool{301: false, 302: false, 303: false, 307: true, 308: true} {
		for _, host := range []string{"", elsewhere.URL} {
			var got []string
			location := ""
			client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				got = append(got, r.Method+" "+r.Header.Get("Content-Type")+" "+r.Header.Get("Authorization")+" "+string(body))
				if r.URL.Path != "/v1/moved" {
					location = host + "/v1/moved?sig=" + secret
					w.Header().Set("Location", location)
					w.WriteHeader(status)
					return
				}
				w.WriteHeader(204)
			}, withSecret(), WithRetries(2))
			for name, write := range writes(client.Root().Child("things")) {
				got = nil
				err := write(context.Background())
				method, _, _ := strings.Cut(name, " ")
				if repeated && host == "" {
					if len(got) != 2 || got[0] != got[1] || !strings.HasPrefix(got[1], method) || err != nil && !strings.HasSuffix(name, "batch") {
						t.Errorf("%s, %d: %v after %q", name, status, err, got)
					}
					continue
				}
				var e *RedirectError
				var answer *Error
				if !errors.As(err, &e) || !errors.As(err, &answer) || answer.StatusCode != status || answer.Method != method || len(got) != 1 || !strings.HasSuffix(e.Location, location) {
					t.Errorf("%s, %d to %q: %v after %q", name, status, host, err, got)
				} else if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, secret) || !strings.Contains(text, "/v1/moved") {
					t.Errorf("the error says %s", text)
				}
			}
		}
	}
}

// A redirect of an upload whose source cannot be rewound is an error once it has been read, and not half an upload.
func TestRedirectedUploadThatCannotBeRewound(t *testing.T) {
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		http.Redirect(w, r, "/v1/other", http.StatusTemporaryRedirect)
	})
	var e *RedirectError
	err := newStream(client.Root()).Upload("", io.MultiReader(strings.NewReader("abc"))).Do(context.Background())
	if !errors.As(err, &e) || !strings.Contains(e.Reason, "rewound") {
		t.Error(err)
	}
}

// A read that leaves the origin of the service carries nothing of the program's: not to another host, nor to the same
// one on another port, nor when it comes back.
func TestReadsElsewhereCarryNothing(t *testing.T) {
	var seen []string
	var route []string
	handler := func(name string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			seen = append(seen, name+" "+r.Header.Get("Accept"))
			carries := fmt.Sprint(r.Header)
			if strings.Contains(carries, secret) != (len(seen) == 1) || r.Header.Get("Referer") != "" {
				t.Errorf("hop %d, at %s, carries %s", len(seen), name, carries)
			}
			http.SetCookie(w, &http.Cookie{Name: "session", Value: secret, Path: "/"})
			if len(route) > 0 {
				to := route[0]
				route = route[1:]
				http.Redirect(w, r, to, http.StatusFound)
				return
			}
			answers(200, jsonType, `{"text":"a"}`)(w, r)
		})
	}
	service, port := httptest.NewServer(handler("service")), httptest.NewServer(handler("port"))
	t.Cleanup(service.Close)
	t.Cleanup(port.Close)
	alias := strings.Replace(service.URL, "127.0.0.1", "localhost", 1)
	for name, to := range map[string][]string{
		"another port":    {port.URL + "/x"},
		"another host":    {alias + "/x"},
		"two hosts":       {port.URL + "/x", alias + "/x"},
		"and back":        {port.URL + "/x", service.URL + "/v1/x"},
		"back in a hurry": {alias + "/x", service.URL + "/v1/x", service.URL + "/v1/y"},
		"without scheme":  {strings.TrimPrefix(port.URL, "http:") + "/x"},
	} {
		jar, _ := cookiejar.New(nil)
		at, _ := http.NewRequest("GET", service.URL, nil)
		jar.SetCookies(at.URL, []*http.Cookie{{Name: "old", Value: secret, Path: "/"}})
		client, err := NewClient(service.URL+"/v1", withSecret(), WithHeader("X-Api-Key", secret), WithHeader("User-Agent", secret), WithHTTPClient(&http.Client{Jar: jar}))
		if err != nil {
			t.Fatal(err)
		}
		seen, route = nil, to
		get := newGet[*everything](client.Root().Child("things")).Header("X-Mine", secret).Header("Accept", jsonType+";x="+secret).Query("$filter", secret).IfNoneMatch(secret)
		if got, err := get.Do(context.Background()); err != nil || got.Text.Or("") != "a" || len(seen) != len(to)+1 || !strings.HasSuffix(seen[len(to)], " "+jsonType) {
			t.Errorf("%s: %v %v, %q", name, got, err, seen)
		}
		seen, route = nil, to
		d, err := newMedia(client.Root().Child("things")).Download().Header("X-Mine", secret).Do(context.Background())
		if err != nil || d.Close() != nil || len(seen) != len(to)+1 {
			t.Errorf("%s: %v, %q", name, err, seen)
		}
	}
}

// A part of a stream is asked for at the host that has it; a header that only looks like one stays at home.
func TestPartsElsewhere(t *testing.T) {
	var got []string
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.Header.Get("Range"))
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader("0123456789"))
	}))
	t.Cleanup(elsewhere.Close)
	client := testClient(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) })
	media := newMedia(client.Root()).Download()
	d, err := media.Range(2, 4).Do(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(d); err != nil || string(data) != "234" || d.Offset != 2 {
		t.Errorf("%q %v", data, err)
	}
	if d, err = media.Header("Range", secret).Do(context.Background()); err != nil || d.Close() != nil || len(got) != 2 || got[0] != "bytes=2-4" || got[1] != "" {
		t.Errorf("%v %q", err, got)
	}
}

func TestRedirectsThatLeadNowhere(t *testing.T) {
	for location, reason := range map[string]string{
		"http://[" + secret:                   "not a valid URL",
		"http://u:" + secret + "@example.com": "user name",
		"ftp://example.com/x?" + secret:       "not an http or https URL",
		"mailto:a@example.com":                "not an http or https URL",
		"http://" + secret + ":port/":         "not a valid URL",
	} {
		client := testClient(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", location)
			w.WriteHeader(302)
		}, WithRetries(2))
		_, err := getThing(client)
		var e *RedirectError
		if !errors.As(err, &e) || !strings.Contains(e.Reason, reason) || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), secret) {
			t.Errorf("%s: %v", location, err)
		}
	}
	client := testClient(t, answers(302, "", ""))
	if _, err := getThing(client); !hasStatus(err, 302) {
		t.Errorf("a redirect without a Location: %v", err)
	}
}

// A time-out of the user's client is for all hops together, and its policy may forbid redirects.
func TestUsersClientRulesRedirects(t *testing.T) {
	slow := testClient(t, func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(30 * time.Millisecond)
		http.Redirect(w, r, "/v1/x", http.StatusFound)
	}, WithRetries(0), WithHTTPClient(&http.Client{Timeout: 100 * time.Millisecond}))
	if _, err := getThing(slow); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	asked := 0
	forbids := testClient(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/v1/x", http.StatusFound) }, WithHTTPClient(&http.Client{
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if asked++; len(via) != 1 || r.Response == nil || r.URL.Path != "/v1/x" {
				t.Errorf("asked about %s after %d", r.URL, len(via))
			}
			return http.ErrUseLastResponse
		},
	}))
	var e *RedirectError
	if _, err := getThing(forbids); !errors.As(err, &e) || !strings.Contains(e.Reason, "policy") || asked != 1 {
		t.Error(err, asked)
	}
}
