package main

// A program is what a cell of that size becomes. TURN stands for the number of the measurement.
type program struct{ name, text, output string }

func programs() []program {
	return []program{
		{"a small cell", `package main

import (
	"fmt"
	"strings"
	"sync"
)

func square(n int) int { return n * n }

func main() {
	var wg sync.WaitGroup
	results := make([]int, 4)
	for i := range results {
		wg.Go(func() { results[i] = square(i) })
	}
	wg.Wait()
	fmt.Println(results, strings.ToUpper("number"), TURN)
}
`, "[0 1 4 9] NUMBER TURN\n"},
		{"a cell with net/http", `package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
)

func main() {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL.Path) })
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/TURN", nil))
	fmt.Println(w.Code, w.Body)
}
`, "200 /TURN\n"},
	}
}
