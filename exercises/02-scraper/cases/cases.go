// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

import (
	"strconv"
	"strings"
)

// In is the situation that a case puts Scrape into. Times are virtual milliseconds.
type In struct {
	Pages    []Page   `json:"pages"` // that there are
	URLs     []string `json:"urls"`  // names of the pages that are asked for, in order
	Parallel int      `json:"parallel"`
	Interval float64  `json:"interval"`
	Timeout  float64  `json:"timeout"`
	Retries  int      `json:"retries,omitempty"`
	Backoff  float64  `json:"backoff,omitempty"`
	Cancel   float64  `json:"cancel,omitempty"` // when ctx ends; 0: never
	Ended    bool     `json:"ended,omitempty"`  // ctx has ended before the call
}

// A Page answers its first request with the first reply, and so on. The last reply goes for all further ones.
type Page struct {
	Name    string  `json:"name"`
	Replies []Reply `json:"replies"`
}

// A Reply is what a request comes to.
type Reply struct {
	Header float64 `json:"header"`           // until there is a status and the first half of the body, or Refused
	Body   float64 `json:"body,omitempty"`   // from then until the rest of the body, or Reset
	Status int     `json:"status,omitempty"` // 0: 200
	Fail   string  `json:"fail,omitempty"`   // Refused or Reset; "": neither
}

// Out is what Scrape returned.
type Out struct {
	Pages []Got  `json:"pages"`
	Err   string `json:"err,omitempty"`
}

// A Got is one of the pages that Scrape returned.
type Got struct {
	URL      string `json:"url"`
	Body     string `json:"body,omitempty"`
	Attempts int    `json:"attempts"`
	Err      string `json:"err,omitempty"`
}

// Words for the errors that Out can hold. Other errors stand there with their own text and type.
const (
	Refused  = "connection refused"
	Reset    = "connection reset"
	TimedOut = "time-out"
	Canceled = "context canceled"
)

// Status is the word for a StatusError.
func Status(code int) string { return "status " + strconv.Itoa(code) }

// Names of what the driver records. IDs are positions in In.Pages, or Unknown.
const (
	Request = "request" // span, until the body is closed, or until the client has its error
	Asked   = "asked"   // mark, with its place: a request begins
	Stray   = "stray"   // mark, with its place: a request of another client than the given one
	Unknown = -1        // a page that does not exist
)

// URL is the address of a page.
func URL(name string) string { return "http://tides.test/" + name }

// Body is the text of a page. It comes in two halves.
func Body(name string) string {
	return "<h1>Station " + name + "</h1>\n" + strings.Repeat("<p>high water, low water, high water</p>\n", 200) + "<p>end of " + name + "</p>\n"
}
