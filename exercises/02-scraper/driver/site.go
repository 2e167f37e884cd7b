package main

import (
	"cmp"
	"context"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"weft/exercises/02-scraper/cases"
	"weft/grader/probe"
)

// A site answers requests as a network and its servers would. It is not written to while the submission runs, and orders
// none of those who ask: a real transport does, by its locks, and would hide a missing lock of the submission's.
type site struct {
	p              *probe.Probe
	pages          []cases.Page
	tries          []string // by page: under which its requests are counted
	refused, reset *net.OpError
}

func newSite(p *probe.Probe, in cases.In) *site {
	s := &site{p: p, pages: in.Pages, refused: networkError("dial", cases.Refused), reset: networkError("read", cases.Reset)}
	for _, page := range in.Pages {
		s.tries = append(s.tries, "requests of "+page.Name)
	}
	return s
}

// RoundTrip makes a request. As of any transport its error is that of the request's context if that has ended.
func (s *site) RoundTrip(r *http.Request) (*http.Response, error) {
	id, name := s.find(r.URL.String())
	b := &body{site: s, ctx: r.Context(), span: s.p.Begin(cases.Request, id), gone: make(chan struct{})}
	switch {
	case id == cases.Unknown:
		b.reply = cases.Reply{Status: http.StatusNotFound}
	case r.Method != http.MethodGet:
		b.reply = cases.Reply{Status: http.StatusMethodNotAllowed}
	default:
		replies := s.pages[id].Replies
		try := int(s.p.Count(s.tries[id], 1))
		b.reply = replies[min(try, len(replies))-1]
	}
	if err := s.wait(b.ctx, b.reply.Header); err != nil {
		b.span.End(true)
		return nil, err
	}
	if b.reply.Fail == cases.Refused {
		b.span.End(true)
		return nil, s.refused
	}
	status := b.reply.Status
	b.text = cases.Body(name)
	if status == 0 {
		status = http.StatusOK
	} else {
		b.text = "<h1>" + http.StatusText(status) + "</h1>\n"
	}
	return &http.Response{
		Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, ContentLength: int64(len(b.text)), Body: b, Request: r,
	}, nil
}

// find is the page with an address.
func (s *site) find(url string) (id int, name string) {
	for i, page := range s.pages {
		if strings.TrimPrefix(url, cases.URL("")) == page.Name {
			return i, page.Name
		}
	}
	return cases.Unknown, ""
}

func (s *site) wait(ctx context.Context, ms float64) error {
	if ctx.Err() != nil || s.p.Sleep(ctx, millis(ms)) != nil {
		return context.Cause(ctx)
	}
	return nil
}

// A stray is the transport of other clients than the given one.
type stray struct{ *site }

func (s stray) RoundTrip(r *http.Request) (*http.Response, error) {
	s.p.Mark(cases.Stray, 0)
	return s.site.RoundTrip(r)
}

// A body is that of a response: half of it is there at once, the rest takes its time. Reading it fails when the context of
// the request has ended.
type body struct {
	*site
	ctx   context.Context
	span  probe.Span
	reply cases.Reply
	text  string

	read  int   // bytes
	whole bool  // the rest is there
	err   error // that reading has met

	once sync.Once
	gone chan struct{} // closed when the body is
}

func (b *body) Read(to []byte) (n int, err error) {
	select {
	case <-b.gone:
		return 0, http.ErrBodyReadAfterClose
	default:
	}
	half := len(b.text) / 2
	if b.err == nil && b.ctx.Err() != nil {
		b.err = context.Cause(b.ctx)
	}
	if b.err == nil && b.read >= half && !b.whole {
		b.rest()
	}
	switch {
	case b.err != nil:
		return 0, b.err
	case b.whole:
		half = len(b.text)
	}
	n = copy(to, b.text[b.read:half])
	b.read += n
	if n == 0 && len(to) > 0 {
		b.err = io.EOF
	}
	return n, b.err
}

// rest waits for the second half.
func (b *body) rest() {
	b.whole = true
	if b.reply.Fail == cases.Reset {
		defer func() { b.err = cmp.Or[error](b.err, b.reset) }()
	}
	if b.reply.Body == 0 {
		return
	}
	t := time.NewTimer(millis(b.reply.Body))
	defer t.Stop()
	select {
	case <-t.C:
	case <-b.ctx.Done():
		b.err = context.Cause(b.ctx)
	case <-b.gone:
		b.err = http.ErrBodyReadAfterClose
	}
}

func (b *body) Close() error {
	b.once.Do(func() {
		close(b.gone)
		b.span.End(false)
	})
	return nil
}
