// strings and bytes functions with functions and types of the program.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

type word string

func main() {
	var b strings.Builder
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	b.WriteByte('!')
	b.WriteRune('é')
	fmt.Println(b.String(), b.Len())
	fmt.Println(strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, "aBcD"), strings.FieldsFunc("a1b2c", unicode.IsDigit), strings.IndexFunc("abc1", unicode.IsDigit))
	fmt.Println(strings.NewReplacer("a", "1", "b", "2").Replace("abc"), strings.Repeat(string(word("ab")), 2), strings.ToUpper(string(word("w"))))
	before, after, ok := strings.Cut("k=v=w", "=")
	fmt.Println(before, after, ok, strings.EqualFold("Go", "GO"), strings.TrimFunc("  x ", unicode.IsSpace))
	var buf bytes.Buffer
	buf.WriteString("line\n")
	buf.Write([]byte{65, 66})
	l, err := buf.ReadString('\n')
	fmt.Printf("%q %v %q %d\n", l, err, buf.String(), bytes.Compare([]byte("a"), []byte("b")))
	fmt.Println(strings.Title("the end"), strings.Split("a,b", ","), strings.Join([]string{"x", "y"}, "+"), strings.Count("cheese", "e"))
	n, err := strconv.Atoi("12x")
	fmt.Println(n, err, strconv.Quote("h\ti"), strconv.FormatInt(-255, 16))
	_, err = strconv.ParseUint("300", 10, 8)
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Err == strconv.ErrRange)
}
