package odata

// This file tests what an error says of answers that are not quite what OData says an error is.

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// utf16Text is a text of ASCII in UTF-16, with a byte order mark.
func utf16Text(text string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, c := range []byte(text) {
		b.Write([]byte{c, 0})
	}
	return b.String()
}

func TestErrorsSayWhatTheServiceSaid(t *testing.T) {
	for body, want := range map[string]string{
		`{"error":{"code":404,"message":"m"}}`:                                                "404|m||[]|",
		`{"error":{"code":true,"message":["a",null,"b"],"target":["t"]}}`:                     "true|a, b|t|[]|",
		`{"error":{"code":null,"message":{"lang":"en","value":"m"},"target":{}}}`:             "|m||[]|",
		`{"error":{"code":"c","message":{"message":"m"},"details":{"code":7,"message":"d"}}}`: "c|m||[{7 d }]|",
		`{"error":{"code":"c","message":"m","details":[{"code":7},"text",null,{}, 3]}}`:       "c|m||[{7  } { text }]|",
		`{"error":{"code":"c","message":"m","details":"no","innererror":"deep"}}`:             `c|m||[{ no }]|"deep"`,
		`{"error":{"Code":"c","Message":"m","innerError":{"requestId":"r"}}}`:                 `c|m||[]|{"requestId":"r"}`,
		`{"code":400,"message":"m","target":"t","details":[]}`:                                "400|m|t|[]|",
		`{"Message":"An error has occurred.","ExceptionMessage":"m"}`:                         "|An error has occurred.||[]|",
		`{"type":"https://x","title":"t","status":400,"detail":"d"}`:                          "|d||[]|",
		`{"error":"invalid_grant","error_description":"expired"}`:                             "invalid_grant|expired||[]|",
		`{"error":"text"}`: "|text||[]|",
		`{"odata.error":{"code":"c","message":{"lang":"","value":"m"}}}`:         "c|m||[]|",
		"\ufeff" + `{"error":{"code":"c","message":"m"}}`:                        "c|m||[]|",
		" \n" + `{"error":{"code":"c","message":"m"}} trailing`:                  "c|m||[]|",
		`{"error":{"code":"c","code":"d","message":"m","message":"n"}}`:          "c|m||[]|",
		`{"error":{"code":"c","message":"a\ud800b"}}`:                            "c|a\ufffdb||[]|",
		"{\"error\":{\"code\":\"c\",\"message\":\"caf\xe9\"}}":                   "c|caf\ufffd||[]|",
		`{"error":{"code":"c","message":"m","target":"t"`:                        "c|m|t|[]|",
		`{"error":{"code":"c","details":[{"code":"d","message":"x"},{"code":"e"`: "c|||[{d x } {e  }]|",
		`{"error":{"code":"c","message":"the beginning of`:                       "c|the beginning of||[]|",
		`{"error":{"code":"c","message":nonsense}}`:                              "c|||[]|",
		`<error>no JSON</error>`:                                                 "||||",
		`{"value":[]}`:                                                           "||||",
		`[{"code":"c"}]`:                                                         "c|||[]|",
		`[{"error":{"code":"c","message":"m"}},{"error":{"code":"d"}}]`:          "c|m||[]|",
		`{"error":[{"code":"c","message":"m"},{"code":"d","message":"n"}]}`:      "c|m||[{d n }]|",
		`{"errors":[{"code":"c","detail":"m"},{"code":"d"}]}`:                    "c|m||[{d  }]|",
		`{"errors":{"name":["is missing"]},"title":"t"}`:                         "|t||[]|",
		`{"error":{"error":{"code":"c","message":"m"}}}`:                         "c|m||[]|",
		utf16Text(`{"error":{"code":"c","message":"m"}}`):                        "c|m||[]|",
		``: "||||",
		`{"error":{"code":` + strings.Repeat("[", 50000): "||||",
	} {
		c := testClient(t, answers(400, jsonType, body), WithRetries(0))
		_, err := getThing(c)
		e, ok := err.(*Error)
		if !ok {
			t.Fatal(err)
		}
		details := fmt.Sprint(e.Details)
		if want == "||||" && details == "[]" {
			details = ""
		}
		if got := strings.Join([]string{e.Code, e.Message, e.Target, details, string(e.InnerError)}, "|"); got != want {
			t.Errorf("%.200s\n got  %s\n want %s", body, got, want)
		}
		if e.Body != body {
			t.Errorf("the body of %.200s is %.200s", body, e.Body)
		}
	}
}

