package generator

// This file tests the Go expressions that are shown beside request lines: literals of a line are constants of the parameter's type or variables.

import (
	"context"
	"path/filepath"
	"testing"
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
		"GET /g(color='red',on=true)":  "c.G(p.ColorRed, true)",
		"GET /g(color='dark',on=1)":    `c.G(p.Color("dark"), on)`,
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
