package solution

import (
	"context"
	"errors"
	"time"
)

// Job is something to be run. A Weight less than 1 means 1.
type Job struct {
	Priority, Weight int
	Run              func(ctx context.Context) error
}

// Config says how a Pool works.
type Config struct {
	Min, Max int           // workers
	Idle     time.Duration // after which a worker without work ends
	Queue    int           // how many jobs may wait
	Budget   int           // the greatest sum of the weights of running jobs
}

// Stats are the numbers of a Pool at one moment.
type Stats struct {
	Workers, Running, Queued, Peak, Submitted, Rejected,
	Done, Failed, Dropped int
	Waited time.Duration
}

var (
	ErrFull   = errors.New("queue is full")
	ErrClosed = errors.New("pool is shut down")
	ErrTooBig = errors.New("job is heavier than the budget")
)

// Pool runs jobs by priority and weight, on as many workers as it needs.
type Pool struct {
	// Your fields.
}

// New returns a pool with Min workers.
func New(cfg Config) *Pool { return &Pool{} }

// Submit hands a job in, or says why not. It never waits.
func (p *Pool) Submit(j Job) error { return nil }

// Stats tells the numbers of this moment.
func (p *Pool) Stats() Stats { return Stats{} }

// Shutdown lets all jobs end, or breaks them off when ctx ends.
func (p *Pool) Shutdown(ctx context.Context) error { return nil }
