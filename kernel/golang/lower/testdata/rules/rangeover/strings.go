// range over strings decodes UTF-8; invalid bytes count one each.
package main

import "fmt"

type text string

func main() {
	for i, r := range "aé世\xff\xe4\xb8!" {
		fmt.Printf("%d:%q:%x ", i, r, r)
	}
	fmt.Println()
	for i := range "héé" {
		fmt.Print(i, " ")
	}
	for range "日本" {
		fmt.Print("x")
	}
	fmt.Println()
	s := "abc"
	for i, r := range s {
		s = "changed"
		fmt.Print(i, string(r))
	}
	fmt.Println(s)
	for _, r := range text("né") {
		fmt.Printf("%c%T ", r, r)
	}
	var r rune
	var at int
	for at, r = range "xyz\xc3\x28" {
	}
	fmt.Println(at, r)
	for i, c := range []byte("hé") {
		fmt.Print(i, c, " ")
	}
	for i, c := range []rune("hé") {
		fmt.Print(i, c, " ")
	}
	fmt.Println()
}
