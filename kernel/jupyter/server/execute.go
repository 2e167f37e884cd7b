package server

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"weft/kernel/jupyter/msg"
)

// quiet is how long after an error no request must have come for the queue to count as complete.
const quiet = 5 * time.Millisecond

// execute serves an execute_request: "Execute" in the specification.
func (s *Server) execute(r *request, q msg.ExecuteRequest) (msg.Content, error) {
	if q.Silent {
		q.StoreHistory = false
	}
	started := time.Now()
	x := &Execution{
		ExecuteRequest: q,
		Count:          s.count.next(q.StoreHistory),
		CellID:         cellID(r.Metadata),
		Metadata:       r.Metadata,
		Subshell:       r.shell,
		Out:            r.out,
	}
	r.out.begin(execution{count: x.Count, silent: q.Silent, allowStdin: q.AllowStdin})
	if !q.Silent {
		r.out.publish(msg.ExecuteInput{Code: q.Code, ExecutionCount: x.Count})
	}
	if q.StoreHistory {
		s.past.Add(x.Count, q.Code)
	}
	reply := s.run(x)
	reply.ExecutionCount = x.Count
	if reply.Status == "" {
		reply.Status = msg.StatusOK
	}
	failed, result := r.out.outcome()
	if reply.Status == msg.StatusError && failed.IsZero() {
		r.out.Error(msg.Error{EName: reply.EName, EValue: reply.EValue, Traceback: reply.Traceback})
		failed, _ = r.out.outcome()
	}
	if q.StoreHistory && result != nil {
		s.past.AddOutput(x.Count, *result)
	}
	if reply.Status == msg.StatusError && q.StopOnError {
		r.out.flush()
		s.stragglers.failed(r, failed)
		s.cells.settle(r.shell, quiet)
		s.cells.abort(r.shell)
	}
	r.replyMetadata = timing(started, reply.Status)
	return reply, nil
}

// run executes a cell. A panic of the handler is the cell's error.
func (s *Server) run(x *Execution) (reply msg.ExecuteReply) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		value := fmt.Sprint(p)
		stack := string(debug.Stack())
		s.log.once("panic in Execute", "panic in Handler.Execute", fmt.Errorf("%s\n%s", value, stack))
		reply = msg.ExecuteReply{
			Status: msg.StatusError,
			EName:  "InternalError",
			EValue: value,
			Traceback: append([]string{"InternalError: the kernel itself failed, not the cell: " + value},
				strings.Split(strings.TrimSpace(stack), "\n")...),
		}
	}()
	return s.h.Execute(s.ctx, x)
}

// timing is the metadata from which frontends show how long a cell took.
func timing(started time.Time, status string) json.RawMessage {
	raw, _ := json.Marshal(map[string]string{"started": timestamp(started), "status": status}) // strings always encode
	return raw
}

// cellID is what JupyterLab puts into the metadata of requests, "" if it is not there.
func cellID(metadata json.RawMessage) string {
	var m struct {
		CellID string `json:"cellId"`
	}
	if json.Unmarshal(metadata, &m) != nil {
		return ""
	}
	return m.CellID
}
