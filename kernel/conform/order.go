package conform

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A decl is a declaration that can be a cell of its own: a function, a method, a type, a group of
// constants, one line of variables.
type decl struct {
	text  string
	node  ast.Node
	place token.Pos
	needs map[*decl]bool // must be in the session before
}

// groups are the declarations, except of init and main, in an order in which each group needs only
// itself and earlier ones.
func (p *program) groups() [][]*decl {
	decls, of := p.decls()
	methods := map[*types.TypeName][]*decl{}
	for obj, d := range of {
		if f, ok := obj.(*types.Func); ok {
			if t := receiver(f); t != nil {
				methods[t] = append(methods[t], d)
			}
		}
	}
	for _, d := range decls {
		p.needs(d, of, methods)
	}
	var last *decl
	for _, init := range p.info.InitOrder {
		for _, d := range decls {
			if _, ok := d.node.(*ast.ValueSpec); ok && within(init.Rhs, d.node) {
				if last != nil && last != d {
					d.needs[last] = true
				}
				last = d
			}
		}
	}
	return components(decls)
}

func within(inner, outer ast.Node) bool {
	return outer.Pos() <= inner.Pos() && inner.End() <= outer.End()
}

// decls are the declarations in the order of the source, and those of each object.
func (p *program) decls() (list []*decl, of map[types.Object]*decl) {
	of = map[types.Object]*decl{}
	add := func(text string, node ast.Node, names ...*ast.Ident) {
		d := &decl{text: text, node: node, place: node.Pos(), needs: map[*decl]bool{}}
		for _, name := range names {
			if obj := p.info.Defs[name]; obj != nil {
				of[obj] = d
			}
		}
		list = append(list, d)
	}
	for _, d := range p.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d != p.run && !isInit(d) {
				add(p.text(d.Doc, d), d, d.Name)
			}
		case *ast.GenDecl:
			switch d.Tok {
			case token.CONST:
				var names []*ast.Ident
				for _, s := range d.Specs {
					names = append(names, s.(*ast.ValueSpec).Names...)
				}
				add(p.text(d.Doc, d), d, names...)
			case token.VAR:
				for _, s := range d.Specs {
					s := s.(*ast.ValueSpec)
					add("var "+p.text(nil, s), s, s.Names...)
				}
			case token.TYPE:
				for _, s := range d.Specs {
					s := s.(*ast.TypeSpec)
					add("type "+p.text(nil, s), s, s.Name)
				}
			}
		}
	}
	return list, of
}

// receiver is the type that a method belongs to, nil for other functions and for interfaces' methods.
func receiver(f *types.Func) *types.TypeName {
	recv := f.Signature().Recv()
	if recv == nil {
		return nil
	}
	t := types.Unalias(recv.Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	if named, ok := t.(*types.Named); ok && !types.IsInterface(named) {
		return named.Origin().Obj()
	}
	return nil
}

// needs finds what d mentions, and the methods of all types whose values it handles as a whole: such a
// value may become one of an interface. One that is only selected from does not.
func (p *program) needs(d *decl, of map[types.Object]*decl, methods map[*types.TypeName][]*decl) {
	need := func(other *decl) {
		if other != nil && other != d {
			d.needs[other] = true
		}
	}
	seen := map[types.Type]bool{}
	whole := func(t types.Type) {
		eachNamed(t, seen, func(name *types.TypeName) {
			for _, m := range methods[name] {
				need(m)
			}
		})
	}
	_, isType := d.node.(*ast.TypeSpec)
	selected := map[ast.Expr]bool{}
	signature := map[ast.Node]bool{}
	if f, ok := d.node.(*ast.FuncDecl); ok {
		signature[f.Type] = true
		if f.Recv != nil {
			signature[f.Recv] = true
		}
	}
	depth := 0 // inside of the declaration's own signature
	var visit func(n ast.Node)
	visit = func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				selected[ast.Unparen(n.X)] = true
			case *ast.Ident:
				if obj := p.info.Uses[n]; obj != nil {
					if f, ok := obj.(*types.Func); ok {
						obj = f.Origin()
					}
					need(of[obj])
				}
				for t := range p.info.Instances[n].TypeArgs.Types() {
					whole(t)
				}
			case *ast.FieldList, *ast.FuncType:
				if signature[n] {
					delete(signature, n)
					depth++
					visit(n)
					depth--
					return false
				}
			}
			if e, ok := n.(ast.Expr); ok && depth == 0 && !isType && !selected[e] {
				if t := p.info.Types[e].Type; t != nil {
					whole(t)
				}
			}
			return true
		})
	}
	visit(d.node)
}

// eachNamed calls f for every type declared in the program that t is made of.
func eachNamed(t types.Type, seen map[types.Type]bool, f func(*types.TypeName)) {
	if t == nil || seen[t] {
		return
	}
	seen[t] = true
	switch t := t.(type) {
	case *types.Alias:
		eachNamed(types.Unalias(t), seen, f)
	case *types.Named:
		f(t.Origin().Obj())
		for a := range t.TypeArgs().Types() {
			eachNamed(a, seen, f)
		}
		if pkg := t.Obj().Pkg(); pkg != nil && pkg.Path() == "main" {
			eachNamed(t.Underlying(), seen, f)
		}
	case *types.Pointer:
		eachNamed(t.Elem(), seen, f)
	case *types.Slice:
		eachNamed(t.Elem(), seen, f)
	case *types.Array:
		eachNamed(t.Elem(), seen, f)
	case *types.Chan:
		eachNamed(t.Elem(), seen, f)
	case *types.Map:
		eachNamed(t.Key(), seen, f)
		eachNamed(t.Elem(), seen, f)
	case *types.Struct:
		for v := range t.Fields() {
			eachNamed(v.Type(), seen, f)
		}
	case *types.Tuple:
		for v := range t.Variables() {
			eachNamed(v.Type(), seen, f)
		}
	}
}

// components are the groups of declarations that need each other, those that a group needs before it
// (Tarjan's algorithm). Within a group and where nothing else decides, the order is that of the source.
func components(decls []*decl) [][]*decl {
	var out [][]*decl
	index, low := map[*decl]int{}, map[*decl]int{}
	onStack := map[*decl]bool{}
	var stack []*decl
	var visit func(d *decl)
	visit = func(d *decl) {
		index[d] = len(index) + 1
		low[d] = index[d]
		stack, onStack[d] = append(stack, d), true
		for _, n := range decls {
			switch {
			case !d.needs[n]:
			case index[n] == 0:
				visit(n)
				low[d] = min(low[d], low[n])
			case onStack[n]:
				low[d] = min(low[d], index[n])
			}
		}
		if low[d] != index[d] {
			return
		}
		at := slices.Index(stack, d)
		group := slices.Clone(stack[at:])
		stack = stack[:at]
		for _, g := range group {
			onStack[g] = false
		}
		slices.SortFunc(group, func(a, b *decl) int { return cmp.Compare(a.place, b.place) })
		out = append(out, group)
	}
	for _, d := range decls {
		if index[d] == 0 {
			visit(d)
		}
	}
	return out
}
