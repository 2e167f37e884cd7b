package main

type cache struct{ m map[string]int }

func main() {
	var c cache
	c.m["a"] = 1
}
