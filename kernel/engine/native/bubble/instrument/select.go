package instrument

import (
	"fmt"
	"go/ast"
	"strings"
)

// selectStmt notes a select with cases. It becomes a switch over which case package schedule did:
//
//	select {                      switch ws0, ws1 := Recv(a), To(b).Case(f()); Select(false, ws0, ws1) {
//	case v, ok := <-a:            case 0: v, ok := ws0.V, ws0.OK;
//	case b <- f():                case 1:
//	}                             default: panic("unreachable")}
//
// Channels and values are evaluated once and in their order, as a select does, break leaves either, and the
// added default makes it a terminating statement where the select was one.
func (w *writer) selectStmt(n *ast.SelectStmt) {
	cases := 0
	for _, s := range n.Body.List {
		c := s.(*ast.CommClause)
		if c.Comm == nil {
			continue
		}
		cases++
		ch, _, _ := parts(c.Comm)
		if !w.isChan(ch) {
			return // a type parameter's: left alone
		}
	}
	if cases == 0 {
		return
	}
	for _, s := range n.Body.List {
		if c := s.(*ast.CommClause); c.Comm != nil {
			w.skipComm(c.Comm)
		}
	}
	w.add(n, func(next int) string { return w.asSwitch(n, next) })
}

// skipComm keeps the operation of a case from being noted by itself.
func (w *writer) skipComm(s ast.Stmt) {
	w.skip[s] = true
	ast.Inspect(s, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.UnaryExpr:
			w.skip[n] = true
			return false
		case *ast.SendStmt, *ast.ExprStmt, *ast.AssignStmt, *ast.ParenExpr:
			return true
		}
		return false
	})
}

// parts are a case's channel, the value that it sends, and what it assigns the received one to.
func parts(s ast.Stmt) (ch, value ast.Expr, assign *ast.AssignStmt) {
	switch s := s.(type) {
	case *ast.SendStmt:
		return s.Chan, s.Value, nil
	case *ast.ExprStmt:
		return ast.Unparen(s.X).(*ast.UnaryExpr).X, nil, nil
	case *ast.AssignStmt:
		return ast.Unparen(s.Rhs[0]).(*ast.UnaryExpr).X, nil, s
	}
	panic(fmt.Sprintf("instrument: a case with a %T", s)) // the parser accepts no other
}

func (w *writer) asSwitch(n *ast.SelectStmt, next int) string {
	var names, values []string
	headers := make([]string, len(n.Body.List))
	hasDefault := false
	for i, s := range n.Body.List {
		c := s.(*ast.CommClause)
		if c.Comm == nil {
			hasDefault = true
			headers[i] = "default:"
			continue
		}
		name := fmt.Sprintf("weftcase%d", len(names))
		headers[i] = fmt.Sprintf("case %d:", len(names))
		names = append(names, name)
		ch, value, assign := parts(c.Comm)
		if value != nil {
			values = append(values, alias+".To("+w.moved(ch, next)+").Case("+w.moved(value, next)+")")
		} else {
			values = append(values, alias+".Recv("+w.moved(ch, next)+")")
		}
		if assign != nil {
			headers[i] += w.assign(assign, name, next)
		}
	}
	var b strings.Builder
	list := strings.Join(names, ", ")
	fmt.Fprintf(&b, "switch %s := %s; %s%s.Select(%v, %s) ", list, strings.Join(values, ", "), w.line(n.Pos()), alias, hasDefault, list)
	at := w.offset(n.Body.Pos())
	b.WriteString(w.line(n.Body.Pos()))
	for i, s := range n.Body.List {
		c := s.(*ast.CommClause)
		b.WriteString(w.text(at, w.offset(c.Pos()), next))
		b.WriteString(headers[i])
		b.WriteString(w.line(c.Colon + 1))
		at = w.offset(c.Colon) + 1
	}
	b.WriteString(w.text(at, w.offset(n.Body.Rbrace), next))
	if !hasDefault {
		b.WriteString("default: panic(\"unreachable\")")
		b.WriteString(w.line(n.Body.Rbrace))
	}
	b.WriteByte('}')
	return b.String()
}

// assign is the assignment of what a case received.
func (w *writer) assign(s *ast.AssignStmt, name string, next int) string {
	left := w.moved(s.Lhs[0], next)
	right := name + ".V"
	if len(s.Lhs) == 2 {
		left += ", " + w.moved(s.Lhs[1], next)
		right += ", " + name + ".OK"
	}
	return " " + left + " " + s.Tok.String() + " " + right + ";"
}
