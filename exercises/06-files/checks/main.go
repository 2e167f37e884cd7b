// The judge of the exercise.
package main

import (
	"weft/exercises/06-files/cases"
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	s.Cases = append(s.Cases, timed()...)
	s.Cases = append(s.Cases, contents()...)
	s.Cases = append(s.Cases, failing())
	s.Cases = append(s.Cases, cancelled()...)
	s.Cases = append(s.Cases, compared()...)
	checks.Main(s)
}

// schedules is how often a case is repeated with other orders of what happens at one moment. Such cases have little text,
// so that a solution which looks at ctx for each byte does not spend noticeable time on it.
const schedules = 3

// newCase is a case in which strategies are called, and finish their work.
func newCase(name string, in cases.In, own ...checks.Named) checks.Case {
	c := usage(name, in, values(in).Named("6.value"), failures(in).Named("6.error"))
	c.Checks = append(c.Checks, own...)
	return c
}

// usage is a case with the checks that hold whenever strategies are called.
func usage(name string, in cases.In, first ...checks.Named) checks.Case {
	return checks.Case{Name: name, Input: in, Checks: append(first,
		order(in).Named("6.order"),
		openLimit(in).Named("6.open-limit"),
		folders(in).Named("6.folder"),
		closed(in).Named("6.close"),
		chunks(in).Named("6.chunk"),
	)}
}

// sequential, bounded and byFolder are calls.
func sequential() cases.Call         { return cases.Call{Function: cases.Sequential} }
func bounded(workers int) cases.Call { return cases.Call{Function: cases.Bounded, Workers: workers} }
func byFolder() cases.Call           { return cases.Call{Function: cases.ByFolder} }
func ending(c cases.Call, at float64) cases.Call {
	c.Cancel = at
	return c
}

// slower is a call in which no time is a whole number of milliseconds: who looks now and then whether there is something
// to do is sure to come late.
func slower(c cases.Call) cases.Call {
	c.Slower = 0.3
	return c
}

func all() []cases.Call { return []cases.Call{sequential(), bounded(2), byFolder()} }

// file is one whose blocks take that long, with some text in each.
func file(path string, millis ...float64) cases.File {
	f := cases.File{Path: path}
	for i, ms := range millis {
		text := path + " b\nc"[:i%4+1]
		f.Blocks = append(f.Blocks, cases.Block{Text: []byte(text), Millis: ms})
	}
	return f
}

