package generator

// This file checks that silence: knows every warning there is.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWarningCodes(t *testing.T) {
	var codes []string
	for _, dir := range []string{".", "plan", "selection", "../metadata/csdl", "../metadata/load", "../metadata/check", "../internal/diag"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if code := warningCode(n); code != "" && !slices.Contains(codes, code) {
					codes = append(codes, code)
				}
				return true
			})
		}
	}
	slices.Sort(codes)
	if diff := cmp.Diff(codes, WarningCodes()); diff != "" {
		t.Errorf("the warnings in the source (-) are not those of WarningCodes (+):\n%s", diff)
	}
}

// warningCode is the code of a call of Warnf(pos, "code", ...), or "".
func warningCode(n ast.Node) string {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return ""
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || f.Sel.Name != "Warnf" {
		return ""
	}
	literal, ok := call.Args[1].(*ast.BasicLit)
	if !ok {
		return "" // hands on the code of its caller
	}
	code, _ := strconv.Unquote(literal.Value)
	return code
}
