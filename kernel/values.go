package kernel

import (
	"context"
	"go/types"
	"strconv"
	"strings"

	"weft/kernel/magic"
)

// Value implements magic.Host.
func (r *run) Value(ctx context.Context, name string) magic.Value {
	s := r.session
	s.mu.Lock()
	session := s.check
	s.mu.Unlock()
	v := magic.Value{Len: -1}
	if ctx.Err() != nil {
		v.Note = "interrupted"
		return v
	}
	p := s.peek(name)
	v.Text, v.Note = shorten(p.text), p.note
	o := session.Everything().Pkg.Scope().Lookup(name)
	if o == nil || p.text == "" || !hasLen(o.Type()) {
		return v
	}
	if n, err := strconv.Atoi(strings.TrimSpace(s.peek("len(" + name + ")").text)); err == nil {
		v.Len = n
	}
	return v
}

// hasLen reports whether len can be asked of a type.
func hasLen(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Array, *types.Chan:
		return true
	case *types.Basic:
		return u.Info()&types.IsString != 0
	}
	return false
}
