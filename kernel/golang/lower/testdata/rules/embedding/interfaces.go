// Interfaces embedded in structs: forwarding, overriding, nil.
package main

import (
	"fmt"
	"strings"
)

type Logger interface {
	Log(string) string
	Level() int
}

type base struct{ prefix string }

func (b base) Log(s string) string { return b.prefix + s }
func (b base) Level() int          { return len(b.prefix) }

type loud struct{ Logger }

func (l loud) Log(s string) string { return l.Logger.Log(strings.ToUpper(s)) + "!" }

type service struct {
	Logger
	name string
}

func main() {
	s := service{loud{base{"> "}}, "svc"}
	fmt.Println(s.Log("hi"), s.Level())
	var l Logger = s
	fmt.Println(l.Log("again"), l.Level(), loud{s}.Log("x"))
	_, ok := l.(service)
	_, no := l.(loud)
	fmt.Println(ok, no)
	s.Logger = base{"# "}
	fmt.Println(s.Log("plain"), l.Log("old"))
	fmt.Printf("%+v %T\n", s, s.Logger)
	defer func() { fmt.Println(recover()) }()
	var e service
	e.Log("nil")
}
