package interp

import (
	"fmt"
	gotoken "go/token"
	"reflect"
	"strings"
	"sync/atomic"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/engine/rt/watch"
	"weft/kernel/engine/tracing"
	"weft/kernel/golang/lower"
)

// The interpreter does not know where in a function a panic was raised, only where the function's
// first statement is. So while a node runs whose place the lowered text gives (lower.Marks), its call
// frame holds a note of that place. A function around the node's own one makes the note, in a field of
// the frame that only the interpreter's debugger would use. Like frames.go this file knows the
// interpreter's structs by their fields' names; if one is not as expected there are no notes, and
// panics have no exact places.

// A note is where a node that can panic comes from. It lives as long as the node.
type note struct {
	lower.Mark
	in   string                 // the name of the function that it is in, "" for a literal
	text atomic.Pointer[string] // see place; nil before it is asked for
}

// A body is a function as the interpreter runs it: by its first node.
type body struct {
	name string // in the lowered text; "" for a literal
	mark lower.Mark
}

// A step runs a node in a frame and returns how to run the next one. A generator makes a node's step.
type (
	step      func(frame unsafe.Pointer) step
	generator func(node unsafe.Pointer)
)

// nodes gives access to the interpreter's programs, nodes and frames.
type nodes struct {
	ok     bool
	locks  *locks
	frames *frames
	watch  *watch.Watch // of instrumented code
	notes  *tracing.Notes
	kinds  map[uint]lower.Kind // of the nodes that get notes
	names  map[uint]string     // of all kinds of nodes

	nodeType reflect.Type // of a pointer to a node

	root                                                                                                           uintptr // in a program
	child, anc, start, tnext, fnext, kind, ident, pos, exec, gen, findex, level, nleft, val, rval, sym, typ, types uintptr // in a node
	symIndex, symGlobal                                                                                            uintptr // in a symbol
	results, typeName                                                                                              uintptr // in a type
	debug, data, outer, top, id, done                                                                              uintptr // in a frame

	positions *gotoken.FileSet
	limits
}

// marked are the names of the node kinds that marks stand for.
var marked = map[string]lower.Kind{
	"callExpr": lower.MarkCall, "selectorExpr": lower.MarkField, "starExpr": lower.MarkDeref,
	"binaryExpr": lower.MarkDivide, "assignStmt": lower.MarkAssign, "defineStmt": lower.MarkAssign,
	"incDecStmt": lower.MarkAssign, "sendStmt": lower.MarkSend, "indexExpr": lower.MarkIndex,
	"unaryExpr": lower.MarkRecv, "rangeStmt": lower.MarkRange, "funcDecl": lower.MarkFunc, "funcLit": lower.MarkFunc,
}

func newNodes(i *interp.Interpreter) *nodes {
	n := &nodes{kinds: map[uint]lower.Kind{}, names: map[uint]string{}}
	root, ok := reflect.TypeFor[interp.Program]().FieldByName("root")
	frame, found := reflect.TypeOf(i).Elem().FieldByName("frame")
	if !ok || !found || root.Type.Kind() != reflect.Pointer || frame.Type.Kind() != reflect.Pointer {
		return &nodes{}
	}
	n.root, n.nodeType, n.positions = root.Offset, root.Type, i.FileSet()
	node := root.Type.Elem()
	kind, ok := node.FieldByName("kind")
	sym, found := node.FieldByName("sym")
	typ, known := node.FieldByName("typ")
	if !ok || !found || !known || kind.Type.Kind() != reflect.Uint || sym.Type.Kind() != reflect.Pointer || typ.Type.Kind() != reflect.Pointer {
		return &nodes{}
	}
	for k := range uint(256) {
		v := reflect.New(kind.Type).Elem()
		v.SetUint(uint64(k))
		n.names[k] = fmt.Sprint(v.Interface())
		if m, ok := marked[n.names[k]]; ok {
			n.kinds[k] = m
		}
	}
	n.ok = len(n.kinds) == len(marked) &&
		offsets(node, map[string]field{
			"child": {reflect.SliceOf(root.Type), &n.child}, "anc": {root.Type, &n.anc}, "start": {root.Type, &n.start},
			"tnext": {root.Type, &n.tnext}, "fnext": {root.Type, &n.fnext}, "val": {reflect.TypeFor[any](), &n.val},
			"rval": {reflect.TypeFor[reflect.Value](), &n.rval}, "sym": {sym.Type, &n.sym},
			"kind": {kind.Type, &n.kind}, "ident": {reflect.TypeFor[string](), &n.ident}, "pos": {nil, &n.pos},
			"exec": {nil, &n.exec}, "gen": {nil, &n.gen}, "typ": {typ.Type, &n.typ}, "types": {reflect.TypeFor[[]reflect.Type](), &n.types},
			"findex": {reflect.TypeFor[int](), &n.findex}, "level": {reflect.TypeFor[int](), &n.level}, "nleft": {reflect.TypeFor[int](), &n.nleft},
		}) &&
		offsets(sym.Type.Elem(), map[string]field{
			"index": {reflect.TypeFor[int](), &n.symIndex}, "global": {reflect.TypeFor[bool](), &n.symGlobal},
		}) &&
		offsets(typ.Type.Elem(), map[string]field{"ret": {reflect.SliceOf(typ.Type), &n.results}, "name": {reflect.TypeFor[string](), &n.typeName}}) &&
		offsets(frame.Type.Elem(), map[string]field{
			"debug": {nil, &n.debug}, "data": {reflect.TypeFor[[]reflect.Value](), &n.data},
			"anc": {frame.Type, &n.outer}, "root": {frame.Type, &n.top}, "id": {reflect.TypeFor[uint64](), &n.id}, "done": {reflect.TypeFor[reflect.SelectCase](), &n.done},
		})
	return n
}

