package decl

// This file reads generated Go: every declaration that a caller can see, and what the code of methods says of the
// service, as facts that can be compared one by one.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// kind says what a fact is about.
type kind uint8

const (
	aPackage    kind = iota + 1 // shape: its name; value: the code of what others cannot call, in packages below the main one
	aRuntime                    // the version of the runtime that the package is for
	aType                       // shape: what it is made of; value: what a value says of its type
	aField                      // shape: its Go type; value: its tag
	aMember                     // of an enumeration; value: its name on the wire, and its number
	aProperty                   // a variable that names a property; shape: its Go type; value: the name
	aConstant                   // any other
	aVariable                   // shape: its declaration
	aFunction                   // shape: its signature; value: its code without what other facts are about
	aRule                       // one check of one property; shape: what the check is given
	aRequired                   // a property that requests of one use have to have
	aPermission                 // the permissions that requests of one use need
)

// fact is something that a package declares.
type fact struct {
	id
	// of is the type that it belongs to, or the method, with the name of the package before it as in name; "" for none.
	of string
	// shape is what a caller's code has to fit, value what else there is to it.
	shape, value string
	// doc is the comment, line by line.
	doc []string
	// file and line are where it is declared.
	file string
	line int
}

// id tells facts apart.
type id struct {
	kind kind
	// name is how others write it: User, User.Mail, UserBuilder.Get.
	name string
	// detail is the check of a rule, or the use of a restriction and the property.
	detail string
}

// facts are what files declare: by what they are, and by what they belong to.
type facts struct {
	byID map[id]*fact
	of   map[string][]*fact
}

func newFacts() *facts { return &facts{map[id]*fact{}, map[string][]*fact{}} }

// put adds a fact, in the place of one that is the same.
func (all *facts) put(f *fact) {
	if old := all.byID[f.id]; old != nil {
		all.remove(old)
	}
	all.byID[f.id] = f
	all.of[f.of] = append(all.of[f.of], f)
}

// remove takes a fact out.
func (all *facts) remove(f *fact) {
	delete(all.byID, f.id)
	all.of[f.of] = slices.DeleteFunc(all.of[f.of], func(have *fact) bool { return have == f })
}

// source is a file while it is read.
type source struct {
	*facts
	name   string
	prefix string // before names: "" or that of a package below the main one, with a dot
	text   []byte
	fset   *token.FileSet
	pkg    *fact
	// enums are the types of the file that are strings: constants of such a type are members.
	enums map[string]bool
}

// read adds what a file declares. One that is not Go has nothing to tell.
func (all *facts) read(name string, text []byte) {
	s := &source{facts: all, name: name, text: text, fset: token.NewFileSet(), enums: map[string]bool{}}
	file, err := parser.ParseFile(s.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return
	}
	if folder := path.Dir(name); folder != "." {
		s.prefix = path.Base(folder) + "."
	}
	if s.pkg = s.byID[id{kind: aPackage, name: path.Dir(name)}]; s.pkg == nil {
		s.pkg = &fact{id: id{kind: aPackage, name: path.Dir(name)}, shape: file.Name.Name}
		s.add(s.pkg, file.Name)
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s.function(d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				s.spec(d, spec)
			}
		}
	}
}

// add adds a fact with the place of its node.
func (s *source) add(f *fact, at ast.Node) {
	f.file, f.line = s.name, s.fset.Position(at.Pos()).Line
	s.put(f)
}

// written is the text of a node, with single spaces.
func (s *source) written(n ast.Node) string {
	if n == nil {
		return ""
	}
	return s.between(n.Pos(), n.End())
}

func (s *source) between(from, to token.Pos) string {
	return strings.Join(strings.Fields(string(s.text[s.offset(from):s.offset(to)])), " ")
}

func (s *source) offset(p token.Pos) int { return s.fset.Position(p).Offset }

// lines are a comment line by line; several groups are one comment.
func lines(groups ...*ast.CommentGroup) []string {
	var all []string
	for _, g := range groups {
		if g == nil {
			continue
		}
		for _, c := range g.List {
			all = append(all, strings.TrimPrefix(c.Text, "//"))
		}
	}
	return all
}

