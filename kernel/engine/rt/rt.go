// Package rt holds the compiled helpers that lowered code calls: goroutines that report their
// panics, an explicit defer stack, boxes that make a session's values behave as Go values do inside
// interfaces, and the run-time's own panic texts. It knows neither the interpreter nor the notebook:
// what leaves a cell goes through Hooks, and the symbols are plain reflect values.
package rt

import (
	"io"
	"os"
	"reflect"
	"sync"
	"sync/atomic"

	"weft/kernel/engine/rt/watch"
	"weft/kernel/engine/tracing"
)

// Path is the import path under which lowered code imports this package. It is not a path that a
// learner can import: the checker knows only the standard library and weft's learner packages.
const Path = "weft/kernel/engine/rt"

// Hooks are what a cell can do to the outside. All are called on the goroutine that did it, so they
// must be safe for concurrent use.
type Hooks struct {
	// Show receives the value of a cell's last expression and its Go type as a learner writes it.
	// A call with several results is a Tuple.
	Show func(v any, typ string)
	// GoPanic receives the panic of a goroutine that was started at a place ("cell[3]:7:2"; "" in library
	// code). The goroutine has ended.
	GoPanic func(started string, v any)
	// Fatal ends the program with an error that cannot be recovered ("fatal error: " and text), without
	// deferred calls. It does not return.
	Fatal func(text string)
	// Stack returns the learner's calls on this goroutine's stack, innermost first; nil: they are not known.
	Stack func() []Call
	// Exit is os.Exit, for compiled functions that would call it; nil: it is os.Exit.
	Exit func(code int)
	// Done returns a channel that is closed when what runs on this goroutine is to be stopped; nil:
	// it never is. Nil: select statements cannot be stopped.
	Done func() <-chan struct{}
	// Began is called by a goroutine that Go has started, or Guard found itself on, before anything else.
	Began func()
	// Unwinding is told that a panic or a Goexit has left the body of a function, before what the
	// function deferred is called. Calls are numbered from 1 in their order.
	Unwinding func(number uint64)
	// Perishing reports whether a fatal error is ending what runs on this goroutine: deferred calls are left out.
	Perishing func() bool
	// Command runs what stands between two statements of the cell's top level, by its number. An error ends
	// the cell.
	Command func(number int) error
	// Clock is told that the statements behind a %time begin, by its number, and Took that they have ended.
	Clock, Took func(number int)
	// Reached is told that a statement of the cell's top level has been executed to its end, by its number.
	Reached func(statement int)
	// Landed is told that what was unwinding on this goroutine after a number does so no more: it was
	// recovered, or the goroutine ends.
	Landed func(since uint64)
	Stdout io.Writer // what fmt.Printf writes; nil: os.Stdout
	Stderr io.Writer // what the builtins print and println write; nil: os.Stderr
}

// RT is the run time of one interpreter.
type RT struct {
	hooks   Hooks
	shapes  *shapes
	unwound atomic.Uint64 // number of the last call of Unwinding
	forms   sync.Map      // address of a function value -> weak.Pointer[recovering]
	chain   chain
	callers callers
	births  births
	maps    Maps
	watch   watch.Watch // see race.go
	notes   tracing.Notes
}

// New returns a run time that reports to h. A nil hook drops what it would have received.
func New(h Hooks) *RT {
	if h.Show == nil {
		h.Show = func(any, string) {}
	}
	if h.Stack == nil {
		h.Stack = func() []Call { return nil }
	}
	if h.Fatal == nil {
		h.Fatal = func(text string) { panic("fatal error: " + text) }
	}
	if h.Exit == nil {
		h.Exit = os.Exit
	}
	if h.GoPanic == nil {
		h.GoPanic = func(string, any) {}
	}
	if h.Stdout == nil {
		h.Stdout = os.Stdout
	}
	if h.Stderr == nil {
		h.Stderr = os.Stderr
	}
	if h.Began == nil {
		h.Began = func() {}
	}
	if h.Unwinding == nil {
		h.Unwinding = func(uint64) {}
	}
	if h.Command == nil {
		h.Command = func(int) error { return nil }
	}
	if h.Clock == nil {
		h.Clock = func(int) {}
	}
	if h.Took == nil {
		h.Took = func(int) {}
	}
	if h.Reached == nil {
		h.Reached = func(int) {}
	}
	if h.Perishing == nil {
		h.Perishing = func() bool { return false }
	}
	if h.Landed == nil {
		h.Landed = func(uint64) {}
	}
	return &RT{hooks: h, shapes: newShapes()}
}

// Show hands the value of a cell's last expression to the hook.
func (r *RT) Show(v any, typ string) { r.hooks.Show(v, typ) }

// Reached tells the hook which statement has been executed.
func (r *RT) Reached(statement int) { r.hooks.Reached(statement) }

// Clock tells the hook that the statements behind a %time begin.
func (r *RT) Clock(number int) { r.hooks.Clock(number) }

// Took tells the hook that they have ended.
func (r *RT) Took(number int) { r.hooks.Took(number) }

// Command has the hook run a command, and panics if that fails.
func (r *RT) Command(number int) {
	if err := r.hooks.Command(number); err != nil {
		panic(err)
	}
}

