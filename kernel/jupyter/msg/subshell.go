package msg

// A CreateSubshellRequest asks for one more queue of requests, served beside the main shell
// ("Create subshell", JEP 91).
type CreateSubshellRequest struct{}

// A CreateSubshellReply names the new subshell.
type CreateSubshellReply struct {
	Status     string `json:"status"` // "" means "ok"
	SubshellID string `json:"subshell_id"`
}

func (r CreateSubshellReply) filled() any { r.Status = orOK(r.Status); return r }

// A DeleteSubshellRequest ends a subshell.
type DeleteSubshellRequest struct {
	SubshellID string `json:"subshell_id"`
}

// A DeleteSubshellReply says that the subshell takes no more requests.
type DeleteSubshellReply struct {
	Status string `json:"status"` // "" means "ok"
}

func (r DeleteSubshellReply) filled() any { r.Status = orOK(r.Status); return r }

// A ListSubshellRequest asks which subshells there are.
type ListSubshellRequest struct{}

// A ListSubshellReply lists them without the main shell; the field's name is singular in the
// specification too.
type ListSubshellReply struct {
	Status     string   `json:"status"` // "" means "ok"
	SubshellID []string `json:"subshell_id"`
}

func (r ListSubshellReply) filled() any {
	r.Status, r.SubshellID = orOK(r.Status), orEmpty(r.SubshellID)
	return r
}