// spec reads a type, constants or variables.
func (s *source) spec(d *ast.GenDecl, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		s.typ(d, spec)
	case *ast.ValueSpec:
		for i, name := range spec.Names {
			if i < len(spec.Values) {
				s.valueOf(d, spec, name, spec.Values[i])
			}
		}
	}
}

// typ reads a type, and the fields of a struct.
func (s *source) typ(d *ast.GenDecl, spec *ast.TypeSpec) {
	name := s.prefix + spec.Name.Name
	f := &fact{id: id{kind: aType, name: name}, shape: s.written(spec.Type), doc: lines(d.Doc)}
	if spec.Assign.IsValid() {
		f.shape = "= " + f.shape
	}
	s.enums[spec.Name.Name] = f.shape == "string"
	if structure, ok := spec.Type.(*ast.StructType); ok {
		f.shape = "struct"
		for _, field := range structure.Fields.List {
			if len(field.Names) == 0 || !field.Names[0].IsExported() {
				f.value += s.written(field) + ";"
				continue
			}
			for _, n := range field.Names {
				s.add(&fact{id: id{kind: aField, name: name + "." + n.Name}, of: name, shape: s.written(field.Type), value: s.tag(field), doc: lines(field.Doc)}, n)
			}
		}
	}
	s.add(f, spec)
}

// tag is the JSON name of a field; its whole tag where it has none.
func (s *source) tag(field *ast.Field) string {
	if field.Tag == nil {
		return ""
	}
	text := strings.Trim(field.Tag.Value, "`")
	if name, ok := strings.CutPrefix(text, `json:"`); ok {
		if name, ok = strings.CutSuffix(name, `,omitzero"`); ok {
			return name
		}
	}
	return text
}

// valueOf reads a constant or a variable.
func (s *source) valueOf(d *ast.GenDecl, spec *ast.ValueSpec, name *ast.Ident, value ast.Expr) {
	f := &fact{id: id{kind: aConstant, name: s.prefix + name.Name}, shape: s.written(spec.Type), value: s.written(value), doc: lines(spec.Doc)}
	typeName := strings.TrimPrefix(f.shape, "*")
	switch {
	case name.Name == "_":
		s.runtime(spec, value)
		return
	case !name.IsExported():
		return
	case d.Tok == token.VAR:
		f.kind, f.shape = aVariable, s.written(spec)
		s.property(f, value)
	case s.enums[typeName]:
		f.kind, f.of = aMember, s.prefix+typeName
		if number := strings.Join(lines(spec.Comment), ""); number != "" {
			f.value += " (" + strings.TrimSpace(number) + ")"
		}
	}
	s.add(f, name)
}

// property reads a variable that names a property: filter.Property[*Item, string]{Name: "name"}.
func (s *source) property(f *fact, value ast.Expr) {
	literal, ok := value.(*ast.CompositeLit)
	if !ok || len(literal.Elts) != 1 || !strings.HasPrefix(s.written(literal.Type), "filter.") {
		return
	}
	if name, ok := literal.Elts[0].(*ast.KeyValueExpr); ok {
		f.kind, f.shape, f.value = aProperty, s.written(literal.Type), s.written(name.Value)
		f.of = s.prefix + owner(f.shape)
	}
}

// owner is the model in the type of a variable that names one of its properties: the first type argument.
func owner(shape string) string {
	_, arguments, _ := strings.Cut(shape, "[*")
	name, _, _ := strings.Cut(arguments, ",")
	return strings.TrimSuffix(name, "]")
}

// runtime reads the line that checks the version of the runtime: EnforceVersion(3 - MinVersion).
func (s *source) runtime(spec *ast.ValueSpec, value ast.Expr) {
	ast.Inspect(value, func(n ast.Node) bool {
		if number, ok := n.(*ast.BasicLit); ok && number.Kind == token.INT {
			s.add(&fact{id: id{kind: aRuntime, name: path.Dir(s.name)}, shape: number.Value}, spec)
		}
		return true
	})
}

