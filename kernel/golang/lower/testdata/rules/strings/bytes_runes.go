// Strings are bytes; ranging and conversions decode runes, also of invalid UTF-8.
package main

import (
	"fmt"
	"unicode/utf8"
)

type Text string
type Raw []byte
type Runes []rune

func main() {
	s := "a\xffé\xe2\x82世\x00z"
	for i, r := range s {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println(len(s), utf8.RuneCountInString(s), utf8.ValidString(s))
	fmt.Println([]byte(s), []rune(s))
	fmt.Printf("%q %+q %x % x %v\n", s, s, s, s, s)
	back := string([]rune(s))
	fmt.Println(back == s, len(back), string([]byte(s)) == s)
	for i := range s {
		fmt.Print(i, " ")
	}
	for range s {
		fmt.Print(".")
	}
	fmt.Println()
	for i := range len(s) {
		fmt.Print(s[i], " ")
	}
	fmt.Println()
	t := Text("héé")
	for _, r := range t {
		fmt.Printf("%c|", r)
	}
	fmt.Println(t[1:], t[1], Raw(t), Runes(t), Text(Raw(t)), Text(Runes(t)), string(Runes{'x', -1, 0x10ffff + 1, 0xd800}))
	b := []byte(s)
	b[0] = 'Q'
	fmt.Println(s[0], b[0], string(b[:1])+s[1:2] == "Q\xff")
	fmt.Println(string(rune(-1)), string(rune(0x4e16)), "\u00e9" == "é", "e\u0301" == "é", `a\n` == "a\\n")
	cut := "世界"[1:4]
	fmt.Printf("%q %d\n", cut, []rune(cut))
	for i, r := range []byte("hé") {
		fmt.Print(i, r, ";")
	}
	fmt.Println(append([]byte("x"), "yé"...), copy(b, "zzz"), string(b[:3]))
}
