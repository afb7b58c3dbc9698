package unused

// This file follows chains of calls: c.Users().Key(id).Messages().List(). Request lines are chains that begin with the
// client. A chain in a program may begin with a variable that holds a builder; it then fits every line that goes on
// from such a builder in the same way.

import (
	"go/ast"
	"go/parser"
	"go/types"
	"slices"

	"github.com/csdlgen/csdlgen/generator/ir"
)

// call is one method of a chain. Receiver is the generated type that has it; "" for a method of the runtime.
type call struct{ receiver, name string }

// chain is a chain of calls in a program, as far as the method that is asked about.
type chain struct {
	calls []call
	// next is the method that is called on the result; "" where the result goes elsewhere.
	next string
}

// fits says whether the chain may be the first n calls of a line, or the last of them.
func (c chain) fits(line []call, n int) bool {
	if len(c.calls) > n || !slices.Equal(c.calls, line[n-len(c.calls):n]) {
		return false
	}
	return n == len(line) || c.next == "" || c.next == line[n].name
}

// chain notes the chain that ends in a selector of a generated method.
func (r reader) chain(end *ast.SelectorExpr, file *ast.File) {
	last, ok := r.call(end)
	if !ok {
		return
	}
	c := chain{calls: []call{last}, next: follower(end, file)}
	for at := end; ; {
		made, ok := ast.Unparen(at.X).(*ast.CallExpr)
		if !ok {
			break
		}
		if at, ok = ast.Unparen(made.Fun).(*ast.SelectorExpr); !ok {
			break
		}
		before, ok := r.call(at)
		if !ok {
			break
		}
		c.calls = append([]call{before}, c.calls...)
	}
	key := last.receiver + "." + last.name
	r.code.chains[key] = append(r.code.chains[key], c)
}

// call is the generated method that a selector names.
func (r reader) call(s *ast.SelectorExpr) (call, bool) {
	f, ok := r.info.Uses[s.Sel].(*types.Func)
	if !ok || f.Pkg() == nil || f.Pkg().Path() != r.path || f.Signature().Recv() == nil {
		return call{}, false
	}
	return call{typeName(f.Signature().Recv().Type()), f.Name()}, true
}

// follower is the method that is called on the result of a call.
func follower(of *ast.SelectorExpr, file *ast.File) string {
	next := ""
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || n.Pos() > of.Pos() || n.End() < of.End() {
			return false
		}
		if s, ok := n.(*ast.SelectorExpr); ok {
			if made, ok := ast.Unparen(s.X).(*ast.CallExpr); ok && ast.Unparen(made.Fun) == ast.Expr(of) {
				next = s.Sel.Name
			}
		}
		return true
	})
	return next
}

// lineChain is the chain that makes a request. It ends in a generated method, or in the one of the runtime after it.
func lineChain(p *ir.Plan, op *ir.Operation) []call {
	expr, err := parser.ParseExpr(op.Call)
	if err != nil || p.Client == nil {
		return nil
	}
	var names []string
	for {
		made, ok := expr.(*ast.CallExpr)
		if !ok {
			break
		}
		s, ok := made.Fun.(*ast.SelectorExpr)
		if !ok {
			break
		}
		names = append([]string{s.Sel.Name}, names...)
		expr = s.X
	}
	receiver, methods := p.Client.GoName, p.Client.Methods
	var line []call
	for _, name := range names {
		line = append(line, call{receiver, name})
		if receiver == "" {
			break
		}
		i := slices.IndexFunc(methods, func(m ir.Method) bool { return m.GoName == name })
		if i < 0 {
			return nil
		}
		builder := methods[i].Builder
		receiver, methods = "", nil
		for _, b := range p.Builders {
			if b.GoName == builder {
				receiver, methods = b.GoName, b.Methods
			}
		}
		if !methodsGoOn(p, line[len(line)-1], receiver) {
			break
		}
	}
	return line
}

// methodsGoOn says whether a chain goes on after a call: to a builder, or to the method of a resource of the runtime.
func methodsGoOn(p *ir.Plan, last call, receiver string) bool {
	if receiver != "" {
		return true
	}
	methods := p.Client.Methods
	for _, b := range p.Builders {
		if b.GoName == last.receiver {
			methods = b.Methods
		}
	}
	return slices.ContainsFunc(methods, func(m ir.Method) bool { return m.GoName == last.name && m.Kind == ir.ResourceMethod })
}
