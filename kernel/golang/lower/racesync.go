package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
)

// What synchronises (rule "traced", race.go). A call of something that does gets calls of rt's Trace around it: before
// it for what it lets others know, behind it for what it learns. A compiled function that is not known to be
// quiet, a function value and a method of an interface may synchronise in any way: they are ordered
// with everything else of their kind.

// A syncing is what a call does: names of operations, "" for none.
type syncing struct {
	before, behind string
	global         bool   // they are about no object
	wrap           string // rt's function around the last argument, which is called elsewhere
	argument       bool   // the object is the first argument, not the receiver
	unknown        bool   // in this form it cannot be told of
}

var (
	anything = syncing{before: "releaseglobal", behind: "acquireglobal", global: true}
	acquires = syncing{behind: "acquire"}
	releases = syncing{before: "release"}
	both     = syncing{before: "release", behind: "acquire"}
	quiet    = syncing{}
)

// synced are compiled methods and functions and what they do.
var synced = map[string]syncing{
	"sync.Mutex.Lock": acquires, "sync.Mutex.TryLock": acquires, "sync.Mutex.Unlock": releases,
	"sync.RWMutex.Lock": acquires, "sync.RWMutex.TryLock": acquires, "sync.RWMutex.Unlock": releases,
	"sync.RWMutex.RLock": {behind: "racquire"}, "sync.RWMutex.TryRLock": {behind: "racquire"}, "sync.RWMutex.RUnlock": {before: "rrelease"},
	"sync.RWMutex.RLocker": quiet,
	"sync.Locker.Lock":     acquires, "sync.Locker.Unlock": releases,
	"sync.WaitGroup.Add": releases, "sync.WaitGroup.Done": releases, "sync.WaitGroup.Wait": acquires, "sync.WaitGroup.Go": {wrap: "Ends"},
	"sync.Once.Do": {behind: "acquire", wrap: "Ends"}, "sync.OnceFunc": {wrap: "EndsAnywhere", global: true}, "sync.NewCond": quiet,
	"sync.Cond.Wait": {before: "uncond", behind: "cond"}, "sync.Cond.Signal": releases, "sync.Cond.Broadcast": releases,
	"sync.Map.Load": acquires, "sync.Map.Store": releases, "sync.Map.Delete": releases, "sync.Map.Clear": releases,
	"sync.Map.LoadOrStore": both, "sync.Map.LoadAndDelete": both, "sync.Map.Swap": both,
	"sync.Map.CompareAndSwap": both, "sync.Map.CompareAndDelete": both, "sync.Map.Range": {behind: "acquire", wrap: "Each"},
	"sync.Pool.Put": releases, "sync.Pool.Get": acquires,

	"golang.org/x/sync/errgroup.Group.Go": {wrap: "EndsErr"}, "golang.org/x/sync/errgroup.Group.TryGo": {wrap: "EndsErr"},
	"golang.org/x/sync/errgroup.Group.Wait": acquires, "golang.org/x/sync/errgroup.Group.SetLimit": {before: "limit"},
	"golang.org/x/sync/semaphore.Weighted.Acquire": acquires, "golang.org/x/sync/semaphore.Weighted.TryAcquire": acquires,
	"golang.org/x/sync/semaphore.Weighted.Release": releases,
	"golang.org/x/sync/singleflight.Group.Do":      {behind: "acquire", wrap: "EndsResult"}, "golang.org/x/sync/singleflight.Group.DoChan": {wrap: "EndsResult"},

	"time.After": {before: "releasetimer", global: true}, "time.Tick": {before: "releasetimer", global: true},
	"time.NewTimer": {before: "releasetimer", global: true}, "time.NewTicker": {before: "releasetimer", global: true},
	"time.Timer.Reset": {before: "releasetimer", global: true}, "time.Ticker.Reset": {before: "releasetimer", global: true},

	"context.Context.Done": quiet, "context.Context.Value": quiet, "context.Context.Deadline": quiet,
	"context.Background": quiet, "context.TODO": quiet, "context.WithValue": quiet,
	"error.Error": quiet, "fmt.Stringer.String": quiet, "os.Exit": quiet, "os.Getenv": quiet, "runtime.NumGoroutine": quiet,
	"runtime.Gosched": quiet, "runtime.GOMAXPROCS": quiet, "runtime.NumCPU": quiet, "runtime.GC": quiet, "runtime.ReadMemStats": quiet,
}

