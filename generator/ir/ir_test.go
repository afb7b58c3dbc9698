package ir_test

// This file checks the plan as text: kinds, types, and the plan as a whole. That plans of real packages survive it,
// package generator tests.

import (
	"encoding"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/csdlgen/csdlgen/generator/ir"
)

func TestTypesAsText(t *testing.T) {
	for text, want := range map[string]ir.GoType{
		"string":                          {Name: "string"},
		"*User":                           ir.PointerTo(ir.GoType{Name: "User"}),
		"[]byte":                          ir.SliceOf(ir.GoType{Name: "byte"}),
		"time.Time":                       {Package: "time", Name: "Time"},
		"odata.Opt[[]*User]":              ir.Optional(ir.SliceOf(ir.PointerTo(ir.GoType{Name: "User"}))),
		"filter.Property[*A, bool]":       ir.RuntimeType("Property", ir.PointerTo(ir.GoType{Name: "A"}), ir.GoType{Name: "bool"}),
		"*odata.Page[odata.Opt[x.Größe]]": ir.PointerTo(ir.RuntimeType("Page", ir.Optional(ir.GoType{Package: "x", Name: "Größe"}))),
	} {
		var got ir.GoType
		if err := got.UnmarshalText([]byte(text)); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", text, diff)
		}
		if got.String() != text {
			t.Errorf("%s comes back as %s", text, got)
		}
	}
	for _, text := range []string{"", "*", "[]", "a.", ".a", "a[", "a[]", "a[b", "a[b]c", "a[b,c]", "a b", "a.b.c", "map[string]int", "9", "func"} {
		var got ir.GoType
		if err := got.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}

func TestTypesFromOutside(t *testing.T) {
	own, foreign, basic := ir.PointerTo(ir.GoType{Name: "User"}), ir.GoType{Package: "time", Name: "Time"}, ir.GoType{Name: "string"}
	for want, of := range map[string]ir.GoType{"*graph.User": own, "time.Time": foreign, "string": basic, "odata.Opt[[]*graph.User]": ir.Optional(ir.SliceOf(own))} {
		if got := of.Qualified("graph"); got != want {
			t.Errorf("%s is %s from outside, want %s", of, got, want)
		}
	}
	if !basic.Basic() || own.Basic() || foreign.Basic() || ir.SliceOf(basic).Basic() {
		t.Error("string alone is basic")
	}
	if basic.Local() || !own.Pointer.Local() || foreign.Local() {
		t.Error("User alone is local")
	}
}

// kind is what all kinds are.
type kind interface {
	fmt.Stringer
	encoding.TextMarshaler
}

// walk reads and writes the names of a kind from its first value on, until there are no more.
func walk[K ~uint8, P interface {
	*K
	encoding.TextUnmarshaler
}](t *testing.T, as func(K) kind) int {
	t.Helper()
	n := 0
	for k := K(1); ; k++ {
		text, err := as(k).MarshalText()
		if err != nil {
			if !strings.Contains(as(k).String(), fmt.Sprint(uint8(k))) {
				t.Errorf("a value without a name is called %s", as(k))
			}
			return n
		}
		n++
		var back K
		if err := P(&back).UnmarshalText(text); err != nil || back != k || as(k).String() != string(text) {
			t.Errorf("%s comes back as %d, not %d: %v", text, back, k, err)
		}
		if err := P(&back).UnmarshalText([]byte("no such thing")); err == nil || !strings.Contains(err.Error(), string(text)) {
			t.Errorf("a name that does not exist is no error that tells the names: %v", err)
		}
	}
}

func TestKindsHaveNames(t *testing.T) {
	for what, got := range map[string][2]int{
		"kinds of type":    {5, walk(t, func(k ir.Kind) kind { return k })},
		"kinds of method":  {8, walk(t, func(k ir.MethodKind) kind { return k })},
		"kinds of request": {20, walk(t, func(k ir.RequestKind) kind { return k })},
		"uses":             {4, walk(t, func(k ir.Use) kind { return k })},
		"kinds of literal": {17, walk(t, func(k ir.LiteralKind) kind { return k })},
		"checks":           {22, walk(t, func(k ir.Check) kind { return k })},
	} {
		if got[0] != got[1] {
			t.Errorf("%d %s have a name, want %d", got[1], what, got[0])
		}
	}
	if _, err := ir.Kind(0).MarshalText(); err == nil {
		t.Error("no kind has a name")
	}
}

// The tables name identifiers that the runtime has.
func TestKindsAreInTheRuntime(t *testing.T) {
	for k := ir.GetRequest; k <= ir.MediaResource; k++ {
		if ir.RuntimePath(k.Type()) == "" {
			t.Errorf("%s: the runtime has no %s", k, k.Type())
		}
		if ir.RuntimePath(k.Constructor()) == "" != k.IsResource() {
			t.Errorf("%s: the runtime has no %s", k, k.Constructor())
		}
		if k.Step() != "" && !k.IsResource() {
			t.Errorf("%s is a request and has the step %s", k, k.Step())
		}
		if want := strings.HasPrefix(k.String(), "Action"); k.Parameters() != want {
			t.Errorf("%s takes parameters: %v", k, k.Parameters())
		}
	}
	for u := ir.ForRead; u <= ir.ForDelete; u++ {
		if ir.RuntimePath(u.String()) == "" {
			t.Errorf("the runtime has no %s", u)
		}
	}
	for k := ir.StringLiteral; k <= ir.RawLiteral; k++ {
		if ir.RuntimePath(k.Function()) == "" {
			t.Errorf("%s: the runtime has no %s", k, k.Function())
		}
		if isGeo := k == ir.GeographyLiteral || k == ir.GeometryLiteral; isGeo != (k.In() != "") || isGeo && ir.RuntimePath(k.In()) == "" {
			t.Errorf("%s: the function for a coordinate system is %q", k, k.In())
		}
	}
	methods := declaredIn(t, "../../odata")
	for c := ir.CheckNotNull; c <= ir.CheckDerivedType; c++ {
		if !methods["Validator."+c.Method()] {
			t.Errorf("the Validator has no method %s", c.Method())
		}
		if c.TakesNumber() && c.TakesTexts() {
			t.Errorf("%s takes both", c)
		}
	}
	if !ir.CheckMaxLength.TakesNumber() || !ir.CheckPattern.TakesTexts() || ir.CheckEnum.TakesNumber() || ir.CheckEnum.TakesTexts() {
		t.Error("the checks take the wrong things")
	}
}

