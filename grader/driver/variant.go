package driver

import (
	"weft/grader/inspect"
	"weft/grader/probe"
	"weft/grader/submission"
	"weft/kernel/engine/native/bubble"
	"weft/kernel/engine/native/kit"
)

// A Variant is what a submission is built for.
type Variant int

// Variants.
const (
	Plain    Variant = iota // virtual time
	Race                    // and the race detector
	Schedule                // and seeded schedules: the submission's own text has points where a schedule may delay it
)

// imports says what stands for packages that only differ in virtual time.
func (v Variant) imports() map[string]string {
	if v == Schedule {
		return bubble.Schedule()
	}
	return bubble.Virtual()
}

// solution is the submission's package.
func (v Variant) solution(s submission.Submission, read inspect.Answer) kit.Package {
	p := kit.Package{Path: probe.Path, ImportMap: v.imports()}
	for i, f := range s.Files {
		text := read.Texts[i].Plain
		if v == Schedule && read.Texts[i].Scheduled != "" {
			text = read.Texts[i].Scheduled
		}
		p.Files = append(p.Files, kit.File{Name: fileName(i, f), Text: text})
	}
	if read.Variables != "" {
		p.Files = append(p.Files, kit.File{Name: "weft_variables.go", Text: read.Variables})
	}
	return p
}
