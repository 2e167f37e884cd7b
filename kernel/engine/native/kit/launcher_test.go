package kit

import (
	"errors"
	"os/exec"
	"runtime"
	"testing"
)

// The launcher is made once, and refuses to be anything else.
func TestLauncher(t *testing.T) {
	k := shared(t)
	path, err := k.Launcher(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "linux" {
		if path != "" {
			t.Errorf("a launcher on %s: %s", runtime.GOOS, path)
		}
		return
	}
	if again, err := k.Launcher(t.Context()); err != nil || again != path {
		t.Errorf("the second time: %s, %v", again, err)
	}
	var exit *exec.ExitError
	if err := exec.Command(path).Run(); !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Errorf("started by hand it ends with %v", err)
	}
}
