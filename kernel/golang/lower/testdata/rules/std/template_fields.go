package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Item struct {
	Name  string
	Price float64
	Qty   int
	tags  []string
}
type Kind int
type Order struct {
	ID    int
	Items []Item
	By    map[string]Item
	Ptr   *Item
	K     Kind
	Opt   *int
}

func main() {
	t := template.Must(template.New("t").Parse(`{{.ID}} {{range .Items}}{{.Name}}x{{.Qty}}={{printf "%.2f" .Price}};{{end}} {{with .Ptr}}{{.Name}}{{end}} {{len .Items}} {{.K}} {{index .By "a"}} {{.Ptr}} {{.Opt}} {{(index .Items 0).Name}} {{eq .K 3}}
`))
	it := Item{"pen", 1.5, 2, nil}
	o := Order{1, []Item{it, {"ink", 3, 1, []string{"t"}}}, map[string]Item{"a": it}, nil, 3, nil}
	fmt.Println(t.Execute(os.Stdout, o))
	o.Ptr = &it
	t2 := template.Must(template.New("t").Parse("{{.Ptr.Name}} {{range $k, $v := .By}}{{$k}}:{{$v.Qty}}{{end}} {{.Items}} {{.K}} {{if .Opt}}x{{else}}no{{end}} {{html .Ptr.Name}} {{print .K .ID}} {{printf \"%v %T\" .K .K}}\n"))
	fmt.Println(t2.Execute(os.Stdout, &o))
	t3 := template.Must(template.New("x").Parse("{{.Missing}}"))
	fmt.Println(t3.Execute(os.Stdout, o))
	var b strings.Builder
	fmt.Println(template.Must(template.New("x").Parse("{{.tags}}")).Execute(&b, it))
	fmt.Println(template.Must(template.New("x").Parse("{{printf \"%+v %T\" . .}}\n")).Execute(os.Stdout, it))
	fmt.Println(template.Must(template.New("x").Parse("{{. | printf \"%v\"}} {{.Nope.X}}\n")).Execute(os.Stdout, []Item{it}))
}
