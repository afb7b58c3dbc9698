package odata

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/edm"
)

// A text of 8 MB is read, and compared, in a moment if the work is in proportion to its size. With the square of it, 70
// terabytes to look at, no test would come to its end, so that nothing here has to look at a clock.
func TestWorkIsInProportion(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long under the race detector, and nothing here is concurrent")
	}
	const n = 1 << 23
	for name, text := range map[string]func() string{
		"quotes":           func() string { return `{"text":"` + strings.Repeat(`\"`, n/2) + `"}` },
		"backslashes":      func() string { return `{"text":"` + strings.Repeat(`\\`, n/2) + `"}` },
		"Cyrillic escapes": func() string { return `{"text":"` + strings.Repeat(`\u0441`, n/6) + `"}` },
		"Cyrillic":         func() string { return `{"text":"` + strings.Repeat(`с`, n/2) + `"}` },
		"mixed":            func() string { return `{"text":"` + strings.Repeat(`aс\n`, n/5) + `"}` },
		"undeclared":       func() string { return `{"unknown":"` + strings.Repeat(`\"`, n/2) + `"}` },
		"nested":           func() string { return `{"unknown":[` + strings.Repeat(`"\"",`, n/5) + `0]}` },
		"name":             func() string { return `{"` + strings.Repeat(`\"`, n/2) + `":1}` },
		"enumeration":      func() string { return `{"status":"` + strings.Repeat(`\"`, n/2) + `"}` },
		"raw":              func() string { return `{"raw":[ ` + strings.Repeat(`"\"" , `, n/8) + `0]}` },
		"items":            func() string { return `{"texts":[` + strings.Repeat(`"\"",`, n/5) + `""]}` },
		"items respelled":  func() string { return `{"longs":[` + strings.Repeat(`"1"                   ,`, n/12) + `null]}` },
		"members":          func() string { return members(2 * n) },
		"white space":      func() string { return `{` + strings.Repeat(" ", n) + `}` },
	} {
		var m everything
		if err := Unmarshal([]byte(text()), &m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Changes(&m, &m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// members is an object of n bytes with undeclared members.
func members(n int) string {
	var b strings.Builder
	b.WriteString("{")
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, `"member%d":1,`, i)
	}
	return b.String() + `"last":1}`
}

// live is the memory that what read returns holds, and what was allocated on the way.
func live(read func() (any, error)) (used, allocated int64, err error) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	v, err := read()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(v)
	return int64(after.HeapAlloc) - int64(before.HeapAlloc), int64(after.TotalAlloc) - int64(before.TotalAlloc), err
}

// wide has as many members as the largest types of Microsoft Graph.
type wide struct {
	Undeclared
	A Opt[[100]int64] `json:"a,omitzero"`
	B Opt[[200]int64] `json:"b,omitzero"`
	C Opt[[200]int64] `json:"c,omitzero"`
}

// listed is a model with a collection.
type listed[T any] struct {
	Undeclared
	Value Opt[[]T] `json:"value,omitzero"`
}

