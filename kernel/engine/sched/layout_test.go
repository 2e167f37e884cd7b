package sched

import (
	"debug/dwarf"
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/needs"
)

// TestLayout finds out anew where the run time keeps what this package reads.
func TestLayout(t *testing.T) {
	if !pinnedHere() {
		t.Fatal("run this test with the new release, correct the offsets, the reasons and the name in layout.go")
	}
	fields := structs(t, "runtime.g", "runtime.sudog", "runtime.p", "runtime.timers", "runtime.timer", "runtime.timerWhen", "runtime.moduledata", "runtime.bitvector", "runtime.gobuf", "runtime.stack", "runtime.mspan")
	for name, want := range map[string]int64{
		"g.atomicstatus": statusOfG, "g.goid": goidOfG, "g.waitreason": reasonOfG, "g.trackingSeq": seqOfG, "g.parentGoid": parentOfG,
		"g.stack": stackOfG, "g.sched": spOfG, "gobuf.sp": 0, "g.syscallsp": syscallOfG, "stack.lo": 0, "stack.hi": 8,
		"mspan.spanclass": classOfSpan, "mspan.elemsize": sizeOfSpan,
		"moduledata.gcdatamask": masksOf, "moduledata.gcbssmask": masksOf + 16, "bitvector.n": 0, "bitvector.bytedata": 8,
		"g.startpc": startOfG, "g.waiting": waitingOfG, "g.labels": labelsOfG,
		"sudog.elem": elemOfSudog, "sudog.waitlink": linkOfSudog, "sudog.c": chanOfSudog,
		"p.id": idOfP, "p.status": statusOfP, "p.timers": timersOfP, "timers.heap": heapOf, "timerWhen.": sizeOfEntry, "timerWhen.timer": 0,
		"timer.state": stateOf, "timer.f": functionOf, "timer.arg": argumentOf,
		"moduledata.data": dataOf, "moduledata.edata": dataOf + 8, "moduledata.bss": dataOf + 16, "moduledata.ebss": dataOf + 24,
	} {
		if got, ok := fields["runtime."+name]; !ok || got != want {
			t.Errorf("%s is at %d (found: %v), want %d", name, got, ok, want)
		}
	}
}

// structs are the offsets of the fields of structs, by names like runtime.g.goid, and the sizes, by runtime.g. .
func structs(t *testing.T, names ...string) map[string]int64 {
	t.Helper()
	needs.Tools(t, "go")
	program := filepath.Join(t.TempDir(), "program")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, filepath.Join("testdata", "program.go")).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	found := map[string]int64{}
	data := debugging(t, program)
	for r := data.Reader(); ; {
		e, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if e == nil {
			return found
		}
		name, _ := e.Val(dwarf.AttrName).(string)
		if e.Tag != dwarf.TagStructType || !contains(names, name) {
			continue
		}
		typ, err := data.Type(e.Offset)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range typ.(*dwarf.StructType).Field {
			found[name+"."+f.Name] = f.ByteOffset
		}
		found[name+"."] = typ.Size()
	}
}

func contains(names []string, name string) bool {
	return strings.Contains(" "+strings.Join(names, " ")+" ", " "+name+" ")
}

func debugging(t *testing.T, program string) *dwarf.Data {
	t.Helper()
	var d interface{ DWARF() (*dwarf.Data, error) }
	if f, err := elf.Open(program); err == nil {
		d = f
	} else if f, err := macho.Open(program); err == nil {
		d = f
	} else if f, err := pe.Open(program); err == nil {
		d = f
	} else {
		t.Fatalf("%s is in no known format", program)
	}
	data, err := d.DWARF()
	if err != nil {
		t.Fatal(err)
	}
	return data
}
