package main

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// codeRenderer renders code blocks with classes for colours; style.css has the colours, light and dark.
type codeRenderer struct{}

func (codeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			b := n.(*ast.FencedCodeBlock)
			fmt.Fprint(w, highlight(string(b.Language(source)), string(b.Lines().Value(source))))
		}
		return ast.WalkSkipChildren, nil
	})
	r.Register(ast.KindCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			fmt.Fprint(w, commands(string(n.Lines().Value(source))))
		}
		return ast.WalkSkipChildren, nil
	})
}

// highlight returns the code as HTML. A language that is not known, and text, have no colours.
func highlight(language, code string) string {
	plain := `<pre tabindex="0"><code>` + html.EscapeString(code) + "</code></pre>\n"
	var lexer chroma.Lexer
	if language != "" && language != "text" {
		lexer = lexers.Get(language)
	}
	if lexer == nil {
		return plain
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return plain
	}
	var b bytes.Buffer
	style := chroma.MustNewStyle("classes", chroma.StyleEntries{})
	if err := chtml.New(chtml.WithClasses(true)).Format(&b, style, tokens); err != nil {
		return plain
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

var remark = regexp.MustCompile(`(?m)(^ *|  )(# .*)$`)

// commands returns an indented block, which in these documents holds commands and what they write. The remarks
// beside them stand back.
func commands(code string) string {
	text := remark.ReplaceAllString(html.EscapeString(code), `$1<span class="c1">$2</span>`)
	return `<pre class="chroma" tabindex="0"><code>` + text + "</code></pre>\n"
}
