// String and Error methods are used at every depth where the field is exported or reachable.
package main

import "fmt"

type T struct{ n int }

func (t T) String() string { return fmt.Sprint("T#", t.n) }

type P struct{ n int }

func (p *P) String() string { return fmt.Sprint("P#", p.n) }

type E struct{}

func (E) Error() string { return "an E" }

type W struct {
	T    T
	t    T
	P    P
	PP   *P
	E    error
	L    []T
	M    map[T]T
	A    any
	Anon struct{ T T }
}

func main() {
	t, p := T{1}, P{2}
	fmt.Println(t, &t, p, &p, E{}, &E{})
	fmt.Println([]T{t}, []*P{}, []P{p}, map[string]T{"k": t}, [1]T{t})
	w := W{t, t, p, nil, E{}, []T{t, t}, map[T]T{t: t}, t, struct{ T T }{t}}
	fmt.Printf("%v\n%+v\n", w, w)
	fmt.Printf("%s %d %x %q %#v\n", t, t, t, t, t)
	fmt.Printf("%v %s %d\n", []any{t, &p, E{}}, []fmt.Stringer{t, &p}, []T{t})
	var np *P
	var ns fmt.Stringer
	fmt.Printf("%v %+v\n", ns, []fmt.Stringer{nil})
	fmt.Println(np == nil)
}
