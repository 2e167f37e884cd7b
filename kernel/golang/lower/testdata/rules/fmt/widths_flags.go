// Widths, precisions, flags, arguments by index, and mistakes.
package main

import "fmt"

func main() {
	fmt.Printf("|%5d|%-5d|%05d|%+d|% d|%x|%#x|%#o|%b|\n", 42, 42, 42, 42, 42, 255, 255, 8, 5)
	fmt.Printf("|%8.3f|%-8.2f|%+.1e|%g|%G|%08.2f|\n", 3.14159, 2.5, 12345.678, 1e-7, 1e21, -3.14159)
	fmt.Printf("|%10s|%-10s|%.3s|%q|%#q|%x|% X|\n", "right", "left", "truncate", "quo\"te", "raw", "hex", "hex")
	fmt.Printf("|%*d|%-*d|%.*f|\n", 6, 42, 6, 42, 2, 3.14159)
	fmt.Printf("%[2]d %[1]d %[2]v %d\n", 1, 2, 3)
	fmt.Printf("%d %s\n", 1)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%z %!\n", 3)
	fmt.Printf("%d %t\n", "str", 5)
	fmt.Printf("%c|%q|%U|%#U\n", 0x4E16, 0x4E16, 0x4E16, 0x4E16)
	fmt.Printf("%t|%v|%p\n", true, nil, nil)
	fmt.Printf("%6.2f%%|%v|%s\n", 99.5, []byte("a"), []byte("b"))
	fmt.Printf("%v %v %v %v\n", 1e6, 1e20, 1e21, float32(0.1))
	fmt.Printf("%x %X %x\n", -255, "héllo", []int{10, 11})
	fmt.Printf("%08b|%o|%O|%3c|%-3c|\n", 13, 64, 64, 'x', 'y')
}
