// Transfers between accounts with ordered locks, and checks that money neither appears nor vanishes.
package main

import (
	"errors"
	"fmt"
	"sync"
)

var (
	ErrInsufficient = errors.New("insufficient funds")
	ErrSame         = errors.New("same account")
)

type Account struct {
	mu      sync.Mutex
	id      int
	owner   string
	balance int
	history []Entry
}

type Entry struct {
	Kind   Kind
	Amount int
}

type Kind int

const (
	Deposit Kind = iota
	In
	Out
)

func (k Kind) String() string { return [...]string{"deposit", "in", "out"}[k] }

type TransferError struct {
	From, To *Account
	Amount   int
	Err      error
}

func (e TransferError) Error() string {
	return fmt.Sprintf("transfer %d from %s to %s: %v", e.Amount, e.From.owner, e.To.owner, e.Err)
}
func (e TransferError) Unwrap() error { return e.Err }

func Transfer(from, to *Account, amount int) (err error) {
	defer func() {
		if err != nil {
			err = TransferError{from, to, amount, err}
		}
	}()
	if from == to {
		return ErrSame
	}
	a, b := from, to
	if b.id < a.id {
		a, b = b, a
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	if from.balance < amount {
		return ErrInsufficient
	}
	from.balance -= amount
	to.balance += amount
	from.history = append(from.history, Entry{Out, amount})
	to.history = append(to.history, Entry{In, amount})
	return nil
}

func main() {
	owners := []string{"ann", "bob", "cid"}
	var accounts []*Account
	for i, o := range owners {
		accounts = append(accounts, &Account{id: i, owner: o, balance: 100, history: []Entry{{Deposit, 100}}})
	}
	var wg sync.WaitGroup
	for i := 0; i < 30; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			Transfer(accounts[i%3], accounts[(i+1)%3], 7)
		}()
	}
	wg.Wait()
	total, entries := 0, 0
	for _, a := range accounts {
		total += a.balance
		entries += len(a.history)
	}
	fmt.Println("total", total, "entries odd:", entries%2 == 1)

	x, y := &Account{id: 10, owner: "xi", balance: 5}, &Account{id: 11, owner: "yo"}
	for _, try := range []struct {
		from, to *Account
		n        int
	}{{x, y, 3}, {x, y, 3}, {x, x, 1}, {y, x, 3}} {
		err := Transfer(try.from, try.to, try.n)
		var te TransferError
		fmt.Println(err, errors.Is(err, ErrInsufficient), errors.As(err, &te), te.Amount)
	}
	fmt.Println(x.history, y.history, x.balance, y.balance)
	fmt.Printf("%v %+v %s %d\n", x.history[0], x.history[0], x.history[0].Kind, x.history[0].Kind)
}
