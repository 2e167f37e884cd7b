// Arguments of a go statement are converted to the parameters' interface types.
package main

import "fmt"

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type shape interface{ area() float64 }
type square float64

func (s square) area() float64 { return float64(s * s) }

func main() {
	out := make(chan string)
	go func(v any) { out <- fmt.Sprintf("%v %T", v, v) }(celsius(3))
	fmt.Println(<-out)
	go func(s fmt.Stringer) { out <- s.String() }(celsius(4))
	fmt.Println(<-out)
	go func(s shape) { out <- fmt.Sprint(s.area()) }(square(5))
	fmt.Println(<-out)
	go func(e error) { out <- fmt.Sprint(e == nil) }(nil)
	fmt.Println(<-out)
}
