// Conversions between strings, bytes, runes and numbers, of named types too.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

type Text string
type Bytes []byte
type Char rune
type Chars []Char
type Octet byte
type Octets []Octet

func gen[T ~string | ~[]byte](t T) int { return len(string(t)) }
func up[T ~string](t T) T              { return T(strings.ToUpper(string(t))) }

func main() {
	t := Text("hé")
	b := Bytes(t)
	b[0] = 'H'
	fmt.Println(t, string(b), Text(b), []rune(t), Chars(t), string(Chars(t)), Octets(t), string(Octets{72, 105}))
	fmt.Println(string(Char('ß')), Text(Char(0x4e16)), string(rune(Octet(65))), Char("é"[0]))
	fmt.Println(gen(t), gen(b), up(t), up("lit"))
	fmt.Println(strconv.Itoa(-5), strconv.Quote("a\t☺"), strconv.FormatInt(255, 2))
	n, err := strconv.Atoi("12x")
	fmt.Println(n, err)
	u, err := strconv.ParseUint("300", 10, 8)
	fmt.Println(u, err)
	var i any = string(t)
	_, isText := i.(Text)
	fmt.Println(isText, any(Text("x")) == any("x"), Text("x") == "x")
	buf := []byte("abc")
	m := map[string]int{string(buf): 1}
	buf[0] = 'z'
	fmt.Println(m["abc"], m[string(buf)], string(buf) == "zbc", string(buf) < "zz")
	for i, c := range string(Bytes("é!")) {
		fmt.Print(i, string(c), " ")
	}
	for i, c := range []byte(t) {
		fmt.Print(i, c, " ")
	}
	switch string(buf) {
	case "zbc":
		fmt.Println("matched")
	}
	fmt.Println(string([]byte{}) == "", len([]byte("日本")), len([]rune("日本")), []byte("\xff\x00"), string([]rune{0xfffd, 65}))
	fmt.Printf("%T %T %T %s %q %x %v\n", b, Chars(t), Char(1), b, b, b, b)
}
