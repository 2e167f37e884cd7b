package kernel

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"weft/kernel/engine/profiling"
	"weft/kernel/engine/tracing"
	"weft/kernel/golang/slice"
	"weft/kernel/golang/waits"
	"weft/kernel/magic"
)

// Profiles are of compiled code where that can be. The run time samples an interpreted cell too, but finds it in the
// interpreter; only waits are known there, from the execution trace with the places that the evaluator writes into it.

// Profile implements magic.Host.
func (r *run) Profile(ctx context.Context, p magic.Profiling) error {
	switch {
	case strings.TrimSpace(p.Code) == "" && p.Profile == magic.ProfileHeap:
		return r.profileVariables(ctx, p)
	case p.Profile == magic.ProfileGoroutines:
		if f := r.code(ctx, r.below(p.Code)); f != nil {
			return &refusal{f}
		}
		return r.profileGoroutines(ctx, p)
	case p.Profile == magic.ProfileCPU || p.Profile == magic.ProfileHeap:
		return r.Compiled(ctx, magic.Compiled{Mode: magic.Measure, Code: p.Code, Profiling: p})
	}
	why := "there is no go command on PATH"
	if r.Toolchain(ctx) {
		err := r.Compiled(ctx, magic.Compiled{Mode: magic.Measure, Code: p.Code, Profiling: p})
		var cannot *cannotCompile
		if !errors.As(err, &cannot) {
			return err
		}
		why = cannot.Error()
	}
	return r.profileInterpreted(ctx, p, why)
}

// cannotCompile says that a cell is good, but not one that can be compiled.
type cannotCompile struct{ failure *Failure }

func (e *cannotCompile) Error() string { return e.failure.Value }

// profileInterpreted measures waits of the interpreted cell, or keeps its trace.
func (r *run) profileInterpreted(ctx context.Context, p magic.Profiling, why string) error {
	note(r.out, "the cell is interpreted, not compiled: "+why)
	r.measured, r.plainTrace = func(said ending) { r.showInterpreted(p, said) }, p.Profile == magic.ProfileTrace
	defer func() { r.measured, r.plainTrace = nil, false }()
	if f := r.code(ctx, r.below(p.Code)); f != nil {
		return &refusal{f}
	}
	return nil
}

// showInterpreted shows what the recording of the cell has. The caller holds mu.
func (r *run) showInterpreted(p magic.Profiling, said ending) {
	if said.recording == nil {
		remark(r.out, "nothing was measured: something records an execution trace already, such as trace.Start of a goroutine that still runs")
		return
	}
	if p.Profile == magic.ProfileTrace {
		r.keepProfile(p, said.recording.Trace)
		return
	}
	rec, err := tracing.Read(bytes.NewReader(said.recording.Trace), said.recording.Notes)
	if err != nil {
		remark(r.out, "nothing was measured: "+err.Error())
		return
	}
	waiting := r.waitsOf(rec, said, p.Profile == magic.ProfileMutex)
	r.writeProfile(p, waiting, "delay", "nanoseconds", "contentions")
	v := view{run: r, profile: waiting, how: "interpreted code", measure: nanoseconds,
		notes: []string{"waits that the clock or a goroutine of an earlier cell ended are not counted"}}
	if rec.Cut || said.recording.Cut {
		v.notes = append(v.notes, "the recording ends before the cell does")
	}
	v.waits(p.Profile)
}

// waitsOf are the waits of a recording that a goroutine of the cell has ended: for channels, locks and groups, or for
// locks only. Of other waits a recording does not tell whether they were for the clock, as a sleep is.
func (r *run) waitsOf(rec tracing.Recording, said ending, locks bool) (p profiling.Profile) {
	pic := picture{session: r.session, number: r.number, rec: rec, said: said, ops: map[[2]string]waits.Op{}, calls: map[string]string{}}
	p.Elapsed = rec.Elapsed.Nanoseconds()
	for _, g := range rec.Goroutines {
		for i, s := range g.Spans {
			unended := i == len(g.Spans)-1 && (g.Main || !g.Ended)
			if s.State != tracing.Waiting || unended {
				continue
			}
			op := pic.op(s)
			if locks && op.Kind != waits.Locking && op.Kind != waits.Reading {
				continue
			}
			p.Samples = append(p.Samples, profiling.Sample{Value: int64(s.To - s.From), Count: 1, Frames: r.session.waitFrames(s.Place, op)})
		}
	}
	return p
}

// showProfile shows what a compiled cell reported.
func (k *compiledCell) showProfile(reports map[string][]byte) {
	asked := k.asked.Profiling
	data := reports[slice.ProfileReport(slice.Profile(asked.Profile))]
	if len(data) == 0 {
		note(k.run.out, "nothing was measured: the program ended before it could tell, as after os.Exit")
		return
	}
	k.session.mu.Lock()
	defer k.session.mu.Unlock()
	if err := k.showRead(data, reports); err != nil {
		remark(k.run.out, "nothing to show: "+err.Error())
		return
	}
	if asked.File != "" {
		k.keepProfile(asked, data)
	}
}

func (k *compiledCell) showRead(data []byte, reports map[string][]byte) error {
	v := view{run: k.run, how: "compiled code", measure: nanoseconds}
	read := func(data []byte, value, count string) (profiling.Profile, error) {
		p, err := profiling.Read(data, value, count)
		return p.Named(k.session.functionName), err
	}
	var err error
	switch k.asked.Profiling.Profile {
	case magic.ProfileCPU:
		if v.profile, err = read(data, "cpu", "samples"); err == nil {
			v.processor()
		}
	case magic.ProfileHeap:
		kept, err := profiling.Read(data, "inuse_space", "inuse_objects")
		if err != nil {
			return err
		}
		if v.profile, err = read(data, "alloc_space", "alloc_objects"); err != nil {
			return err
		}
		inUse, _ := kept.OfCells().Total()
		v.profile, v.measure = v.profile.OfCells(), bytesText
		v.notes = append(v.notes, bytesText(inUse)+" of it is in use when the cell has ended")
		v.allocations()
	case magic.ProfileBlock:
		if v.profile, err = read(data, "delay", "contentions"); err == nil {
			v.profile = v.profile.OfCells()
			v.waits(magic.ProfileBlock)
		}
	case magic.ProfileMutex:
		waits, err := profiling.Read(reports[slice.ProfileReport(slice.BlockProfile)], "delay", "contentions")
		if err != nil {
			return err
		}
		if v.because, err = read(data, "delay", "contentions"); err != nil {
			return err
		}
		v.profile, v.because = waits.OfLocks().Named(k.session.functionName), v.because.OfCells()
		v.waits(magic.ProfileMutex)
	}
	return err
}

// keepProfile writes what was measured as it is.
func (r *run) keepProfile(p magic.Profiling, data []byte) {
	if err := os.WriteFile(r.Path(p.File), data, 0o644); err != nil {
		remark(r.out, fmt.Sprintf("write what was measured: %v", err))
		return
	}
	tool := "go tool pprof "
	if p.Profile == magic.ProfileTrace {
		tool = "go tool trace "
	}
	r.out.Stream("stdout", fmt.Sprintf("wrote %s (%s): %s%s\n", p.File, bytesText(int64(len(data))), tool, p.File))
}

// writeProfile writes a profile of our own making, if a file is named.
func (r *run) writeProfile(asked magic.Profiling, p profiling.Profile, value, unit, count string) {
	if asked.File == "" {
		return
	}
	var b bytes.Buffer
	if err := p.Write(&b, value, unit, count); err != nil {
		remark(r.out, err.Error())
		return
	}
	r.keepProfile(asked, b.Bytes())
}
