package report

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"weft/grader/result"
)

// The report of a class in Chromium: the table is sorted by a click and by another one, a link opens a submission,
// and it fits the window. WEFT_SHOTS=DIR keeps pictures,
// class-light.png for docs/pictures.
func TestClassInBrowser(t *testing.T) {
	if os.Getenv("WEFT_E2E") == "" {
		t.Skip("WEFT_E2E=1 starts a browser")
	}
	file := filepath.Join(t.TempDir(), "report.html")
	var page bytes.Buffer
	if err := ClassHTML(&page, sampleClass()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, page.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			ctx := browse(t, scheme == "dark")
			if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
				t.Fatal(err)
			}
			shoot(t, ctx, "class-"+scheme+".png")
			ask := func(expression string) string {
				t.Helper()
				got, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
				if err != nil {
					t.Fatalf("%s: %v", expression, err)
				}
				return got
			}
			column := func(n int) string {
				return ask(fmt.Sprintf(`Array.from(document.querySelectorAll("#students tbody tr")).map(r => r.cells[%d].textContent).join(" ")`, n))
			}
			before := column(0)
			for _, want := range []string{"– – – 2/30 15/30 30/30 30/30", "30/30 30/30 15/30 2/30 – – –"} {
				ask(`document.querySelectorAll("#students th button")[2].click(), ""`)
				if got := column(2); got != want {
					t.Errorf("sorted by points: %s, want %s", got, want)
				}
			}
			ask(`document.querySelectorAll("#students th button")[0].click(), ""`)
			if got := column(0); got != "Anna 1 ben 2 Carla 3 Dora 4 Emil 5 Fatima 6 Gina 7" || before == "" {
				t.Errorf("sorted by names: %s", got)
			}
			if got := ask(`document.querySelectorAll("#students th")[0].getAttribute("aria-sort")`); got != "ascending" {
				t.Errorf("aria-sort is %s", got)
			}
			ask(`document.querySelector("#students a").click(), ""`)
			if err := chromedp.Do(ctx, chromedp.WaitVisible(chromedp.CSS("details.student[open]"))); err != nil {
				t.Fatal(err)
			}
			if got := ask(`Array.from(document.querySelectorAll("details.student[open] .name")).map(e => e.textContent).join()`); got != "Anna" {
				t.Errorf("open is %q", got)
			}
			if got := ask(`String(getComputedStyle(document.body).backgroundColor)`); (got == "rgb(255, 255, 255)") != (scheme == "light") {
				t.Errorf("%s: the ground is %s", scheme, got)
			}
			if got := ask(`String(document.documentElement.scrollWidth <= innerWidth)`); got != "true" {
				t.Error("the page is wider than the window")
			}
		})
	}
}

// sampleClass has one of everything.
func sampleClass() Class {
	all := results()
	absent := base()
	absent.Status, absent.Cases = result.Absent, nil
	all["absent"] = absent
	var list []result.Result
	for i, s := range []struct {
		name, of string
		points   int
	}{{"Gina", "passed", 30}, {"ben", "failed", 15}, {"Carla", "ungradable", 0}, {"Dora", "passed", 30}, {"Emil", "fault", 0}, {"Fatima", "absent", 0}, {"Anna", "failed", 2}} {
		r := all[s.of]
		r.Name, r.ID, r.Points, r.Max = s.name, fmt.Sprint(strings.Index("ABCDEFG", strings.ToUpper(s.name[:1]))+1), s.points, 30
		r.Times.Total, r.Grader, r.Go, r.Public = time.Duration(300+70*i)*time.Millisecond, "v1.0", "go1.26", false
		list = append(list, r)
	}
	c := classOf(list)
	c.Alike = []Alike{{Members: []int{0, 3}, Least: 0.97, Most: 0.97, Where: "solution.go 12–80 and solution.go 10–78"}}
	return c
}

func browse(t *testing.T, dark bool) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "google-chrome", "chromium-browser"} {
		if p, err := exec.LookPath(name); err == nil && path == "" {
			path = p
		}
	}
	if path == "" && os.Getenv("CI") != "true" {
		t.Skip("no Chromium: run `make test-tools`")
	}
	setting := "preferredColorScheme=1"
	if dark {
		setting = "preferredColorScheme=0"
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1100, 1500), chromedp.WSURLReadTimeout(3*time.Minute), chromedp.Flag("disable-gpu", true), chromedp.Flag("blink-settings", setting))...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	ctx, stop = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(stop)
	return ctx
}

func shoot(t *testing.T, ctx context.Context, name string) {
	dir := os.Getenv("WEFT_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
