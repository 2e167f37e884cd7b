package spawn_test

import (
	"go/token"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/spawn"
	"weft/kernel/golang/std"
)

func TestOf(t *testing.T) {
	session := check.NewSession(std.NewImporter(token.NewFileSet()))
	earlier := session.Check(cell.Parse(1, `import ("context"; "io"; "math/big"; "sync"; "sync/atomic"; "time"; "weft/procs")
type point struct { x, y int; next *point }
type tree []tree
type board struct { name string; mu sync.Mutex }
type shared struct { q *procs.Queue[point]; l *procs.Lock; n *procs.SharedCounter; a *procs.SharedArray[int8]; s *procs.Semaphore; e *procs.End[error] }
func plain(p point) {}
func result(m map[string][]*point) (time.Time, error) { return time.Time{}, nil }
func objects(s shared) {}
func generic[T any](v T) {}
func (p point) method(n int) {}
func channels(c map[string]chan int) {}
func functions(p *func()) {}
func guarded(b *board) {}
func counted(n *atomic.Int64) {}
func readers(r io.Reader) {}
func contexts(ctx context.Context) {}
func anything(v []any) {}
func trees(v tree) {}
func numbers(n *big.Int, d time.Duration) {}
func processes(p *procs.Process) {}
func backward(n int) *procs.Lock { return nil }
func one(n int) int { return n }
var ctx = context.Background()
var pool = procs.NewPool(1)`))
	if !earlier.OK() {
		t.Fatal(earlier.Diagnostics)
	}
	session.Commit(earlier)
	for _, tt := range []struct{ source, want string }{
		{"procs.Start(plain, point{})", "plain at 1:13"},
		{"go func() { procs.Start(plain, point{}).Wait() }()", "plain at 1:25"},
		{"func later() { procs.Map(pool, one, nil) }", "one at 1:32"},
		{"procs.MapContext(ctx, pool, one, nil); procs.Apply(pool, (one), 1)", "one at 1:29, one at 1:58"},
		{"procs.Start2(numbers, nil, 1); procs.Start(objects, shared{})", "numbers at 1:14, objects at 1:44"},
		{"import p \"weft/procs\"\np.Start(plain, point{})", "plain at 2:9"},
		{"procs.Start(func(n int) {}, 1)", "1:13: a func literal cannot run in another process: that has declared functions of the session only"},
		{"f := plain; procs.Start(f, point{})", "1:25: the variable f cannot run"},
		{"procs.Start(point{}.method, 1)", "1:13: the method method cannot run"},
		{"procs.Start(generic[int], 1)", "1:13: the generic function generic cannot run"},
		{"import \"strings\"\nprocs.Apply(pool, strings.ToUpper, \"x\")", "2:19: strings.ToUpper cannot run"},
		{"procs.Start(map[int]func(int){}[1], 1)", "1:13: the value of an expression cannot run"},
		{"procs.Start(channels, nil)", "1:13: channels cannot run in another process: c[k] is a channel"},
		{"procs.Start(functions, nil)", "1:13: functions cannot run in another process: *p is a function value"},
		{"procs.Start(guarded, nil)", "b.mu is a sync.Mutex"},
		{"procs.Start(counted, nil)", "*n is an atomic.Int64"},
		{"procs.Start(readers, nil)", "r is an io.Reader, and what stands behind it cannot leave its process"},
		{"procs.Start(contexts, ctx)", "ctx is a context.Context"},
		{"procs.Start(anything, nil)", "v[i] is an interface"},
		{"procs.Start(trees, nil)", "v is of type tree, which contains itself"},
		{"procs.Start(processes, nil)", "*p is a procs.Process"},
		{"procs.Apply(pool, backward, 1)", "its result is a procs.Lock, which crosses as an argument only"},
		{"procs.NewQueue[chan int](1)", "1:7: procs.NewQueue cannot carry chan int: a value is a channel"},
		{"var q *procs.Queue[func()]", "1:14: procs.Queue cannot carry func(): a value is a function value"},
		{"procs.Pipe[*board]()", "1:7: procs.Pipe cannot carry *board: a value.mu is a sync.Mutex"},
		{"func f[T any]() { procs.NewQueue[T](1) }", "1:25: procs.NewQueue cannot carry T: a value is of a type that is a type parameter"},
	} {
		u := session.Check(cell.Parse(2, tt.source))
		if !u.OK() {
			t.Errorf("%s: %v", tt.source, u.Diagnostics)
			continue
		}
		roots, refused := spawn.Of(u)
		var got []string
		for _, r := range roots {
			got = append(got, r.Name+" at "+strings.TrimPrefix(r.Pos.String(), "cell [2] "))
		}
		for _, d := range refused {
			if d.Hint == "" {
				t.Errorf("%s: no hint: %v", tt.source, d)
			}
			got = append(got, strings.Replace(strings.TrimPrefix(d.String(), "cell [2] "), "error: ", "", 1))
		}
		if text := strings.Join(got, ", "); !strings.Contains(text, tt.want) || len(refused) == 0 && text != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.source, text, tt.want)
		}
	}
}
