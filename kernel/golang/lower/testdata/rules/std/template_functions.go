package main

import (
	"os"
	"text/template"
)

type Item struct{ Name string }

func main() {
	f := template.FuncMap{"shout": func(i Item) string { return i.Name + "!" }, "mk": func(s string) Item { return Item{s} }}
	t := template.Must(template.New("t").Funcs(f).Parse("{{shout .}} {{(mk \"q\").Name}} {{mk \"z\"}} {{range .X}}{{end}}\n"))
	if err := t.Execute(os.Stdout, Item{"a"}); err != nil {
		println(err.Error())
	}
}
