package main

import (
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"sync"
	"time"
)

type ev struct {
	name string
	at   time.Time
	d    time.Duration
	m    time.Month
	err  error
	perr *error
	u    *url.URL
	n    *big.Int
	bi   big.Int
	mu   sync.Mutex
	wg   *sync.WaitGroup
	ds   []time.Duration
	byD  map[time.Duration]time.Month
	arr  [2]time.Weekday
	fn   func() time.Time
	c    chan time.Duration
	At   time.Time
	D    time.Duration
	in   struct {
		w time.Weekday
		W time.Weekday
	}
	any any
	e2  []error
}
type outer struct {
	ev *ev
	v  evs
}
type evs struct{ d time.Duration }

func main() {
	t := time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC)
	e := ev{name: "n", at: t, d: time.Second, m: 3, n: nil, bi: *big.NewInt(5), ds: []time.Duration{1, 2}, byD: map[time.Duration]time.Month{1: 2}, At: t, D: 5, any: time.Minute}
	for _, f := range []string{"%v", "%+v", "%s", "%d", "%x", "%q"} {
		fmt.Println(f, fmt.Sprintf(f, &e))
	}
	e.at, e.At = time.Time{}, time.Time{}
	fmt.Printf("%#v\n", e.d)
	fmt.Println(fmt.Sprint(evs{time.Hour}), []evs{{1}}, map[string]evs{"a": {2}})
	fmt.Println(len(fmt.Sprint(struct{ err error }{errors.New("x")})) > 10)
	fmt.Printf("%+v %+v\n", struct{ err error }{nil}, struct {
		d []time.Duration
		D []time.Duration
	}{[]time.Duration{1}, []time.Duration{1}})
	fmt.Println(struct{ Any any }{[]any{evs{3}, time.Second}})
}
