package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// floods prints how fast cells run whose output is dropped, against the same cell with its output thrown away
// by itself, and how much memory the kernel has then.
func (b *bench) floods(ctx context.Context) error {
	const bytes = 200_000_000
	fmt.Printf("A cell that prints %d MB: seconds, seconds of the same written to /dev/null, ratio; what arrives; the kernel's memory\n", bytes/1_000_000)
	for _, f := range []struct {
		name, code string // OUT is what is written to
		share      int    // of the bytes that are printed
	}{
		{"lines of 80", `line := strings.Repeat("x", 79); for range SIZE/80 { fmt.Fprintln(OUT, line) }`, 10},
		{"lines of 1000", `line := strings.Repeat("x", 999); for range SIZE/1000 { fmt.Fprintln(OUT, line) }`, 1},
		{"one line, by 64 KiB", `text := strings.Repeat("x", 65536); for range SIZE/65536 { fmt.Fprint(OUT, text) }`, 1},
		{"garbage, by 64 KiB", `text := make([]byte, 65536); for i := range text { text[i] = byte(i * 7) }; for range SIZE/65536 { OUT.Write(text) }`, 1},
		{"on standard error", `line := strings.Repeat("x", 999); for range SIZE/1000 { fmt.Fprintln(ERR, line) }`, 1},
		{"a shell line", `!head -c SIZE /dev/zero >/dev/stdout`, 1},
	} {
		k, err := b.start(ctx)
		if err != nil {
			return err
		}
		if err := k.must(ctx, "import (\"fmt\"; \"os\"; \"strings\")\nnull, _ := os.OpenFile(os.DevNull, os.O_WRONLY, 0)\nstrings.ToUpper(\"\")"); err != nil {
			return err
		}
		n := fmt.Sprint(bytes / f.share)
		times := [2]time.Duration{}
		for i, to := range []string{"null", "os.Stdout"} {
			code := strings.NewReplacer("SIZE", n, "OUT", to, "ERR", strings.ReplaceAll(to, "Stdout", "Stderr")).Replace(f.code)
			if to == "null" {
				code = strings.ReplaceAll(code, "/dev/stdout", "/dev/null")
			}
			start := time.Now()
			if err := k.must(ctx, code); err != nil {
				return err
			}
			times[i] = time.Since(start)
		}
		mark := ""
		if len(k.marks) > 0 {
			mark = k.marks[len(k.marks)-1]
		}
		resident, most := memory(k.Pid())
		fmt.Printf("%-22s %6.2f %6.2f %5.1f   %.1f MB in %d messages, %4.0f MB (at most %.0f) %s\n", f.name, times[1].Seconds(), times[0].Seconds(),
			times[1].Seconds()/times[0].Seconds(), float64(k.bytes)/1e6, k.messages, mb(resident), mb(most), mark)
		if err := k.stop(); err != nil {
			return err
		}
	}
	return nil
}

func mb(n int64) float64 { return float64(n) / 1e6 }
