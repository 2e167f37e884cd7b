// sort.Interface embedded and overridden.
package main

import (
	"fmt"
	"sort"
)

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type desc struct{ sort.Interface }

func (d desc) Less(i, j int) bool { return d.Interface.Less(j, i) }

type counting struct {
	byLen
	swaps int
}

func (c *counting) Swap(i, j int) { c.swaps++; c.byLen.Swap(i, j) }

func main() {
	w := []string{"ccc", "a", "bb", "dddd"}
	sort.Sort(byLen(w))
	fmt.Println(w)
	sort.Sort(desc{byLen(w)})
	fmt.Println(w)
	sort.Sort(sort.Reverse(desc{byLen(w)}))
	fmt.Println(w, sort.IsSorted(byLen(w)))
	c := &counting{byLen: byLen{"zz", "y"}}
	sort.Sort(c)
	fmt.Println(c.byLen, c.swaps)
}
