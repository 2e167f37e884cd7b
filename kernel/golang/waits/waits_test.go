package waits

import (
	"testing"

	"weft/kernel/golang/cell"
)

const sample = `func work(jobs <-chan int, results chan<- int) {
	for j := range jobs {
		results <- j
	}
}
var wg sync.WaitGroup
go func() { a <- 1 }(); b <- 2
v := <-first + <-second
select {
case x := <-a:
	c <- x
case b <- 1:
}
select {}
wg.Wait()
s.mu.Lock(); s.mu.RLock()
once.Do(func() { <-inner })
client.Do(request.WithContext(context.Background()).Clone(context.Background()))
<-a; <-a
for range pool[0] { <-done }
select { case v := <-one: _ = v }
if err := g.Wait(); err != nil { panic(err) }
(<-chan int)(nil)
`

func TestAt(t *testing.T) {
	c := cell.Parse(3, sample)
	for _, d := range c.Diagnostics {
		t.Fatal(d)
	}
	for _, tt := range []struct {
		line, col   int
		exact       bool
		state, call string
		want        string // of one; and "@line:col"
	}{
		{2, 2, true, "chan receive", "", "waits for the next value in range jobs @2:2"},
		{2, 0, true, "chan receive", "", "waits for the next value in range jobs @2:2"},
		{3, 3, true, "chan send", "", "waits to send to results @3:11"},
		{1, 1, false, "chan send", "", "waits to send to results @3:11"},
		{1, 1, false, "select", "", "waits for a channel"}, // the range or the send
		{7, 13, true, "chan send", "", "waits to send to a @7:15"},
		{7, 15, true, "chan send", "", "waits to send to a @7:15"},
		{7, 0, true, "chan send", "", "waits to send to a channel"},
		{7, 4, false, "chan send", "", "waits to send to a @7:15"}, // the literal
		{8, 6, true, "chan receive", "", "waits to receive from first @8:6"},
		{8, 16, true, "chan receive", "", "waits to receive from second @8:16"},
		{8, 0, true, "chan receive", "", "waits to receive from a channel"},
		{8, 1, true, "select", "", "waits for a channel"},
		{9, 1, true, "select", "", "waits in a select with 2 cases @9:1"},
		{9, 0, true, "select", "", "waits in a select with 2 cases @9:1"},
		{10, 1, true, "select", "", "waits in a select with 2 cases @9:1"},
		{11, 2, true, "chan send (nil chan)", "", "waits to send to c, which is nil @11:4"},
		{14, 1, true, "select (no cases)", "", "waits in select {} @14:1"},
		{15, 4, true, "sync.WaitGroup.Wait", "", "waits at wg.Wait() @15:4"},
		{15, 0, true, "sync.WaitGroup.Wait", "sync.(*WaitGroup).Wait", "waits at wg.Wait() @15:4"},
		{16, 6, true, "sync.Mutex.Lock", "", "waits for s.mu.Lock() @16:6"},
		{16, 0, true, "sync.RWMutex.RLock", "", "waits for s.mu.RLock() @16:19"},
		{17, 6, true, "sync.Mutex.Lock", "sync.(*Once).Do", "waits for once.Do(func() { <-inner }) @17:6"},
		{17, 18, true, "chan receive", "", "waits to receive from inner @17:18"},
		{18, 8, true, "select", "net/http.(*Client).Do", "waits in client.Do(…) @18:8"},
		{1, 1, true, "select", "net/http.(*Client).Do", "waits in http.Client.Do"},
		{19, 0, true, "chan receive", "", "waits to receive from a"},
		{19, 6, true, "chan receive", "", "waits to receive from a @19:6"},
		{20, 21, true, "chan receive", "", "waits to receive from done @20:21"},
		{20, 5, true, "chan receive", "", "waits for the next value in range pool[0] @20:1"},
		{21, 1, true, "chan receive", "", "waits in a select with 1 case @21:1"},
		{22, 13, true, "sync.WaitGroup.Wait", "golang.org/x/sync/errgroup.(*Group).Wait", "waits at g.Wait() @22:13"},
		{0, 0, false, "sync.WaitGroup.Wait", "", "waits at the Wait of a sync.WaitGroup"}, // or the group's
		{0, 0, false, "sync.RWMutex.RLock", "", "waits for s.mu.RLock() @16:19"},
		{17, 0, true, "sync.Once.Do", "", "waits in once.Do(func() { <-inner }) @17:6"},
		{99, 0, true, "sync.Once.Do", "", "waits in sync.Once.Do"},
		{99, 1, true, "chan receive", "", "waits to receive from a channel"},
		{1, 1, true, "running", "", "is running"},
		{1, 1, true, "sleep", "time.Sleep", "sleeps"},
		{1, 1, true, "IO wait", "net.(*conn).Read", "waits for the network"},
		{1, 1, true, "IO wait", "os/exec.(*Cmd).Wait", "waits for the network, a file or a program"},
		{1, 1, true, "a new one", "", "waits"},
	} {
		op := At(c, Place{cell.Pos{Cell: 3, Line: tt.line, Col: tt.col}, tt.exact}, tt.state, tt.call)
		got := op.Phrase(false)
		if op.Pos.IsValid() {
			got += " @" + op.Pos.String()[len("cell [3] "):]
		}
		if got != tt.want {
			t.Errorf("%d:%d exact %v, %q %q: %q, want %q", tt.line, tt.col, tt.exact, tt.state, tt.call, got, tt.want)
		}
	}
}

func TestPhrase(t *testing.T) {
	for k := Other; k <= Calling; k++ {
		o := Op{Kind: k, On: "x"}
		one, several := o.Phrase(false), o.Phrase(true)
		if one == several || len(one) < 4 {
			t.Errorf("kind %d: one %q, several %q", k, one, several)
		}
	}
}

// FuzzAt: whatever the text and the place, there is an answer.
func FuzzAt(f *testing.F) {
	f.Add(sample, 8, 6, true, "select")
	f.Add("func(", 1, 1, false, "chan receive")
	f.Add("for range ch {\n<-", 1, 1, true, "chan receive")
	f.Fuzz(func(t *testing.T, text string, line, col int, exact bool, state string) {
		c := cell.Parse(1, text)
		op := At(c, Place{cell.Pos{Cell: 1, Line: line, Col: col}, exact}, state, "x.Wait")
		if op.Phrase(true) == "" {
			t.Errorf("no words for %+v", op)
		}
	})
}
