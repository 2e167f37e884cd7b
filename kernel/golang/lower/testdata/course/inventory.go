// An inventory with reservations in several goroutines, custom errors and a report.
package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"sync"
	"text/tabwriter"
)

type SKU string

type Stock struct {
	mu    sync.Mutex
	items map[SKU]*line
}

type line struct {
	have, reserved int
	price          cents
}

type cents int64

func (c cents) String() string { return fmt.Sprintf("%d.%02d €", int64(c)/100, int64(c)%100) }

type OutOfStock struct {
	SKU
	Wanted, Have int
}

func (e *OutOfStock) Error() string {
	return fmt.Sprintf("%s: want %d, have %d", e.SKU, e.Wanted, e.Have)
}
func (e *OutOfStock) Is(target error) bool {
	_, ok := target.(*OutOfStock)
	return ok
}

var errUnknown = errors.New("unknown article")

func (s *Stock) Reserve(order map[SKU]int) (total cents, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var done []func()
	defer func() {
		if err != nil {
			for i := len(done) - 1; i >= 0; i-- {
				done[i]()
			}
			total = 0
		}
	}()
	skus := make([]SKU, 0, len(order))
	for k := range order {
		skus = append(skus, k)
	}
	sort.Slice(skus, func(i, j int) bool { return skus[i] < skus[j] })
	for _, sku := range skus {
		n := order[sku]
		l, ok := s.items[sku]
		if !ok {
			return total, fmt.Errorf("%w: %s", errUnknown, sku)
		}
		if l.have-l.reserved < n {
			return total, &OutOfStock{sku, n, l.have - l.reserved}
		}
		l.reserved += n
		done = append(done, func() { l.reserved -= n })
		total += cents(n) * l.price
	}
	return total, nil
}

func main() {
	s := &Stock{items: map[SKU]*line{"pen": {100, 0, 199}, "ink": {10, 0, 1250}, "pad": {have: 3, price: 5}}}
	fmt.Println(s.Reserve(map[SKU]int{"pen": 2, "ink": 1}))
	_, err := s.Reserve(map[SKU]int{"pen": 5, "pad": 4})
	var oos *OutOfStock
	fmt.Println(err, errors.Is(err, &OutOfStock{}), errors.As(err, &oos), oos.SKU, s.items["pen"].reserved)
	_, err = s.Reserve(map[SKU]int{"gold": 1})
	fmt.Println(err, errors.Is(err, errUnknown), errors.Is(err, (*OutOfStock)(nil)))
	var wg sync.WaitGroup
	var mu sync.Mutex
	ok, failed := 0, 0
	for i := 0; i < 20; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err := s.Reserve(map[SKU]int{"ink": 1})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed++
			} else {
				ok++
			}
		}()
	}
	wg.Wait()
	fmt.Println("ok", ok, "failed", failed)
	tw := tabwriter.NewWriter(os.Stdout, 4, 0, 1, ' ', 0)
	fmt.Fprintf(tw, "article\tfree\tprice\n")
	for _, k := range []SKU{"ink", "pad", "pen"} {
		l := s.items[k]
		fmt.Fprintf(tw, "%v\t%d\t%v\n", k, l.have-l.reserved, l.price)
	}
	tw.Flush()
}
