package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// Channels (rule "traced", race.go). Their operations are made by helpers, so that a channel is evaluated once.

// tracedReceive is the receive from the channel that e stands for; with what says whether it was open, if pair.
func (f *fn) tracedReceive(at ast.Node, e ast.Expr, pair bool) string {
	t := f.l.core(f.typeOf(e))
	elem := f.text(coreType(t).(*types.Chan).Elem())
	name := "receive"
	if pair {
		name = "receive_pair"
	}
	h := f.l.helper(name, t, func(name, text string) string {
		results, value := " "+elem, "v"
		if pair {
			results, value = " ("+elem+", bool)", "v, ok"
		}
		return "func " + name + "(c " + text + ")" + results + " {\n" + trace("receiving", "", "c") + "\n" + value + " := <-c\n" +
			trace("received", "", "c") + "\nreturn " + value + "\n}\n"
	})
	return f.mark(MarkCall, at.Pos()) + h + "(" + f.openedExpr(e) + ")"
}

// tracedSend is the send of a lowered value.
func (f *fn) tracedSend(x *ast.SendStmt, v string) string {
	t := f.l.core(f.typeOf(x.Chan))
	elem := f.text(coreType(t).(*types.Chan).Elem())
	h := f.l.helper("send", t, func(name, text string) string {
		return "func " + name + "(c " + text + ", v " + elem + ") {\n" + trace("sending", "", "c") + "\nc <- v\n" + trace("sent", "", "c") + "\n}\n"
	})
	return f.mark(MarkCall, x.Pos()) + h + "(" + f.openedExpr(x.Chan) + ", " + v + ")"
}

// tracedClose is the name of a helper that closes a channel of type t.
func (f *fn) tracedClose(t types.Type) string {
	t = f.l.core(t)
	return f.l.helper("close", t, func(name, text string) string {
		return "func " + name + "(c " + text + ") {\n" + trace("closing", "", "c") + "\nclose(c)\n}\n"
	})
}

// tracedSelect is what is told before and behind a select statement's call.
func (s *selection) tracedSelect() (before, behind string) {
	if !s.l.race {
		return "", ""
	}
	return trace("select "+s.ops, "", s.channels...) + "\n", trace("chose "+s.ops, "", append([]string{s.chosen}, s.channels...)...) + "\n"
}

// tracedRange is a range loop over a channel: each of its receives is told of.
func (r ranged) tracedRange(t *jumpTarget, over string, c *types.Chan) string {
	ch, v, ok := r.l.temp("c"), r.l.temp("v"), r.l.temp("ok")
	return "{\n" + ch + " := " + over + "\n" + t.wrap("for {\n"+trace("receiving", "", ch)+"\n"+v+", "+ok+" := "+r.mark(MarkRecv, r.x.Range)+"<-"+ch+"\n"+trace("received", "", ch)+"\nif !"+ok+" { break }\n"+
		r.bind(r.x.Key, v, c.Elem())+r.loopBody(t, r.x.Body.List)+"}") + "\n}"
}

// tracedFunc is the call of a function value that a range loop is over.
func (r ranged) tracedFunc(call string) string {
	if !r.l.race {
		return call
	}
	return strings.Join([]string{trace("releaseglobal", ""), call, trace("acquireglobal", "")}, "\n")
}
