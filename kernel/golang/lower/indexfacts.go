package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
)

// Rule "known indexes". An index that was checked needs no second check as long as nothing has happened
// that could change it or the length: no assignment to a variable that it is made of and, if it reads
// memory or variables that others can reach, no store of such a type and no call. What holds before a
// block holds in it; what is learnt in a block is forgotten behind it. If another goroutine changes the
// length without synchronisation the interpreter still panics, with Go's text but without the numbers.

// A fact is about an index: that it is in range of a base ("" is the fact that it is not negative).
type fact struct {
	vars  map[types.Object]bool // that it is made of
	loads []types.Type          // of what it reads from memory
	open  bool                  // code elsewhere may change it
}

// An effect is what a statement may change.
type effect struct {
	vars   map[types.Object]bool
	stores []types.Type
	calls  bool // anything that others can reach
}

// kills reports whether the effect may end the fact.
func (e *effect) kills(k fact) bool {
	if e.calls && (k.open || len(k.loads) > 0) {
		return true
	}
	for v := range k.vars {
		if e.vars[v] {
			return true
		}
	}
	for _, load := range k.loads {
		for _, store := range e.stores {
			if _, basic := store.Underlying().(*types.Basic); !basic || types.Identical(store.Underlying(), load.Underlying()) {
				return true
			}
		}
	}
	return false
}

// learn notes that x[i] is in range from here on.
func (f *fn) learn(x *ast.IndexExpr) {
	if f.jumps || f.conditional > 0 {
		return
	}
	var k fact
	index, ok := f.factOf(x.Index, &k)
	if !ok {
		return
	}
	f.note(sign+index, k)
	base, ok := f.factOf(x.X, &k)
	if !ok {
		return
	}
	f.note(base+"["+index, k)
}

// sign begins the facts of indexes that are not negative.
const sign = "+"

func (f *fn) note(name string, k fact) {
	if f.effect != nil && f.effect.kills(k) {
		return
	}
	if f.facts == nil {
		f.facts = map[string]fact{}
	}
	k.vars, k.loads = maps.Clone(k.vars), append([]types.Type(nil), k.loads...)
	f.facts[name] = k
}

// knows reports whether x[i] is in range.
func (f *fn) knows(x *ast.IndexExpr) bool {
	var k fact
	index, ok1 := f.factOf(x.Index, &k)
	base, ok2 := f.factOf(x.X, &k)
	if !ok1 || !ok2 {
		return false
	}
	_, known := f.facts[base+"["+index]
	return known
}

// knowsSign reports whether the index e is known not to be negative.
func (f *fn) knowsSign(e ast.Expr) bool {
	index, ok := f.factOf(e, &fact{})
	if !ok {
		return false
	}
	_, known := f.facts[sign+index]
	return known
}

// factOf names the value of e in terms of variables, and adds to k what it depends on.
func (f *fn) factOf(e ast.Expr, k *fact) (string, bool) {
	if tv := f.src.info.Types[e]; tv.Value != nil {
		return tv.Value.ExactString(), true
	}
	load := func() { k.loads = append(k.loads, f.typeOf(e)) }
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, ok := f.src.info.ObjectOf(x).(*types.Var)
		if !ok || !isSession(v) {
			return "", false
		}
		if k.vars == nil {
			k.vars = map[types.Object]bool{}
		}
		k.vars[v] = true
		if !f.owns(v) || f.shared(v) { // a pointer may lead to it
			k.open = true
			load()
		}
		return fmt.Sprintf("%p", v), true
	case *ast.SelectorExpr:
		s := f.src.info.Selections[x]
		if s == nil || s.Kind() != types.FieldVal {
			return "", false
		}
		base, ok := f.factOf(x.X, k)
		load()
		return base + "." + x.Sel.Name, ok
	case *ast.StarExpr:
		base, ok := f.factOf(x.X, k)
		load()
		return "*" + base, ok
	case *ast.IndexExpr:
		switch coreType(f.typeOf(x.X)).(type) {
		case *types.Slice, *types.Array:
		default:
			return "", false
		}
		base, ok1 := f.factOf(x.X, k)
		index, ok2 := f.factOf(x.Index, k)
		load()
		return base + "[" + index + "]", ok1 && ok2
	case *ast.BinaryExpr:
		if !f.pure(x) {
			return "", false
		}
		a, ok1 := f.factOf(x.X, k)
		b, ok2 := f.factOf(x.Y, k)
		return "(" + a + x.Op.String() + b + ")", ok1 && ok2
	}
	return "", false
}

// owns reports whether v is declared in the body that is being lowered, or is its parameter.
func (f *fn) owns(v *types.Var) bool {
	if f.whole == nil || !isLocalVar(v) {
		return false
	}
	return f.top || f.from <= v.Pos() && v.Pos() < f.whole.End()
}

