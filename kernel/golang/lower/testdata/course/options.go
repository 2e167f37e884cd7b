// Functional options, validation with joined errors, copies of structs.
package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

type Server struct {
	host     string
	port     int
	timeout  time.Duration
	tags     map[string]string
	handlers []func(string) string
	tls      *TLS
}

type TLS struct{ Cert, Key string }

type Option func(*Server) error

type OptionError struct {
	Option string
	Value  any
	Reason string
}

func (e *OptionError) Error() string { return fmt.Sprintf("%s(%v): %s", e.Option, e.Value, e.Reason) }

func WithPort(p int) Option {
	return func(s *Server) error {
		if p <= 0 || p > 65535 {
			return &OptionError{"WithPort", p, "out of range"}
		}
		s.port = p
		return nil
	}
}

func WithTimeout(d time.Duration) Option {
	return func(s *Server) error {
		if d < 0 {
			return &OptionError{Option: "WithTimeout", Value: d, Reason: "negative"}
		}
		s.timeout = d
		return nil
	}
}

func WithTag(kv ...string) Option {
	return func(s *Server) error {
		if len(kv)%2 != 0 {
			return &OptionError{"WithTag", kv, "odd number of strings"}
		}
		for i := 0; i < len(kv); i += 2 {
			s.tags[kv[i]] = kv[i+1]
		}
		return nil
	}
}

func WithTLS(cert, key string) Option {
	return func(s *Server) error { s.tls = &TLS{cert, key}; return nil }
}

func WithHandler(h ...func(string) string) Option {
	return func(s *Server) error { s.handlers = append(s.handlers, h...); return nil }
}

func New(host string, opts ...Option) (*Server, error) {
	s := &Server{host: host, port: 80, timeout: 30 * time.Second, tags: map[string]string{}}
	var errs []error
	for _, o := range opts {
		if err := o(s); err != nil {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("new server %q:\n%w", host, err)
	}
	return s, nil
}

func (s Server) Handle(msg string) string {
	for _, h := range s.handlers {
		msg = h(msg)
	}
	return msg
}

func (s *Server) String() string {
	scheme := "http"
	if s.tls != nil {
		scheme += "s"
	}
	return fmt.Sprintf("%s://%s:%d (timeout %v, tags %v)", scheme, s.host, s.port, s.timeout, s.tags)
}

func main() {
	s, err := New("localhost", WithPort(8080), WithTag("env", "test", "zone", "eu"), WithTLS("c", "k"),
		WithHandler(strings.TrimSpace, strings.ToUpper), WithHandler(func(m string) string { return "<" + m + ">" }))
	fmt.Println(s, err)
	fmt.Println(s.Handle("  hello "))
	copied := *s
	copied.port++
	copied.tls.Cert = "shared"
	copied.handlers = copied.handlers[:1]
	fmt.Println(s.port, copied.port, s.tls.Cert, len(s.handlers), copied.Handle(" x "))
	_, err = New("bad", WithPort(-1), WithTimeout(-time.Second), WithTag("lonely"))
	fmt.Println(err)
	var oe *OptionError
	if errors.As(err, &oe) {
		fmt.Printf("%s %v %T\n", oe.Option, oe.Value, oe.Value)
	}
	d, err := New("default")
	fmt.Printf("%v %v %+v\n", d, err, *new(TLS))
}
