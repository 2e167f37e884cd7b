package main

import "fmt"

type Buffer int

func (b *Buffer) Read() string { return fmt.Sprint("read ", b == nil) }

type Reader interface{ Read() string }

func noBuffer() *Buffer         { return nil }
func noSlice() []int            { return nil }
func noMap() map[string]int     { return nil }
func noFunc() func() int        { return nil }
func noError() error            { return nil }
func noReader() Reader          { return nil }
func noChan() chan int          { return nil }
func reader() Reader            { return noBuffer() }
func (b *Buffer) next() *Buffer { return nil }

// The nil that a small function returns has the type of its result.
func main() {
	r := reader()
	fmt.Println(r == nil, r.Read(), noReader() == nil)
	b, ok := r.(*Buffer)
	fmt.Println(b == nil, ok, noBuffer().Read(), b.next().Read())
	fmt.Printf("%T %T %T %T %T %T\n", noBuffer(), noSlice(), noMap(), noFunc(), noChan(), noError())
	x := noSlice()
	x = append(x, len(noSlice()), noMap()["a"])
	fmt.Println(x)
}
