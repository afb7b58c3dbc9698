package odata

import (
	"net/http"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// rooted is a model of a type without a base type.
type rooted struct {
	Undeclared `odata:"type=my.rooted"`

	Hint Opt[string] `json:"hint,omitzero"`
}

func (m rooted) MarshalJSON() ([]byte, error) { return Marshal(&m) }

// A model says its type as the value of a dynamic property, and nowhere else where its type derives from none.
func TestDynamicModelsSayTheirType(t *testing.T) {
	read := &rooted{}
	if err := Unmarshal([]byte(`{"@odata.type":"#my.other","hint":"a"}`), read); err != nil {
		t.Fatal(err)
	}
	for want, value := range map[string]any{
		`{"x":{"@odata.type":"#my.rooted","hint":"a"}}`:                   &rooted{Hint: Some("a")},
		`{"x":{"@odata.type":"#my.rooted"}}`:                              &rooted{},
		`{"x":{"@odata.type":"#my.other","hint":"a"}}`:                    read,
		`{"x@odata.type":"#Collection(my.rooted)","x":[{"hint":"a"},{}]}`: []*rooted{{Hint: Some("a")}, {}},
		`{"x":null}`: (*rooted)(nil),
		`{"x":{"@odata.type":"#microsoft.graph.windowsUpdateState"}}`: &updateState{},
		`{"x":{"raw":1}}`: edm.Raw(`{"raw":1}`),
	} {
		m := &rooted{}
		if err := SetDynamic(&m.Undeclared, "x", value); err != nil {
			t.Fatal(err)
		}
		if out, err := Marshal(m); string(out) != want || err != nil {
			t.Errorf("got %s %v, want %s", out, err, want)
		}
	}
}

func TestCountsAsServicesSendThem(t *testing.T) {
	for text, want := range map[string]int64{
		"5": 5, " 5\r\n": 5, "\ufeff5": 5, `"5"`: 5, "5.0": 5, `{"value":5}`: 5, `{"@odata.context":"x","value":"5"}`: 5, `{"@odata.count":5,"value":[]}`: 5,
		"\xff\xfe5\x00": 5, "": -1, "x": -1, "-1": -1, "5.5": -1, `{"value":-5}`: -1, "{}": -1, `"x"`: -1, "1e99": -1,
	} {
		got, err := parseCount([]byte(text))
		if err != nil {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d, want %d: %v", text, got, want, err)
		}
	}
}

func TestFormattedValues(t *testing.T) {
	var m everything
	if err := Unmarshal([]byte(`{"text":"a","text@OData.Community.Display.V1.FormattedValue":"1.000,00 €","flag@OData.Community.Display.V1.FormattedValue":1}`), &m); err != nil {
		t.Fatal(err)
	}
	if m.Extra.Formatted("text") != "1.000,00 €" || m.Extra.Formatted("flag") != "" || m.Extra.Formatted("none") != "" {
		t.Errorf("%q", m.Extra.Formatted("text"))
	}
}

// A client waits for connections and headers no longer than it says, and for bodies as long as they take.
func TestDefaultTimeouts(t *testing.T) {
	client, err := NewClient("https://example.com")
	if err != nil {
		t.Fatal(err)
	}
	transport, ok := client.http.Transport.(*http.Transport)
	if !ok || transport.ResponseHeaderTimeout != headerTimeout || transport.TLSHandshakeTimeout != connectTimeout || client.http.Timeout != 0 || transport.Proxy == nil {
		t.Errorf("%+v", client.http)
	}
	own := &http.Client{Timeout: time.Minute}
	if client, err = NewClient("https://example.com", WithHTTPClient(own)); err != nil || client.http.Transport != nil || client.http.Timeout != time.Minute {
		t.Errorf("a client of the program is changed: %+v %v", client.http, err)
	}
}
