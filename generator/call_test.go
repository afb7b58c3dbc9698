package generator

// This file tests the Go expressions that are shown beside request lines: literals of a line are constants of the
// parameter's type or variables.

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/csdlgen/csdlgen/generator/ir"
)

func TestLiteralsInCalls(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"schema.xml": `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="Color"><Member Name="red"/></EnumType>
  <EntityType Name="T"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
  <EntityType Name="B"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Byte" Nullable="false"/></EntityType>
  <EntityType Name="L"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int64" Nullable="false"/></EntityType>
  <EntityType Name="S"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
  <Function Name="f"><Parameter Name="colors" Type="Collection(s.Color)"/><ReturnType Type="Edm.String"/></Function>
  <Function Name="g"><Parameter Name="color" Type="s.Color"/><Parameter Name="on" Type="Edm.Boolean"/><ReturnType Type="Edm.String"/></Function>
  <EntityContainer Name="C"><EntitySet Name="Ts" EntityType="s.T"/><EntitySet Name="Bs" EntityType="s.B"/><EntitySet Name="Ls" EntityType="s.L"/><EntitySet Name="Ss" EntityType="s.S"/>
  <FunctionImport Name="f" Function="s.f"/><FunctionImport Name="g" Function="s.g"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`})
	for line, want := range map[string]string{
		"GET /Ts(2147483647)":          "c.TS().Key(2147483647).Get()",
		"GET /Ts(-2147483648)":         "c.TS().Key(-2147483648).Get()",
		"GET /Ts(2147483648)":          "c.TS().Key(id).Get()",
		"GET /Ts(true)":                "c.TS().Key(id).Get()",
		"GET /Ts(010)":                 "c.TS().Key(id).Get()",
		"GET /Ts(0)":                   "c.TS().Key(0).Get()",
		"GET /Ts(null)":                "c.TS().Key(id).Get()",
		"GET /Bs(255)":                 "c.Bs().Key(255).Get()",
		"GET /Bs(256)":                 "c.Bs().Key(id).Get()",
		"GET /Bs(-1)":                  "c.Bs().Key(id).Get()",
		"GET /Ls(2147483648)":          "c.Ls().Key(2147483648).Get()",
		"GET /Ls(9223372036854775808)": "c.Ls().Key(id).Get()",
		"GET /Ss/ada%40example.com":    `c.Ss().Key("ada@example.com").Get()`,
		"GET /f(colors=['red'])":       "c.F(colors)",
		"GET /g(color='red',on=true)":  "c.G(odata.Some(p.ColorRed), odata.Some(true))",
		"GET /g(color='dark',on=1)":    `c.G(odata.Some(p.Color("dark")), on)`,
	} {
		pkg, _, err := Plan(context.Background(), &Config{File: "csdlgen.yaml", Metadata: Text{Text: filepath.Join(dir, "schema.xml")}, Package: Text{Text: "p"}, Select: []Text{{Text: line}}})
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if got := pkg.Operations[0].Call; got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}

// What a line writes in another case is sent as the schema has it.
func TestCaseOfCalls(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"schema.xml": `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="my.s" Alias="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="T"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
  <EntityType Name="U" BaseType="s.T"/>
  <Function Name="find" IsBound="true"><Parameter Name="it" Type="Collection(s.T)"/><Parameter Name="q" Type="Edm.String"/><ReturnType Type="s.T"/></Function>
  <Function Name="top"><ReturnType Type="s.T"/></Function>
  <EntityContainer Name="C"><EntitySet Name="ts" EntityType="s.T"/><FunctionImport Name="best" Function="s.top"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`})
	for line, want := range map[string]string{
		"GET /ts/Find(Q={q})":      "find",
		"GET /TS/s.find(q={q})":    "s.find",
		"GET /ts/MY.S.FIND(q={q})": "my.s.find",
		"GET /Best()":              "best",
		"GET /ts/{id}/my.s.u":      "my.s.U",
	} {
		pkg, _, err := Plan(context.Background(), &Config{File: "csdlgen.yaml", Metadata: Text{Text: filepath.Join(dir, "schema.xml")}, Package: Text{Text: "p"}, Select: []Text{{Text: line}}})
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		segments := map[string]bool{}
		for _, m := range pkg.Client.Methods {
			segments[m.Segment] = true
		}
		for _, b := range pkg.Builders {
			for _, m := range b.Methods {
				segments[m.Segment] = true
			}
		}
		if !segments[want] {
			t.Errorf("%s: segments %v, want %s among them", line, segments, want)
		}
	}
}

// Which of two lines for the same request comes first decides nothing about what is sent.
func TestRepeatedLinesAgree(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"schema.xml": `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="Color"><Member Name="red"/></EnumType>
  <EntityType Name="T"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
  <Function Name="size" IsBound="true"><Parameter Name="it" Type="s.T"/><ReturnType Type="Edm.Int32"/></Function>
  <Function Name="in" IsBound="true"><Parameter Name="it" Type="s.T"/><Parameter Name="c" Type="s.Color"/><ReturnType Type="Edm.Int32"/></Function>
  <EntityContainer Name="C"><EntitySet Name="things" EntityType="s.T"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`})
	for _, lines := range [][2]string{{"GET /things(1)/size", "GET /things(1)/s.size()"}, {"GET /things(1)/in(c='red')", "GET /things(1)/s.in(c=s.Color'red')"}} {
		var methods [2][]ir.Method
		for i := range methods {
			pkg, _, err := Plan(context.Background(), &Config{File: "csdlgen.yaml", Metadata: Text{Text: filepath.Join(dir, "schema.xml")}, Package: Text{Text: "p"},
				Select: []Text{{Text: lines[i]}, {Text: lines[1-i]}}})
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range pkg.Builders {
				for _, m := range b.Methods {
					m.Doc = nil // the lines stand there
					methods[i] = append(methods[i], m)
				}
			}
		}
		if !reflect.DeepEqual(methods[0], methods[1]) {
			t.Errorf("%v: %+v, turned around %+v", lines, methods[0], methods[1])
		}
	}
}
