// regexp callbacks and tabwriter.
package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"text/tabwriter"
)

func main() {
	re := regexp.MustCompile(`(\w+)@(\w+)\.com`)
	fmt.Println(re.FindStringSubmatch("bob@example.com"), re.ReplaceAllString("a@b.com", "$2 at $1"))
	fmt.Println(re.ReplaceAllStringFunc("x@y.com z@w.com", strings.ToUpper))
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight|tabwriter.Debug)
	for _, r := range [][]string{{"a", "bbb", "c"}, {"aaaa", "b", "ccc"}} {
		fmt.Fprintln(w, strings.Join(r, "\t")+"\t")
	}
	w.Flush()
	_, err := regexp.Compile("(")
	fmt.Println(err)
}
