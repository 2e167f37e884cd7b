package main

import (
	"strings"

	"weft/exercises/02-scraper/cases"
)

// Situations in which nothing goes wrong.
func polite() []situation {
	slow := cases.In{
		Pages: site(
			page(cases.Reply{Header: 20.1, Body: 300.3}),
			page(cases.Reply{Header: 20.1, Body: 500.5}),
			page(cases.Reply{Header: 20.1, Body: 30.3}),
		),
		Parallel: 2, Interval: 10,
	}
	return all([]situation{
		{
			name: "rate only", in: cases.In{Pages: quick(30.1, 30.1, 30.1, 30.1), Parallel: 3, Interval: 100.3},
			order: "abcd", starts: []float64{0, 100.3, 200.6, 300.9}, took: 331,
		},
		{
			name: "parallel only", in: cases.In{Pages: quick(1000.1, 900.2, 800.4, 30.1), Parallel: 2, Interval: 10.3},
			order: "abcd", starts: []float64{0, 10.3, 910.5, 1000.1}, took: 1710.9, reached: true,
		},
		{
			name: "rate after a pause", in: cases.In{Pages: quick(255.5, 30.1, 30.1, 30.1), Parallel: 1, Interval: 100},
			order: "abcd", starts: []float64{0, 255.5, 355.5, 455.5},
		},
		{
			name: "slow bodies", in: slow,
			order: "abc", starts: []float64{0, 10, 320.4}, took: 530.6, reached: true,
		},
	})
}

// Situations in which requests fail.
func failing() []situation {
	errors := cases.In{
		Pages: site(
			page(reply(30.1)),
			page(status(30.1, 404)),
			page(cases.Reply{Header: 30.1, Fail: cases.Refused}),
			page(status(30.1, 503)),
		),
		Parallel: 2, Interval: 50.2,
	}
	retries := cases.In{
		Pages: site(page(
			status(30.1, 503),
			cases.Reply{Header: 30.1, Fail: cases.Refused},
			cases.Reply{Header: 10, Body: 20.1, Fail: cases.Reset},
			reply(30.1),
		)),
		Parallel: 1, Interval: 10.3, Retries: 3, Backoff: 200.2,
	}
	final := cases.In{
		Pages: site(
			page(status(30.1, 404)),
			page(status(30.1, 500), status(30.1, 502)),
			page(status(30.1, 206)), // is a success to who asks for 2xx, or for less than 400
			page(status(30.1, 304)),
		),
		Parallel: 2, Interval: 20.2, Retries: 1, Backoff: 100.4,
	}
	pause := cases.In{
		Pages:    site(page(status(30.1, 503), reply(30.1)), page(reply(100.2)), page(reply(30.1))),
		Parallel: 1, Interval: 10.3, Retries: 1, Backoff: 500.5,
	}
	rate := cases.In{
		Pages: site(
			page(reply(10.1)), page(reply(10.1)), page(reply(10.1)),
			page(status(245.1, 503), reply(10.1)), // again at 565.3, but that is too soon after the retry of the next
			page(status(10.1, 503), reply(10.1)),
		),
		Parallel: 2, Interval: 100, Retries: 1, Backoff: 20.2,
	}
	timeout := cases.In{
		Pages: site(
			page(reply(5000.3), cases.Reply{Header: 20.1, Body: 5000.3}),
			page(cases.Reply{Header: 20.1, Body: 5000.3}, reply(30.1)),
			page(reply(80.3)), // waits for a place for most of the time that an attempt may take
		),
		Parallel: 2, Interval: 50.2, Timeout: 200.2, Retries: 1, Backoff: 100.1,
	}
	return all([]situation{
		{
			name: "errors stay with their page", in: errors,
			order: "abcd", starts: []float64{0, 50.2, 100.4, 150.6},
			pages: []cases.Got{ok("a", 1), failed("b", 1, cases.Status(404)), failed("c", 1, cases.Refused), failed("d", 1, cases.Status(503))},
		},
		{
			name: "retries with growing pauses", in: retries,
			order: "aaaa", starts: []float64{0, 230.3, 660.8, 1291.5},
			pages: []cases.Got{ok("a", 4)},
		},
		{
			name: "final and last error", in: final,
			order: "abcdb", starts: []float64{0, 20.2, 40.4, 60.6, 150.7},
			pages: []cases.Got{
				failed("a", 1, cases.Status(404)), failed("b", 2, cases.Status(502)),
				failed("c", 1, cases.Status(206)), failed("d", 1, cases.Status(304)),
			},
		},
		{
			name: "pause holds no place", in: pause,
			order: "abca", starts: []float64{0, 30.1, 130.3, 530.6},
			pages: []cases.Got{ok("a", 2), ok("b", 1), ok("c", 1)},
		},
		{
			name: "retries keep the rate", in: rate,
			order: "abcdeed", starts: []float64{0, 100, 200, 300, 400, 500, 600},
			pages: []cases.Got{ok("a", 1), ok("b", 1), ok("c", 1), ok("d", 2), ok("e", 2)},
		},
		{
			name: "time-out, also in the body", in: timeout,
			order: "abcab", starts: []float64{0, 50.2, 200.2, 300.3, 350.5}, took: 500.5,
			pages: []cases.Got{failed("a", 2, cases.TimedOut), ok("b", 2), ok("c", 1)},
		},
	})
}

