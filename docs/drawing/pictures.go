package drawing

// Pictures are those of docs/ARCHITECTURE.md.
func Pictures() []Picture {
	return []Picture{
		{"arch-weft.svg", "weft", []string{"kernel", "grader", "cmd", "exercises"}, []Part{
			{"cmd/weft", []string{"cmd"}},
			{"exercises", []string{"exercises"}},
			{"grader", []string{"grader"}},
			{"kernel", []string{"kernel"}},
			{"magic", []string{"kernel/magic"}},
			{"flood", []string{"kernel/flood"}},
			{"chart", []string{"kernel/chart"}},
			{"engine", []string{"kernel/engine"}},
			{"golang", []string{"kernel/golang"}},
			{"jupyter", []string{"kernel/jupyter"}},
			{"display", []string{"kernel/display"}},
			{"procs", []string{"kernel/procs"}},
			{"", []string{"kernel/conform", "kernel/e2e", "kernel/golang/std/generic/procs"}},
		}},
		{"arch-jupyter.svg", "kernel/jupyter", []string{"kernel/jupyter"}, below("kernel/jupyter", "wire", "msg", "zsock", "server", "client", "kernelspec", "nbformat", "internal")},
		{"arch-golang.svg", "kernel/golang", []string{"kernel/golang"}, below("kernel/golang", "std", "cell", "check", "complete", "lower", "slice", "spawn", "listing", "near", "waits")},
		{"arch-engine.svg", "kernel/engine", []string{"kernel/engine"}, append(below("kernel/engine", "pipe", "child", "interp", "rt", "rt/watch", "rt/detect", "sched", "slim", "memory",
			"stack", "launch", "profiling", "tracing", "stdio", "sandbox", "native", "native/kit", "native/cross", "native/cross/worker", "native/bubble"), Part{"", []string{"kernel/engine/vigil"}})},
		{"arch-grader.svg", "grader", []string{"grader"}, append(below("grader", "exercise", "submission", "release", "collect", "handin", "inspect", "driver", "runner", "probe",
			"observe", "checks", "judge", "result", "report", "batch", "journal", "roster", "similar", "store", "lint"), Part{"grader", []string{"grader"}})},
	}
}

func below(folder string, names ...string) []Part {
	var parts []Part
	for _, n := range names {
		parts = append(parts, Part{n, []string{folder + "/" + n}})
	}
	return parts
}
