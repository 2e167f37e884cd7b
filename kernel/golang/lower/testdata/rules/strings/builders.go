// Builders, readers, buffers and the functions that take functions.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
)

type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

func build(n int) (out string) {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%d", i)
		b.WriteRune('é')
	}
	return b.String()
}

func main() {
	fmt.Println(build(4), len(build(4)))
	var b strings.Builder
	w := upper{&b}
	fmt.Fprint(w, "low ", 1, "er")
	n, err := io.WriteString(w, " tail")
	fmt.Println(b.String(), b.Len(), n, err)
	b.Reset()
	fmt.Printf("%q\n", b.String())
	sc := bufio.NewScanner(strings.NewReader("one two\nthree  four\n"))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		fmt.Print(sc.Text(), "|")
	}
	fmt.Println()
	fmt.Println(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, "a1b2é3"))
	fmt.Printf("%q\n", strings.FieldsFunc("a;b,,c", func(r rune) bool { return r == ';' || r == ',' }))
	fmt.Println(strings.IndexFunc("abc1", unicode.IsDigit), strings.TrimFunc("  x ", unicode.IsSpace), strings.TrimLeft("aabc", "a"))
	before, after, ok := strings.Cut("k=v=w", "=")
	fmt.Println(before, after, ok)
	for part := range strings.SplitSeq("x-y-z", "-") {
		fmt.Print(part, ".")
	}
	for line := range strings.Lines("l1\nl2") {
		fmt.Printf("%q", line)
	}
	fmt.Println()
	r := strings.NewReader("héy")
	for {
		c, size, err := r.ReadRune()
		if err == io.EOF {
			break
		}
		fmt.Print(string(c), size, " ")
	}
	fmt.Println(strings.NewReplacer("a", "1", "b", "2").Replace("abc"))
	var buf bytes.Buffer
	buf.WriteString("line\nrest")
	line, _ := buf.ReadString('\n')
	fmt.Printf("%q %q\n", line, buf.String())
}