// However small the values of a text are, it takes no more memory than its size allows.
func TestMemoryIsBounded(t *testing.T) {
	const size = 1 << 20
	list := func(item string) string { return "[" + strings.Repeat(item+",", size/(len(item)+1)) + item + "]" }
	for name, c := range map[string]struct {
		text string
		like any
	}{
		"empty objects":        {list(`{}`), []*everything{}},
		"empty wide objects":   {list(`{}`), []*wide{}},
		"values":               {list(`{}`), []everything{}},
		"nulls":                {list(`null`), []*everything{}},
		"nulls in a member":    {`{"texts":` + list(`null`) + `}`, everything{}},
		"small items":          {`{"nullable":` + list(`1e0`) + `}`, everything{}},
		"quoted numbers":       {`{"longs":` + list(`"1"`) + `}`, everything{}},
		"empty arrays":         {list(`[]`), []*everything{}},
		"arrays in arrays":     {`{"list":` + list(`[]`) + `}`, everything{}},
		"undeclared members":   {members(size), everything{}},
		"undeclared in each":   {list(`{"u":1}`), []*everything{}},
		"objects in a page":    {`{"value":` + list(`{}`) + `}`, listed[*wide]{}},
		"nested objects":       {list(`{"nested":{}}`), []*everything{}},
		"unreadable members":   {list(`{"int":""}`), []*everything{}},
		"twice":                {`{` + strings.Repeat(`"text":"",`, size/10) + `"text":""}`, everything{}},
		"an escaped text":      {`{"text":"` + strings.Repeat(`\n`, size/2) + `"}`, everything{}},
		"a long number":        {`{"double":` + strings.Repeat(`1`, size) + `}`, everything{}},
		"a long decimal":       {`{"decimal":` + strings.Repeat(`1`, size) + `}`, everything{}},
		"a long integer":       {`{"long":` + strings.Repeat(`1`, size) + `.0}`, everything{}},
		"deep undeclared ones": {strings.Repeat(`{"u":`, 9000) + `1` + strings.Repeat(`}`, 9000), everything{}},
	} {
		text := []byte(c.text)
		used, allocated, err := live(func() (any, error) {
			into := reflect.New(reflect.TypeOf(c.like)).Interface()
			return into, Unmarshal(text, into)
		})
		most := decoding{}.limit(len(c.text))
		if used > most || allocated > most+most/2 && !raceDetected {
			t.Errorf("%s: %d bytes take %d, of %d allocated; at most %d, %v", name, len(c.text), used, allocated, most, err)
		}
		var some *UnreadableError
		var much *MemoryError
		if err != nil && !errors.As(err, &some) && !errors.As(err, &much) {
			t.Errorf("%s: %v", name, err)
		}
		if some != nil && len(err.Error()) > 10_000 || much != nil && (much.Text != int64(len(c.text)) || much.Limit != most) {
			t.Errorf("%s: %.200s...", name, err)
		}
	}
}

// A page of wide entities of which only one property was selected is read all the same.
func TestSelectedPagesAreRead(t *testing.T) {
	item := `{"id":"87d349ed-44d7-43e1-9a83-5f2406dee5bd"},`
	text := `{"value":[` + strings.Repeat(item, 9_998) + `{"id":"x"}]}`
	page, err := parsedPage[*wide](text)
	if err != nil || len(page.Items) != 9_999 {
		t.Errorf("%v", err)
	}
}

func TestMaxMemory(t *testing.T) {
	body := `{"value":[` + strings.Repeat(`{},`, 40_000) + `{}]}`
	client := testClient(t, answers(200, "application/json", body))
	_, err := List[*wide](client, "/things").Do(t.Context())
	var much *MemoryError
	var answer *AnswerError
	if !errors.As(err, &much) || !errors.As(err, &answer) || much.Text != int64(len(body)) || !strings.Contains(err.Error(), "WithMaxMemory") {
		t.Errorf("%v", err)
	}
	if property, err := newValue[[]*wide](At(client, "/things")).Get().Do(t.Context()); !errors.As(err, &much) || !property.State.IsAbsent() || property.Value != nil {
		t.Errorf("%v %v", property.State, err)
	}
	client = testClient(t, answers(200, "application/json", body), WithMaxMemory(4000))
	if page, err := List[*wide](client, "/things").Do(t.Context()); err != nil || len(page.Items) != 40_001 {
		t.Errorf("%v", err)
	}
	if _, err := NewClient("https://example.com", WithMaxMemory(0)); err == nil {
		t.Error("a limit of 0 is taken")
	}
}

// The end of the context ends the reading of an answer that is there already.
func TestContextEndsDecoding(t *testing.T) {
	text := []byte(`{"value":[` + strings.Repeat(`{"text":"a","nested":{"list":[{},{}]}},`, 100_000) + `{}]}`)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var items []*everything
	err := unmarshalPage(decoding{ctx: ctx}, text, wrap(&items, nil))
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if n := len(items); n > 5000 {
		t.Errorf("%d items were read", n)
	}
}

