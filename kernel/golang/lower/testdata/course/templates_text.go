// Reports with text/template on maps and plain structs, and with fmt alone.
package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Grade struct {
	Name   string
	Points []int
	Passed bool
}

type data struct {
	A    string
	List []string
	None string
	N    int
}

func avg(ps []int) float64 {
	if len(ps) == 0 {
		return 0
	}
	sum := 0
	for _, p := range ps {
		sum += p
	}
	return float64(sum) / float64(len(ps))
}

const report = `{{define "row"}}{{.Name | printf "%-6s"}}|{{range .Points}}{{printf "%4d" .}}{{else}} none{{end}}{{if .Passed}} ok{{end}}{{end -}}
{{range $i, $g := .}}{{$i}} {{template "row" $g}}
{{end}}{{len .}} students, first is {{(index . 0).Name}}
`

func main() {
	grades := []Grade{{"Ann", []int{10, 8}, true}, {"Bob", nil, false}, {"Cleo", []int{9}, true}}
	t := template.Must(template.New("report").Parse(report))
	if err := t.Execute(os.Stdout, grades); err != nil {
		fmt.Println(err)
	}
	m := template.Must(template.New("m").Funcs(template.FuncMap{"up": strings.ToUpper}).Parse("{{.A | up}} {{.List}} {{with .None}}x{{else}}empty{{end}} {{if and (gt .N 3) (lt .N 9)}}in{{end}}\n"))
	m.Execute(os.Stdout, data{"text", []string{"p", "q"}, "", 5})
	_, err := template.New("bad").Parse("{{.Name")
	fmt.Println(err)
	err = template.Must(template.New("e").Parse("{{index . 5}}\n")).Execute(os.Stdout, []int{1})
	fmt.Println(err != nil)
	fmt.Println(strings.Repeat("-", 24))
	fmt.Printf("%-8s|%8s|%s\n", "name", "average", "points")
	for _, g := range grades {
		fmt.Printf("%-8s|%8.2f|%v\n", g.Name, avg(g.Points), g.Points)
	}
	fmt.Printf("%v\n%+v\n%#v\n%T\n", grades[0], grades[0], grades[1], grades)
	fmt.Printf("%q %v %x %5t|%-7v|%+d\n", []string{"a b", "c"}, [2]bool{true}, "hi", true, 3.5, 7)
	fmt.Printf("%[2]d %[1]d %d%%\n", 1, 2, 50)
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0), fmt.Sprintln("end", nil))
}
