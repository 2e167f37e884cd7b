// Actors: each has a mailbox and a loop; state is only touched by its own loop.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type (
	deposit  struct{ amount int }
	withdraw struct {
		amount int
		reply  chan<- error
	}
	query struct{ reply chan int }
	stop  struct{}
)

type account struct {
	mailbox chan any
	done    chan struct{}
}

type overdrawn int

func (o overdrawn) Error() string { return fmt.Sprintf("overdrawn by %d", int(o)) }

func newAccount() *account {
	a := &account{make(chan any, 8), make(chan struct{})}
	go a.loop()
	return a
}

func (a *account) loop() {
	defer close(a.done)
	balance := 0
	for msg := range a.mailbox {
		switch m := msg.(type) {
		case deposit:
			balance += m.amount
		case withdraw:
			if m.amount > balance {
				m.reply <- overdrawn(m.amount - balance)
				continue
			}
			balance -= m.amount
			m.reply <- nil
		case query:
			m.reply <- balance
		case stop:
			return
		case nil:
			fmt.Println("nothing?")
		default:
			fmt.Printf("unknown message %T %v\n", m, m)
		}
	}
}

func (a *account) ask(msg func(chan int) any) int {
	reply := make(chan int)
	a.mailbox <- msg(reply)
	return <-reply
}

type counter struct {
	inc chan string
	get chan map[string]int
}

func newCounter() counter {
	c := counter{make(chan string), make(chan map[string]int)}
	go func() {
		counts := map[string]int{}
		for {
			select {
			case w, ok := <-c.inc:
				if !ok {
					return
				}
				counts[w]++
			case c.get <- func() map[string]int {
				m := make(map[string]int, len(counts))
				for k, v := range counts {
					m[k] = v
				}
				return m
			}():
			}
		}
	}()
	return c
}

func main() {
	a := newAccount()
	a.mailbox <- deposit{100}
	reply := make(chan error)
	for _, n := range []int{30, 100, 70, 1} {
		a.mailbox <- withdraw{n, reply}
		if err := <-reply; err != nil {
			fmt.Printf("%d: %v (%T)\n", n, err, err)
		} else {
			fmt.Println(n, "ok")
		}
	}
	a.mailbox <- "hello"
	a.mailbox <- nil
	fmt.Println("balance", a.ask(func(c chan int) any { return query{c} }))
	a.mailbox <- stop{}
	<-a.done

	c := newCounter()
	for _, w := range strings.Fields("a rose is a rose is a rose") {
		c.inc <- w
	}
	m := <-c.get
	close(c.inc)
	keys := make([]string, 0)
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return m[keys[i]] > m[keys[j]] || m[keys[i]] == m[keys[j]] && keys[i] < keys[j] })
	for _, k := range keys {
		fmt.Print(k, ":", m[k], " ")
	}
	fmt.Println()
}
