// Calls of method expressions of compiled types: variadic, formatting, deferred, with values of the program's types.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

type Depth struct{ Metres int }

func (d Depth) String() string { return fmt.Sprint(d.Metres, "m") }

type Depths []int

func (d Depths) Sum(more ...int) (total int) {
	if more == nil {
		fmt.Print("none more; ")
	}
	for _, m := range append(d, more...) {
		total += m
	}
	return total
}

type station struct {
	*log.Logger
	sync.Mutex
}

func two() (*log.Logger, string) { return log.New(os.Stdout, "two ", 0), "values" }

func main() {
	l := log.New(os.Stdout, "", 0)
	(*log.Logger).Println(l, Depth{1}, 2, &Depth{3}, Depths{4})
	(*log.Logger).Printf(l, "%d %v %T", 3, Depth{4}, Depths{})
	(*log.Logger).Printf(l, "%v %v", []any{Depth{5}, nil}...)
	(*log.Logger).Print(two())
	(*log.Logger).Print(l)
	fmt.Println((*log.Logger).Output(l, 1, "output"))

	h := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	(*slog.Logger).Info(h, "measured", "depth", Depth{6}, slog.Int("n", 7))
	(*slog.Logger).Info(h, "nothing")

	fmt.Println(Depths.Sum(Depths{1, 2}, 3, 4), Depths.Sum([]int{1}), (*Depths).Sum(&Depths{1}, []int{2}...))
	fmt.Println(fmt.Stringer.String(Depth{8}), fmt.Stringer.String(&Depth{9}), error.Error(errors.New("boom")))
	fmt.Println(time.Duration.String(3), sort.Interface.Len(sort.IntSlice{1, 2}))
	(*json.Encoder).Encode(json.NewEncoder(os.Stdout), Depth{10})

	s := &station{Logger: l}
	station.Printf(station{Logger: l}, "%s", Depth{11})
	(*station).Printf(s, "%s", Depth{12})
	func() {
		(*station).Lock(s)
		defer (*station).Unlock(s)
		defer (*log.Logger).Println(l, "deferred", Depth{13})
		fmt.Println("locked", !s.TryLock())
	}()
	fmt.Println("unlocked", (*sync.Mutex).TryLock(&s.Mutex))

	var wg sync.WaitGroup
	(*sync.WaitGroup).Add(&wg, 1)
	go (*sync.WaitGroup).Done(&wg)
	(*sync.WaitGroup).Wait(&wg)
	var once sync.Once
	for range 2 {
		(*sync.Once).Do(&once, func() { fmt.Println("once") })
	}
	var m sync.Map
	(*sync.Map).Store(&m, Depth{14}, Depths{15})
	(*sync.Map).Range(&m, func(k, v any) bool { fmt.Println(k.(Depth), v.(Depths)); return true })
	v, ok := (*sync.Map).Load(&m, Depth{14})
	fmt.Println(v, ok)

	var b strings.Builder
	n, err := (*strings.Builder).WriteString(&b, "text")
	fmt.Println(n, err, (*strings.Builder).String(&b))
	defer fmt.Println("not reached")
	ends := []func(*log.Logger, ...any){(*log.Logger).Println, (*log.Logger).Fatal}
	for _, f := range ends {
		f(l, "end", Depth{16})
	}
}
