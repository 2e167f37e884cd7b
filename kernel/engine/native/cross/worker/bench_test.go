//go:build unix

package worker_test

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"weft/kernel/engine/native/cross"
	"weft/kernel/engine/native/cross/call"
	"weft/kernel/engine/native/cross/worker"
)

// median is that of the time of many calls of f; a machine with other work has a mean of its own.
func median(f func()) time.Duration {
	const n = 5000
	d := make([]time.Duration, n)
	for i := range d {
		began := time.Now()
		f()
		d[i] = time.Since(began)
	}
	slices.Sort(d)
	return d[n/2]
}

// BenchmarkParts tells what a call costs, from the inside to the outside: what both sides do to its bytes,
// with the sockets and the other process, and called from a loop of a cell.
func BenchmarkParts(b *testing.B) {
	_, w := open(b, worker.Options{})
	call.Int(w, fib, 1)
	n := newNotebook(b)
	n.stubs()
	n.must("fib(1)")
	var codec, plain, two, interpreted, results []time.Duration
	for b.Loop() {
		codec = append(codec, median(inMemory()))
		plain = append(plain, median(func() { call.Int(w, fib, 1) }))
		two = append(two, median(func() { r := call.Results(w, divide, 7, 2); r.Int(); r.ErrorValue(); call.End(r) }))
		fields := strings.Fields(n.must(`{
	const n = 5000
	one, two := make([]time.Duration, n), make([]time.Duration, n)
	for i := range n {
		began := time.Now()
		fib(1)
		between := time.Now()
		divide(7, 2)
		one[i], two[i] = between.Sub(began), time.Since(between)
	}
	slices.Sort(one)
	slices.Sort(two)
	fmt.Println(int(one[n/2]), int(two[n/2]))
}`))
		for i, to := range []*[]time.Duration{&interpreted, &results} {
			ns, err := strconv.Atoi(fields[i])
			if err != nil {
				b.Fatal(err)
			}
			*to = append(*to, time.Duration(ns))
		}
	}
	for name, times := range map[string][]time.Duration{
		"codec": codec, "call": plain, "call2": two, "cell": interpreted, "cell2": results,
	} {
		b.ReportMetric(float64(slices.Min(times).Nanoseconds())/1e3, name+"-µs")
	}
}

// inMemory returns what both sides do for a call, without anything in between.
func inMemory() func() {
	var there, back bytes.Buffer
	caller, server := cross.NewConn(stream{&back, &there}), cross.NewConn(stream{&there, &back})
	return func() {
		m := caller.Begin()
		m.Uint32(fib)
		m.Argument(1)
		caller.Send()
		r, _ := server.Receive()
		r.Uint32()
		m = server.Begin()
		m.Uint8(cross.Returned)
		m.Int(r.Int())
		server.Send()
		r, _ = caller.Receive()
		r.Uint8()
		r.Int()
		r.End()
	}
}

type stream struct{ in, out *bytes.Buffer }

func (s stream) Read(b []byte) (int, error)  { return s.in.Read(b) }
func (s stream) Write(b []byte) (int, error) { return s.out.Write(b) }
func (s stream) Close() error                { return nil }

// BenchmarkFirstCall is from nothing to the answer, and to the end of the process.
func BenchmarkFirstCall(b *testing.B) {
	for b.Loop() {
		p := worker.NewPool(worker.Options{})
		call.Int(p.Open(os.Args[0], names()...), fib, 1)
		b.StopTimer()
		p.Close()
		b.StartTimer()
	}
}

// BenchmarkCrowd is many goroutines that call at once.
func BenchmarkCrowd(b *testing.B) {
	_, w := open(b, worker.Options{})
	b.SetParallelism(50)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			call.Int(w, fib, 1)
		}
	})
}

// BenchmarkBytes is a megabyte to and fro.
func BenchmarkBytes(b *testing.B) {
	_, w := open(b, worker.Options{})
	data := make([]float64, 1<<17)
	b.SetBytes(1 << 20)
	for b.Loop() {
		call.Float64(w, sum, data)
	}
}