// quietPackages are those whose functions and methods synchronise nothing, or only within themselves in a way that
// their documentation promises nothing about. Functions that write to what they are given are looked at in isQuiet.
var quietPackages = map[string]bool{
	"bytes": true, "cmp": true, "container/heap": true, "container/list": true, "container/ring": true, "encoding/base64": true,
	"encoding/binary": true, "encoding/hex": true, "encoding/json": true, "errors": true, "fmt": true, "hash": true, "hash/crc32": true,
	"hash/fnv": true, "iter": true, "maps": true, "math": true, "math/big": true, "math/bits": true, "math/cmplx": true, "math/rand": true,
	"math/rand/v2": true, "path": true, "path/filepath": true, "reflect": true, "regexp": true, "slices": true, "sort": true,
	"strconv": true, "strings": true, "time": true, "unicode": true, "unicode/utf8": true, "unicode/utf16": true, "crypto/sha256": true,
	"crypto/sha1": true, "crypto/md5": true, "weft/display": true,
}

// called is the function or method that x calls, as this instance selects it; nil if it is a function value.
func (f *fn) called(x *ast.CallExpr) *types.Func {
	if sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok && f.pkgOf(sel.X) == nil {
		if s := f.src.info.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			return f.reselect(f.typeOf(sel.X), s).Obj().(*types.Func)
		}
	}
	return f.calledFunc(x.Fun)
}

// isQuiet reports whether the call of a compiled function synchronises nothing.
func (f *fn) isQuiet(x *ast.CallExpr) bool {
	o := f.called(x)
	return o != nil && !isSession(o) && f.l.library.declaring(o) == nil && f.syncing(x) == quiet
}

// syncing is what x does.
func (f *fn) syncing(x *ast.CallExpr) syncing {
	if _, ok := ast.Unparen(x.Fun).(*ast.FuncLit); ok {
		return quiet
	}
	o := f.called(x)
	if o == nil {
		return anything
	}
	s := f.l.syncingOf(o)
	if s == quiet && o.Pkg() != nil && quietPackages[o.Pkg().Path()] && f.writesElsewhere(x, o) {
		return anything
	}
	return s
}

// syncingOf is what a function or method does.
func (l *lowering) syncingOf(o *types.Func) syncing {
	recv := o.Signature().Recv()
	if isSession(o) {
		if recv == nil || !types.IsInterface(recv.Type()) {
			return quiet // it is traced itself
		}
		s := anything
		s.unknown = l.hidesSync(o)
		return s
	}
	key := o.Name()
	if recv != nil {
		if n := check.NamedOf(recv.Type()); n != nil {
			key = n.Obj().Name() + "." + key
		}
	}
	if o.Pkg() != nil {
		key = o.Pkg().Path() + "." + key
	}
	if s, ok := synced[key]; ok {
		return s
	}
	switch {
	case o.Pkg() == nil:
		return quiet
	case o.Pkg().Path() == "sync/atomic":
		return atomically(o)
	case quietPackages[o.Pkg().Path()], l.library.declaring(o) != nil:
		return quiet
	}
	return anything
}

// atomically is what a function or method of package sync/atomic does.
func atomically(o *types.Func) syncing {
	load, store := strings.HasPrefix(o.Name(), "Load"), strings.HasPrefix(o.Name(), "Store")
	s := both
	switch {
	case o.Signature().Recv() == nil && load:
		s = syncing{before: "loads *", behind: "acquire", argument: true}
	case o.Signature().Recv() == nil && store:
		s = syncing{before: "stores *", argument: true}
	case o.Signature().Recv() == nil:
		s = syncing{before: "stores *", behind: "acquire", argument: true}
	case load:
		s = acquires
	case store:
		s = releases
	}
	return s
}

