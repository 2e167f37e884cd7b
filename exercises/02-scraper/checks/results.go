package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/exercises/02-scraper/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// order wants requests of pages with these names to start in this order. None starts at the moment of another. What is
// missing or too much is found by other checks.
func order(in cases.In, want string) checks.Check {
	return func(r observe.Run) checks.Finding {
		got := ""
		for _, s := range r.Spans(cases.Request) {
			got += name(in, s.ID)
		}
		if got == want || sorted(got) != sorted(want) {
			return checks.Pass()
		}
		return checks.Failf("the order of the requests is %s, want %s", spaced(got), spaced(want)).
			Want("requests in the order "+spaced(want), spaced(got))
	}
}

func sorted(s string) string {
	letters := strings.Split(s, "")
	slices.Sort(letters)
	return strings.Join(letters, "")
}

func name(in cases.In, id int) string {
	if id < 0 || id >= len(in.Pages) {
		return "?"
	}
	return in.Pages[id].Name
}

func spaced(s string) string {
	if s == "" {
		return "none"
	}
	return strings.Join(strings.Split(s, ""), " ")
}

// located adds to a finding the lines of the submission that make requests.
func located(c checks.Check) checks.Check {
	return func(r observe.Run) checks.Finding {
		f := c(r)
		if !f.OK() {
			f.Where = places(r.Marks(cases.Asked))
		}
		return f
	}
}

// places are those of marks, each once.
func places(marks []observe.Event) []observe.Pos {
	var list []observe.Pos
	for _, m := range marks {
		if m.Where.Line > 0 && !slices.Contains(list, m.Where) {
			list = append(list, m.Where)
		}
	}
	return list
}

// closed is content if every body was closed.
func closed(r observe.Run) checks.Finding {
	spans := r.Spans(cases.Request)
	open := slices.DeleteFunc(slices.Clone(spans), func(s observe.Span) bool { return s.End >= 0 })
	if len(open) == 0 {
		return checks.Pass()
	}
	f := checks.Failf("of %d requests %d have a body that was never closed, the first is that of the request begun at %g ms", len(spans), len(open), ms(open[0].Begin)).
		Want("every body is closed", fmt.Sprintf("%d of %d are not", len(open), len(spans)))
	f.Where = places(slices.DeleteFunc(r.Marks(cases.Asked), func(m observe.Event) bool {
		return m.At != open[0].Begin || m.ID != open[0].ID
	}))
	return f
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }

// given is content if every request was made with the client that Scrape was given.
func given(r observe.Run) checks.Finding {
	marks := r.Marks(cases.Stray)
	if len(marks) == 0 {
		return checks.Pass()
	}
	f := checks.Failf("%d of %d requests were made with another client than c", len(marks), len(r.Spans(cases.Request))).
		Want("every request is made with c", fmt.Sprintf("%d with the default transport", len(marks)))
	f.Where = places(marks)
	return f
}

// pages wants Scrape to return these.
func pages(want []cases.Got) checks.Check {
	return checks.Holds(func(o cases.Out) checks.Finding {
		problem := ""
		if len(o.Pages) != len(want) {
			problem = fmt.Sprintf("%d pages are returned, want %d: one for each entry of urls", len(o.Pages), len(want))
		}
		for i := 0; i < len(want) && problem == ""; i++ {
			problem = differs(o.Pages[i], want[i])
			if problem != "" {
				problem = fmt.Sprintf("page %d (%s): %s", i, short(want[i].URL), problem)
			}
		}
		if problem == "" {
			return checks.Pass()
		}
		return checks.Failf("%s", problem).Want(summary(want, want), summary(o.Pages, want))
	})
}

// differs is how a page is not as it should be, "" if it is.
func differs(got, want cases.Got) string {
	switch {
	case got.URL != want.URL:
		return fmt.Sprintf("URL is %q, want %q", got.URL, want.URL)
	case got.Err != want.Err:
		return fmt.Sprintf("Err is %s, want %s", say(got.Err), wanted(want.Err))
	case got.Body == want.Body:
	case want.Err != "":
		return fmt.Sprintf("Err is %s, and Body is not empty: it has %d bytes", say(got.Err), len(got.Body))
	case strings.HasPrefix(want.Body, got.Body):
		return fmt.Sprintf("Body is not complete: it has %d bytes of %d", len(got.Body), len(want.Body))
	default:
		return fmt.Sprintf("Body is %.60q, want %.60q", got.Body, want.Body)
	}
	if got.Attempts != want.Attempts {
		return fmt.Sprintf("Attempts is %d, want %d", got.Attempts, want.Attempts)
	}
	return ""
}

// wanted is what an error must be like, for a word of package cases.
func wanted(word string) string {
	switch word {
	case "":
		return "nil"
	case cases.TimedOut:
		return "one with errors.Is(Err, context.DeadlineExceeded)"
	case cases.Canceled:
		return "one with errors.Is(Err, ctx.Err()), as ctx has ended"
	case cases.Refused, cases.Reset:
		return fmt.Sprintf("one that wraps the cause, %q", word)
	}
	return fmt.Sprintf("a *StatusError, %q", word)
}

// summary are pages in few words, their bodies compared with those that are wanted.
func summary(pages, want []cases.Got) string {
	var parts []string
	for i, p := range pages {
		what := "ok"
		switch {
		case p.Err != "":
			what = p.Err
		case i >= len(want) || p.Body != want[i].Body:
			what = "another body"
		}
		parts = append(parts, fmt.Sprintf("%s: %s, Attempts %d", short(p.URL), what, p.Attempts))
	}
	if parts == nil {
		return "no pages"
	}
	return strings.Join(parts, "; ")
}

// short is a URL without what is the same in all.
func short(url string) string { return strings.TrimPrefix(url, cases.URL("")) }

func say(word string) string {
	if word == "" {
		return "nil"
	}
	return fmt.Sprintf("%q", word)
}

// failure wants this error of Scrape, by the words of package cases; "" for none.
func failure(want string) checks.Check {
	return checks.Holds(func(o cases.Out) checks.Finding {
		if o.Err == want {
			return checks.Pass()
		}
		return checks.Failf("the error of Scrape is %s, want %s", say(o.Err), say(want)).Want("error "+say(want), "error "+say(o.Err))
	})
}
