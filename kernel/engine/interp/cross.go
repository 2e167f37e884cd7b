package interp

import (
	"reflect"

	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/native/cross"
	compiled "weft/kernel/engine/native/cross/call"
	"weft/kernel/engine/native/cross/worker"
)

// What generated cells import: to write variables for compiled cells and to read them, and to call
// compiled functions.
const (
	crossPath = "weft/cross"
	callPath  = "weft/cross/call"
)

// crossSymbols is the table of the first. What only compiled programs use is not in it.
func crossSymbols() map[string]reflect.Value {
	of := reflect.ValueOf
	return map[string]reflect.Value{
		"Writer": of((*cross.Writer)(nil)), "Reader": of((*cross.Reader)(nil)),
		"NewWriter": of(cross.NewWriter), "NewReader": of(cross.NewReader),
		"Open": of(cross.Open), "Save": of(cross.Save), "Load": of(cross.Load),
	}
}

// callSymbols is the table of the second: the workers belong to the session.
func (s *session) callSymbols() map[string]reflect.Value {
	of := reflect.ValueOf
	open := func(program string, functions ...string) compiled.Worker {
		return s.workers.Open(program, functions...)
	}
	return map[string]reflect.Value{
		"Worker": of((*compiled.Worker)(nil)), "Open": of(open),
		"Nothing": of(compiled.Nothing), "Bool": of(compiled.Bool), "Int": of(compiled.Int), "Int8": of(compiled.Int8),
		"Int16": of(compiled.Int16), "Int32": of(compiled.Int32), "Int64": of(compiled.Int64), "Uint": of(compiled.Uint),
		"Uint8": of(compiled.Uint8), "Uint16": of(compiled.Uint16), "Uint32": of(compiled.Uint32), "Uint64": of(compiled.Uint64),
		"Float32": of(compiled.Float32), "Float64": of(compiled.Float64), "Complex64": of(compiled.Complex64), "Complex128": of(compiled.Complex128),
		"Text": of(compiled.Text), "ErrorValue": of(compiled.ErrorValue), "Bytes": of(compiled.Bytes), "Bools": of(compiled.Bools),
		"Ints": of(compiled.Ints), "Int8s": of(compiled.Int8s), "Int16s": of(compiled.Int16s), "Int32s": of(compiled.Int32s),
		"Int64s": of(compiled.Int64s), "Uints": of(compiled.Uints), "Uint16s": of(compiled.Uint16s), "Uint32s": of(compiled.Uint32s),
		"Uint64s": of(compiled.Uint64s), "Float32s": of(compiled.Float32s), "Float64s": of(compiled.Float64s), "Complex64s": of(compiled.Complex64s),
		"Complex128s": of(compiled.Complex128s), "Texts": of(compiled.Texts), "Do": of(compiled.Do), "Results": of(compiled.Results),
		"End": of(compiled.End),
	}
}

// newWorkers returns the pool of the session's workers. A call ends with the cell that made it.
func (s *session) newWorkers() *worker.Pool {
	return worker.NewPool(worker.Options{
		Stop: func() <-chan struct{} {
			if c := s.labels.own(); c != nil {
				return c.stop
			}
			return nil
		},
		Raised: func(stack string) {
			if g := crash.Goroutines(stack); len(g) > 0 {
				s.traces.elsewhere(crash.InCells(g[0].Frames))
			}
		},
	})
}