// A field is what a struct is expected to have: a type, nil if it cannot be named here.
type field struct {
	typ    reflect.Type
	offset *uintptr
}

// offsets finds the fields of a struct.
func offsets(t reflect.Type, fields map[string]field) bool {
	for name, f := range fields {
		found, ok := t.FieldByName(name)
		if !ok || f.typ != nil && found.Type != f.typ {
			return false
		}
		*f.offset = found.Offset
	}
	return true
}

// at is the field of the type T at an offset of p.
func at[T any](p unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(p, offset)) }

// A token is what a mark can stand for.
type token struct {
	kind lower.Kind
	at   int
}

// annotate lets the nodes of p, which has been compiled but not yet executed, make notes of the marks in its
// source. It returns its functions by their first nodes.
func (n *nodes) annotate(i *interp.Interpreter, p *interp.Program, source string) map[uintptr]body {
	root := *at[unsafe.Pointer](unsafe.Pointer(p), n.root)
	if !n.ok || root == nil {
		return nil
	}
	marks := map[token][]lower.Mark{}
	for _, m := range lower.Marks(source) {
		t := token{m.Kind, m.At}
		marks[t] = append(marks[t], m)
	}
	shift, ok := n.shift(i, root, source)
	if !ok {
		return nil
	}
	found := map[token][]unsafe.Pointer{}
	waits := map[unsafe.Pointer]bool{} // calls of compiled functions, any of which may wait
	makes := map[unsafe.Pointer]bool{} // calls of make
	bodies := map[uintptr]body{}
	var firsts []unsafe.Pointer
	n.walk(root, func(node unsafe.Pointer) {
		kind, ok := n.kinds[*at[uint](node, n.kind)]
		if !ok {
			return
		}
		children := *at[[]unsafe.Pointer](node, n.child)
		token := token{kind, 0}
		switch kind {
		case lower.MarkFunc:
			if len(children) == 4 {
				if first := *at[unsafe.Pointer](children[3], n.start); first != nil {
					b := body{name: *at[string](children[1], n.ident)}
					token.at = offset(i, *at[int](node, n.pos)) - shift
					if m := marks[token]; len(m) == 1 {
						b.mark = m[0]
					}
					bodies[uintptr(first)] = b
					firsts = append(firsts, first)
				}
			}
			return
		case lower.MarkField, lower.MarkIndex:
			token.at = offset(i, *at[int](children[1], n.pos)) - shift
		case lower.MarkCall:
			name := n.generatorOf(node)
			waits[node], makes[node] = generators+name == callGenerator, name == "_make"
			n.call(node)
			fallthrough
		default:
			token.at = offset(i, *at[int](node, n.pos)) - shift
		}
		if len(marks[token]) > 0 {
			found[token] = append(found[token], node)
		}
	})
	own := map[unsafe.Pointer]bool{}
	for t, all := range found {
		for _, node := range all {
			own[node] = t.kind == lower.MarkField || t.kind == lower.MarkIndex
		}
	}
	n.walk(root, func(node unsafe.Pointer) {
		name := n.generatorOf(node)
		if !own[node] {
			n.quicken(node, name)
		}
		n.guard(node, name)
		n.sized(node, name)
	})
	for t, all := range found {
		if len(all) != len(marks[t]) {
			continue
		}
		for k, node := range all {
			n.annotateNode(node, &note{Mark: marks[t][k], in: n.functionOf(node, bodies)}, waits[node], makes[node])
		}
	}
	for _, first := range firsts {
		n.enter(first)
	}
	n.renew(root)
	return bodies
}

