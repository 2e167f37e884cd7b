//go:build linux

package group

import (
	"bufio"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// TestEnd starts a shell that starts a process in its group and, on Linux, one that has left it.
func TestEnd(t *testing.T) {
	mark := NewMark()
	escape := "sleep 1000 & echo $!"
	if hasSetsid() {
		escape += "; setsid sh -c 'echo $$; exec sleep 1000' & wait"
	} else {
		escape += "; echo $$; wait"
	}
	cmd := exec.Command("sh", "-c", escape)
	cmd.Env = append(os.Environ(), Variable+"="+mark)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	var pids []int
	for range 2 {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		pid, err := strconv.Atoi(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		pids = append(pids, pid)
	}
	End(cmd.Process.Pid, mark)
	// The members hold the write end of the pipe: its end comes once all of them have gone.
	if _, err := lines.ReadString('\n'); err == nil {
		t.Error("a member still writes")
	}
	cmd.Wait()
	if err := unix.Kill(-cmd.Process.Pid, 0); err == nil {
		t.Logf("zombies of group %d are left to init (members %v)", cmd.Process.Pid, pids)
	}
}

func hasSetsid() bool {
	_, err := exec.LookPath("setsid")
	return err == nil
}

func TestHas(t *testing.T) {
	for _, tt := range []struct {
		env  string
		want bool
	}{
		{"A=1\x00WEFT_GROUP=x\x00B=2\x00", true},
		{"WEFT_GROUP=x", true},
		{"WEFT_GROUP=xy\x00", false},
		{"NOT_WEFT_GROUP=x\x00", false},
		{"", false},
	} {
		if got := has([]byte(tt.env), []byte("WEFT_GROUP=x\x00")); got != tt.want {
			t.Errorf("has(%q) = %v, want %v", tt.env, got, tt.want)
		}
	}
}
