// panic(nil) becomes a *runtime.PanicNilError.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	defer func() {
		r := recover()
		_, ok := r.(*runtime.PanicNilError)
		fmt.Println(r, ok)
		var e error
		defer func() {
			r := recover()
			fmt.Println(r, r.(error).Error())
		}()
		panic(e)
	}()
	panic(nil)
}
