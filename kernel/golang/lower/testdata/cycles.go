package main

import (
	"fmt"
	"sync"
)

type Server struct {
	mu    sync.Mutex
	conns map[*Conn]bool
	byID  map[int]*Conn
	log   []*Conn
}
type Conn struct {
	id  int
	srv *Server
	out chan *Msg
}
type Msg struct {
	from *Conn
	text string
}

func (s *Server) Add(id int) *Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Conn{id: id, srv: s, out: make(chan *Msg, 4)}
	s.conns[c] = true
	s.byID[id] = c
	s.log = append(s.log, c)
	return c
}
func (c *Conn) Send(m *Msg) { c.out <- m }
func (s *Server) Cast(m *Msg) {
	for c := range s.conns {
		c.Send(m)
	}
}

type Node struct {
	name  string
	edges []Edge
	kids  map[string]*Node
	fn    func(*Node) *Node
}
type Edge struct {
	to     *Node
	weight int
}

type List struct {
	root Elem
	n    int
}
type Elem struct {
	next, prev *Elem
	list       *List
	v          int
}

func (l *List) Init() *List {
	l.root.next = &l.root
	l.root.prev = &l.root
	l.n = 0
	return l
}
func (l *List) Push(v int) *Elem {
	e := &Elem{v: v}
	at := l.root.prev
	e.prev = at
	e.next = at.next
	e.prev.next = e
	e.next.prev = e
	e.list = l
	l.n++
	return e
}

type Handler interface{ Handle(*Ctx) error }
type Ctx struct {
	h    Handler
	next []Handler
	vals map[string]any
}
type HF func(*Ctx) error

func (f HF) Handle(c *Ctx) error { return f(c) }

func main() {
	s := &Server{conns: map[*Conn]bool{}, byID: map[int]*Conn{}}
	a := s.Add(1)
	b := s.Add(2)
	s.Cast(&Msg{a, "hi"})
	m := <-b.out
	fmt.Println(m.from.id, m.text, m.from.srv == s, len(m.from.srv.log), s.byID[2].srv.byID[1].id, len(a.out))
	n := &Node{name: "a", kids: map[string]*Node{}}
	n.edges = append(n.edges, Edge{n, 3})
	n.kids["x"] = &Node{name: "x", edges: []Edge{{n, 5}}}
	n.fn = func(m *Node) *Node { return m.kids["x"] }
	fmt.Println(n.edges[0].to.name, n.kids["x"].edges[0].to.edges[0].weight, n.fn(n).name)
	l := new(List).Init()
	e := l.Push(5)
	l.Push(6)
	fmt.Println(e.list.n, e.next.v, e.next.list.root.next.v, e.prev == &l.root)
	c := &Ctx{vals: map[string]any{}}
	c.h = HF(func(c *Ctx) error { c.vals["a"] = 1; return nil })
	c.next = append(c.next, c.h)
	fmt.Println(c.h.Handle(c), c.next[0].Handle(c), c.vals)
}