// shift is how many bytes the interpreter has put in front of the source.
func (n *nodes) shift(i *interp.Interpreter, root unsafe.Pointer, source string) (int, bool) {
	f := i.FileSet().File(positionOf(*at[int](root, n.pos)))
	if f == nil {
		return 0, false
	}
	added := f.Size() - len(source)
	return added, added == 0 || added == len("package main;") && !strings.Contains(source, "package ")
}

// walk visits a node and those below it.
func (n *nodes) walk(node unsafe.Pointer, visit func(unsafe.Pointer)) {
	visit(node)
	for _, c := range *at[[]unsafe.Pointer](node, n.child) {
		if c != nil {
			n.walk(c, visit)
		}
	}
}

// annotateNode puts the note into the frame while the node runs. If the node may wait, or makes a channel, a recording
// says where.
func (n *nodes) annotateNode(node unsafe.Pointer, nt *note, waits, makes bool) {
	generate := *at[generator](node, n.gen)
	if generate == nil {
		return
	}
	debug, place := n.debug, packed(nt.Pos)
	read := nt.Kind == lower.MarkDeref && n.isRead(node)
	waits = waits || nt.Kind == lower.MarkSend || nt.Kind == lower.MarkRecv || nt.Kind == lower.MarkRange
	*at[generator](node, n.gen) = func(node unsafe.Pointer) {
		generate(node)
		run := *at[step](node, n.exec)
		if run == nil {
			return
		}
		if own := n.own(node, generate, nt); own != nil {
			*at[step](node, n.exec) = own
			return
		}
		if read {
			run = n.checked(node, run)
		}
		if waits {
			run = n.recorded(run, nt, n.channelOf(node, nt.Kind))
		}
		if makes {
			run = n.made(run, node, nt)
		}
		*at[step](node, n.exec) = func(frame unsafe.Pointer) step {
			return placed(place, frame, at[unsafe.Pointer](frame, debug), nt, run)
		}
	}
}

// functionOf is the name of the learner's function that a node is in, "" for a literal.
func (n *nodes) functionOf(node unsafe.Pointer, bodies map[uintptr]body) string {
	for node = *at[unsafe.Pointer](node, n.anc); node != nil; node = *at[unsafe.Pointer](node, n.anc) {
		children := *at[[]unsafe.Pointer](node, n.child)
		if n.kinds[*at[uint](node, n.kind)] != lower.MarkFunc || len(children) != 4 {
			continue
		}
		if b := bodies[uintptr(*at[unsafe.Pointer](children[3], n.start))]; b.mark.Kind != 0 || b.name != "" {
			return b.name
		}
	}
	return ""
}

// isRead reports whether a dereference is read and not assigned to.
func (n *nodes) isRead(node unsafe.Pointer) bool {
	parent := *at[unsafe.Pointer](node, n.anc)
	if parent == nil || n.kinds[*at[uint](parent, n.kind)] != lower.MarkAssign {
		return true
	}
	left := max(*at[int](parent, n.nleft), 1)
	for i, c := range *at[[]unsafe.Pointer](parent, n.child) {
		if c == node {
			return i >= left
		}
	}
	return false
}

// checked is a dereference that panics if the pointer is nil: the interpreter's own one panics later,
// when what it points to is used, if it is.
func (n *nodes) checked(node unsafe.Pointer, run step) step {
	if *at[int](node, n.level) != 0 {
		return run
	}
	index, data := *at[int](node, n.findex), n.data
	return func(frame unsafe.Pointer) step {
		next := run(frame)
		if d := *at[[]reflect.Value](frame, data); index < len(d) && !d[index].IsValid() {
			var p *int
			*p = 1
		}
		return next
	}
}

// offset is where in its text the position is.
func offset(i *interp.Interpreter, pos int) int {
	return i.FileSet().PositionFor(positionOf(pos), false).Offset
}

func positionOf(pos int) gotoken.Pos { return gotoken.Pos(pos) }
