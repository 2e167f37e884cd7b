package check

import "weft/kernel/golang/cell"

func (s *Session) Vet(u *Unit) []cell.Diagnostic { return nil }