// Situations that are about the list of URLs.
func lists() []situation {
	twice := cases.In{
		Pages:    site(page(reply(30.1)), page(status(30.1, 404)), page(reply(30.1))),
		URLs:     strings.Split("ababc", ""),
		Parallel: 2, Interval: 50.2,
	}
	return all([]situation{
		{
			name: "a URL twice", in: twice,
			order: "abc", starts: []float64{0, 50.2, 100.4},
			pages: []cases.Got{ok("a", 1), failed("b", 1, cases.Status(404)), ok("a", 1), failed("b", 1, cases.Status(404)), ok("c", 1)},
		},
		{name: "no URLs", in: cases.In{Parallel: 2, Interval: 50.2}},
	})
}

// Situations in which ctx ends.
func ended() []situation {
	flight := cases.In{
		Pages:    quick(30.1, 500.2, 500.2, 30.1),
		Parallel: 3, Interval: 100.3, Retries: 2, Backoff: 50.3, Cancel: 250.7,
	}
	pause := cases.In{
		Pages:    site(page(status(30.1, 503), reply(30.1)), page(status(30.1, 404)), page(status(30.1, 503), reply(30.1))),
		Parallel: 3, Interval: 10.3, Retries: 2, Backoff: 500.5, Cancel: 200.7, // all three places are free then
	}
	before := cases.In{
		Pages: quick(30.1, 30.1, 30.1, 30.1), URLs: strings.Split("abcdb", ""),
		Parallel: 2, Interval: 10.3, Retries: 1, Backoff: 50.3, Ended: true,
	}
	return all([]situation{
		{
			name: "cancelled", in: flight,
			order: "abc", starts: []float64{0, 100.3, 200.6},
			pages: []cases.Got{ok("a", 1), failed("b", 1, cases.Canceled), failed("c", 1, cases.Canceled), failed("d", 0, cases.Canceled)},
		},
		{
			name: "cancelled in a pause", in: pause,
			order: "abc", starts: []float64{0, 10.3, 20.6},
			pages: []cases.Got{failed("a", 1, cases.Canceled), failed("b", 1, cases.Status(404)), failed("c", 1, cases.Canceled)},
		},
		{
			name: "cancelled before", in: before,
			pages: []cases.Got{
				failed("a", 0, cases.Canceled), failed("b", 0, cases.Canceled), failed("c", 0, cases.Canceled), failed("d", 0, cases.Canceled),
				failed("b", 0, cases.Canceled),
			},
		},
	})
}

// all completes situations by what goes without saying: each page is asked for once and all goes well.
func all(list []situation) []situation {
	for i := range list {
		s := &list[i]
		if s.in.URLs == nil {
			for _, p := range s.in.Pages {
				s.in.URLs = append(s.in.URLs, p.Name)
			}
		}
		if s.pages == nil {
			for _, name := range s.in.URLs {
				s.pages = append(s.pages, ok(name, 1))
			}
		}
	}
	return list
}

// site names pages: a, b, c ...
func site(pages ...cases.Page) []cases.Page {
	for i := range pages {
		pages[i].Name = string(rune('a' + i))
	}
	return pages
}

func page(replies ...cases.Reply) cases.Page { return cases.Page{Replies: replies} }

func reply(ms float64) cases.Reply { return cases.Reply{Header: ms} }

func status(ms float64, code int) cases.Reply { return cases.Reply{Header: ms, Status: code} }

// quick are pages that are all right and take these times.
func quick(millis ...float64) []cases.Page {
	var pages []cases.Page
	for _, ms := range millis {
		pages = append(pages, page(reply(ms)))
	}
	return site(pages...)
}

func ok(name string, attempts int) cases.Got {
	return cases.Got{URL: cases.URL(name), Body: cases.Body(name), Attempts: attempts}
}

func failed(name string, attempts int, err string) cases.Got {
	return cases.Got{URL: cases.URL(name), Attempts: attempts, Err: err}
}