// All of a body up to 64 KiB is there, whatever else the client allows; the text of the error stays short.
func TestLongErrors(t *testing.T) {
	long := `{"error":{"code":"c","message":"` + strings.Repeat("a long preface; ", 4000) + `THE REASON"}}`
	for name, options := range map[string][]Option{"by default": nil, "with a small limit": {WithMaxBody(10)}} {
		_, err := getThing(testClient(t, answers(400, jsonType, long), options...))
		e, ok := err.(*Error)
		if !ok || e.Code != "c" || !strings.HasSuffix(e.Message, "THE REASON") || e.Body != long {
			t.Errorf("%s: %.300v", name, err)
		}
		if len(err.Error()) > maxErrorText+1000 {
			t.Errorf("%s: the text has %d bytes", name, len(err.Error()))
		}
	}
	longer := `{"error":{"code":"c","message":"` + strings.Repeat("x", 1<<20) + `"}}`
	_, err := getThing(testClient(t, answers(400, jsonType, longer)))
	if e, ok := err.(*Error); !ok || e.Code != "c" || e.Body != longer[:maxErrorBody] || !strings.HasPrefix(e.Message, "xxx") {
		t.Errorf("%.300v", err)
	}
	cut := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		w.WriteHeader(400)
		fmt.Fprint(w, `{"error":{"code":"c","message":"half a m`)
	}
	if _, err := getThing(testClient(t, cut)); err == nil || !strings.Contains(err.Error(), "c: half a m (the answer cannot be read to its end: unexpected EOF)") {
		t.Error(err)
	}
}

// The headers of an answer are in its error, and are not printed.
func TestErrorsHaveHeaders(t *testing.T) {
	handler := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("WWW-Authenticate", `Bearer claims="`+secret+`"`)
		w.Header().Set("RateLimit-Remaining", "7")
		w.Header().Set("Set-Cookie", secret)
		w.WriteHeader(401)
	}
	client := testClient(t, handler)
	_, single := getThing(client)
	_, download := newMedia(client.Root()).Download().Do(context.Background())
	inBatch := testClient(t, answers(200, jsonType, `{"responses":[{"id":"1","status":401,"headers":{"www-authenticate":"Bearer claims=\"`+secret+`\"","ratelimit-remaining":"7"},"body":{"error":{"code":"c"}}}]}`))
	var b Batch
	part := Add(&b, newGet[*everything](inBatch.Root().Child("a")))
	if err := b.Do(context.Background()); err != nil {
		t.Fatal(err)
	}
	_, batched := part.Result()
	for what, err := range map[string]error{"get": single, "download": download, "batch": batched} {
		e, ok := err.(*Error)
		if !ok || len(e.Response.Challenges()) != 1 || e.Response.Challenges()[0] != `Bearer claims="`+secret+`"` || e.Response.Header.Get("RateLimit-Remaining") != "7" || e.Response.StatusCode != 401 {
			t.Errorf("%s: %#v", what, err)
			continue
		}
		if text := fmt.Sprintf("%v %+v %#v %+v %#v", e, e, e, *e, *e); strings.Contains(text, secret) {
			t.Errorf("%s prints %s", what, text)
		}
	}
	client = testClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Limit", "3")
		answers(200, "text/html", "<html>")(w, nil)
	})
	_, err := getThing(client)
	if e, ok := err.(*AnswerError); !ok || e.Response.Header.Get("X-Limit") != "3" {
		t.Errorf("%v", err)
	}
}
