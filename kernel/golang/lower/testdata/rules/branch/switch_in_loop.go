// continue and break in switches and type switches inside loops.
package main

import "fmt"

func main() {
	out := ""
	for i, v := range []any{1, "s", 2.5, nil, true, []int{1}} {
		switch x := v.(type) {
		case int:
			continue
		case string:
			out += x
			break
		case nil:
			out += "nil"
			fallthroughless(&out)
		case bool:
			if x {
				break
			}
			out += "never"
		default:
			out += fmt.Sprintf("%T", x)
			continue
		}
		out += fmt.Sprint(i, " ")
	}
	fmt.Println(out)
}

func fallthroughless(s *string) { *s += "!" }
