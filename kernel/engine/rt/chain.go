package rt

import (
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"weft/kernel/engine/sched"
)

// A chain remembers, while a panic passes from one function's deferred calls to the next function, what
// panics it was raised in: a crash tells of all of them.
type chain struct {
	some    atomic.Int32 // entries of passing
	mu      sync.Mutex
	passing []passing // those with earlier panics that have been raised again
}

type passing struct {
	*Recovery
	goroutine int64
}

const maxPassing = 64 // compiled code may recover some for good

// raised is told that p is about to be raised again.
func (c *chain) raised(p *Recovery) {
	if p.earlier == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.passing) == maxPassing {
		c.passing = append(c.passing[:0], c.passing[1:]...)
	}
	c.passing = append(c.passing, passing{p, Goroutine()})
	c.some.Store(int32(len(c.passing)))
}

// recovered is the panic v, with those that it was raised in.
func (c *chain) recovered(v any) *Recovery {
	p := &Recovery{value: v, active: true}
	if c.some.Load() == 0 {
		return p
	}
	g := Goroutine()
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(c.passing) - 1; i >= 0; i-- {
		if c.passing[i].goroutine == g && sameValue(c.passing[i].value, v) {
			p.earlier = c.passing[i].earlier
			c.passing = append(c.passing[:i], c.passing[i+1:]...)
			break
		}
	}
	c.some.Store(int32(len(c.passing)))
	return p
}

// last is the first panic of the chain.
func (p *Recovery) last() *Recovery {
	for p.earlier != nil {
		p = p.earlier
	}
	return p
}

// crash is what a crash prints for the panic p: those that it was raised in come first.
func (p *Recovery) crash() string {
	if fatal := p.tell(); fatal != "" {
		return fatal
	}
	var b strings.Builder
	p.print(&b)
	return strings.TrimSuffix(b.String(), "\n")
}

// tell sets the texts of the panics of the chain, each once. The result is the fatal error that ends the
// program instead if a method which tells what a panic is panics itself (preprintpanics in runtime/panic.go).
func (p *Recovery) tell() (fatal string) {
	defer func() {
		switch v := Fault(recover()).(type) {
		case nil:
		case string:
			fatal = "fatal error: panic while printing panic value: " + v
		default:
			fatal = "fatal error: panic while printing panic value: type " + TypeName(v)
		}
	}()
	for ; p != nil; p = p.earlier {
		if p.active {
			p.text = strings.ReplaceAll(printed(p.value), "\n", "\n\t")
		}
	}
	return ""
}

// print is printpanics in runtime/panic.go, after tell. It reports whether it has printed p.
func (p *Recovery) print(b *strings.Builder) {
	again := false // what was recovered is raised again: once is enough
	if e := p.earlier; e != nil && e.active {
		again = e.recovered && sameValue(e.value, p.value)
		e.print(b)
		if again {
			text := strings.TrimSuffix(b.String(), " [recovered]\n")
			b.Reset()
			b.WriteString(text + " [recovered, repanicked]\n")
			return
		}
		b.WriteString("\t")
	}
	b.WriteString("panic: " + p.text)
	if p.recovered {
		b.WriteString(" [recovered]")
	}
	b.WriteString("\n")
}

// sameValue reports whether a and b are equal values of one type.
func sameValue(a, b any) bool {
	t := reflect.TypeOf(a)
	return t == reflect.TypeOf(b) && t != nil && reflect.ValueOf(a).Comparable() && reflect.ValueOf(b).Comparable() && a == b
}

// Crash is what a crash prints for the panic v that has reached the top of its goroutine.
func (r *RT) Crash(v any) string { return r.chain.recovered(Fault(v)).crash() }

// Goroutine returns the calling goroutine's number.
func Goroutine() int64 { return sched.Self() }
