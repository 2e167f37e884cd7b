// Package inspect examines the text of a submission, and prepares it for the compiler, in a process of its own: type
// checking is a computation that a stranger's text can make as long and as large as it likes. It runs no submission.
package inspect

import (
	"fmt"

	"weft/grader/submission"
	"weft/kernel/engine/native/bubble/instrument"
)

// A Question is a submission with the rules for it.
type Question struct {
	Submission submission.Submission `json:"submission"`
	Rules      submission.Rules      `json:"rules"`
}

// An Answer is what was found. Diagnostics say why the submission cannot be graded; the rest is there if there are none.
type Answer struct {
	Diagnostics []submission.Diagnostic `json:"diagnostics,omitempty"`
	Texts       []Text                  `json:"texts,omitempty"`     // of the submission's files, in their order
	Variables   string                  `json:"variables,omitempty"` // a file to be compiled with them, "" for none
	Blocks      []Block                 `json:"blocks,omitempty"`
	Fault       string                  `json:"fault,omitempty"` // of ours
}

// A Text is a file for the compiler.
type Text struct {
	Plain     string `json:"plain"`
	Scheduled string `json:"scheduled,omitempty"` // with the points at which a schedule may delay it; "": the same
}

// Examine examines a submission in this process.
func Examine(q Question) Answer {
	read := q.Submission.Read(q.Rules)
	if len(read.Diagnostics) > 0 {
		return Answer{Diagnostics: read.Diagnostics}
	}
	a := Answer{Variables: string(instrument.Variables(read.Package))}
	for i, f := range q.Submission.Files {
		t := Text{Plain: f.Source()}
		scheduled, err := instrument.Source(read.Fset, read.Files[i], []byte(t.Plain), read.Info)
		if err != nil {
			return Answer{Fault: fmt.Sprintf("prepare %s for schedules: %v", f.Name, err)}
		}
		if string(scheduled) != t.Plain {
			t.Scheduled = string(scheduled)
		}
		a.Texts, a.Blocks = append(a.Texts, t), append(a.Blocks, blocks(read.Fset, read.Files[i])...)
	}
	return a
}
