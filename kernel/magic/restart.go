package magic

import "context"

func restartMagic() Magic {
	return Magic{
		Name: "restart", Group: Session, Line: true, Once: true, Usage: "%restart",
		Doc: "Starts a new evaluator, with the imports, types, functions and constants of the session. The values of variables are lost, " +
			"and goroutines end: a variable can be used again once its cell has run, or after %rerun. %reset forgets the declarations too.",
		Example: "func double(n int) int { return 2 * n }\nx := double(21)\n---\n%restart\ndouble(4)",
		Run: func(ctx context.Context, h Host, c Call) error {
			if err := noArgs("%restart", c); err != nil {
				return err
			}
			text, err := h.Restart(ctx)
			if err != nil {
				return err
			}
			h.Print(text + "\n")
			return nil
		},
	}
}