// Symbols returns what lowered code may mention, by name.
func (r *RT) Symbols() map[string]reflect.Value {
	of := reflect.ValueOf
	return map[string]reflect.Value{
		"Show": of(r.Show), "Reached": of(r.Reached), "Command": of(r.Command), "Clock": of(r.Clock), "Took": of(r.Took), "Go": of(Go(r.start)), "GoCall": of(GoCall(r.startCall)), "Guard": of(r.Guard), "GuardErr": of(r.GuardErr), "GuardWait": of(r.GuardWait), "GuardResult": of(r.GuardResult),
		"Select": of(r.Select), "Select1": of(r.select1), "Select2": of(r.select2), "Select3": of(r.select3),
		"Select4": of(r.select4), "Select5": of(r.select5), "Select6": of(r.select6), "Print": of(r.Print), "Println": of(r.Println),
		"Fatal": of(r.Fatal), "Fatalf": of(r.Fatalf), "Fatalln": of(r.Fatalln), "ParseFlags": of(r.ParseFlags), "Words": of(Words),

		"Frame": of((*Frame)(nil)), "Recovery": of((*Recovery)(nil)),
		"Run": of(r.Run), "Recovering": of(r.Recovering),
		"NameFunc": of(r.NameFunc), "Caller": of(r.Caller), "Callers": of(r.Callers), "CallersFrames": of(r.CallersFrames), "FuncForPC": of(r.FuncForPC),
		"Stack": of(r.Stack), "DebugStack": of(r.DebugStack), "PrintStack": of(r.PrintStack),
		"RuntimeFunc": of((*Func)(nil)), "RuntimeFrame": of((*CallFrame)(nil)), "RuntimeFrames": of((*CallFrames)(nil)),
		"Form": of(r.Form), "Panic": of(Panic),

		"Type": of((*Type)(nil)), "Tuple": of((*Tuple)(nil)),
		"NewType": of(r.NewType), "Box": of(Box), "Hold": of(Hold), "Logged": of(Logged), "LoggedAll": of(LoggedAll), "BoxErr": of(BoxErr), "Val": of(Val), "Is": of(Is),
		"Eq": of(Eq), "IsNil": of(IsNil), "Implements": of(Implements), "Method": of(Method),
		"Failed": of(r.Failed), "NilCall": of(NilCall), "NilValue": of(NilValue), "FindAs": of(FindAs), "FindImplementing": of(FindImplementing),
		"TypeOf": of(TypeOf), "Clear": of(r.Clear), "BadYield": of(BadYield), "NoRangePanic": of(NoRangePanic),

		"ReflectTypeOf": of(ReflectTypeOf), "ReflectTypeFor": of(ReflectTypeFor), "ReflectValueOf": of(ReflectValueOf),
		"ReflectInterface": of(r.ReflectInterface), "ReflectElem": of(r.ReflectElem), "ReflectSet": of(r.ReflectSet),
		"ReflectSetMapIndex": of(r.ReflectSetMapIndex), "ReflectAppend": of(r.ReflectAppend), "ReflectSwapper": of(ReflectSwapper), "ReflectShown": of(r.ReflectShown),
		"ReflectNumMethod": of(r.ReflectNumMethod), "ReflectTypeNumMethod": of(r.ReflectTypeNumMethod),
		"ReflectMethod": of(r.ReflectMethod), "ReflectMethodByName": of(r.ReflectMethodByName),
		"ReflectTypeMethod": of(r.ReflectTypeMethod), "ReflectTypeMethodByName": of(r.ReflectTypeMethodByName),
		"ReflectCall": of(r.ReflectCall), "ReflectConvert": of(r.ReflectConvert), "ReflectImplements": of(r.ReflectImplements),
		"ReflectAssignableTo": of(r.ReflectAssignableTo), "ReflectConvertibleTo": of(r.ReflectConvertibleTo),
		"Trace": of(Trace(r.untold)), "Ends": of(r.Ends), "EndsAnywhere": of(r.EndsAnywhere), "EndsErr": of(r.EndsErr), "EndsResult": of(r.EndsResult), "Each": of(r.Each),

		"Plain": of(Plain), "PlainAll": of(PlainAll), "DeepEqual": of(DeepEqual), "ToArray": of(ToArray),
		"UnmarshalJSON": of(UnmarshalJSON), "DecodeJSON": of(DecodeJSON), "MarshalJSON": of(MarshalJSON),
		"MarshalIndentJSON": of(MarshalIndentJSON), "EncodeJSON": of(EncodeJSON),

		"Min32": of(Min[float32]), "Max32": of(Max[float32]), "Min64": of(Min[float64]), "Max64": of(Max[float64]),

		"Runes": of(Runes), "BadIndex": of(BadIndex), "BadSlice": of(BadSlice),
		"BadSlice3": of(BadSlice3), "BadMake": of(BadMake), "BadUnsigned": of(BadUnsigned), "BadShift": of(BadShift), "NilGo": of(r.NilGo), "Key": of(Key), "StoredKey": of(StoredKey), "CheckKey": of(CheckKey), "Same": of(Same),

		"Printf": of(r.Printf), "Sprintf": of(Sprintf), "Fprintf": of(Fprintf), "Errorf": of(Errorf),
		"Appendf": of(Appendf), "Verbs": of(Verbs),
		"FmtPrint": of(r.FmtPrint), "Sprint": of(Sprint), "Fprint": of(Fprint), "Append": of(Append),
	}
}
