//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// patience is how long a process may take to end after the one that started it.
const patience = 30 * time.Second

// endings are the ways for a program to end.
var endings = [...]string{"return", "panic", "exit", "kill -9 of itself", "interrupt", "kill -9 of the command"}

// ends runs a program again and again that starts four processes and ends in one of several ways, and counts processes that
// are left.
func (b *bench) ends(ctx context.Context) error {
	left, seen := map[string]int{}, map[string]int{}
	for i := range b.times {
		how := endings[i%len(endings)]
		n, err := b.end(ctx, how, fmt.Sprintf("BENCH_RUN=%d.%d", os.Getpid(), i))
		if err != nil {
			return fmt.Errorf("run %d, %s: %w", i, how, err)
		}
		seen[how]++
		left[how] += n
	}
	fmt.Printf("programs that end while 4 of their processes run, %d times\n", b.times)
	total := 0
	for _, how := range endings {
		fmt.Printf("  %-24s %3d times, %d processes left\n", how, seen[how], left[how])
		total += left[how]
	}
	if total > 0 {
		return fmt.Errorf("%d processes were left (and have been killed now)", total)
	}
	return nil
}

// end runs the program once and returns how many of its processes it has left. mark is a setting that all have in their environment.
func (b *bench) end(ctx context.Context, how, mark string) (left int, err error) {
	cmd, err := b.command(ctx, "end", "BENCH_END="+how, mark)
	if err != nil {
		return 0, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	var pids []int
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "ready" {
		var zero, pid int
		if _, err := fmt.Sscan(lines.Text(), &zero, &pid); err == nil {
			pids = append(pids, pid)
		}
	}
	switch how {
	case "interrupt":
		err = cmd.Process.Signal(os.Interrupt)
	case "kill -9 of the command":
		err = cmd.Process.Kill()
	}
	for lines.Scan() { // to the end of what all of them hold open
	}
	cmd.Wait()
	if err != nil {
		return 0, err
	}
	if len(pids) != 4 {
		return 0, fmt.Errorf("%d of 4 processes were started: %s", len(pids), &stderr)
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		alive := running(append(marked(mark), pids...))
		if len(alive) == 0 || time.Now().After(end) {
			for pid := range alive {
				syscall.Kill(pid, syscall.SIGKILL)
			}
			return len(alive), nil
		}
	}
}

// running are those processes that have not ended. One that nobody has collected yet has.
func running(pids []int) map[int]bool {
	alive := map[int]bool{}
	for _, pid := range pids {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err == nil && bytes.Contains(stat, []byte(") Z ")) || syscall.Kill(pid, 0) == syscall.ESRCH {
			continue
		}
		alive[pid] = true
	}
	return alive
}

// marked are the processes with a setting in their environment; none where there is no proc(5).
func marked(setting string) (pids []int) {
	files, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains("\x00"+string(text), "\x00"+setting+"\x00") {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}
