// A chat server over TCP: a broadcaster goroutine, one reader per client, orderly leave.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"sort"
	"strings"
	"sync"
)

type client struct {
	name string
	out  chan string
}

type server struct {
	join, leave chan *client
	messages    chan string
	done        chan struct{}
}

func (s *server) broadcast() {
	clients := map[*client]bool{}
	for {
		select {
		case m := <-s.messages:
			for c := range clients {
				c.out <- m
			}
		case c := <-s.join:
			clients[c] = true
			c.out <- "welcome " + c.name
		case c := <-s.leave:
			delete(clients, c)
			close(c.out)
		case <-s.done:
			return
		}
	}
}

func (s *server) handle(conn net.Conn) {
	defer conn.Close()
	sc := bufio.NewScanner(conn)
	if !sc.Scan() {
		return
	}
	c := &client{sc.Text(), make(chan string, 10)}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for m := range c.out {
			fmt.Fprintln(conn, m)
		}
	}()
	s.join <- c
	for sc.Scan() {
		text := sc.Text()
		if text == "/quit" {
			break
		}
		s.messages <- c.name + ": " + text
	}
	s.leave <- c
	wg.Wait()
}

func main() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	s := &server{make(chan *client), make(chan *client), make(chan string), make(chan struct{})}
	go s.broadcast()
	var handlers sync.WaitGroup
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			handlers.Add(1)
			go func() { defer handlers.Done(); s.handle(conn) }()
		}
	}()
	dial := func(name string) (net.Conn, *bufio.Reader) {
		c, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			panic(err)
		}
		fmt.Fprintln(c, name)
		r := bufio.NewReader(c)
		line, _ := r.ReadString('\n')
		fmt.Print(line)
		return c, r
	}
	ann, annIn := dial("ann")
	bob, bobIn := dial("bob")
	fmt.Fprintln(ann, "hello")
	for _, r := range []*bufio.Reader{annIn, bobIn} {
		line, _ := r.ReadString('\n')
		fmt.Print(line)
	}
	fmt.Fprintln(bob, "/quit")
	rest, _ := io.ReadAll(bobIn)
	fmt.Printf("bob is gone: %q\n", rest)
	fmt.Fprintln(ann, "anybody there?")
	line, _ := annIn.ReadString('\n')
	fmt.Print(line)
	fmt.Fprintln(ann, "/quit")
	io.Copy(io.Discard, annIn)
	ann.Close()
	bob.Close()
	handlers.Wait()
	ln.Close()
	close(s.done)
	client, srv := net.Pipe()
	go func() { io.WriteString(srv, "c\na\nb\n"); srv.Close() }()
	all, err := io.ReadAll(client)
	lines := strings.Fields(string(all))
	sort.Strings(lines)
	fmt.Println(lines, err)
}
