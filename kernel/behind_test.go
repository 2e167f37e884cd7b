package kernel

import (
	"context"
	"slices"
	"sync"
	"testing"
)

// order is an Out that remembers which streams it got, in order.
type order struct {
	discard
	mu    sync.Mutex
	names []string
}

func (o *order) Stream(name, _ string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.names = append(o.names, name)
}

// TestRemarksComeFirst has a cell print while vet still looks at it.
func TestRemarksComeFirst(t *testing.T) {
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for number := range 20 {
		o := &order{}
		s.Run(context.Background(), number+1, `import "fmt"`+"\n"+`fmt.Printf("%d\n", "x")`, o)
		if want := []string{"stderr", "stdout"}; !slices.Equal(slices.Compact(o.names), want) {
			t.Fatalf("cell %d put out %q, want %q", number+1, o.names, want)
		}
	}
}
