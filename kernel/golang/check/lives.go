package check

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
)

// declared makes live declarations of what the unit declares.
func (d *draft) declared(next *state) []*live {
	var out []*live
	for _, decl := range d.order {
		if l := d.live(decl, next.hidden); l != nil {
			out = append(out, l)
		}
	}
	return out
}

func (d *draft) live(decl *declaration, hidden *types.Package) *live {
	l := &live{key: decl.key, kind: decl.kind, gen: d.generation(decl.key), slot: d.u.Seq, pos: decl.ident.Pos(), end: decl.end, text: d.text(decl)}
	switch decl.kind {
	case funcKind:
		l.mention(d.u.Info, decl.fn, decl.fn.Type, decl.fn.Recv)
		fn, _ := d.u.Info.Defs[decl.ident].(*types.Func)
		if fn == nil {
			return nil
		}
		sig := fn.Signature()
		l.generic = sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0
		if decl.fn.Recv == nil && !ofSession(sig) {
			l.obj = frozenObject(fn, hidden)
			return l
		}
		short := *decl.fn
		short.Body, short.Doc = nil, nil
		l.decl = &short
	case typeKind:
		spec := *decl.spec.(*ast.TypeSpec)
		l.mention(d.u.Info, &spec, &spec)
		l.generic = spec.TypeParams != nil
		spec.Doc, spec.Comment = nil, nil
		l.decl = &ast.GenDecl{TokPos: decl.ident.Pos(), Tok: token.TYPE, Specs: []ast.Spec{&spec}}
	default:
		obj := d.u.Pkg.Scope().Lookup(decl.key)
		if obj == nil {
			return nil
		}
		d.value(l, obj, hidden)
	}
	return l
}

// value fills in a variable or constant.
func (d *draft) value(l *live, obj types.Object, hidden *types.Package) {
	if !ofSession(obj.Type()) {
		l.obj = frozenObject(obj, hidden)
		return
	}
	s := &speller{pkg: hidden, prefix: l.key + "ᐧ" + strconv.Itoa(d.u.Seq), pos: obj.Pos()}
	spec := &ast.ValueSpec{Names: []*ast.Ident{s.ident(l.key)}, Type: s.spell(obj.Type())}
	tok := token.VAR
	if c, ok := obj.(*types.Const); ok {
		tok = token.CONST
		spec.Values = []ast.Expr{literal(c.Val(), obj.Pos())}
	}
	l.helpers, l.imports = s.helpers, s.imports
	l.decl = &ast.GenDecl{TokPos: obj.Pos(), Tok: tok, Specs: []ast.Spec{spec}}
	l.deps = typeNames(spec.Type)
	l.short = l.deps
}

// literal is a constant's value as an expression.
func literal(v constant.Value, pos token.Pos) ast.Expr {
	switch v.Kind() {
	case constant.Bool:
		return &ast.BinaryExpr{ // true and false may be names of the session
			X: &ast.BasicLit{ValuePos: pos, Kind: token.INT, Value: "0"}, OpPos: pos,
			Op: map[bool]token.Token{true: token.EQL, false: token.NEQ}[constant.BoolVal(v)],
			Y:  &ast.BasicLit{ValuePos: pos, Kind: token.INT, Value: "0"},
		}
	case constant.String:
		return &ast.BasicLit{ValuePos: pos, Kind: token.STRING, Value: strconv.Quote(constant.StringVal(v))}
	case constant.Complex:
		imag := &ast.BinaryExpr{X: literal(constant.Imag(v), pos), OpPos: pos, Op: token.MUL, Y: &ast.BasicLit{ValuePos: pos, Kind: token.IMAG, Value: "1i"}}
		return &ast.BinaryExpr{X: literal(constant.Real(v), pos), OpPos: pos, Op: token.ADD, Y: imag}
	case constant.Float:
		num, den := literal(constant.Num(v), pos), literal(constant.Denom(v), pos)
		if n, ok := num.(*ast.BasicLit); ok {
			n.Kind, n.Value = token.FLOAT, n.Value+".0"
		}
		return &ast.BinaryExpr{X: num, OpPos: pos, Op: token.QUO, Y: den}
	}
	if constant.Sign(v) < 0 {
		return &ast.UnaryExpr{OpPos: pos, Op: token.SUB, X: literal(constant.UnaryOp(token.SUB, v, 0), pos)}
	}
	return &ast.BasicLit{ValuePos: pos, Kind: token.INT, Value: v.ExactString()}
}

// typeNames are the session's names in a type that a speller wrote.
func typeNames(e ast.Expr) []string {
	names := map[string]bool{}
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			ast.Inspect(n.Type, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					names[id.Name] = true
				}
				return true
			})
			return true
		case *ast.Ident:
			names[n.Name] = true
		}
		return true
	})
	return slices.Sorted(maps.Keys(names))
}

// mention records what a declaration mentions, and what its short parts mention.
func (l *live) mention(info *types.Info, all ast.Node, short ...ast.Node) {
	m := newMentions()
	for _, n := range short {
		if n, ok := n.(*ast.FieldList); ok && n == nil {
			continue
		}
		m.add(info, n)
	}
	l.short = m.sorted()
	m.add(info, all)
	l.deps, l.imports = m.sorted(), m.packages()
}

// redone makes the new live declarations of what the unit emits again.
func (d *draft) redone() map[string]*live {
	out := map[string]*live{}
	for key, old := range d.redo {
		l := *old
		l.gen = d.u.Seq
		if fn := d.bodies[key]; fn != nil {
			l.mention(d.u.Info, fn, fn.Type, fn.Recv)
		}
		out[key] = &l
	}
	return out
}
