package msg

// A UsageRequest asks for the resources in use. It is not part of the specification: ipykernel
// answers it and the extension jupyter-resource-usage shows it.
type UsageRequest struct{}

// A UsageReply has the shape of ipykernel's. What is not known is left out or zero.
type UsageReply struct {
	Status            string         `json:"status"` // "" means "ok"
	Hostname          string         `json:"hostname"`
	PID               int            `json:"pid"`
	KernelCPU         float64        `json:"kernel_cpu"`    // percent of one CPU, kernel and children
	KernelMemory      int64          `json:"kernel_memory"` // bytes, kernel and children
	HostCPUPercent    float64        `json:"host_cpu_percent,omitempty"`
	CPUCount          int            `json:"cpu_count"`
	HostVirtualMemory *VirtualMemory `json:"host_virtual_memory,omitempty"`
}

func (r UsageReply) filled() any { r.Status = orOK(r.Status); return r }

// VirtualMemory is the host's memory in bytes, named as psutil does.
type VirtualMemory struct {
	Total     int64   `json:"total"`
	Available int64   `json:"available"`
	Percent   float64 `json:"percent"` // of Total, not available
	Used      int64   `json:"used"`
	Free      int64   `json:"free"`
}
