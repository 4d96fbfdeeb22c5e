package sandbox

import "sync"

// Counts say what became of workers since the pool was made.
type Counts struct {
	Alive  int
	Starts int
	Ends   map[string]int // by reason: crash, deadline, memory, start (never began), worn (replaced in time)
}

type counts struct {
	mu     sync.Mutex
	starts int
	ends   map[string]int
}

func (c *counts) start() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.starts++
}

func (c *counts) kill(reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ends == nil {
		c.ends = map[string]int{}
	}
	c.ends[reason]++
}

// Counts returns the counts so far.
func (p *Pool) Counts() Counts {
	p.counts.mu.Lock()
	defer p.counts.mu.Unlock()
	out := Counts{Alive: int(p.alive.Load()), Starts: p.counts.starts, Ends: map[string]int{}}
	for reason, n := range p.counts.ends {
		out.Ends[reason] = n
	}
	return out
}