// Cases in which all goes well and times are exact.
func timed() []checks.Case {
	seq := cases.In{Files: []cases.File{file("a", 10, 10), file("b", 20), file("c", 30)}, Calls: []cases.Call{sequential()}}
	example := cases.In{
		Files: []cases.File{file("a", 50, 45), file("b", 30), file("c", 20, 25), file("d", 5), file("e", 25)},
		Calls: []cases.Call{bounded(2), slower(bounded(2))},
	}
	many := cases.In{Files: []cases.File{file("a", 95), file("b", 30, 30), file("c", 40), file("d", 5)}, Calls: []cases.Call{bounded(9)}}
	zero := cases.In{Files: []cases.File{file("a", 5), file("b", 5)}, Calls: []cases.Call{bounded(0), slower(bounded(-2))}}
	empty := cases.In{Paths: []string{}, Calls: all()}
	tree := cases.In{
		Files: []cases.File{file("x/1", 45), file("x/2", 20, 25), file("y/1", 15), file("y/2", 25), file("z/1", 5), file("top", 35)},
		Calls: []cases.Call{byFolder()},
	}
	// Odd times too; folders stand in no order, some are in others, and two of them have the same last name.
	uneven := cases.In{
		Files: []cases.File{
			file("a/1", 30.3, 8.9), file("a/n/1", 12.7), file("b/1", 61.1), file("a/2", 5.3), file("top", 17.9, 0.7),
			file("a/n/2", 44.1), file("b/2", 9.3), file("c", 3.1), file("a/n/3", 20.9), file("b/n/1", 7.7),
		},
		Calls: append(all(), bounded(3), bounded(3)),
	}
	wide := cases.In{Calls: []cases.Call{byFolder(), bounded(64)}}
	for i := range 64 {
		wide.Files = append(wide.Files, file(string([]byte{'a' + byte(i/8), 'a' + byte(i%8), '/', '1'}), 10))
	}
	list := []checks.Case{
		newCase("seq", seq, moments(seq, []float64{85}, at(0, 25, 50)).Named("6.time")),
		newCase("bounded", example,
			reached(2).Named("6.min-conc"), moments(example, []float64{125, 126.5}, at(0, 0, 35, 85, 95), at(0, 0, 35.3, 85.9, 96.2)).Named("6.time")),
		newCase("order", many, reached(4).Named("6.min-conc"), moments(many, []float64{100}, at(0, 0, 0, 0)).Named("6.time")),
		newCase("workers-zero", zero, moments(zero, []float64{20, 20.6}, at(0, 10), at(0, 10.3)).Named("6.time")),
		newCase("empty", empty, moments(empty, []float64{0, 0, 0}).Named("6.time")),
		newCase("folders", tree,
			reached(4).Named("6.min-conc"), moments(tree, []float64{100}, at(0, 50, 0, 20, 0, 0)).Named("6.time")),
		newCase("uneven", uneven, simulated(uneven).Named("6.time")),
		newCase("wide", wide, reached(64).Named("6.min-conc"), simulated(wide).Named("6.time")),
	}
	for _, i := range []int{1, 2, 3, 5} {
		list[i].Schedules = schedules
	}
	return list
}

// The case in which files fail.
func failing() checks.Case {
	locked, broken, later := file("locked"), file("broken", 3, 3), file("later", 3, 3)
	locked.Fails, broken.Fails, later.Fails, broken.WithError = cases.Locked, cases.Broken, cases.Broken, true
	in := cases.In{
		Files: []cases.File{locked, file("good", 10), broken, file("fine", 5, 5), later},
		Paths: []string{"locked", "good", "broken", "missing", "fine", "d/missing", "later"},
		Calls: all(),
	}
	return newCase("failing", in)
}

// Cases that are broken off.
func cancelled() []checks.Case {
	two := cases.In{
		Files: []cases.File{file("a", 10, 14.7), file("b", 40, 20), file("c", 25.3, 30), file("d", 5)},
		Calls: []cases.Call{ending(bounded(2), 42)},
	}
	others := cases.In{
		Files: []cases.File{file("x/a", 10), file("x/b", 10, 30), file("y/a", 115, 10), file("x/c", 10), file("z/a", 9, 9), file("z/b", 5)},
		// One Bounded(2) is whole, broken off, and whole again: a call keeps nothing of the one before.
		Calls: []cases.Call{ending(sequential(), 22), ending(byFolder(), 22), bounded(2), ending(bounded(2), 22), bounded(2)},
	}
	others.Calls[1].Deadline = true
	before := cases.In{Files: []cases.File{file("x/a", 10), file("x/b", 10), file("y/a", 10)}, Calls: all()}
	for i := range before.Calls {
		before.Calls[i].Cancel = -1
	}
	list := []checks.Case{
		usage("cancel-bounded", two, brokenOff(two, off{60, cases.Canceled, []string{"a"}}).Named("6.cancel")),
		usage("cancel-others", others, brokenOff(others,
			off{30, cases.Canceled, []string{"x/a"}}, off{120, cases.Deadline, []string{"x/a"}},
			off{145, "", others.List()}, off{135, cases.Canceled, []string{"x/a"}}, off{145, "", others.List()}).Named("6.cancel")),
		usage("cancelled-before", before, brokenOff(before, off{0, cases.Canceled, nil}, off{0, cases.Canceled, nil}, off{0, cases.Canceled, nil}).Named("6.cancel")),
	}
	for i := range list {
		list[i].Schedules = schedules
	}
	return list
}
