package storetest

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"testing"
	"time"

	"shortlist/web"
)

// Sizes of what is kept of a document of a batch, in bytes: those of the middle
// of a collection of resumes.
const (
	documentSize = 100 << 10
	resultSize   = 18 << 10
)

// Documents measures what a document of a batch costs in a store and a queue,
// from its coming to its result, without being read or judged.
func Documents(b *testing.B, s web.Store, q web.Queue) {
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	document, result := make([]byte, documentSize), make([]byte, resultSize)
	_, _ = rand.Read(document)
	_, _ = rand.Read(result)
	id, expires := rand.Text(), time.Now().Add(time.Hour)
	check := func(err error) {
		if err != nil {
			b.Error(err)
		}
	}
	check(s.Put(ctx, id, "main", []byte("of the batch"), expires))
	var done sync.WaitGroup
	go q.Work(ctx, 2, web.Worker{
		Do: func(ctx context.Context, t web.Task) error {
			defer done.Done()
			_, err := s.Get(ctx, id, "main")
			check(err)
			_, err = s.Get(ctx, id, "in."+t.Item)
			check(err)
			check(s.Put(ctx, id, "out."+t.Item, result, expires))
			_, err = s.Get(ctx, id, "main")
			check(err)
			check(s.Delete(ctx, id, "in."+t.Item))
			return nil
		},
		GiveUp: func(context.Context, web.Task) error { return nil },
	})
	i := 0
	for b.Loop() {
		item := fmt.Sprint(i)
		done.Add(1)
		check(s.Put(ctx, id, "in."+item, document, expires))
		check(q.Push(ctx, web.Task{Batch: id, Item: item}))
		if i++; i%50 == 0 {
			done.Wait() // a store in memory would hold all of them else
		}
	}
	done.Wait()
}