// Errors say what was found, and not all of it.
func TestErrorsAreShort(t *testing.T) {
	long := strings.Repeat("1", 1<<20)
	for _, text := range []string{
		`{"int":` + long + `}`, `{"long":"` + long + `"}`, `{"double":1e` + long + `}`, `{"decimal":1e` + long + `}`, `{"decimal":"` + long + `x"}`, `{"when":"` + long + `"}`, `{"date":"` + long + `"}`,
		`{"clock":"` + long + `"}`, `{"span":"` + long + `"}`, `{"span":"P` + long + `D"}`, `{"guid":"` + long + `"}`, `{"binary":"` + long + `*"}`, `{"flag":"` + long + `"}`, `{"texts":"` + long + `"}`, `{"nested":"` + long + `"}`,
		`{"` + long + `":1,"` + long + `":2}`, `{"` + long + `":[x]}`, `{"text":"` + long, long + long + "x", `{"byte":` + long + `.0e-5}`, `{"when":"2020-01-01T00:00:00.` + long + `Z"}`,
		strings.Repeat(`{"nested":`, 400) + `{"int":""}` + strings.Repeat(`}`, 400), strings.Repeat(`{"list":[`, 200) + `{"int":"","long":""}` + strings.Repeat(`]}`, 200),
		`{"statuses":[{"` + long + `":1}]}`, `{"state":{"lastScanDateTime":"` + long + `"}}`,
	} {
		err := Unmarshal([]byte(text), &everything{})
		if err != nil && len(err.Error()) > 600 {
			t.Errorf("%.40s...: the error has %d bytes: %.100s", text, len(err.Error()), err)
		}
	}
}

// Numbers that are short to write and long to calculate with are bounded: calculating with some of these would take
// longer than any test.
func TestNumbersAreBounded(t *testing.T) {
	for _, n := range []string{"1e9999999", "1e6144", "-1e-6144", strings.Repeat("9", 1<<20), "0." + strings.Repeat("0", 1<<20) + "1", "1e-999999999999999999999", strings.Repeat("7", 9000) + "e6000"} {
		for _, member := range []string{"byte", "int", "long", "single", "double", "decimal"} {
			var m everything
			text := `{"` + member + `":` + n + `}`
			_ = Unmarshal([]byte(text), &m)
			_ = Validate(&m)
			if out, err := Marshal(&m); err != nil || member == "decimal" && string(out) != text {
				t.Errorf("%.40s is written as %.40s, %v", text, out, err)
			}
			if d, ok := m.Decimal.Get(); ok {
				_, _, _ = d.Rat(), d.Float64(), d.Compare(edm.DecimalOf(1, 3))
			}
		}
	}
	many := `{"longs":[` + strings.Repeat("1e6000,", 50_000) + `1]}`
	if err := Unmarshal([]byte(many), &everything{}); err == nil {
		t.Error("1e6000 fits into 64 bits")
	}
}

// sizes are what the decode curve has points for.
var sizes = []int{1 << 10, 16 << 10, 256 << 10, 4 << 20, 64 << 20}

// pageOf is a page of about so many bytes.
func pageOf(size int, escaped bool) []byte {
	item := `{"id":"87d349ed","deviceId":"Device Id value","userPrincipalName":"someone@example.com","status":"failed","lastScanDateTime":"2016-12-31T23:59:18.0955018-08:00","more":[1,2,3]},`
	if escaped {
		item = `{"id":"87d349ed","deviceDisplayName":"\u041a\u043e\u043c\u043f\u044c\u044e\u0442\u0435\u0440 \"\u043e\u0434\u0438\u043d\"","status":"failed","more":"line\nline\tline"},`
	}
	return []byte(`{"@odata.context":"x","value":[` + strings.Repeat(item, max(size/len(item)-1, 0)) + item[:len(item)-1] + `]}`)
}

// BenchmarkCurve is the time of reading a byte by the size of the text, plain and escaped, and the memory that is in
// use afterwards as a multiple of the text.
func BenchmarkCurve(b *testing.B) {
	for _, escaped := range []bool{false, true} {
		for _, size := range sizes {
			text := pageOf(size, escaped)
			name := fmt.Sprintf("%s/%dKB/", map[bool]string{false: "plain", true: "escaped"}[escaped], size>>10)
			b.Run(name+"floor", func(b *testing.B) {
				benchmarkReading(b, text, func() any {
					return new(struct {
						Context string       `json:"@odata.context"`
						Value   []plainState `json:"value"`
					})
				}, json.Unmarshal)
			})
			b.Run(name+"csdlgen", func(b *testing.B) {
				benchmarkReading(b, text, func() any { return new(listed[*updateState]) }, Unmarshal)
			})
		}
	}
}

func benchmarkReading(b *testing.B, text []byte, target func() any, read func([]byte, any) error) {
	used, _, err := live(func() (any, error) {
		v := target()
		return v, read(text, v)
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ResetTimer()
	for b.Loop() {
		if err := read(text, target()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/B")
	b.ReportMetric(float64(used)/float64(len(text)), "memory/text")
}
