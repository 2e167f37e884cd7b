package magic

import (
	"context"
	"fmt"
)

func goroutinesMagic() Magic {
	return Magic{
		Name: "goroutines", Group: Session, Line: true, Between: true, Usage: "%goroutines",
		Doc: "Lists the goroutines of cells that have not ended. It says what each does or waits for, in which cell and line, how long ago it was started, and where. " +
			"Those that do the same at the same place are listed together. Goroutines of compiled cells end with their cell and are never among them.",
		Example: "done := make(chan bool)\ngo func() {\n\t<-done\n}()\n---\n%goroutines\n---\nclose(done)",
		Run: func(ctx context.Context, h Host, c Call) error {
			if err := noArgs("%goroutines", c); err != nil {
				return err
			}
			t, err := h.Goroutines(ctx)
			switch {
			case err != nil:
				return fmt.Errorf("%%goroutines: %w", err)
			case len(t.Rows) == 0:
				h.Print("no goroutines are running\n")
			default:
				h.Table(t)
			}
			return nil
		},
	}
}