// effectOf is what running n may change. Function literals count where they are called.
func (f *fn) effectOf(nodes ...ast.Node) *effect {
	e := &effect{vars: map[types.Object]bool{}}
	set := func(left ast.Expr) {
		if left == nil {
			return
		}
		if id, ok := ast.Unparen(left).(*ast.Ident); ok {
			if o := f.src.info.ObjectOf(id); o != nil {
				e.vars[o] = true
			}
			return
		}
		e.stores = append(e.stores, f.typeOf(left))
	}
	for _, n := range nodes {
		ast.Inspect(n, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.AssignStmt:
				for _, left := range x.Lhs {
					set(left)
				}
			case *ast.IncDecStmt:
				set(x.X)
			case *ast.RangeStmt:
				set(x.Key)
				set(x.Value)
				switch coreType(f.typeOf(x.X)).(type) {
				case *types.Chan, *types.Signature:
					e.calls = true
				}
			case *ast.DeclStmt:
				for _, s := range x.Decl.(*ast.GenDecl).Specs {
					if v, ok := s.(*ast.ValueSpec); ok {
						for _, id := range v.Names {
							set(id)
						}
					}
				}
			case *ast.CaseClause: // the variable of a type switch
				if o := f.src.info.Implicits[x]; o != nil {
					e.vars[o] = true
				}
			case *ast.SendStmt, *ast.SelectStmt, *ast.GoStmt, *ast.DeferStmt, *ast.LabeledStmt:
				e.calls = true
			case *ast.UnaryExpr:
				e.calls = e.calls || x.Op == token.ARROW
			case *ast.CallExpr:
				e.calls = e.calls || f.affects(x)
				if b := f.builtinOf(x.Fun); b == "append" || b == "copy" || b == "clear" {
					e.stores = append(e.stores, anyType)
				}
			}
			return true
		})
	}
	return e
}

// affects reports whether a call may run code that changes variables.
func (f *fn) affects(x *ast.CallExpr) bool {
	if f.src.info.Types[x.Fun].IsType() {
		return false
	}
	switch f.builtinOf(x.Fun) {
	case "len", "cap", "append", "copy", "make", "new", "min", "max", "delete", "clear":
		return false
	}
	t := f.inlineable(x)
	return t == nil || t.effects
}

// callsIn is how many calls and receives of s itself may change something; not those of its blocks.
func (f *fn) callsIn(s ast.Stmt) (n int) {
	var parts []ast.Node
	add := func(e ast.Expr) {
		if e != nil {
			parts = append(parts, e)
		}
	}
	switch x := s.(type) {
	case *ast.IfStmt:
		add(x.Cond)
	case *ast.ForStmt:
		add(x.Cond)
		for _, s := range []ast.Stmt{x.Init, x.Post} {
			if s != nil {
				parts = append(parts, s)
			}
		}
	case *ast.RangeStmt:
		add(x.X)
	case *ast.SwitchStmt:
		add(x.Tag)
	case *ast.TypeSwitchStmt:
		parts = append(parts, x.Assign)
	case *ast.SelectStmt, *ast.LabeledStmt, *ast.BlockStmt:
		return 2
	default:
		parts = append(parts, s)
	}
	for _, p := range parts {
		n += f.callsOf(p)
	}
	return n
}

// callsOf is how many calls and receives in n may change something.
func (f *fn) callsOf(n ast.Node) (calls int) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			if f.affects(x) {
				calls++
			}
		case *ast.UnaryExpr:
			if x.Op == token.ARROW {
				calls++
			}
		}
		return true
	})
	return calls
}

// begin notes what the statement s changes, before it is lowered; the result is called behind it.
func (f *fn) begin(s ast.Stmt) (end func()) {
	outer, calls, behind := f.effect, f.busy, f.behind
	f.busy, f.behind = f.callsIn(s), nil
	later := false
	switch x := s.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.LabeledStmt:
		f.effect = f.effectOf(x)
	case *ast.IfStmt:
		f.effect = f.effectOf(x.Cond)
	case *ast.BlockStmt:
		f.effect = nil
		return func() { f.effect, f.busy, f.behind = outer, calls, behind }
	default:
		f.effect, later = f.effectOf(s), true
	}
	own := f.effect
	if !later {
		f.forget(own)
	}
	return func() {
		f.forget(own)
		f.effect = nil
		for _, learn := range f.behind {
			learn()
		}
		f.effect, f.busy, f.behind = outer, calls, behind
	}
}

func (f *fn) forget(e *effect) {
	for name, k := range f.facts {
		if e.kills(k) {
			delete(f.facts, name)
		}
	}
}

// scoped forgets what is learnt while a block is lowered.
func (f *fn) scoped() (leave func()) {
	before := maps.Clone(f.facts)
	outer := f.effect
	f.effect = nil
	return func() {
		f.effect = outer
		for name := range before {
			if _, still := f.facts[name]; !still {
				delete(before, name)
			}
		}
		f.facts = before
	}
}
