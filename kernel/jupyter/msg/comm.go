package msg

// A CommOpen opens a comm, from either side ("Custom Messages").
type CommOpen struct {
	CommID       string         `json:"comm_id"`
	TargetName   string         `json:"target_name"`
	TargetModule string         `json:"target_module,omitempty"`
	Data         map[string]any `json:"data"`
}

func (c CommOpen) filled() any { c.Data = Bundle(c.Data).orEmpty(); return c }

// A CommMsg carries data over an open comm.
type CommMsg struct {
	CommID string         `json:"comm_id"`
	Data   map[string]any `json:"data"`
}

func (c CommMsg) filled() any { c.Data = Bundle(c.Data).orEmpty(); return c }

// A CommClose closes a comm.
type CommClose struct {
	CommID string         `json:"comm_id"`
	Data   map[string]any `json:"data"`
}

func (c CommClose) filled() any { c.Data = Bundle(c.Data).orEmpty(); return c }

// A CommInfoRequest asks which comms are open, all or those of one target.
type CommInfoRequest struct {
	TargetName string `json:"target_name,omitempty"`
}

// A CommInfoReply maps comm ids to what is known about them.
type CommInfoReply struct {
	Status string              `json:"status"` // "" means "ok"
	Comms  map[string]CommInfo `json:"comms"`
}

func (r CommInfoReply) filled() any {
	r.Status = orOK(r.Status)
	if r.Comms == nil {
		r.Comms = map[string]CommInfo{}
	}
	return r
}

// CommInfo describes one open comm.
type CommInfo struct {
	TargetName string `json:"target_name"`
}