func TestResults(t *testing.T) {
	user := ir.PointerTo(ir.GoType{Name: "User"})
	for k, want := range map[ir.RequestKind]string{ir.GetRequest: "*User", ir.ListRequest: "*odata.Page[*User]", ir.ActionListRequest: "*odata.Page[*User]",
		ir.DeltaRequest: "*odata.DeltaPage[*User]", ir.CountRequest: "int64", ir.ActionStreamRequest: "*odata.Download"} {
		if got := k.Result(&user); got.String() != want {
			t.Errorf("%s returns %s, want %s", k, got, want)
		}
	}
	if got := ir.DeleteRequest.Result(nil); got != nil {
		t.Errorf("a delete returns %s", got)
	}
}

func TestPackagesAndFolders(t *testing.T) {
	p := ir.Plan{Packages: []ir.Package{{Name: "shop", Folder: "."}, {Name: "shopfake", Folder: "shopfake"}, {Name: "deep", Folder: "a/b"}}}
	for file, want := range map[string]string{"client.go": "shop", "shopfake/service.go": "shopfake", "a/b/c.go": "deep", "a/c.go": ""} {
		pkg := p.PackageOf(file)
		if (pkg == nil) != (want == "") || pkg != nil && pkg.Name != want {
			t.Errorf("%s belongs to %v, want %q", file, pkg, want)
		}
	}
	for i, want := range []string{`Code generated by csdlgen. DO NOT EDIT.`, `Code generated by csdlgen for "..". DO NOT EDIT.`, `Code generated by csdlgen for "../..". DO NOT EDIT.`} {
		if got := p.Packages[i].Header(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// small is a plan with something of everything.
func small() *ir.Plan {
	text := ir.GoType{Name: "string"}
	return &ir.Plan{
		Version: ir.Version, Name: "shop", Imports: map[string]string{"odata": ir.Runtime},
		Packages: []ir.Package{{Name: "shop", Folder: ".", File: "package.go", Doc: ir.Doc{"Package shop."}, Runtime: 1}, {Name: "fake", Folder: "fake", ImportPath: "example.com/fake"}},
		Client: &ir.Client{File: "client.go", GoName: "Client", Methods: []ir.Method{{
			Kind: ir.KeyMethod, GoName: "Key", Segments: []string{"<&>"}, Request: ir.GetRequest, Entity: &text, Body: &ir.Variable{GoName: "body", Type: text},
			Keys:         []ir.KeyParam{{SchemaName: "id", GoName: "id", Type: text, Literal: ir.StringLiteral, Optional: true}},
			Restrictions: []ir.Restriction{{For: []ir.Use{ir.ForRead, ir.ForDelete}, Required: []string{"x"}, Permissions: []ir.Permission{{Scheme: "s", Scopes: []string{"t"}}}}},
		}}},
		Types: []*ir.Type{{SchemaName: "s.t", GoName: "T", Kind: ir.Entity, File: "t.go", Doc: ir.Doc{"T.", "\tcode"}, Why: []string{"types: **"},
			Fields: []*ir.Field{{SchemaName: "f", GoName: "F", Type: ir.Optional(text)}},
			Rules:  []ir.Rule{{Check: ir.CheckMaxLength, Property: "f", Field: "F", Number: 0}, {Check: ir.CheckPattern, Property: "f", Field: "F", Texts: []string{"^<"}}},
		}, {SchemaName: "s.e", GoName: "E", Kind: ir.Enum, Members: []ir.EnumMember{{SchemaName: "a", GoName: "EA", Value: -1 << 62}}}},
		Builders: []*ir.Builder{}, Parameters: []*ir.Type{}, Operations: []*ir.Operation{{Request: "GET /x", Call: "c.X().Get()", Params: []ir.Param{}, Result: "*shop.T"}},
	}
}

func TestPlanAsJSON(t *testing.T) {
	want := small()
	text, err := want.JSON()
	if err != nil {
		t.Fatal(err)
	}
	got, err := ir.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the plan comes back as another:\n%s", diff)
	}
	if !strings.Contains(string(text), `"<&>"`) {
		t.Error("what readers of JSON need not have escaped is escaped")
	}
}

func TestReadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`{"version": 2}`: "version is 2, and this csdlgen reads version 1",
		`{}`:             "version is 0",
		`{"version": 1, "types": [{"kind": "enumeration"}]}`:    `"enumeration" is not a kind of type; expected one of`,
		`{"version": 1, "types": [{"underlying": "chan int"}]}`: "is not a Go type",
		`nonsense`: "reading a plan",
	} {
		if _, err := ir.Read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	if _, err := ir.Read([]byte(`{"version": 1, "later": true}`)); err != nil {
		t.Errorf("a member that a later csdlgen has added is refused: %v", err)
	}
	bad := small()
	bad.Types[0].Kind = 99
	if _, err := bad.JSON(); err == nil {
		t.Error("a kind without a name is written")
	}
}
