package server

import (
	"fmt"
	"slices"
	"sync"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// maxSubshells is far more than frontends open: one for each widget library or console.
const maxSubshells = 1000

// subshells are the ids in use (JEP 91). The queue of a subshell is the lane of that name.
type subshells struct {
	mu  sync.Mutex
	ids []string // in the order of creation
}

func newSubshells() *subshells { return &subshells{} }

func (b *subshells) has(id string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Contains(b.ids, id)
}

func (b *subshells) list() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.ids)
}

func (b *subshells) create() (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.ids) >= maxSubshells {
		return "", &refusal{"TooManySubshells", fmt.Sprintf("there are %d subshells already", maxSubshells)}
	}
	id := wire.NewID()
	b.ids = append(b.ids, id)
	return id, nil
}

func (b *subshells) delete(id string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.Index(b.ids, id)
	if i < 0 {
		return false
	}
	b.ids = slices.Delete(b.ids, i, i+1)
	return true
}

func (s *Server) createSubshell(*request, msg.CreateSubshellRequest) (msg.Content, error) {
	id, err := s.shells.create()
	if err != nil {
		return nil, err
	}
	return msg.CreateSubshellReply{SubshellID: id}, nil
}

// deleteSubshell lets the subshell's running cell end; what waits behind it fails.
func (s *Server) deleteSubshell(_ *request, q msg.DeleteSubshellRequest) (msg.Content, error) {
	gone := &refusal{"SubshellNotFound", fmt.Sprintf("there is no subshell %q", q.SubshellID)}
	if q.SubshellID == "" || !s.shells.delete(q.SubshellID) {
		return nil, gone
	}
	s.cells.refuse(q.SubshellID, gone)
	return msg.DeleteSubshellReply{}, nil
}

func (s *Server) listSubshell(*request, msg.ListSubshellRequest) (msg.Content, error) {
	return msg.ListSubshellReply{SubshellID: s.shells.list()}, nil
}
