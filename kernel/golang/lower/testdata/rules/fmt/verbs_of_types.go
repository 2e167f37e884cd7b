package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type P struct{ X, Y int }

func (p P) String() string { return fmt.Sprintf("<%d,%d>", p.X, p.Y) }

type Q struct {
	A int
	B string
	c []P
	D map[string]P
	E *P
	F any
	G error
	h func()
	I chan int
}
type G struct{ n int }

func (g G) GoString() string { return "G!" }
func (g G) Format(s fmt.State, v rune) {
	w, ok := s.Width()
	p, ok2 := s.Precision()
	fmt.Fprintf(s, "{%c %d %v %d %v %v %v %d}", v, w, ok, p, ok2, s.Flag('+'), s.Flag('-'), g.n)
}

type GS struct{ n int }

func (g GS) GoString() string { return fmt.Sprintf("GS(%d)", g.n) }

type E struct{}

func (E) Error() string { return "E!" }

type Bad struct{}

func (*Bad) String() string { panic("bad") }

type Deep struct {
	P
	*Q2
	n N
}
type Q2 struct{ V int }
type N int

func (n N) String() string { return fmt.Sprint("N", int(n)) }

type M map[N]P
type L []N
type B []byte
type S string
type F float64
type Bo bool
type C complex128
type A [2]N
type K struct {
	a int
	b string
}
type Fn func(int) int
type Scn struct{ a, b int }

func (s *Scn) Scan(st fmt.ScanState, v rune) error {
	_, err := fmt.Fscanf(st, "%d-%d", &s.a, &s.b)
	return err
}
func main() {
	p := P{1, 2}
	q := Q{1, "b", []P{{3, 4}}, map[string]P{"z": {5, 6}, "a": {7, 8}}, nil, p, E{}, nil, nil}
	for _, f := range []string{"%v", "%+v", "%#v", "%T", "%s", "%d", "%q", "%x", "%8v|", "%-8v|"} {
		fmt.Printf(f+"\n", p)
		fmt.Printf(f+"\n", q)
		for _, x := range []any{G{1}, GS{2}, &GS{3}, E{}, N(3), M{2: p, 1: {}}, L{1, 2}, B("hi"), S("str"), F(1.5), Bo(true), C(1 + 2i), A{1, 2}, map[K]int{{2, "a"}: 1, {1, "z"}: 2, {1, "b"}: 3}, []any{N(1), "x", nil, p}, struct {
			P
			N N
		}{p, 4}, []error{E{}, nil}, [][]N{{1}, {2, 3}}, map[string][]N{"k": {1}}, []*int{nil}, (*P)(nil), (*Bad)(nil)} {
			fmt.Printf(f+" ", x)
		}
		fmt.Println()
	}
	fmt.Printf("%6.2f|%-8s|%08d|%+d|%x|%X|%c|%U|%t|%e|%g\n", F(3.14159), S("ab"), N(42), N(5), S("hex"), B("hex"), N(65), N(0x1F600), Bo(false), F(12345.678), F(1e21))
	fmt.Println(p, &p, []P{p}, []*P{}, q.D, Deep{p, &Q2{1}, 3}.P)
	fmt.Printf("%v %+v\n", Deep{P: p, n: 3}, Deep{P: p, n: 3})
	fmt.Println(fmt.Sprint(N(1), N(2), "a", "b", N(3)), fmt.Sprintln(p, 1))
	fmt.Printf("%[2]v %[1]v %v %*d %.*f\n", N(1), N(2), 5, N(7), 2, F(1.239))
	fmt.Printf("%!|%z|%d|%s\n", p, "x", 5)
	fmt.Printf("%d %s\n", p)
	fmt.Printf("%v\n", p, N(1))
	fmt.Fprintln(os.Stdout, &q == nil, fmt.Errorf("e: %w %v", E{}, p))
	err := fmt.Errorf("a %w b %w", E{}, errors.New("z"))
	fmt.Println(err, errors.Unwrap(err) == nil)
	var sc Scn
	n, err := fmt.Sscan("3-4", &sc)
	fmt.Println(n, err, sc)
	var nn N
	var ss S
	var ff F
	var bb Bo
	k, err := fmt.Sscan("5 word 2.5 true", &nn, &ss, &ff, &bb)
	fmt.Println(k, err, nn, ss, ff, bb)
	k, err = fmt.Sscanf("7:x", "%d:%s", &nn, &ss)
	fmt.Println(k, err, int(nn), ss)
	var x, y int
	r := strings.NewReader("10 20\n30")
	fmt.Fscan(r, &x, &y)
	fmt.Println(x, y)
	fmt.Printf("%v %v\n", Fn(nil) == nil, struct{}{})
	fmt.Printf("%T %T %T %T\n", Fn(nil), M{}, []P{}, map[K]*P{})
	fmt.Printf("%s|%v|%d\n", []S{"a", "b"}, []F{1, 2.5}, []N{1, 2})
	fmt.Printf("%q %x\n", []S{"a"}, S("hi"))
	fmt.Printf("%p\n", nil)
	fmt.Printf("%t %v\n", p, Bo(true))
	fmt.Printf("%5t|%05d|%+.2e\n", Bo(true), N(-3), F(1234.5))
	fmt.Println(map[P]string{{2, 1}: "b", {1, 2}: "a"}, map[Bo]int{true: 1, false: 0}, map[[2]N]int{{2, 1}: 1, {1, 9}: 2}, map[any]int{"b": 1, "a": 2, 3: 3, 1: 4})
	fmt.Printf("%v %+v %#v\n", &q.c, &[]N{1}, &map[string]N{"a": 1})
	fmt.Printf("%v\n", &struct {
		P *P
		N
	}{&p, 1} != nil)
	fmt.Printf("%v %s\n", struct{ e error }{E{}}, struct{ E error }{E{}})
}
