package kernel

import (
	"fmt"
	"strconv"
	"strings"

	"weft/kernel/engine/native/kit"
	"weft/kernel/jupyter/msg"
)

// kitProgress shows below the running cell that the Go toolchain's packages are being prepared, which takes half a
// minute once on a machine.
type kitProgress struct {
	outputs *outputs
	id      string
	shown   int // tenths
}

// progressWidth is how many signs a bar has.
const progressWidth = 30

// step is told of every step, one at a time.
func (p *kitProgress) step(s kit.Step) {
	if s.Waiting {
		p.show("another weft is preparing the Go toolchain for compiled cells", false)
		return
	}
	if s.Total == 0 {
		return
	}
	done := progressWidth * s.Done / s.Total
	if p.id != "" && done == p.shown && s.Done < s.Total {
		return
	}
	p.shown = done
	what := "the Go toolchain for compiled cells"
	if s.Race {
		what = "the race detector"
	}
	text := fmt.Sprintf("preparing %s, once  %s%s  %d of %d packages", what, strings.Repeat("█", done), strings.Repeat("░", progressWidth-done), s.Done, s.Total)
	if s.Done == s.Total {
		text = what + " is prepared: " + plural(s.Total, "package")
	}
	p.show(text, s.Done == s.Total)
	if s.Done == s.Total {
		p.id = ""
	}
}

// show puts the text in place of the last one.
func (p *kitProgress) show(text string, last bool) {
	out := bare(p.outputs.of(p.outputs.last()))
	if o, ok := out.(interface{ Remark(text string) }); ok { // no place to write again
		if last || p.id == "" {
			o.Remark(text)
			p.id = "remarked"
		}
		return
	}
	data := msg.Bundle{"text/plain": text}
	if p.id != "" {
		out.Update(data, nil, p.id)
		return
	}
	p.id = "weft-kit-" + strconv.Itoa(p.outputs.last())
	out.Display(data, nil, p.id)
}
