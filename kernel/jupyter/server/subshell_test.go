package server_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
)

func create(t *testing.T, c *servertest.Client) string {
	t.Helper()
	return servertest.Content[msg.CreateSubshellReply](t, c.Ask("control", msg.CreateSubshellRequest{})).SubshellID
}

func TestSubshells(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	a, b := create(t, c), create(t, c)
	list := servertest.Content[msg.ListSubshellReply](t, c.Ask("control", msg.ListSubshellRequest{})).SubshellID
	if diff := cmp.Diff([]string{a, b}, list); diff != "" {
		t.Errorf("subshells (-want +got):\n%s", diff)
	}

	// Each shell has a cell that waits and one behind it.
	var waiting, behind []string
	for _, shell := range []string{"", a, b} {
		waiting = append(waiting, c.SendTo("shell", shell, cell("wait "+shell)))
		behind = append(behind, c.SendTo("shell", shell, cell("out "+shell)))
	}
	for range 3 {
		<-k.entered
	}
	c.Ask("control", msg.InterruptRequest{})
	for i, shell := range []string{"", a, b} {
		c.Idle(waiting[i])
		c.Idle(behind[i])
		if got := servertest.Content[msg.ExecuteReply](t, c.Reply(behind[i])).Status; got != "aborted" {
			t.Errorf("behind the cell in %q: %s", shell, got)
		}
	}
	if got := servertest.Content[msg.DeleteSubshellReply](t, c.Ask("control", msg.DeleteSubshellRequest{SubshellID: a})); got.Status != "ok" {
		t.Errorf("delete: %+v", got)
	}
	for _, channel := range []string{"shell", "control"} {
		for _, id := range []string{a, "", "none"} {
			got := servertest.Content[msg.ErrorReply](t, c.Ask(channel, msg.DeleteSubshellRequest{SubshellID: id}))
			if got.EName != "SubshellNotFound" {
				t.Errorf("delete %q: %+v", id, got)
			}
		}
	}
	for _, request := range []msg.Content{cell("out a"), msg.CompleteRequest{Code: "x"}, msg.KernelInfoRequest{}} {
		id := c.SendTo("shell", a, request)
		c.Idle(id)
		if got := servertest.Content[msg.ErrorReply](t, c.Reply(id)); got.EName != "SubshellNotFound" {
			t.Errorf("%s in a deleted subshell: %+v", request.MsgType(), got)
		}
	}
	id := c.SendTo("shell", a, msg.CommMsg{CommID: "x"})
	c.Idle(id)
	check(t, c)
}

// An error aborts what waits in its own shell only.
func TestAbortOfOneShell(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	sub := create(t, c)
	other := c.SendTo("shell", sub, cell("ask go"))
	q := c.Wait("stdin", msg.TypeInputRequest, other)
	behind := c.SendTo("shell", sub, cell("out a"))
	c.Execute("fail")
	c.SendMessage("stdin", answerTo(q.Header.MsgID, "on"))
	c.Idle(behind)
	if got := servertest.Content[msg.ExecuteReply](t, c.Reply(behind)).Status; got != "ok" {
		t.Errorf("in the other shell: %s", got)
	}
	c.Idle(other)
	check(t, c)
}

// What waits in a subshell that is deleted fails; what runs there ends by itself.
func TestDeleteBusySubshell(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	sub := create(t, c)
	running := c.SendTo("shell", sub, cell("ask go"))
	q := c.Wait("stdin", msg.TypeInputRequest, running)
	behind := c.SendTo("shell", sub, cell("out a"))
	c.Ask("shell", msg.KernelInfoRequest{}) // behind it on the same channel: it is queued now
	c.Ask("control", msg.DeleteSubshellRequest{SubshellID: sub})
	c.SendMessage("stdin", answerTo(q.Header.MsgID, "on"))
	c.Idle(behind)
	if got := servertest.Content[msg.ErrorReply](t, c.Reply(behind)); got.EName != "SubshellNotFound" {
		t.Errorf("behind the running cell: %+v", got)
	}
	if got := servertest.Content[msg.ExecuteReply](t, c.Reply(running)); got.Status != "ok" {
		t.Errorf("the running cell: %+v", got)
	}
	check(t, c)
}