// function reads a function or method: its signature, and what its code says.
func (s *source) function(d *ast.FuncDecl) {
	if d.Body == nil {
		return
	}
	if !d.Name.IsExported() {
		if s.prefix != "" { // the service in memory: what it is made of
			s.pkg.value += s.between(d.Pos(), d.End())
		}
		return
	}
	name, of := s.prefix+d.Name.Name, ""
	if d.Recv != nil && len(d.Recv.List) == 1 {
		of = s.prefix + strings.TrimPrefix(s.written(d.Recv.List[0].Type), "*")
		name = of + "." + d.Name.Name
	}
	f := &fact{id: id{kind: aFunction, name: name}, of: of, shape: s.between(d.Type.Params.Pos(), d.Type.End()), doc: lines(d.Doc)}
	if d.Name.Name == "CheckOData" {
		s.rules(d, of)
	} else {
		f.value = s.between(d.Pos(), d.Name.Pos()) + s.code(d, name) // with the receiver, which may be a pointer
	}
	s.add(f, d.Name)
}

// rules reads the calls of CheckOData: v.MaxLength("mail", &m.Mail, 64).
func (s *source) rules(d *ast.FuncDecl, of string) {
	for _, statement := range d.Body.List {
		expression, ok := statement.(*ast.ExprStmt)
		if !ok {
			continue
		}
		call, ok := expression.X.(*ast.CallExpr)
		const propertyAndField = 2
		if !ok || len(call.Args) < propertyAndField {
			continue
		}
		check, isMethod := call.Fun.(*ast.SelectorExpr)
		address, isAddress := call.Args[1].(*ast.UnaryExpr)
		if !isMethod || !isAddress {
			continue
		}
		field, ok := address.X.(*ast.SelectorExpr)
		if !ok {
			continue
		}
		given := ""
		if len(call.Args) > propertyAndField {
			given = s.given(call.Args[propertyAndField:])
		}
		name := of + "." + field.Sel.Name
		r := id{kind: aRule, name: name, detail: check.Sel.Name}
		if before := s.byID[r]; before != nil { // a check may stand there twice, with something else
			given = before.shape + " and " + given
		}
		s.add(&fact{id: r, of: name, shape: given}, call)
	}
}

// given is what a check is given, without the call that makes a regular expression of it.
func (s *source) given(args []ast.Expr) string {
	if made, ok := args[0].(*ast.CallExpr); ok {
		args = made.Args
	}
	return s.between(args[0].Pos(), args[len(args)-1].End())
}

// code is the code of a method without the restrictions in it, which are facts of their own.
func (s *source) code(d *ast.FuncDecl, name string) string {
	text, from := "", d.Body.Pos()
	var cut []*ast.CallExpr
	ast.Inspect(d.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if method, ok := call.Fun.(*ast.SelectorExpr); ok && method.Sel.Name == "Restrict" {
			cut = append([]*ast.CallExpr{call}, cut...) // the innermost is written first
			s.restriction(call, name)
		}
		return true
	})
	for _, call := range cut {
		method := call.Fun.(*ast.SelectorExpr) //nolint:forcetypeassert // as looked at above
		text += s.between(from, method.X.End())
		from = call.End()
	}
	return text + s.between(from, d.Body.End())
}

// uses are the words for what requests do, by the runtime's names.
var uses = map[string]string{"ForRead": "read", "ForInsert": "create", "ForUpdate": "update", "ForDelete": "delete"}

// restriction reads Restrict(ForInsert|ForUpdate, Restriction{...}).
func (s *source) restriction(call *ast.CallExpr, name string) {
	const usesAndRestriction = 2
	if len(call.Args) != usesAndRestriction {
		return
	}
	restriction, ok := call.Args[1].(*ast.CompositeLit)
	if !ok {
		return
	}
	for word := range strings.SplitSeq(s.written(call.Args[0]), "|") {
		use := strings.TrimSpace(word)
		use = uses[use[strings.LastIndex(use, ".")+1:]]
		for _, e := range restriction.Elts {
			member, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if s.written(member.Key) == "Required" {
				s.required(member.Value, name, use)
				continue
			}
			s.add(&fact{id: id{kind: aPermission, name: name, detail: use}, of: name, shape: s.written(member.Value)}, member)
		}
	}
}

// required reads the list of what requests have to have.
func (s *source) required(list ast.Expr, name, use string) {
	values, ok := list.(*ast.CompositeLit)
	if !ok {
		return
	}
	for _, v := range values.Elts {
		property, err := strconv.Unquote(s.written(v))
		if err != nil {
			continue
		}
		s.add(&fact{id: id{kind: aRequired, name: name, detail: use + " " + property}, of: name}, v)
	}
}
