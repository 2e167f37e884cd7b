// singleflight: many callers, one call.
package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
)

type store struct {
	calls atomic.Int32
	group singleflight.Group
}

type record struct {
	Key  string
	Size int
}

func (s *store) fetch(key string) (record, error) {
	v, err, _ := s.group.Do(key, func() (any, error) {
		s.calls.Add(1)
		time.Sleep(20 * time.Millisecond)
		if key == "bad" {
			return record{}, errors.New("no such key")
		}
		return record{key, len(key)}, nil
	})
	return v.(record), err
}

func main() {
	var s store
	var wg sync.WaitGroup
	results := make([]record, 8)
	start := make(chan struct{})
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
			r, err := s.fetch("config")
			if err != nil {
				panic(err)
			}
			results[i] = r
		}()
	}
	close(start)
	wg.Wait()
	same := true
	for _, r := range results {
		same = same && r == results[0]
	}
	fmt.Println("few calls:", s.calls.Load() < 8, "same:", same, results[0])

	_, err := s.fetch("bad")
	fmt.Println(err)

	ch := s.group.DoChan("later", func() (interface{}, error) { return 42, nil })
	select {
	case r := <-ch:
		fmt.Println(r.Val, r.Err, r.Shared)
	case <-time.After(time.Hour):
		fmt.Println("too late")
	}
	s.group.Forget("later")
}
