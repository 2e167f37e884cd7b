package msg

// Message types, as headers name them.
const (
	TypeExecuteRequest        = "execute_request"
	TypeExecuteReply          = "execute_reply"
	TypeInspectRequest        = "inspect_request"
	TypeInspectReply          = "inspect_reply"
	TypeCompleteRequest       = "complete_request"
	TypeCompleteReply         = "complete_reply"
	TypeIsCompleteRequest     = "is_complete_request"
	TypeIsCompleteReply       = "is_complete_reply"
	TypeHistoryRequest        = "history_request"
	TypeHistoryReply          = "history_reply"
	TypeKernelInfoRequest     = "kernel_info_request"
	TypeKernelInfoReply       = "kernel_info_reply"
	TypeConnectRequest        = "connect_request"
	TypeConnectReply          = "connect_reply"
	TypeShutdownRequest       = "shutdown_request"
	TypeShutdownReply         = "shutdown_reply"
	TypeInterruptRequest      = "interrupt_request"
	TypeInterruptReply        = "interrupt_reply"
	TypeDebugRequest          = "debug_request"
	TypeDebugReply            = "debug_reply"
	TypeUsageRequest          = "usage_request"
	TypeUsageReply            = "usage_reply"
	TypeCreateSubshellRequest = "create_subshell_request"
	TypeCreateSubshellReply   = "create_subshell_reply"
	TypeDeleteSubshellRequest = "delete_subshell_request"
	TypeDeleteSubshellReply   = "delete_subshell_reply"
	TypeListSubshellRequest   = "list_subshell_request"
	TypeListSubshellReply     = "list_subshell_reply"
	TypeCommInfoRequest       = "comm_info_request"
	TypeCommInfoReply         = "comm_info_reply"
	TypeCommOpen              = "comm_open"
	TypeCommMsg               = "comm_msg"
	TypeCommClose             = "comm_close"
	TypeInputRequest          = "input_request"
	TypeInputReply            = "input_reply"
	TypeStatus                = "status"
	TypeStream                = "stream"
	TypeDisplayData           = "display_data"
	TypeUpdateDisplayData     = "update_display_data"
	TypeExecuteInput          = "execute_input"
	TypeExecuteResult         = "execute_result"
	TypeError                 = "error"
	TypeClearOutput           = "clear_output"
	TypeIopubWelcome          = "iopub_welcome"
)

// Values of the field "status" of replies.
const (
	StatusOK      = "ok"
	StatusError   = "error"
	StatusAborted = "aborted" // an execute_request that an earlier error took out of the queue
)

func (ExecuteRequest) MsgType() string        { return TypeExecuteRequest }
func (ExecuteReply) MsgType() string          { return TypeExecuteReply }
func (InspectRequest) MsgType() string        { return TypeInspectRequest }
func (InspectReply) MsgType() string          { return TypeInspectReply }
func (CompleteRequest) MsgType() string       { return TypeCompleteRequest }
func (CompleteReply) MsgType() string         { return TypeCompleteReply }
func (IsCompleteRequest) MsgType() string     { return TypeIsCompleteRequest }
func (IsCompleteReply) MsgType() string       { return TypeIsCompleteReply }
func (HistoryRequest) MsgType() string        { return TypeHistoryRequest }
func (HistoryReply) MsgType() string          { return TypeHistoryReply }
func (KernelInfoRequest) MsgType() string     { return TypeKernelInfoRequest }
func (KernelInfoReply) MsgType() string       { return TypeKernelInfoReply }
func (ConnectRequest) MsgType() string        { return TypeConnectRequest }
func (ConnectReply) MsgType() string          { return TypeConnectReply }
func (ShutdownRequest) MsgType() string       { return TypeShutdownRequest }
func (ShutdownReply) MsgType() string         { return TypeShutdownReply }
func (InterruptRequest) MsgType() string      { return TypeInterruptRequest }
func (InterruptReply) MsgType() string        { return TypeInterruptReply }
func (DebugRequest) MsgType() string          { return TypeDebugRequest }
func (DebugReply) MsgType() string            { return TypeDebugReply }
func (UsageRequest) MsgType() string          { return TypeUsageRequest }
func (UsageReply) MsgType() string            { return TypeUsageReply }
func (CreateSubshellRequest) MsgType() string { return TypeCreateSubshellRequest }
func (CreateSubshellReply) MsgType() string   { return TypeCreateSubshellReply }
func (DeleteSubshellRequest) MsgType() string { return TypeDeleteSubshellRequest }
func (DeleteSubshellReply) MsgType() string   { return TypeDeleteSubshellReply }
func (ListSubshellRequest) MsgType() string   { return TypeListSubshellRequest }
func (ListSubshellReply) MsgType() string     { return TypeListSubshellReply }
func (CommInfoRequest) MsgType() string       { return TypeCommInfoRequest }
func (CommInfoReply) MsgType() string         { return TypeCommInfoReply }
func (CommOpen) MsgType() string              { return TypeCommOpen }
func (CommMsg) MsgType() string               { return TypeCommMsg }
func (CommClose) MsgType() string             { return TypeCommClose }
func (InputRequest) MsgType() string          { return TypeInputRequest }
func (InputReply) MsgType() string            { return TypeInputReply }
func (Status) MsgType() string                { return TypeStatus }
func (Stream) MsgType() string                { return TypeStream }
func (DisplayData) MsgType() string           { return TypeDisplayData }
func (UpdateDisplayData) MsgType() string     { return TypeUpdateDisplayData }
func (ExecuteInput) MsgType() string          { return TypeExecuteInput }
func (ExecuteResult) MsgType() string         { return TypeExecuteResult }
func (Error) MsgType() string                 { return TypeError }
func (ClearOutput) MsgType() string           { return TypeClearOutput }
func (IopubWelcome) MsgType() string          { return TypeIopubWelcome }

// MsgType is the type of the request with "_request" replaced by "_reply".
func (r ErrorReply) MsgType() string { return r.Type }
