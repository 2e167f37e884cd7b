package kit

import (
	"fmt"
	"testing"

	"weft/kernel/leaks"
)

// Builds of many goroutines do not disturb each other, the same program or different ones, and leave
// nothing running.
func TestConcurrentBuilds(t *testing.T) {
	k := shared(t)
	before := leaks.Before()
	type result struct {
		want string
		r    Result
		err  error
	}
	results := make(chan result)
	const builds = 12
	for i := range builds {
		go func() {
			word := fmt.Sprint("program ", i%6)
			r, err := k.Build(t.Context(), program(fmt.Sprintf("package main\n\nimport \"os\"\n\nfunc main() { os.Stdout.WriteString(%q) }\n", word)))
			results <- result{word, r, err}
		}()
	}
	for range builds {
		r := <-results
		if r.err != nil || len(r.r.Diagnostics) > 0 {
			t.Errorf("%s: %v %v", r.want, r.r.Diagnostics, r.err)
			continue
		}
		if got := run(t, r.r.Binary); got.Stdout != r.want {
			t.Errorf("the program did %+v, want %s", got, r.want)
		}
	}
	leaks.None(t, before)
}
