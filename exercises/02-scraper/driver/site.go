package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"

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
	s.p.MarkHere(cases.Asked, id)
	b := &body{site: s, span: s.p.Begin(cases.Request, id)}
	b.ctx, b.stop = context.WithCancelCause(r.Context())
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
	err := b.wait(b.reply.Header)
	if err == nil && b.reply.Fail == cases.Refused {
		err = s.refused
	}
	if err != nil {
		b.stop(nil)
		b.span.End(true)
		return nil, err
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

// A stray is the transport of other clients than the given one.
type stray struct{ *site }

func (s stray) RoundTrip(r *http.Request) (*http.Response, error) {
	s.p.MarkHere(cases.Stray, 0)
	return s.site.RoundTrip(r)
}

// A body is that of a response: half of it is there at once, the rest takes its time. Reading it fails when the context of
// the request has ended, or the body is closed.
type body struct {
	*site
	ctx   context.Context
	stop  context.CancelCauseFunc
	span  probe.Span
	reply cases.Reply
	text  string
	once  sync.Once // it is closed

	read  int   // bytes
	whole bool  // the rest is there
	err   error // that reading has met
}

// wait lets time pass. The error says why ctx has ended.
func (b *body) wait(ms float64) error {
	if b.ctx.Err() != nil || ms > 0 && b.p.Sleep(b.ctx, millis(ms)) != nil {
		return context.Cause(b.ctx)
	}
	return nil
}

func (b *body) Read(to []byte) (n int, err error) {
	there := len(b.text) / 2
	if b.err == nil {
		b.err = b.wait(0)
	}
	if b.err == nil && b.read >= there && !b.whole {
		b.err = b.wait(b.reply.Body)
		b.whole = true
		if b.err == nil && b.reply.Fail == cases.Reset {
			b.err = b.reset
		}
	}
	if b.err != nil {
		return 0, b.err
	}
	if b.whole {
		there = len(b.text)
	}
	n = copy(to, b.text[b.read:there])
	b.read += n
	if n == 0 && len(to) > 0 {
		b.err = io.EOF
	}
	return n, b.err
}

func (b *body) Close() error {
	b.once.Do(func() {
		b.stop(http.ErrBodyReadAfterClose)
		b.span.End(false)
	})
	return nil
}
