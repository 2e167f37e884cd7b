// Constants keep their named types and methods; untyped ones get their default types.
package main

import (
	"fmt"
	"time"
)

type Celsius float64
type Name string
type Flag bool
type Size uint8

const (
	boil  Celsius = 100
	who   Name    = "gopher"
	on    Flag    = 1 < 2
	limit Size    = 250
	short         = 2 * time.Millisecond
)

func (c Celsius) String() string { return fmt.Sprintf("%.1f°", float64(c)) }

func kind(v any) string { return fmt.Sprintf("%T:%v", v, v) }

func main() {
	fmt.Println(kind(boil), kind(who), kind(on), kind(limit), kind(short))
	fmt.Println(kind(boil/3), kind(who+"s"), kind(!on), kind(limit+5), kind(short*3))
	fmt.Println(kind(len(who)), kind(who[0]), kind(who[1:3]))
	const half = boil / 2
	fmt.Println(half, boil.String(), Celsius(20))
	fmt.Println(kind(1), kind(1.0), kind('x'), kind("s"), kind(true), kind(2i), kind(1<<3), kind(1.0<<3 == 8))
	var f32 float32 = 1 << 4
	var any1 any = 1 << 4
	fmt.Println(kind(f32), kind(any1))
	const b byte = 'A'
	const r rune = 'A'
	fmt.Println(kind(b), kind(r), kind(string(r)), kind(b+1), kind(r+1))
	n := 3
	fmt.Println(kind(time.Duration(n)*time.Second), kind(float64(n)*2), kind(2*n), kind(Size(n)*limit))
	const same = who == "gopher" && limit > 10
	fmt.Println(kind(same), kind(who < "h"), kind(Flag(n > 2)))
}
