package msg

// An InputRequest asks the user of one frontend for a line ("Messages on the stdin channel").
type InputRequest struct {
	Prompt   string `json:"prompt"`
	Password bool   `json:"password"` // do not show what is typed
}

// An InputReply has the line without its end. The value "\x04" stands for the end of input.
type InputReply struct {
	Status string `json:"status"` // "" means "ok"
	Value  string `json:"value"`
}

func (r InputReply) filled() any { r.Status = orOK(r.Status); return r }
