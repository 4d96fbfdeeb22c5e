package web_test

import (
	"math"
	"testing"

	"shortlist/web"
	"shortlist/web/storetest"
)

func TestMemoryIsAStore(t *testing.T) {
	storetest.Store(t, web.NewMemory(100, math.MaxInt, true))
	storetest.FullStore(t, web.NewMemory(100, 5<<20, false))
}

func TestMemoryIsAQueue(t *testing.T) {
	storetest.Queue(t, web.NewMemoryQueue(10))
	storetest.FullQueue(t, web.NewMemoryQueue(10))
}

func BenchmarkDocuments(b *testing.B) {
	storetest.Documents(b, web.NewMemory(100, math.MaxInt, false), web.NewMemoryQueue(1000))
}
