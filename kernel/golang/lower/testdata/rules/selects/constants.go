// Sending untyped constants, nil and converted values.
package main

import "fmt"

type mode uint8

type shape interface{ Area() int }
type sq int

func (s sq) Area() int { return int(s * s) }

func main() {
	ci, cf, cs := make(chan int64, 1), make(chan float32, 1), make(chan mode, 1)
	ce, ca, cp := make(chan error, 1), make(chan any, 3), make(chan *int, 1)
	csh := make(chan shape, 1)
	cb := make(chan byte, 1)
	for i := range 8 {
		on := func(n int) bool { return i == n }
		pick := func(c chan int64, n int) chan int64 {
			if on(n) {
				return c
			}
			return nil
		}
		select {
		case pick(ci, 0) <- 1 << 40:
		default:
			switch i {
			case 1:
				select {
				case cf <- 1.5:
				}
			case 2:
				select {
				case cs <- 7:
				}
			case 3:
				select {
				case ce <- nil:
				}
			case 4:
				select {
				case ca <- 'x':
				}
				select {
				case ca <- sq(3):
				}
				select {
				case ca <- nil:
				}
			case 5:
				select {
				case cp <- nil:
				}
			case 6:
				select {
				case csh <- sq(4):
				}
			case 7:
				select {
				case cb <- 'a' + 1:
				}
			}
		}
	}
	fmt.Println(<-ci, <-cf, <-cs, <-ce, <-cp == nil, (<-csh).Area(), <-cb)
	for range 3 {
		v := <-ca
		fmt.Printf("%T %v ", v, v)
	}
	fmt.Println()
}
