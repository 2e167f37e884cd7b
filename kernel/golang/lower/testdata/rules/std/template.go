// text/template with session structs, slices, maps, functions and pipelines.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/template"
)

type item struct {
	Name  string
	Price float64
	Tags  []string
}
type page struct {
	Title string
	Items []item
	Meta  map[string]int
	Next  *page
}

func main() {
	t := template.Must(template.New("t").Funcs(template.FuncMap{
		"up": strings.ToUpper, "add": func(a, b int) int { return a + b },
	}).Parse(`{{.Title | up}}
{{range $i, $e := .Items}}{{add $i 1}}. {{$e.Name}} {{printf "%.2f" $e.Price}}{{if $e.Tags}} {{join $e.Tags}}{{else}} -{{end}}
{{end}}{{with .Next}}{{.Title}}{{end}} {{.Meta.a}} {{index .Meta "b"}} {{len .Items}}
`[0:0] + `{{.Title | up}}
{{range $i, $e := .Items}}{{add $i 1}}. {{$e.Name}} {{printf "%.2f" $e.Price}}{{if $e.Tags}} {{index $e.Tags 0}}{{else}} -{{end}}
{{end}}{{with .Next}}{{.Title}}{{end}} {{.Meta.a}} {{index .Meta "b"}} {{len .Items}}
`))
	p := page{"title", []item{{"x", 1.5, []string{"t"}}, {"y", 2, nil}}, map[string]int{"a": 1, "b": 2}, &page{Title: "next"}}
	fmt.Println(t.Execute(os.Stdout, p))
	fmt.Println(t.Execute(os.Stdout, &p))
	err := template.Must(template.New("e").Parse("{{.Nope}}")).Execute(io.Discard, item{})
	fmt.Println(err != nil)
	template.Must(template.New("m").Parse("{{range $k, $v := .}}{{$k}}={{$v}};{{end}}\n")).Execute(os.Stdout, map[string]float64{"b": 2, "a": 1})
}
