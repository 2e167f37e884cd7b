package checks

import (
	"fmt"
	"slices"
	"time"

	"weft/grader/observe"
)

// Rate is content if at most n operations of that name began in any stretch of time of that length. A stretch holds its
// beginning and not its end, so that n may begin every per.
func Rate(name string, n int, per time.Duration) Check {
	return func(r observe.Run) Finding {
		spans := r.Spans(name)
		for i := n; i < len(spans); i++ {
			from, to := spans[i-n].Begin, spans[i].Begin
			if to-from < per {
				seen := fmt.Sprintf("%d within %s", n+1, text(to-from))
				return Failf("%s began %d times within %s, from %s to %s; want at most %d in %s", name, n+1, text(to-from), text(from), text(to), n, text(per)).
					Want(fmt.Sprintf("at most %d of %s in any %s", n, name, text(per)), seen).
					About(name, observe.Between(from, to, seen))
			}
		}
		return Pass()
	}
}

// Fair is content if no group of operations gets ahead of another one that still has some to come: of the operations of that
// name, group says to whom one belongs, by its ID, and as long as two groups both have operations that have not
// begun, the numbers of those that have differ by at most most. What begins in one instant is counted together.
func Fair(name string, group func(id int) string, most int) Check {
	return func(r observe.Run) Finding {
		spans := r.Spans(name)
		total, begun := map[string]int{}, map[string]int{}
		var groups []string
		for _, s := range spans {
			g := group(s.ID)
			if total[g]++; total[g] == 1 {
				groups = append(groups, g)
			}
		}
		slices.Sort(groups)
		for i, s := range spans {
			begun[group(s.ID)]++
			if i+1 < len(spans) && spans[i+1].Begin == s.Begin {
				continue
			}
			for _, ahead := range groups {
				for _, behind := range groups {
					if begun[ahead] == total[ahead] || begun[behind] == total[behind] || begun[ahead]-begun[behind] <= most {
						continue
					}
					seen := fmt.Sprintf("%d of %s and %d of %s at %s", begun[ahead], ahead, begun[behind], behind, text(s.Begin))
					return Failf("%s is not shared fairly: %s have begun", name, seen).
						Want(fmt.Sprintf("%s of all in turn: never more than %d ahead", name, most), seen).
						About(name, observe.At(s.Begin, ahead+" is ahead"))
				}
			}
		}
		return Pass()
	}
}
