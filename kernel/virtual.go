package kernel

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"weft/kernel/engine/native/bubble"
	bubblerun "weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/native/kit"
)

// virtualPackages are the packages that programs in virtual time need.
func virtualPackages() []kit.Package {
	list, err := bubble.Packages(false, "run", "dsync")
	if err != nil {
		panic(err) // a broken build
	}
	var packages []kit.Package
	for _, p := range list {
		packages = append(packages, kit.Own(p.Path, p.Files))
	}
	return packages
}

// showVirtual says how much virtual time passed, and turns a deadlock or leak into the cell's failure. f is how the
// program ended otherwise.
func (k *compiledCell) showVirtual(data []byte, f *Failure) *Failure {
	var o bubblerun.Outcome
	if err := json.Unmarshal(data, &o); err != nil {
		return ourFailure(fmt.Errorf("read what happened in virtual time: %w", err))
	}
	if o.End == bubblerun.Returned || o.End == bubblerun.Exited {
		note(k.run.out, fmt.Sprintf("%s of virtual time, %s of real time", o.Elapsed, o.Real.Round(10*time.Microsecond)))
		return f
	}
	if f != nil && o.End == bubblerun.Panicked {
		return f
	}
	kinds := map[bubblerun.End]string{bubblerun.Deadlock: "Deadlock", bubblerun.Leak: "GoroutineLeak", bubblerun.Still: "TimeStandsStill", bubblerun.Overtime: "Timeout", bubblerun.Panicked: "Panic"}
	text := strings.TrimRight(o.Explain(), "\n")
	title, rest, _ := strings.Cut(text, "\n")
	title = strings.Replace(title, "the function has returned", "the cell has ended", 1)
	failure := &Failure{Name: kinds[o.End], Value: title, Traceback: []string{red + title + plain}, Code: 2}
	list, ring := remaining(k.number, o)
	all, who := k.session.blockedOf(list), castOf(k.number, list, o.Total)
	if len(all) > 0 {
		failure.Traceback = append(failure.Traceback, k.session.tellAll(all, who, o.Total, ring)...)
	}
	if len(failure.Traceback) == 1 && rest != "" {
		failure.Traceback = append(failure.Traceback, rest)
	}
	hints := []string{virtualHint(o.End)}
	if o.End == bubblerun.Deadlock {
		if better := k.session.deadlockHints(all, who, o.Total, ring); len(better) > 0 {
			hints = better
		}
	}
	for _, hint := range hints {
		if hint != "" {
			failure.Traceback = append(failure.Traceback, hinted(hint))
		}
	}
	return failure
}

func virtualHint(end bubblerun.End) string {
	switch end {
	case bubblerun.Deadlock:
		return "every goroutine waits for another one; who was to send, unlock or be done?"
	case bubblerun.Leak:
		return "tell these goroutines to end, by a closed channel or a context, and wait for them"
	case bubblerun.Still:
		return "virtual time passes only while all goroutines wait for each other or for time; real networks, files and busy loops belong into a %%native cell"
	}
	return ""
}
