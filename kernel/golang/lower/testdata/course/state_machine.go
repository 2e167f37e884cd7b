// State functions in a struct, and a table-driven machine.
package main

import (
	"fmt"
	"strings"
	"unicode"
)

type Lexer struct {
	input      string
	start, pos int
	tokens     chan Token
}

type TokenKind int

const (
	EOF TokenKind = iota
	Number
	Ident
	Op
	Bad
)

// nolint
var kindNames = [...]string{EOF: "EOF", Number: "Number", Ident: "Ident", Op: "Op", Bad: "Bad"}

func (k TokenKind) String() string { return kindNames[k] }

type Token struct {
	Kind TokenKind
	Text string
}

func (t Token) String() string { return fmt.Sprintf("%v(%q)", t.Kind, t.Text) }

type stateFn struct {
	run func(*Lexer) *stateFn
}

func (l *Lexer) next() rune {
	if l.pos >= len(l.input) {
		return -1
	}
	r := rune(l.input[l.pos])
	l.pos++
	return r
}

func (l *Lexer) back() {
	if l.pos > l.start {
		l.pos--
	}
}

func (l *Lexer) emit(k TokenKind) {
	l.tokens <- Token{k, l.input[l.start:l.pos]}
	l.start = l.pos
}

func lexText(l *Lexer) *stateFn {
	switch r := l.next(); {
	case r == -1:
		l.emit(EOF)
		return nil
	case unicode.IsSpace(r):
		l.start = l.pos
		return &stateFn{lexText}
	case unicode.IsDigit(r):
		return &stateFn{lexNumber}
	case unicode.IsLetter(r):
		return &stateFn{lexIdent}
	case strings.ContainsRune("+-*/()=", r):
		l.emit(Op)
		return &stateFn{lexText}
	default:
		l.emit(Bad)
	}
	return &stateFn{lexText}
}

func while(l *Lexer, ok func(rune) bool) {
	for {
		r := l.next()
		if r == -1 {
			return
		}
		if !ok(r) {
			l.back()
			return
		}
	}
}

func lexNumber(l *Lexer) *stateFn {
	while(l, func(r rune) bool { return unicode.IsDigit(r) || r == '.' })
	l.emit(Number)
	return &stateFn{lexText}
}

func lexIdent(l *Lexer) *stateFn {
	while(l, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	l.emit(Ident)
	return &stateFn{lexText}
}

func Lex(s string) <-chan Token {
	l := &Lexer{input: s, tokens: make(chan Token)}
	go func() {
		for st := (&stateFn{lexText}); st != nil; {
			st = st.run(l)
		}
		close(l.tokens)
	}()
	return l.tokens
}

type light struct{ state, event string }

var transitions = map[light]string{
	{"red", "timer"}:    "green",
	{"green", "timer"}:  "yellow",
	{"yellow", "timer"}: "red",
	{"green", "button"}: "yellow",
}

func main() {
	for _, src := range []string{"x1 = 3.14*(y + 2)", "", "a ? b"} {
		for t := range Lex(src) {
			fmt.Print(t, " ")
		}
		fmt.Println()
	}
	state := "red"
	for _, ev := range strings.Fields("timer button timer button off timer") {
		next, ok := transitions[light{state, ev}]
		if !ok {
			fmt.Printf("%s: no %s\n", state, ev)
			continue
		}
		fmt.Printf("%s --%s--> %s\n", state, ev, next)
		state = next
	}
}
