// Package flag asks the zero value of a flag's type for its text.
package main

import (
	"flag"
	"os"
	"strings"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func main() {
	fs := flag.NewFlagSet("x", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	none, some := list{}, list{"a", "b"}
	fs.Var(&none, "none", "a `list`")
	fs.Var(&some, "some", "a `list`")
	fs.PrintDefaults()
}
