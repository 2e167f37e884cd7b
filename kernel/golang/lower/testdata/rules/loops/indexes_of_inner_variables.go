package main

import "fmt"

func value(i int) any {
	switch i % 3 {
	case 0:
		return []int{i, i + 1, i + 2, i + 3}
	case 1:
		return "text"
	}
	return [][]string{{"a"}, {"b", "c"}}
}

// What is indexed comes to be in the loop: in a case of a type switch, a condition, a statement.
func main() {
	for i := 0; i < 4; i++ {
		switch x := value(i).(type) {
		case []int:
			fmt.Println(x[3] + x[i])
		case string:
			fmt.Println(x[3], x[i])
		case [][]string:
			fmt.Println(x[1][i-1])
		}
	}
	for i := 0; i < 3; i++ {
		if s, ok := value(0).([]int); ok && s[i] >= 0 {
			fmt.Print(s[i], s[3], " ")
		}
		switch t := []string{"p", "q", "r"}; {
		case t[i] == "q":
			fmt.Print(t[i], t[2], " ")
		}
	}
	fmt.Println()
}
