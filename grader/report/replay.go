package report

import (
	"fmt"
	"regexp"
	"strings"

	"weft/grader/result"
)

// replayed is a failed case with the command that runs it again under the schedule of its first check that has one. There is
// none if nobody knows where the submission is.
func (f row) replayed(r result.Result, c result.Case) row {
	for i, k := range f.checks {
		if k.seed != 0 && r.Path != "" {
			command := fmt.Sprintf("weft replay %s %s --case %s --seed %d", Quoted(r.Exercise.Name), Quoted(r.Path), Quoted(c.Name), k.seed)
			f.checks[i].replay = strings.TrimSpace(command + " " + r.Options)
			break
		}
	}
	return f
}

var plain = regexp.MustCompile(`^[A-Za-z0-9_./:=@%+,][A-Za-z0-9_./:=@%+,-]*$`)

// Quoted is an argument as a shell takes it.
func Quoted(arg string) string {
	if plain.MatchString(arg) {
		return arg
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}
