// Comparison is bytewise, for named types and in switches, maps and sorts.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type Name string

func (n Name) Less(o Name) bool { return n < o }

func main() {
	fmt.Println("a" < "b", "a" < "A", "Z" < "a", "" < "a", "ab" < "abc", "é" < "z", "\xff" > "世", "10" < "9")
	a, b := "same", strings.Repeat("sa", 1)+"me"
	fmt.Println(a == b, a != b, a <= b, cmp.Compare(a, b), strings.Compare("a", "b"))
	fmt.Println(Name("x") == "x", Name("x").Less("y"), any(Name("x")) == any("x"), any(Name("x")) == any(Name("x")))
	words := []string{"pear", "Apple", "apple", "", "äpfel", "app"}
	sort.Strings(words)
	fmt.Printf("%q\n", words)
	names := []Name{"c", "a", "b"}
	slices.Sort(names)
	fmt.Println(names, slices.Max(names), min("b", "a", "c"), max(Name("q"), "r"))
	sort.Slice(names, func(i, j int) bool { return names[j].Less(names[i]) })
	fmt.Println(names)
	switch s := "go" + "lang"; s {
	case "go", "lang":
		fmt.Println("part")
	case "golang":
		fmt.Println("whole")
	}
	switch {
	case a > "t":
		fmt.Println("after")
	case a >= "s":
		fmt.Println("s..")
	}
	fmt.Println(strings.EqualFold("Straße", "STRASSE"), strings.EqualFold("Go", "GO"), strings.ToUpper("ß"), strings.Title("x y"))
}
