package magic

import "context"

// A Recording is a cell whose goroutines are to be recorded.
type Recording struct {
	Code  string
	Title string // of the picture; "" for none of its own
	File  string // where to write the same as JSON; "" for nowhere
}

func timelineMagic() Magic {
	return Magic{
		Name: "timeline", Group: Running, Block: true, Go: true, Part: true, Usage: "%%timeline [-json FILE] [TITLE]",
		Options: []Option{{"json", "FILE", "writes what was recorded to a file as well, with times in nanoseconds"}},
		Doc: "Runs the cell and draws what its goroutines did when: who ran, who waited for whom, who slept. " +
			"An arrow shows who ended a wait, a bracket below a lane who holds a lock, a green lane what is in a channel's buffer. More than a dozen goroutines of one kind are drawn as an area. " +
			"Recording makes a cell a little slower. Goroutines of earlier cells are not drawn.",
		Example: "%%timeline Two workers\nimport (\n\t\"sync\"\n\t\"time\"\n)\n\njobs := make(chan time.Duration)\nvar wg sync.WaitGroup\n" +
			"for range 2 {\n\twg.Go(func() {\n\t\tfor d := range jobs {\n\t\t\ttime.Sleep(d)\n\t\t}\n\t})\n}\n" +
			"for i := range 6 {\n\tjobs <- time.Duration(i) * time.Millisecond\n}\nclose(jobs)\nwg.Wait()",
		Run: func(ctx context.Context, h Host, c Call) error {
			return h.Record(ctx, Recording{Code: c.Body, Title: c.Args, File: c.Options["json"]})
		},
	}
}
