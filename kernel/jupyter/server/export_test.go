package server

// Peers are how many clients are connected to shell, control, stdin and iopub.
func (s *Server) Peers() [4]int {
	return [4]int{s.socks.shell.Peers(), s.socks.control.Peers(), s.socks.stdin.Peers(), s.socks.iopub.Peers()}
}
