package msg

// A Status tells on iopub what the kernel does: "busy", "idle" or "starting".
type Status struct {
	ExecutionState string `json:"execution_state"`
}

// A Stream is text that a program wrote to "stdout" or "stderr".
type Stream struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// A DisplayData shows something in the cell's output.
type DisplayData struct {
	Data      Bundle    `json:"data"`
	Metadata  Bundle    `json:"metadata"`
	Transient Transient `json:"transient"`
}

func (d DisplayData) filled() any {
	d.Data, d.Metadata = d.Data.orEmpty(), d.Metadata.orEmpty()
	return d
}

// Transient is information that is not saved with the notebook.
type Transient struct {
	DisplayID string `json:"display_id,omitempty"` // for later updates
}

// An UpdateDisplayData replaces, in all outputs, the displays of one DisplayID.
type UpdateDisplayData struct {
	Data      Bundle    `json:"data"`
	Metadata  Bundle    `json:"metadata"`
	Transient Transient `json:"transient"`
}

func (d UpdateDisplayData) filled() any {
	d.Data, d.Metadata = d.Data.orEmpty(), d.Metadata.orEmpty()
	return d
}

// An ExecuteInput tells all frontends what runs now.
type ExecuteInput struct {
	Code           string `json:"code"`
	ExecutionCount int    `json:"execution_count"`
}

// An ExecuteResult is the value of a cell.
type ExecuteResult struct {
	ExecutionCount int    `json:"execution_count"`
	Data           Bundle `json:"data"`
	Metadata       Bundle `json:"metadata"`
}

func (d ExecuteResult) filled() any {
	d.Data, d.Metadata = d.Data.orEmpty(), d.Metadata.orEmpty()
	return d
}

// An Error is why a cell failed; the reply says the same.
type Error struct {
	EName     string   `json:"ename"`
	EValue    string   `json:"evalue"`
	Traceback []string `json:"traceback"` // lines, may hold ANSI colours
}

func (e Error) filled() any { e.Traceback = orEmpty(e.Traceback); return e }

// A ClearOutput removes the cell's output, with Wait only once the next output arrives.
type ClearOutput struct {
	Wait bool `json:"wait"`
}

// An IopubWelcome tells a subscriber that its subscription is in effect (JEP 65).
type IopubWelcome struct {
	Subscription string `json:"subscription"` // the topic
}