// locking are names of methods by which an interface of the learner's may stand for a compiled lock.
var locking = map[string]bool{
	"Lock": true, "Unlock": true, "RLock": true, "RUnlock": true, "TryLock": true, "TryRLock": true,
	"Wait": true, "Done": true, "Signal": true, "Broadcast": true, "Acquire": true, "Release": true,
}

// hidesSync reports whether a method of an interface of the learner's may be one of a compiled lock or the like.
func (l *lowering) hidesSync(o *types.Func) bool {
	if locking[o.Name()] {
		return true
	}
	scope := l.unit.Pkg.Scope()
	for _, name := range scope.Names() {
		t, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || t.IsAlias() || types.IsInterface(t.Type()) {
			continue
		}
		m := types.NewMethodSet(types.NewPointer(t.Type())).Lookup(o.Pkg(), o.Name())
		if m != nil && !isSession(m.Obj()) && l.syncingOf(m.Obj().(*types.Func)) != quiet {
			return true
		}
	}
	return false
}

// writesElsewhere reports whether a quiet function is given something to read or write that may be a pipe.
func (f *fn) writesElsewhere(x *ast.CallExpr, o *types.Func) bool {
	sig := o.Signature()
	if r := sig.Recv(); r != nil && (o.Name() == "Encode" || o.Name() == "Decode" || strings.HasSuffix(o.Name(), "To") || strings.HasSuffix(o.Name(), "From")) {
		return true
	}
	for i := range min(sig.Params().Len(), len(x.Args)) {
		it, ok := sig.Params().At(i).Type().Underlying().(*types.Interface)
		if !ok || it.NumMethods() == 0 || f.src.info.TypeOf(x.Args[i]) == nil {
			continue
		}
		for m := range it.Methods() {
			if n := m.Name(); (n == "Write" || n == "Read" || n == "ReadByte" || n == "ReadRune") && !isBuffer(f.typeOf(x.Args[i])) {
				return true
			}
		}
	}
	return false
}

// isBuffer reports whether t is a writer or reader that only keeps what it is given, or a standard stream.
func isBuffer(t types.Type) bool {
	n := check.NamedOf(t)
	if n == nil || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() + "." + n.Obj().Name() {
	case "bytes.Buffer", "strings.Builder", "strings.Reader", "bytes.Reader", "os.File":
		return true
	}
	return false
}

// around is the call x, lowered to text, between the calls that tell what it does.
func (f *fn) around(x *ast.CallExpr, text string) string {
	if !f.l.race || f.src.info.Types[x.Fun].IsType() || f.builtinOf(x.Fun) != "" {
		return text
	}
	s := f.syncing(x)
	if s == quiet {
		return text
	}
	s, path, operands := f.object(x, s)
	site := ""
	if s.argument && f.racing() {
		site = f.site(x.Args[0])
	}
	return f.l.between(s, path, site, operands, text, f.typeOf(x))
}

// object is the path to what a call synchronises with.
func (f *fn) object(x *ast.CallExpr, s syncing) (_ syncing, path string, operands []string) {
	if s.global || s == quiet {
		return s, "", nil
	}
	defer func(checks []string) { f.checks = checks }(f.checks)
	t := &tracing{fn: f}
	if s.argument {
		e := ast.Unparen(x.Args[0])
		if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
			if p, ok := t.path(u.X); ok {
				s.before = strings.TrimSuffix(s.before, " *")
				return s, p.links, p.operands
			}
		}
		if p, ok := t.path(e); ok {
			return s, p.links, p.operands
		}
		s.unknown = true
		return s, "", nil
	}
	sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
	if !ok || f.src.info.Selections[sel] == nil {
		s.unknown = true
		return s, "", nil
	}
	typ := f.typeOf(sel.X)
	index := f.reselect(typ, f.src.info.Selections[sel]).Index()
	if p, ok := t.path(sel.X); ok {
		p = t.fields(p, typ, index[:len(index)-1])
		return s, p.links, p.operands
	}
	if f.pkgOf(sel.X) == nil && f.again(sel.X) && isPointer(typ) {
		return s, t.fields(tracedPath{}, typ, index[:len(index)-1]).links, []string{f.expr(sel.X)}
	}
	s.unknown = true
	return s, "", nil
}

