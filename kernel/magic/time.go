package magic

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func timeMagic() Magic {
	return Magic{
		Name: "time", Group: Time, Line: true, Usage: "%time",
		Example: "%time\nsum := 0\nfor i := range 1000 {\n\tsum += i\n}",
		Doc:     "Prints how long the rest of the cell took. The time is that of the interpreter on this machine, not of compiled code.",
		Run: func(ctx context.Context, h Host, c Call) error {
			if err := noArgs("%time", c); err != nil {
				return fmt.Errorf("%w: what it times stands in the lines below it", err)
			}
			if c.Rest == nil {
				return errors.New("%time: nothing follows that it could time; put it into the first line of the cell")
			}
			start := time.Now()
			err := c.Rest(ctx)
			h.Print(fmt.Sprintf("took %s\n", round(time.Since(start))))
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
