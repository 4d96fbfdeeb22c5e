package web

import (
	"context"
	"sync"
	"time"
)

// Task is work that any node can do: to judge one document of a batch. It says
// where the document is and nothing of what it holds.
type Task struct {
	Batch  string // its secret id
	Item   string // of the document within the batch
	Urgent bool   // somebody waits for it
}

// Queue hands tasks to the nodes. It is safe for concurrent use.
type Queue interface {
	// Push takes a task, once however often it is pushed while it waits. The
	// error is ErrFull where too many wait.
	Push(ctx context.Context, t Task) error
	// Work has tasks done, as many at once of each urgency as asked for, until ctx
	// ends. One that fails, or whose node dies, is done again, here or elsewhere,
	// some time later. After MaxAttempts it is given up, for the reason of its
	// last failure, which is tried until it succeeds.
	Work(ctx context.Context, atOnce int, w Worker)
	// Ready returns an error while no task can be taken.
	Ready() error
}

// Worker does tasks. A task that was done is done once more where a node dies
// before it could say so.
type Worker struct {
	Do     func(context.Context, Task) error
	GiveUp func(context.Context, Task) error
}

// MaxAttempts is how often a task is tried.
const MaxAttempts = 5

// RetryAfter returns when a task is tried again that failed for the nth time.
func RetryAfter(n int) time.Duration { return 100 * time.Millisecond << min(n-1, 8) }

// memoryQueue is the Queue of a node that works alone.
type memoryQueue struct {
	lanes   map[bool]chan Task // by urgency
	mu      sync.Mutex
	waiting map[Task]bool
}

func newMemoryQueue(most int) *memoryQueue {
	return &memoryQueue{lanes: map[bool]chan Task{false: make(chan Task, most), true: make(chan Task, most)}, waiting: make(map[Task]bool)}
}

// Push implements Queue.
func (q *memoryQueue) Push(_ context.Context, t Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.waiting[t] {
		return nil
	}
	select {
	case q.lanes[t.Urgent] <- t:
		q.waiting[t] = true
		return nil
	default:
		return ErrFull
	}
}

// Work implements Queue.
func (q *memoryQueue) Work(ctx context.Context, atOnce int, w Worker) {
	var hands sync.WaitGroup
	for _, lane := range q.lanes {
		for range atOnce {
			hands.Go(func() {
				for {
					select {
					case <-ctx.Done():
						return
					case t := <-lane:
						q.do(ctx, t, w)
					}
				}
			})
		}
	}
	hands.Wait()
}

func (q *memoryQueue) do(ctx context.Context, t Task, w Worker) {
	for n := 1; w.Do(ctx, t) != nil; n++ {
		if n >= MaxAttempts && w.GiveUp(ctx, t) == nil || !sleep(ctx, RetryAfter(n)) {
			break
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.waiting, t)
}

// Ready implements Queue.
func (q *memoryQueue) Ready() error { return nil }

// sleep waits, and tells whether ctx is still good.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