// again reports whether e can be evaluated once more: an element of a map, say.
func (f *fn) again(e ast.Expr) bool {
	return !f.calls(e)
}

// between puts what is told of a call around it. typ is that of its results.
func (l *lowering) between(s syncing, path, site string, operands []string, text string, typ types.Type) string {
	if s.unknown {
		s = syncing{before: "unseen", behind: "acquireglobal"}
		path, operands = "", nil
	}
	tell := func(what string) string {
		if what == "" {
			return ""
		}
		verb, more, _ := strings.Cut(what, " ")
		if s.argument {
			verb += "!"
		}
		return trace(strings.TrimSpace(verb+" "+path+more), site, operands...)
	}
	before, behind := tell(s.before), tell(s.behind)
	switch t := typ.(type) {
	case *types.Tuple:
		if t.Len() == 0 {
			return strings.TrimSuffix(lines(nonempty(before, text, behind)), "\n")
		}
		var names []string
		for range t.Len() {
			names = append(names, l.temp("v"))
		}
		list := strings.Join(names, ", ")
		return "func() (" + l.lowered.tuple(t) + ") {\n" + lines(nonempty(before, list+" := "+text, behind)) + "return " + list + "\n}()"
	}
	if before == "" {
		before = "true"
	}
	if behind == "" {
		behind = "true"
	}
	return l.helper("around", typ, func(name, typ string) string {
		return "func " + name + "(before bool, v " + typ + ", behind bool) " + typ + " { return v }\n"
	}) + "(" + before + ", " + text + ", " + behind + ")"
}

func nonempty(list ...string) []string {
	var all []string
	for _, s := range list {
		if s != "" {
			all = append(all, s)
		}
	}
	return all
}

// wrapped are the arguments of the call x, the last one in rt's function that tells when it is called, or ends.
func (f *fn) wrapped(x *ast.CallExpr, args []string) []string {
	if !f.l.race || len(args) == 0 || len(args) != len(x.Args) {
		return args
	}
	s := f.syncing(x)
	if s.wrap == "" {
		return args
	}
	last := len(args) - 1
	if s.global {
		return append(args[:last:last], "_rt."+s.wrap+"("+args[last]+")")
	}
	sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
	if !ok || !f.again(sel.X) {
		f.checks = append(f.checks, trace("unseen", "")+"\n")
		return args
	}
	recv, _ := f.boundReceiver(sel, f.typeOf(sel.X), f.reselect(f.typeOf(sel.X), f.src.info.Selections[sel]))
	return append(args[:last:last], "_rt."+s.wrap+"("+recv+", "+args[last]+")")
}

// tracedLater is the call of a go or defer statement: what it synchronises with is in a variable.
func (h *hoist) tracedLater(x *ast.CallExpr, call string) string {
	if !h.l.race {
		return call
	}
	s := h.syncing(x)
	if s == quiet {
		return call
	}
	var operands []string
	site := ""
	if !s.global {
		s.unknown = s.unknown || len(h.held) == 0 || s.wrap != ""
		if len(h.held) > 0 {
			name, _, _ := strings.Cut(h.held[0], " ")
			operands = []string{name}
		}
	}
	if s.argument && h.racing() {
		site = h.site(x.Args[0])
	}
	return h.l.between(s, "", site, operands, call, types.NewTuple())
}

// tracedMethod is the call of a method value or expression with the receiver _x.
func (l *lowering) tracedMethod(o *types.Func, call string, results *types.Tuple) string {
	if !l.race {
		return call
	}
	s := l.syncingOf(o)
	if s == quiet {
		return call
	}
	s.unknown = s.unknown || s.wrap != ""
	var operands []string
	if !s.global {
		operands = []string{"_x"}
	}
	var typ types.Type = results
	if results.Len() == 1 {
		typ = results.At(0).Type()
	}
	return l.between(s, "", "", operands, call, typ)
}

// unseenValue tells that function values were made of what nothing can be told of.
func (f *fn) unseenValue(o *types.Func) {
	if f.l.race && !isSession(o) && o.Signature().Recv() == nil && f.l.syncingOf(o) != quiet {
		f.checks = append(f.checks, trace("unseen", "")+"\n")
	}
}
