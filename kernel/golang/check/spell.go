package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// A speller writes types of the session as expressions, for variables that are declared again in
// every package. Parts that are not of the session get helper names: the source's own names for
// them may mean something else by now.
type speller struct {
	pkg     *types.Package // of the helpers
	prefix  string         // makes helper names unique
	pos     token.Pos      // where errors about the expression belong
	helpers []*types.TypeName
	imports []Import // what types are selected from
}

func (s *speller) ident(name string) *ast.Ident { return &ast.Ident{NamePos: s.pos, Name: name} }

func (s *speller) spell(t types.Type) ast.Expr {
	if !ofSession(t) {
		h := detached(types.NewTypeName(token.NoPos, s.pkg, "ᐧ"+s.prefix+"ᐧ"+strconv.Itoa(len(s.helpers)), frozen(t, s.pkg)))
		s.helpers = append(s.helpers, h)
		return s.ident(h.Name())
	}
	switch t := t.(type) {
	case *types.Named:
		if !inSession(t.Obj()) {
			return s.qualified(t) // a package's generic type of the session's types
		}
		return s.instance(t.Obj(), t.TypeArgs())
	case *types.Alias:
		if inSession(t.Obj()) {
			return s.instance(t.Obj(), t.TypeArgs())
		}
		return s.spell(t.Rhs())
	case *types.Pointer:
		return &ast.StarExpr{Star: s.pos, X: s.spell(t.Elem())}
	case *types.Slice:
		return &ast.ArrayType{Lbrack: s.pos, Elt: s.spell(t.Elem())}
	case *types.Array:
		n := &ast.BasicLit{ValuePos: s.pos, Kind: token.INT, Value: strconv.FormatInt(t.Len(), 10)}
		return &ast.ArrayType{Lbrack: s.pos, Len: n, Elt: s.spell(t.Elem())}
	case *types.Chan:
		dir := map[types.ChanDir]ast.ChanDir{types.SendRecv: ast.SEND | ast.RECV, types.SendOnly: ast.SEND, types.RecvOnly: ast.RECV}[t.Dir()]
		return &ast.ChanType{Begin: s.pos, Dir: dir, Value: s.spell(t.Elem())}
	case *types.Map:
		return &ast.MapType{Map: s.pos, Key: s.spell(t.Key()), Value: s.spell(t.Elem())}
	case *types.Signature:
		return s.signature(t)
	case *types.Struct:
		return s.structType(t)
	case *types.Interface:
		return s.interfaceType(t)
	}
	return s.ident("ᐧunspellable") // a type parameter cannot be in a package-level type
}

func (s *speller) instance(obj *types.TypeName, args *types.TypeList) ast.Expr {
	if args.Len() == 0 {
		return s.ident(obj.Name())
	}
	list := &ast.IndexListExpr{X: s.ident(obj.Name()), Lbrack: s.pos, Rbrack: s.pos}
	for t := range args.Types() {
		list.Indices = append(list.Indices, s.spell(t))
	}
	return list
}

func (s *speller) signature(t *types.Signature) *ast.FuncType {
	fields := func(tuple *types.Tuple, variadic bool) *ast.FieldList {
		list := &ast.FieldList{Opening: s.pos, Closing: s.pos}
		for i := range tuple.Len() {
			v := tuple.At(i)
			f := &ast.Field{}
			if v.Name() != "" {
				f.Names = []*ast.Ident{s.ident(v.Name())}
			}
			if variadic && i == tuple.Len()-1 {
				f.Type = &ast.Ellipsis{Ellipsis: s.pos, Elt: s.spell(v.Type().(*types.Slice).Elem())}
			} else {
				f.Type = s.spell(v.Type())
			}
			list.List = append(list.List, f)
		}
		return list
	}
	return &ast.FuncType{Func: s.pos, Params: fields(t.Params(), t.Variadic()), Results: fields(t.Results(), false)}
}

func (s *speller) structType(t *types.Struct) ast.Expr {
	list := &ast.FieldList{Opening: s.pos, Closing: s.pos}
	for i := range t.NumFields() {
		v := t.Field(i)
		f := &ast.Field{Type: s.spell(v.Type())}
		if !v.Embedded() {
			f.Names = []*ast.Ident{s.ident(v.Name())}
		} else if !ofSession(v.Type()) {
			f.Type = s.qualified(v.Type()) // a helper's name would become the field's
		}
		if tag := t.Tag(i); tag != "" {
			f.Tag = &ast.BasicLit{ValuePos: s.pos, Kind: token.STRING, Value: strconv.Quote(tag)}
		}
		list.List = append(list.List, f)
	}
	return &ast.StructType{Struct: s.pos, Fields: list}
}

// qualified spells a type that a package declares, or a pointer to it, by the package's path.
func (s *speller) qualified(t types.Type) ast.Expr {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return &ast.StarExpr{Star: s.pos, X: s.qualified(p.Elem())}
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return s.ident(types.TypeString(t, nil)) // error and the like
	}
	path := n.Obj().Pkg().Path()
	s.imports = append(s.imports, Import{"ᐧ" + path, path})
	sel := &ast.SelectorExpr{X: s.ident("ᐧ" + path), Sel: s.ident(n.Obj().Name())}
	if n.TypeArgs().Len() == 0 {
		return sel
	}
	list := &ast.IndexListExpr{X: sel, Lbrack: s.pos, Rbrack: s.pos}
	for arg := range n.TypeArgs().Types() {
		list.Indices = append(list.Indices, s.spell(arg))
	}
	return list
}

func (s *speller) interfaceType(t *types.Interface) ast.Expr {
	list := &ast.FieldList{Opening: s.pos, Closing: s.pos}
	for m := range t.ExplicitMethods() {
		list.List = append(list.List, &ast.Field{Names: []*ast.Ident{s.ident(m.Name())}, Type: s.signature(m.Signature())})
	}
	for e := range t.EmbeddedTypes() {
		list.List = append(list.List, &ast.Field{Type: s.spell(e)})
	}
	return &ast.InterfaceType{Interface: s.pos, Methods: list}
}
