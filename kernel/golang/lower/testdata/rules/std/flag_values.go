// A flag.Value of the program.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

type list []string

func (l *list) String() string { return strings.Join(*l, "+") }
func (l *list) Set(s string) error {
	if s == "" {
		return errors.New("empty")
	}
	*l = append(*l, s)
	return nil
}

func main() {
	fs := flag.NewFlagSet("t", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	var l list
	fs.Var(&l, "l", "items")
	n := fs.Int("n", 3, "number")
	fmt.Println(fs.Parse([]string{"-l", "a", "-l=b", "-n", "7", "rest"}), l, *n, fs.Args())
	fmt.Println(fs.Parse([]string{"-l", ""}))
	fmt.Println(fs.Parse([]string{"-zz"}))
}
