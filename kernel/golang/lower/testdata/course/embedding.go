// Embedding: promoted fields and methods, overriding, interfaces in structs, pointers.
package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

type Animal interface {
	Name() string
	Sound() string
}

type base struct {
	name string
	legs int
}

func (b base) Name() string     { return b.name }
func (b *base) Rename(n string) { b.name = n }
func (b base) Sound() string    { return "..." }
func (b base) Describe() string {
	return fmt.Sprintf("%s with %d legs says %s", b.Name(), b.legs, b.Sound())
}

type Dog struct {
	base
	tricks []string
}

func (d Dog) Sound() string { return "Woof" }
func (d *Dog) Learn(t string) *Dog {
	d.tricks = append(d.tricks, t)
	return d
}

type Puppy struct {
	*Dog
	age int
}

func (p Puppy) Sound() string { return strings.ToLower(p.Dog.Sound()) + "!" }

type Loud struct{ Animal }

func (l Loud) Sound() string { return strings.ToUpper(l.Animal.Sound()) }

type counter struct {
	sync.Mutex
	io.Writer
	n int
}

func (c *counter) Write(p []byte) (int, error) {
	c.Lock()
	defer c.Unlock()
	c.n += len(p)
	return c.Writer.Write(p)
}

type Logger struct {
	prefix string
	out    io.Writer
}

func (l Logger) Logf(format string, args ...any) { fmt.Fprintf(l.out, l.prefix+format+"\n", args...) }

type Service struct {
	Logger
	*counter
	Name string
}

type Cat struct{ base }

func main() {
	d := &Dog{base: base{"Rex", 4}}
	d.Learn("sit").Learn("roll")
	p := Puppy{Dog: d, age: 1}
	p.Rename("Max")
	fmt.Println(d.Name(), d.Sound(), p.Sound(), p.tricks, p.legs, p.Dog.base.name)
	fmt.Println(d.Describe())
	animals := []Animal{d, p, *d, Loud{p}, Loud{Loud{&Cat{base{name: "Tom"}}}}, Cat{}}
	for i, a := range animals {
		fmt.Printf("%d %q %q\n", i, a.Name(), a.Sound())
	}
	var sb strings.Builder
	c := &counter{Writer: &sb}
	s := Service{Logger{"[svc] ", c}, c, "api"}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { s.Logf("%s at %d%%", s.Name, 50) })
	}
	wg.Wait()
	fmt.Println(s.n, strings.Count(sb.String(), "[svc] api at 50%\n"))
	fmt.Fprint(s, "direct")
	fmt.Println(c.n, strings.HasSuffix(sb.String(), "direct"))

	f := p.Describe
	p.Dog.name = "Changed"
	fmt.Println(f())
	g := (*Dog).Learn
	g(d, "jump")
	h := Dog.Sound
	fmt.Println(h(*d), len(d.tricks), len(p.tricks))
	var a Animal = p
	if l, ok := a.(interface{ Learn(string) *Dog }); ok {
		fmt.Println(l.Learn("hide").tricks)
	}
	_, isLoud := a.(Loud)
	fmt.Printf("%v %T %v\n", isLoud, a, a.(Puppy).age)
	defer func() { fmt.Println("recovered:", recover()) }()
	var broken Loud
	fmt.Println(broken.Sound())
}
