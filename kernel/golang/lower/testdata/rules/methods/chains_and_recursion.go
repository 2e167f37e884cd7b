// Builders, recursion through methods and mutual recursion.
package main

import (
	"fmt"
	"slices"
	"strings"
)

type B struct{ parts []string }

func (b B) With(s string) B  { return B{append(slices.Clone(b.parts), s)} }
func (b B) Do(f func(B) B) B { return f(b) }
func (b B) Join() string     { return strings.Join(b.parts, ",") }

type Even int
type Odd int

func (e Even) Is() bool { return e == 0 || Odd(e-1).Is() }
func (o Odd) Is() bool  { return o != 0 && Even(o-1).Is() }

func main() {
	base := B{}.With("a")
	x, y := base.With("x"), base.With("y")
	fmt.Println(x.Join(), y.Join(), base.Do(func(b B) B { return b.With("z").With("w") }).Join())
	fmt.Println(Even(10).Is(), Odd(10).Is(), Even(7).Is())
}
