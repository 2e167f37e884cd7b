// Interfaces with several implementations, wrapped in each other, chosen by a registry.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"sync"
)

type Notifier interface {
	Notify(to, msg string) error
}

type NotifierFunc func(to, msg string) error

func (f NotifierFunc) Notify(to, msg string) error { return f(to, msg) }

type console struct{ w io.Writer }

func (c console) Notify(to, msg string) error {
	_, err := fmt.Fprintf(c.w, "to %s: %s\n", to, msg)
	return err
}

type limited struct {
	Notifier
	mu   sync.Mutex
	left int
}

var ErrLimit = errors.New("limit reached")

func (l *limited) Notify(to, msg string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == 0 {
		return ErrLimit
	}
	l.left--
	return l.Notifier.Notify(to, msg)
}

type multi []Notifier

func (m multi) Notify(to, msg string) error {
	var errs []error
	for i, n := range m {
		if err := n.Notify(to, msg); err != nil {
			errs = append(errs, fmt.Errorf("notifier %d: %w", i, err))
		}
	}
	return errors.Join(errs...)
}

type upper struct{ io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.Writer.Write(bytes.ToUpper(p)) }

type countingWriter struct {
	n int
	io.Writer
}

func (c *countingWriter) Write(p []byte) (n int, err error) {
	n, err = c.Writer.Write(p)
	c.n += n
	return
}

var registry = map[string]func(io.Writer) Notifier{
	"plain": func(w io.Writer) Notifier { return console{w} },
	"loud":  func(w io.Writer) Notifier { return console{upper{w}} },
	"broken": func(io.Writer) Notifier {
		return NotifierFunc(func(to, _ string) error { return fmt.Errorf("no line to %s", to) })
	},
}

func main() {
	cw := &countingWriter{Writer: os.Stdout}
	names := make([]string, 0)
	for n := range registry {
		names = append(names, n)
	}
	sort.Strings(names)
	var all multi
	for _, n := range names {
		all = append(all, registry[n](cw))
	}
	all = append(all, &limited{Notifier: console{cw}, left: 1})
	fmt.Println(all.Notify("ann", "hello"))
	err := all.Notify("bob", "bye")
	fmt.Println(err, "|", errors.Is(err, ErrLimit), cw.n)
	var n Notifier = all
	switch v := n.(type) {
	case interface{ Len() int }:
		fmt.Println("has a length", v.Len())
	case multi:
		fmt.Println("many:", len(v))
	}
	r := io.TeeReader(strings.NewReader("tee"), cw)
	b, _ := io.ReadAll(io.LimitReader(r, 2))
	fmt.Println(string(b), cw.n)
	pr, pw := io.Pipe()
	go func() {
		defer pw.Close()
		registry["loud"](pw).Notify("pipe", "through")
	}()
	io.Copy(os.Stdout, pr)
	var nobody *limited
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		nobody.Notify("x", "y")
	}()
}
