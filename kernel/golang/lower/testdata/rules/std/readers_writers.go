// Readers, writers and scanners of session types.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type counter struct {
	w    io.Writer
	n    int
	text strings.Builder
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	c.text.Write(p)
	return c.w.Write(p)
}

type once struct {
	data string
	err  error
}

func (o *once) Read(p []byte) (int, error) {
	if o.data == "" {
		return 0, o.err
	}
	n := copy(p, o.data)
	o.data = o.data[n:]
	return n, nil
}

func main() {
	c := &counter{w: io.Discard}
	n, err := io.Copy(c, upper{strings.NewReader("hello reader")})
	fmt.Println(n, err, c.n, c.text.String())
	fmt.Fprintf(c, "%d-%s", 5, "x")
	fmt.Println(c.n)
	b, err := io.ReadAll(&once{"abc", errors.New("broken")})
	fmt.Printf("%s %v\n", b, err)
	sc := bufio.NewScanner(upper{strings.NewReader("l1\nl2\n\nl4")})
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println(sc.Err())
	sc = bufio.NewScanner(io.MultiReader(&once{"w1 ", io.EOF}, strings.NewReader("w2 w3")))
	sc.Split(bufio.ScanWords)
	words := 0
	for sc.Scan() {
		words++
	}
	w := bufio.NewWriter(c)
	w.WriteString("buffered")
	before := c.n
	w.Flush()
	fmt.Println(words, c.n-before, io.TeeReader(upper{nil}, c) != nil)
	lr := &io.LimitedReader{R: upper{strings.NewReader("limited")}, N: 3}
	b, _ = io.ReadAll(lr)
	pr, pw := io.Pipe()
	go func() { fmt.Fprint(pw, "piped"); pw.Close() }()
	p, _ := io.ReadAll(upper{pr})
	fmt.Println(string(b), string(p))
}
