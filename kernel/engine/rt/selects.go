package rt

import (
	"reflect"
	"runtime"

	"weft/kernel/engine/tracing"
)

// Notes is what a recording is told with.
func (r *RT) Notes() *tracing.Notes { return &r.notes }

// Select is a select statement. ops has a letter for each case in source order: 'r' receives from the
// next argument, 's' sends the argument after the next to the next, 'd' is default. The result is the
// index of the chosen case and, for a receive, the value and whether it was sent.
//
// The interpreter's own select keeps its cases in the statement, not in the call: two goroutines in
// the same select statement use each other's channels.
func (r *RT) Select(ops string, args ...any) (int, any, bool) {
	var room [8]reflect.SelectCase // on the stack, for most statements
	cases := room[:0]
	blocks := true
	for _, op := range ops {
		switch op {
		case 'd':
			cases = append(cases, reflect.SelectCase{Dir: reflect.SelectDefault})
			blocks = false
		case 'r':
			cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(args[0])})
			args = args[1:]
		case 's':
			ch := reflect.ValueOf(args[0])
			v := reflect.ValueOf(args[1])
			if !v.IsValid() { // a nil interface
				v = reflect.Zero(ch.Type().Elem())
			}
			cases = append(cases, reflect.SelectCase{Dir: reflect.SelectSend, Chan: ch, Send: v})
			args = args[2:]
		}
	}
	if blocks && r.hooks.Done != nil {
		if done := r.hooks.Done(); done != nil {
			cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(done)})
		}
	}
	i, v, ok := reflect.Select(cases)
	if i >= len(ops) {
		runtime.Goexit() // the cell is stopped
	}
	if c := cases[i]; c.Dir != reflect.SelectDefault {
		r.notes.Used(c.Chan, c.Dir == reflect.SelectSend)
	}
	if !v.IsValid() {
		return i, nil, ok
	}
	return i, v.Interface(), ok
}

// select1 to select6, known as Select1 and so on, are Select for as many operands: reflect calls them in half the time.
func (r *RT) select1(ops string, a any) (int, any, bool)       { return r.Select(ops, a) }
func (r *RT) select2(ops string, a, b any) (int, any, bool)    { return r.Select(ops, a, b) }
func (r *RT) select3(ops string, a, b, c any) (int, any, bool) { return r.Select(ops, a, b, c) }
func (r *RT) select4(ops string, a, b, c, d any) (int, any, bool) {
	return r.Select(ops, a, b, c, d)
}
func (r *RT) select5(ops string, a, b, c, d, e any) (int, any, bool) {
	return r.Select(ops, a, b, c, d, e)
}
func (r *RT) select6(ops string, a, b, c, d, e, f any) (int, any, bool) {
	return r.Select(ops, a, b, c, d, e, f)
}
