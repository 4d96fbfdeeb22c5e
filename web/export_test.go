package web

// The store and the queue of a node that works alone, for the tests that hold
// for all of them.
var (
	NewMemory      = newMemory
	NewMemoryQueue = newMemoryQueue
)
