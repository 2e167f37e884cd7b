package main

import (
	"context"
	"fmt"
	"sort"
	"sync"
	"time"
)

type Hub struct {
	mu      sync.RWMutex
	clients map[*Client]struct{}
	rooms   map[string]*Room
	join    chan *Client
	leave   chan *Client
	done    chan struct{}
}
type Client struct {
	name string
	hub  *Hub
	room *Room
	send chan string
	mu   sync.Mutex
	got  []string
}
type Room struct {
	hub     *Hub
	name    string
	members []*Client
	owner   *Client
	onJoin  func(*Client)
	history [4]string
	n       int
}

func NewHub() *Hub {
	h := &Hub{clients: make(map[*Client]struct{}), rooms: map[string]*Room{}, join: make(chan *Client), leave: make(chan *Client), done: make(chan struct{})}
	go h.run()
	return h
}
func (h *Hub) run() {
	for {
		select {
		case c := <-h.join:
			h.mu.Lock()
			h.clients[c] = struct{}{}
			h.mu.Unlock()
			c.send <- "welcome " + c.name
		case c := <-h.leave:
			h.mu.Lock()
			delete(h.clients, c)
			close(c.send)
			h.mu.Unlock()
		case <-h.done:
			return
		}
	}
}
func (h *Hub) Room(name string) *Room {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, ok := h.rooms[name]
	if !ok {
		r = &Room{hub: h, name: name}
		h.rooms[name] = r
	}
	return r
}
func (r *Room) Add(c *Client) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.owner == nil {
		r.owner = c
	}
	c.room = r
	r.members = append(r.members, c)
	if r.onJoin != nil {
		r.onJoin(c)
	}
	r.history[r.n%len(r.history)] = c.name
	r.n++
}
func (c *Client) read(wg *sync.WaitGroup) {
	defer wg.Done()
	for m := range c.send {
		c.mu.Lock()
		c.got = append(c.got, m)
		c.mu.Unlock()
	}
}

type Actor struct {
	inbox chan func(*Actor)
	state map[string]int
	quit  chan struct{}
	peers []*Actor
	sys   *System
}
type System struct {
	actors map[string]*Actor
	wg     sync.WaitGroup
	log    []Entry
	mu     sync.Mutex
}
type Entry struct {
	who *Actor
	at  time.Duration
	msg string
}

func (s *System) Spawn(name string) *Actor {
	a := &Actor{inbox: make(chan func(*Actor), 8), state: map[string]int{}, quit: make(chan struct{}), sys: s}
	s.actors[name] = a
	s.wg.Add(1)
	go a.loop(name)
	return a
}
func (a *Actor) loop(name string) {
	defer a.sys.wg.Done()
	for {
		select {
		case f := <-a.inbox:
			f(a)
			a.sys.mu.Lock()
			a.sys.log = append(a.sys.log, Entry{a, time.Second, name})
			a.sys.mu.Unlock()
		case <-a.quit:
			return
		}
	}
}
func (a *Actor) Do(f func(*Actor)) { a.inbox <- f }

type stage func(ctx context.Context, in <-chan int) <-chan int

func chain(ctx context.Context, in <-chan int, stages ...stage) <-chan int {
	for _, s := range stages {
		in = s(ctx, in)
	}
	return in
}
func mapStage(f func(int) int) stage {
	return func(ctx context.Context, in <-chan int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for v := range in {
				select {
				case out <- f(v):
				case <-ctx.Done():
					return
				}
			}
		}()
		return out
	}
}

func main() {
	h := NewHub()
	var wg sync.WaitGroup
	var cs []*Client
	lobby := h.Room("lobby")
	joined := 0
	lobby.onJoin = func(c *Client) { joined += len(c.name) }
	for _, n := range []string{"ann", "bob"} {
		c := &Client{name: n, hub: h, send: make(chan string, 4)}
		wg.Add(1)
		go c.read(&wg)
		h.join <- c
		h.Room("lobby").Add(c)
		cs = append(cs, c)
	}
	fmt.Println(len(lobby.members), lobby.owner.name, cs[1].room.owner.hub == h, joined, lobby.history)
	for _, c := range cs {
		c.hub.leave <- c
	}
	close(h.done)
	wg.Wait()
	for _, c := range cs {
		fmt.Println(c.name, c.got, len(c.hub.clients), c.room.hub.rooms["lobby"].members[0].name)
	}
	s := &System{actors: map[string]*Actor{}}
	a, b := s.Spawn("a"), s.Spawn("b")
	a.peers = append(a.peers, b)
	res := make(chan int)
	a.Do(func(me *Actor) {
		me.state["x"]++
		me.peers[0].Do(func(p *Actor) {
			p.state["y"] += me.state["x"] + 10
			res <- p.state["y"]
		})
	})
	fmt.Println(<-res)
	close(a.quit)
	close(b.quit)
	s.wg.Wait()
	sort.Slice(s.log, func(i, j int) bool { return s.log[i].msg < s.log[j].msg }) // who logs first is open
	for _, e := range s.log {
		fmt.Println(e.msg, e.at, e.who == s.actors[e.msg])
	}
	ctx, cancel := context.WithCancel(context.Background())
	src := make(chan int)
	go func() {
		defer close(src)
		for i := range 5 {
			src <- i
		}
	}()
	for v := range chain(ctx, src, mapStage(func(x int) int { return x * x }), mapStage(func(x int) int { return x + 1 })) {
		fmt.Print(v, " ")
	}
	cancel()
	fmt.Println(ctx.Err())
	fmt.Printf("%v %+v\n", lobby.name, Entry{nil, 1, "m"})
}
