// Package display shows values richly in a notebook: tables, pictures, HTML, progress bars,
// displays that change in place, and questions to the reader. Learners import it as weft/display.
//
//	display.Table(stations)            // as the last line of a cell: the cell's result
//	display.Show(chart, "two metres")  // anywhere in a cell, as often as needed
//	bar := display.Progress(12, "stations")
//
// Functions such as [HTML] and [Table] only make a [Bundle], one value in several formats. A bundle
// is seen when it is the last value of a cell, or when it is given to [Show] or [Handle.Update].
//
// The package owns how a value looks. It does not know where that goes: whoever runs the program
// connects a [Sink]. Without one, as under plain go run, the text goes to standard output and
// questions read standard input. Everything here may be called by many goroutines at once.
package display
