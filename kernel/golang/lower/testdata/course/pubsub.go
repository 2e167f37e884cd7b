// Publish and subscribe with topics.
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type Message struct {
	Topic string
	Body  any
}

type Broker struct {
	mu     sync.RWMutex
	subs   map[string][]chan Message
	closed bool
}

func NewBroker() *Broker { return &Broker{subs: make(map[string][]chan Message)} }

func (b *Broker) Subscribe(topic string, buffer int) <-chan Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	ch := make(chan Message, buffer)
	b.subs[topic] = append(b.subs[topic], ch)
	return ch
}

func (b *Broker) Publish(topic string, body any) (delivered int) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.closed {
		return -1
	}
	for pattern, chans := range b.subs {
		if pattern != topic && !(strings.HasSuffix(pattern, "*") && strings.HasPrefix(topic, strings.TrimSuffix(pattern, "*"))) {
			continue
		}
		for _, ch := range chans {
			select {
			case ch <- Message{topic, body}:
				delivered++
			default: // slow subscriber: dropped
			}
		}
	}
	return delivered
}

func (b *Broker) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	b.closed = true
	for _, chans := range b.subs {
		for _, ch := range chans {
			close(ch)
		}
	}
}

type temperature float64

func (t temperature) String() string { return fmt.Sprintf("%.1f°C", float64(t)) }

func main() {
	b := NewBroker()
	defer b.Close()
	subs := map[string]<-chan Message{
		"weather":  b.Subscribe("weather", 10),
		"sport":    b.Subscribe("sport.*", 10),
		"anything": b.Subscribe("*", 2),
	}
	var mu sync.Mutex
	got := map[string][]string{}
	fmt.Println(b.Publish("weather", temperature(21.5)))
	fmt.Println(b.Publish("sport.tennis", []string{"6:4", "7:5"}))
	fmt.Println(b.Publish("sport.chess", struct{ White, Black string }{"Ana", "Bo"}))
	fmt.Println(b.Publish("news", nil))
	b.Close()
	fmt.Println(b.Publish("weather", "late"))

	var wg sync.WaitGroup
	for name, ch := range subs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for m := range ch {
				mu.Lock()
				got[name] = append(got[name], fmt.Sprintf("%s=%v", m.Topic, m.Body))
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	names := make([]string, 0, len(got))
	for n := range got {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Printf("%-10s %d %q\n", n, len(got[n]), got[n])
	}
}
