package magic

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Spent is what a part of a cell has taken.
type Spent struct {
	Wall  time.Duration // all together
	Run   time.Duration // of that, running Go code; the rest checked and translated it, or ran commands
	CPU   time.Duration // processor time of the evaluator while it ran; 0: not known
	Bytes uint64        // allocated while it ran
}

// String is "took 1.21ms (2ms of processor time, 1.3 MB allocated)".
func (s Spent) String() string {
	var parts []string
	if s.Run > 0 && s.Wall-s.Run > s.Wall/20 {
		parts = append(parts, round(s.Run).String()+" of it running Go")
	}
	if s.CPU > 0 {
		parts = append(parts, round(s.CPU).String()+" of processor time")
	}
	if s.Run > 0 {
		parts = append(parts, bytesText(s.Bytes)+" allocated")
	}
	text := "took " + round(s.Wall).String()
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	return text
}

func timeMagic() Magic {
	return Magic{
		Name: "time", Group: Time, Line: true, Usage: "%time [STATEMENT]", Takes: GoCode, Commands: true,
		Doc: "Says how long a statement took, or the rest of the cell. " +
			"%time STATEMENT stands anywhere among the cell's statements, and belongs to them: what it declares joins the session, and the value of the last one is shown. " +
			"%time alone stands in the first line, and includes the time for checking and translating what follows. " +
			"The time is that of the interpreter on this machine, not of compiled code; processor time and allocations are those of the whole evaluator while the statement ran.",
		Example: "%time squares := make([]int, 1000)\nfor i := range squares {\n\tsquares[i] = i * i\n}\n---\n%time\nsum := 0\nfor _, n := range squares {\n\tsum += n\n}",
		Run: func(ctx context.Context, h Host, c Call) error {
			part := c.Rest
			switch {
			case strings.HasPrefix(c.Args, "!"):
				part = func(ctx context.Context) error { return RunShell(ctx, h, strings.TrimLeft(c.Args, "! ")) }
			case c.Args != "" && !strings.HasPrefix(c.Args, "//"):
				return fmt.Errorf("%%time: %q cannot be timed here", c.Args)
			case c.Rest == nil:
				return errors.New("%time: nothing follows that it could time; put it into the first line of the cell")
			}
			spent, err := h.Measured(ctx, part)
			h.Print(spent.String() + "\n")
			return err
		},
	}
}

// round keeps three significant digits.
func round(d time.Duration) time.Duration {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}

// bytesText is a number of bytes for a reader: "512 B", "1.5 kB", "12 MB".
func bytesText(n uint64) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	x, unit := float64(n), ""
	for _, unit = range []string{"kB", "MB", "GB", "TB"} {
		if x /= 1000; x < 999.5 {
			break
		}
	}
	if x < 9.95 {
		return fmt.Sprintf("%.1f %s", x, unit)
	}
	return fmt.Sprintf("%.0f %s", x, unit)
}
