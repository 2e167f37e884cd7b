package crash

import (
	"reflect"
	"testing"

	"weft/kernel/golang/cell"
)

func TestGroups(t *testing.T) {
	list := Goroutines(`goroutine 1 [sync.WaitGroup.Wait]:
sync.(*WaitGroup).Wait(0x1)
	sync/waitgroup.go:206 +0x85
main.main()
	cell[3]:9 +0x1

goroutine 7 [chan send]:
main.main.func1()
	cell[3]:4 +0x1
created by main.main in goroutine 1
	cell[3]:3 +0x1

goroutine 8 [chan send]:
main.main.func1()
	cell[3]:4 +0x1
created by main.main in goroutine 1
	cell[3]:3 +0x1

goroutine 9 [IO wait]:
internal/poll.runtime_pollWait(0x1)
	runtime/netpoll.go:351 +0x1
created by net/http.(*Server).Serve in goroutine 1
	net/http/server.go:3 +0x1
`)
	at := func(line int) cell.Pos { return cell.Pos{Cell: 3, Line: line} }
	want := []Group{
		{State: "chan send", At: at(4), From: at(3), IDs: []int{7, 8}},
		{State: "sync.WaitGroup.Wait", At: at(9), IDs: []int{1}},
	}
	if got := Groups(list); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
