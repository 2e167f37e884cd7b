package magic

import "fmt"

// noArgs refuses arguments, which would have no effect.
func noArgs(name string, c Call) error {
	if c.Args != "" {
		return fmt.Errorf("%s takes no arguments, so %q has no effect", name, c.Args)
	}
	return nil
}
