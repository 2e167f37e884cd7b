// maps, sync and atomic generics on session types.
package main

import (
	"fmt"
	"maps"
	"sync"
	"sync/atomic"
)

type conf struct{ n int }

func main() {
	m := map[string]conf{"a": {1}, "b": {2}}
	c := maps.Clone(m)
	c["a"] = conf{10}
	maps.DeleteFunc(c, func(k string, v conf) bool { return v.n == 2 })
	fmt.Println(m, c, maps.Equal(m, c))
	maps.Copy(c, m)
	fmt.Println(c, maps.EqualFunc(m, c, func(a, b conf) bool { return a == b }))
	var p atomic.Pointer[conf]
	fmt.Println(p.Load() == nil)
	first := &conf{5}
	p.Store(first)
	old := p.Swap(&conf{6})
	fmt.Println(old.n, p.Load().n, p.CompareAndSwap(first, &conf{7}), p.Load().n)
	get := sync.OnceValue(func() conf { fmt.Print("once "); return conf{8} })
	fmt.Println(get(), get())
	two := sync.OnceValues(func() (conf, error) { return conf{9}, fmt.Errorf("bad") })
	v, err := two()
	fmt.Println(v, err)
	sync.OnceFunc(func() { fmt.Println("ran") })()
}
