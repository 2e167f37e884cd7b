package main

func main() {
	var a [5]int
	for i := 0; ; i++ {
		a[i] = i * i
	}
}
