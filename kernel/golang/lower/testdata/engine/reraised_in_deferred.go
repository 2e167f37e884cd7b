package main

import "errors"

func main() {
	defer func() {
		if r := recover(); r != nil {
			defer func() { panic("d") }()
			panic(r)
		}
	}()
	panic(errors.New("multi\nline"))
}
