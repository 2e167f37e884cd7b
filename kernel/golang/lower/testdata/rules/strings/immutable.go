// A string does not change when what it was made of does, nor while a loop reads it.
package main

import "fmt"

func main() {
	b := []byte("hello")
	s := string(b)
	b[0] = 'J'
	fmt.Println(s, string(b))
	r := []rune(s)
	r[1] = '☺'
	fmt.Println(s, string(r))
	for i, c := range s {
		s = s[1:] + string(c)
		fmt.Print(i, string(c), " ")
	}
	fmt.Println(s)
	t := s
	t += "!"
	fmt.Println(s, t)
	m := map[string]int{string(b): 1}
	b[0] = 'X'
	fmt.Println(m["Jello"], m[string(b)])
	p := &s
	*p += "?"
	fmt.Println(s, (*p)[1:3], len(*p))
	arr := [2]string{"a", "b"}
	cp := arr
	cp[0] += "z"
	fmt.Println(arr, cp)
	st := struct{ s string }{"in"}
	st.s += st.s
	fmt.Println(st.s)
	for i, c := range []byte(s) {
		if i == 0 {
			s = "new"
		}
		fmt.Print(c, " ")
	}
	fmt.Println(s)
}
