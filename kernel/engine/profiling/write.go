package profiling

import (
	"fmt"
	"io"

	"github.com/google/pprof/profile"

	"weft/kernel/golang/cell"
)

// Write writes a profile for go tool pprof. value and count name its sample types, and unit what values count:
// "nanoseconds", "bytes", "count".
func (p Profile) Write(w io.Writer, value, unit, count string) error {
	raw := &profile.Profile{
		SampleType:    []*profile.ValueType{{Type: count, Unit: "count"}, {Type: value, Unit: unit}},
		DurationNanos: p.Elapsed,
	}
	functions, locations := map[[2]string]*profile.Function{}, map[Frame]*profile.Location{}
	for _, s := range p.Samples {
		sample := &profile.Sample{Value: []int64{s.Count, s.Value}}
		for _, f := range s.Frames {
			f = f.place()
			at := locations[f]
			if at == nil {
				file := ""
				if f.Pos.IsValid() {
					file = cell.FileName(f.Pos.Cell)
				}
				fn := functions[[2]string{f.Func, file}]
				if fn == nil {
					fn = &profile.Function{ID: uint64(len(functions) + 1), Name: f.Func, SystemName: f.Func, Filename: file}
					functions[[2]string{f.Func, file}] = fn
					raw.Function = append(raw.Function, fn)
				}
				at = &profile.Location{ID: uint64(len(locations) + 1), Line: []profile.Line{{Function: fn, Line: int64(f.Pos.Line)}}}
				locations[f] = at
				raw.Location = append(raw.Location, at)
			}
			sample.Location = append(sample.Location, at)
		}
		raw.Sample = append(raw.Sample, sample)
	}
	if err := raw.Write(w); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	return nil
}
