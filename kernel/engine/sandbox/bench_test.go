//go:build linux

package sandbox

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"weft/kernel/needs"

	"golang.org/x/sys/unix"
)

// BenchmarkStart is the time from Start to the end of a program that does nothing, against the same program
// started plainly, taking turns. The launcher is weft itself. "spare" has a launcher ready, as between the
// runs of a submission; "bare" has none, so that weft's own start counts as well.
func BenchmarkStart(b *testing.B) {
	needs.Tools(b, "go")
	dir := b.TempDir()
	source := filepath.Join(dir, "nothing.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	program, weft := filepath.Join(dir, "nothing"), filepath.Join(dir, "weft")
	goCommand(b, []string{"CGO_ENABLED=0"}, "build", "-o", program, source)
	goCommand(b, []string{"CGO_ENABLED=0"}, "build", "-o", weft, "weft/cmd/weft")
	for _, bb := range []struct {
		name    string
		options Options
	}{
		{"spare", Options{Spares: 1}},
		{"bare", Options{Spares: -1}},
		{"spare/container", Options{Spares: 1, Without: variantOf("container")}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			bb.options.Launcher = []string{weft, launcherArg}
			s := open(b, bb.options)
			var plain, confined []time.Duration
			for b.Loop() {
				waitForSpares(b, s)
				began := time.Now()
				if err := exec.Command(program).Run(); err != nil {
					b.Fatal(err)
				}
				plain = append(plain, time.Since(began))
				began = time.Now()
				if exit, err := s.Run(b.Context(), Program{Path: program}, Limits{}, None); err != nil || exit.Code != 0 {
					b.Fatal(exit, err)
				}
				confined = append(confined, time.Since(began))
			}
			p, c := median(plain), median(confined)
			b.ReportMetric(float64(p.Microseconds())/1000, "plain-ms")
			b.ReportMetric(float64(c.Microseconds())/1000, "sandbox-ms")
			b.ReportMetric(float64(c)/float64(p), "x")
		})
	}
}

// waitForSpares returns when the spares wait for their orders.
func waitForSpares(b *testing.B, s *Sandbox) {
	s.host.stable.filler.Wait()
	for _, c := range s.host.stable.idle {
		raw, err := c.conn.SyscallConn()
		if err == nil {
			err = raw.Read(func(fd uintptr) bool {
				_, _, err := unix.Recvfrom(int(fd), make([]byte, 1), unix.MSG_PEEK)
				return err != unix.EAGAIN
			})
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
