package ir_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// The page about the format tells every member of it.
func TestEveryMemberIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/plan.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[reflect.Type]bool{}
	var visit func(reflect.Type)
	visit = func(of reflect.Type) {
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct || seen[of] || of == reflect.TypeFor[ir.GoType]() {
			return
		}
		seen[of] = true
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if name == "" {
				t.Errorf("%s.%s has no name in JSON", of, of.Field(i).Name)
			}
			if !strings.Contains(string(page), "`"+name+"`") {
				t.Errorf("docs/plan.md does not tell of %q, which a %s has", name, of.Name())
			}
			visit(of.Field(i).Type)
		}
	}
	visit(reflect.TypeFor[ir.Plan]())
}
