package main

import "strings"

// A soaker is a kind of cell that a notebook survives.
type soaker struct {
	name, code string
	fails      string // the beginning of how it fails, "" if it ends well
	interrupt  bool   // it is interrupted at its HERE
	rare       bool   // it takes long: only every tenth time
}

// soakers are cells of all kinds that docs/RESILIENCE.md names. Each stands for itself, because a death takes the
// variables of the others along.
func soakers() []soaker {
	return []soaker{
		{name: "small", code: `a := 1; for i := range 100 { a += i }; fmt.Println(a)`},
		{name: "functions", code: "type point struct{ x, y int }\nfunc (p point) sum() int { return p.x + p.y }\nfunc total(ps ...point) (n int) { for _, p := range ps { n += p.sum() }; return }\ntotal(point{1, 2}, point{3, 4})"},
		{name: "compile error", code: `var s string = 1`, fails: "CompileError"},
		{name: "panic", code: `var xs []int; fmt.Println(xs[len(xs)])`, fails: "Panic"},
		{name: "panic in a function", code: "func fail(n int) int { if n == 0 { panic(\"deep\") }; return fail(n-1) + 1 }\nfail(10)", fails: "Panic"},
		{name: "panic in a deferred call", code: `func() { defer func() { panic("second") }(); panic("first") }()`, fails: "Panic"},
		{name: "recovered", code: `for range 100 { func() { defer func() { recover() }(); panic("once more") }() }`},
		{name: "panic in a goroutine", code: `done := make(chan bool); go func() { panic("alone") }(); <-done`, fails: "Panic"},
		{name: "deadlock: channel", code: `ch := make(chan int); ch <- 1`, fails: "Deadlock"},
		{name: "deadlock: mutexes", code: "var a, b sync.Mutex\nvar wg sync.WaitGroup\nwg.Add(2)\nready := make(chan bool, 2)\nlock := func(x, y *sync.Mutex) { defer wg.Done(); x.Lock(); ready <- true; for len(ready) < 2 { time.Sleep(time.Millisecond) }; y.Lock() }\ngo lock(&a, &b)\ngo lock(&b, &a)\nwg.Wait()", fails: "Deadlock"},
		{name: "deadlock: WaitGroup", code: "var wg sync.WaitGroup\nwg.Add(1)\nwg.Wait()", fails: "Deadlock"},
		{name: "leak", code: `for range 20 { go func() { <-make(chan int) }() }`},
		{name: "goroutine that goes on", code: `go func() { for range 50 { time.Sleep(time.Millisecond); fmt.Println("late") } }()`},
		{name: "map race", code: "m := map[int]int{}\nvar wg sync.WaitGroup\nfor range 4 { wg.Go(func() { for i := range 20000 { m[i%10] = i } }) }\nwg.Wait()", fails: "?"},
		{name: "stack overflow", code: "func dive(n int) int { return dive(n+1) + 1 }\ndive(0)", fails: "?", rare: true},
		{name: "os.Exit", code: `os.Exit(3)`, fails: "Exit"},
		{name: "log.Fatal", code: `log.Fatal("fatal")`, fails: "Exit"},
		{name: "nil func", code: `var f func(); f()`, fails: "Panic"},
		{name: "endless loop", code: `n := 0; HERE; for { n++ }`, interrupt: true, fails: "Interrupted"},
		{name: "sleep", code: `HERE; time.Sleep(time.Hour)`, interrupt: true, fails: "Interrupted"},
		{name: "blocked", code: "var mu sync.Mutex\nmu.Lock()\ngo func() { time.Sleep(time.Hour); mu.Unlock() }()\nHERE\nmu.Lock()", interrupt: true, fails: "Interrupted"},
		{name: "command, interrupted", code: `HERE; exec.Command("sleep", "1000").Run()`, interrupt: true, fails: "Interrupted"},
		{name: "flood", code: `for i := range 200_000 { fmt.Println("line", i) }`},
		{name: "flood, interrupted", code: `HERE; for { fmt.Println("text") }`, interrupt: true, fails: "Interrupted"},
		{name: "flood, kept", code: "%limit output 1MB keep\nfor i := range 200_000 { fmt.Println(\"line\", i) }"},
		{name: "limit", code: "%limit output 1MB"},
		{name: "displays", code: `for i := range 2000 { display.Show(i) }`},
		{name: "updates", code: "h := display.New(\"\")\nh.Show(0)\nfor i := range 2000 { h.Update(i) }"},
		{name: "input", code: `name, err := display.Input("name?"); fmt.Println(name, err)`},
		{name: "scan", code: `var s string; fmt.Scan(&s); fmt.Println(s)`},
		{name: "input, interrupted", code: `HERE; var s string; for { fmt.Scan(&s) }`, interrupt: true, fails: "Interrupted"},
		{name: "shell line", code: "!echo text; sleep 1000 >/dev/null 2>&1 &"},
		{name: "shell line, interrupted", code: "!echo HERE; sleep 1000", interrupt: true, fails: "Interrupted"},
		{name: "shell flood", code: "!head -c 20000000 /dev/zero"},
		{name: "bash", code: "%%bash\nfor i in 1 2 3; do echo $i; done\nexit 3", fails: "?"},
		{name: "processes", code: `for range 3 { exec.Command("sleep", "1000").Start() }; exec.Command("sh", "-c", "setsid sleep 1000 &").Run()`},
		{name: "crowd", code: "var wg sync.WaitGroup\nfor range 3000 { wg.Add(1); go func() { defer wg.Done(); time.Sleep(time.Millisecond) }() }\nwg.Wait()"},
		{name: "timers", code: "fired := make(chan int, 1000)\nfor i := range 1000 { time.AfterFunc(time.Duration(i%10)*time.Millisecond, func() { fired <- i }) }\nfor range 1000 { <-fired }"},
		{name: "memory", code: `big := make([][]byte, 0); for range 50 { big = append(big, bytes.Repeat([]byte{1}, 1<<20)) }; fmt.Println(len(big)); big = nil`},
		{name: "server", code: "srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, \"hello\") }))\nresp, err := http.Get(srv.URL)\nif err != nil { panic(err) }\ntext, _ := io.ReadAll(resp.Body)\nresp.Body.Close()\nsrv.Close()\nhttp.DefaultClient.CloseIdleConnections()\nfmt.Println(string(text))"},
		{name: "files", code: `f, _ := os.CreateTemp("", "cell-"); f.WriteString("x"); f.Close(); os.Remove(f.Name())`},
		{name: "death", code: `exec.Command("sh", "-c", "kill -9 $PPID").Run(); select {}`, fails: "EvaluatorDied"},
		{name: "reset", code: "%reset"},
		{name: "compiled", code: "%%native\nfunc main() { fmt.Println(\"compiled\") }", rare: true},
		{name: "compiled panic", code: "%%native\nfunc main() { panic(\"compiled\") }", fails: "?", rare: true},
		{name: "compiled, interrupted", code: "%%native\nfunc main() { fmt.Println(\"HERE\"); time.Sleep(time.Hour) }", interrupt: true, fails: "Interrupted", rare: true},
	}
}

// source is the cell's text, which says when it has come to its HERE.
func (s soaker) source(sign string) string {
	if strings.HasPrefix(s.code, "!") || strings.HasPrefix(s.code, "%%") {
		return strings.Replace(s.code, "HERE", sign, 1)
	}
	return strings.Replace(s.code, "HERE", `fmt.Println("`+sign+`")`, 1)
}
