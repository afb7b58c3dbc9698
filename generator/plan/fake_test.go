package plan_test

// This file checks what the service in memory promises besides its plan, which is a golden.

import (
	"fmt"
	"maps"
	"reflect"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/odata/odatatest"
)

// Whatever sets are called, no method for one hides what the runtime's service has.
func TestFakesHideNothing(t *testing.T) {
	of := reflect.TypeFor[*odatatest.Service]()
	taken := map[string]bool{"Service": true, "Client": true}
	for i := range of.NumMethod() {
		taken[of.Method(i).Name] = true
	}
	for _, f := range reflect.VisibleFields(of.Elem()) {
		taken[f.Name] = taken[f.Name] || f.IsExported()
	}
	var sets, lines strings.Builder
	maps.DeleteFunc(taken, func(_ string, exported bool) bool { return !exported })
	for name := range taken {
		fmt.Fprintf(&sets, `<EntitySet Name="%s" EntityType="s.t"/>`, name)
		fmt.Fprintf(&lines, "  - GET /%s\n", name)
	}
	p := planned(t, []byte("package: p\nfake: true\nselect:\n"+lines.String()), []byte(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="t"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityContainer Name="c">`+sets.String()+`</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`))
	if len(p.Fake.Accessors) != len(taken) {
		t.Fatalf("%d sets have %d methods", len(taken), len(p.Fake.Accessors))
	}
	for _, a := range p.Fake.Accessors {
		if taken[a.GoName] {
			t.Errorf("the method for the set %s hides %s of the runtime's service: add it to fakeRuntime in scopes.go", a.Segment, a.GoName)
		}
	}
}
